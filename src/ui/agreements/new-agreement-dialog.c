/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/agreements/new-agreement-dialog.h"

#include <glib/gi18n.h>

#include "model/edit.h"
#include "store/actions/new-agreement.h"
#include "store/queries/agreement-choices.h"
#include "ui/app/error-message.h"
#include "ui/app/window.h"
#include "ui/widgets/day-row.h"
#include "ui/widgets/error-row.h"
#include "ui/widgets/segment-combo-row.h"

struct _TrancheNewAgreementDialog
{
  AdwDialog parent_instance;

  /* Template widgets */
  GtkWidget *add_button;
  GtkStack *states;
  AdwStatusPage *problem_page;
  AdwComboRow *kind_row;
  TrancheDayRow *start_row;
  TrancheErrorRow *start_error;
  TrancheDayRow *end_row;
  TrancheErrorRow *end_error;
  TrancheDayRow *reference_row;
  TrancheErrorRow *reference_error;
  AdwPreferencesGroup *package_group;

  /* Borrowed */
  TrancheSegmentComboRow *package_row;

  /* Owned */
  TrancheSession *session;
  GCancellable *cancellable;
  TrancheAgreementChoices *choices;
  gint64 client_id;
  TrancheDate proposed_end;
};

G_DEFINE_FINAL_TYPE (TrancheNewAgreementDialog, tranche_new_agreement_dialog, ADW_TYPE_DIALOG)

static TrancheAgreementKind
get_kind (TrancheNewAgreementDialog *self)
{
  return adw_combo_row_get_selected (self->kind_row) == 0 ? TRANCHE_AGREEMENT_ONGOING
                                                          : TRANCHE_AGREEMENT_FIXED_TERM;
}

static gboolean
is_fixed_term (TrancheNewAgreementDialog *self)
{
  return get_kind (self) == TRANCHE_AGREEMENT_FIXED_TERM;
}

/* The longest term is proposed, until somebody enters another last day. */
static void
propose_end (TrancheNewAgreementDialog *self)
{
  TrancheDate start;
  TrancheDate end;

  if (self->choices == NULL || !tranche_day_row_get_day (self->start_row, &start)
      || start == TRANCHE_DATE_NONE || !tranche_day_row_get_day (self->end_row, &end)
      || (end != TRANCHE_DATE_NONE && end != self->proposed_end))
    return;

  self->proposed_end = tranche_date_get_term_end (start, self->choices->rules.fixed_term_months);
  tranche_day_row_set_day (self->end_row, self->proposed_end);
}

/* A longer term may be kept as a draft; nobody should overlook it. */
static void
show_long_term (TrancheNewAgreementDialog *self)
{
  TrancheDate start;
  TrancheDate end;
  TrancheDate latest;
  g_autofree char *day = NULL;
  g_autofree char *sentence = NULL;

  if (self->choices == NULL || !is_fixed_term (self)
      || !tranche_day_row_get_day (self->start_row, &start)
      || !tranche_day_row_get_day (self->end_row, &end)
      || tranche_consent_check_fixed_term (&self->choices->rules, start, end, &latest)
             != TRANCHE_FIXED_TERM_ALERT)
    return;

  day = tranche_date_format (latest);
  /* Translators: %s is a day */
  sentence
      = g_strdup_printf (_ ("A fixed term ends by %s at the latest. A draft can be kept, but end "
                            "it earlier before you issue it."),
                         day);
  tranche_error_row_set_message (self->end_error, sentence);
}

static void
kind_changed_cb (TrancheNewAgreementDialog *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->end_row), is_fixed_term (self));
  gtk_widget_set_visible (GTK_WIDGET (self->reference_row), !is_fixed_term (self));
  tranche_error_row_set_message (self->end_error, NULL);
  tranche_error_row_set_message (self->reference_error, NULL);
  propose_end (self);
}

static void
start_changed_cb (TrancheNewAgreementDialog *self)
{
  tranche_error_row_set_message (self->start_error, NULL);
  tranche_error_row_set_message (self->end_error, NULL);
  propose_end (self);
  show_long_term (self);
}

static void
end_changed_cb (TrancheNewAgreementDialog *self)
{
  tranche_error_row_set_message (self->end_error, NULL);
  show_long_term (self);
}

static void
reference_changed_cb (TrancheNewAgreementDialog *self)
{
  tranche_error_row_set_message (self->reference_error, NULL);
}

static void
package_changed_cb (TrancheNewAgreementDialog *self)
{
  const TrancheClientPackage *package = self->choices->package;
  gint64 chosen = tranche_segment_combo_row_get_chosen (self->package_row);
  g_autofree char *words = NULL;

  if (package->segment_name == NULL)
    words = g_strdup (_ ("The client itself has no segment"));
  else if (chosen == package->segment_id)
    words = g_strdup (_ ("The same as the client’s"));
  else
    /* Translators: %s is a segment */
    words = g_strdup_printf (_ ("Differs from the client’s segment, %s"), package->segment_name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->package_row), words);
}

/* Reading what there is to choose
 * ---------------------------------------------------------------------------------------------- */

typedef struct
{
  gint64 client_id;
  gint64 member_id;
  TrancheDate today;
} Reading;

static gboolean
load_choices (TrancheDatabase *db,
              gpointer data,
              GCancellable *cancellable,
              gpointer *result,
              GError **error)
{
  const Reading *reading = data;

  *result = tranche_agreement_choices_load (db, reading->client_id, reading->member_id,
                                            reading->today, error);
  return *result != NULL;
}

static void
show_problem (TrancheNewAgreementDialog *self, const char *sentence)
{
  g_autofree char *escaped = g_markup_escape_text (sentence, -1);

  adw_status_page_set_description (self->problem_page, escaped);
  gtk_widget_set_sensitive (self->add_button, FALSE);
  gtk_stack_set_visible_child_name (self->states, "problem");
}

static void
show_choices (TrancheNewAgreementDialog *self)
{
  /* Translators: no service package */
  GtkWidget *row = tranche_segment_combo_row_new (_ ("_Package"), self->choices->segments,
                                                  C_ ("package", "None"));

  self->package_row = TRANCHE_SEGMENT_COMBO_ROW (row);
  adw_preferences_row_set_use_underline (ADW_PREFERENCES_ROW (row), TRUE);
  adw_preferences_group_add (self->package_group, row);
  tranche_segment_combo_row_set_chosen (self->package_row,
                                        self->choices->package->default_segment_id);
  g_signal_connect_object (row, "notify::selected", G_CALLBACK (package_changed_cb), self,
                           G_CONNECT_SWAPPED);
  package_changed_cb (self);

  tranche_day_row_set_day (self->start_row, tranche_session_get_today (self->session));
  gtk_stack_set_visible_child_name (self->states, "fields");
  gtk_widget_grab_focus (GTK_WIDGET (self->kind_row));
}

static void
choices_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TrancheNewAgreementDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (TrancheAgreementChoices) choices
      = tranche_store_finish (TRANCHE_STORE (source), result, &error);

  if (tranche_error_is_cancelled (error))
    return;
  if (choices == NULL)
    show_problem (self, tranche_error_get_advice (error));
  else if (choices->obstacle != NULL)
    show_problem (self, choices->obstacle);
  else
    {
      self->choices = g_steal_pointer (&choices);
      show_choices (self);
    }
}

/* Checking and writing
 * ---------------------------------------------------------------------------------------------- */

static gboolean
fail (TrancheErrorRow *row, TrancheDayRow *field, const char *message)
{
  tranche_error_row_set_message (row, message);
  gtk_widget_grab_focus (GTK_WIDGET (field));
  return FALSE;
}

/* What the store says has no full stop. */
static gboolean
refuse (TrancheErrorRow *row, TrancheDayRow *field, const GError *error)
{
  g_autofree char *sentence = g_strconcat (error->message, ".", NULL);

  return fail (row, field, sentence);
}

static gboolean
check (TrancheNewAgreementDialog *self, TrancheNewAgreement *new_agreement)
{
  g_autoptr (GError) error = NULL;

  if (!tranche_day_row_get_day (self->start_row, &new_agreement->start))
    return fail (self->start_error, self->start_row, tranche_day_row_get_advice ());
  if (new_agreement->start == TRANCHE_DATE_NONE)
    return fail (self->start_error, self->start_row, _ ("Enter the first day."));

  if (!is_fixed_term (self))
    {
      if (!tranche_day_row_get_day (self->reference_row, &new_agreement->reference_day))
        return fail (self->reference_error, self->reference_row, tranche_day_row_get_advice ());
      if (new_agreement->reference_day != TRANCHE_DATE_NONE
          && !tranche_new_agreement_check_reference_day (
              new_agreement->start, new_agreement->reference_day,
              tranche_session_get_today (self->session), &error))
        return refuse (self->reference_error, self->reference_row, error);
      return TRUE;
    }

  if (!tranche_day_row_get_day (self->end_row, &new_agreement->end))
    return fail (self->end_error, self->end_row, tranche_day_row_get_advice ());
  if (new_agreement->end == TRANCHE_DATE_NONE)
    return fail (self->end_error, self->end_row, _ ("Enter the last day."));
  if (new_agreement->end < new_agreement->start)
    return fail (self->end_error, self->end_row, _ ("The last day is before the first."));
  return TRUE;
}

typedef struct
{
  TrancheNewAgreementDialog *self;
  TrancheNewAgreement new_agreement;
  TrancheDate today;
  char *number;
} Addition;

static void
addition_free (Addition *addition)
{
  g_object_unref (addition->self);
  g_free (addition->number);
  g_free (addition);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Addition, addition_free)

static void start_adding (TrancheNewAgreementDialog *self, gboolean beside_another);

static void
answered_cb (TrancheNewAgreementDialog *self, const char *response)
{
  if (g_str_equal (response, "add"))
    start_adding (self, TRUE);
}

/* Two agreements of a kind at once are asked about, not let through. */
static void
ask (TrancheNewAgreementDialog *self, const GError *error)
{
  AdwDialog *dialog = adw_alert_dialog_new (_ ("Add Another Agreement?"), NULL);

  adw_alert_dialog_format_body (ADW_ALERT_DIALOG (dialog),
                                /* Translators: %s is a sentence without its full stop */
                                _ ("%s. Both would stand at the same time."), error->message);
  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "cancel", _ ("_Cancel"), "add",
                                  _ ("_Add Another"), NULL);
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (dialog), "cancel");
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (answered_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

static gboolean
add_agreement (TrancheDatabase *db, gpointer data, GError **error)
{
  Addition *addition = data;

  return tranche_new_agreement_add (db, &addition->new_agreement, addition->today, NULL,
                                    &addition->number, error);
}

static void
added_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Addition) addition = user_data;
  TrancheNewAgreementDialog *self = addition->self;
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  g_autoptr (GError) error = NULL;
  g_autofree char *done = NULL;
  gint64 operation_id;

  gtk_widget_set_sensitive (self->add_button, TRUE);
  if (!tranche_edit_finish (TRANCHE_STORE (source), result, &operation_id, &error))
    {
      if (!TRANCHE_IS_WINDOW (root))
        return;
      if (g_error_matches (error, TRANCHE_ERROR, TRANCHE_ERROR_CONFLICT)
          && !addition->new_agreement.beside_another)
        ask (self, error);
      /* The days are what can still be wrong: the store says which and why. */
      else if (g_error_matches (error, TRANCHE_ERROR, TRANCHE_ERROR_INVALID))
        refuse (self->start_error, self->start_row, error);
      else
        tranche_window_show_error (TRANCHE_WINDOW (root), _ ("Couldn’t add the agreement"), error);
      return;
    }

  adw_dialog_force_close (ADW_DIALOG (self));
  if (!TRANCHE_IS_WINDOW (root))
    return;
  /* Translators: %s is an agreement's number */
  done = g_strdup_printf (_ ("Agreement %s added"), addition->number);
  tranche_window_add_undo_toast (TRANCHE_WINDOW (root), done, operation_id);
}

static void
start_adding (TrancheNewAgreementDialog *self, gboolean beside_another)
{
  g_autoptr (Addition) addition = g_new0 (Addition, 1);

  addition->self = g_object_ref (self);
  addition->today = tranche_session_get_today (self->session);
  addition->new_agreement = (TrancheNewAgreement) {
    .client_id = self->client_id,
    .kind = get_kind (self),
    .chooses_package = TRUE,
    .segment_id = tranche_segment_combo_row_get_chosen (self->package_row),
    .beside_another = beside_another,
  };
  if (!check (self, &addition->new_agreement))
    return;

  gtk_widget_set_sensitive (self->add_button, FALSE);
  tranche_edit_async (tranche_session_get_store (self->session), add_agreement, addition, NULL,
                      NULL, added_cb, addition);
  g_steal_pointer (&addition);
}

static void
add_activated_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  TrancheNewAgreementDialog *self = TRANCHE_NEW_AGREEMENT_DIALOG (widget);

  if (self->choices != NULL && gtk_widget_get_sensitive (self->add_button))
    start_adding (self, FALSE);
}

static void
cancel_activated_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  adw_dialog_close (ADW_DIALOG (widget));
}

/* The dialog
 * ---------------------------------------------------------------------------------------------- */

static void
tranche_new_agreement_dialog_dispose (GObject *object)
{
  TrancheNewAgreementDialog *self = TRANCHE_NEW_AGREEMENT_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), TRANCHE_TYPE_NEW_AGREEMENT_DIALOG);
  g_clear_object (&self->session);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->choices, tranche_agreement_choices_free);

  G_OBJECT_CLASS (tranche_new_agreement_dialog_parent_class)->dispose (object);
}

#define BIND(name_)                                                                                \
  gtk_widget_class_bind_template_child (widget_class, TrancheNewAgreementDialog, name_)

static void
tranche_new_agreement_dialog_class_init (TrancheNewAgreementDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (TRANCHE_TYPE_DAY_ROW);
  g_type_ensure (TRANCHE_TYPE_ERROR_ROW);

  G_OBJECT_CLASS (klass)->dispose = tranche_new_agreement_dialog_dispose;

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/tranche_app/Tranche/ui/new-agreement-dialog.ui");
  BIND (add_button);
  BIND (states);
  BIND (problem_page);
  BIND (kind_row);
  BIND (start_row);
  BIND (start_error);
  BIND (end_row);
  BIND (end_error);
  BIND (reference_row);
  BIND (reference_error);
  BIND (package_group);
  gtk_widget_class_bind_template_callback (widget_class, kind_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, start_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, end_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, reference_changed_cb);
  gtk_widget_class_install_action (widget_class, "dialog.add", NULL, add_activated_cb);
  gtk_widget_class_install_action (widget_class, "dialog.cancel", NULL, cancel_activated_cb);
}

static void
tranche_new_agreement_dialog_init (TrancheNewAgreementDialog *self)
{
  g_autoptr (GtkStringList) kinds = gtk_string_list_new (NULL);

  self->cancellable = g_cancellable_new ();
  self->proposed_end = TRANCHE_DATE_NONE;
  gtk_widget_init_template (GTK_WIDGET (self));

  gtk_string_list_append (kinds, tranche_agreement_kind_get_name (TRANCHE_AGREEMENT_ONGOING));
  gtk_string_list_append (kinds, tranche_agreement_kind_get_name (TRANCHE_AGREEMENT_FIXED_TERM));
  adw_combo_row_set_model (self->kind_row, G_LIST_MODEL (kinds));
  kind_changed_cb (self);
}

AdwDialog *
tranche_new_agreement_dialog_new (TrancheSession *session, gint64 client_id)
{
  TrancheNewAgreementDialog *self;
  Reading *reading;

  g_return_val_if_fail (TRANCHE_IS_SESSION (session), NULL);
  g_return_val_if_fail (client_id > 0, NULL);

  self = g_object_new (TRANCHE_TYPE_NEW_AGREEMENT_DIALOG, NULL);
  self->session = g_object_ref (session);
  self->client_id = client_id;

  reading = g_new0 (Reading, 1);
  reading->client_id = client_id;
  reading->member_id = tranche_session_get_member_id (session);
  reading->today = tranche_session_get_today (session);
  tranche_store_read_async (tranche_session_get_store (session), G_PRIORITY_DEFAULT, load_choices,
                            reading, g_free, (GDestroyNotify) tranche_agreement_choices_free,
                            self->cancellable, choices_read_cb, g_object_ref (self));
  return ADW_DIALOG (self);
}
