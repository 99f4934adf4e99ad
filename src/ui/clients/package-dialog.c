/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/clients/package-dialog.h"

#include <glib/gi18n.h>

#include "domain/entities/segment.h"
#include "model/edit.h"
#include "store/actions/override.h"
#include "store/queries/client-package.h"
#include "store/queries/model-content.h"
#include "ui/app/error-message.h"
#include "ui/app/window.h"
#include "ui/widgets/error-row.h"
#include "ui/widgets/mark-symbol.h"

/* What the dialog reads: the segments that can be chosen, and what the client has. */
typedef struct
{
  GPtrArray *segments;           /* TrancheSegment */
  TrancheClientPackage *package; /* of a single client */
} Choices;

struct _TranchePackageDialog
{
  AdwDialog parent_instance;

  /* Template widgets */
  GtkStack *states;
  AdwStatusPage *problem_page;
  AdwPreferencesGroup *packages_group;
  TrancheErrorRow *package_error;
  GtkEditable *reason_row;
  TrancheErrorRow *reason_error;
  GtkEditable *end_row;
  TrancheErrorRow *end_error;
  GtkCalendar *calendar;
  GtkPopover *calendar_popover;
  AdwPreferencesGroup *automatic_group;
  GtkWidget *set_button;

  /* Owned */
  TrancheSession *session;
  GCancellable *cancellable;
  GArray *client_ids; /* gint64 */
  Choices *choices;
  GPtrArray *checks; /* GtkCheckButton, by segment */
};

G_DEFINE_FINAL_TYPE (TranchePackageDialog, tranche_package_dialog, ADW_TYPE_DIALOG)

static void
choices_free (Choices *choices)
{
  g_clear_pointer (&choices->segments, g_ptr_array_unref);
  g_clear_pointer (&choices->package, tranche_client_package_free);
  g_free (choices);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Choices, choices_free)

/* Reading ------------------------------------------------------------------- */

typedef struct
{
  gint64 office_id;
  gint64 client_id; /* 0: many */
  TrancheDate today;
} Question;

static gboolean
load_choices (TrancheDatabase *db,
              gpointer data,
              GCancellable *cancellable,
              gpointer *result,
              GError **error)
{
  const Question *question = data;
  g_autoptr (Choices) choices = g_new0 (Choices, 1);
  gint64 office_id = question->office_id;

  if (question->client_id != 0)
    {
      choices->package
          = tranche_client_package_load (db, question->client_id, question->today, error);
      if (choices->package == NULL)
        return FALSE;
      office_id = choices->package->office_id;
    }
  choices->segments = tranche_segment_choices_load (db, office_id, 0, error);
  if (choices->segments == NULL)
    return FALSE;
  *result = g_steal_pointer (&choices);
  return TRUE;
}

static void
choice_toggled_cb (TranchePackageDialog *self)
{
  tranche_error_row_set_message (self->package_error, NULL);
}

static void
add_choice (TranchePackageDialog *self, TrancheSegment *segment, gboolean current)
{
  AdwActionRow *row = ADW_ACTION_ROW (adw_action_row_new ());
  GtkWidget *check = gtk_check_button_new ();
  GtkWidget *symbol = tranche_mark_symbol_new ();

  if (self->checks->len > 0)
    gtk_check_button_set_group (GTK_CHECK_BUTTON (check), g_ptr_array_index (self->checks, 0));
  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  segment->name, -1);
  g_signal_connect_object (check, "toggled", G_CALLBACK (choice_toggled_cb), self,
                           G_CONNECT_SWAPPED);
  tranche_mark_symbol_set (TRANCHE_MARK_SYMBOL (symbol), segment->colour, segment->mark);
  gtk_widget_set_valign (symbol, GTK_ALIGN_CENTER);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), segment->name);
  adw_action_row_set_subtitle (row, segment->description);
  adw_action_row_set_subtitle_lines (row, 2);
  adw_action_row_add_prefix (row, symbol);
  adw_action_row_add_prefix (row, check);
  adw_action_row_set_activatable_widget (row, check);
  if (current)
    {
      /* Translators: which segment a client has at present */
      GtkWidget *label = gtk_label_new (_ ("Now"));

      gtk_widget_add_css_class (label, "dimmed");
      adw_action_row_add_suffix (row, label);
    }
  adw_preferences_group_add (self->packages_group, GTK_WIDGET (row));
  g_ptr_array_add (self->checks, check);
}

static char *
describe_current (TranchePackageDialog *self)
{
  const TrancheClientPackage *package = self->choices->package;

  if (package == NULL)
    return g_strdup_printf (ngettext ("For %'u client", "For %'u clients", self->client_ids->len),
                            self->client_ids->len);
  if (package->segment_id == 0)
    return g_strdup (_ ("The client has no package yet."));
  if (!package->segment_active)
    /* Translators: %s is a segment */
    return g_strdup_printf (_ ("The client has “%s”, which is inactive now: it keeps it until you "
                               "choose another."),
                            package->segment_name);
  /* Translators: %s is a segment */
  return g_strdup_printf (package->driver == TRANCHE_DRIVER_OVERRIDE
                              ? _ ("The client has “%s”, set by hand.")
                              : _ ("The client has “%s”."),
                          package->segment_name);
}

static void
show_choices (TranchePackageDialog *self)
{
  const TrancheClientPackage *package = self->choices->package;
  g_autofree char *description = describe_current (self);

  adw_preferences_group_set_description (self->packages_group, description);
  for (guint i = 0; i < self->choices->segments->len; i++)
    {
      TrancheSegment *segment = g_ptr_array_index (self->choices->segments, i);

      add_choice (self, segment,
                  package != NULL
                      && package->segment_id == tranche_record_get_id (TRANCHE_RECORD (segment)));
    }
  gtk_widget_set_visible (GTK_WIDGET (self->automatic_group),
                          package == NULL || package->driver == TRANCHE_DRIVER_OVERRIDE);
  gtk_stack_set_visible_child_name (self->states, "fields");
}

static void
choices_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TranchePackageDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  Choices *choices = tranche_store_finish (TRANCHE_STORE (source), result, &error);

  if (tranche_error_is_cancelled (error))
    return;
  if (choices == NULL)
    {
      adw_status_page_set_description (self->problem_page, tranche_error_get_advice (error));
      gtk_stack_set_visible_child_name (self->states, "problem");
      return;
    }
  self->choices = choices;
  show_choices (self);
}

/* Checking ------------------------------------------------------------------ */

static TrancheSegment *
get_chosen (TranchePackageDialog *self)
{
  for (guint i = 0; i < self->checks->len; i++)
    {
      if (gtk_check_button_get_active (g_ptr_array_index (self->checks, i)))
        return g_ptr_array_index (self->choices->segments, i);
    }
  return NULL;
}

static gboolean
is_blank (const char *text)
{
  g_autofree char *stripped = g_strstrip (g_strdup (text));

  return *stripped == '\0';
}

/* %FALSE, and said beside the field, if it isn't a day that can be the last one. */
static gboolean
read_end (TranchePackageDialog *self, TrancheDate *end)
{
  const char *text = gtk_editable_get_text (self->end_row);
  const char *message = NULL;

  *end = TRANCHE_DATE_NONE;
  if (!is_blank (text))
    {
      *end = tranche_date_parse_locale (text, NULL);
      if (*end == TRANCHE_DATE_NONE)
        message = _ ("This isn’t a day. Write it like 30/06/2026, or choose it.");
      else if (*end < tranche_session_get_today (self->session))
        message = _ ("The last day is over already.");
    }
  tranche_error_row_set_message (self->end_error, message);
  return message == NULL;
}

static gboolean
check (TranchePackageDialog *self, TrancheDate *end)
{
  gboolean chosen = get_chosen (self) != NULL;
  gboolean reasoned = !is_blank (gtk_editable_get_text (self->reason_row));
  gboolean ended = read_end (self, end);

  tranche_error_row_set_message (self->package_error, chosen ? NULL : _ ("Choose a package."));
  tranche_error_row_set_message (self->reason_error,
                                 reasoned ? NULL : _ ("Say why, for those who ask later."));
  if (!chosen && self->checks->len > 0)
    gtk_widget_grab_focus (g_ptr_array_index (self->checks, 0));
  else if (!reasoned)
    gtk_widget_grab_focus (GTK_WIDGET (self->reason_row));
  else if (!ended)
    gtk_widget_grab_focus (GTK_WIDGET (self->end_row));
  return chosen && reasoned && ended;
}

static void
reason_changed_cb (TranchePackageDialog *self)
{
  tranche_error_row_set_message (self->reason_error, NULL);
}

static void
end_changed_cb (TranchePackageDialog *self)
{
  tranche_error_row_set_message (self->end_error, NULL);
}

static void
day_selected_cb (TranchePackageDialog *self)
{
  g_autoptr (GDateTime) day = gtk_calendar_get_date (self->calendar);
  g_autofree char *text = tranche_date_format (tranche_date_new (
      g_date_time_get_year (day), g_date_time_get_month (day), g_date_time_get_day_of_month (day)));

  gtk_editable_set_text (self->end_row, text);
  gtk_popover_popdown (self->calendar_popover);
}

/* Writing ------------------------------------------------------------------- */

typedef struct
{
  GArray *client_ids;
  gint64 segment_id;
  char *reason;
  TrancheDate start;
  TrancheDate end;
} Order;

static void
order_free (Order *order)
{
  g_array_unref (order->client_ids);
  g_free (order->reason);
  g_free (order);
}

static Order *
order_new (TranchePackageDialog *self)
{
  Order *order = g_new0 (Order, 1);

  order->client_ids = g_array_ref (self->client_ids);
  order->start = tranche_session_get_today (self->session);
  return order;
}

static gboolean
set_package (TrancheDatabase *db, gpointer data, GError **error)
{
  const Order *order = data;

  return tranche_overrides_set_many (db, (const gint64 *) (gpointer) order->client_ids->data,
                                     order->client_ids->len, order->segment_id, order->reason,
                                     order->start, order->end, error);
}

static gboolean
end_package (TrancheDatabase *db, gpointer data, GError **error)
{
  const Order *order = data;

  return tranche_overrides_end_many (db, (const gint64 *) (gpointer) order->client_ids->data,
                                     order->client_ids->len, order->start, NULL, error);
}

static void
finish (TranchePackageDialog *self, GAsyncResult *result, char *done)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  g_autofree char *title = done;
  g_autoptr (GError) error = NULL;
  gint64 operation_id;

  gtk_widget_set_sensitive (self->set_button, TRUE);
  if (!tranche_edit_finish (tranche_session_get_store (self->session), result, &operation_id,
                            &error))
    {
      if (TRANCHE_IS_WINDOW (root))
        tranche_window_show_error (TRANCHE_WINDOW (root), _ ("Couldn’t set the package"), error);
      return;
    }
  if (operation_id != 0 && TRANCHE_IS_WINDOW (root))
    tranche_window_add_undo_toast (TRANCHE_WINDOW (root), title, operation_id);
  adw_dialog_close (ADW_DIALOG (self));
}

static void
set_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TranchePackageDialog) self = user_data;
  TrancheSegment *segment = get_chosen (self);
  guint n = self->client_ids->len;

  finish (self, result,
          g_strdup_printf (ngettext ("Package “%2$s” set for %1$u client",
                                     "Package “%2$s” set for %1$u clients", n),
                           n, segment != NULL ? segment->name : ""));
}

static void
ended_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TranchePackageDialog) self = user_data;

  finish (self, result, g_strdup (_ ("Left to segmentation again")));
}

static void
set_activated_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  TranchePackageDialog *self = TRANCHE_PACKAGE_DIALOG (widget);
  TrancheDate end;
  Order *order;

  if (self->choices == NULL || !check (self, &end))
    return;
  gtk_widget_set_sensitive (self->set_button, FALSE);
  order = order_new (self);
  order->segment_id = tranche_record_get_id (TRANCHE_RECORD (get_chosen (self)));
  order->reason = g_strstrip (g_strdup (gtk_editable_get_text (self->reason_row)));
  order->end = end;
  tranche_edit_async (tranche_session_get_store (self->session), set_package, order,
                      (GDestroyNotify) order_free, NULL, set_cb, g_object_ref (self));
}

static void
automatic_cb (TranchePackageDialog *self)
{
  tranche_edit_async (tranche_session_get_store (self->session), end_package, order_new (self),
                      (GDestroyNotify) order_free, NULL, ended_cb, g_object_ref (self));
}

static void
cancel_activated_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  adw_dialog_close (ADW_DIALOG (widget));
}

/* The dialog ---------------------------------------------------------------- */

static void
tranche_package_dialog_dispose (GObject *object)
{
  TranchePackageDialog *self = TRANCHE_PACKAGE_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), TRANCHE_TYPE_PACKAGE_DIALOG);
  g_clear_object (&self->session);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->client_ids, g_array_unref);
  g_clear_pointer (&self->choices, choices_free);
  g_clear_pointer (&self->checks, g_ptr_array_unref);

  G_OBJECT_CLASS (tranche_package_dialog_parent_class)->dispose (object);
}

static void
tranche_package_dialog_class_init (TranchePackageDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (TRANCHE_TYPE_ERROR_ROW);

  G_OBJECT_CLASS (klass)->dispose = tranche_package_dialog_dispose;

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/tranche_app/Tranche/ui/package-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, TranchePackageDialog, states);
  gtk_widget_class_bind_template_child (widget_class, TranchePackageDialog, problem_page);
  gtk_widget_class_bind_template_child (widget_class, TranchePackageDialog, packages_group);
  gtk_widget_class_bind_template_child (widget_class, TranchePackageDialog, package_error);
  gtk_widget_class_bind_template_child (widget_class, TranchePackageDialog, reason_row);
  gtk_widget_class_bind_template_child (widget_class, TranchePackageDialog, reason_error);
  gtk_widget_class_bind_template_child (widget_class, TranchePackageDialog, end_row);
  gtk_widget_class_bind_template_child (widget_class, TranchePackageDialog, end_error);
  gtk_widget_class_bind_template_child (widget_class, TranchePackageDialog, calendar);
  gtk_widget_class_bind_template_child (widget_class, TranchePackageDialog, calendar_popover);
  gtk_widget_class_bind_template_child (widget_class, TranchePackageDialog, automatic_group);
  gtk_widget_class_bind_template_child (widget_class, TranchePackageDialog, set_button);
  gtk_widget_class_bind_template_callback (widget_class, reason_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, end_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, day_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, automatic_cb);
  gtk_widget_class_install_action (widget_class, "dialog.set", NULL, set_activated_cb);
  gtk_widget_class_install_action (widget_class, "dialog.cancel", NULL, cancel_activated_cb);
}

static void
tranche_package_dialog_init (TranchePackageDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
  self->checks = g_ptr_array_new ();
}

AdwDialog *
tranche_package_dialog_new (TrancheSession *session, const gint64 *client_ids, guint n_clients)
{
  TranchePackageDialog *self;
  Question *question;

  g_return_val_if_fail (TRANCHE_IS_SESSION (session), NULL);
  g_return_val_if_fail (client_ids != NULL && n_clients > 0, NULL);

  self = g_object_new (TRANCHE_TYPE_PACKAGE_DIALOG, NULL);
  self->session = g_object_ref (session);
  self->client_ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_array_append_vals (self->client_ids, client_ids, n_clients);

  question = g_new0 (Question, 1);
  question->office_id = tranche_session_get_office_id (session);
  question->client_id = n_clients == 1 ? client_ids[0] : 0;
  question->today = tranche_session_get_today (session);
  tranche_store_read_async (tranche_session_get_store (session), G_PRIORITY_DEFAULT, load_choices,
                            question, g_free, (GDestroyNotify) choices_free, self->cancellable,
                            choices_read_cb, g_object_ref (self));
  return ADW_DIALOG (self);
}
