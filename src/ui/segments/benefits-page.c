/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/segments/benefits-page.h"

#include <glib/gi18n.h>

#include "model/matrix.h"
#include "model/model-snapshot.h"
#include "store/actions/benefits.h"
#include "ui/app/error-message.h"
#include "ui/app/window.h"
#include "ui/segments/benefit-dialog.h"
#include "ui/segments/benefit-page.h"
#include "ui/segments/matrix-view.h"
#include "ui/segments/model-actions.h"
#include "ui/segments/page-edit.h"
#include "ui/segments/segment-dialog.h"

struct _TrancheBenefitsPage
{
  TranchePage parent_instance;

  /* Template widgets */
  GtkMenuButton *menu_button;
  GtkWidget *add_button;
  AdwToggleGroup *columns_group;
  AdwBanner *banner;
  GtkStack *states;
  AdwStatusPage *problem_page;
  TrancheMatrixView *view;

  /* Owned */
  TrancheModelActions *model_actions;
  TrancheMatrix *matrix;
  GCancellable *reading;
  gint64 model_id;
  char *obstacle; /* why nothing can be edited */
  gboolean narrow;
};

enum
{
  PROP_0,
  PROP_NARROW,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (TrancheBenefitsPage, tranche_benefits_page, TRANCHE_TYPE_PAGE)

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
find_segment (TrancheBenefitsPage *self, gint64 segment_id)
{
  for (guint i = 0; i < tranche_matrix_get_n_columns (self->matrix); i++)
    {
      if (tranche_matrix_get_segment_id (self->matrix, i) == segment_id)
        return tranche_matrix_get_segment (self->matrix, i);
    }
  return NULL;
}

/* Reading ------------------------------------------------------------------- */

typedef struct
{
  gint64 office_id;
  gint64 member_id;
} Reading;

static gboolean
load_snapshot (TrancheDatabase *db,
               gpointer data,
               GCancellable *cancellable,
               gpointer *result,
               GError **error)
{
  const Reading *reading = data;

  *result = tranche_model_snapshot_load (db, reading->office_id, reading->member_id,
                                         TRANCHE_DATE_NONE, cancellable, error);
  return *result != NULL;
}

static void
update_actions (TrancheBenefitsPage *self)
{
  static const char *const edits[]
      = { "new", "remove-benefit", "edit-segment", "fill-segment", "clear-segment" };

  for (guint i = 0; i < G_N_ELEMENTS (edits); i++)
    tranche_page_set_action_enabled (TRANCHE_PAGE (self), edits[i],
                                     self->model_id != 0 && self->obstacle == NULL);
  gtk_widget_set_tooltip_text (self->add_button,
                               self->obstacle != NULL ? self->obstacle : _ ("Add Benefit"));
}

static void
show_snapshot (TrancheBenefitsPage *self, TrancheModelSnapshot *snapshot)
{
  self->model_id = snapshot->use->model_id;
  g_set_str (&self->obstacle, snapshot->use->edit_obstacle);
  tranche_model_actions_set_use (self->model_actions, snapshot->use);
  tranche_model_actions_show_banner (self->model_actions, self->banner);
  tranche_matrix_set_content (self->matrix, g_steal_pointer (&snapshot->content));
  tranche_matrix_view_set_editable (self->view, self->obstacle == NULL);
  gtk_stack_set_visible_child_name (
      self->states, tranche_matrix_get_n_rows (self->matrix) > 0 ? "matrix" : "empty");
  update_actions (self);
}

static void
snapshot_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TrancheBenefitsPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (TrancheModelSnapshot) snapshot
      = tranche_store_finish (TRANCHE_STORE (source), result, &error);

  if (tranche_error_is_cancelled (error))
    return;
  if (snapshot == NULL)
    {
      adw_status_page_set_description (self->problem_page, tranche_error_get_advice (error));
      gtk_stack_set_visible_child_name (self->states, "problem");
    }
  /* What is being written now is newer; it is read when that is done. */
  else if (!tranche_matrix_is_writing (self->matrix))
    show_snapshot (self, snapshot);
}

static void
read_snapshot (TrancheBenefitsPage *self)
{
  TrancheSession *session = tranche_page_get_session (TRANCHE_PAGE (self));
  Reading *reading = g_new0 (Reading, 1);

  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  self->reading = g_cancellable_new ();
  reading->office_id = tranche_session_get_office_id (session);
  reading->member_id = tranche_session_get_member_id (session);
  tranche_store_read_async (get_store (self), G_PRIORITY_DEFAULT, load_snapshot, reading, g_free,
                            (GDestroyNotify) tranche_model_snapshot_free, self->reading,
                            snapshot_read_cb, g_object_ref (self));
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
    read_snapshot (self);
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
  TrancheSegment *segment = find_segment (self, segment_id);

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

static void
edit_segment_activated_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  TrancheBenefitsPage *self = user_data;
  TrancheSegment *segment = find_segment (self, g_variant_get_int64 (parameter));

  if (segment != NULL)
    adw_dialog_present (
        tranche_segment_dialog_new (tranche_page_get_session (TRANCHE_PAGE (self)), segment),
        GTK_WIDGET (self));
}

/* Benefits ------------------------------------------------------------------ */

static void
edit_benefit (TrancheBenefitsPage *self, TrancheBenefit *benefit)
{
  adw_dialog_present (tranche_benefit_dialog_new (tranche_page_get_session (TRANCHE_PAGE (self)),
                                                  benefit, tranche_matrix_get_n_rows (self->matrix),
                                                  self->obstacle == NULL),
                      GTK_WIDGET (self));
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

  if (self->narrow)
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
  { .name = "edit-segment", .activate = edit_segment_activated_cb, .parameter_type = "x" },
  { .name = "fill-segment", .activate = fill_segment_activated_cb, .parameter_type = "x" },
  { .name = "clear-segment", .activate = clear_segment_activated_cb, .parameter_type = "x" },
};

static void
tranche_benefits_page_create_new (TranchePage *page)
{
  TrancheBenefitsPage *self = TRANCHE_BENEFITS_PAGE (page);
  g_autoptr (TrancheBenefit) benefit = tranche_benefit_new ();

  g_object_set (benefit, "model-id", self->model_id, NULL);
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
tranche_benefits_page_load (TranchePage *page)
{
  TrancheBenefitsPage *self = TRANCHE_BENEFITS_PAGE (page);

  g_signal_connect_object (tranche_page_get_session (page), "notify", G_CALLBACK (read_snapshot),
                           self, G_CONNECT_SWAPPED);
  read_snapshot (self);
}

static void
tranche_benefits_page_changed (TranchePage *page, const TrancheChanges *changes)
{
  static const char *const tables[] = {
    "segment",  "benefit",  "segment_benefit", "segmentation_model",
    "practice", "licensee", "team_member",     "role",
  };

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      if (tranche_changes_has_table (changes, tables[i]))
        {
          read_snapshot (TRANCHE_BENEFITS_PAGE (page));
          return;
        }
    }
}

static void
tranche_benefits_page_dispose (GObject *object)
{
  TrancheBenefitsPage *self = TRANCHE_BENEFITS_PAGE (object);

  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  gtk_widget_dispose_template (GTK_WIDGET (self), TRANCHE_TYPE_BENEFITS_PAGE);
  g_clear_object (&self->model_actions);
  g_clear_object (&self->matrix);
  g_clear_pointer (&self->obstacle, g_free);

  G_OBJECT_CLASS (tranche_benefits_page_parent_class)->dispose (object);
}

static void
tranche_benefits_page_get_property (GObject *object,
                                    guint property_id,
                                    GValue *value,
                                    GParamSpec *pspec)
{
  if (property_id == PROP_NARROW)
    g_value_set_boolean (value, TRANCHE_BENEFITS_PAGE (object)->narrow);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
}

static void
tranche_benefits_page_set_property (GObject *object,
                                    guint property_id,
                                    const GValue *value,
                                    GParamSpec *pspec)
{
  TrancheBenefitsPage *self = TRANCHE_BENEFITS_PAGE (object);

  if (property_id != PROP_NARROW)
    {
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
      return;
    }
  if (self->narrow == g_value_get_boolean (value))
    return;
  self->narrow = g_value_get_boolean (value);
  tranche_matrix_view_set_compact (self->view, self->narrow);
  g_object_notify_by_pspec (object, pspec);
}

static void
tranche_benefits_page_class_init (TrancheBenefitsPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  TranchePageClass *page_class = TRANCHE_PAGE_CLASS (klass);

  object_class->dispose = tranche_benefits_page_dispose;
  object_class->get_property = tranche_benefits_page_get_property;
  object_class->set_property = tranche_benefits_page_set_property;
  page_class->load = tranche_benefits_page_load;
  page_class->changed = tranche_benefits_page_changed;
  page_class->create_new = tranche_benefits_page_create_new;

  props[PROP_NARROW]
      = g_param_spec_boolean ("narrow", NULL, NULL, FALSE,
                              G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, props);

  g_type_ensure (TRANCHE_TYPE_MATRIX_VIEW);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/tranche_app/Tranche/ui/benefits-page.ui");
  gtk_widget_class_bind_template_child (widget_class, TrancheBenefitsPage, menu_button);
  gtk_widget_class_bind_template_child (widget_class, TrancheBenefitsPage, add_button);
  gtk_widget_class_bind_template_child (widget_class, TrancheBenefitsPage, columns_group);
  gtk_widget_class_bind_template_child (widget_class, TrancheBenefitsPage, banner);
  gtk_widget_class_bind_template_child (widget_class, TrancheBenefitsPage, states);
  gtk_widget_class_bind_template_child (widget_class, TrancheBenefitsPage, problem_page);
  gtk_widget_class_bind_template_child (widget_class, TrancheBenefitsPage, view);
  gtk_widget_class_bind_template_callback (widget_class, columns_chosen_cb);
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
  self->model_actions = tranche_model_actions_new (TRANCHE_PAGE (self));
  gtk_menu_button_set_menu_model (self->menu_button,
                                  tranche_model_actions_get_menu (self->model_actions));
  self->matrix = tranche_matrix_new ();
  tranche_matrix_view_set_matrix (self->view, self->matrix);
}

TranchePage *
tranche_benefits_page_new (TrancheSession *session)
{
  g_return_val_if_fail (TRANCHE_IS_SESSION (session), NULL);

  return g_object_new (TRANCHE_TYPE_BENEFITS_PAGE, "session", session, NULL);
}
