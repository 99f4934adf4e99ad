/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <math.h>
#include <pango/pangocairo.h>

#include "report/layout-private.h"

#define FOOT_RULE 0.4

/* More letters than fit into the line. */
#define MAX_FOOT_LENGTH 160

#define SEGMENT_INK(colour) (TRANCHE_INK_SEGMENT + TRANCHE_COLOUR_##colour - TRANCHE_COLOUR_BLUE)

/* Dark enough to be read in black and white and after a fax; the mark lies under the text and is
 * light. */
static const double inks[TRANCHE_N_INKS][3] = {
  [TRANCHE_INK_TEXT] = { 0.11, 0.12, 0.14 },
  [TRANCHE_INK_QUIET] = { 0.36, 0.38, 0.42 },
  [TRANCHE_INK_ACCENT] = { 0.08, 0.19, 0.32 },
  [TRANCHE_INK_RULE] = { 0.74, 0.76, 0.79 },
  [TRANCHE_INK_MARK] = { 0.925, 0.925, 0.93 },
  /* Those of the window on a light background. */
  [SEGMENT_INK (BLUE)] = { 0.016, 0.380, 0.745 },
  [SEGMENT_INK (TEAL)] = { 0.000, 0.443, 0.518 },
  [SEGMENT_INK (GREEN)] = { 0.082, 0.467, 0.180 },
  [SEGMENT_INK (YELLOW)] = { 0.565, 0.325, 0.000 },
  [SEGMENT_INK (ORANGE)] = { 0.714, 0.133, 0.000 },
  [SEGMENT_INK (RED)] = { 0.753, 0.000, 0.137 },
  [SEGMENT_INK (PINK)] = { 0.635, 0.196, 0.424 },
  [SEGMENT_INK (PURPLE)] = { 0.537, 0.224, 0.643 },
  [SEGMENT_INK (SLATE)] = { 0.322, 0.400, 0.471 },
};

static void
set_ink (cairo_t *cairo, TrancheInk ink)
{
  cairo_set_source_rgb (cairo, inks[ink][0], inks[ink][1], inks[ink][2]);
}

static void
draw_text (cairo_t *cairo, const TrancheItem *item, double y)
{
  PangoLayoutIter *lines;

  if (item->text.line != NULL)
    {
      tranche_render_line (cairo, item->text.line, item->x, y + item->y);
      return;
    }

  lines = pango_layout_get_iter (item->text.layout);
  do
    {
      PangoLayoutLine *line = pango_layout_iter_get_line_readonly (lines);
      PangoRectangle extents;
      double baseline;

      pango_layout_iter_get_line_extents (lines, NULL, &extents);
      baseline = (double) pango_layout_iter_get_baseline (lines) / PANGO_SCALE;
      tranche_render_line (cairo, line,
                           item->x + tranche_text_get_line_x (item->text.layout, line, &extents),
                           y + item->y + baseline);
    }
  while (pango_layout_iter_next_line (lines));
  pango_layout_iter_free (lines);
}

static void
draw_image (cairo_t *cairo, const TrancheItem *item, double y)
{
  cairo_save (cairo);
  cairo_translate (cairo, item->x, y + item->y);
  cairo_scale (cairo, item->image.scale, item->image.scale);
  cairo_set_source_surface (cairo, item->image.surface, 0, 0);
  cairo_paint (cairo);
  cairo_restore (cairo);
}

/* The mark is drawn as a shape, so that it isn't mixed into the text that is selected or read
 * aloud; the foot line says the same in words. */
static void
draw_mark (TrancheLayout *layout, cairo_t *cairo)
{
  /* Translators: the large mark across each page of a document that isn't issued yet */
  g_autoptr (PangoLayout) mark = tranche_layout_shape (layout, TRANCHE_TEXT_MARK, PANGO_ALIGN_LEFT,
                                                       -1, C_ ("document mark", "DRAFT"));
  int width, height;
  double room = hypot (layout->width, layout->height) * 0.7;
  double scale;

  pango_layout_get_size (mark, &width, &height);
  scale = MIN (1, room * PANGO_SCALE / MAX (width, 1));

  cairo_save (cairo);
  cairo_translate (cairo, layout->width / 2, layout->height / 2);
  cairo_rotate (cairo, -atan2 (layout->height, layout->width));
  cairo_scale (cairo, scale, scale);
  cairo_move_to (cairo, -width / 2.0 / PANGO_SCALE, -height / 2.0 / PANGO_SCALE);
  set_ink (cairo, TRANCHE_INK_MARK);
  pango_cairo_layout_path (cairo, mark);
  cairo_fill (cairo);
  cairo_restore (cairo);
}

static char *
create_foot_text (TrancheLayout *layout)
{
  const char *number = tranche_document_get_number (layout->document);
  const char *title = tranche_document_get_title (layout->document);
  g_autoptr (GString) text = g_string_new (NULL);

  if (*number != '\0')
    g_string_append (text, number);
  if (tranche_document_get_draft (layout->document))
    g_string_append_printf (text, "%s%s", text->len > 0 ? "  ·  " : "", _ ("Draft, not issued"));
  if (*title != '\0')
    g_string_append_printf (text, "%s%s", text->len > 0 ? "  ·  " : "", title);
  g_strdelimit (text->str, "\n", ' ');

  return g_utf8_strlen (text->str, -1) > MAX_FOOT_LENGTH
             ? g_utf8_substring (text->str, 0, MAX_FOOT_LENGTH)
             : g_string_free (g_steal_pointer (&text), FALSE);
}

static void
draw_foot (TrancheLayout *layout, guint page, cairo_t *cairo)
{
  double measure = tranche_layout_get_measure (layout);
  double y = layout->height - TRANCHE_FOOT_BASELINE;
  double page_width = 90;
  double text_left = layout->right_to_left ? page_width : 0;
  double page_left = layout->right_to_left ? 0 : measure - page_width;
  g_autofree char *foot = create_foot_text (layout);
  /* Translators: page 2 of 3 */
  g_autofree char *label = g_strdup_printf (_ ("Page %u of %u"), page + 1, layout->pages->len);
  g_autoptr (PangoLayout) text = NULL;
  g_autoptr (PangoLayout) number = NULL;
  PangoLayoutLine *line;

  set_ink (cairo, TRANCHE_INK_RULE);
  cairo_rectangle (cairo, TRANCHE_MARGIN_SIDE, y - 16, measure, FOOT_RULE);
  cairo_fill (cairo);

  text = tranche_layout_shape (layout, TRANCHE_TEXT_FOOT, PANGO_ALIGN_LEFT, measure - page_width,
                               foot);
  number = tranche_layout_shape (layout, TRANCHE_TEXT_FOOT, PANGO_ALIGN_RIGHT, page_width, label);
  set_ink (cairo, tranche_text_style_get_ink (TRANCHE_TEXT_FOOT));

  /* One line: the number comes first, so that a long title is what gets cut. */
  line = pango_layout_get_line_readonly (text, 0);
  if (line != NULL)
    {
      PangoRectangle extents;

      pango_layout_line_get_extents (line, NULL, &extents);
      if (layout->right_to_left)
        text_left += measure - page_width - (double) extents.width / PANGO_SCALE;
      cairo_move_to (cairo, TRANCHE_MARGIN_SIDE + text_left, y);
      pango_cairo_show_layout_line (cairo, line);
    }
  cairo_move_to (cairo, TRANCHE_MARGIN_SIDE + page_left,
                 y - (double) pango_layout_get_baseline (number) / PANGO_SCALE);
  pango_cairo_show_layout (cairo, number);
}

/* A mark says nothing that the name beside it doesn't. */
static void
draw_segment_marks (TrancheLayout *layout, const TranchePage *page, cairo_t *cairo)
{
  for (guint i = page->first; i < page->first + page->n_placements; i++)
    {
      const TranchePlacement *placement = &g_array_index (layout->placements, TranchePlacement, i);
      const TrancheStrip *strip = &g_array_index (layout->strips, TrancheStrip, placement->strip);

      for (guint j = 0; j < strip->n_items; j++)
        {
          const TrancheItem *item
              = &g_array_index (layout->items, TrancheItem, strip->first_item + j);

          if (item->kind != TRANCHE_ITEM_MARK)
            continue;
          set_ink (cairo, item->ink);
          tranche_render_mark (cairo, item->mark.shape, item->x, placement->y + item->y,
                               item->mark.size);
        }
    }
}

/* Everything that isn't the document's own text, in one go: mark, foot, rules, pictures, heads once
 * more. */
static void
draw_furniture (TrancheLayout *layout, const TranchePage *page, guint number, cairo_t *cairo)
{
  if (tranche_document_get_draft (layout->document))
    draw_mark (layout, cairo);
  draw_foot (layout, number, cairo);

  for (guint ink = 0; ink < TRANCHE_INK_SEGMENT; ink++)
    {
      gboolean any = FALSE;

      for (guint i = page->first; i < page->first + page->n_placements; i++)
        {
          const TranchePlacement *placement
              = &g_array_index (layout->placements, TranchePlacement, i);
          const TrancheStrip *strip
              = &g_array_index (layout->strips, TrancheStrip, placement->strip);

          for (guint j = 0; j < strip->n_items; j++)
            {
              const TrancheItem *item
                  = &g_array_index (layout->items, TrancheItem, strip->first_item + j);

              if (item->kind != TRANCHE_ITEM_RULE || item->ink != ink)
                continue;
              cairo_rectangle (cairo, item->x, placement->y + item->y, item->rule.width,
                               item->rule.thickness);
              any = TRUE;
            }
        }
      if (any)
        {
          set_ink (cairo, ink);
          cairo_fill (cairo);
        }
    }
  draw_segment_marks (layout, page, cairo);
}

static void
draw_strip (TrancheLayout *layout,
            const TranchePlacement *placement,
            cairo_t *cairo,
            int *current_ink,
            gboolean tagged)
{
  const TrancheStrip *strip = &g_array_index (layout->strips, TrancheStrip, placement->strip);

  for (guint i = 0; i < strip->n_items; i++)
    {
      const TrancheItem *item = &g_array_index (layout->items, TrancheItem, strip->first_item + i);

      switch (item->kind)
        {
        case TRANCHE_ITEM_TEXT:
          if ((int) item->ink != *current_ink)
            {
              *current_ink = item->ink;
              set_ink (cairo, item->ink);
            }
          draw_text (cairo, item, placement->y);
          break;
        case TRANCHE_ITEM_BEGIN:
          if (tagged)
            cairo_tag_begin (cairo, item->tag, NULL);
          break;
        case TRANCHE_ITEM_END:
          if (tagged)
            cairo_tag_end (cairo, item->tag);
          break;
        case TRANCHE_ITEM_IMAGE:
          /* A logo says nothing that the practice's name beside it doesn't. */
          if (tagged)
            cairo_tag_begin (cairo, "Artifact", NULL);
          draw_image (cairo, item, placement->y);
          if (tagged)
            cairo_tag_end (cairo, "Artifact");
          break;
        case TRANCHE_ITEM_RULE:
        case TRANCHE_ITEM_MARK:
          break;
        default:
          g_assert_not_reached ();
        }
    }
}

void
tranche_layout_draw_page (TrancheLayout *layout, guint number, cairo_t *cairo, gboolean tagged)
{
  const TranchePage *page = &g_array_index (layout->pages, TranchePage, number);
  guint next = page->first;
  guint end = page->first + page->n_placements;
  int ink = -1;

  cairo_save (cairo);

  if (tagged)
    cairo_tag_begin (cairo, "Artifact", NULL);
  draw_furniture (layout, page, number, cairo);
  for (; next < end; next++)
    {
      const TranchePlacement *placement
          = &g_array_index (layout->placements, TranchePlacement, next);

      if (!placement->repeated)
        break;
      draw_strip (layout, placement, cairo, &ink, FALSE);
    }
  if (tagged)
    cairo_tag_end (cairo, "Artifact");

  for (; next < end; next++)
    draw_strip (layout, &g_array_index (layout->placements, TranchePlacement, next), cairo, &ink,
                tagged);

  cairo_restore (cairo);
}

void
tranche_layout_render_page (TrancheLayout *layout, guint page, cairo_t *cairo)
{
  g_return_if_fail (layout != NULL && cairo != NULL);
  g_return_if_fail (page < layout->pages->len);

  tranche_layout_draw_page (layout, page, cairo, FALSE);
}
