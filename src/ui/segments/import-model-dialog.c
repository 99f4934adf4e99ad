/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/segments/import-model-dialog.h"

#include <glib/gi18n.h>

#include "jobs/model-exchange.h"
#include "model/edit.h"
#include "ui/app/error-message.h"
#include "ui/app/window.h"

struct _TrancheImportModelDialog
{
  AdwDialog parent_instance;

  /* Template widgets */
  GtkStack *states;
  AdwStatusPage *problem_page;
  AdwPreferencesGroup *added_group;
  AdwPreferencesGroup *edited_group;
  AdwPreferencesGroup *removed_group;
  GtkWidget *import_button;

  /* Owned */
  TrancheSession *session;
  GCancellable *cancellable;
  TrancheModelContent *wanted; /* read only, by the writer too */
  gint64 model_id;
};

G_DEFINE_FINAL_TYPE (TrancheImportModelDialog, tranche_import_model_dialog, ADW_TYPE_DIALOG)

/* Given to the store's threads; the dialog keeps the content. */
typedef struct
{
  TrancheImportModelDialog *dialog;
  TrancheDate today;
} Import;

static void
import_free (Import *import)
{
  g_object_unref (import->dialog);
  g_free (import);
}

static Import *
import_new (TrancheImportModelDialog *self)
{
  Import *import = g_new0 (Import, 1);

  import->dialog = g_object_ref (self);
  import->today = tranche_session_get_today (self->session);
  return import;
}

static AdwPreferencesGroup *
get_group (TrancheImportModelDialog *self, TrancheModelChangeKind kind)
{
  switch (kind)
    {
    case TRANCHE_MODEL_CHANGE_ADD:
      return self->added_group;
    case TRANCHE_MODEL_CHANGE_REMOVE:
      return self->removed_group;
    case TRANCHE_MODEL_CHANGE_EDIT:
    default:
      return self->edited_group;
    }
}

static void
show_difference (TrancheImportModelDialog *self, const TrancheModelDifference *difference)
{
  for (guint i = 0; i < difference->changes->len; i++)
    {
      const TrancheModelChange *change = g_ptr_array_index (difference->changes, i);
      GtkWidget *row = adw_action_row_new ();

      adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), change->sentence);
      adw_preferences_group_add (get_group (self, change->kind), row);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->added_group), difference->n_added > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->edited_group), difference->n_edited > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->removed_group), difference->n_removed > 0);
  gtk_widget_set_sensitive (self->import_button, difference->changes->len > 0);
  gtk_stack_set_visible_child_name (self->states,
                                    difference->changes->len > 0 ? "changes" : "same");
}

static void
show_problem (TrancheImportModelDialog *self, const char *sentence)
{
  /* Its description is markup, and the sentence may name a segment “Tax & Estate”. */
  g_autofree char *escaped = g_markup_escape_text (sentence, -1);

  adw_status_page_set_description (self->problem_page, escaped);
  gtk_stack_set_visible_child_name (self->states, "problem");
}

static gboolean
compare (TrancheDatabase *db,
         gpointer data,
         GCancellable *cancellable,
         gpointer *result,
         GError **error)
{
  const Import *import = data;

  *result
      = tranche_model_import_compare (db, import->dialog->model_id, import->dialog->wanted, error);
  return *result != NULL;
}

static void
compared_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TrancheImportModelDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (TrancheModelDifference) difference
      = tranche_store_finish (TRANCHE_STORE (source), result, &error);

  if (tranche_error_is_cancelled (error))
    return;
  if (difference != NULL)
    show_difference (self, difference);
  else
    show_problem (self, tranche_error_get_advice (error));
}

static gboolean
apply (TrancheDatabase *db, gpointer data, GError **error)
{
  const Import *import = data;

  return tranche_model_import_apply (db, import->dialog->model_id, import->dialog->wanted,
                                     import->today, error);
}

static void
applied_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TrancheImportModelDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  gint64 operation_id;

  if (!tranche_edit_finish (TRANCHE_STORE (source), result, &operation_id, &error))
    {
      /* A refusal names the segment that is in use, and by what. */
      if (g_error_matches (error, TRANCHE_ERROR, TRANCHE_ERROR_REFUSED))
        show_problem (self, error->message);
      else
        show_problem (self, tranche_error_get_advice (error));
      return;
    }
  if (operation_id != 0 && TRANCHE_IS_WINDOW (root))
    tranche_window_add_undo_toast (TRANCHE_WINDOW (root), _ ("Model imported"), operation_id);
  adw_dialog_close (ADW_DIALOG (self));
}

static void
import_activated_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  TrancheImportModelDialog *self = TRANCHE_IMPORT_MODEL_DIALOG (widget);

  gtk_widget_set_sensitive (self->import_button, FALSE);
  tranche_edit_async (tranche_session_get_store (self->session), apply, import_new (self),
                      (GDestroyNotify) import_free, NULL, applied_cb, g_object_ref (self));
}

static void
cancel_activated_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  adw_dialog_close (ADW_DIALOG (widget));
}

static void
tranche_import_model_dialog_dispose (GObject *object)
{
  TrancheImportModelDialog *self = TRANCHE_IMPORT_MODEL_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), TRANCHE_TYPE_IMPORT_MODEL_DIALOG);
  g_clear_object (&self->session);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->wanted, tranche_model_content_free);

  G_OBJECT_CLASS (tranche_import_model_dialog_parent_class)->dispose (object);
}

static void
tranche_import_model_dialog_class_init (TrancheImportModelDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tranche_import_model_dialog_dispose;

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/tranche_app/Tranche/ui/import-model-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, TrancheImportModelDialog, states);
  gtk_widget_class_bind_template_child (widget_class, TrancheImportModelDialog, problem_page);
  gtk_widget_class_bind_template_child (widget_class, TrancheImportModelDialog, added_group);
  gtk_widget_class_bind_template_child (widget_class, TrancheImportModelDialog, edited_group);
  gtk_widget_class_bind_template_child (widget_class, TrancheImportModelDialog, removed_group);
  gtk_widget_class_bind_template_child (widget_class, TrancheImportModelDialog, import_button);
  gtk_widget_class_install_action (widget_class, "dialog.import", NULL, import_activated_cb);
  gtk_widget_class_install_action (widget_class, "dialog.cancel", NULL, cancel_activated_cb);
}

static void
tranche_import_model_dialog_init (TrancheImportModelDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
}

AdwDialog *
tranche_import_model_dialog_new (TrancheSession *session,
                                 gint64 model_id,
                                 TrancheModelContent *wanted)
{
  TrancheImportModelDialog *self;

  g_return_val_if_fail (TRANCHE_IS_SESSION (session), NULL);
  g_return_val_if_fail (wanted != NULL, NULL);

  self = g_object_new (TRANCHE_TYPE_IMPORT_MODEL_DIALOG, NULL);
  self->session = g_object_ref (session);
  self->model_id = model_id;
  self->wanted = wanted;
  tranche_store_read_async (tranche_session_get_store (session), G_PRIORITY_DEFAULT, compare,
                            import_new (self), (GDestroyNotify) import_free,
                            (GDestroyNotify) tranche_model_difference_free, self->cancellable,
                            compared_cb, g_object_ref (self));
  return ADW_DIALOG (self);
}
