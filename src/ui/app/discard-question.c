/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/app/discard-question.h"

#include <glib/gi18n.h>

static void
chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  const char *response = adw_alert_dialog_choose_finish (ADW_ALERT_DIALOG (source), result);
  gboolean discard = g_str_equal (response, "discard");

  if (discard)
    tranche_page_discard_draft (g_task_get_source_object (task));
  g_task_return_boolean (task, discard);
}

void
tranche_discard_question_ask (TranchePage *page,
                              GtkWidget *parent,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  AdwDialog *dialog;
  GTask *task;

  g_return_if_fail (TRANCHE_IS_PAGE (page));

  dialog = adw_alert_dialog_new (_ ("Discard Changes?"), NULL);
  adw_alert_dialog_format_body (ADW_ALERT_DIALOG (dialog),
                                /* Translators: %s is the title of a page, “Strategy” */
                                _ ("What you changed in “%s” hasn’t been applied."),
                                adw_navigation_page_get_title (ADW_NAVIGATION_PAGE (page)));
  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "stay", _ ("_Keep Editing"), "discard",
                                  _ ("_Discard"), NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "discard",
                                            ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "stay");
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (dialog), "stay");

  task = g_task_new (page, NULL, callback, user_data);
  g_task_set_source_tag (task, tranche_discard_question_ask);
  adw_alert_dialog_choose (ADW_ALERT_DIALOG (dialog), parent, NULL, chosen_cb, task);
}

gboolean
tranche_discard_question_finish (GAsyncResult *result)
{
  return g_task_propagate_boolean (G_TASK (result), NULL);
}
