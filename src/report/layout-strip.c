/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "report/layout-private.h"

/* How much of a row that no page can hold goes into one strip, points: small enough to fill the
 * rest of a page. */
#define PIECE_HEIGHT 72.0

/* Cells that start within so many points of a row's top start together; more is another line. */
#define LEVEL 8.0

PangoLayout *
tranche_layout_shape (TrancheLayout *layout,
                      TrancheTextStyle style,
                      PangoAlignment alignment,
                      double width,
                      const char *text)
{
  /* For Pango left is left where the text runs as the page does, and right where it doesn't. */
  if (layout->right_to_left && alignment != PANGO_ALIGN_CENTER)
    alignment = alignment == PANGO_ALIGN_LEFT ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT;

  return tranche_typesetter_shape (layout->typesetter, layout->language, style, alignment, width,
                                   text);
}

double
tranche_text_get_height (PangoLayout *text)
{
  int height;

  pango_layout_get_size (text, NULL, &height);
  return (double) height / PANGO_SCALE;
}

/* Pango sets a line that runs against the page to the other side, where a name in a column of
 * others isn't looked for. */
double
tranche_text_get_line_x (PangoLayout *text, PangoLayoutLine *line, const PangoRectangle *extents)
{
  PangoDirection page = pango_context_get_base_dir (pango_layout_get_context (text));
  int width = pango_layout_get_width (text);
  int x = extents->x;

  if (width >= 0 && pango_layout_get_alignment (text) != PANGO_ALIGN_CENTER
      && pango_layout_line_get_resolved_direction (line) != page)
    x = width - extents->x - extents->width;
  return (double) x / PANGO_SCALE;
}

TrancheStrip *
tranche_layout_get_last_strip (TrancheLayout *layout)
{
  g_assert (layout->strips->len > 0);

  return &g_array_index (layout->strips, TrancheStrip, layout->strips->len - 1);
}

TrancheStrip *
tranche_layout_open_strip (TrancheLayout *layout, guint block, TranchePartKind kind, double space)
{
  TrancheStrip strip = {
    .first_item = layout->items->len,
    .space = space,
    .head = -1,
    .kind = kind,
    .block = block,
  };

  g_array_append_val (layout->strips, strip);
  return tranche_layout_get_last_strip (layout);
}

static void
add_item (TrancheLayout *layout, const TrancheItem *item)
{
  g_array_append_vals (layout->items, item, 1);
  tranche_layout_get_last_strip (layout)->n_items++;
}

static double
place (const TrancheLayout *layout, double x, double width)
{
  if (layout->right_to_left)
    return layout->width - TRANCHE_MARGIN_SIDE - x - width;

  return TRANCHE_MARGIN_SIDE + x;
}

void
tranche_layout_add_text (TrancheLayout *layout,
                         PangoLayout *text,
                         TrancheInk ink,
                         double x,
                         double y,
                         double width)
{
  TrancheItem item = {
    .kind = TRANCHE_ITEM_TEXT,
    .ink = ink,
    .x = place (layout, x, width),
    .y = y,
    .text = { .layout = g_object_ref (text) },
  };

  add_item (layout, &item);
}

void
tranche_layout_add_line (TrancheLayout *layout,
                         PangoLayoutIter *line,
                         TrancheInk ink,
                         double x,
                         double y,
                         double width)
{
  PangoLayout *text = pango_layout_iter_get_layout (line);
  PangoLayoutLine *shaped = pango_layout_iter_get_line_readonly (line);
  TrancheItem item = { .kind = TRANCHE_ITEM_TEXT, .ink = ink };
  PangoRectangle extents;

  pango_layout_iter_get_line_extents (line, NULL, &extents);
  item.x = place (layout, x, width) + tranche_text_get_line_x (text, shaped, &extents);
  item.y = y + (double) pango_layout_iter_get_baseline (line) / PANGO_SCALE;
  item.text.layout = g_object_ref (text);
  item.text.line = pango_layout_line_ref (shaped);
  add_item (layout, &item);
}

void
tranche_layout_add_rule (TrancheLayout *layout,
                         TrancheInk ink,
                         double x,
                         double y,
                         double width,
                         double thickness)
{
  TrancheItem item = {
    .kind = TRANCHE_ITEM_RULE,
    .ink = ink,
    .x = place (layout, x, width),
    .y = y,
    .rule = { .width = width, .thickness = thickness },
  };

  add_item (layout, &item);
}

void
tranche_layout_add_image (TrancheLayout *layout,
                          cairo_surface_t *surface,
                          double scale,
                          double x,
                          double y,
                          double width)
{
  TrancheItem item = {
    .kind = TRANCHE_ITEM_IMAGE,
    .x = place (layout, x, width),
    .y = y,
    .image = { .surface = cairo_surface_reference (surface), .scale = scale },
  };

  add_item (layout, &item);
}

void
tranche_layout_add_mark (TrancheLayout *layout,
                         int mark,
                         int colour,
                         double x,
                         double y,
                         double size)
{
  TrancheItem item = {
    .kind = TRANCHE_ITEM_MARK,
    .ink = tranche_ink_get_for_segment (colour),
    .x = place (layout, x, size),
    .y = y,
    .mark = { .shape = mark, .size = size },
  };

  add_item (layout, &item);
}

void
tranche_layout_begin (TrancheLayout *layout, const char *tag)
{
  TrancheItem item = { .kind = TRANCHE_ITEM_BEGIN, .tag = tag };

  add_item (layout, &item);
}

void
tranche_layout_end (TrancheLayout *layout, const char *tag)
{
  TrancheItem item = { .kind = TRANCHE_ITEM_END, .tag = tag };

  add_item (layout, &item);
}

static TrancheStrip *
open_row (TrancheLayout *layout, const TrancheRow *row, double space)
{
  TrancheStrip *strip = tranche_layout_open_strip (layout, row->block, row->kind, space);

  strip->row = row->row;
  strip->head = row->head;
  return strip;
}

static void
begin_row (TrancheLayout *layout, const TrancheRow *row)
{
  if (row->opens != NULL)
    tranche_layout_begin (layout, row->opens);
  tranche_layout_begin (layout, row->tag);
}

static void
close_row (TrancheLayout *layout, const TrancheRow *row, double height)
{
  tranche_layout_end (layout, row->tag);
  if (row->closes != NULL)
    tranche_layout_end (layout, row->closes);
  if (row->rule > 0)
    tranche_layout_add_rule (layout, row->rule_ink, 0, height - row->rule,
                             tranche_layout_get_measure (layout), row->rule);
  tranche_layout_get_last_strip (layout)->height = height;
}

/* Adds the lines that fit into @room points, one at the least, from @y on; @lines is left on the
 * next one, or freed and NULL. Returns their height. */
static double
take_lines (TrancheLayout *layout,
            const TrancheCell *cell,
            PangoLayoutIter **lines,
            double y,
            double room)
{
  TrancheInk ink = tranche_text_style_get_ink (cell->style);
  double top = 0;
  double height = 0;
  gboolean more = TRUE;

  for (int i = 0; more; i++)
    {
      int first, last;
      double next;

      pango_layout_iter_get_line_yrange (*lines, &first, &last);
      if (i == 0)
        top = (double) first / PANGO_SCALE;
      next = (double) last / PANGO_SCALE - top;
      if (i > 0 && next > room)
        return height;
      height = next;
      tranche_layout_add_line (layout, *lines, ink, cell->x, y - top, cell->width);
      more = pango_layout_iter_next_line (*lines);
    }

  g_clear_pointer (lines, pango_layout_iter_free);
  return height;
}

/* The one exception to “a row is never split”: it goes piece by piece, each cell at its own pace.
 * Every piece takes a line of every unfinished cell, so that it ends. */
static void
add_long_row (TrancheLayout *layout,
              const TrancheRow *row,
              const TrancheCell *cells,
              PangoLayout *const *texts,
              guint n_cells)
{
  g_autofree PangoLayoutIter **lines = g_new (PangoLayoutIter *, n_cells);
  gboolean done = FALSE;

  for (guint i = 0; i < n_cells; i++)
    lines[i] = pango_layout_get_iter (texts[i]);

  for (guint piece = 0; !done; piece++)
    {
      double height = 0;
      double pad = piece == 0 ? row->top : 0;

      open_row (layout, row, piece == 0 ? row->space : 0)->continued = piece > 0;
      if (piece == 0)
        begin_row (layout, row);

      done = TRUE;
      for (guint i = 0; i < n_cells; i++)
        {
          double offset = piece == 0 ? cells[i].y : 0;
          double taken;

          if (lines[i] == NULL)
            continue;
          if (cells[i].tag != NULL)
            tranche_layout_begin (layout, cells[i].tag);
          taken = take_lines (layout, &cells[i], &lines[i], pad + offset, PIECE_HEIGHT);
          if (cells[i].tag != NULL)
            tranche_layout_end (layout, cells[i].tag);
          height = MAX (height, offset + taken);
          done = done && lines[i] == NULL;
        }

      if (!done)
        tranche_layout_get_last_strip (layout)->height = pad + height;
      else
        close_row (layout, row, pad + height + row->bottom);
    }
}

/* Cells further down than others can't keep their distance in a row that breaks: each follows as a
 * row of its own. */
static void
add_one_by_one (TrancheLayout *layout,
                const TrancheRow *row,
                const TrancheCell *cells,
                guint n_cells)
{
  g_autofree TrancheCell *level = g_new (TrancheCell, n_cells);
  guint n_level = 0;
  guint n_lower = 0;
  TrancheRow part = *row;

  for (guint i = 0; i < n_cells; i++)
    {
      if (cells[i].y < LEVEL)
        level[n_level++] = cells[i];
      else
        n_lower++;
    }

  part.bottom = part.rule = 0;
  part.closes = NULL;
  if (n_level > 0)
    tranche_layout_add_cells (layout, &part, level, n_level);
  part.space = part.top = 0;
  part.opens = NULL;
  for (guint i = 0; i < n_cells; i++)
    {
      TrancheCell cell = cells[i];

      if (cell.y < LEVEL)
        continue;
      cell.y = 0;
      if (--n_lower == 0)
        {
          part.bottom = row->bottom;
          part.rule = row->rule;
          part.closes = row->closes;
        }
      tranche_layout_add_cells (layout, &part, &cell, 1);
    }
}

void
tranche_layout_add_cells (TrancheLayout *layout,
                          const TrancheRow *row,
                          const TrancheCell *cells,
                          guint n_cells)
{
  g_autofree PangoLayout **texts = g_new (PangoLayout *, n_cells);
  double room = tranche_layout_get_depth (layout);
  double height = 0;
  gboolean lower = FALSE;

  for (guint i = 0; i < n_cells; i++)
    {
      texts[i] = tranche_layout_shape (layout, cells[i].style, cells[i].alignment, cells[i].width,
                                       cells[i].text);
      height = MAX (height, cells[i].y + tranche_text_get_height (texts[i]));
      lower = lower || cells[i].y >= LEVEL;
    }

  if (row->head >= 0)
    room -= g_array_index (layout->strips, TrancheStrip, row->head).height;

  if (row->top + height + row->bottom > room && lower)
    add_one_by_one (layout, row, cells, n_cells);
  else if (row->top + height + row->bottom > room)
    add_long_row (layout, row, cells, texts, n_cells);
  else
    {
      open_row (layout, row, row->space);
      begin_row (layout, row);
      for (guint i = 0; i < n_cells; i++)
        {
          double y = row->top + cells[i].y;

          if (row->to_bottom && !cells[i].to_top)
            y += height - cells[i].y - tranche_text_get_height (texts[i]);
          if (cells[i].tag != NULL)
            tranche_layout_begin (layout, cells[i].tag);
          tranche_layout_add_text (layout, texts[i], tranche_text_style_get_ink (cells[i].style),
                                   cells[i].x, y, cells[i].width);
          if (cells[i].tag != NULL)
            tranche_layout_end (layout, cells[i].tag);
        }
      close_row (layout, row, row->top + height + row->bottom);
    }

  for (guint i = 0; i < n_cells; i++)
    g_object_unref (texts[i]);
}

void
tranche_layout_add_paragraph (TrancheLayout *layout,
                              guint block,
                              TranchePartKind kind,
                              const char *tag,
                              TrancheTextStyle style,
                              double space,
                              double x,
                              double width,
                              const char *text)
{
  g_autoptr (PangoLayout) shaped
      = tranche_layout_shape (layout, style, PANGO_ALIGN_LEFT, width, text);
  TrancheInk ink = tranche_text_style_get_ink (style);
  int n_lines = pango_layout_get_line_count (shaped);
  PangoLayoutIter *lines;

  if (n_lines <= 3)
    {
      tranche_layout_open_strip (layout, block, kind, space)->height
          = tranche_text_get_height (shaped);
      tranche_layout_begin (layout, tag);
      tranche_layout_add_text (layout, shaped, ink, x, 0, width);
      tranche_layout_end (layout, tag);
      return;
    }

  lines = pango_layout_get_iter (shaped);
  for (int line = 0; line < n_lines;)
    {
      int n_taken = line == 0 || line == n_lines - 2 ? 2 : 1;
      int top, bottom;
      TrancheStrip *strip;

      pango_layout_iter_get_line_yrange (lines, &top, &bottom);
      strip = tranche_layout_open_strip (layout, block, kind, line == 0 ? space : 0);
      strip->continued = line > 0;
      if (line == 0)
        tranche_layout_begin (layout, tag);
      for (int i = 0; i < n_taken; i++)
        {
          pango_layout_iter_get_line_yrange (lines, NULL, &bottom);
          tranche_layout_add_line (layout, lines, ink, x, -(double) top / PANGO_SCALE, width);
          pango_layout_iter_next_line (lines);
        }
      line += n_taken;
      if (line == n_lines)
        tranche_layout_end (layout, tag);
      tranche_layout_get_last_strip (layout)->height = (double) (bottom - top) / PANGO_SCALE;
    }
  pango_layout_iter_free (lines);
}
