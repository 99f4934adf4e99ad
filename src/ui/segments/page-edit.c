/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/segments/page-edit.h"

#include "ui/app/window.h"

typedef struct
{
  GWeakRef window;
  char *done;
  const char *failure;
} Answer;

static void
answer_free (Answer *answer)
{
  g_weak_ref_clear (&answer->window);
  g_free (answer->done);
  g_free (answer);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Answer, answer_free)

static void
edited_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Answer) answer = user_data;
  g_autoptr (GtkRoot) window = g_weak_ref_get (&answer->window);
  g_autoptr (GError) error = NULL;
  gint64 operation_id;

  if (!tranche_edit_finish (TRANCHE_STORE (source), result, &operation_id, &error))
    {
      if (window != NULL)
        tranche_window_show_error (TRANCHE_WINDOW (window), answer->failure, error);
      return;
    }
  if (window != NULL && answer->done != NULL && operation_id != 0)
    tranche_window_add_undo_toast (TRANCHE_WINDOW (window), answer->done, operation_id);
}

TrancheEditTarget *
tranche_edit_target_new (gint64 id, gint64 other_id, gboolean on)
{
  TrancheEditTarget *target = g_new0 (TrancheEditTarget, 1);

  target->id = id;
  target->other_id = other_id;
  target->on = on;
  return target;
}

void
tranche_page_edit (GtkWidget *origin,
                   TrancheStore *store,
                   TrancheEditFunc func,
                   gpointer data,
                   GDestroyNotify data_free,
                   char *done,
                   const char *failure)
{
  GtkRoot *root;
  Answer *answer;

  g_return_if_fail (GTK_IS_WIDGET (origin));
  g_return_if_fail (failure != NULL);

  root = gtk_widget_get_root (origin);
  answer = g_new0 (Answer, 1);
  g_weak_ref_init (&answer->window, TRANCHE_IS_WINDOW (root) ? root : NULL);
  answer->done = done;
  answer->failure = failure;
  /* What was asked for is written even if its page is left at once. */
  tranche_edit_async (store, func, data, data_free, NULL, edited_cb, answer);
}

gboolean
tranche_entered_nothing (const char *text)
{
  g_autofree char *stripped = g_strstrip (g_strdup (text));

  return *stripped == '\0';
}
