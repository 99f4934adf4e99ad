/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "report/layout-private.h"

/* How much of a row that no page can hold goes into one strip, points: small enough to fill the
 * rest of a page. */
#define PIECE_HEIGHT 72.0

PangoLayout *
tranche_layout_shape (TrancheLayout *layout,
                      TrancheTextStyle style,
                      PangoAlignment alignment,
                      double width,
                      const char *text)
{
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
                         double width,
                         int first_line,
                         int n_lines)
{
  TrancheItem item = {
    .kind = TRANCHE_ITEM_TEXT,
    .ink = ink,
    .x = place (layout, x, width),
    .y = y,
    .text = { .layout = g_object_ref (text), .first_line = first_line, .n_lines = n_lines },
  };

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

/* A walk over a cell's lines. */
typedef struct
{
  PangoLayout *text;
  PangoLayoutIter *lines;
  int line;
  gboolean done;
} CellCursor;

/* Takes lines up to @room points, one at the least; returns their height. */
static double
take_lines (CellCursor *cursor, double room, double *top, int *n_lines)
{
  double height = 0;

  *n_lines = 0;
  while (!cursor->done)
    {
      int first, last;
      double next;

      pango_layout_iter_get_line_yrange (cursor->lines, &first, &last);
      if (*n_lines == 0)
        *top = (double) first / PANGO_SCALE;
      next = (double) last / PANGO_SCALE - *top;
      if (*n_lines > 0 && next > room)
        break;
      height = next;
      (*n_lines)++;
      cursor->done = !pango_layout_iter_next_line (cursor->lines);
    }

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
  g_autofree CellCursor *cursors = g_new0 (CellCursor, n_cells);
  gboolean done = FALSE;

  for (guint i = 0; i < n_cells; i++)
    {
      cursors[i].text = texts[i];
      cursors[i].lines = pango_layout_get_iter (texts[i]);
    }

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
          double top = 0;
          double taken;
          int n_lines;

          if (cursors[i].done)
            continue;
          taken = take_lines (&cursors[i], PIECE_HEIGHT, &top, &n_lines);
          tranche_layout_begin (layout, cells[i].tag);
          tranche_layout_add_text (layout, texts[i], tranche_text_style_get_ink (cells[i].style),
                                   cells[i].x, pad + offset - top, cells[i].width, cursors[i].line,
                                   n_lines);
          tranche_layout_end (layout, cells[i].tag);
          cursors[i].line += n_lines;
          height = MAX (height, offset + taken);
          done = done && cursors[i].done;
        }

      if (!done)
        tranche_layout_get_last_strip (layout)->height = pad + height;
      else
        close_row (layout, row, pad + height + row->bottom);
    }

  for (guint i = 0; i < n_cells; i++)
    pango_layout_iter_free (cursors[i].lines);
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

  for (guint i = 0; i < n_cells; i++)
    {
      texts[i] = tranche_layout_shape (layout, cells[i].style, cells[i].alignment, cells[i].width,
                                       cells[i].text);
      height = MAX (height, cells[i].y + tranche_text_get_height (texts[i]));
    }

  if (row->head >= 0)
    room -= g_array_index (layout->strips, TrancheStrip, row->head).height;

  if (row->top + height + row->bottom > room)
    add_long_row (layout, row, cells, texts, n_cells);
  else
    {
      open_row (layout, row, row->space);
      begin_row (layout, row);
      for (guint i = 0; i < n_cells; i++)
        {
          double y = row->top + cells[i].y;

          if (row->to_bottom)
            y += height - cells[i].y - tranche_text_get_height (texts[i]);
          tranche_layout_begin (layout, cells[i].tag);
          tranche_layout_add_text (layout, texts[i], tranche_text_style_get_ink (cells[i].style),
                                   cells[i].x, y, cells[i].width, 0, -1);
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
      tranche_layout_add_text (layout, shaped, ink, x, 0, width, 0, -1);
      tranche_layout_end (layout, tag);
      return;
    }

  lines = pango_layout_get_iter (shaped);
  for (int line = 0; line < n_lines;)
    {
      int n_taken = line == 0 || line == n_lines - 2 ? 2 : 1;
      int top, bottom, end;
      TrancheStrip *strip;

      pango_layout_iter_get_line_yrange (lines, &top, &end);
      bottom = end;
      for (int i = 1; i < n_taken && pango_layout_iter_next_line (lines); i++)
        pango_layout_iter_get_line_yrange (lines, NULL, &bottom);

      strip = tranche_layout_open_strip (layout, block, kind, line == 0 ? space : 0);
      strip->continued = line > 0;
      strip->height = (double) (bottom - top) / PANGO_SCALE;
      if (line == 0)
        tranche_layout_begin (layout, tag);
      tranche_layout_add_text (layout, shaped, ink, x, -(double) top / PANGO_SCALE, width, line,
                               n_taken);
      line += n_taken;
      if (line == n_lines)
        tranche_layout_end (layout, tag);
      pango_layout_iter_next_line (lines);
    }
  pango_layout_iter_free (lines);
}
