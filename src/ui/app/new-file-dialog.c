/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/app/new-file-dialog.h"

#include <glib/gi18n.h>

#include "domain/error.h"
#include "store/actions/new-practice.h"
#include "ui/app/error-message.h"
#include "ui/app/recent-files.h"
#include "ui/widgets/error-row.h"

#define FRAMES_UNTIL_FOCUS 3

struct _TrancheNewFileDialog
{
  AdwDialog parent_instance;

  /* Template widgets */
  GtkEditable *office_row;
  GtkEditable *adviser_row;
  AdwActionRow *place_row;
  TrancheErrorRow *office_error;
  TrancheErrorRow *adviser_error;
  TrancheErrorRow *place_error;
  GtkWidget *create_button;

  /* Owned */
  GFile *place;
  guint n_frames; /* since it was mapped */
};

enum
{
  CREATED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TrancheNewFileDialog, tranche_new_file_dialog, ADW_TYPE_DIALOG)

typedef struct
{
  char *path;
  char *office_name;
  char *adviser_name;
} Creation;

static void
creation_free (Creation *creation)
{
  g_free (creation->path);
  g_free (creation->office_name);
  g_free (creation->adviser_name);
  g_free (creation);
}

static char *
dup_entered (GtkEditable *row)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (row)));
}

static void
show_place (TrancheNewFileDialog *self)
{
  g_autofree char *subtitle = NULL;

  if (self->place == NULL)
    subtitle = g_strdup (_ ("Not chosen yet"));
  else
    {
      g_autofree char *folder = tranche_recent_files_dup_folder (g_file_peek_path (self->place));
      g_autofree char *name = g_filename_display_basename (g_file_peek_path (self->place));

      subtitle = g_build_filename (folder, name, NULL);
    }
  adw_action_row_set_subtitle (self->place_row, subtitle);
}

static void
place_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TrancheNewFileDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, &error);

  if (file == NULL)
    {
      if (!g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED))
        tranche_error_row_set_message (self->place_error,
                                       _ ("The file chooser couldn’t be shown."));
      return;
    }
  if (g_file_peek_path (file) == NULL)
    {
      tranche_error_row_set_message (self->place_error, _ ("Choose a folder on this computer."));
      return;
    }
  g_set_object (&self->place, file);
  tranche_error_row_set_message (self->place_error, NULL);
  show_place (self);
}

static void
choose_place_cb (TrancheNewFileDialog *self)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autofree char *office = dup_entered (self->office_row);
  g_autofree char *name = NULL;

  g_strdelimit (office, G_DIR_SEPARATOR_S, '-');
  name = g_strconcat (*office != '\0' ? office : _ ("Practice"), ".tranche", NULL);
  gtk_file_dialog_set_title (dialog, _ ("Save Practice File"));
  if (self->place != NULL)
    gtk_file_dialog_set_initial_file (dialog, self->place);
  else
    gtk_file_dialog_set_initial_name (dialog, name);
  gtk_file_dialog_save (dialog, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), NULL,
                        place_chosen_cb, g_object_ref (self));
}

static void
entry_changed_cb (TrancheNewFileDialog *self, GtkEditable *row)
{
  tranche_error_row_set_message (row == self->office_row ? self->office_error : self->adviser_error,
                                 NULL);
}

static const char *
get_place_message (const GError *error)
{
  if (g_error_matches (error, TRANCHE_ERROR, TRANCHE_ERROR_CONFLICT))
    return _ ("There is a file of this name already. Choose another name.");
  if (g_error_matches (error, TRANCHE_ERROR, TRANCHE_ERROR_READ_ONLY)
      || g_error_matches (error, TRANCHE_ERROR, TRANCHE_ERROR_DENIED))
    return _ ("This folder can’t be written to. Choose another one.");
  if (g_error_matches (error, TRANCHE_ERROR, TRANCHE_ERROR_NOT_FOUND))
    return _ ("This folder isn’t there any more. Choose another one.");
  if (g_error_matches (error, TRANCHE_ERROR, TRANCHE_ERROR_NO_SPACE))
    return _ ("The disk is full. Free some space, or choose another disk.");
  return _ ("The file couldn’t be made here. Choose another folder.");
}

static void
create_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Creation *creation = task_data;
  GError *error = NULL;

  if (tranche_new_practice_create (creation->path, creation->office_name, creation->adviser_name,
                                   &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
created_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  TrancheNewFileDialog *self = TRANCHE_NEW_FILE_DIALOG (source);
  Creation *creation = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      g_message ("The practice file can’t be made: %s", error->message);
      gtk_widget_set_sensitive (self->create_button, TRUE);
      tranche_error_row_set_message (self->place_error, get_place_message (error));
      return;
    }
  g_signal_emit (self, signals[CREATED], 0, creation->path);
  adw_dialog_close (ADW_DIALOG (self));
}

static void
create_activated_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  TrancheNewFileDialog *self = TRANCHE_NEW_FILE_DIALOG (widget);
  g_autofree char *office_name = dup_entered (self->office_row);
  g_autofree char *adviser_name = dup_entered (self->adviser_row);
  g_autoptr (GTask) task = NULL;
  Creation *creation;

  tranche_error_row_set_message (self->office_error,
                                 *office_name == '\0' ? _ ("Enter the name of the office.") : NULL);
  tranche_error_row_set_message (self->adviser_error,
                                 *adviser_name == '\0' ? _ ("Enter your name.") : NULL);
  if (*office_name == '\0' || *adviser_name == '\0')
    {
      gtk_widget_grab_focus (*office_name == '\0' ? GTK_WIDGET (self->office_row)
                                                  : GTK_WIDGET (self->adviser_row));
      return;
    }
  if (self->place == NULL)
    {
      tranche_error_row_set_message (self->place_error, _ ("Choose where to save the file."));
      return;
    }

  creation = g_new0 (Creation, 1);
  creation->path = g_file_get_path (self->place);
  creation->office_name = g_steal_pointer (&office_name);
  creation->adviser_name = g_steal_pointer (&adviser_name);
  gtk_widget_set_sensitive (self->create_button, FALSE);
  task = g_task_new (self, NULL, created_cb, NULL);
  g_task_set_source_tag (task, create_activated_cb);
  g_task_set_task_data (task, creation, (GDestroyNotify) creation_free);
  g_task_run_in_thread (task, create_in_thread);
}

static void
cancel_activated_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  adw_dialog_close (ADW_DIALOG (widget));
}

static gboolean
focus_tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  TrancheNewFileDialog *self = TRANCHE_NEW_FILE_DIALOG (widget);

  if (++self->n_frames < FRAMES_UNTIL_FOCUS)
    return G_SOURCE_CONTINUE;
  gtk_widget_grab_focus (GTK_WIDGET (self->office_row));
  return G_SOURCE_REMOVE;
}

/* As a sheet on a narrow window, the dialog moves the focus on when it has come up, and Return on
 * Cancel would close it: so the first field gets it once more. */
static void
tranche_new_file_dialog_map (GtkWidget *widget)
{
  TRANCHE_NEW_FILE_DIALOG (widget)->n_frames = 0;
  GTK_WIDGET_CLASS (tranche_new_file_dialog_parent_class)->map (widget);
  gtk_widget_add_tick_callback (widget, focus_tick_cb, NULL, NULL);
}

static void
tranche_new_file_dialog_dispose (GObject *object)
{
  TrancheNewFileDialog *self = TRANCHE_NEW_FILE_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), TRANCHE_TYPE_NEW_FILE_DIALOG);
  g_clear_object (&self->place);

  G_OBJECT_CLASS (tranche_new_file_dialog_parent_class)->dispose (object);
}

static void
tranche_new_file_dialog_class_init (TrancheNewFileDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (TRANCHE_TYPE_ERROR_ROW);

  G_OBJECT_CLASS (klass)->dispose = tranche_new_file_dialog_dispose;
  widget_class->map = tranche_new_file_dialog_map;

  signals[CREATED] = g_signal_new ("created", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/tranche_app/Tranche/ui/new-file-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, TrancheNewFileDialog, office_row);
  gtk_widget_class_bind_template_child (widget_class, TrancheNewFileDialog, adviser_row);
  gtk_widget_class_bind_template_child (widget_class, TrancheNewFileDialog, place_row);
  gtk_widget_class_bind_template_child (widget_class, TrancheNewFileDialog, office_error);
  gtk_widget_class_bind_template_child (widget_class, TrancheNewFileDialog, adviser_error);
  gtk_widget_class_bind_template_child (widget_class, TrancheNewFileDialog, place_error);
  gtk_widget_class_bind_template_child (widget_class, TrancheNewFileDialog, create_button);
  gtk_widget_class_bind_template_callback (widget_class, choose_place_cb);
  gtk_widget_class_bind_template_callback (widget_class, entry_changed_cb);
  gtk_widget_class_install_action (widget_class, "dialog.create", NULL, create_activated_cb);
  gtk_widget_class_install_action (widget_class, "dialog.cancel", NULL, cancel_activated_cb);
}

static void
tranche_new_file_dialog_init (TrancheNewFileDialog *self)
{
  const char *name = g_get_real_name ();

  gtk_widget_init_template (GTK_WIDGET (self));
  /* Without a real name, GLib gives the user's or “Unknown”. */
  if (name != NULL && !g_str_equal (name, "Unknown") && !g_str_equal (name, g_get_user_name ()))
    gtk_editable_set_text (self->adviser_row, name);
  show_place (self);
}

AdwDialog *
tranche_new_file_dialog_new (void)
{
  return g_object_new (TRANCHE_TYPE_NEW_FILE_DIALOG, NULL);
}
