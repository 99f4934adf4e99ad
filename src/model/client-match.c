/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/client-match.h"

typedef struct
{
  TrancheClientIndex *index;
  TrancheClientQuery *query;
  TrancheClientMatches *previous;
} Question;

static void
question_free (Question *question)
{
  tranche_client_index_unref (question->index);
  tranche_client_query_free (question->query);
  g_clear_pointer (&question->previous, tranche_client_matches_unref);
  g_free (question);
}

static void
match_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Question *question = data;
  GError *error = NULL;
  TrancheClientMatches *matches = tranche_client_index_match (
      question->index, question->query, question->previous, cancellable, &error);

  if (matches != NULL)
    g_task_return_pointer (task, matches, (GDestroyNotify) tranche_client_matches_unref);
  else
    g_task_return_error (task, error);
}

void
tranche_client_match_async (TrancheClientIndex *index,
                            const TrancheClientQuery *query,
                            TrancheClientMatches *previous,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Question *question;

  g_return_if_fail (index != NULL && query != NULL);

  question = g_new0 (Question, 1);
  question->index = tranche_client_index_ref (index);
  question->query = tranche_client_query_copy (query);
  question->previous = previous != NULL ? tranche_client_matches_ref (previous) : NULL;

  /* Without a source: the thread may be the last to let go of the task. */
  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, tranche_client_match_async);
  g_task_set_task_data (task, question, (GDestroyNotify) question_free);
  g_task_run_in_thread (task, match_in_thread);
}

TrancheClientMatches *
tranche_client_match_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
