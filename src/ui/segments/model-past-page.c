/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/segments/model-past-page.h"

#include <glib/gi18n.h>

#include "domain/error.h"
#include "model/matrix.h"
#include "store/queries/model-day.h"
#include "ui/app/error-message.h"
#include "ui/segmentation/model-sheet-page.h"
#include "ui/segments/matrix-view.h"

struct _TrancheModelPastPage
{
  TranchePage parent_instance;

  /* Template widgets */
  AdwWindowTitle *window_title;
  GtkStack *states;
  AdwStatusPage *problem_page;
  TrancheMatrixView *view;

  /* Owned */
  TrancheMatrix *matrix;
  gint64 model_id;
  TrancheDate day;
};

G_DEFINE_FINAL_TYPE (TrancheModelPastPage, tranche_model_past_page, TRANCHE_TYPE_PAGE)

typedef struct
{
  gint64 model_id;
  TrancheDate day;
} Reading;

static gboolean
load_content (TrancheDatabase *db,
              gpointer data,
              GCancellable *cancellable,
              gpointer *result,
              GError **error)
{
  const Reading *reading = data;

  *result = tranche_model_content_load_on (db, reading->model_id, reading->day, error);
  return *result != NULL;
}

static void
content_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TrancheModelPastPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (TrancheModelContent) content
      = tranche_store_finish (TRANCHE_STORE (source), result, &error);

  if (tranche_error_is_cancelled (error))
    return;
  if (g_error_matches (error, TRANCHE_ERROR, TRANCHE_ERROR_NOT_FOUND))
    {
      gtk_stack_set_visible_child_name (self->states, "nothing");
    }
  else if (content == NULL)
    {
      adw_status_page_set_description (self->problem_page, tranche_error_get_advice (error));
      gtk_stack_set_visible_child_name (self->states, "problem");
    }
  else if (content->segments->len == 0 && content->benefits->len == 0)
    {
      gtk_stack_set_visible_child_name (self->states, "nothing");
    }
  else
    {
      tranche_matrix_set_content (self->matrix, g_steal_pointer (&content));
      gtk_stack_set_visible_child_name (self->states, "matrix");
      tranche_page_set_action_enabled (TRANCHE_PAGE (self), "print", TRUE);
    }
}

static void
tranche_model_past_page_load (TranchePage *page)
{
  TrancheModelPastPage *self = TRANCHE_MODEL_PAST_PAGE (page);
  Reading *reading = g_new0 (Reading, 1);

  reading->model_id = self->model_id;
  reading->day = self->day;
  tranche_store_read_async (tranche_page_get_store (page), G_PRIORITY_DEFAULT, load_content,
                            reading, g_free, (GDestroyNotify) tranche_model_content_free,
                            tranche_page_get_cancellable (page), content_read_cb,
                            g_object_ref (self));
}

static void
tranche_model_past_page_print (TranchePage *page)
{
  tranche_page_push (page, tranche_model_sheet_page_new (tranche_page_get_session (page),
                                                         TRANCHE_MODEL_PAST_PAGE (page)->day));
}

static void
tranche_model_past_page_dispose (GObject *object)
{
  TrancheModelPastPage *self = TRANCHE_MODEL_PAST_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), TRANCHE_TYPE_MODEL_PAST_PAGE);
  g_clear_object (&self->matrix);

  G_OBJECT_CLASS (tranche_model_past_page_parent_class)->dispose (object);
}

static void
tranche_model_past_page_class_init (TrancheModelPastPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tranche_model_past_page_dispose;
  TRANCHE_PAGE_CLASS (klass)->load = tranche_model_past_page_load;
  TRANCHE_PAGE_CLASS (klass)->print = tranche_model_past_page_print;

  g_type_ensure (TRANCHE_TYPE_MATRIX_VIEW);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/tranche_app/Tranche/ui/model-past-page.ui");
  gtk_widget_class_bind_template_child (widget_class, TrancheModelPastPage, window_title);
  gtk_widget_class_bind_template_child (widget_class, TrancheModelPastPage, states);
  gtk_widget_class_bind_template_child (widget_class, TrancheModelPastPage, problem_page);
  gtk_widget_class_bind_template_child (widget_class, TrancheModelPastPage, view);
}

static void
tranche_model_past_page_init (TrancheModelPastPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->matrix = tranche_matrix_new ();
  /* What was inactive then is part of what was. */
  tranche_matrix_set_only_active (self->matrix, FALSE);
  tranche_matrix_view_set_obstacle (self->view, "");
  tranche_matrix_view_set_matrix (self->view, self->matrix);
}

TranchePage *
tranche_model_past_page_new (TrancheSession *session,
                             gint64 model_id,
                             const char *model_name,
                             TrancheDate day)
{
  TrancheModelPastPage *self;
  g_autofree char *date = tranche_date_format (day);
  g_autofree char *title = NULL;

  g_return_val_if_fail (TRANCHE_IS_SESSION (session), NULL);

  self = g_object_new (TRANCHE_TYPE_MODEL_PAST_PAGE, "session", session, NULL);
  self->model_id = model_id;
  self->day = day;
  /* Not before there is something to print. */
  tranche_page_set_action_enabled (TRANCHE_PAGE (self), "print", FALSE);
  /* Translators: the model as it was on a day */
  title = g_strdup_printf (_ ("As on %s"), date);
  adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), title);
  /* There is no room for more in a narrow window. */
  adw_window_title_set_title (self->window_title, date);
  adw_window_title_set_subtitle (self->window_title, model_name);
  return TRANCHE_PAGE (self);
}
