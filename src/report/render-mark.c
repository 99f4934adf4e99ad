/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "report/layout-private.h"

/* The square that the shapes are drawn in. */
#define SHAPE_SIZE 16.0

#define MAX_CORNERS 12

/* The window's shapes (ui/widgets/mark-symbol.c), of about the same weight for the eye. */
static const struct
{
  int n_corners;
  double corners[MAX_CORNERS][2];
} polygons[] = {
  [TRANCHE_MARK_TRIANGLE] = { 3, { { 8, 1.5 }, { 15, 14 }, { 1, 14 } } },
  [TRANCHE_MARK_DIAMOND] = { 4, { { 8, 1 }, { 15, 8 }, { 8, 15 }, { 1, 8 } } },
  [TRANCHE_MARK_SQUARE] = { 4, { { 2.5, 2.5 }, { 13.5, 2.5 }, { 13.5, 13.5 }, { 2.5, 13.5 } } },
  [TRANCHE_MARK_STAR] = { 10,
                          { { 8, .8 },
                            { 10.06, 5.77 },
                            { 15.42, 6.19 },
                            { 11.33, 9.68 },
                            { 12.58, 14.91 },
                            { 8, 12.1 },
                            { 3.42, 14.91 },
                            { 4.67, 9.68 },
                            { .58, 6.19 },
                            { 5.94, 5.77 } } },
  [TRANCHE_MARK_PENTAGON]
  = { 5, { { 8, 1.3 }, { 14.66, 6.14 }, { 12.11, 13.96 }, { 3.89, 13.96 }, { 1.34, 6.14 } } },
  [TRANCHE_MARK_HEXAGON]
  = { 6, { { 4.5, 1.9 }, { 11.5, 1.9 }, { 15, 8 }, { 11.5, 14.1 }, { 4.5, 14.1 }, { 1, 8 } } },
  [TRANCHE_MARK_CROSS] = { 12,
                           { { 5.75, 1.5 },
                             { 10.25, 1.5 },
                             { 10.25, 5.75 },
                             { 14.5, 5.75 },
                             { 14.5, 10.25 },
                             { 10.25, 10.25 },
                             { 10.25, 14.5 },
                             { 5.75, 14.5 },
                             { 5.75, 10.25 },
                             { 1.5, 10.25 },
                             { 1.5, 5.75 },
                             { 5.75, 5.75 } } },
};

static void
add_circle (cairo_t *cairo, double radius)
{
  cairo_new_sub_path (cairo);
  cairo_arc (cairo, SHAPE_SIZE / 2, SHAPE_SIZE / 2, radius, 0, 2 * G_PI);
  cairo_close_path (cairo);
}

void
tranche_render_mark (cairo_t *cairo, int mark, double x, double y, double size)
{
  gboolean is_polygon
      = mark > 0 && mark < (int) G_N_ELEMENTS (polygons) && polygons[mark].n_corners > 0;

  cairo_save (cairo);
  cairo_translate (cairo, x, y);
  cairo_scale (cairo, size / SHAPE_SIZE, size / SHAPE_SIZE);
  cairo_set_fill_rule (cairo, CAIRO_FILL_RULE_EVEN_ODD);
  if (is_polygon)
    {
      for (int i = 0; i < polygons[mark].n_corners; i++)
        cairo_line_to (cairo, polygons[mark].corners[i][0], polygons[mark].corners[i][1]);
      cairo_close_path (cairo);
    }
  else if (mark == TRANCHE_MARK_RING)
    {
      add_circle (cairo, 6.5);
      add_circle (cairo, 3.5);
    }
  else
    {
      /* A code of a newer version looks like a circle. */
      add_circle (cairo, 6);
    }
  cairo_fill (cairo);
  cairo_restore (cairo);
}
