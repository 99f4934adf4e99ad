/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/segments/benefit-dialog.h"

#include <glib/gi18n.h>

#include "domain/frequency.h"
#include "model/edit.h"
#include "store/actions/benefits.h"
#include "ui/app/window.h"
#include "ui/segments/benefit-usage-row.h"
#include "ui/segments/page-edit.h"
#include "ui/widgets/error-row.h"
#include "ui/widgets/text-row.h"

/* Where the combo rows stand while nothing is chosen: their first entry. */
#define NOTHING_CHOSEN 0

struct _TrancheBenefitDialog
{
  AdwDialog parent_instance;

  /* Template widgets */
  GtkButton *cancel_button;
  AdwPreferencesPage *fields_page;
  AdwPreferencesGroup *fields_group;
  GtkEditable *name_row;
  TrancheTextRow *description_row;
  AdwComboRow *frequency_row;
  AdwComboRow *kind_row;
  AdwSpinRow *position_row;
  TrancheErrorRow *name_error;
  TrancheErrorRow *frequency_error;
  TrancheBenefitUsageRow *usage_row;
  GtkButton *save_button;

  /* Owned */
  TrancheSession *session;
  TrancheBenefit *stored;
  TrancheBenefit *draft;
};

enum
{
  AGREEMENTS_ASKED_FOR,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TrancheBenefitDialog, tranche_benefit_dialog, ADW_TYPE_DIALOG)

static gboolean
is_new (TrancheBenefitDialog *self)
{
  return tranche_record_get_id (TRANCHE_RECORD (self->stored)) == 0;
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
show_draft (TrancheBenefitDialog *self)
{
  const GBindingFlags both = G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL;

  g_object_bind_property (self->draft, "name", self->name_row, "text", both);
  g_object_bind_property (self->draft, "description", self->description_row, "text", both);
  adw_combo_row_set_selected (self->frequency_row, (guint) self->draft->frequency);
  adw_combo_row_set_selected (self->kind_row, (guint) (self->draft->kind - TRANCHE_BENEFIT_GIVEN));
  adw_spin_row_set_value (self->position_row, (double) self->draft->position);
}

static void
name_changed_cb (TrancheBenefitDialog *self)
{
  tranche_error_row_set_message (self->name_error, NULL);
}

static void
frequency_chosen_cb (TrancheBenefitDialog *self)
{
  if (self->draft == NULL)
    return;
  g_object_set (self->draft, "frequency", (int) adw_combo_row_get_selected (self->frequency_row),
                NULL);
  tranche_error_row_set_message (self->frequency_error, NULL);
}

static void
kind_chosen_cb (TrancheBenefitDialog *self)
{
  int kind = (int) adw_combo_row_get_selected (self->kind_row) + TRANCHE_BENEFIT_GIVEN;

  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->kind_row), get_kind_explanation (kind));
  if (self->draft != NULL)
    g_object_set (self->draft, "kind", kind, NULL);
}

static void
position_changed_cb (TrancheBenefitDialog *self)
{
  if (self->draft != NULL)
    g_object_set (self->draft, "position", (gint64) adw_spin_row_get_value (self->position_row),
                  NULL);
}

static gboolean
check (TrancheBenefitDialog *self)
{
  gboolean named = !tranche_entered_nothing (self->draft->name);
  gboolean timed = self->draft->frequency != NOTHING_CHOSEN;

  tranche_error_row_set_message (self->name_error, named ? NULL : _ ("Enter a name."));
  tranche_error_row_set_message (self->frequency_error,
                                 timed ? NULL : _ ("Choose how often it is due."));
  if (!named || !timed)
    gtk_widget_grab_focus (named ? GTK_WIDGET (self->frequency_row) : GTK_WIDGET (self->name_row));
  return named && timed;
}

static gboolean
save_benefit (TrancheDatabase *db, gpointer data, GError **error)
{
  TrancheBenefit *benefit = data;

  if (tranche_record_get_id (TRANCHE_RECORD (benefit)) == 0)
    return tranche_benefits_add (db, benefit, error);
  return tranche_benefits_edit (db, benefit, error);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TrancheBenefitDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *done = NULL;
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  gint64 operation_id;

  gtk_widget_set_sensitive (GTK_WIDGET (self->save_button), TRUE);
  if (!tranche_edit_finish (TRANCHE_STORE (source), result, &operation_id, &error))
    {
      gboolean renamed = is_new (self) || !g_str_equal (self->stored->name, self->draft->name);

      if (renamed && g_error_matches (error, TRANCHE_ERROR, TRANCHE_ERROR_CONFLICT))
        tranche_error_row_set_message (self->name_error,
                                       _ ("There is a benefit with this name already."));
      else if (TRANCHE_IS_WINDOW (root))
        tranche_window_show_error (TRANCHE_WINDOW (root), _ ("Couldn’t save the benefit"), error);
      return;
    }

  if (is_new (self))
    /* Translators: %s is a benefit */
    done = g_strdup_printf (_ ("Benefit “%s” added"), self->draft->name);
  else
    /* Translators: %s is a benefit */
    done = g_strdup_printf (_ ("Benefit “%s” changed"), self->draft->name);
  if (operation_id != 0 && TRANCHE_IS_WINDOW (root))
    tranche_window_add_undo_toast (TRANCHE_WINDOW (root), done, operation_id);
  adw_dialog_close (ADW_DIALOG (self));
}

static void
save_activated_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  TrancheBenefitDialog *self = TRANCHE_BENEFIT_DIALOG (widget);

  if (!check (self))
    return;
  gtk_widget_set_sensitive (GTK_WIDGET (self->save_button), FALSE);
  tranche_edit_async (tranche_session_get_store (self->session), save_benefit,
                      tranche_record_copy (TRANCHE_RECORD (self->draft)), g_object_unref, NULL,
                      saved_cb, g_object_ref (self));
}

static void
cancel_activated_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  adw_dialog_close (ADW_DIALOG (widget));
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

  if (tranche_record_equal (TRANCHE_RECORD (self->draft), TRANCHE_RECORD (self->stored)))
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
  TrancheBenefitDialog *self = TRANCHE_BENEFIT_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), TRANCHE_TYPE_BENEFIT_DIALOG);
  g_clear_object (&self->session);
  g_clear_object (&self->stored);
  g_clear_object (&self->draft);

  G_OBJECT_CLASS (tranche_benefit_dialog_parent_class)->dispose (object);
}

static void
tranche_benefit_dialog_class_init (TrancheBenefitDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (TRANCHE_TYPE_BENEFIT_USAGE_ROW);
  g_type_ensure (TRANCHE_TYPE_ERROR_ROW);
  g_type_ensure (TRANCHE_TYPE_TEXT_ROW);

  G_OBJECT_CLASS (klass)->dispose = tranche_benefit_dialog_dispose;

  signals[AGREEMENTS_ASKED_FOR]
      = g_signal_new ("agreements-asked-for", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                      NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/tranche_app/Tranche/ui/benefit-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, TrancheBenefitDialog, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, TrancheBenefitDialog, fields_page);
  gtk_widget_class_bind_template_child (widget_class, TrancheBenefitDialog, fields_group);
  gtk_widget_class_bind_template_child (widget_class, TrancheBenefitDialog, name_row);
  gtk_widget_class_bind_template_child (widget_class, TrancheBenefitDialog, description_row);
  gtk_widget_class_bind_template_child (widget_class, TrancheBenefitDialog, frequency_row);
  gtk_widget_class_bind_template_child (widget_class, TrancheBenefitDialog, kind_row);
  gtk_widget_class_bind_template_child (widget_class, TrancheBenefitDialog, position_row);
  gtk_widget_class_bind_template_child (widget_class, TrancheBenefitDialog, name_error);
  gtk_widget_class_bind_template_child (widget_class, TrancheBenefitDialog, frequency_error);
  gtk_widget_class_bind_template_child (widget_class, TrancheBenefitDialog, usage_row);
  gtk_widget_class_bind_template_child (widget_class, TrancheBenefitDialog, save_button);
  gtk_widget_class_bind_template_callback (widget_class, name_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, frequency_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, kind_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, position_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, usage_activated_cb);
  gtk_widget_class_install_action (widget_class, "dialog.save", NULL, save_activated_cb);
  gtk_widget_class_install_action (widget_class, "dialog.cancel", NULL, cancel_activated_cb);
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
  TrancheBenefitDialog *self;
  gboolean editable = obstacle == NULL;
  TrancheBenefit *draft;

  g_return_val_if_fail (TRANCHE_IS_SESSION (session), NULL);
  g_return_val_if_fail (TRANCHE_IS_BENEFIT (benefit), NULL);

  self = g_object_new (TRANCHE_TYPE_BENEFIT_DIALOG, NULL);
  self->session = g_object_ref (session);
  self->stored = g_object_ref (benefit);
  draft = TRANCHE_BENEFIT (tranche_record_copy (TRANCHE_RECORD (benefit)));
  adw_spin_row_set_range (self->position_row, 1, MAX (n_benefits, (guint) benefit->position) + 1);
  if (draft->position == 0)
    g_object_set (draft, "position", (gint64) n_benefits + 1, NULL);
  self->draft = draft;
  show_draft (self);
  kind_chosen_cb (self);

  adw_dialog_set_title (ADW_DIALOG (self), is_new (self) ? _ ("Add Benefit")
                                           : editable    ? _ ("Edit Benefit")
                                                         : _ ("Benefit"));
  gtk_button_set_label (self->save_button, is_new (self) ? _ ("_Add") : _ ("_Save"));
  gtk_button_set_label (self->cancel_button, editable ? _ ("_Cancel") : _ ("_Close"));
  adw_preferences_page_set_description (self->fields_page, editable ? "" : obstacle);
  gtk_widget_set_visible (GTK_WIDGET (self->save_button), editable);
  gtk_widget_set_sensitive (GTK_WIDGET (self->fields_group), editable);
  /* Without a focus in it, no key would close it. */
  if (!editable)
    adw_dialog_set_focus (ADW_DIALOG (self), GTK_WIDGET (self->cancel_button));
  if (!is_new (self))
    tranche_benefit_usage_row_read (self->usage_row, tranche_session_get_store (session),
                                    tranche_record_get_id (TRANCHE_RECORD (benefit)), NULL);
  return ADW_DIALOG (self);
}
