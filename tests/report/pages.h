/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "report/layout.h"

/* What the tests of layouts share: a table, and a look at every page. */

static inline TrancheBlock *
add_table (TrancheDocument *document)
{
  TrancheBlock *table = tranche_document_add_table (document, "Services");

  tranche_block_add_column (table, "Service", 3, TRANCHE_COLUMN_STRONG);
  tranche_block_add_column (table, "Description", 4, TRANCHE_COLUMN_QUIET);
  tranche_block_add_column (table, "Entitled", 1, TRANCHE_COLUMN_NUMERIC);
  return table;
}

static inline void
add_row (TrancheBlock *table, const char *name, const char *description)
{
  const char *const cells[] = { name, description, "4" };

  tranche_block_add_row (table, cells);
}

static inline TrancheLayout *
lay_out (TrancheDocument *document)
{
  g_autoptr (TrancheTypesetter) typesetter = tranche_typesetter_new ();

  return tranche_layout_new (typesetter, document);
}

/* Every page is drawn, and nothing stands outside the margins or on something else. */
static inline void
check_pages (TrancheLayout *layout)
{
  double width, height;
  cairo_surface_t *surface;
  cairo_t *cairo;

  tranche_layout_get_page_size (layout, &width, &height);
  surface = cairo_image_surface_create (CAIRO_FORMAT_A8, (int) width / 4, (int) height / 4);
  cairo = cairo_create (surface);
  cairo_scale (cairo, 0.25, 0.25);

  for (guint page = 0; page < tranche_layout_get_n_pages (layout); page++)
    {
      double bottom = 0;

      for (guint i = 0; i < tranche_layout_get_n_parts (layout, page); i++)
        {
          TrancheLayoutPart part;

          tranche_layout_get_part (layout, page, i, &part);
          g_assert_cmpfloat (part.y, >=, bottom - 0.001);
          bottom = part.y + part.height;
          g_assert_cmpfloat (bottom, <=, height - 40);
        }
      tranche_layout_render_page (layout, page, cairo);
    }

  g_assert_cmpint (cairo_status (cairo), ==, CAIRO_STATUS_SUCCESS);
  cairo_destroy (cairo);
  cairo_surface_destroy (surface);
}
