/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/segmentation/run-page.h"

#include <glib/gi18n.h>

#include "store/queries/run-report.h"
#include "ui/app/error-message.h"
#include "ui/clients/client-rows.h"
#include "ui/segmentation/movers-page.h"
#include "ui/segmentation/run-row.h"

struct _TrancheRunPage
{
  TranchePage parent_instance;

  /* Template widgets */
  GtkStack *states;
  AdwStatusPage *problem_page;
  AdwBanner *undone_banner;
  AdwActionRow *movers_row;
  AdwPreferencesGroup *segments_group;
  GtkListBox *segments_list;
  GtkListBox *facts_list;

  /* Owned */
  TrancheRunReport *report;
  GCancellable *reading;
};

G_DEFINE_FINAL_TYPE (TrancheRunPage, tranche_run_page, TRANCHE_TYPE_PAGE)

static void
add_fact (TrancheRunPage *self, const char *name, const char *value)
{
  if (*value != '\0')
    gtk_list_box_append (self->facts_list,
                         GTK_WIDGET (tranche_client_property_row_new (name, value)));
}

static void
add_count (TrancheRunPage *self, const char *name, gint64 count)
{
  g_autofree char *value = g_strdup_printf ("%" G_GINT64_FORMAT, count);

  if (count > 0)
    add_fact (self, name, value);
}

static void
show_facts (TrancheRunPage *self)
{
  const TrancheRun *run = self->report->run;
  const char *target = tranche_strategy_target_get_name ((int) run->target);
  g_autofree char *range = tranche_run_format_range (run);
  g_autofree char *strategy
      = tranche_client_join (self->report->strategy_name, target != NULL ? target : "", NULL);
  g_autofree char *moment = tranche_client_format_moment (run->at);
  g_autofree char *done = tranche_client_join (run->actor_name, moment, NULL);

  gtk_list_box_remove_all (self->facts_list);
  add_fact (self, _ ("Months"), range);
  add_fact (self, _ ("Strategy"), strategy);
  add_fact (self, _ ("Run By"), done);
  add_count (self, run->target == TRANCHE_TARGET_GROUP ? _ ("Groups") : _ ("Clients"),
             run->parties);
  add_count (self, _ ("Without Production"), run->no_production);
  add_count (self, _ ("With Negative Production"), run->negative);
  add_count (self, _ ("Unsegmented: Below the Lowest Limit"), run->unsegmented);
}

static void
show_segments (TrancheRunPage *self)
{
  const TrancheRun *run = self->report->run;
  g_autofree char *production = tranche_money_format (run->production);
  g_autofree char *description
      /* Translators: an amount and the currency’s code */
      = g_strdup_printf (
          _ ("Limits as they were; shares of %s %s"), production,
          tranche_session_get_currency (tranche_page_get_session (TRANCHE_PAGE (self))));

  adw_preferences_group_set_description (self->segments_group, description);
  gtk_list_box_remove_all (self->segments_list);
  for (guint i = run->segments->len; i-- > 0;)
    {
      const TrancheRunSegment *segment = tranche_run_get_segment (run, i);

      gtk_list_box_append (
          self->segments_list,
          tranche_run_segment_row_new (
              run, segment, tranche_segment_looks_find (self->report->looks, segment->segment_id)));
    }
}

static void
show_movers (TrancheRunPage *self)
{
  const TrancheRun *run = self->report->run;
  g_autofree char *title = NULL;

  if (run->moves == 0)
    title = g_strdup (_ ("Nobody Moved"));
  else
    title = g_strdup_printf (ngettext ("%'d Moved", "%'d Moved", (gulong) run->moves),
                             (int) run->moves);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->movers_row), title);
  adw_action_row_set_subtitle (self->movers_row,
                               run->moves == 0 ? _ ("All of them stay in the segment they had.")
                                               : _ ("Who came from which segment into which"));
  gtk_widget_set_sensitive (GTK_WIDGET (self->movers_row), self->report->mover_ids->len > 0);
}

static void
show_report (TrancheRunPage *self)
{
  const TrancheRun *run = self->report->run;
  g_autofree char *day = tranche_date_format (run->date);
  /* Translators: %s is a day */
  g_autofree char *title = g_strdup_printf (_ ("Run of %s"), day);

  adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), title);
  adw_banner_set_revealed (self->undone_banner, run->state == TRANCHE_RUN_UNDONE);
  show_movers (self);
  show_segments (self);
  show_facts (self);
  gtk_stack_set_visible_child_name (self->states, "run");
}

static gboolean
load_report (TrancheDatabase *db,
             gpointer data,
             GCancellable *cancellable,
             gpointer *result,
             GError **error)
{
  const gint64 *run_id = data;

  *result = tranche_run_report_load (db, *run_id, cancellable, error);
  return *result != NULL;
}

static void
report_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TrancheRunPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (TrancheRunReport) report
      = tranche_store_finish (TRANCHE_STORE (source), result, &error);

  if (tranche_error_is_cancelled (error))
    return;
  if (error != NULL)
    {
      adw_status_page_set_description (self->problem_page, tranche_error_get_advice (error));
      gtk_stack_set_visible_child_name (self->states, "problem");
      return;
    }
  g_clear_pointer (&self->report, tranche_run_report_free);
  self->report = g_steal_pointer (&report);
  show_report (self);
}

static void
read_report (TrancheRunPage *self)
{
  TranchePage *page = TRANCHE_PAGE (self);
  gint64 run_id = tranche_page_get_item_id (page);

  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  self->reading = g_cancellable_new ();
  tranche_store_read_async (tranche_page_get_store (page), G_PRIORITY_DEFAULT, load_report,
                            g_memdup2 (&run_id, sizeof run_id), g_free,
                            (GDestroyNotify) tranche_run_report_free, self->reading, report_read_cb,
                            g_object_ref (self));
}

static void
item_changed_cb (TrancheRunPage *self)
{
  if (self->reading != NULL)
    read_report (self);
}

static void
movers_activated_cb (TrancheRunPage *self)
{
  TranchePage *page = TRANCHE_PAGE (self);

  tranche_page_push (page, tranche_movers_page_new (tranche_page_get_session (page),
                                                    self->report->run, self->report->mover_ids));
}

static void
tranche_run_page_load (TranchePage *page)
{
  read_report (TRANCHE_RUN_PAGE (page));
}

static void
tranche_run_page_changed (TranchePage *page, const TrancheChanges *changes)
{
  read_report (TRANCHE_RUN_PAGE (page));
}

static void
tranche_run_page_dispose (GObject *object)
{
  TrancheRunPage *self = TRANCHE_RUN_PAGE (object);

  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  gtk_widget_dispose_template (GTK_WIDGET (self), TRANCHE_TYPE_RUN_PAGE);
  g_clear_pointer (&self->report, tranche_run_report_free);

  G_OBJECT_CLASS (tranche_run_page_parent_class)->dispose (object);
}

static void
tranche_run_page_class_init (TrancheRunPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  TranchePageClass *page_class = TRANCHE_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tranche_run_page_dispose;
  page_class->load = tranche_run_page_load;
  page_class->changed = tranche_run_page_changed;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/tranche_app/Tranche/ui/run-page.ui");
  gtk_widget_class_bind_template_child (widget_class, TrancheRunPage, states);
  gtk_widget_class_bind_template_child (widget_class, TrancheRunPage, problem_page);
  gtk_widget_class_bind_template_child (widget_class, TrancheRunPage, undone_banner);
  gtk_widget_class_bind_template_child (widget_class, TrancheRunPage, movers_row);
  gtk_widget_class_bind_template_child (widget_class, TrancheRunPage, segments_group);
  gtk_widget_class_bind_template_child (widget_class, TrancheRunPage, segments_list);
  gtk_widget_class_bind_template_child (widget_class, TrancheRunPage, facts_list);
  gtk_widget_class_bind_template_callback (widget_class, movers_activated_cb);
}

static void
tranche_run_page_init (TrancheRunPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (self, "notify::item-id", G_CALLBACK (item_changed_cb), NULL);
}

TranchePage *
tranche_run_page_new (TrancheSession *session, gint64 run_id)
{
  return g_object_new (TRANCHE_TYPE_RUN_PAGE, "session", session, "item-id", run_id, NULL);
}
