/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/app/night-work.h"

#include <glib/gi18n.h>

typedef struct
{
  char *path;
  TrancheDate today;
} Work;

static Work *
work_new (const char *path, TrancheDate today)
{
  Work *work = g_new0 (Work, 1);

  work->path = g_strdup (path);
  work->today = today;
  return work;
}

static void
work_free (Work *work)
{
  g_free (work->path);
  g_free (work);
}

static TrancheNightlyReport *
do_work (const Work *work, TrancheDatabase *db, GCancellable *cancellable)
{
  g_autofree char *folder = tranche_nightly_dup_default_folder ();

  tranche_database_set_actor (db, 0, _ ("Nightly run"));
  return tranche_nightly_do (db, folder, work->today, TRANCHE_NIGHTLY_BACKUPS, cancellable);
}

static gboolean
work_on_writer (TrancheDatabase *db,
                gpointer data,
                GCancellable *cancellable,
                gpointer *result,
                GError **error)
{
  *result = do_work (data, db, cancellable);
  return TRUE;
}

static void
worked_on_writer_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  TrancheNightlyReport *report = tranche_store_finish (TRANCHE_STORE (source), result, &error);

  if (report != NULL)
    g_task_return_pointer (task, report, (GDestroyNotify) tranche_nightly_report_free);
  else
    g_task_return_error (task, error);
}

static void
work_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  const Work *work = task_data;
  GError *error = NULL;
  g_autoptr (TrancheDatabase) db
      = tranche_database_open (work->path, TRANCHE_DATABASE_READ_WRITE, &error);

  if (db != NULL)
    g_task_return_pointer (task, do_work (work, db, cancellable),
                           (GDestroyNotify) tranche_nightly_report_free);
  else
    g_task_return_error (task, error);
}

void
tranche_night_work_async (TrancheStore *store,
                          const char *path,
                          TrancheDate today,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_return_if_fail (path != NULL);

  g_task_set_source_tag (task, tranche_night_work_async);
  g_task_set_task_data (task, work_new (path, today), (GDestroyNotify) work_free);
  if (store != NULL)
    tranche_store_write_async (store, G_PRIORITY_LOW, work_on_writer, work_new (path, today),
                               (GDestroyNotify) work_free,
                               (GDestroyNotify) tranche_nightly_report_free, cancellable,
                               worked_on_writer_cb, g_object_ref (task));
  else
    g_task_run_in_thread (task, work_in_thread);
}

TrancheNightlyReport *
tranche_night_work_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
