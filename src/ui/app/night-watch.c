/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/app/night-watch.h"

#include <glib/gi18n.h>

#include "jobs/nightly.h"
#include "ui/app/application.h"
#include "ui/app/error-message.h"

/* A machine that slept notices at most this much after it woke that another day has begun. */
#define LOOK_SECONDS 300

/* When most people are asleep, and after what else computers do at midnight. */
#define HOUR_OF_NIGHT 2

struct _TrancheNightWatch
{
  GObject parent_instance;

  /* Borrowed: it owns this. */
  GtkApplication *application;

  /* Owned */
  GSettings *settings;
  GCancellable *cancellable; /* while the night's work is done */
  TrancheDate working_on;    /* the day whose work is being done */
  TrancheDate done;          /* the day whose work is done */
  guint look_id;
  gboolean is_on;
};

G_DEFINE_FINAL_TYPE (TrancheNightWatch, tranche_night_watch, G_TYPE_OBJECT)

typedef struct
{
  char *path;
  TrancheDate today;
} Task;

static void
task_free (Task *task)
{
  g_free (task->path);
  g_free (task);
}

/* Telling
 * ---------------------------------------------------------------------------------------------- */

static void
tell (TrancheNightWatch *self, const char *path, const char *title, const char *body)
{
  g_autoptr (GNotification) notification = NULL;

  if (!g_settings_get_boolean (self->settings, "notify"))
    return;
  notification = g_notification_new (title);
  g_notification_set_body (notification, body);
  g_notification_set_default_action_and_target (notification, "app.show-runs", "s", path);
  g_application_send_notification (G_APPLICATION (self->application), "nightly", notification);
}

static void
tell_report (TrancheNightWatch *self, const char *path, const TrancheNightlyReport *report)
{
  gint64 moves = tranche_nightly_report_count_moves (report);
  g_autofree char *body = NULL;

  for (guint i = 0; i < report->errors->len; i++)
    g_message ("A part of the night’s work failed: %s",
               ((const GError *) g_ptr_array_index (report->errors, i))->message);
  if (report->errors->len > 0)
    {
      tell (self, path, _ ("The night’s work isn’t done"),
            tranche_error_get_advice (g_ptr_array_index (report->errors, 0)));
      return;
    }
  if (report->runs->len == 0)
    return;

  if (moves == 0)
    body = g_strdup (_ ("No client moved"));
  else
    body = g_strdup_printf (ngettext ("%d client moved", "%d clients moved", (gulong) moves),
                            (int) moves);
  tell (self, path, _ ("Segmentation finished"), body);
}

/* The work
 * ---------------------------------------------------------------------------------------------- */

static TrancheNightlyReport *
work (TrancheDatabase *db, TrancheDate today, GCancellable *cancellable)
{
  g_autofree char *folder = tranche_nightly_dup_default_folder ();

  /* Nobody acts: the file's owner wants it done every night. */
  tranche_database_set_actor (db, 0, _ ("Nightly run"));
  return tranche_nightly_do (db, folder, today, TRANCHE_NIGHTLY_BACKUPS, cancellable);
}

static gboolean
work_on_writer (TrancheDatabase *db,
                gpointer data,
                GCancellable *cancellable,
                gpointer *result,
                GError **error)
{
  const Task *task = data;

  *result = work (db, task->today, cancellable);
  return TRUE;
}

static void
work_in_thread (GTask *gtask, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  const Task *task = task_data;
  GError *error = NULL;
  g_autoptr (TrancheDatabase) db
      = tranche_database_open (task->path, TRANCHE_DATABASE_READ_WRITE, &error);

  if (db != NULL)
    g_task_return_pointer (gtask, work (db, task->today, cancellable),
                           (GDestroyNotify) tranche_nightly_report_free);
  else
    g_task_return_error (gtask, error);
}

/* What a file that can't be worked on now means: one that somebody holds is tried again. */
static void
take_result (TrancheNightWatch *self,
             const char *path,
             const TrancheNightlyReport *report,
             const GError *error)
{
  gboolean cancelled = g_cancellable_is_cancelled (self->cancellable);

  g_clear_object (&self->cancellable);
  /* Whoever switched it off or quits knows that it isn't done. */
  if (cancelled)
    return;
  if (report != NULL)
    tell_report (self, path, report);
  else if (g_error_matches (error, TRANCHE_ERROR, TRANCHE_ERROR_BUSY))
    return;
  else
    {
      g_message ("The practice file can’t be opened at night: %s", error->message);
      tell (self, path, _ ("The night’s work isn’t done"), tranche_error_get_advice (error));
    }
  self->done = self->working_on;
}

static void
worked_in_thread_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  TrancheNightWatch *self = TRANCHE_NIGHT_WATCH (source);
  const Task *task = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  g_autoptr (TrancheNightlyReport) report = g_task_propagate_pointer (G_TASK (result), &error);

  take_result (self, task->path, report, error);
}

static void
worked_on_writer_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TrancheNightWatch) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (TrancheNightlyReport) report
      = tranche_store_finish (TRANCHE_STORE (source), result, &error);

  take_result (self, tranche_store_get_path (TRANCHE_STORE (source)), report, error);
}

static void
start_work (TrancheNightWatch *self, const char *path, TrancheDate today)
{
  TrancheWindow *window
      = tranche_application_find_window (TRANCHE_APPLICATION (self->application), path);
  Task *task = g_new0 (Task, 1);

  task->path = g_strdup (path);
  task->today = today;
  self->working_on = today;
  self->cancellable = g_cancellable_new ();
  if (window != NULL && tranche_window_get_session (window) != NULL)
    {
      tranche_store_write_async (tranche_session_get_store (tranche_window_get_session (window)),
                                 G_PRIORITY_LOW, work_on_writer, task, (GDestroyNotify) task_free,
                                 (GDestroyNotify) tranche_nightly_report_free, self->cancellable,
                                 worked_on_writer_cb, g_object_ref (self));
    }
  else
    {
      g_autoptr (GTask) gtask = g_task_new (self, self->cancellable, worked_in_thread_cb, NULL);

      g_task_set_source_tag (gtask, start_work);
      g_task_set_task_data (gtask, task, (GDestroyNotify) task_free);
      g_task_run_in_thread (gtask, work_in_thread);
    }
}

static void
look (TrancheNightWatch *self, gboolean at_once)
{
  g_autofree char *path = g_settings_get_string (self->settings, "last-file");
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  TrancheDate today = tranche_session_read_today ();

  if (self->cancellable != NULL || self->done == today
      || (!at_once && g_date_time_get_hour (now) < HOUR_OF_NIGHT) || *path == '\0')
    return;
  start_work (self, path, today);
}

static gboolean
look_cb (gpointer user_data)
{
  look (user_data, FALSE);
  return G_SOURCE_CONTINUE;
}

/* On and off
 * ---------------------------------------------------------------------------------------------- */

static void
set_on (TrancheNightWatch *self, gboolean on)
{
  if (self->is_on == on)
    return;

  self->is_on = on;
  if (on)
    {
      g_application_hold (G_APPLICATION (self->application));
      self->look_id = g_timeout_add_seconds (LOOK_SECONDS, look_cb, self);
      look (self, TRUE);
    }
  else
    {
      g_clear_handle_id (&self->look_id, g_source_remove);
      g_cancellable_cancel (self->cancellable);
      g_application_release (G_APPLICATION (self->application));
    }
}

static void
setting_changed_cb (TrancheNightWatch *self)
{
  set_on (self, g_settings_get_boolean (self->settings, "nightly-in-background"));
}

static void
tranche_night_watch_dispose (GObject *object)
{
  TrancheNightWatch *self = TRANCHE_NIGHT_WATCH (object);

  g_clear_handle_id (&self->look_id, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (tranche_night_watch_parent_class)->dispose (object);
}

static void
tranche_night_watch_class_init (TrancheNightWatchClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = tranche_night_watch_dispose;
}

static void
tranche_night_watch_init (TrancheNightWatch *self)
{
  self->settings = g_settings_new ("io.github.tranche_app.Tranche");
}

TrancheNightWatch *
tranche_night_watch_new (GtkApplication *application)
{
  TrancheNightWatch *self;

  g_return_val_if_fail (GTK_IS_APPLICATION (application), NULL);

  self = g_object_new (TRANCHE_TYPE_NIGHT_WATCH, NULL);
  self->application = application;
  g_signal_connect_object (self->settings, "changed::nightly-in-background",
                           G_CALLBACK (setting_changed_cb), self, G_CONNECT_SWAPPED);
  setting_changed_cb (self);
  return self;
}

void
tranche_night_watch_stop (TrancheNightWatch *self)
{
  g_return_if_fail (TRANCHE_IS_NIGHT_WATCH (self));

  g_signal_handlers_disconnect_by_data (self->settings, self);
  set_on (self, FALSE);
}
