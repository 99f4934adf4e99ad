/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/documents/document-options.h"

#include <adwaita.h>
#include <glib/gi18n.h>

struct _TrancheDocumentOptions
{
  GtkBox parent_instance;

  /* Template widgets */
  AdwComboRow *kind_row;
  AdwComboRow *period_row;
  AdwComboRow *paper_row;
  AdwPreferencesGroup *blocks_group;

  /* Borrowed: rows in the group */
  GtkWidget *block_rows[TRANCHE_SUMMARY_N_BLOCKS];

  /* Owned */
  GArray *periods; /* (nullable) */
  TrancheSummaryKind kind;
  gboolean updating; /* rows are set by the program */
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TrancheDocumentOptions, tranche_document_options, GTK_TYPE_BOX)

static void
set_blocks (TrancheDocumentOptions *self, TrancheSummaryBlocks blocks)
{
  gboolean updating = self->updating;

  self->updating = TRUE;
  for (guint i = 0; i < TRANCHE_SUMMARY_N_BLOCKS; i++)
    adw_switch_row_set_active (ADW_SWITCH_ROW (self->block_rows[i]), (blocks & (1u << i)) != 0);
  self->updating = updating;
}

static void
option_changed_cb (TrancheDocumentOptions *self)
{
  if (!self->updating)
    g_signal_emit (self, signals[CHANGED], 0);
}

static void
fill_rows (TrancheDocumentOptions *self)
{
  g_autoptr (GtkStringList) kinds = gtk_string_list_new (NULL);
  g_autoptr (GtkStringList) papers = gtk_string_list_new (NULL);

  for (guint i = TRANCHE_SUMMARY_FDS; i <= TRANCHE_SUMMARY_FTA; i++)
    gtk_string_list_append (kinds, tranche_summary_kind_get_title ((TrancheSummaryKind) i));
  for (guint i = 0; i < TRANCHE_N_PAPERS; i++)
    gtk_string_list_append (papers, tranche_paper_get_label ((TranchePaper) i));

  self->updating = TRUE;
  adw_combo_row_set_model (self->kind_row, G_LIST_MODEL (kinds));
  adw_combo_row_set_model (self->paper_row, G_LIST_MODEL (papers));
  for (guint i = 0; i < TRANCHE_SUMMARY_N_BLOCKS; i++)
    {
      TrancheSummaryBlocks block = (TrancheSummaryBlocks) (1u << i);

      self->block_rows[i] = adw_switch_row_new ();
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->block_rows[i]),
                                     tranche_summary_block_get_label (block));
      g_signal_connect_object (self->block_rows[i], "notify::active",
                               G_CALLBACK (option_changed_cb), self, G_CONNECT_SWAPPED);
      adw_preferences_group_add (self->blocks_group, self->block_rows[i]);
    }
  self->updating = FALSE;
}

static void
tranche_document_options_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), TRANCHE_TYPE_DOCUMENT_OPTIONS);

  G_OBJECT_CLASS (tranche_document_options_parent_class)->dispose (object);
}

static void
tranche_document_options_finalize (GObject *object)
{
  TrancheDocumentOptions *self = TRANCHE_DOCUMENT_OPTIONS (object);

  g_clear_pointer (&self->periods, g_array_unref);

  G_OBJECT_CLASS (tranche_document_options_parent_class)->finalize (object);
}

static void
tranche_document_options_class_init (TrancheDocumentOptionsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = tranche_document_options_dispose;
  object_class->finalize = tranche_document_options_finalize;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/tranche_app/Tranche/ui/document-options.ui");
  gtk_widget_class_bind_template_child (widget_class, TrancheDocumentOptions, kind_row);
  gtk_widget_class_bind_template_child (widget_class, TrancheDocumentOptions, period_row);
  gtk_widget_class_bind_template_child (widget_class, TrancheDocumentOptions, paper_row);
  gtk_widget_class_bind_template_child (widget_class, TrancheDocumentOptions, blocks_group);
  gtk_widget_class_bind_template_callback (widget_class, option_changed_cb);
}

static void
tranche_document_options_init (TrancheDocumentOptions *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  fill_rows (self);
}

void
tranche_document_options_set_request (TrancheDocumentOptions *self,
                                      const TrancheDocumentRequest *request)
{
  g_return_if_fail (TRANCHE_IS_DOCUMENT_OPTIONS (self));
  g_return_if_fail (request != NULL);

  self->kind = request->kind;
  self->updating = TRUE;
  adw_combo_row_set_selected (self->kind_row, request->kind);
  adw_combo_row_set_selected (self->paper_row, request->paper);
  set_blocks (self, request->blocks);
  self->updating = FALSE;
}

void
tranche_document_options_read (TrancheDocumentOptions *self, TrancheDocumentRequest *request)
{
  TrancheSummaryKind kind;
  guint period;
  guint blocks = 0;

  g_return_if_fail (TRANCHE_IS_DOCUMENT_OPTIONS (self));
  g_return_if_fail (request != NULL);

  kind = (TrancheSummaryKind) adw_combo_row_get_selected (self->kind_row);
  period = adw_combo_row_get_selected (self->period_row);
  if (kind != self->kind)
    {
      self->kind = kind;
      request->period = TRANCHE_DATE_NONE;
      set_blocks (self, tranche_summary_kind_get_blocks (kind));
    }
  else if (self->periods != NULL && period < self->periods->len)
    {
      request->period = g_array_index (self->periods, TrancheDate, period);
    }

  for (guint i = 0; i < TRANCHE_SUMMARY_N_BLOCKS; i++)
    {
      if (adw_switch_row_get_active (ADW_SWITCH_ROW (self->block_rows[i])))
        blocks |= 1u << i;
    }
  request->kind = kind;
  request->blocks = (TrancheSummaryBlocks) blocks;
  request->paper = (TranchePaper) adw_combo_row_get_selected (self->paper_row);
}

void
tranche_document_options_set_periods (TrancheDocumentOptions *self,
                                      GArray *periods,
                                      TrancheDate selected)
{
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);
  guint position = 0;

  g_return_if_fail (TRANCHE_IS_DOCUMENT_OPTIONS (self));

  for (guint i = 0; periods != NULL && i < periods->len; i++)
    {
      TrancheDate start = g_array_index (periods, TrancheDate, i);
      gboolean looks_back = self->kind == TRANCHE_SUMMARY_FDS;
      g_autofree char *day = tranche_date_format (looks_back ? start - 1 : start);
      /* Translators: a choice of years, by their last or their first day */
      g_autofree char *text = g_strdup_printf (looks_back ? _ ("Until %s") : _ ("From %s"), day);

      gtk_string_list_append (list, text);
      if (start == selected)
        position = i;
    }

  g_clear_pointer (&self->periods, g_array_unref);
  self->periods = periods != NULL ? g_array_ref (periods) : NULL;
  self->updating = TRUE;
  adw_combo_row_set_model (self->period_row, G_LIST_MODEL (list));
  adw_combo_row_set_selected (self->period_row, position);
  self->updating = FALSE;
  gtk_widget_set_visible (GTK_WIDGET (self->period_row), periods != NULL && periods->len > 1);
}
