/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/segmentation/runs-page.h"

#include <glib/gi18n.h>

#include "store/queries/run-report.h"
#include "store/queries/stale.h"
#include "ui/app/error-message.h"
#include "ui/segmentation/run-page.h"
#include "ui/segmentation/run-row.h"
#include "ui/segmentation/stale-text.h"
#include "ui/widgets/progress-row.h"

#define MOST_RUNS 400

struct _TrancheRunsPage
{
  TranchePage parent_instance;

  /* Template widgets */
  GtkStack *states;
  AdwStatusPage *problem_page;
  AdwBanner *stale_banner;
  GtkWidget *run_button;
  GtkListBox *activity_list;
  GtkListBox *runs_list;

  /* Owned */
  GPtrArray *runs;
  GCancellable *reading;
};

G_DEFINE_FINAL_TYPE (TrancheRunsPage, tranche_runs_page, TRANCHE_TYPE_PAGE)

typedef struct
{
  GPtrArray *runs;
  TrancheStale *stale;
} Result;

static void
result_free (gpointer data)
{
  Result *result = data;

  if (result == NULL)
    return;
  g_clear_pointer (&result->runs, g_ptr_array_unref);
  g_clear_pointer (&result->stale, tranche_stale_free);
  g_free (result);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Result, result_free)

static gboolean
load_runs (TrancheDatabase *db,
           gpointer data,
           GCancellable *cancellable,
           gpointer *result,
           GError **error)
{
  const gint64 *office_id = data;
  g_autoptr (Result) loaded = g_new0 (Result, 1);

  loaded->runs = tranche_run_report_list (db, *office_id, MOST_RUNS, error);
  if (loaded->runs == NULL)
    return FALSE;
  loaded->stale = tranche_stale_load (db, *office_id, TRANCHE_TARGET_INDIVIDUAL, error);
  if (loaded->stale == NULL)
    return FALSE;
  *result = g_steal_pointer (&loaded);
  return TRUE;
}

static void
show_runs (TrancheRunsPage *self)
{
  gtk_list_box_remove_all (self->runs_list);
  for (guint i = 0; i < self->runs->len; i++)
    gtk_list_box_append (self->runs_list, tranche_run_row_new (g_ptr_array_index (self->runs, i)));
  gtk_stack_set_visible_child_name (self->states, self->runs->len > 0 ? "runs" : "empty");
  gtk_widget_set_visible (self->run_button, self->runs->len > 0);
}

static void
runs_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TrancheRunsPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (Result) loaded = tranche_store_finish (TRANCHE_STORE (source), result, &error);

  if (tranche_error_is_cancelled (error))
    return;
  if (error != NULL)
    {
      adw_status_page_set_description (self->problem_page, tranche_error_get_advice (error));
      gtk_stack_set_visible_child_name (self->states, "problem");
      return;
    }

  g_clear_pointer (&self->runs, g_ptr_array_unref);
  self->runs = g_steal_pointer (&loaded->runs);
  tranche_stale_banner_update (self->stale_banner, loaded->stale);
  show_runs (self);
}

static void
read_runs (TrancheRunsPage *self)
{
  TranchePage *page = TRANCHE_PAGE (self);
  gint64 office_id = tranche_session_get_office_id (tranche_page_get_session (page));

  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  self->reading = g_cancellable_new ();
  tranche_store_read_async (tranche_page_get_store (page), G_PRIORITY_DEFAULT, load_runs,
                            g_memdup2 (&office_id, sizeof office_id), g_free, result_free,
                            self->reading, runs_read_cb, g_object_ref (self));
}

static GtkWidget *
create_activity_row_cb (gpointer item, gpointer user_data)
{
  return tranche_progress_row_new (item);
}

static void
activities_changed_cb (TrancheRunsPage *self)
{
  GListModel *activities
      = tranche_session_get_activities (tranche_page_get_session (TRANCHE_PAGE (self)));

  gtk_widget_set_visible (GTK_WIDGET (self->activity_list),
                          g_list_model_get_n_items (activities) > 0);
}

static void
tranche_runs_page_load (TranchePage *page)
{
  TrancheRunsPage *self = TRANCHE_RUNS_PAGE (page);
  TrancheSession *session = tranche_page_get_session (page);
  GListModel *activities = tranche_session_get_activities (session);

  gtk_list_box_bind_model (self->activity_list, activities, create_activity_row_cb, NULL, NULL);
  g_signal_connect_object (activities, "items-changed", G_CALLBACK (activities_changed_cb), self,
                           G_CONNECT_SWAPPED);
  activities_changed_cb (self);
  g_signal_connect_object (session, "notify::office-id", G_CALLBACK (read_runs), self,
                           G_CONNECT_SWAPPED);
  read_runs (self);
}

static void
tranche_runs_page_changed (TranchePage *page, const TrancheChanges *changes)
{
  read_runs (TRANCHE_RUNS_PAGE (page));
}

static gint64
tranche_runs_page_get_neighbour (TranchePage *page, gint64 item_id, int by)
{
  TrancheRunsPage *self = TRANCHE_RUNS_PAGE (page);

  for (guint i = 0; self->runs != NULL && i < self->runs->len; i++)
    {
      gint64 position = (gint64) i + by;

      if (((const TrancheRun *) g_ptr_array_index (self->runs, i))->id != item_id)
        continue;
      if (position < 0 || position >= self->runs->len)
        return 0;
      return ((const TrancheRun *) g_ptr_array_index (self->runs, position))->id;
    }
  return 0;
}

static void
tranche_runs_page_open_item (TranchePage *page, gint64 item_id)
{
  tranche_page_push (page, tranche_run_page_new (tranche_page_get_session (page), item_id));
}

static void
run_activated_cb (TrancheRunsPage *self, GtkListBoxRow *row)
{
  const TrancheRun *run = g_ptr_array_index (self->runs, gtk_list_box_row_get_index (row));

  tranche_runs_page_open_item (TRANCHE_PAGE (self), run->id);
}

static void
tranche_runs_page_dispose (GObject *object)
{
  TrancheRunsPage *self = TRANCHE_RUNS_PAGE (object);

  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  if (self->activity_list != NULL)
    gtk_list_box_bind_model (self->activity_list, NULL, NULL, NULL, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), TRANCHE_TYPE_RUNS_PAGE);
  g_clear_pointer (&self->runs, g_ptr_array_unref);

  G_OBJECT_CLASS (tranche_runs_page_parent_class)->dispose (object);
}

static void
tranche_runs_page_class_init (TrancheRunsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  TranchePageClass *page_class = TRANCHE_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tranche_runs_page_dispose;
  page_class->load = tranche_runs_page_load;
  page_class->changed = tranche_runs_page_changed;
  page_class->get_neighbour = tranche_runs_page_get_neighbour;
  page_class->open_item = tranche_runs_page_open_item;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/tranche_app/Tranche/ui/runs-page.ui");
  gtk_widget_class_bind_template_child (widget_class, TrancheRunsPage, states);
  gtk_widget_class_bind_template_child (widget_class, TrancheRunsPage, problem_page);
  gtk_widget_class_bind_template_child (widget_class, TrancheRunsPage, stale_banner);
  gtk_widget_class_bind_template_child (widget_class, TrancheRunsPage, run_button);
  gtk_widget_class_bind_template_child (widget_class, TrancheRunsPage, activity_list);
  gtk_widget_class_bind_template_child (widget_class, TrancheRunsPage, runs_list);
  gtk_widget_class_bind_template_callback (widget_class, run_activated_cb);
}

static void
tranche_runs_page_init (TrancheRunsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

TranchePage *
tranche_runs_page_new (TrancheSession *session)
{
  return g_object_new (TRANCHE_TYPE_RUNS_PAGE, "session", session, NULL);
}
