/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/segments/benefit-page.h"

#include <glib/gi18n.h>

#include "domain/frequency.h"
#include "model/matrix.h"
#include "model/model-snapshot.h"
#include "store/actions/benefits.h"
#include "ui/app/error-message.h"
#include "ui/app/window.h"
#include "ui/segments/benefit-agreements-page.h"
#include "ui/segments/benefit-dialog.h"
#include "ui/segments/benefit-usage-row.h"
#include "ui/segments/page-edit.h"
#include "ui/widgets/mark-symbol.h"

struct _TrancheBenefitPage
{
  TranchePage parent_instance;

  /* Template widgets */
  GtkStack *states;
  GtkLabel *name_label;
  GtkLabel *facts_label;
  GtkLabel *description_label;
  GtkWidget *edit_button;
  GtkWidget *remove_button;
  GtkLabel *obstacle_label;
  AdwPreferencesGroup *segments_group;
  TrancheBenefitUsageRow *usage_row;

  /* Owned */
  TrancheMatrix *matrix;
  GPtrArray *switches; /* AdwSwitchRow, by column; the group has them */
  GCancellable *reading;
  char *obstacle; /* why nothing can be edited */
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (TrancheBenefitPage, tranche_benefit_page, TRANCHE_TYPE_PAGE)

static int
get_row (TrancheBenefitPage *self)
{
  return tranche_matrix_find_row (self->matrix, tranche_page_get_item_id (TRANCHE_PAGE (self)));
}

static gboolean
set_cell (TrancheDatabase *db, gpointer data, GError **error)
{
  const TrancheEditTarget *target = data;

  return tranche_matrix_set_cell (db, target->id, target->other_id, target->on, error);
}

static void
switched_cb (TrancheBenefitPage *self, GParamSpec *pspec, AdwSwitchRow *row)
{
  guint column;

  if (self->filling || !g_ptr_array_find (self->switches, row, &column))
    return;
  tranche_page_edit (GTK_WIDGET (self), tranche_page_get_store (TRANCHE_PAGE (self)), set_cell,
                     tranche_edit_target_new (tranche_page_get_item_id (TRANCHE_PAGE (self)),
                                              tranche_matrix_get_segment_id (self->matrix, column),
                                              adw_switch_row_get_active (row)),
                     g_free, NULL, _ ("Couldn’t change the matrix"));
}

static void
rebuild (TrancheBenefitPage *self)
{
  for (guint i = 0; i < self->switches->len; i++)
    adw_preferences_group_remove (self->segments_group, g_ptr_array_index (self->switches, i));
  g_ptr_array_set_size (self->switches, 0);

  for (guint i = 0; i < tranche_matrix_get_n_columns (self->matrix); i++)
    {
      TrancheSegment *segment = tranche_matrix_get_segment (self->matrix, i);
      GtkWidget *row = adw_switch_row_new ();
      GtkWidget *symbol = tranche_mark_symbol_new ();

      tranche_mark_symbol_set (TRANCHE_MARK_SYMBOL (symbol), segment->colour, segment->mark);
      gtk_widget_set_valign (symbol, GTK_ALIGN_CENTER);
      adw_action_row_add_prefix (ADW_ACTION_ROW (row), symbol);
      adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
      g_signal_connect_object (row, "notify::active", G_CALLBACK (switched_cb), self,
                               G_CONNECT_SWAPPED);
      g_ptr_array_add (self->switches, row);
      adw_preferences_group_add (self->segments_group, row);
    }
}

static void
show_benefit (TrancheBenefitPage *self, guint row)
{
  TrancheBenefit *benefit = tranche_matrix_get_benefit (self->matrix, row);
  const char *kind = tranche_benefit_kind_get_name (benefit->kind);
  g_autofree char *facts = g_strdup_printf (
      /* Translators: a benefit’s order number, how often it is due, and its kind: “Number 3 ·
       * Yearly · Core service” */
      _ ("Number %d · %s · %s"), (int) benefit->position,
      tranche_frequency_get_name ((TrancheFrequency) benefit->frequency), kind != NULL ? kind : "");

  adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), benefit->name);
  gtk_label_set_label (self->name_label, benefit->name);
  gtk_label_set_label (self->facts_label, facts);
  gtk_label_set_label (self->description_label, benefit->description);
  gtk_widget_set_visible (GTK_WIDGET (self->description_label), *benefit->description != '\0');

  self->filling = TRUE;
  for (guint i = 0; i < self->switches->len; i++)
    {
      GtkWidget *widget = g_ptr_array_index (self->switches, i);

      TrancheSegment *segment = tranche_matrix_get_segment (self->matrix, i);

      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (widget), segment->name);
      adw_action_row_set_subtitle (ADW_ACTION_ROW (widget), segment->active ? "" : _ ("Inactive"));
      adw_switch_row_set_active (ADW_SWITCH_ROW (widget),
                                 tranche_matrix_get_held (self->matrix, row, i));
      gtk_widget_set_sensitive (widget, self->obstacle == NULL);
      gtk_widget_set_tooltip_text (widget, self->obstacle);
    }
  self->filling = FALSE;
}

static void
matrix_changed_cb (TrancheBenefitPage *self, gboolean structure)
{
  int row = get_row (self);

  if (row < 0)
    {
      gtk_stack_set_visible_child_name (self->states, "missing");
      return;
    }
  if (structure)
    rebuild (self);
  show_benefit (self, (guint) row);
  gtk_stack_set_visible_child_name (self->states, "benefit");
}

typedef struct
{
  gint64 office_id;
  gint64 member_id;
} Reading;

static gboolean
load_snapshot (TrancheDatabase *db,
               gpointer data,
               GCancellable *cancellable,
               gpointer *result,
               GError **error)
{
  const Reading *reading = data;

  *result = tranche_model_snapshot_load (db, reading->office_id, reading->member_id,
                                         TRANCHE_DATE_NONE, cancellable, error);
  return *result != NULL;
}

static void
update_actions (TrancheBenefitPage *self)
{
  const char *obstacle = self->obstacle;

  gtk_label_set_label (self->obstacle_label, obstacle != NULL ? obstacle : "");
  gtk_widget_set_visible (GTK_WIDGET (self->obstacle_label), obstacle != NULL);
  gtk_widget_set_tooltip_text (self->edit_button, obstacle != NULL ? obstacle : _ ("Edit"));
  gtk_widget_set_tooltip_text (self->remove_button, obstacle != NULL ? obstacle : _ ("Remove"));
  tranche_page_set_action_enabled (TRANCHE_PAGE (self), "edit", obstacle == NULL);
  tranche_page_set_action_enabled (TRANCHE_PAGE (self), "remove", obstacle == NULL);
}

static void
snapshot_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TrancheBenefitPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (TrancheModelSnapshot) snapshot
      = tranche_store_finish (TRANCHE_STORE (source), result, &error);

  if (tranche_error_is_cancelled (error))
    return;
  if (snapshot == NULL)
    {
      gtk_stack_set_visible_child_name (self->states, "missing");
      return;
    }
  g_set_str (&self->obstacle, snapshot->use->edit_obstacle);
  update_actions (self);
  tranche_matrix_set_content (self->matrix, g_steal_pointer (&snapshot->content));
}

static void
read_snapshot (TrancheBenefitPage *self)
{
  TrancheSession *session = tranche_page_get_session (TRANCHE_PAGE (self));
  Reading *reading = g_new0 (Reading, 1);

  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  self->reading = g_cancellable_new ();
  reading->office_id = tranche_session_get_office_id (session);
  reading->member_id = tranche_session_get_member_id (session);
  tranche_store_read_async (tranche_page_get_store (TRANCHE_PAGE (self)), G_PRIORITY_DEFAULT,
                            load_snapshot, reading, g_free,
                            (GDestroyNotify) tranche_model_snapshot_free, self->reading,
                            snapshot_read_cb, g_object_ref (self));
  tranche_benefit_usage_row_read (self->usage_row, tranche_page_get_store (TRANCHE_PAGE (self)),
                                  tranche_page_get_item_id (TRANCHE_PAGE (self)), self->reading);
}

static void
item_changed_cb (TrancheBenefitPage *self)
{
  if (self->reading != NULL)
    read_snapshot (self);
}

static void
show_agreements_cb (TrancheBenefitPage *self)
{
  TranchePage *page = TRANCHE_PAGE (self);
  int row = get_row (self);

  if (row >= 0)
    tranche_page_push (page, tranche_benefit_agreements_page_new (
                                 tranche_page_get_session (page), tranche_page_get_item_id (page),
                                 tranche_matrix_get_benefit (self->matrix, (guint) row)->name));
}

static void
edit_activated_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  TrancheBenefitPage *self = user_data;
  int row = get_row (self);
  AdwDialog *dialog;

  if (row < 0)
    return;
  dialog = tranche_benefit_dialog_new (tranche_page_get_session (TRANCHE_PAGE (self)),
                                       tranche_matrix_get_benefit (self->matrix, (guint) row),
                                       tranche_matrix_get_n_rows (self->matrix), self->obstacle);
  g_signal_connect_object (dialog, "agreements-asked-for", G_CALLBACK (show_agreements_cb), self,
                           G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

static gboolean
remove_benefit (TrancheDatabase *db, gpointer data, GError **error)
{
  return tranche_benefits_remove (db, ((const TrancheEditTarget *) data)->id, error);
}

/* Back to the list, which says what happened and offers Undo. */
static void
remove_activated_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  TrancheBenefitPage *self = user_data;
  int row = get_row (self);

  if (row < 0)
    return;
  tranche_page_edit (
      GTK_WIDGET (self), tranche_page_get_store (TRANCHE_PAGE (self)), remove_benefit,
      tranche_edit_target_new (tranche_page_get_item_id (TRANCHE_PAGE (self)), 0, FALSE), g_free,
      /* Translators: %s is a benefit */
      g_strdup_printf (_ ("Benefit “%s” removed"),
                       tranche_matrix_get_benefit (self->matrix, (guint) row)->name),
      _ ("Couldn’t remove the benefit"));
  gtk_widget_activate_action (GTK_WIDGET (self), "navigation.pop", NULL);
}

static const GActionEntry actions[] = {
  { .name = "edit", .activate = edit_activated_cb },
  { .name = "remove", .activate = remove_activated_cb },
};

static void
tranche_benefit_page_load (TranchePage *page)
{
  read_snapshot (TRANCHE_BENEFIT_PAGE (page));
}

static void
tranche_benefit_page_changed (TranchePage *page, const TrancheChanges *changes)
{
  read_snapshot (TRANCHE_BENEFIT_PAGE (page));
}

static void
tranche_benefit_page_dispose (GObject *object)
{
  TrancheBenefitPage *self = TRANCHE_BENEFIT_PAGE (object);

  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  g_clear_pointer (&self->switches, g_ptr_array_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), TRANCHE_TYPE_BENEFIT_PAGE);
  g_clear_object (&self->matrix);
  g_clear_pointer (&self->obstacle, g_free);

  G_OBJECT_CLASS (tranche_benefit_page_parent_class)->dispose (object);
}

static void
tranche_benefit_page_class_init (TrancheBenefitPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  TranchePageClass *page_class = TRANCHE_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tranche_benefit_page_dispose;
  page_class->load = tranche_benefit_page_load;
  page_class->changed = tranche_benefit_page_changed;

  g_type_ensure (TRANCHE_TYPE_BENEFIT_USAGE_ROW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/tranche_app/Tranche/ui/benefit-page.ui");
  gtk_widget_class_bind_template_child (widget_class, TrancheBenefitPage, states);
  gtk_widget_class_bind_template_child (widget_class, TrancheBenefitPage, name_label);
  gtk_widget_class_bind_template_child (widget_class, TrancheBenefitPage, facts_label);
  gtk_widget_class_bind_template_child (widget_class, TrancheBenefitPage, description_label);
  gtk_widget_class_bind_template_child (widget_class, TrancheBenefitPage, obstacle_label);
  gtk_widget_class_bind_template_child (widget_class, TrancheBenefitPage, edit_button);
  gtk_widget_class_bind_template_child (widget_class, TrancheBenefitPage, remove_button);
  gtk_widget_class_bind_template_child (widget_class, TrancheBenefitPage, segments_group);
  gtk_widget_class_bind_template_child (widget_class, TrancheBenefitPage, usage_row);
  gtk_widget_class_bind_template_callback (widget_class, show_agreements_cb);
}

static void
tranche_benefit_page_init (TrancheBenefitPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  tranche_page_add_action_entries (TRANCHE_PAGE (self), actions, G_N_ELEMENTS (actions));
  self->switches = g_ptr_array_new ();
  self->matrix = tranche_matrix_new ();
  /* There is no other way to an inactive one in a narrow window. */
  tranche_matrix_set_only_active (self->matrix, FALSE);
  g_signal_connect_object (self->matrix, "changed", G_CALLBACK (matrix_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect (self, "notify::item-id", G_CALLBACK (item_changed_cb), NULL);
}

TranchePage *
tranche_benefit_page_new (TrancheSession *session, gint64 benefit_id)
{
  g_return_val_if_fail (TRANCHE_IS_SESSION (session), NULL);
  g_return_val_if_fail (benefit_id > 0, NULL);

  return g_object_new (TRANCHE_TYPE_BENEFIT_PAGE, "session", session, "item-id", benefit_id, NULL);
}
