/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/clients/package-dialog.h"

#include <glib/gi18n.h>

#include "domain/entities/segment.h"
#include "model/edit.h"
#include "store/actions/override.h"
#include "store/queries/package-choices.h"
#include "ui/app/error-message.h"
#include "ui/app/window.h"
#include "ui/clients/package-words.h"
#include "ui/widgets/day-row.h"
#include "ui/widgets/error-row.h"
#include "ui/widgets/mark-symbol.h"

struct _TranchePackageDialog
{
  AdwDialog parent_instance;

  /* Template widgets */
  GtkStack *states;
  AdwStatusPage *problem_page;
  AdwBanner *banner;
  AdwPreferencesGroup *packages_group;
  TrancheErrorRow *package_error;
  GtkEditable *reason_row;
  TrancheErrorRow *reason_error;
  TrancheDayRow *end_row;
  TrancheErrorRow *end_error;
  AdwPreferencesGroup *hand_group;
  AdwPreferencesGroup *automatic_group;
  GtkWidget *set_button;

  /* Owned */
  TrancheSession *session;
  GCancellable *cancellable;
  GArray *client_ids; /* gint64 */
  TranchePackageChoices *choices;
  GPtrArray *checks; /* GtkCheckButton, by segment */
};

G_DEFINE_FINAL_TYPE (TranchePackageDialog, tranche_package_dialog, ADW_TYPE_DIALOG)

/* Reading ------------------------------------------------------------------- */

typedef struct
{
  gint64 office_id;
  gint64 member_id;
  GArray *client_ids;
  TrancheDate today;
} Question;

static void
question_free (Question *question)
{
  g_array_unref (question->client_ids);
  g_free (question);
}

static gboolean
load_choices (TrancheDatabase *db,
              gpointer data,
              GCancellable *cancellable,
              gpointer *result,
              GError **error)
{
  const Question *question = data;

  *result = tranche_package_choices_load (db, question->office_id, question->member_id,
                                          (const gint64 *) (gpointer) question->client_ids->data,
                                          question->client_ids->len, question->today, error);
  return *result != NULL;
}

/* The row has the focus, and so says for its check whether that is set. */
static void
choice_toggled_cb (TranchePackageDialog *self, GtkCheckButton *check)
{
  GtkWidget *row = gtk_widget_get_ancestor (GTK_WIDGET (check), ADW_TYPE_ACTION_ROW);
  gboolean active = gtk_check_button_get_active (check);

  tranche_error_row_set_message (self->package_error, NULL);
  if (row != NULL)
    gtk_accessible_update_state (
        GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_STATE_CHECKED,
        active ? GTK_ACCESSIBLE_TRISTATE_TRUE : GTK_ACCESSIBLE_TRISTATE_FALSE, -1);
}

static void
add_choice (TranchePackageDialog *self, TrancheSegment *segment, gboolean current, const char *note)
{
  AdwActionRow *row = ADW_ACTION_ROW (adw_action_row_new ());
  GtkWidget *check = gtk_check_button_new ();
  GtkWidget *symbol = tranche_mark_symbol_new ();

  if (self->checks->len > 0)
    gtk_check_button_set_group (GTK_CHECK_BUTTON (check), g_ptr_array_index (self->checks, 0));
  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  gtk_widget_set_can_focus (check, FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  segment->name, -1);
  g_signal_connect_object (check, "toggled", G_CALLBACK (choice_toggled_cb), self,
                           G_CONNECT_SWAPPED);
  tranche_mark_symbol_set (TRANCHE_MARK_SYMBOL (symbol), segment->colour, segment->mark);
  gtk_widget_set_valign (symbol, GTK_ALIGN_CENTER);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), segment->name);
  adw_action_row_set_subtitle (row, segment->description);
  adw_action_row_add_prefix (row, symbol);
  adw_action_row_add_prefix (row, check);
  adw_action_row_set_activatable_widget (row, check);
  if (note != NULL)
    {
      GtkWidget *label = gtk_label_new (note);

      gtk_widget_add_css_class (label, "dimmed");
      adw_action_row_add_suffix (row, label);
      gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                      note, -1);
    }
  adw_preferences_group_add (self->packages_group, GTK_WIDGET (row));
  g_ptr_array_add (self->checks, check);
  if (current)
    gtk_check_button_set_active (GTK_CHECK_BUTTON (check), TRUE);
  if (current || self->checks->len == 1)
    adw_dialog_set_focus (ADW_DIALOG (self), GTK_WIDGET (row));
}

static void
show_segments (TranchePackageDialog *self)
{
  const TranchePackageChoices *choices = self->choices;
  g_autoptr (GtkWidget) error_row = g_object_ref (GTK_WIDGET (self->package_error));

  for (guint i = 0; i < choices->segments->len; i++)
    {
      TrancheSegment *segment = g_ptr_array_index (choices->segments, i);
      gboolean current
          = choices->package != NULL
            && choices->package->segment_id == tranche_record_get_id (TRANCHE_RECORD (segment));
      const char *note = NULL;

      if (i >= choices->n_choosable)
        /* Translators: beside a segment that the client still has */
        note = segment->active ? _ ("Not in use") : _ ("Inactive");
      else if (current)
        /* Translators: which segment a client has at present */
        note = _ ("Now");
      add_choice (self, segment, current, note);
    }

  /* What is wrong stands below what is wrong. */
  adw_preferences_group_remove (self->packages_group, error_row);
  adw_preferences_group_add (self->packages_group, error_row);
}

/* What is set by hand now is there to be changed. */
static void
show_hand (TranchePackageDialog *self)
{
  const TrancheClientPackage *package = self->choices->package;

  if (package == NULL || package->driver != TRANCHE_DRIVER_OVERRIDE)
    return;
  gtk_editable_set_text (self->reason_row, package->reason != NULL ? package->reason : "");
  tranche_day_row_set_day (self->end_row, package->last_day);
}

static void
show_message (TranchePackageDialog *self, const char *message)
{
  if (message != NULL)
    adw_banner_set_title (self->banner, message);
  adw_banner_set_revealed (self->banner, message != NULL);
}

static void
show_choices (TranchePackageDialog *self)
{
  const TranchePackageChoices *choices = self->choices;
  g_autofree char *description = tranche_package_describe (choices, self->client_ids->len);
  g_autofree char *escaped = g_markup_escape_text (description, -1);
  gboolean allowed = choices->obstacle == NULL;

  adw_preferences_group_set_description (self->packages_group, escaped);
  show_segments (self);
  show_hand (self);
  if (choices->package != NULL)
    gtk_widget_set_visible (GTK_WIDGET (self->automatic_group),
                            choices->package->driver == TRANCHE_DRIVER_OVERRIDE);
  else
    gtk_widget_set_visible (GTK_WIDGET (self->automatic_group),
                            choices->counts == NULL || choices->n_by_hand > 0);

  show_message (self, choices->obstacle);
  gtk_widget_set_sensitive (self->set_button, allowed);
  gtk_widget_set_tooltip_text (self->set_button, choices->obstacle);
  gtk_widget_set_sensitive (GTK_WIDGET (self->packages_group), allowed);
  gtk_widget_set_sensitive (GTK_WIDGET (self->hand_group), allowed);
  gtk_widget_set_sensitive (GTK_WIDGET (self->automatic_group), allowed);
  gtk_stack_set_visible_child_name (self->states, "fields");
}

static void
choices_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TranchePackageDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  TranchePackageChoices *choices = tranche_store_finish (TRANCHE_STORE (source), result, &error);

  if (tranche_error_is_cancelled (error) || g_cancellable_is_cancelled (self->cancellable))
    {
      g_clear_pointer (&choices, tranche_package_choices_free);
      return;
    }
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

/* Something that can be set, or what the client keeps. */
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
  const char *message = NULL;

  if (!tranche_day_row_get_day (self->end_row, end))
    message = tranche_day_row_get_advice ();
  else if (*end != TRANCHE_DATE_NONE && *end < tranche_session_get_today (self->session))
    message = _ ("The last day is over already.");
  tranche_error_row_set_message (self->end_error, message);
  return message == NULL;
}

/* (transfer full) (nullable): what is wrong with the package that is chosen */
static char *
find_package_problem (TranchePackageDialog *self)
{
  TrancheSegment *chosen = get_chosen (self);

  if (chosen == NULL)
    return g_strdup (_ ("Choose a package."));
  for (guint i = 0; i < self->choices->n_choosable; i++)
    if (g_ptr_array_index (self->choices->segments, i) == chosen)
      return NULL;
  /* Translators: %s is a segment */
  return g_strdup_printf (_ ("“%s” can’t be set any more: choose another package."), chosen->name);
}

static gboolean
scroll_to_cb (gpointer data)
{
  GtkWidget *widget = data;
  GtkWidget *viewport = gtk_widget_get_ancestor (widget, GTK_TYPE_VIEWPORT);

  if (viewport != NULL && gtk_widget_get_mapped (widget))
    gtk_viewport_scroll_to (GTK_VIEWPORT (viewport), widget, NULL);
  return G_SOURCE_REMOVE;
}

/* The field that is to be mended, with what is said about it, once that has its place. */
static void
point_out (GtkWidget *field, TrancheErrorRow *error_row)
{
  gtk_widget_grab_focus (field);
  g_idle_add_full (G_PRIORITY_LOW, scroll_to_cb, g_object_ref (error_row), g_object_unref);
}

static gboolean
check (TranchePackageDialog *self, TrancheDate *end)
{
  g_autofree char *problem = find_package_problem (self);
  gboolean reasoned = !is_blank (gtk_editable_get_text (self->reason_row));
  gboolean ended = read_end (self, end);

  tranche_error_row_set_message (self->package_error, problem);
  tranche_error_row_set_message (self->reason_error,
                                 reasoned ? NULL : _ ("Say why, for those who ask later."));
  if (problem != NULL && self->checks->len > 0)
    point_out (gtk_widget_get_ancestor (g_ptr_array_index (self->checks, 0), ADW_TYPE_ACTION_ROW),
               self->package_error);
  else if (!reasoned)
    point_out (GTK_WIDGET (self->reason_row), self->reason_error);
  else if (!ended)
    point_out (GTK_WIDGET (self->end_row), self->end_error);
  return problem == NULL && reasoned && ended;
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

  gtk_widget_set_sensitive (GTK_WIDGET (self->states), TRUE);
  gtk_widget_set_sensitive (self->set_button, TRUE);
  if (!tranche_edit_finish (tranche_session_get_store (self->session), result, &operation_id,
                            &error))
    {
      show_message (self, tranche_error_get_advice (error));
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
  TrancheSegment *segment = self->choices != NULL ? get_chosen (self) : NULL;
  guint n = self->client_ids != NULL ? self->client_ids->len : 0;

  /* Closed meanwhile: it is done, and can be undone from the menu. */
  if (segment == NULL)
    return;
  finish (self, result, tranche_package_describe_set (self->choices, n, segment->name));
}

static void
ended_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TranchePackageDialog) self = user_data;
  guint n = self->client_ids != NULL ? self->client_ids->len : 0;

  if (n == 0)
    return;
  finish (self, result, tranche_package_describe_ended (self->choices, n));
}

/* Nobody gives two orders at once. */
static void
write_order (TranchePackageDialog *self,
             TrancheEditFunc func,
             Order *order,
             GAsyncReadyCallback callback)
{
  gtk_widget_set_sensitive (self->set_button, FALSE);
  gtk_widget_set_sensitive (GTK_WIDGET (self->states), FALSE);
  show_message (self, NULL);
  tranche_edit_async (tranche_session_get_store (self->session), func, order,
                      (GDestroyNotify) order_free, NULL, callback, g_object_ref (self));
}

/* Whether it is what is set by hand already, so that there is nothing to write. */
static gboolean
is_set_already (TranchePackageDialog *self, const Order *order)
{
  const TrancheClientPackage *package = self->choices->package;

  return package != NULL && package->driver == TRANCHE_DRIVER_OVERRIDE
         && package->segment_id == order->segment_id && package->last_day == order->end
         && g_strcmp0 (package->reason, order->reason) == 0;
}

static void
set_activated_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  TranchePackageDialog *self = TRANCHE_PACKAGE_DIALOG (widget);
  TrancheDate end;
  Order *order;

  if (self->choices == NULL || self->choices->obstacle != NULL
      || !gtk_widget_get_sensitive (self->set_button) || !check (self, &end))
    return;
  order = order_new (self);
  order->segment_id = tranche_record_get_id (TRANCHE_RECORD (get_chosen (self)));
  order->reason = g_strstrip (g_strdup (gtk_editable_get_text (self->reason_row)));
  order->end = end;
  if (is_set_already (self, order))
    {
      order_free (order);
      adw_dialog_close (ADW_DIALOG (self));
      return;
    }
  write_order (self, set_package, order, set_cb);
}

static void
automatic_cb (TranchePackageDialog *self)
{
  write_order (self, end_package, order_new (self), ended_cb);
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
  g_clear_pointer (&self->choices, tranche_package_choices_free);
  g_clear_pointer (&self->checks, g_ptr_array_unref);

  G_OBJECT_CLASS (tranche_package_dialog_parent_class)->dispose (object);
}

static void
tranche_package_dialog_class_init (TranchePackageDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (TRANCHE_TYPE_DAY_ROW);
  g_type_ensure (TRANCHE_TYPE_ERROR_ROW);

  G_OBJECT_CLASS (klass)->dispose = tranche_package_dialog_dispose;

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/tranche_app/Tranche/ui/package-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, TranchePackageDialog, states);
  gtk_widget_class_bind_template_child (widget_class, TranchePackageDialog, problem_page);
  gtk_widget_class_bind_template_child (widget_class, TranchePackageDialog, banner);
  gtk_widget_class_bind_template_child (widget_class, TranchePackageDialog, packages_group);
  gtk_widget_class_bind_template_child (widget_class, TranchePackageDialog, package_error);
  gtk_widget_class_bind_template_child (widget_class, TranchePackageDialog, reason_row);
  gtk_widget_class_bind_template_child (widget_class, TranchePackageDialog, reason_error);
  gtk_widget_class_bind_template_child (widget_class, TranchePackageDialog, end_row);
  gtk_widget_class_bind_template_child (widget_class, TranchePackageDialog, end_error);
  gtk_widget_class_bind_template_child (widget_class, TranchePackageDialog, hand_group);
  gtk_widget_class_bind_template_child (widget_class, TranchePackageDialog, automatic_group);
  gtk_widget_class_bind_template_child (widget_class, TranchePackageDialog, set_button);
  gtk_widget_class_bind_template_callback (widget_class, reason_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, end_changed_cb);
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
  question->member_id = tranche_session_get_member_id (session);
  question->client_ids = g_array_ref (self->client_ids);
  question->today = tranche_session_get_today (session);
  tranche_store_read_async (tranche_session_get_store (session), G_PRIORITY_DEFAULT, load_choices,
                            question, (GDestroyNotify) question_free,
                            (GDestroyNotify) tranche_package_choices_free, self->cancellable,
                            choices_read_cb, g_object_ref (self));
  return ADW_DIALOG (self);
}
