/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/segments/segment-row.h"

#include <glib/gi18n.h>
#include <inttypes.h>

#include "ui/widgets/mark-symbol.h"
#include "ui/widgets/reason-menu.h"

/* “10 services”, in characters */
#define FIGURE_WIDTH 11

struct _TrancheSegmentRow
{
  AdwActionRow parent_instance;

  /* Children */
  GtkWidget *handle;
  TrancheMarkSymbol *symbol;
  GtkWidget *inactive_label;
  GtkWidget *clients_button;
  GtkLabel *clients_label;
  GtkLabel *services_label;
  GtkMenuButton *menu_button;

  /* Owned */
  TrancheSegmentItem *item;

  char *obstacle; /* why it can't be edited */
  gboolean narrow;
};

enum
{
  PROP_0,
  PROP_OBSTACLE,
  PROP_NARROW,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

enum
{
  DROPPED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TrancheSegmentRow, tranche_segment_row, ADW_TYPE_ACTION_ROW)

static void
append_item (GMenu *menu, const char *label, const char *action_name, gint64 id)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, action_name, "x", id);
  g_menu_append_item (menu, item);
}

static GMenuModel *
create_menu (TrancheSegmentRow *self)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenu) edit = g_menu_new ();
  g_autoptr (GMenu) move = g_menu_new ();
  g_autoptr (GMenu) state = g_menu_new ();
  gint64 id = tranche_segment_item_get_id (self->item);

  append_item (edit, _ ("_Edit…"), "page.edit-segment", id);
  append_item (edit, _ ("_Show Clients"), "page.show-clients", id);
  append_item (move, _ ("Move _Up"), "page.move-segment-up", id);
  append_item (move, _ ("Move _Down"), "page.move-segment-down", id);
  if (tranche_segment_item_get_segment (self->item)->active)
    append_item (state, _ ("Make _Inactive…"), "page.make-inactive", id);
  else
    append_item (state, _ ("Make _Active"), "page.make-active", id);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (edit));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (move));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (state));
  return G_MENU_MODEL (g_steal_pointer (&menu));
}

static void
update (TrancheSegmentRow *self)
{
  TrancheSegment *segment = tranche_segment_item_get_segment (self->item);
  gint64 n_clients = tranche_segment_item_get_clients (self->item);
  guint n_services = tranche_segment_item_get_services (self->item);
  g_autofree char *clients = g_strdup_printf (
      ngettext ("%'" PRId64 " client", "%'" PRId64 " clients", (gulong) n_clients), n_clients);
  g_autofree char *services
      = g_strdup_printf (ngettext ("%u service", "%u services", n_services), n_services);
  g_autofree char *subtitle = NULL;
  g_autoptr (GMenuModel) menu = create_menu (self);

  if (self->narrow)
    /* Translators: a segment's description; below it how many clients and services it has */
    subtitle = g_strdup_printf (_ ("%s\n%s · %s"), segment->description, clients, services);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), segment->name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self),
                               subtitle != NULL ? subtitle : segment->description);
  tranche_mark_symbol_set (self->symbol, segment->colour, segment->mark);
  gtk_label_set_label (self->clients_label, clients);
  gtk_label_set_label (self->services_label, services);
  tranche_menu_button_set_menu (self->menu_button, menu, self->obstacle);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->clients_button), "x",
                                    tranche_segment_item_get_id (self->item));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->clients_button), "page.show-clients");

  gtk_widget_set_visible (self->handle, self->obstacle == NULL && !self->narrow);
  gtk_widget_set_visible (self->inactive_label, !segment->active);
  gtk_widget_set_visible (self->clients_button, !self->narrow);
  gtk_widget_set_visible (GTK_WIDGET (self->services_label), !self->narrow);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), self->obstacle == NULL);
}

static void
move_activated_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  gint64 id = tranche_segment_item_get_id (TRANCHE_SEGMENT_ROW (widget)->item);
  gboolean up = g_str_equal (action_name, "row.move-up");

  if (!gtk_widget_activate_action (widget, up ? "page.move-segment-up" : "page.move-segment-down",
                                   "x", id))
    gtk_widget_error_bell (widget);
}

static void
menu_activated_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  gtk_menu_button_popup (TRANCHE_SEGMENT_ROW (widget)->menu_button);
}

static void
secondary_pressed_cb (GtkGestureClick *gesture,
                      int n_press,
                      double x,
                      double y,
                      TrancheSegmentRow *self)
{
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  gtk_menu_button_popup (self->menu_button);
}

static void
add_secondary_click (TrancheSegmentRow *self)
{
  GtkGesture *click = gtk_gesture_click_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  g_signal_connect (click, "pressed", G_CALLBACK (secondary_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
}

/* Dragging ------------------------------------------------------------------ */

static GdkContentProvider *
drag_prepare_cb (GtkDragSource *source, double x, double y, TrancheSegmentRow *self)
{
  return self->obstacle == NULL ? gdk_content_provider_new_typed (TRANCHE_TYPE_SEGMENT_ROW, self)
                                : NULL;
}

static void
drag_begin_cb (GtkDragSource *source, GdkDrag *drag, TrancheSegmentRow *self)
{
  GtkWidget *list = gtk_list_box_new ();
  GtkWidget *row = tranche_segment_row_new (self->item);

  /* A row of its own, because a row has no background outside its list. */
  gtk_list_box_append (GTK_LIST_BOX (list), row);
  gtk_widget_set_size_request (list, gtk_widget_get_width (GTK_WIDGET (self)), -1);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_drag_icon_set_child (GTK_DRAG_ICON (gtk_drag_icon_get_for_drag (drag)), list);
  gdk_drag_set_hotspot (drag, gtk_widget_get_width (self->handle),
                        gtk_widget_get_height (GTK_WIDGET (self)) / 2);
}

static void
mark_drop (TrancheSegmentRow *self, int half)
{
  GtkWidget *widget = GTK_WIDGET (self);

  gtk_widget_remove_css_class (widget, "drop-above");
  gtk_widget_remove_css_class (widget, "drop-below");
  if (half != 0)
    gtk_widget_add_css_class (widget, half < 0 ? "drop-above" : "drop-below");
}

static gboolean
is_lower_half (TrancheSegmentRow *self, double y)
{
  return y > gtk_widget_get_height (GTK_WIDGET (self)) / 2.0;
}

static GdkDragAction
drop_motion_cb (GtkDropTarget *target, double x, double y, TrancheSegmentRow *self)
{
  mark_drop (self, is_lower_half (self, y) ? 1 : -1);
  return GDK_ACTION_MOVE;
}

static void
drop_leave_cb (GtkDropTarget *target, TrancheSegmentRow *self)
{
  mark_drop (self, 0);
}

static gboolean
drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, TrancheSegmentRow *self)
{
  TrancheSegmentRow *moved = g_value_get_object (value);

  mark_drop (self, 0);
  if (moved == self)
    return FALSE;
  g_signal_emit (self, signals[DROPPED], 0, tranche_segment_item_get_id (moved->item),
                 is_lower_half (self, y));
  return TRUE;
}

static void
add_dragging (TrancheSegmentRow *self)
{
  GtkDragSource *source = gtk_drag_source_new ();
  GtkDropTarget *target = gtk_drop_target_new (TRANCHE_TYPE_SEGMENT_ROW, GDK_ACTION_MOVE);

  gtk_drag_source_set_actions (source, GDK_ACTION_MOVE);
  g_signal_connect (source, "prepare", G_CALLBACK (drag_prepare_cb), self);
  g_signal_connect (source, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  gtk_widget_add_controller (self->handle, GTK_EVENT_CONTROLLER (source));
  g_signal_connect (target, "motion", G_CALLBACK (drop_motion_cb), self);
  g_signal_connect (target, "leave", G_CALLBACK (drop_leave_cb), self);
  g_signal_connect (target, "drop", G_CALLBACK (drop_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}

/* The class ----------------------------------------------------------------- */

static void
tranche_segment_row_dispose (GObject *object)
{
  TrancheSegmentRow *self = TRANCHE_SEGMENT_ROW (object);

  g_clear_object (&self->item);
  g_clear_pointer (&self->obstacle, g_free);

  G_OBJECT_CLASS (tranche_segment_row_parent_class)->dispose (object);
}

static void
tranche_segment_row_get_property (GObject *object,
                                  guint property_id,
                                  GValue *value,
                                  GParamSpec *pspec)
{
  TrancheSegmentRow *self = TRANCHE_SEGMENT_ROW (object);

  switch (property_id)
    {
    case PROP_OBSTACLE:
      g_value_set_string (value, self->obstacle);
      break;
    case PROP_NARROW:
      g_value_set_boolean (value, self->narrow);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
tranche_segment_row_set_property (GObject *object,
                                  guint property_id,
                                  const GValue *value,
                                  GParamSpec *pspec)
{
  TrancheSegmentRow *self = TRANCHE_SEGMENT_ROW (object);
  gboolean changed;

  if (property_id == PROP_OBSTACLE)
    {
      changed = g_set_str (&self->obstacle, g_value_get_string (value));
    }
  else
    {
      changed = self->narrow != g_value_get_boolean (value);
      self->narrow = g_value_get_boolean (value);
    }
  if (!changed)
    return;
  if (self->item != NULL)
    update (self);
  g_object_notify_by_pspec (object, pspec);
}

static void
tranche_segment_row_class_init (TrancheSegmentRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->dispose = tranche_segment_row_dispose;
  object_class->get_property = tranche_segment_row_get_property;
  object_class->set_property = tranche_segment_row_set_property;

  props[PROP_OBSTACLE] = g_param_spec_string ("obstacle", NULL, NULL, NULL, flags);
  props[PROP_NARROW] = g_param_spec_boolean ("narrow", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);

  signals[DROPPED] = g_signal_new ("dropped", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 2, G_TYPE_INT64, G_TYPE_BOOLEAN);

  gtk_widget_class_install_action (widget_class, "row.move-up", NULL, move_activated_cb);
  gtk_widget_class_install_action (widget_class, "row.move-down", NULL, move_activated_cb);
  gtk_widget_class_install_action (widget_class, "row.show-menu", NULL, menu_activated_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK, "row.show-menu",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Menu, 0, "row.show-menu", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Up, GDK_ALT_MASK, "row.move-up", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Down, GDK_ALT_MASK, "row.move-down",
                                       NULL);
}

static GtkWidget *
add_suffix (TrancheSegmentRow *self, GtkWidget *widget)
{
  gtk_widget_set_valign (widget, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), widget);
  return widget;
}

static void
tranche_segment_row_init (TrancheSegmentRow *self)
{
  AdwActionRow *row = ADW_ACTION_ROW (self);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  self->handle = gtk_image_new_from_icon_name ("list-drag-handle-symbolic");
  gtk_widget_add_css_class (self->handle, "drag-handle");
  self->symbol = TRANCHE_MARK_SYMBOL (tranche_mark_symbol_new ());
  gtk_widget_set_size_request (GTK_WIDGET (self->symbol), 16, 16);
  gtk_widget_set_valign (GTK_WIDGET (self->symbol), GTK_ALIGN_CENTER);
  adw_action_row_add_prefix (row, GTK_WIDGET (self->symbol));
  adw_action_row_add_prefix (row, self->handle);

  self->inactive_label = add_suffix (self, gtk_label_new (_ ("Inactive")));
  gtk_widget_add_css_class (self->inactive_label, "caption");
  gtk_widget_add_css_class (self->inactive_label, "inactive-tag");
  self->services_label = GTK_LABEL (add_suffix (self, gtk_label_new (NULL)));
  gtk_widget_add_css_class (GTK_WIDGET (self->services_label), "dimmed");
  gtk_widget_add_css_class (GTK_WIDGET (self->services_label), "numeric");
  self->clients_button = add_suffix (self, gtk_button_new ());
  self->clients_label = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_width_chars (self->clients_label, FIGURE_WIDTH);
  gtk_label_set_xalign (self->clients_label, 1);
  gtk_button_set_child (GTK_BUTTON (self->clients_button), GTK_WIDGET (self->clients_label));
  /* Of one width, so that they stand below each other. */
  gtk_label_set_width_chars (self->services_label, FIGURE_WIDTH);
  gtk_label_set_xalign (self->services_label, 1);
  gtk_widget_add_css_class (self->clients_button, "flat");
  gtk_widget_add_css_class (self->clients_button, "count-button");
  gtk_widget_add_css_class (self->clients_button, "numeric");
  gtk_widget_set_tooltip_text (self->clients_button, _ ("Show These Clients"));
  self->menu_button = GTK_MENU_BUTTON (add_suffix (self, gtk_menu_button_new ()));
  gtk_menu_button_set_icon_name (self->menu_button, "view-more-symbolic");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->menu_button), _ ("More"));
  gtk_widget_add_css_class (GTK_WIDGET (self->menu_button), "flat");

  add_dragging (self);
  add_secondary_click (self);
}

GtkWidget *
tranche_segment_row_new (TrancheSegmentItem *item)
{
  TrancheSegmentRow *self;

  g_return_val_if_fail (TRANCHE_IS_SEGMENT_ITEM (item), NULL);

  self = g_object_new (TRANCHE_TYPE_SEGMENT_ROW, NULL);
  self->item = g_object_ref (item);
  g_signal_connect_object (item, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
  return GTK_WIDGET (self);
}

TrancheSegmentItem *
tranche_segment_row_get_item (TrancheSegmentRow *self)
{
  g_return_val_if_fail (TRANCHE_IS_SEGMENT_ROW (self), NULL);

  return self->item;
}
