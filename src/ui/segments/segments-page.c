/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/segments/segments-page.h"

#include <glib/gi18n.h>

#include "model/segment-list.h"
#include "store/actions/segments.h"
#include "ui/app/error-message.h"
#include "ui/app/window.h"
#include "ui/clients/segment-clients.h"
#include "ui/segments/page-edit.h"
#include "ui/segments/retire-dialog.h"
#include "ui/segments/segment-dialog.h"
#include "ui/segments/segment-row.h"

struct _TrancheSegmentsPage
{
  TrancheModelPage parent_instance;

  /* Template widgets */
  AdwActionRow *model_row;
  GtkWidget *choose_button;
  GtkWidget *choose_icon_button;
  AdwToggleGroup *filter_group;
  GtkStack *list_states;
  GtkListBox *list_box;

  /* Owned */
  TrancheSegmentList *list;

  gint64 wanted_id; /* to be focused as soon as it is there */
};

G_DEFINE_FINAL_TYPE (TrancheSegmentsPage, tranche_segments_page, TRANCHE_TYPE_MODEL_PAGE)

static TrancheStore *
get_store (TrancheSegmentsPage *self)
{
  return tranche_page_get_store (TRANCHE_PAGE (self));
}

static TrancheSegmentRow *
find_row (TrancheSegmentsPage *self, gint64 id)
{
  for (int i = 0;; i++)
    {
      GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list_box, i);

      if (row == NULL)
        return NULL;
      if (tranche_segment_item_get_id (tranche_segment_row_get_item (TRANCHE_SEGMENT_ROW (row)))
          == id)
        return TRANCHE_SEGMENT_ROW (row);
    }
}

static void
focus_wanted (TrancheSegmentsPage *self)
{
  TrancheSegmentRow *row = self->wanted_id != 0 ? find_row (self, self->wanted_id) : NULL;

  if (row == NULL)
    return;
  self->wanted_id = 0;
  gtk_widget_grab_focus (GTK_WIDGET (row));
}

/* What is shown ------------------------------------------------------------- */

static void
update_rows (TrancheSegmentsPage *self)
{
  for (int i = 0;; i++)
    {
      GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list_box, i);

      if (row == NULL)
        break;
      g_object_set (row, "obstacle", tranche_model_page_get_obstacle (TRANCHE_MODEL_PAGE (self)),
                    NULL);
    }
}

static void
update_counts (TrancheSegmentsPage *self)
{
  static const struct
  {
    const char *name;
    const char *label;
    TrancheSegmentFilter filter;
  } toggles[] = {
    /* Translators: which segments are listed; %u is how many */
    { "active", N_ ("Active (%u)"), TRANCHE_SEGMENTS_ACTIVE },
    { "inactive", N_ ("Inactive (%u)"), TRANCHE_SEGMENTS_INACTIVE },
    { "all", N_ ("All (%u)"), TRANCHE_SEGMENTS_ALL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (toggles); i++)
    {
      AdwToggle *toggle = adw_toggle_group_get_toggle_by_name (self->filter_group, toggles[i].name);
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
      g_autofree char *label = g_strdup_printf (
          _ (toggles[i].label), tranche_segment_list_count (self->list, toggles[i].filter));
#pragma GCC diagnostic pop

      adw_toggle_set_label (toggle, label);
    }
  gtk_stack_set_visible_child_name (
      self->list_states,
      g_list_model_get_n_items (G_LIST_MODEL (self->list)) > 0 ? "list" : "nothing");
}

static void
tranche_segments_page_show_snapshot (TrancheModelPage *page, TrancheModelSnapshot *snapshot)
{
  TrancheSegmentsPage *self = TRANCHE_SEGMENTS_PAGE (page);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->model_row), snapshot->use->model_name);
  adw_action_row_set_subtitle (self->model_row, snapshot->use->sentence);
  gtk_widget_set_tooltip_text (self->choose_button, snapshot->use->practice_obstacle);
  gtk_widget_set_tooltip_text (self->choose_icon_button, snapshot->use->practice_obstacle != NULL
                                                             ? snapshot->use->practice_obstacle
                                                             : _ ("Choose Model"));
  tranche_segment_list_set_snapshot (self->list, snapshot);
  update_rows (self);
  update_counts (self);
  focus_wanted (self);
}

static TrancheSegment *
tranche_segments_page_find_segment (TrancheModelPage *page, gint64 segment_id)
{
  TrancheSegmentRow *row = find_row (TRANCHE_SEGMENTS_PAGE (page), segment_id);

  return row != NULL ? tranche_segment_item_get_segment (tranche_segment_row_get_item (row)) : NULL;
}

/* Editing ------------------------------------------------------------------- */

static TrancheSegment *
get_segment (TrancheSegmentsPage *self, GVariant *parameter)
{
  return tranche_segments_page_find_segment (TRANCHE_MODEL_PAGE (self),
                                             g_variant_get_int64 (parameter));
}

static gboolean
move_segment (TrancheDatabase *db, gpointer data, GError **error)
{
  const TrancheEditTarget *target = data;

  return tranche_segments_move (db, target->id, target->other_id, error);
}

static void
write_move (TrancheSegmentsPage *self, gint64 id, gint64 before_id)
{
  self->wanted_id = id;
  tranche_page_edit (GTK_WIDGET (self), get_store (self), move_segment,
                     tranche_edit_target_new (id, before_id, FALSE), g_free, NULL,
                     _ ("Couldn’t move the segment"));
}

static void
move_by (TrancheSegmentsPage *self, GVariant *parameter, int by)
{
  gint64 id = g_variant_get_int64 (parameter);
  gint64 before_id;

  if (tranche_segment_list_find_place (self->list, id, by, &before_id))
    write_move (self, id, before_id);
  else
    gtk_widget_error_bell (GTK_WIDGET (self));
}

static void
move_segment_up_activated_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  move_by (user_data, parameter, -1);
}

static void
move_segment_down_activated_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  move_by (user_data, parameter, 1);
}

static void
row_dropped_cb (TrancheSegmentsPage *self,
                gint64 segment_id,
                gboolean after,
                TrancheSegmentRow *row)
{
  int index = gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row)) + (after ? 1 : 0);
  GtkListBoxRow *before = gtk_list_box_get_row_at_index (self->list_box, index);
  gint64 before_id = before != NULL ? tranche_segment_item_get_id (tranche_segment_row_get_item (
                                          TRANCHE_SEGMENT_ROW (before)))
                                    : 0;

  if (before_id != segment_id)
    write_move (self, segment_id, before_id);
}

static void
make_inactive_activated_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  TrancheSegmentsPage *self = user_data;
  TrancheSegment *segment = get_segment (self, parameter);
  g_autoptr (GPtrArray) others = g_ptr_array_new_with_free_func (g_object_unref);

  if (segment == NULL)
    return;
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->list)); i++)
    {
      g_autoptr (TrancheSegmentItem) item = g_list_model_get_item (G_LIST_MODEL (self->list), i);
      TrancheSegment *other = tranche_segment_item_get_segment (item);

      if (other != segment && other->active)
        g_ptr_array_add (others, g_object_ref (other));
    }
  tranche_retire_segment (GTK_WIDGET (self), tranche_page_get_session (TRANCHE_PAGE (self)),
                          segment, others);
}

static gboolean
activate_segment (TrancheDatabase *db, gpointer data, GError **error)
{
  return tranche_segments_set_active (db, ((const TrancheEditTarget *) data)->id, error);
}

static void
make_active_activated_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  TrancheSegmentsPage *self = user_data;
  TrancheSegment *segment = get_segment (self, parameter);

  if (segment == NULL)
    return;
  tranche_page_edit (GTK_WIDGET (self), get_store (self), activate_segment,
                     tranche_edit_target_new (g_variant_get_int64 (parameter), 0, TRUE), g_free,
                     /* Translators: %s is a segment */
                     g_strdup_printf (_ ("“%s” made active"), segment->name),
                     _ ("Couldn’t make the segment active"));
}

static void
show_clients_activated_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  TrancheSegmentsPage *self = user_data;
  TrancheWindow *window = tranche_page_get_window (TRANCHE_PAGE (self));

  if (window != NULL)
    tranche_show_segment_clients (window, g_variant_get_int64 (parameter));
}

static const GActionEntry actions[] = {
  { .name = "move-segment-up", .activate = move_segment_up_activated_cb, .parameter_type = "x" },
  { .name = "move-segment-down",
    .activate = move_segment_down_activated_cb,
    .parameter_type = "x" },
  { .name = "make-inactive", .activate = make_inactive_activated_cb, .parameter_type = "x" },
  { .name = "make-active", .activate = make_active_activated_cb, .parameter_type = "x" },
  { .name = "show-clients", .activate = show_clients_activated_cb, .parameter_type = "x" },
};

static gboolean
propose_look (TrancheDatabase *db,
              gpointer data,
              GCancellable *cancellable,
              gpointer *result,
              GError **error)
{
  g_autoptr (TrancheSegment) segment = tranche_segment_new ();
  gint64 model_id = *(gint64 *) data;
  int colour;
  int mark;

  if (!tranche_segments_propose_look (db, model_id, &colour, &mark, error))
    return FALSE;
  g_object_set (segment, "model-id", model_id, "colour", colour, "mark", mark, NULL);
  *result = g_steal_pointer (&segment);
  return TRUE;
}

static void
look_proposed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TrancheSegmentsPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (TrancheSegment) segment
      = tranche_store_finish (TRANCHE_STORE (source), result, &error);
  TrancheWindow *window;

  if (tranche_error_is_cancelled (error))
    return;
  window = tranche_page_get_window (TRANCHE_PAGE (self));
  if (segment != NULL)
    adw_dialog_present (
        tranche_segment_dialog_new (tranche_page_get_session (TRANCHE_PAGE (self)), segment),
        GTK_WIDGET (self));
  else if (window != NULL)
    tranche_window_show_error (window, _ ("Couldn’t add a segment"), error);
}

static void
tranche_segments_page_create_new (TranchePage *page)
{
  gint64 model_id = tranche_model_page_get_model_id (TRANCHE_MODEL_PAGE (page));

  tranche_store_read_async (tranche_page_get_store (page), G_PRIORITY_DEFAULT, propose_look,
                            g_memdup2 (&model_id, sizeof model_id), g_free, g_object_unref,
                            tranche_page_get_cancellable (page), look_proposed_cb,
                            g_object_ref (page));
}

/* The page ------------------------------------------------------------------ */

static GtkWidget *
create_row_cb (gpointer item, gpointer user_data)
{
  TrancheSegmentsPage *self = user_data;
  GtkWidget *row = tranche_segment_row_new (item);

  g_object_set (row, "obstacle", tranche_model_page_get_obstacle (TRANCHE_MODEL_PAGE (self)), NULL);
  g_object_bind_property (self, "narrow", row, "narrow", G_BINDING_SYNC_CREATE);
  g_signal_connect_object (row, "dropped", G_CALLBACK (row_dropped_cb), self, G_CONNECT_SWAPPED);
  return row;
}

static void
row_activated_cb (TrancheSegmentsPage *self, GtkListBoxRow *row)
{
  TrancheSegmentItem *item = tranche_segment_row_get_item (TRANCHE_SEGMENT_ROW (row));

  gtk_widget_activate_action (GTK_WIDGET (row), "page.edit-segment", "x",
                              tranche_segment_item_get_id (item));
}

static void
cramped_changed_cb (TrancheSegmentsPage *self)
{
  gboolean cramped;

  g_object_get (self, "cramped", &cramped, NULL);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->filter_group),
                                  cramped ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
}

static void
filter_chosen_cb (TrancheSegmentsPage *self)
{
  const char *name = adw_toggle_group_get_active_name (self->filter_group);
  TrancheSegmentFilter filter = g_strcmp0 (name, "all") == 0        ? TRANCHE_SEGMENTS_ALL
                                : g_strcmp0 (name, "inactive") == 0 ? TRANCHE_SEGMENTS_INACTIVE
                                                                    : TRANCHE_SEGMENTS_ACTIVE;

  if (self->list == NULL)
    return;
  tranche_segment_list_set_filter (self->list, filter);
  update_counts (self);
}

static void
tranche_segments_page_dispose (GObject *object)
{
  TrancheSegmentsPage *self = TRANCHE_SEGMENTS_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), TRANCHE_TYPE_SEGMENTS_PAGE);
  g_clear_object (&self->list);

  G_OBJECT_CLASS (tranche_segments_page_parent_class)->dispose (object);
}

static void
tranche_segments_page_class_init (TrancheSegmentsPageClass *klass)
{
  static const char *const edits[]
      = { "move-segment-up", "move-segment-down", "make-inactive", "make-active", NULL };
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  TrancheModelPageClass *page_class = TRANCHE_MODEL_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tranche_segments_page_dispose;
  TRANCHE_PAGE_CLASS (klass)->create_new = tranche_segments_page_create_new;
  page_class->edit_actions = edits;
  page_class->title_width = 280;
  page_class->counts_clients = TRUE;
  page_class->show_snapshot = tranche_segments_page_show_snapshot;
  page_class->find_segment = tranche_segments_page_find_segment;

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/tranche_app/Tranche/ui/segments-page.ui");
  gtk_widget_class_bind_template_child (widget_class, TrancheSegmentsPage, model_row);
  gtk_widget_class_bind_template_child (widget_class, TrancheSegmentsPage, choose_button);
  gtk_widget_class_bind_template_child (widget_class, TrancheSegmentsPage, choose_icon_button);
  gtk_widget_class_bind_template_child (widget_class, TrancheSegmentsPage, filter_group);
  gtk_widget_class_bind_template_child (widget_class, TrancheSegmentsPage, list_states);
  gtk_widget_class_bind_template_child (widget_class, TrancheSegmentsPage, list_box);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, filter_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, cramped_changed_cb);
}

static void
tranche_segments_page_init (TrancheSegmentsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  tranche_page_add_action_entries (TRANCHE_PAGE (self), actions, G_N_ELEMENTS (actions));
  self->list = tranche_segment_list_new ();
  gtk_list_box_bind_model (self->list_box, G_LIST_MODEL (self->list), create_row_cb, self, NULL);
}

TranchePage *
tranche_segments_page_new (TrancheSession *session)
{
  g_return_val_if_fail (TRANCHE_IS_SESSION (session), NULL);

  return g_object_new (TRANCHE_TYPE_SEGMENTS_PAGE, "session", session, NULL);
}
