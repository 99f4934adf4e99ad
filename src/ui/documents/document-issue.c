/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/documents/document-issue.h"

#include "domain/error.h"
#include "ui/app/error-message.h"
#include "ui/app/window.h"
#include "ui/documents/document-tasks.h"

#include <glib/gi18n.h>

/* More names than these nobody reads in a dialog. */
#define MOST_LEFT_OUT 100
#define LIST_HEIGHT 220

typedef struct
{
  GWeakRef page;
  TrancheWindow *window;
  TrancheSession *session;
  GArray *client_ids;
  TrancheDocumentRequest request;
  TrancheDocumentIssuedFunc callback;
  gboolean allow_empty;
  gboolean again;
  TrancheActivity *activity; /* of several */
} Issue;

/* Tells the page, if it is there still, and ends. */
static void
issue_finish (Issue *issue, TrancheDocumentIssues *issues)
{
  g_autoptr (TranchePage) page = g_weak_ref_get (&issue->page);

  if (page != NULL)
    issue->callback (page, issues);
  else
    tranche_document_issues_free (issues);

  if (issue->activity != NULL)
    tranche_activity_finish (issue->activity);
  g_clear_object (&issue->activity);
  g_weak_ref_clear (&issue->page);
  g_clear_object (&issue->window);
  g_clear_object (&issue->session);
  g_clear_pointer (&issue->client_ids, g_array_unref);
  g_free (issue);
}

static gboolean
is_single (const Issue *issue)
{
  return issue->client_ids->len == 1;
}

static void
issued_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Issue *issue = user_data;
  g_autoptr (GError) error = NULL;
  TrancheDocumentIssues *issues
      = tranche_document_issue_finish (TRANCHE_STORE (object), result, &error);
  g_autofree char *title = NULL;

  if (issues == NULL)
    {
      tranche_window_show_error (issue->window, _ ("Couldn’t issue the documents"), error);
    }
  else if (issues->issued->len == 0)
    {
      /* The agreement has changed while the question stood. */
      tranche_window_add_toast (issue->window, _ ("Nothing could be issued"));
      g_clear_pointer (&issues, tranche_document_issues_free);
    }
  else if (is_single (issue))
    {
      title = g_strdup_printf (_ ("Document %s issued"),
                               ((TrancheIssuedDocument *) issues->issued->pdata[0])->number);
      tranche_window_add_toast (issue->window, title);
    }
  else
    {
      title = g_strdup_printf (
          ngettext ("%'u document issued", "%'u documents issued", issues->n_new), issues->n_new);
      tranche_window_notify (issue->window, title, NULL);
    }
  issue_finish (issue, issues);
}

static void
answered_cb (Issue *issue, const char *response)
{
  if (!g_str_equal (response, "issue"))
    {
      issue_finish (issue, NULL);
      return;
    }

  if (!is_single (issue))
    {
      issue->activity = tranche_activity_new (_ ("Issuing Documents"));
      tranche_session_add_activity (issue->session, issue->activity);
    }
  tranche_document_issue_async (tranche_session_get_store (issue->session), issue->client_ids,
                                &issue->request, issue->allow_empty, issue->again, issue->activity,
                                issued_cb, issue);
}

static AdwAlertDialog *
create_question (Issue *issue, const char *heading, const char *body)
{
  AdwAlertDialog *dialog = ADW_ALERT_DIALOG (adw_alert_dialog_new (heading, body));

  adw_alert_dialog_set_close_response (dialog, "cancel");
  g_signal_connect_swapped (dialog, "response", G_CALLBACK (answered_cb), issue);
  return dialog;
}

static void
add_answers (AdwAlertDialog *dialog, const char *label, AdwResponseAppearance appearance)
{
  adw_alert_dialog_add_response (dialog, "cancel", _ ("_Cancel"));
  adw_alert_dialog_add_response (dialog, "issue", label);
  adw_alert_dialog_set_response_appearance (dialog, "issue", appearance);
}

static const char *
get_reason (const TrancheLeftOut *left_out, TrancheSummaryKind kind)
{
  switch (left_out->reason)
    {
    case TRANCHE_LEFT_OUT_NO_AGREEMENT:
      return kind == TRANCHE_SUMMARY_FTA ? _ ("No fixed term agreement that was issued or signed")
                                         : _ ("No ongoing agreement that was issued or signed");
    case TRANCHE_LEFT_OUT_UNUSABLE:
      return _ ("The agreement’s days or fees don’t fit together");
    case TRANCHE_LEFT_OUT_NO_SERVICES:
      return _ ("Entitled to no service at all");
    default:
      g_return_val_if_reached ("");
    }
}

/* Who can't have one, by name. */
static GtkWidget *
create_left_out (const TrancheDocumentIssues *plan, TrancheSummaryKind kind)
{
  GtkWidget *list = gtk_list_box_new ();
  GtkWidget *scrolled_window = gtk_scrolled_window_new ();
  guint n_shown = MIN (plan->left_out->len, MOST_LEFT_OUT);

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  for (guint i = 0; i < n_shown; i++)
    {
      const TrancheLeftOut *left_out = g_ptr_array_index (plan->left_out, i);
      GtkWidget *row = adw_action_row_new ();

      adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), left_out->name);
      adw_action_row_set_subtitle (ADW_ACTION_ROW (row), get_reason (left_out, kind));
      gtk_list_box_append (GTK_LIST_BOX (list), row);
    }
  if (plan->left_out->len > n_shown)
    {
      GtkWidget *row = adw_action_row_new ();
      guint n_others = plan->left_out->len - n_shown;
      g_autofree char *text
          = g_strdup_printf (ngettext ("and %'u other", "and %'u others", n_others), n_others);

      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), text);
      gtk_list_box_append (GTK_LIST_BOX (list), row);
    }

  gtk_widget_set_margin_top (list, 3);
  gtk_widget_set_margin_bottom (list, 3);
  gtk_widget_set_margin_start (list, 3);
  gtk_widget_set_margin_end (list, 3);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled_window), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled_window), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled_window), LIST_HEIGHT);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled_window), list);
  return scrolled_window;
}

static AdwAlertDialog *
ask_about_one (Issue *issue, const TrancheDocumentIssues *plan)
{
  AdwAlertDialog *dialog;

  if (plan->left_out->len > 0)
    {
      dialog = create_question (
          issue, _ ("No Services"),
          _ ("The agreement entitles the client to no service at all. Choose a service package in "
             "the agreement, or issue the document without."));
      add_answers (dialog, _ ("Issue _Without Services"), ADW_RESPONSE_DESTRUCTIVE);
      issue->allow_empty = TRUE;
    }
  else if (plan->n_earlier > 0)
    {
      const TrancheIssuedDocument *earlier = g_ptr_array_index (plan->issued, 0);
      g_autofree char *day = tranche_date_format (earlier->issued_on);
      /* Translators: a document's number, and a day */
      g_autofree char *body
          = g_strdup_printf (_ ("%s was issued for this period on %s, and stays as it is. Another "
                                "one gets a new number. That can’t be undone."),
                             earlier->number, day);

      dialog = create_question (issue, _ ("Issue Another Document?"), body);
      add_answers (dialog, _ ("_Issue Another"), ADW_RESPONSE_SUGGESTED);
      issue->again = TRUE;
    }
  else
    {
      dialog = create_question (
          issue, _ ("Issue This Document?"),
          _ ("It gets a number and is kept as it is now. That can’t be undone; what changes later "
             "needs a new document."));
      add_answers (dialog, _ ("_Issue"), ADW_RESPONSE_SUGGESTED);
    }
  return dialog;
}

static AdwAlertDialog *
ask_about_several (Issue *issue, const TrancheDocumentIssues *plan)
{
  g_autoptr (GString) body = g_string_new (NULL);
  g_autofree char *heading = NULL;
  AdwAlertDialog *dialog;

  if (plan->n_new > 0)
    g_string_append (body, _ ("Each gets a number and is kept as it is now. That can’t be undone; "
                              "what changes later needs a new document."));
  if (plan->n_earlier > 0)
    {
      if (body->len > 0)
        g_string_append (body, "\n\n");
      g_string_append_printf (
          body,
          ngettext ("%'u was issued for this period already, and stays as it is.",
                    "%'u were issued for this period already, and stay as they are.",
                    plan->n_earlier),
          plan->n_earlier);
    }
  if (plan->left_out->len > 0)
    {
      if (body->len > 0)
        g_string_append (body, "\n\n");
      g_string_append_printf (body,
                              ngettext ("%'u client can’t have one:", "%'u clients can’t have one:",
                                        plan->left_out->len),
                              plan->left_out->len);
    }

  heading = plan->n_new > 0 ? g_strdup_printf (ngettext ("Issue %'u Document?",
                                                         "Issue %'u Documents?", plan->n_new),
                                               plan->n_new)
                            : g_strdup (_ ("Nothing to Issue"));
  dialog = create_question (issue, heading, body->str);
  if (plan->n_new > 0)
    add_answers (dialog, _ ("_Issue"), ADW_RESPONSE_SUGGESTED);
  else
    adw_alert_dialog_add_response (dialog, "cancel", _ ("_Close"));
  if (plan->left_out->len > 0)
    adw_alert_dialog_set_extra_child (dialog, create_left_out (plan, issue->request.kind));
  return dialog;
}

static void
planned_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Issue *issue = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (TrancheDocumentIssues) plan
      = tranche_document_plan_finish (TRANCHE_STORE (object), result, &error);
  g_autoptr (TranchePage) page = g_weak_ref_get (&issue->page);
  AdwAlertDialog *dialog;

  if (plan == NULL || page == NULL)
    {
      if (error != NULL)
        tranche_window_show_error (issue->window, _ ("Couldn’t issue the documents"), error);
      issue_finish (issue, NULL);
      return;
    }

  dialog = is_single (issue)
                   && tranche_document_issues_count_left_out (plan, TRANCHE_LEFT_OUT_NO_AGREEMENT)
                              + tranche_document_issues_count_left_out (plan,
                                                                        TRANCHE_LEFT_OUT_UNUSABLE)
                          == 0
               ? ask_about_one (issue, plan)
               : ask_about_several (issue, plan);
  adw_dialog_present (ADW_DIALOG (dialog), GTK_WIDGET (page));
}

void
tranche_document_issue (TranchePage *page,
                        GArray *client_ids,
                        const TrancheDocumentRequest *request,
                        TrancheDocumentIssuedFunc callback)
{
  Issue *issue = g_new0 (Issue, 1);

  g_return_if_fail (TRANCHE_IS_PAGE (page));

  g_weak_ref_init (&issue->page, page);
  issue->window = g_object_ref (tranche_page_get_window (page));
  issue->session = g_object_ref (tranche_page_get_session (page));
  issue->client_ids = g_array_ref (client_ids);
  issue->request = *request;
  issue->callback = callback;
  tranche_document_plan_async (tranche_session_get_store (issue->session), client_ids, request,
                               tranche_page_get_cancellable (page), planned_cb, issue);
}
