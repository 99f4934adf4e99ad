/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/segments/duplicate-dialog.h"

#include <glib/gi18n.h>

#include "model/edit.h"
#include "store/actions/models.h"
#include "ui/app/window.h"
#include "ui/segments/page-edit.h"
#include "ui/widgets/error-row.h"

struct _TrancheDuplicateDialog
{
  AdwDialog parent_instance;

  /* Template widgets */
  AdwPreferencesGroup *group;
  GtkEditable *name_row;
  TrancheErrorRow *name_error;
  AdwSwitchRow *use_row;
  TrancheErrorRow *use_error;
  GtkWidget *duplicate_button;

  /* Owned */
  TrancheSession *session;
  gint64 model_id;
  TrancheModelLevel level;
};

G_DEFINE_FINAL_TYPE (TrancheDuplicateDialog, tranche_duplicate_dialog, ADW_TYPE_DIALOG)

typedef struct
{
  gint64 model_id;
  gint64 office_id;
  TrancheModelLevel level;
  TrancheDate today;
  char *name;
  gboolean use;
} Duplication;

static void
duplication_free (Duplication *duplication)
{
  g_free (duplication->name);
  g_free (duplication);
}

static gboolean
duplicate_model (TrancheDatabase *db, gpointer data, GError **error)
{
  const Duplication *duplication = data;

  return duplication->use
             ? tranche_models_duplicate_and_choose (db, duplication->model_id, duplication->level,
                                                    duplication->office_id, duplication->name,
                                                    duplication->today, NULL, error)
             : tranche_models_duplicate (db, duplication->model_id, duplication->level,
                                         duplication->office_id, duplication->name, NULL, error);
}

static void
show_failure (TrancheDuplicateDialog *self, const GError *error)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (g_error_matches (error, TRANCHE_ERROR, TRANCHE_ERROR_CONFLICT))
    {
      tranche_error_row_set_message (self->name_error,
                                     _ ("There is a model with this name already."));
      gtk_widget_grab_focus (GTK_WIDGET (self->name_row));
    }
  else if (adw_switch_row_get_active (self->use_row)
           && (g_error_matches (error, TRANCHE_ERROR, TRANCHE_ERROR_REFUSED)
               || g_error_matches (error, TRANCHE_ERROR, TRANCHE_ERROR_INVALID)))
    {
      tranche_error_row_set_message (
          self->use_error, _ ("A segment in use is inactive, and the copy can’t take its place at "
                              "once. Switch this off, then choose the copy as the model."));
    }
  else if (TRANCHE_IS_WINDOW (root))
    {
      tranche_window_show_error (TRANCHE_WINDOW (root), _ ("Couldn’t duplicate the model"), error);
    }
}

static void
duplicated_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TrancheDuplicateDialog) self = user_data;
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  const char *name = gtk_editable_get_text (self->name_row);
  g_autoptr (GError) error = NULL;
  g_autofree char *done = NULL;
  gint64 operation_id;

  gtk_widget_set_sensitive (GTK_WIDGET (self->group), TRUE);
  gtk_widget_set_sensitive (self->duplicate_button, TRUE);
  if (!tranche_edit_finish (TRANCHE_STORE (source), result, &operation_id, &error))
    {
      show_failure (self, error);
      return;
    }
  if (adw_switch_row_get_active (self->use_row))
    /* Translators: %s is a segmentation model */
    done = g_strdup_printf (_ ("“%s” made and in use"), name);
  else
    /* Translators: %s is a segmentation model */
    done = g_strdup_printf (_ ("“%s” made"), name);
  if (operation_id != 0 && TRANCHE_IS_WINDOW (root))
    tranche_window_add_undo_toast (TRANCHE_WINDOW (root), done, operation_id);
  adw_dialog_close (ADW_DIALOG (self));
}

static void
use_changed_cb (TrancheDuplicateDialog *self)
{
  tranche_error_row_set_message (self->use_error, NULL);
}

static void
name_changed_cb (TrancheDuplicateDialog *self)
{
  tranche_error_row_set_message (self->name_error, NULL);
}

static void
duplicate_activated_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  TrancheDuplicateDialog *self = TRANCHE_DUPLICATE_DIALOG (widget);
  const char *name = gtk_editable_get_text (self->name_row);
  Duplication *duplication;

  if (tranche_entered_nothing (name))
    {
      tranche_error_row_set_message (self->name_error, _ ("Enter a name."));
      gtk_widget_grab_focus (GTK_WIDGET (self->name_row));
      return;
    }
  /* What is shown then is what was made. */
  gtk_widget_set_sensitive (GTK_WIDGET (self->group), FALSE);
  gtk_widget_set_sensitive (self->duplicate_button, FALSE);
  duplication = g_new0 (Duplication, 1);
  duplication->model_id = self->model_id;
  duplication->office_id = tranche_session_get_office_id (self->session);
  duplication->level = self->level;
  duplication->today = tranche_session_get_today (self->session);
  duplication->name = g_strstrip (g_strdup (name));
  duplication->use = adw_switch_row_get_active (self->use_row);
  tranche_edit_async (tranche_session_get_store (self->session), duplicate_model, duplication,
                      (GDestroyNotify) duplication_free, NULL, duplicated_cb, g_object_ref (self));
}

static void
cancel_activated_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  adw_dialog_close (ADW_DIALOG (widget));
}

static void
tranche_duplicate_dialog_dispose (GObject *object)
{
  TrancheDuplicateDialog *self = TRANCHE_DUPLICATE_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), TRANCHE_TYPE_DUPLICATE_DIALOG);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (tranche_duplicate_dialog_parent_class)->dispose (object);
}

static void
tranche_duplicate_dialog_class_init (TrancheDuplicateDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (TRANCHE_TYPE_ERROR_ROW);

  G_OBJECT_CLASS (klass)->dispose = tranche_duplicate_dialog_dispose;

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/tranche_app/Tranche/ui/duplicate-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, TrancheDuplicateDialog, group);
  gtk_widget_class_bind_template_child (widget_class, TrancheDuplicateDialog, name_row);
  gtk_widget_class_bind_template_child (widget_class, TrancheDuplicateDialog, name_error);
  gtk_widget_class_bind_template_child (widget_class, TrancheDuplicateDialog, use_row);
  gtk_widget_class_bind_template_child (widget_class, TrancheDuplicateDialog, use_error);
  gtk_widget_class_bind_template_child (widget_class, TrancheDuplicateDialog, duplicate_button);
  gtk_widget_class_bind_template_callback (widget_class, name_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, use_changed_cb);
  gtk_widget_class_install_action (widget_class, "dialog.duplicate", NULL, duplicate_activated_cb);
  gtk_widget_class_install_action (widget_class, "dialog.cancel", NULL, cancel_activated_cb);
}

static void
tranche_duplicate_dialog_init (TrancheDuplicateDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

AdwDialog *
tranche_duplicate_dialog_new (TrancheSession *session,
                              gint64 model_id,
                              const char *model_name,
                              TrancheModelLevel level)
{
  TrancheDuplicateDialog *self;
  gboolean practice = level == TRANCHE_MODEL_PRACTICE;
  g_autofree char *name = NULL;

  g_return_val_if_fail (TRANCHE_IS_SESSION (session), NULL);
  g_return_val_if_fail (model_name != NULL, NULL);

  self = g_object_new (TRANCHE_TYPE_DUPLICATE_DIALOG, NULL);
  self->session = g_object_ref (session);
  self->model_id = model_id;
  self->level = level;
  /* Translators: the proposed name of a copy; %s is the model that is copied, “Standard” */
  name = g_strdup_printf (practice ? _ ("Our %s") : _ ("Licensee’s %s"), model_name);
  gtk_editable_set_text (self->name_row, name);
  adw_preferences_group_set_description (
      self->group, practice ? _ ("The copy belongs to the practice, which can change its segments, "
                                 "benefits and services.")
                            : _ ("The copy belongs to the licensee, whose practices can use it."));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->use_row),
                                 practice ? _ ("_Use It in the Practice")
                                          : _ ("_Use It in the Licence"));
  return ADW_DIALOG (self);
}
