/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/segments/benefit-dialog.h"

#include <glib/gi18n.h>

#include "domain/frequency.h"
#include "store/actions/benefits.h"
#include "ui/segments/benefit-usage-row.h"
#include "ui/widgets/error-row.h"

/* Where the combo rows stand while nothing is chosen: their first entry. */
#define NOTHING_CHOSEN 0

struct _TrancheBenefitDialog
{
  TrancheNamedDialog parent_instance;

  /* Template widgets */
  AdwComboRow *frequency_row;
  AdwComboRow *kind_row;
  AdwSpinRow *position_row;
  TrancheErrorRow *frequency_error;
  TrancheBenefitUsageRow *usage_row;
};

enum
{
  AGREEMENTS_ASKED_FOR,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TrancheBenefitDialog, tranche_benefit_dialog, TRANCHE_TYPE_NAMED_DIALOG)

/* (nullable): not before there is something to show */
static TrancheBenefit *
get_draft (TrancheBenefitDialog *self)
{
  TrancheRecord *draft = tranche_named_dialog_get_draft (TRANCHE_NAMED_DIALOG (self));

  return draft != NULL ? TRANCHE_BENEFIT (draft) : NULL;
}

static const char *
get_kind_explanation (int kind)
{
  switch ((TrancheBenefitKind) kind)
    {
    case TRANCHE_BENEFIT_GIVEN:
      return _ ("Always there, never tracked");
    case TRANCHE_BENEFIT_CORE:
      return _ ("Promised and tracked");
    case TRANCHE_BENEFIT_ADDITIONAL:
      return _ ("Printed when delivered");
    default:
      return "";
    }
}

static void
fill_choices (TrancheBenefitDialog *self)
{
  g_autoptr (GtkStringList) frequencies = gtk_string_list_new (NULL);
  g_autoptr (GtkStringList) kinds = gtk_string_list_new (NULL);

  gtk_string_list_append (frequencies, _ ("Choose…"));
  for (int i = TRANCHE_FREQUENCY_WEEKLY; i <= TRANCHE_FREQUENCY_LAST; i++)
    gtk_string_list_append (frequencies, tranche_frequency_get_name ((TrancheFrequency) i));
  for (int i = TRANCHE_BENEFIT_GIVEN; i <= TRANCHE_BENEFIT_ADDITIONAL; i++)
    gtk_string_list_append (kinds, tranche_benefit_kind_get_name (i));
  adw_combo_row_set_model (self->frequency_row, G_LIST_MODEL (frequencies));
  adw_combo_row_set_model (self->kind_row, G_LIST_MODEL (kinds));
}

static void
frequency_chosen_cb (TrancheBenefitDialog *self)
{
  TrancheBenefit *draft = get_draft (self);

  if (draft == NULL)
    return;
  g_object_set (draft, "frequency", (int) adw_combo_row_get_selected (self->frequency_row), NULL);
  tranche_error_row_set_message (self->frequency_error, NULL);
}

static void
kind_chosen_cb (TrancheBenefitDialog *self)
{
  int kind = (int) adw_combo_row_get_selected (self->kind_row) + TRANCHE_BENEFIT_GIVEN;
  TrancheBenefit *draft = get_draft (self);

  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->kind_row), get_kind_explanation (kind));
  if (draft != NULL)
    g_object_set (draft, "kind", kind, NULL);
}

static void
position_changed_cb (TrancheBenefitDialog *self)
{
  TrancheBenefit *draft = get_draft (self);

  if (draft != NULL)
    g_object_set (draft, "position", (gint64) adw_spin_row_get_value (self->position_row), NULL);
}

static GtkWidget *
tranche_benefit_dialog_check (TrancheNamedDialog *dialog)
{
  TrancheBenefitDialog *self = TRANCHE_BENEFIT_DIALOG (dialog);
  gboolean timed = get_draft (self)->frequency != NOTHING_CHOSEN;

  tranche_error_row_set_message (self->frequency_error,
                                 timed ? NULL : _ ("Choose how often it is due."));
  return timed ? NULL : GTK_WIDGET (self->frequency_row);
}

static gboolean
save_benefit (TrancheDatabase *db, TrancheRecord *record, GError **error)
{
  TrancheBenefit *benefit = TRANCHE_BENEFIT (record);

  if (tranche_record_get_id (record) == 0)
    return tranche_benefits_add (db, benefit, error);
  return tranche_benefits_edit (db, benefit, error);
}

/* Each choice goes to the draft, so what was stored is read. */
static void
show_choices (TrancheBenefitDialog *self, TrancheBenefit *benefit)
{
  adw_combo_row_set_selected (self->frequency_row, (guint) benefit->frequency);
  adw_combo_row_set_selected (self->kind_row, (guint) (benefit->kind - TRANCHE_BENEFIT_GIVEN));
  adw_spin_row_set_value (self->position_row, (double) benefit->position);
  kind_chosen_cb (self);
}

static void
leave_for_agreements (TrancheBenefitDialog *self)
{
  g_signal_emit (self, signals[AGREEMENTS_ASKED_FOR], 0);
  adw_dialog_force_close (ADW_DIALOG (self));
}

static void
leaving_answered_cb (TrancheBenefitDialog *self, const char *response)
{
  if (g_str_equal (response, "discard"))
    leave_for_agreements (self);
}

/* What was edited and not saved would be gone, and no undo brings it back. */
static void
usage_activated_cb (TrancheBenefitDialog *self)
{
  AdwAlertDialog *alert;

  if (!tranche_named_dialog_is_changed (TRANCHE_NAMED_DIALOG (self)))
    {
      leave_for_agreements (self);
      return;
    }
  alert = ADW_ALERT_DIALOG (adw_alert_dialog_new (
      _ ("Discard Changes?"), _ ("What you changed in this benefit isn’t saved yet.")));
  adw_alert_dialog_add_responses (alert, "cancel", _ ("_Keep Editing"), "discard", _ ("_Discard"),
                                  NULL);
  adw_alert_dialog_set_response_appearance (alert, "discard", ADW_RESPONSE_DESTRUCTIVE);
  g_signal_connect_object (alert, "response", G_CALLBACK (leaving_answered_cb), self,
                           G_CONNECT_SWAPPED);
  adw_dialog_present (ADW_DIALOG (alert), GTK_WIDGET (self));
}

static void
tranche_benefit_dialog_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), TRANCHE_TYPE_BENEFIT_DIALOG);

  G_OBJECT_CLASS (tranche_benefit_dialog_parent_class)->dispose (object);
}

static void
tranche_benefit_dialog_class_init (TrancheBenefitDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  TrancheNamedDialogClass *dialog_class = TRANCHE_NAMED_DIALOG_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tranche_benefit_dialog_dispose;
  dialog_class->add_title = N_ ("Add Benefit");
  dialog_class->edit_title = N_ ("Edit Benefit");
  dialog_class->view_title = N_ ("Benefit");
  /* Translators: %s is a benefit */
  dialog_class->added = N_ ("Benefit “%s” added");
  /* Translators: %s is a benefit */
  dialog_class->changed = N_ ("Benefit “%s” changed");
  dialog_class->failure = N_ ("Couldn’t save the benefit");
  dialog_class->name_taken = N_ ("There is a benefit with this name already.");
  dialog_class->save = save_benefit;
  dialog_class->check = tranche_benefit_dialog_check;

  g_type_ensure (TRANCHE_TYPE_BENEFIT_USAGE_ROW);
  g_type_ensure (TRANCHE_TYPE_ERROR_ROW);

  signals[AGREEMENTS_ASKED_FOR]
      = g_signal_new ("agreements-asked-for", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                      NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/tranche_app/Tranche/ui/benefit-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, TrancheBenefitDialog, frequency_row);
  gtk_widget_class_bind_template_child (widget_class, TrancheBenefitDialog, kind_row);
  gtk_widget_class_bind_template_child (widget_class, TrancheBenefitDialog, position_row);
  gtk_widget_class_bind_template_child (widget_class, TrancheBenefitDialog, frequency_error);
  gtk_widget_class_bind_template_child (widget_class, TrancheBenefitDialog, usage_row);
  gtk_widget_class_bind_template_callback (widget_class, frequency_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, kind_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, position_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, usage_activated_cb);
}

static void
tranche_benefit_dialog_init (TrancheBenefitDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  fill_choices (self);
}

AdwDialog *
tranche_benefit_dialog_new (TrancheSession *session,
                            TrancheBenefit *benefit,
                            guint n_benefits,
                            const char *obstacle)
{
  g_autoptr (TrancheRecord) record = NULL;
  TrancheBenefitDialog *self;

  g_return_val_if_fail (TRANCHE_IS_SESSION (session), NULL);
  g_return_val_if_fail (TRANCHE_IS_BENEFIT (benefit), NULL);

  self = g_object_new (TRANCHE_TYPE_BENEFIT_DIALOG, NULL);
  record = tranche_record_copy (TRANCHE_RECORD (benefit));
  if (benefit->position == 0)
    g_object_set (record, "position", (gint64) n_benefits + 1, NULL);
  adw_spin_row_set_range (self->position_row, 1, MAX (n_benefits, (guint) benefit->position) + 1);
  tranche_named_dialog_set_record (TRANCHE_NAMED_DIALOG (self), session, record, obstacle);
  show_choices (self, TRANCHE_BENEFIT (record));
  if (!tranche_named_dialog_is_new (TRANCHE_NAMED_DIALOG (self)))
    tranche_benefit_usage_row_read (self->usage_row, tranche_session_get_store (session),
                                    tranche_record_get_id (record), NULL);
  return ADW_DIALOG (self);
}
