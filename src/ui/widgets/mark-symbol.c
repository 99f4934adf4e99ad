/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/widgets/mark-symbol.h"

/* The square that the shapes are drawn in. */
#define SHAPE_SIZE 16

struct _TrancheMarkSymbol
{
  GtkWidget parent_instance;

  int colour;
  int mark;
};

/* By TrancheSegmentColour; resources/style.css has the colours. */
static const char *const style_classes[] = {
  NULL,
  "segment-blue",
  "segment-teal",
  "segment-green",
  "segment-yellow",
  "segment-orange",
  "segment-red",
  "segment-pink",
  "segment-purple",
  "segment-slate",
};

/* By TrancheSegmentMark. Of about the same weight for the eye, and filled by the even-odd rule. */
static const char *const shapes[] = {
  NULL,
  "M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2z",
  "M8 1.5L15 14L1 14z",
  "M8 1L15 8L8 15L1 8z",
  "M2.5 2.5L13.5 2.5L13.5 13.5L2.5 13.5z",
  "M8 .8L10.06 5.77L15.42 6.19L11.33 9.68L12.58 14.91L8 12.1L3.42 14.91L4.67 9.68L.58 "
  "6.19L5.94 5.77z",
  "M8 1.3L14.66 6.14L12.11 13.96L3.89 13.96L1.34 6.14z",
  "M4.5 1.9L11.5 1.9L15 8L11.5 14.1L4.5 14.1L1 8z",
  "M5.75 1.5L10.25 1.5L10.25 5.75L14.5 5.75L14.5 10.25L10.25 10.25L10.25 14.5L5.75 "
  "14.5L5.75 10.25L1.5 10.25L1.5 5.75L5.75 5.75z",
  "M8 1.5a6.5 6.5 0 1 0 0 13A6.5 6.5 0 0 0 8 1.5zM8 4.5a3.5 3.5 0 1 1 0 7A3.5 3.5 0 0 "
  "1 8 4.5z",
};

G_DEFINE_FINAL_TYPE (TrancheMarkSymbol, tranche_mark_symbol, GTK_TYPE_WIDGET)

static GskPath *
get_path (int mark)
{
  static GskPath *paths[G_N_ELEMENTS (shapes)];

  /* A code of a newer version looks like a circle. */
  if (mark <= 0 || mark >= (int) G_N_ELEMENTS (shapes))
    mark = TRANCHE_MARK_CIRCLE;
  if (paths[mark] == NULL)
    paths[mark] = gsk_path_parse (shapes[mark]);
  return paths[mark];
}

static void
tranche_mark_symbol_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  TrancheMarkSymbol *self = TRANCHE_MARK_SYMBOL (widget);
  float width = gtk_widget_get_width (widget);
  float height = gtk_widget_get_height (widget);
  float size = MIN (width, height);
  GdkRGBA colour;

  if (self->mark == 0)
    return;
  gtk_widget_get_color (widget, &colour);
  tranche_mark_symbol_append (snapshot, self->mark, (width - size) / 2, (height - size) / 2, size,
                              &colour);
}

static void
tranche_mark_symbol_class_init (TrancheMarkSymbolClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->snapshot = tranche_mark_symbol_snapshot;

  gtk_widget_class_set_css_name (widget_class, "marksymbol");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
tranche_mark_symbol_init (TrancheMarkSymbol *self)
{
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
}

GtkWidget *
tranche_mark_symbol_new (void)
{
  return g_object_new (TRANCHE_TYPE_MARK_SYMBOL, NULL);
}

void
tranche_mark_symbol_set (TrancheMarkSymbol *self, int colour, int mark)
{
  const char *old_class;
  const char *new_class;

  g_return_if_fail (TRANCHE_IS_MARK_SYMBOL (self));

  old_class = tranche_segment_colour_get_style_class (self->colour);
  new_class = tranche_segment_colour_get_style_class (colour);

  if (self->colour != colour)
    {
      self->colour = colour;
      if (old_class != NULL)
        gtk_widget_remove_css_class (GTK_WIDGET (self), old_class);
      if (new_class != NULL)
        gtk_widget_add_css_class (GTK_WIDGET (self), new_class);
    }
  if (self->mark != mark)
    {
      self->mark = mark;
      gtk_widget_queue_draw (GTK_WIDGET (self));
    }
}

void
tranche_mark_symbol_append (GtkSnapshot *snapshot,
                            int mark,
                            float x,
                            float y,
                            float size,
                            const GdkRGBA *colour)
{
  g_return_if_fail (GTK_IS_SNAPSHOT (snapshot));
  g_return_if_fail (colour != NULL);

  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (x, y));
  gtk_snapshot_scale (snapshot, size / SHAPE_SIZE, size / SHAPE_SIZE);
  gtk_snapshot_append_fill (snapshot, get_path (mark), GSK_FILL_RULE_EVEN_ODD, colour);
  gtk_snapshot_restore (snapshot);
}

const char *
tranche_segment_colour_get_style_class (int colour)
{
  if (colour <= 0 || colour >= (int) G_N_ELEMENTS (style_classes))
    return NULL;
  return style_classes[colour];
}
