/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/clients/new-client-dialog.h"

#include <glib/gi18n.h>

#include "domain/client-names.h"
#include "model/edit.h"
#include "store/actions/new-client.h"
#include "store/queries/client-choices.h"
#include "ui/app/error-message.h"
#include "ui/app/window.h"
#include "ui/clients/choice-row.h"
#include "ui/clients/client-practice-group.h"
#include "ui/clients/namesake-row.h"
#include "ui/widgets/error-row.h"

#define FRAMES_UNTIL_FOCUS 3

struct _TrancheNewClientDialog
{
  AdwDialog parent_instance;

  /* Template widgets */
  GtkWidget *add_button;
  GtkStack *states;
  AdwStatusPage *problem_page;
  AdwComboRow *kind_row;
  AdwPreferencesGroup *contact_group;
  GtkEditable *given_names_row;
  GtkEditable *family_name_row;
  TrancheErrorRow *family_name_error;
  GtkWidget *partner_group;
  AdwExpanderRow *partner_row;
  GtkEditable *partner_given_names_row;
  GtkEditable *partner_family_name_row;
  TrancheErrorRow *partner_family_name_error;
  GtkEditable *name_row;
  TrancheErrorRow *name_error;
  TrancheNamesakeRow *namesake_row;
  GtkEditable *salutation_row;
  GtkEditable *email_row;
  TrancheErrorRow *email_error;
  GtkEditable *phone_row;
  TrancheClientPracticeGroup *practice_group;

  /* Owned */
  TrancheSession *session;
  GCancellable *cancellable;
  char *proposed_partner_family_name;
  char *proposed_name;
  char *proposed_salutation;
  guint n_frames; /* since the fields were shown */
};

G_DEFINE_FINAL_TYPE (TrancheNewClientDialog, tranche_new_client_dialog, ADW_TYPE_DIALOG)

static char *
dup_entered (GtkEditable *row)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (row)));
}

static TrancheClientKind
get_kind (TrancheNewClientDialog *self)
{
  return (TrancheClientKind) tranche_choice_row_get_id (self->kind_row);
}

static gboolean
has_partner (TrancheNewClientDialog *self)
{
  return get_kind (self) == TRANCHE_CLIENT_HOUSEHOLD
         && adw_expander_row_get_enable_expansion (self->partner_row);
}

/* What is proposed
 * ---------------------------------------------------------------------------------------------- */

/* A field follows what is proposed until somebody types something else into it, and again once that
 * is taken out. */
static void
propose (GtkEditable *row, char **proposed, const char *text)
{
  const char *entered = gtk_editable_get_text (row);
  gboolean follows = *entered == '\0' || g_str_equal (entered, *proposed);

  g_set_str (proposed, text);
  if (follows && !g_str_equal (entered, text))
    gtk_editable_set_text (row, text);
}

static void
update_proposals (TrancheNewClientDialog *self)
{
  TranchePeopleNames people = { gtk_editable_get_text (self->given_names_row),
                                gtk_editable_get_text (self->family_name_row), NULL, NULL };
  g_autofree char *name = NULL;
  g_autofree char *salutation = NULL;

  if (has_partner (self))
    {
      people.partner_given_names = gtk_editable_get_text (self->partner_given_names_row);
      people.partner_family_name = gtk_editable_get_text (self->partner_family_name_row);
    }
  name = tranche_client_names_propose_name (get_kind (self), &people);
  salutation = tranche_client_names_propose_salutation (get_kind (self), &people);
  propose (self->name_row, &self->proposed_name, name);
  propose (self->salutation_row, &self->proposed_salutation, salutation);
}

static void
people_changed_cb (TrancheNewClientDialog *self)
{
  tranche_error_row_set_message (self->family_name_error, NULL);
  propose (self->partner_family_name_row, &self->proposed_partner_family_name,
           gtk_editable_get_text (self->family_name_row));
  update_proposals (self);
}

static void
partner_family_name_changed_cb (TrancheNewClientDialog *self)
{
  tranche_error_row_set_message (self->partner_family_name_error, NULL);
  update_proposals (self);
}

static void
partner_changed_cb (TrancheNewClientDialog *self)
{
  adw_expander_row_set_expanded (self->partner_row,
                                 adw_expander_row_get_enable_expansion (self->partner_row));
  tranche_error_row_set_message (self->partner_family_name_error, NULL);
  update_proposals (self);
}

static void
kind_changed_cb (TrancheNewClientDialog *self)
{
  gboolean needs_contact = tranche_client_kind_needs_contact (get_kind (self));

  gtk_widget_set_visible (self->partner_group, get_kind (self) == TRANCHE_CLIENT_HOUSEHOLD);
  adw_preferences_group_set_title (self->contact_group, get_kind (self) == TRANCHE_CLIENT_INDIVIDUAL
                                                            ? _ ("Person")
                                                            : _ ("Primary Contact"));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->family_name_row),
                                 needs_contact ? _ ("_Family name (required)")
                                               : _ ("_Family name"));
  tranche_error_row_set_message (self->family_name_error, NULL);
  update_proposals (self);
}

static void
name_changed_cb (TrancheNewClientDialog *self)
{
  tranche_error_row_set_message (self->name_error, NULL);
  tranche_namesake_row_look_for (self->namesake_row, self->session,
                                 gtk_editable_get_text (self->name_row));
}

static void
email_changed_cb (TrancheNewClientDialog *self)
{
  tranche_error_row_set_message (self->email_error, NULL);
}

/* Reading what there is to choose
 * ---------------------------------------------------------------------------------------------- */

static gboolean
load_choices (TrancheDatabase *db,
              gpointer data,
              GCancellable *cancellable,
              gpointer *result,
              GError **error)
{
  *result = tranche_client_choices_load (db, *(gint64 *) data, error);
  return *result != NULL;
}

static void
show_problem (TrancheNewClientDialog *self, const char *sentence)
{
  g_autofree char *escaped = g_markup_escape_text (sentence, -1);

  adw_status_page_set_description (self->problem_page, escaped);
  gtk_widget_set_sensitive (self->add_button, FALSE);
  gtk_stack_set_visible_child_name (self->states, "problem");
}

static void
fill_kinds (TrancheNewClientDialog *self)
{
  for (int kind = TRANCHE_CLIENT_HOUSEHOLD; kind <= TRANCHE_CLIENT_BUSINESS; kind++)
    tranche_choice_row_add (self->kind_row, kind, tranche_client_kind_get_name (kind));
  tranche_choice_row_set_id (self->kind_row, TRANCHE_CLIENT_HOUSEHOLD);
}

static gboolean
focus_tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  TrancheNewClientDialog *self = TRANCHE_NEW_CLIENT_DIALOG (widget);

  if (++self->n_frames < FRAMES_UNTIL_FOCUS)
    return G_SOURCE_CONTINUE;
  gtk_widget_grab_focus (GTK_WIDGET (self->given_names_row));
  return G_SOURCE_REMOVE;
}

static void
show_choices (TrancheNewClientDialog *self, const TrancheClientChoices *choices)
{
  tranche_client_practice_group_fill (self->practice_group, choices, self->session);
  gtk_stack_set_visible_child_name (self->states, "fields");
  /* As a sheet on a narrow window, the dialog moves the focus on once it has come up. */
  gtk_widget_add_tick_callback (GTK_WIDGET (self), focus_tick_cb, NULL, NULL);
}

static void
choices_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TrancheNewClientDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (TrancheClientChoices) choices
      = tranche_store_finish (TRANCHE_STORE (source), result, &error);
  g_autofree char *sentence = NULL;

  if (tranche_error_is_cancelled (error))
    return;
  if (choices == NULL)
    show_problem (self, tranche_error_get_advice (error));
  else if (choices->obstacle != NULL)
    show_problem (self, choices->obstacle);
  else if (choices->offices->len == 0)
    show_problem (self, _ ("The practice has no office yet, and a client belongs to one."));
  else
    show_choices (self, choices);
}

/* Checking and writing
 * ---------------------------------------------------------------------------------------------- */

/* Marks a field, and takes the focus there if it is the first. */
static void
set_message (TrancheErrorRow *row, GtkEditable *field, const char *message, gboolean *fine)
{
  tranche_error_row_set_message (row, message);
  if (message != NULL && *fine)
    {
      gtk_widget_grab_focus (GTK_WIDGET (field));
      tranche_error_row_scroll_to (row);
    }
  *fine = *fine && message == NULL;
}

static gboolean
check (TrancheNewClientDialog *self)
{
  g_autofree char *given_names = dup_entered (self->given_names_row);
  g_autofree char *family_name = dup_entered (self->family_name_row);
  g_autofree char *partner_family_name = dup_entered (self->partner_family_name_row);
  g_autofree char *name = dup_entered (self->name_row);
  g_autofree char *email = dup_entered (self->email_row);
  gboolean needs_family_name
      = tranche_client_kind_needs_contact (get_kind (self)) || *given_names != '\0';
  gboolean fine = TRUE;

  set_message (self->family_name_error, self->family_name_row,
               needs_family_name && *family_name == '\0' ? _ ("Enter a family name.") : NULL,
               &fine);
  set_message (self->partner_family_name_error, self->partner_family_name_row,
               has_partner (self) && *partner_family_name == '\0'
                   ? _ ("Enter the partner’s family name, or switch the partner off.")
                   : NULL,
               &fine);
  /* The name of people comes with their family name: one thing to say is enough. */
  set_message (self->name_error, self->name_row, *name == '\0' && fine ? _ ("Enter a name.") : NULL,
               &fine);
  set_message (self->email_error, self->email_row,
               *email != '\0' && !tranche_email_is_plausible (email)
                   ? _ ("This isn’t an e-mail address. Write it like name@example.com.")
                   : NULL,
               &fine);
  return tranche_client_practice_group_check (self->practice_group, fine) && fine;
}

static TranchePerson *
make_person (GtkEditable *given_names_row, GtkEditable *family_name_row)
{
  return g_object_new (TRANCHE_TYPE_PERSON, "given-names", gtk_editable_get_text (given_names_row),
                       "family-name", gtk_editable_get_text (family_name_row), NULL);
}

static TrancheNewClient *
collect (TrancheNewClientDialog *self)
{
  TrancheNewClient *new_client = tranche_new_client_new ();
  g_autofree char *family_name = dup_entered (self->family_name_row);

  g_object_set (new_client->client, "kind", get_kind (self), "name",
                gtk_editable_get_text (self->name_row), "salutation",
                gtk_editable_get_text (self->salutation_row), "email",
                gtk_editable_get_text (self->email_row), "phone",
                gtk_editable_get_text (self->phone_row), NULL);
  tranche_client_practice_group_collect (self->practice_group, new_client->client);
  if (*family_name != '\0')
    new_client->primary = make_person (self->given_names_row, self->family_name_row);
  if (has_partner (self))
    new_client->partner
        = make_person (self->partner_given_names_row, self->partner_family_name_row);
  return new_client;
}

/* The writer fills in the ids; who waits for the answer needs them. */
typedef struct
{
  TrancheNewClientDialog *self;
  TrancheNewClient *new_client;
} Addition;

static void
addition_free (Addition *addition)
{
  g_object_unref (addition->self);
  tranche_new_client_free (addition->new_client);
  g_free (addition);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Addition, addition_free)

static gboolean
add_client (TrancheDatabase *db, gpointer data, GError **error)
{
  return tranche_new_client_add (db, data, error);
}

static void
show_failure (TrancheNewClientDialog *self, const GError *error)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (g_error_matches (error, TRANCHE_ERROR, TRANCHE_ERROR_DENIED))
    {
      g_autofree char *sentence = g_strconcat (error->message, ".", NULL);

      tranche_client_practice_group_refuse_owner (self->practice_group, sentence);
    }
  else if (TRANCHE_IS_WINDOW (root))
    tranche_window_show_error (TRANCHE_WINDOW (root), _ ("Couldn’t add the client"), error);
}

static void
added_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Addition) addition = user_data;
  TrancheNewClientDialog *self = addition->self;
  TrancheClient *client = addition->new_client->client;
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  g_autoptr (GError) error = NULL;
  g_autofree char *done = NULL;
  gint64 operation_id;

  gtk_widget_set_sensitive (self->add_button, TRUE);
  if (!tranche_edit_finish (TRANCHE_STORE (source), result, &operation_id, &error))
    {
      show_failure (self, error);
      return;
    }

  adw_dialog_force_close (ADW_DIALOG (self));
  if (!TRANCHE_IS_WINDOW (root))
    return;
  /* Translators: %s is a client */
  done = g_strdup_printf (_ ("Client “%s” added"), client->name);
  tranche_window_go_to (TRANCHE_WINDOW (root), "clients",
                        tranche_record_get_id (TRANCHE_RECORD (client)));
  tranche_window_add_undo_toast (TRANCHE_WINDOW (root), done, operation_id);
}

static void
add_activated_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  TrancheNewClientDialog *self = TRANCHE_NEW_CLIENT_DIALOG (widget);
  Addition *addition;

  if (!g_str_equal (gtk_stack_get_visible_child_name (self->states), "fields")
      || !gtk_widget_get_sensitive (self->add_button) || !check (self))
    return;

  tranche_client_practice_group_refuse_owner (self->practice_group, NULL);
  gtk_widget_set_sensitive (self->add_button, FALSE);
  addition = g_new0 (Addition, 1);
  addition->self = g_object_ref (self);
  addition->new_client = collect (self);
  tranche_edit_async (tranche_session_get_store (self->session), add_client, addition->new_client,
                      NULL, NULL, added_cb, addition);
}

static void
cancel_activated_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  adw_dialog_close (ADW_DIALOG (widget));
}

/* The dialog
 * ---------------------------------------------------------------------------------------------- */

static void
tranche_new_client_dialog_dispose (GObject *object)
{
  TrancheNewClientDialog *self = TRANCHE_NEW_CLIENT_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), TRANCHE_TYPE_NEW_CLIENT_DIALOG);
  g_clear_object (&self->session);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->proposed_partner_family_name, g_free);
  g_clear_pointer (&self->proposed_name, g_free);
  g_clear_pointer (&self->proposed_salutation, g_free);

  G_OBJECT_CLASS (tranche_new_client_dialog_parent_class)->dispose (object);
}

#define BIND(name_)                                                                                \
  gtk_widget_class_bind_template_child (widget_class, TrancheNewClientDialog, name_)

static void
bind_children (GtkWidgetClass *widget_class)
{
  BIND (add_button);
  BIND (states);
  BIND (problem_page);
  BIND (kind_row);
  BIND (contact_group);
  BIND (given_names_row);
  BIND (family_name_row);
  BIND (family_name_error);
  BIND (partner_group);
  BIND (partner_row);
  BIND (partner_given_names_row);
  BIND (partner_family_name_row);
  BIND (partner_family_name_error);
  BIND (name_row);
  BIND (name_error);
  BIND (namesake_row);
  BIND (salutation_row);
  BIND (email_row);
  BIND (email_error);
  BIND (phone_row);
  BIND (practice_group);
}

static void
tranche_new_client_dialog_class_init (TrancheNewClientDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (TRANCHE_TYPE_CLIENT_PRACTICE_GROUP);
  g_type_ensure (TRANCHE_TYPE_ERROR_ROW);
  g_type_ensure (TRANCHE_TYPE_NAMESAKE_ROW);

  G_OBJECT_CLASS (klass)->dispose = tranche_new_client_dialog_dispose;

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/tranche_app/Tranche/ui/new-client-dialog.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, kind_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, people_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, partner_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, partner_family_name_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, name_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, email_changed_cb);
  gtk_widget_class_install_action (widget_class, "dialog.add", NULL, add_activated_cb);
  gtk_widget_class_install_action (widget_class, "dialog.cancel", NULL, cancel_activated_cb);
}

static void
tranche_new_client_dialog_init (TrancheNewClientDialog *self)
{
  self->cancellable = g_cancellable_new ();
  self->proposed_partner_family_name = g_strdup ("");
  self->proposed_name = g_strdup ("");
  self->proposed_salutation = g_strdup ("");
  gtk_widget_init_template (GTK_WIDGET (self));
}

AdwDialog *
tranche_new_client_dialog_new (TrancheSession *session)
{
  TrancheNewClientDialog *self;
  gint64 member_id;

  g_return_val_if_fail (TRANCHE_IS_SESSION (session), NULL);

  self = g_object_new (TRANCHE_TYPE_NEW_CLIENT_DIALOG, NULL);
  self->session = g_object_ref (session);
  fill_kinds (self);

  member_id = tranche_session_get_member_id (session);
  tranche_store_read_async (tranche_session_get_store (session), G_PRIORITY_DEFAULT, load_choices,
                            g_memdup2 (&member_id, sizeof member_id), g_free,
                            (GDestroyNotify) tranche_client_choices_free, self->cancellable,
                            choices_read_cb, g_object_ref (self));
  return ADW_DIALOG (self);
}
