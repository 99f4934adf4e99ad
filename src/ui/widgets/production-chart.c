/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/widgets/production-chart.h"

#include <glib/gi18n.h>

#include "domain/text.h"
#include "ui/widgets/mark-symbol.h"
#include "ui/widgets/production-bar.h"

#define MOST_MONTHS 120
#define MINIMUM_WIDTH 240
#define NATURAL_WIDTH 640
#define PLOT_HEIGHT 180
#define BAR_SPACING 0.25 /* of the room a month has */
#define WIDEST_BAR 28
#define GAP 6
#define SYMBOL_SIZE 12
/* The limits' names stand beside the plot, and leave it at least this part of the width. */
#define PLOT_SHARE 0.6

typedef struct
{
  char *text;
  TrancheMoney lower;
  GtkWidget *symbol;
  float label_y; /* the middle of its name, moved down where names would overlap */
} Limit;

struct _TrancheProductionChart
{
  GtkWidget parent_instance;

  GtkLabel *caption;
  GPtrArray *bars; /* borrowed: TrancheProductionBar, children */
  GArray *limits;  /* Limit */
  TrancheMonth start;
  TrancheMonth end;
  guint current; /* the bar that Tab goes to */

  /* Of the latest allocation */
  graphene_rect_t plot;
  TrancheMoney top;
  TrancheMoney bottom;
};

G_DEFINE_FINAL_TYPE (TrancheProductionChart, tranche_production_chart, GTK_TYPE_WIDGET)

static void
limit_clear (gpointer data)
{
  Limit *limit = data;

  g_clear_pointer (&limit->text, g_free);
  g_clear_pointer (&limit->symbol, gtk_widget_unparent);
}

static TrancheProductionBar *
get_bar (TrancheProductionChart *self, guint position)
{
  return g_ptr_array_index (self->bars, position);
}

static gboolean
is_counted (TrancheProductionChart *self, TrancheMonth month)
{
  return self->start == TRANCHE_MONTH_NONE || (month >= self->start && month <= self->end);
}

/* What is written above while no month is looked at. */
static void
show_total (TrancheProductionChart *self)
{
  TrancheMoney total = 0;
  guint n_counted = 0;
  g_autofree char *amount = NULL;
  g_autofree char *text = NULL;

  for (guint i = 0; i < self->bars->len; i++)
    {
      TrancheProductionBar *bar = get_bar (self, i);

      if (!tranche_production_bar_get_counted (bar))
        continue;
      n_counted++;
      if (!tranche_money_add (total, tranche_production_bar_get_amount (bar), &total))
        {
          gtk_label_set_label (self->caption, "");
          return;
        }
    }
  amount = tranche_money_format (total);
  text = g_strdup_printf (ngettext ("%d month: %s", "%d months: %s", n_counted), (int) n_counted,
                          amount);
  gtk_label_set_label (self->caption, text);
}

static void
show_bar (TrancheProductionChart *self, TrancheProductionBar *bar)
{
  gtk_label_set_label (self->caption, tranche_production_bar_get_text (bar));
}

static void
set_current (TrancheProductionChart *self, guint position)
{
  if (self->current < self->bars->len)
    gtk_widget_set_focusable (GTK_WIDGET (get_bar (self, self->current)), FALSE);
  self->current = position;
  if (position < self->bars->len)
    gtk_widget_set_focusable (GTK_WIDGET (get_bar (self, position)), TRUE);
}

static void
focus_entered_cb (GtkEventController *controller, TrancheProductionChart *self)
{
  show_bar (self, TRANCHE_PRODUCTION_BAR (gtk_event_controller_get_widget (controller)));
}

static void
pointer_moved_cb (GtkEventControllerMotion *controller,
                  double x,
                  double y,
                  TrancheProductionChart *self)
{
  for (guint i = 0; i < self->bars->len; i++)
    {
      graphene_rect_t bounds;
      GtkWidget *bar = GTK_WIDGET (get_bar (self, i));

      if (gtk_widget_compute_bounds (bar, GTK_WIDGET (self), &bounds)
          && x >= bounds.origin.x - GAP / 2.0
          && x <= bounds.origin.x + bounds.size.width + GAP / 2.0)
        {
          show_bar (self, get_bar (self, i));
          return;
        }
    }
}

static void
looked_away_cb (GtkEventController *controller, TrancheProductionChart *self)
{
  if (self->current < self->bars->len
      && gtk_widget_has_focus (GTK_WIDGET (get_bar (self, self->current))))
    show_bar (self, get_bar (self, self->current));
  else
    show_total (self);
}

static gboolean
move_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  TrancheProductionChart *self = TRANCHE_PRODUCTION_CHART (widget);
  int by = g_variant_get_int32 (arguments);
  int position = (int) self->current;

  if (self->bars->len == 0)
    return FALSE;
  if (ABS (by) == 1 && gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL)
    by = -by;
  position = CLAMP (position + by, 0, (int) self->bars->len - 1);
  set_current (self, (guint) position);
  gtk_widget_grab_focus (GTK_WIDGET (get_bar (self, self->current)));
  return TRUE;
}

/* The highest bar, or the lowest limit above it: so one sees how far it is. */
static void
update_scale (TrancheProductionChart *self)
{
  TrancheMoney nearest = 0;

  self->top = 0;
  self->bottom = 0;
  for (guint i = 0; i < self->bars->len; i++)
    {
      TrancheMoney amount = tranche_production_bar_get_amount (get_bar (self, i));

      self->top = MAX (self->top, amount);
      self->bottom = MIN (self->bottom, amount);
    }
  for (guint i = 0; i < self->limits->len; i++)
    {
      TrancheMoney lower = g_array_index (self->limits, Limit, i).lower;

      if (lower > self->top && (nearest == 0 || lower < nearest))
        nearest = lower;
    }
  self->top = MAX (self->top, nearest);
  if (self->top == 0 && self->bottom == 0)
    self->top = 1;
}

/* Drawing only: the figures themselves stay whole. */
static float
get_y (TrancheProductionChart *self, TrancheMoney amount)
{
  double span = (double) self->top - (double) self->bottom;
  double part = ((double) self->top - (double) amount) / span;

  return self->plot.origin.y + (float) part * self->plot.size.height;
}

static PangoLayout *
create_layout (TrancheProductionChart *self, const char *text)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);
  PangoAttrList *attributes = pango_attr_list_new ();

  pango_attr_list_insert (attributes, pango_attr_scale_new (PANGO_SCALE_SMALL));
  pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum"));
  pango_layout_set_attributes (layout, attributes);
  pango_attr_list_unref (attributes);
  return layout;
}

static int
get_line_height (TrancheProductionChart *self)
{
  g_autoptr (PangoLayout) layout = create_layout (self, "0");
  int height;

  pango_layout_get_pixel_size (layout, NULL, &height);
  return height;
}

static int
get_gutter (TrancheProductionChart *self, int width)
{
  int widest = 0;

  for (guint i = 0; i < self->limits->len; i++)
    {
      const Limit *limit = &g_array_index (self->limits, Limit, i);
      g_autoptr (PangoLayout) layout = create_layout (self, limit->text);
      int text_width;

      pango_layout_get_pixel_size (layout, &text_width, NULL);
      if (limit->lower <= self->top)
        widest = MAX (widest, text_width);
    }
  if (widest == 0)
    return 0;
  return MIN (widest + SYMBOL_SIZE + 2 * GAP, (int) (width * (1 - PLOT_SHARE)));
}

static void
tranche_production_chart_measure (GtkWidget *widget,
                                  GtkOrientation orientation,
                                  int for_size,
                                  int *minimum,
                                  int *natural,
                                  int *minimum_baseline,
                                  int *natural_baseline)
{
  TrancheProductionChart *self = TRANCHE_PRODUCTION_CHART (widget);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = MINIMUM_WIDTH;
      *natural = NATURAL_WIDTH;
      return;
    }
  gtk_widget_measure (GTK_WIDGET (self->caption), GTK_ORIENTATION_VERTICAL, -1, minimum, NULL, NULL,
                      NULL);
  *minimum += get_line_height (self) + 3 * GAP + PLOT_HEIGHT;
  *natural = *minimum;
}

static void
allocate_bars (TrancheProductionChart *self)
{
  gboolean mirrored = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  float slot = self->bars->len > 0 ? self->plot.size.width / self->bars->len : 0;
  float width = MIN (slot * (1 - BAR_SPACING), WIDEST_BAR);
  float zero = get_y (self, 0);

  for (guint i = 0; i < self->bars->len; i++)
    {
      GtkWidget *bar = GTK_WIDGET (get_bar (self, i));
      float y = get_y (self, tranche_production_bar_get_amount (get_bar (self, i)));
      guint place = mirrored ? self->bars->len - 1 - i : i;
      int minimum_width;
      int minimum_height;
      graphene_rect_t area;

      gtk_widget_measure (bar, GTK_ORIENTATION_HORIZONTAL, -1, &minimum_width, NULL, NULL, NULL);
      gtk_widget_measure (bar, GTK_ORIENTATION_VERTICAL, -1, &minimum_height, NULL, NULL, NULL);
      graphene_rect_init (&area, self->plot.origin.x + slot * place + (slot - width) / 2,
                          MIN (y, zero), width, ABS (y - zero));
      gtk_widget_size_allocate (bar,
                                &(GtkAllocation) { (int) area.origin.x, (int) area.origin.y,
                                                   MAX ((int) area.size.width, minimum_width),
                                                   MAX ((int) area.size.height, minimum_height) },
                                -1);
    }
}

static void
allocate_symbols (TrancheProductionChart *self)
{
  gboolean mirrored = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  float x = mirrored ? self->plot.origin.x - GAP - SYMBOL_SIZE
                     : self->plot.origin.x + self->plot.size.width + GAP;
  float line_height = get_line_height (self);
  float free_from = -line_height;

  for (guint i = 0; i < self->limits->len; i++)
    {
      Limit *limit = &g_array_index (self->limits, Limit, i);

      gtk_widget_set_child_visible (limit->symbol, limit->lower <= self->top);
      if (limit->lower > self->top)
        continue;
      limit->label_y = MAX (get_y (self, limit->lower), free_from + line_height / 2);
      free_from = limit->label_y + line_height / 2;
      gtk_widget_size_allocate (limit->symbol,
                                &(GtkAllocation) { (int) x, (int) limit->label_y - SYMBOL_SIZE / 2,
                                                   SYMBOL_SIZE, SYMBOL_SIZE },
                                -1);
    }
}

static void
tranche_production_chart_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  TrancheProductionChart *self = TRANCHE_PRODUCTION_CHART (widget);
  gboolean mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int line_height = get_line_height (self);
  int caption_height;
  int gutter;

  gtk_widget_measure (GTK_WIDGET (self->caption), GTK_ORIENTATION_VERTICAL, -1, &caption_height,
                      NULL, NULL, NULL);
  gtk_widget_size_allocate (GTK_WIDGET (self->caption),
                            &(GtkAllocation) { 0, 0, width, caption_height }, -1);

  update_scale (self);
  gutter = get_gutter (self, width);
  graphene_rect_init (&self->plot, mirrored ? gutter : 0, caption_height + 2 * GAP, width - gutter,
                      MAX (1, height - caption_height - line_height - 3 * GAP));
  allocate_bars (self);
  allocate_symbols (self);
}

static void
append_line (GtkSnapshot *snapshot,
             float x,
             float y,
             float width,
             const GdkRGBA *colour,
             gboolean dashed)
{
  static const float dashes[] = { 4, 3 };
  g_autoptr (GskPathBuilder) builder = gsk_path_builder_new ();
  g_autoptr (GskPath) path = NULL;
  GskStroke *stroke = gsk_stroke_new (1);

  /* Half a pixel down, so that a line one pixel wide is sharp. */
  gsk_path_builder_move_to (builder, x, (int) y + 0.5f);
  gsk_path_builder_line_to (builder, x + width, (int) y + 0.5f);
  path = gsk_path_builder_free_to_path (g_steal_pointer (&builder));
  if (dashed)
    gsk_stroke_set_dash (stroke, dashes, G_N_ELEMENTS (dashes));
  gtk_snapshot_append_stroke (snapshot, path, stroke, colour);
  gsk_stroke_free (stroke);
}

static void
append_text (GtkSnapshot *snapshot, PangoLayout *layout, float x, float y, const GdkRGBA *colour)
{
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((int) x, (int) y));
  gtk_snapshot_append_layout (snapshot, layout, colour);
  gtk_snapshot_restore (snapshot);
}

static void
snapshot_limits (TrancheProductionChart *self, GtkSnapshot *snapshot, const GdkRGBA *text_colour)
{
  gboolean mirrored = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  float end = self->plot.origin.x + self->plot.size.width;
  int text_width = MAX (1, gtk_widget_get_width (GTK_WIDGET (self)) - (int) self->plot.size.width
                               - SYMBOL_SIZE - 2 * GAP);

  for (guint i = 0; i < self->limits->len; i++)
    {
      Limit *limit = &g_array_index (self->limits, Limit, i);
      g_autoptr (PangoLayout) layout = NULL;
      GdkRGBA colour;
      float y = get_y (self, limit->lower);
      int height;

      if (limit->lower > self->top)
        continue;
      gtk_widget_get_color (limit->symbol, &colour);
      append_line (snapshot, self->plot.origin.x, y, self->plot.size.width, &colour, TRUE);

      layout = create_layout (self, limit->text);
      pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
      pango_layout_set_width (layout, text_width * PANGO_SCALE);
      pango_layout_set_alignment (layout, mirrored ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT);
      pango_layout_get_pixel_size (layout, NULL, &height);
      append_text (snapshot, layout, mirrored ? 0 : end + 2 * GAP + SYMBOL_SIZE,
                   limit->label_y - height / 2.0f, text_colour);
    }
}

static void
snapshot_months (TrancheProductionChart *self, GtkSnapshot *snapshot, const GdkRGBA *colour)
{
  static const guint steps[] = { 1, 2, 3, 6, 12, 24, 60 };
  gboolean mirrored = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  float slot = self->bars->len > 0 ? self->plot.size.width / self->bars->len : 0;
  guint step = 0;
  float y = self->plot.origin.y + self->plot.size.height + GAP;

  for (guint i = 0; i < self->bars->len; i += steps[step])
    {
      g_autofree char *text
          = tranche_month_format (tranche_production_bar_get_month (get_bar (self, i)));
      g_autoptr (PangoLayout) layout = create_layout (self, text);
      float start;
      int width;

      pango_layout_get_pixel_size (layout, &width, NULL);
      if (i == 0)
        {
          while (step + 1 < G_N_ELEMENTS (steps) && slot * steps[step] < width + 2 * GAP)
            step++;
        }
      start = mirrored ? self->plot.origin.x + self->plot.size.width - slot * i - width
                       : self->plot.origin.x + slot * i;
      if (start >= 0 && start + width <= gtk_widget_get_width (GTK_WIDGET (self)))
        append_text (snapshot, layout, start, y, colour);
    }
}

static void
tranche_production_chart_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  TrancheProductionChart *self = TRANCHE_PRODUCTION_CHART (widget);
  GdkRGBA colour;
  GdkRGBA line_colour;

  gtk_widget_get_color (widget, &colour);
  line_colour = colour;
  line_colour.alpha *= 0.3f;
  colour.alpha *= 0.75f;

  GTK_WIDGET_CLASS (tranche_production_chart_parent_class)->snapshot (widget, snapshot);
  append_line (snapshot, self->plot.origin.x, get_y (self, 0), self->plot.size.width, &line_colour,
               FALSE);
  snapshot_limits (self, snapshot, &colour);
  snapshot_months (self, snapshot, &colour);
}

static int
compare_limits (gconstpointer a, gconstpointer b)
{
  TrancheMoney first = ((const Limit *) a)->lower;
  TrancheMoney second = ((const Limit *) b)->lower;

  return (first < second) - (first > second);
}

/* The lines are drawn; for assistive technology they are words. */
static void
describe_limits (TrancheProductionChart *self)
{
  g_autoptr (GString) list = g_string_new (NULL);
  g_autofree char *description = NULL;

  for (guint i = self->limits->len; i > 0; i--)
    tranche_text_list_item (list, g_array_index (self->limits, Limit, i - 1).text);
  /* Translators: %s is a list of segments with their limits: “Silver 500, Gold 2,000” */
  description
      = list->len > 0 ? g_strdup_printf (_ ("Monthly limits: %s"), list->str) : g_strdup ("");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  description, -1);
}

static void
clear_bars (TrancheProductionChart *self)
{
  for (guint i = 0; i < self->bars->len; i++)
    gtk_widget_unparent (GTK_WIDGET (get_bar (self, i)));
  g_ptr_array_set_size (self->bars, 0);
}

static void
tranche_production_chart_dispose (GObject *object)
{
  TrancheProductionChart *self = TRANCHE_PRODUCTION_CHART (object);

  clear_bars (self);
  g_array_set_size (self->limits, 0);
  if (self->caption != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->caption));
  self->caption = NULL;

  G_OBJECT_CLASS (tranche_production_chart_parent_class)->dispose (object);
}

static void
tranche_production_chart_finalize (GObject *object)
{
  TrancheProductionChart *self = TRANCHE_PRODUCTION_CHART (object);

  g_clear_pointer (&self->bars, g_ptr_array_unref);
  g_clear_pointer (&self->limits, g_array_unref);

  G_OBJECT_CLASS (tranche_production_chart_parent_class)->finalize (object);
}

static void
tranche_production_chart_class_init (TrancheProductionChartClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tranche_production_chart_dispose;
  G_OBJECT_CLASS (klass)->finalize = tranche_production_chart_finalize;
  widget_class->measure = tranche_production_chart_measure;
  widget_class->size_allocate = tranche_production_chart_size_allocate;
  widget_class->snapshot = tranche_production_chart_snapshot;

  gtk_widget_class_add_binding (widget_class, GDK_KEY_Left, 0, move_cb, "i", -1);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Right, 0, move_cb, "i", 1);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Home, 0, move_cb, "i", -MOST_MONTHS);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_End, 0, move_cb, "i", MOST_MONTHS);
  gtk_widget_class_set_css_name (widget_class, "productionchart");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LIST);
}

static void
tranche_production_chart_init (TrancheProductionChart *self)
{
  GtkEventController *motion = gtk_event_controller_motion_new ();

  self->bars = g_ptr_array_new ();
  self->limits = g_array_new (FALSE, TRUE, sizeof (Limit));
  g_array_set_clear_func (self->limits, limit_clear);
  self->start = TRANCHE_MONTH_NONE;
  self->end = TRANCHE_MONTH_NONE;

  self->caption = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->caption, 0);
  gtk_label_set_ellipsize (self->caption, PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (GTK_WIDGET (self->caption), "numeric");
  gtk_widget_add_css_class (GTK_WIDGET (self->caption), "caption-heading");
  gtk_widget_set_parent (GTK_WIDGET (self->caption), GTK_WIDGET (self));

  g_signal_connect (motion, "motion", G_CALLBACK (pointer_moved_cb), self);
  g_signal_connect (motion, "leave", G_CALLBACK (looked_away_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Production by month"), -1);
}

GtkWidget *
tranche_production_chart_new (void)
{
  return g_object_new (TRANCHE_TYPE_PRODUCTION_CHART, NULL);
}

void
tranche_production_chart_set_months (TrancheProductionChart *self,
                                     TrancheMonth first,
                                     const TrancheMoney *amounts,
                                     guint n_months)
{
  g_return_if_fail (TRANCHE_IS_PRODUCTION_CHART (self));
  g_return_if_fail (n_months == 0 || amounts != NULL);
  g_return_if_fail (n_months <= MOST_MONTHS);

  clear_bars (self);
  for (guint i = 0; i < n_months; i++)
    {
      TrancheMonth month = first + (TrancheMonth) i;
      GtkWidget *bar = tranche_production_bar_new (month, amounts[i]);
      GtkEventController *focus = gtk_event_controller_focus_new ();

      tranche_production_bar_set_counted (TRANCHE_PRODUCTION_BAR (bar), is_counted (self, month));
      g_signal_connect (focus, "enter", G_CALLBACK (focus_entered_cb), self);
      g_signal_connect (focus, "leave", G_CALLBACK (looked_away_cb), self);
      gtk_widget_add_controller (bar, focus);
      gtk_widget_set_parent (bar, GTK_WIDGET (self));
      g_ptr_array_add (self->bars, bar);
    }
  set_current (self, n_months > 0 ? n_months - 1 : 0);
  show_total (self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

void
tranche_production_chart_set_range (TrancheProductionChart *self,
                                    TrancheMonth start,
                                    TrancheMonth end)
{
  g_return_if_fail (TRANCHE_IS_PRODUCTION_CHART (self));

  self->start = start;
  self->end = end;
  for (guint i = 0; i < self->bars->len; i++)
    {
      TrancheProductionBar *bar = get_bar (self, i);

      tranche_production_bar_set_counted (
          bar, is_counted (self, tranche_production_bar_get_month (bar)));
    }
  show_total (self);
}

void
tranche_production_chart_set_limits (TrancheProductionChart *self,
                                     const TrancheChartLimit *limits,
                                     guint n_limits)
{
  g_return_if_fail (TRANCHE_IS_PRODUCTION_CHART (self));
  g_return_if_fail (n_limits == 0 || limits != NULL);

  g_array_set_size (self->limits, 0);
  for (guint i = 0; i < n_limits; i++)
    {
      g_autofree char *amount = NULL;
      Limit limit = { 0 };

      /* A line on the base line says nothing. */
      if (limits[i].lower <= 0)
        continue;
      amount = tranche_money_format_short (limits[i].lower);
      /* Translators: a segment and its monthly limit, at a line of the chart: “Gold 2,000” */
      limit.text = g_strdup_printf (C_ ("chart limit", "%s %s"), limits[i].segment_name, amount);
      limit.lower = limits[i].lower;
      limit.symbol = tranche_mark_symbol_new ();
      tranche_mark_symbol_set (TRANCHE_MARK_SYMBOL (limit.symbol), limits[i].colour,
                               limits[i].mark);
      gtk_widget_set_parent (limit.symbol, GTK_WIDGET (self));
      g_array_append_val (self->limits, limit);
    }
  g_array_sort (self->limits, compare_limits);
  describe_limits (self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}
