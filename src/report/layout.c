/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "report/layout-private.h"

static void
clear_item (gpointer data)
{
  TrancheItem *item = data;

  if (item->kind == TRANCHE_ITEM_TEXT)
    {
      g_clear_pointer (&item->text.line, pango_layout_line_unref);
      g_clear_object (&item->text.layout);
    }
  else if (item->kind == TRANCHE_ITEM_IMAGE)
    g_clear_pointer (&item->image.surface, cairo_surface_destroy);
}

TrancheLayout *
tranche_layout_new (TrancheTypesetter *typesetter, TrancheDocument *document)
{
  TrancheLayout *layout;
  GPtrArray *blocks;

  g_return_val_if_fail (typesetter != NULL && document != NULL, NULL);

  layout = g_new0 (TrancheLayout, 1);
  layout->typesetter = tranche_typesetter_ref (typesetter);
  layout->document = tranche_document_ref (document);
  layout->language = tranche_document_get_language (document);
  layout->right_to_left = tranche_language_is_right_to_left (layout->language);
  tranche_paper_get_size (tranche_document_get_paper (document), &layout->width, &layout->height);
  layout->items = g_array_sized_new (FALSE, FALSE, sizeof (TrancheItem), 512);
  g_array_set_clear_func (layout->items, clear_item);
  layout->strips = g_array_sized_new (FALSE, FALSE, sizeof (TrancheStrip), 64);
  layout->placements = g_array_sized_new (FALSE, FALSE, sizeof (TranchePlacement), 64);
  layout->pages = g_array_new (FALSE, FALSE, sizeof (TranchePage));

  blocks = tranche_document_get_blocks (document);
  for (guint i = 0; i < blocks->len; i++)
    tranche_layout_add_block (layout, i, g_ptr_array_index (blocks, i));
  tranche_layout_paginate (layout);

  return layout;
}

void
tranche_layout_free (TrancheLayout *layout)
{
  g_return_if_fail (layout != NULL);

  g_array_unref (layout->items);
  g_array_unref (layout->strips);
  g_array_unref (layout->placements);
  g_array_unref (layout->pages);
  tranche_document_unref (layout->document);
  tranche_typesetter_unref (layout->typesetter);
  g_free (layout);
}

static void
open_page (TrancheLayout *layout)
{
  TranchePage page = { .first = layout->placements->len };

  g_array_append_val (layout->pages, page);
}

static void
put_strip (TrancheLayout *layout, guint strip, gboolean repeated, double y)
{
  TranchePlacement placement = { .strip = strip, .repeated = repeated, .y = y };

  g_array_append_val (layout->placements, placement);
  g_array_index (layout->pages, TranchePage, layout->pages->len - 1).n_placements++;
}

/* The height of the strip and of all it must stay with; stops counting beyond @enough. */
static double
measure_chain (const TrancheLayout *layout, guint first, double enough)
{
  double height = 0;

  for (guint i = first; i < layout->strips->len; i++)
    {
      const TrancheStrip *strip = &g_array_index (layout->strips, TrancheStrip, i);

      height += strip->height + (i > first ? strip->space : 0);
      if (!strip->keep_with_next || height > enough)
        break;
    }

  return height;
}

void
tranche_layout_paginate (TrancheLayout *layout)
{
  const double top = TRANCHE_MARGIN_TOP;
  const double depth = tranche_layout_get_depth (layout);
  const double bottom = top + depth;
  double y = top;
  gboolean empty = TRUE; /* nothing but repeated heads on the page so far */

  open_page (layout);
  for (guint i = 0; i < layout->strips->len; i++)
    {
      const TrancheStrip *strip = &g_array_index (layout->strips, TrancheStrip, i);
      double space = empty ? 0 : strip->space;
      double chain;

      if (strip->breaks_page)
        {
          if (!empty)
            {
              open_page (layout);
              y = top;
              empty = TRUE;
            }
          continue;
        }

      chain = measure_chain (layout, i, depth);
      /* What can't stay together on any page needn't start on a new one, as long as its first strip
       * fits. */
      if (chain > depth)
        chain = strip->height;
      if (!empty && y + space + chain > bottom)
        {
          open_page (layout);
          y = top;
          empty = TRUE;
          space = 0;
          if (strip->head >= 0)
            {
              put_strip (layout, strip->head, TRUE, y);
              y += g_array_index (layout->strips, TrancheStrip, strip->head).height;
            }
        }

      y += space;
      put_strip (layout, i, FALSE, y);
      y += strip->height;
      empty = empty && strip->n_items == 0;
    }

  /* A page break or space at the end opens a page for nothing. */
  if (layout->pages->len > 1
      && g_array_index (layout->pages, TranchePage, layout->pages->len - 1).n_placements == 0)
    g_array_set_size (layout->pages, layout->pages->len - 1);
}

TrancheDocument *
tranche_layout_get_document (TrancheLayout *layout)
{
  g_return_val_if_fail (layout != NULL, NULL);

  return layout->document;
}

guint
tranche_layout_get_n_pages (TrancheLayout *layout)
{
  g_return_val_if_fail (layout != NULL, 0);

  return layout->pages->len;
}

void
tranche_layout_get_page_size (TrancheLayout *layout, double *width, double *height)
{
  g_return_if_fail (layout != NULL);

  if (width != NULL)
    *width = layout->width;
  if (height != NULL)
    *height = layout->height;
}

static const TranchePlacement *
get_placement (TrancheLayout *layout, guint page, guint position)
{
  guint first = g_array_index (layout->pages, TranchePage, page).first;

  return &g_array_index (layout->placements, TranchePlacement, first + position);
}

guint
tranche_layout_get_n_parts (TrancheLayout *layout, guint page)
{
  g_return_val_if_fail (layout != NULL && page < layout->pages->len, 0);

  return g_array_index (layout->pages, TranchePage, page).n_placements;
}

void
tranche_layout_get_part (TrancheLayout *layout, guint page, guint position, TrancheLayoutPart *part)
{
  const TranchePlacement *placement;
  const TrancheStrip *strip;

  g_return_if_fail (layout != NULL && part != NULL);
  g_return_if_fail (position < tranche_layout_get_n_parts (layout, page));

  placement = get_placement (layout, page, position);
  strip = &g_array_index (layout->strips, TrancheStrip, placement->strip);
  *part = (TrancheLayoutPart) {
    .kind = strip->kind,
    .block = strip->block,
    .row = strip->row,
    .continued = strip->continued,
    .repeated = placement->repeated,
    .y = placement->y,
    .height = strip->height,
  };
}

static void
append_text (GString *string, const TrancheItem *item)
{
  const char *text = pango_layout_get_text (item->text.layout);

  if (item->text.line != NULL)
    g_string_append_len (string, text + pango_layout_line_get_start_index (item->text.line),
                         pango_layout_line_get_length (item->text.line));
  else
    g_string_append (string, text);
}

char *
tranche_layout_get_page_text (TrancheLayout *layout, guint page)
{
  g_autoptr (GString) string = g_string_new (NULL);
  guint n_parts = tranche_layout_get_n_parts (layout, page);

  for (guint i = 0; i < n_parts; i++)
    {
      const TranchePlacement *placement = get_placement (layout, page, i);
      const TrancheStrip *strip = &g_array_index (layout->strips, TrancheStrip, placement->strip);
      gsize before = string->len;

      for (guint j = 0; j < strip->n_items; j++)
        {
          const TrancheItem *item
              = &g_array_index (layout->items, TrancheItem, strip->first_item + j);

          if (item->kind != TRANCHE_ITEM_TEXT)
            continue;
          if (string->len > before)
            g_string_append_c (string, '\t');
          append_text (string, item);
        }
      if (string->len > before)
        g_string_append_c (string, '\n');
    }

  return g_string_free (g_steal_pointer (&string), FALSE);
}
