/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/app/night-watch.h"

#include <glib/gi18n.h>

#include "ui/app/application.h"
#include "ui/app/error-message.h"
#include "ui/app/night-work.h"
#include "ui/app/recent-files.h"

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
  GHashTable *done;          /* path → the day whose work is done, as a pointer */
  GPtrArray *waiting;        /* paths that are still to be worked on */
  GCancellable *cancellable; /* while one is worked on */
  char *path;                /* which */
  TrancheDate today;         /* for which day */
  guint look_id;
  guint start_id;
  gboolean is_on;

  /* What the practices without a window came to that were worked on one after the other. */
  guint n_segmented;
  gint64 moves;
  gint64 most_moves;
  char *most_path; /* (nullable): where most moved */
};

G_DEFINE_FINAL_TYPE (TrancheNightWatch, tranche_night_watch, G_TYPE_OBJECT)

/* Telling
 * ---------------------------------------------------------------------------------------------- */

static void
tell (TrancheNightWatch *self,
      const char *id,
      const char *path,
      const char *title,
      const char *body)
{
  g_autoptr (GNotification) notification = NULL;

  if (!g_settings_get_boolean (self->settings, "notify"))
    return;
  notification = g_notification_new (title);
  g_notification_set_body (notification, body);
  g_notification_set_default_action_and_target (notification, "app.show-runs", "s", path);
  g_application_send_notification (G_APPLICATION (self->application), id, notification);
}

static void
tell_problem (TrancheNightWatch *self, const GError *error)
{
  tell (self, "nightly-problem", self->path, _ ("The night’s work isn’t done"),
        tranche_error_get_advice (error));
}

/* Once all of them have been worked on. */
static void
tell_moves (TrancheNightWatch *self)
{
  g_autofree char *body = NULL;
  gulong moves = (gulong) self->moves;

  if (self->n_segmented > 0)
    {
      if (moves == 0)
        body = g_strdup (_ ("No client moved"));
      else if (self->n_segmented == 1)
        body = g_strdup_printf (ngettext ("%d client moved", "%d clients moved", moves),
                                (int) moves);
      else
        /* Translators: the second %d is a number of practices, at least 2 */
        body = g_strdup_printf (ngettext ("%d client moved, in %d practices",
                                          "%d clients moved, in %d practices", moves),
                                (int) moves, (int) self->n_segmented);
      tell (self, "nightly", self->most_path, _ ("Segmentation finished"), body);
    }
  self->n_segmented = 0;
  self->moves = 0;
  self->most_moves = 0;
  g_clear_pointer (&self->most_path, g_free);
}

/* Where somebody may look at the practice, they see it there. */
static void
show_runs (TrancheWindow *window, const GPtrArray *runs)
{
  for (guint i = 0; i < runs->len; i++)
    {
      const TrancheRun *run = ((const TrancheSegmentationResult *) runs->pdata[i])->run;

      if (run->moves > 0)
        tranche_window_show_run (window, run);
    }
}

static void
take_report (TrancheNightWatch *self, const TrancheNightlyReport *report)
{
  TrancheWindow *window
      = tranche_application_find_window (TRANCHE_APPLICATION (self->application), self->path);
  gint64 moves = tranche_nightly_report_count_moves (report);

  for (guint i = 0; i < report->errors->len; i++)
    g_message ("A part of the night’s work failed: %s",
               ((const GError *) g_ptr_array_index (report->errors, i))->message);
  if (report->errors->len > 0)
    tell_problem (self, g_ptr_array_index (report->errors, 0));

  if (window != NULL && tranche_window_get_session (window) != NULL)
    {
      show_runs (window, report->runs);
    }
  else if (report->runs->len > 0)
    {
      self->n_segmented++;
      self->moves += moves;
      if (self->most_path == NULL || moves > self->most_moves)
        {
          self->most_moves = moves;
          g_set_str (&self->most_path, self->path);
        }
    }
}

/* The work
 * ---------------------------------------------------------------------------------------------- */

static void work_on_next (TrancheNightWatch *self);

/* A file that somebody holds, or that nobody let us finish, is tried again when looked at next. */
static void
worked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TrancheNightWatch) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (TrancheNightlyReport) report = tranche_night_work_finish (result, &error);
  gboolean is_done = !g_cancellable_is_cancelled (self->cancellable)
                     && !g_error_matches (error, TRANCHE_ERROR, TRANCHE_ERROR_BUSY);

  g_clear_object (&self->cancellable);
  /* Whoever switched it off or quits knows that it isn't done. */
  if (!self->is_on)
    return;

  if (is_done)
    {
      g_hash_table_insert (self->done, g_strdup (self->path), GINT_TO_POINTER (self->today));
      if (report != NULL)
        {
          take_report (self, report);
        }
      else
        {
          g_message ("The practice file can’t be opened at night: %s", error->message);
          tell_problem (self, error);
        }
    }
  work_on_next (self);
}

static void
work_on_next (TrancheNightWatch *self)
{
  TrancheWindow *window;
  TrancheSession *session = NULL;

  if (self->waiting->len == 0)
    {
      tell_moves (self);
      return;
    }

  g_free (self->path);
  self->path = g_ptr_array_steal_index (self->waiting, 0);
  window = tranche_application_find_window (TRANCHE_APPLICATION (self->application), self->path);
  if (window != NULL)
    session = tranche_window_get_session (window);
  self->cancellable = g_cancellable_new ();
  tranche_night_work_async (session != NULL ? tranche_session_get_store (session) : NULL,
                            self->path, self->today, self->cancellable, worked_cb,
                            g_object_ref (self));
}

/* A backup is opened to look at what was; and a window that is just opening one says when it has.
 */
static gboolean
wants_work (TrancheNightWatch *self, const char *path, TrancheDate today)
{
  g_autofree char *backups = tranche_nightly_dup_default_folder ();
  g_autofree char *folder = g_path_get_dirname (path);
  TrancheWindow *window;

  if (GPOINTER_TO_INT (g_hash_table_lookup (self->done, path)) == today
      || g_str_equal (folder, backups)
      || g_ptr_array_find_with_equal_func (self->waiting, path, g_str_equal, NULL)
      || (self->cancellable != NULL && g_str_equal (path, self->path)))
    return FALSE;

  window = tranche_application_find_window (TRANCHE_APPLICATION (self->application), path);
  return window == NULL || tranche_window_get_session (window) != NULL;
}

static void
look (TrancheNightWatch *self)
{
  g_autofree char *last = g_settings_get_string (self->settings, "last-file");
  g_auto (GStrv) recent = tranche_recent_files_list (self->settings);

  self->today = tranche_session_read_today ();
  if (*last != '\0' && wants_work (self, last, self->today))
    g_ptr_array_add (self->waiting, g_strdup (last));
  for (guint i = 0; recent[i] != NULL; i++)
    {
      if (wants_work (self, recent[i], self->today))
        g_ptr_array_add (self->waiting, g_strdup (recent[i]));
    }
  if (self->cancellable == NULL && self->waiting->len > 0)
    work_on_next (self);
}

static gboolean
look_cb (gpointer user_data)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();

  if (g_date_time_get_hour (now) >= HOUR_OF_NIGHT)
    look (user_data);
  return G_SOURCE_CONTINUE;
}

/* By then it is known which windows there will be. */
static gboolean
start_cb (gpointer user_data)
{
  TrancheNightWatch *self = user_data;

  self->start_id = 0;
  look (self);
  return G_SOURCE_REMOVE;
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
      self->start_id = g_idle_add (start_cb, self);
    }
  else
    {
      g_clear_handle_id (&self->look_id, g_source_remove);
      g_clear_handle_id (&self->start_id, g_source_remove);
      g_ptr_array_set_size (self->waiting, 0);
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

  self->is_on = FALSE;
  g_clear_handle_id (&self->look_id, g_source_remove);
  g_clear_handle_id (&self->start_id, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (tranche_night_watch_parent_class)->dispose (object);
}

static void
tranche_night_watch_finalize (GObject *object)
{
  TrancheNightWatch *self = TRANCHE_NIGHT_WATCH (object);

  g_hash_table_unref (self->done);
  g_ptr_array_unref (self->waiting);
  g_free (self->path);
  g_free (self->most_path);

  G_OBJECT_CLASS (tranche_night_watch_parent_class)->finalize (object);
}

static void
tranche_night_watch_class_init (TrancheNightWatchClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = tranche_night_watch_dispose;
  G_OBJECT_CLASS (klass)->finalize = tranche_night_watch_finalize;
}

static void
tranche_night_watch_init (TrancheNightWatch *self)
{
  self->settings = g_settings_new ("io.github.tranche_app.Tranche");
  self->done = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->waiting = g_ptr_array_new_with_free_func (g_free);
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

gboolean
tranche_night_watch_look (TrancheNightWatch *self)
{
  g_return_val_if_fail (TRANCHE_IS_NIGHT_WATCH (self), FALSE);

  if (self->is_on)
    look (self);
  return self->is_on;
}

void
tranche_night_watch_stop (TrancheNightWatch *self)
{
  g_return_if_fail (TRANCHE_IS_NIGHT_WATCH (self));

  g_signal_handlers_disconnect_by_data (self->settings, self);
  set_on (self, FALSE);
}
