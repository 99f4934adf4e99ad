/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/widgets/segment-badge.h"

#include <glib/gi18n.h>

#include "ui/widgets/mark-symbol.h"

/* A name of so many characters isn’t shortened where there is little room. */
#define MOST_WHOLE 20

struct _TrancheSegmentBadge
{
  GtkWidget parent_instance;

  char *name;
  int colour;
  int mark;
  int moved;
  gboolean overridden;
  gboolean inactive;
  gboolean whole;

  TrancheMarkSymbol *symbol;
  GtkLabel *label;
  GtkWidget *arrow;
  GtkWidget *pin;
};

enum
{
  PROP_0,
  PROP_SEGMENT_NAME,
  PROP_COLOUR,
  PROP_MARK,
  PROP_MOVED,
  PROP_OVERRIDDEN,
  PROP_INACTIVE,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (TrancheSegmentBadge, tranche_segment_badge, GTK_TYPE_WIDGET)

static const char *
get_moved_text (TrancheSegmentBadge *self)
{
  return self->moved > 0 ? _ ("Moved up by the last run") : _ ("Moved down by the last run");
}

/* One sentence for assistive technology instead of four small widgets. */
static void
update_accessible_label (TrancheSegmentBadge *self)
{
  g_autoptr (GString) text = g_string_new (self->name != NULL ? self->name : _ ("No segment"));

  if (self->moved != 0)
    g_string_append_printf (text, ", %s", get_moved_text (self));
  if (self->overridden)
    g_string_append_printf (text, ", %s", _ ("Set by hand"));
  if (self->inactive)
    g_string_append_printf (text, ", %s", _ ("Inactive"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, text->str,
                                  -1);
}

static void
update_name (TrancheSegmentBadge *self)
{
  gboolean has_name = self->name != NULL;
  g_autofree char *inactive = NULL;

  if (has_name && self->inactive)
    /* Translators: %s is a segment that somebody still has */
    inactive = g_strdup_printf (_ ("%s (inactive)"), self->name);
  gtk_label_set_label (self->label, inactive != NULL ? inactive : has_name ? self->name : "–");
  gtk_label_set_ellipsize (
      self->label,
      self->whole && g_utf8_strlen (gtk_label_get_label (self->label), -1) <= MOST_WHOLE
          ? PANGO_ELLIPSIZE_NONE
          : PANGO_ELLIPSIZE_END);
  if (has_name && !self->inactive)
    gtk_widget_remove_css_class (GTK_WIDGET (self->label), "dimmed");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->label), "dimmed");
  gtk_widget_set_visible (GTK_WIDGET (self->symbol), has_name && self->mark != 0);
}

static void
tranche_segment_badge_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (tranche_segment_badge_parent_class)->dispose (object);
}

static void
tranche_segment_badge_finalize (GObject *object)
{
  g_clear_pointer (&TRANCHE_SEGMENT_BADGE (object)->name, g_free);

  G_OBJECT_CLASS (tranche_segment_badge_parent_class)->finalize (object);
}

static void
tranche_segment_badge_get_property (GObject *object,
                                    guint property_id,
                                    GValue *value,
                                    GParamSpec *pspec)
{
  TrancheSegmentBadge *self = TRANCHE_SEGMENT_BADGE (object);

  switch (property_id)
    {
    case PROP_SEGMENT_NAME:
      g_value_set_string (value, self->name);
      break;
    case PROP_COLOUR:
      g_value_set_int (value, self->colour);
      break;
    case PROP_MARK:
      g_value_set_int (value, self->mark);
      break;
    case PROP_MOVED:
      g_value_set_int (value, self->moved);
      break;
    case PROP_OVERRIDDEN:
      g_value_set_boolean (value, self->overridden);
      break;
    case PROP_INACTIVE:
      g_value_set_boolean (value, self->inactive);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
tranche_segment_badge_set_property (GObject *object,
                                    guint property_id,
                                    const GValue *value,
                                    GParamSpec *pspec)
{
  TrancheSegmentBadge *self = TRANCHE_SEGMENT_BADGE (object);

  switch (property_id)
    {
    case PROP_SEGMENT_NAME:
      tranche_segment_badge_set (self, g_value_get_string (value), self->colour, self->mark);
      break;
    case PROP_COLOUR:
      tranche_segment_badge_set (self, self->name, g_value_get_int (value), self->mark);
      break;
    case PROP_MARK:
      tranche_segment_badge_set (self, self->name, self->colour, g_value_get_int (value));
      break;
    case PROP_MOVED:
      tranche_segment_badge_set_moved (self, g_value_get_int (value));
      break;
    case PROP_OVERRIDDEN:
      tranche_segment_badge_set_overridden (self, g_value_get_boolean (value));
      break;
    case PROP_INACTIVE:
      tranche_segment_badge_set_inactive (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
tranche_segment_badge_class_init (TrancheSegmentBadgeClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->dispose = tranche_segment_badge_dispose;
  object_class->finalize = tranche_segment_badge_finalize;
  object_class->get_property = tranche_segment_badge_get_property;
  object_class->set_property = tranche_segment_badge_set_property;

  props[PROP_SEGMENT_NAME] = g_param_spec_string ("segment-name", NULL, NULL, NULL, flags);
  props[PROP_COLOUR] = g_param_spec_int ("colour", NULL, NULL, 0, G_MAXINT, 0, flags);
  props[PROP_MARK] = g_param_spec_int ("mark", NULL, NULL, 0, G_MAXINT, 0, flags);
  props[PROP_MOVED] = g_param_spec_int ("moved", NULL, NULL, -1, 1, 0, flags);
  props[PROP_OVERRIDDEN] = g_param_spec_boolean ("overridden", NULL, NULL, FALSE, flags);
  props[PROP_INACTIVE] = g_param_spec_boolean ("inactive", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "segmentbadge");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
tranche_segment_badge_init (TrancheSegmentBadge *self)
{
  self->symbol = TRANCHE_MARK_SYMBOL (tranche_mark_symbol_new ());
  self->label = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->label, 0);
  self->arrow = gtk_image_new ();
  gtk_widget_add_css_class (self->arrow, "dimmed");
  gtk_widget_set_visible (self->arrow, FALSE);
  self->pin = gtk_image_new_from_icon_name ("view-pin-symbolic");
  gtk_widget_set_tooltip_text (self->pin, _ ("Set by hand"));
  gtk_widget_add_css_class (self->pin, "dimmed");
  gtk_widget_set_visible (self->pin, FALSE);

  gtk_widget_set_parent (GTK_WIDGET (self->symbol), GTK_WIDGET (self));
  gtk_widget_set_parent (GTK_WIDGET (self->label), GTK_WIDGET (self));
  gtk_widget_set_parent (self->arrow, GTK_WIDGET (self));
  gtk_widget_set_parent (self->pin, GTK_WIDGET (self));
  update_name (self);
  update_accessible_label (self);
}

GtkWidget *
tranche_segment_badge_new (void)
{
  return g_object_new (TRANCHE_TYPE_SEGMENT_BADGE, NULL);
}

void
tranche_segment_badge_set (TrancheSegmentBadge *self, const char *name, int colour, int mark)
{
  gboolean name_changed;
  gboolean colour_changed;
  gboolean mark_changed;

  g_return_if_fail (TRANCHE_IS_SEGMENT_BADGE (self));

  if (name != NULL && *name == '\0')
    name = NULL;
  name_changed = g_set_str (&self->name, name);
  colour_changed = self->colour != colour;
  mark_changed = self->mark != mark;
  if (!name_changed && !colour_changed && !mark_changed)
    return;

  self->colour = colour;
  self->mark = mark;
  tranche_mark_symbol_set (self->symbol, colour, mark);
  update_name (self);
  if (name_changed)
    update_accessible_label (self);

  g_object_freeze_notify (G_OBJECT (self));
  if (name_changed)
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_SEGMENT_NAME]);
  if (colour_changed)
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_COLOUR]);
  if (mark_changed)
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_MARK]);
  g_object_thaw_notify (G_OBJECT (self));
}

void
tranche_segment_badge_set_moved (TrancheSegmentBadge *self, int moved)
{
  g_return_if_fail (TRANCHE_IS_SEGMENT_BADGE (self));

  moved = CLAMP (moved, -1, 1);
  if (self->moved == moved)
    return;
  self->moved = moved;

  if (moved != 0)
    {
      gtk_image_set_from_icon_name (GTK_IMAGE (self->arrow),
                                    moved > 0 ? "go-up-symbolic" : "go-down-symbolic");
      gtk_widget_set_tooltip_text (self->arrow, get_moved_text (self));
    }
  gtk_widget_set_visible (self->arrow, moved != 0);
  update_accessible_label (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_MOVED]);
}

void
tranche_segment_badge_set_overridden (TrancheSegmentBadge *self, gboolean overridden)
{
  g_return_if_fail (TRANCHE_IS_SEGMENT_BADGE (self));

  overridden = !!overridden;
  if (self->overridden == overridden)
    return;
  self->overridden = overridden;
  gtk_widget_set_visible (self->pin, overridden);
  update_accessible_label (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_OVERRIDDEN]);
}

void
tranche_segment_badge_set_inactive (TrancheSegmentBadge *self, gboolean inactive)
{
  g_return_if_fail (TRANCHE_IS_SEGMENT_BADGE (self));

  if (self->inactive == inactive)
    return;
  self->inactive = inactive;

  update_name (self);
  update_accessible_label (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_INACTIVE]);
}

void
tranche_segment_badge_set_whole (TrancheSegmentBadge *self, gboolean whole)
{
  g_return_if_fail (TRANCHE_IS_SEGMENT_BADGE (self));

  self->whole = whole;
  update_name (self);
}
