/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/segments/benefits-page.h"

#include <glib/gi18n.h>

#include "model/matrix.h"
#include "store/actions/benefits.h"
#include "ui/app/window.h"
#include "ui/segments/benefit-agreements-page.h"
#include "ui/segments/benefit-dialog.h"
#include "ui/segments/benefit-page.h"
#include "ui/segments/matrix-view.h"
#include "ui/segments/page-edit.h"

struct _TrancheBenefitsPage
{
  TrancheModelPage parent_instance;

  /* Template widgets */
  AdwToggleGroup *columns_group;
  GtkStack *states;
  TrancheMatrixView *view;

  /* Owned */
  TrancheMatrix *matrix;
  gint64 edited_id; /* the benefit in the dialog */
};

G_DEFINE_FINAL_TYPE (TrancheBenefitsPage, tranche_benefits_page, TRANCHE_TYPE_MODEL_PAGE)

static TrancheStore *
get_store (TrancheBenefitsPage *self)
{
  return tranche_page_get_store (TRANCHE_PAGE (self));
}

static TrancheBenefit *
find_benefit (TrancheBenefitsPage *self, gint64 benefit_id)
{
  int row = tranche_matrix_find_row (self->matrix, benefit_id);

  return row >= 0 ? tranche_matrix_get_benefit (self->matrix, (guint) row) : NULL;
}

static TrancheSegment *
tranche_benefits_page_find_segment (TrancheModelPage *page, gint64 segment_id)
{
  TrancheBenefitsPage *self = TRANCHE_BENEFITS_PAGE (page);

  for (guint i = 0; i < tranche_matrix_get_n_columns (self->matrix); i++)
    {
      if (tranche_matrix_get_segment_id (self->matrix, i) == segment_id)
        return tranche_matrix_get_segment (self->matrix, i);
    }
  return NULL;
}

static void
tranche_benefits_page_show_snapshot (TrancheModelPage *page, TrancheModelSnapshot *snapshot)
{
  TrancheBenefitsPage *self = TRANCHE_BENEFITS_PAGE (page);

  /* What is being written now is newer; it is read when that is done. */
  if (tranche_matrix_is_writing (self->matrix))
    return;
  tranche_matrix_set_content (self->matrix, g_steal_pointer (&snapshot->content));
  tranche_matrix_view_set_obstacle (self->view, tranche_model_page_get_obstacle (page));
  gtk_stack_set_visible_child_name (
      self->states, tranche_matrix_get_n_rows (self->matrix) > 0 ? "matrix" : "empty");
}

/* The matrix ---------------------------------------------------------------- */

static gboolean
set_cell (TrancheDatabase *db, gpointer data, GError **error)
{
  const TrancheEditTarget *target = data;

  return tranche_matrix_set_cell (db, target->id, target->other_id, target->on, error);
}

static void
cell_written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TrancheBenefitsPage) self = user_data;
  g_autoptr (GError) error = NULL;
  TrancheWindow *window;

  if (self->matrix == NULL)
    return;
  if (!tranche_edit_finish (TRANCHE_STORE (source), result, NULL, &error))
    {
      window = tranche_page_get_window (TRANCHE_PAGE (self));
      if (window != NULL)
        tranche_window_show_error (window, _ ("Couldn’t change the matrix"), error);
    }
  if (tranche_matrix_end_write (self->matrix))
    tranche_model_page_reload (TRANCHE_MODEL_PAGE (self));
}

static void
cell_toggled_cb (TrancheBenefitsPage *self, gint64 benefit_id, gint64 segment_id, gboolean held)
{
  tranche_matrix_begin_write (self->matrix, benefit_id, segment_id, held);
  tranche_edit_async (get_store (self), set_cell,
                      tranche_edit_target_new (benefit_id, segment_id, held), g_free, NULL,
                      cell_written_cb, g_object_ref (self));
}

static gboolean
set_column (TrancheDatabase *db, gpointer data, GError **error)
{
  const TrancheEditTarget *target = data;

  return tranche_matrix_set_column (db, target->id, target->on, error);
}

static void
write_column (TrancheBenefitsPage *self, gint64 segment_id, gboolean held)
{
  TrancheSegment *segment
      = tranche_benefits_page_find_segment (TRANCHE_MODEL_PAGE (self), segment_id);

  if (segment == NULL)
    return;
  tranche_page_edit (
      GTK_WIDGET (self), get_store (self), set_column,
      tranche_edit_target_new (segment_id, 0, held), g_free,
      /* Translators: %s is a segment */
      g_strdup_printf (held ? _ ("“%s” holds all services") : _ ("“%s” holds no services"),
                       segment->name),
      _ ("Couldn’t change the matrix"));
}

static void
fill_segment_activated_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  write_column (user_data, g_variant_get_int64 (parameter), TRUE);
}

static void
clear_segment_activated_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  write_column (user_data, g_variant_get_int64 (parameter), FALSE);
}

/* Benefits ------------------------------------------------------------------ */

static void
agreements_asked_for_cb (TrancheBenefitsPage *self)
{
  TrancheBenefit *benefit = find_benefit (self, self->edited_id);

  if (benefit != NULL)
    tranche_page_push (TRANCHE_PAGE (self), tranche_benefit_agreements_page_new (
                                                tranche_page_get_session (TRANCHE_PAGE (self)),
                                                self->edited_id, benefit->name));
}

static void
edit_benefit (TrancheBenefitsPage *self, TrancheBenefit *benefit)
{
  TranchePage *page = TRANCHE_PAGE (self);
  AdwDialog *dialog = tranche_benefit_dialog_new (
      tranche_page_get_session (page), benefit, tranche_matrix_get_n_rows (self->matrix),
      tranche_model_page_get_obstacle (TRANCHE_MODEL_PAGE (self)));

  self->edited_id = tranche_record_get_id (TRANCHE_RECORD (benefit));
  g_signal_connect_object (dialog, "agreements-asked-for", G_CALLBACK (agreements_asked_for_cb),
                           self, G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

static void
edit_benefit_activated_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  TrancheBenefitsPage *self = user_data;
  TrancheBenefit *benefit = find_benefit (self, g_variant_get_int64 (parameter));

  if (benefit != NULL)
    edit_benefit (self, benefit);
}

static void
benefit_activated_cb (TrancheBenefitsPage *self, gint64 benefit_id)
{
  TrancheBenefit *benefit = find_benefit (self, benefit_id);

  if (tranche_model_page_get_narrow (TRANCHE_MODEL_PAGE (self)))
    tranche_page_push (
        TRANCHE_PAGE (self),
        tranche_benefit_page_new (tranche_page_get_session (TRANCHE_PAGE (self)), benefit_id));
  else if (benefit != NULL)
    edit_benefit (self, benefit);
}

static gboolean
remove_benefit (TrancheDatabase *db, gpointer data, GError **error)
{
  return tranche_benefits_remove (db, ((const TrancheEditTarget *) data)->id, error);
}

static void
benefit_removed_cb (TrancheBenefitsPage *self, gint64 benefit_id)
{
  TrancheBenefit *benefit = find_benefit (self, benefit_id);

  if (benefit == NULL)
    return;
  tranche_page_edit (GTK_WIDGET (self), get_store (self), remove_benefit,
                     tranche_edit_target_new (benefit_id, 0, FALSE), g_free,
                     /* Translators: %s is a benefit */
                     g_strdup_printf (_ ("Benefit “%s” removed"), benefit->name),
                     _ ("Couldn’t remove the benefit"));
}

static void
remove_benefit_activated_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  benefit_removed_cb (user_data, g_variant_get_int64 (parameter));
}

static gboolean
move_benefit (TrancheDatabase *db, gpointer data, GError **error)
{
  const TrancheEditTarget *target = data;

  return tranche_benefits_move (db, target->id, target->other_id, error);
}

static void
benefit_moved_cb (TrancheBenefitsPage *self, gint64 benefit_id, gint64 before_id)
{
  tranche_page_edit (GTK_WIDGET (self), get_store (self), move_benefit,
                     tranche_edit_target_new (benefit_id, before_id, FALSE), g_free, NULL,
                     _ ("Couldn’t move the benefit"));
}

static const GActionEntry actions[] = {
  { .name = "edit-benefit", .activate = edit_benefit_activated_cb, .parameter_type = "x" },
  { .name = "remove-benefit", .activate = remove_benefit_activated_cb, .parameter_type = "x" },
  { .name = "fill-segment", .activate = fill_segment_activated_cb, .parameter_type = "x" },
  { .name = "clear-segment", .activate = clear_segment_activated_cb, .parameter_type = "x" },
};

static void
tranche_benefits_page_create_new (TranchePage *page)
{
  TrancheBenefitsPage *self = TRANCHE_BENEFITS_PAGE (page);
  g_autoptr (TrancheBenefit) benefit = tranche_benefit_new ();

  g_object_set (benefit, "model-id", tranche_model_page_get_model_id (TRANCHE_MODEL_PAGE (page)),
                NULL);
  edit_benefit (self, benefit);
}

/* The page ------------------------------------------------------------------ */

static void
columns_chosen_cb (TrancheBenefitsPage *self)
{
  if (self->matrix != NULL)
    tranche_matrix_set_only_active (
        self->matrix,
        g_strcmp0 (adw_toggle_group_get_active_name (self->columns_group), "all") != 0);
}

static void
narrow_changed_cb (TrancheBenefitsPage *self)
{
  tranche_matrix_view_set_compact (self->view,
                                   tranche_model_page_get_narrow (TRANCHE_MODEL_PAGE (self)));
}

static void
tranche_benefits_page_dispose (GObject *object)
{
  TrancheBenefitsPage *self = TRANCHE_BENEFITS_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), TRANCHE_TYPE_BENEFITS_PAGE);
  g_clear_object (&self->matrix);

  G_OBJECT_CLASS (tranche_benefits_page_parent_class)->dispose (object);
}

static void
tranche_benefits_page_class_init (TrancheBenefitsPageClass *klass)
{
  static const char *const edits[]
      = { "edit-benefit", "remove-benefit", "fill-segment", "clear-segment", NULL };
  static const char *const tables[] = {
    "segment",  "benefit",  "segment_benefit", "segmentation_model",
    "practice", "licensee", "team_member",     "role",
    NULL,
  };
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  TrancheModelPageClass *page_class = TRANCHE_MODEL_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tranche_benefits_page_dispose;
  TRANCHE_PAGE_CLASS (klass)->create_new = tranche_benefits_page_create_new;
  page_class->edit_actions = edits;
  page_class->tables = tables;
  page_class->title_width = 400;
  page_class->show_snapshot = tranche_benefits_page_show_snapshot;
  page_class->find_segment = tranche_benefits_page_find_segment;

  g_type_ensure (TRANCHE_TYPE_MATRIX_VIEW);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/tranche_app/Tranche/ui/benefits-page.ui");
  gtk_widget_class_bind_template_child (widget_class, TrancheBenefitsPage, columns_group);
  gtk_widget_class_bind_template_child (widget_class, TrancheBenefitsPage, states);
  gtk_widget_class_bind_template_child (widget_class, TrancheBenefitsPage, view);
  gtk_widget_class_bind_template_callback (widget_class, columns_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, narrow_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, cell_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, benefit_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, benefit_removed_cb);
  gtk_widget_class_bind_template_callback (widget_class, benefit_moved_cb);
}

static void
tranche_benefits_page_init (TrancheBenefitsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  tranche_page_add_action_entries (TRANCHE_PAGE (self), actions, G_N_ELEMENTS (actions));
  self->matrix = tranche_matrix_new ();
  tranche_matrix_view_set_matrix (self->view, self->matrix);
}

TranchePage *
tranche_benefits_page_new (TrancheSession *session)
{
  g_return_val_if_fail (TRANCHE_IS_SESSION (session), NULL);

  return g_object_new (TRANCHE_TYPE_BENEFITS_PAGE, "session", session, NULL);
}
