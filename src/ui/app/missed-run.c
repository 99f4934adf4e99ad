/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/app/missed-run.h"

#include <glib/gi18n.h>

#include "jobs/segmentation.h"
#include "ui/app/error-message.h"
#include "ui/app/window-private.h"

/* Long enough to be read among all that a new window shows. */
#define OFFER_SECONDS 15

typedef struct
{
  gint64 office_id;
  gint64 member_id;
  TrancheDate today;
} Question;

/* The day of the latest run, or TRANCHE_DATE_NONE where nothing was missed. */
static gboolean
find_missed (TrancheDatabase *db,
             gpointer data,
             GCancellable *cancellable,
             gpointer *result,
             GError **error)
{
  const Question *question = data;
  TrancheDate last;

  if (!tranche_segmentation_find_missed (db, question->office_id, question->member_id,
                                         question->today, &last, error))
    return FALSE;
  *result = GINT_TO_POINTER (last);
  return TRUE;
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TrancheWindow) window = user_data;
  g_autoptr (GError) error = NULL;
  TrancheDate last
      = GPOINTER_TO_INT (tranche_store_finish (TRANCHE_STORE (source), result, &error));
  TrancheSession *session = tranche_window_get_session (window);
  g_autofree char *day = NULL;
  g_autofree char *text = NULL;
  AdwToast *toast;

  if (error != NULL && !tranche_error_is_cancelled (error))
    g_message ("Whether a run was missed can’t be read: %s", error->message);
  /* It may have been closed meanwhile. */
  if (error != NULL || last == TRANCHE_DATE_NONE || session == NULL
      || tranche_session_get_store (session) != TRANCHE_STORE (source))
    return;

  day = tranche_date_format (last);
  /* Translators: %s is a day */
  text = g_strdup_printf (_ ("Segmentation last ran on %s"), day);
  toast = adw_toast_new (text);
  adw_toast_set_use_markup (toast, FALSE);
  adw_toast_set_timeout (toast, OFFER_SECONDS);
  adw_toast_set_button_label (toast, _ ("_Run Now"));
  adw_toast_set_action_name (toast, "win.run-segmentation");
  adw_toast_overlay_add_toast (window->toast_overlay, toast);
}

void
tranche_missed_run_offer (TrancheWindow *window)
{
  TrancheSession *session;
  g_autofree Question *question = g_new0 (Question, 1);

  g_return_if_fail (TRANCHE_IS_WINDOW (window));

  session = tranche_window_get_session (window);
  g_return_if_fail (session != NULL);

  question->office_id = tranche_session_get_office_id (session);
  question->member_id = tranche_session_get_member_id (session);
  question->today = tranche_session_get_today (session);
  if (question->office_id != 0)
    tranche_store_read_async (tranche_session_get_store (session), G_PRIORITY_LOW, find_missed,
                              g_steal_pointer (&question), g_free, NULL, NULL, found_cb,
                              g_object_ref (window));
}
