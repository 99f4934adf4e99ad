/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/app/sample-practice.h"

#include <glib/gi18n.h>

#include "domain/error.h"
#include "jobs/sample.h"
#include "model/session.h"

/* An adviser's usual book, and two years to look back on. The same for everybody, so that a
 * question about it can be answered. */
#define SAMPLE_CLIENTS 140
#define SAMPLE_MONTHS 24
#define SAMPLE_SEED 1

typedef struct
{
  char *path;
  TrancheActivity *activity;
  TrancheDate today;
} Making;

static void
making_free (Making *making)
{
  g_free (making->path);
  g_object_unref (making->activity);
  g_free (making);
}

static void
make_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Making *making = task_data;
  const TrancheSampleOptions options = {
    .clients = SAMPLE_CLIENTS, .months = SAMPLE_MONTHS, .seed = SAMPLE_SEED, .today = making->today
  };
  g_autofree char *folder = g_path_get_dirname (making->path);
  GError *error = NULL;

  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      g_task_return_new_error_literal (task, TRANCHE_ERROR, TRANCHE_ERROR_READ_ONLY,
                                       _ ("the folder of the program’s files can’t be made"));
      return;
    }
  if (tranche_sample_create (making->path, &options, tranche_activity_report, making->activity,
                             cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

char *
tranche_sample_practice_dup_path (void)
{
  g_autofree char *name = g_strconcat (_ ("Sample Practice"), ".tranche", NULL);

  g_strdelimit (name, G_DIR_SEPARATOR_S, '-');
  return g_build_filename (g_get_user_data_dir (), "tranche", name, NULL);
}

void
tranche_sample_practice_make_async (const char *path,
                                    TrancheActivity *activity,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Making *making;

  g_return_if_fail (path != NULL);
  g_return_if_fail (TRANCHE_IS_ACTIVITY (activity));

  making = g_new0 (Making, 1);
  making->path = g_strdup (path);
  making->activity = g_object_ref (activity);
  making->today = tranche_session_read_today ();

  task = g_task_new (NULL, tranche_activity_get_cancellable (activity), callback, user_data);
  g_task_set_source_tag (task, tranche_sample_practice_make_async);
  /* A file that is whole when people cancel is used the next time. */
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, making, (GDestroyNotify) making_free);
  g_task_run_in_thread (task, make_in_thread);
}

gboolean
tranche_sample_practice_make_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
