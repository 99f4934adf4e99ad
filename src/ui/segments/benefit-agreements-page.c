/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/segments/benefit-agreements-page.h"

#include <glib/gi18n.h>

#include "store/queries/benefit-usage.h"
#include "ui/app/error-message.h"
#include "ui/clients/client-page.h"
#include "ui/clients/client-rows.h"

/* Shown at first, and more each time that more are asked for. */
#define PAGE 100

struct _TrancheBenefitAgreementsPage
{
  TranchePage parent_instance;

  /* Template widgets */
  AdwWindowTitle *window_title;
  GtkStack *states;
  AdwStatusPage *problem_page;
  GtkLabel *count_label;
  GtkListBox *list;
  GtkWidget *more_button;

  /* Owned */
  GPtrArray *uses;
  GCancellable *reading;
  char *benefit_name;
  guint n_wanted;
};

G_DEFINE_FINAL_TYPE (TrancheBenefitAgreementsPage,
                     tranche_benefit_agreements_page,
                     TRANCHE_TYPE_PAGE)

typedef struct
{
  gint64 benefit_id;
  guint limit;
} Reading;

typedef struct
{
  GPtrArray *uses;
  gint64 count;
} Answer;

static void
answer_free (Answer *answer)
{
  g_clear_pointer (&answer->uses, g_ptr_array_unref);
  g_free (answer);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Answer, answer_free)

static gboolean
load_uses (TrancheDatabase *db,
           gpointer data,
           GCancellable *cancellable,
           gpointer *result,
           GError **error)
{
  const Reading *reading = data;
  g_autoptr (Answer) answer = g_new0 (Answer, 1);

  answer->uses = tranche_benefit_usage_load (db, reading->benefit_id, reading->limit, error);
  if (answer->uses == NULL
      || !tranche_benefit_usage_count (db, reading->benefit_id, &answer->count, error))
    return FALSE;
  *result = g_steal_pointer (&answer);
  return TRUE;
}

static GtkWidget *
create_row (TrancheBenefitAgreementsPage *self, const TrancheBenefitUse *use)
{
  const char *kind = tranche_agreement_kind_get_name ((int) use->kind);
  const char *state = tranche_agreement_state_get_name ((int) use->state);
  g_autofree char *period = tranche_client_format_period (use->start_date, use->end_date);
  g_autofree char *other_name = NULL;
  g_autofree char *subtitle = NULL;
  AdwActionRow *row;

  if (!g_str_equal (use->benefit_name, self->benefit_name))
    /* Translators: what an agreement calls the benefit, which has another name now */
    other_name = g_strdup_printf (_ ("as “%s”"), use->benefit_name);
  subtitle = tranche_client_join (use->number, kind != NULL ? kind : "", period,
                                  other_name != NULL ? other_name : "", NULL);
  row = tranche_client_row_new (use->party_name, subtitle);
  tranche_client_row_add_value (row, state != NULL ? state : "", TRUE);
  /* A group has no page of its own yet. */
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), use->of_client);
  if (use->of_client)
    adw_action_row_add_suffix (row, gtk_image_new_from_icon_name ("go-next-symbolic"));
  return GTK_WIDGET (row);
}

static char *
describe_count (const Answer *answer, gboolean all)
{
  guint n = answer->uses->len;

  if (!all)
    /* Translators: “the first 100 of 12,345 agreements” */
    return g_strdup_printf (ngettext ("The first %'d of %'d agreement, by client",
                                      "The first %'d of %'d agreements, by client",
                                      (gulong) answer->count),
                            (int) n, (int) MIN (answer->count, G_MAXINT));
  if (n < answer->count)
    /* Translators: “3 of 43 agreements; …” */
    return g_strdup_printf (
        ngettext ("%'d of %'d agreement; the others are of clients you don’t look after",
                  "%'d of %'d agreements; the others are of clients you don’t look after",
                  (gulong) answer->count),
        (int) n, (int) MIN (answer->count, G_MAXINT));
  return g_strdup_printf (ngettext ("%'d agreement", "%'d agreements", (gulong) n), (int) n);
}

static void
show_answer (TrancheBenefitAgreementsPage *self, Answer *answer)
{
  gboolean all = answer->uses->len < self->n_wanted;
  g_autofree char *count = describe_count (answer, all);

  gtk_list_box_remove_all (self->list);
  g_clear_pointer (&self->uses, g_ptr_array_unref);
  self->uses = g_steal_pointer (&answer->uses);
  for (guint i = 0; i < self->uses->len; i++)
    gtk_list_box_append (self->list, create_row (self, g_ptr_array_index (self->uses, i)));
  gtk_label_set_label (self->count_label, count);
  gtk_widget_set_visible (GTK_WIDGET (self->list), self->uses->len > 0);
  gtk_widget_set_visible (self->more_button, !all);
  gtk_widget_set_sensitive (self->more_button, TRUE);
  gtk_stack_set_visible_child_name (self->states, answer->count > 0 ? "list" : "empty");
}

static void
uses_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TrancheBenefitAgreementsPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (Answer) answer = tranche_store_finish (TRANCHE_STORE (source), result, &error);

  if (tranche_error_is_cancelled (error))
    return;
  if (answer == NULL)
    {
      adw_status_page_set_description (self->problem_page, tranche_error_get_advice (error));
      gtk_stack_set_visible_child_name (self->states, "problem");
      return;
    }
  show_answer (self, answer);
}

static void
read_uses (TrancheBenefitAgreementsPage *self)
{
  TranchePage *page = TRANCHE_PAGE (self);
  Reading *reading = g_new0 (Reading, 1);

  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  self->reading = g_cancellable_new ();
  reading->benefit_id = tranche_page_get_item_id (page);
  reading->limit = self->n_wanted;
  tranche_store_read_async (tranche_page_get_store (page), G_PRIORITY_DEFAULT, load_uses, reading,
                            g_free, (GDestroyNotify) answer_free, self->reading, uses_read_cb,
                            g_object_ref (self));
}

static void
activated_cb (TrancheBenefitAgreementsPage *self, GtkListBoxRow *row)
{
  TranchePage *page = TRANCHE_PAGE (self);
  guint index = (guint) gtk_list_box_row_get_index (row);
  const TrancheBenefitUse *use;
  TranchePage *client;

  if (self->uses == NULL || index >= self->uses->len)
    return;
  use = g_ptr_array_index (self->uses, index);
  client = tranche_client_page_new (tranche_page_get_session (page), use->party_id);
  tranche_client_page_show_view (TRANCHE_CLIENT_PAGE (client), "agreements");
  tranche_page_push (page, client);
}

static void
more_clicked_cb (TrancheBenefitAgreementsPage *self)
{
  self->n_wanted += PAGE;
  gtk_widget_set_sensitive (self->more_button, FALSE);
  read_uses (self);
}

static gint64
tranche_benefit_agreements_page_get_neighbour (TranchePage *page, gint64 item_id, int by)
{
  TrancheBenefitAgreementsPage *self = TRANCHE_BENEFIT_AGREEMENTS_PAGE (page);
  gint64 before = 0;
  gboolean found = FALSE;

  for (guint i = 0; self->uses != NULL && i < self->uses->len; i++)
    {
      const TrancheBenefitUse *use = g_ptr_array_index (self->uses, i);

      if (use->party_id == item_id && by < 0)
        return before;
      if (found && use->of_client && use->party_id != item_id)
        return use->party_id;
      found = found || use->party_id == item_id;
      if (use->of_client)
        before = use->party_id;
    }
  return 0;
}

static void
tranche_benefit_agreements_page_load (TranchePage *page)
{
  read_uses (TRANCHE_BENEFIT_AGREEMENTS_PAGE (page));
}

static void
tranche_benefit_agreements_page_changed (TranchePage *page, const TrancheChanges *changes)
{
  static const char *const tables[] = { "agreement", "client", "entitlement", "party" };

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      if (tranche_changes_has_table (changes, tables[i]))
        {
          read_uses (TRANCHE_BENEFIT_AGREEMENTS_PAGE (page));
          return;
        }
    }
}

static void
tranche_benefit_agreements_page_dispose (GObject *object)
{
  TrancheBenefitAgreementsPage *self = TRANCHE_BENEFIT_AGREEMENTS_PAGE (object);

  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  gtk_widget_dispose_template (GTK_WIDGET (self), TRANCHE_TYPE_BENEFIT_AGREEMENTS_PAGE);
  g_clear_pointer (&self->uses, g_ptr_array_unref);
  g_clear_pointer (&self->benefit_name, g_free);

  G_OBJECT_CLASS (tranche_benefit_agreements_page_parent_class)->dispose (object);
}

static void
tranche_benefit_agreements_page_class_init (TrancheBenefitAgreementsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  TranchePageClass *page_class = TRANCHE_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tranche_benefit_agreements_page_dispose;
  page_class->load = tranche_benefit_agreements_page_load;
  page_class->changed = tranche_benefit_agreements_page_changed;
  page_class->get_neighbour = tranche_benefit_agreements_page_get_neighbour;

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/tranche_app/Tranche/ui/benefit-agreements-page.ui");
  gtk_widget_class_bind_template_child (widget_class, TrancheBenefitAgreementsPage, window_title);
  gtk_widget_class_bind_template_child (widget_class, TrancheBenefitAgreementsPage, states);
  gtk_widget_class_bind_template_child (widget_class, TrancheBenefitAgreementsPage, problem_page);
  gtk_widget_class_bind_template_child (widget_class, TrancheBenefitAgreementsPage, count_label);
  gtk_widget_class_bind_template_child (widget_class, TrancheBenefitAgreementsPage, list);
  gtk_widget_class_bind_template_child (widget_class, TrancheBenefitAgreementsPage, more_button);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, more_clicked_cb);
}

static void
tranche_benefit_agreements_page_init (TrancheBenefitAgreementsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->n_wanted = PAGE;
}

TranchePage *
tranche_benefit_agreements_page_new (TrancheSession *session,
                                     gint64 benefit_id,
                                     const char *benefit_name)
{
  TrancheBenefitAgreementsPage *self;

  g_return_val_if_fail (TRANCHE_IS_SESSION (session), NULL);
  g_return_val_if_fail (benefit_id > 0 && benefit_name != NULL, NULL);

  self = g_object_new (TRANCHE_TYPE_BENEFIT_AGREEMENTS_PAGE, "session", session, "item-id",
                       benefit_id, NULL);
  self->benefit_name = g_strdup (benefit_name);
  adw_window_title_set_subtitle (self->window_title, benefit_name);
  return TRANCHE_PAGE (self);
}
