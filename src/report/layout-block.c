/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "report/layout-private.h"

#define CONTACT_WIDTH 190.0
#define FACTS_WIDTH 186.0
#define FACT_LABEL_WIDTH 62.0
#define GRID_LABEL_WIDTH 96.0

#define LOGO_MAX_WIDTH 150.0
#define LOGO_MAX_HEIGHT 44.0
#define LOGO_MAX_PIXELS 4096

#define HAIRLINE 0.4

static gboolean
follows_heading (TrancheLayout *layout)
{
  if (layout->strips->len == 0)
    return FALSE;

  return tranche_layout_get_last_strip (layout)->kind == TRANCHE_PART_HEADING;
}

typedef struct
{
  const guchar *data;
  gsize length;
  gsize position;
} ByteReader;

static cairo_status_t
read_bytes_cb (void *user_data, unsigned char *data, unsigned int length)
{
  ByteReader *reader = user_data;

  if (length > reader->length - reader->position)
    return CAIRO_STATUS_READ_ERROR;

  memcpy (data, reader->data + reader->position, length);
  reader->position += length;
  return CAIRO_STATUS_SUCCESS;
}

/* The size is read from the header first (PNG, section 11.2.2), so that a small file can't ask for
 * a huge picture. */
static gboolean
is_small_png (const guchar *data, gsize length)
{
  static const guchar signature[] = { 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n' };
  guint32 width, height;

  if (length < 24 || memcmp (data, signature, sizeof signature) != 0)
    return FALSE;

  memcpy (&width, data + 16, sizeof width);
  memcpy (&height, data + 20, sizeof height);
  width = GUINT32_FROM_BE (width);
  height = GUINT32_FROM_BE (height);
  return width > 0 && height > 0 && width <= LOGO_MAX_PIXELS && height <= LOGO_MAX_PIXELS;
}

static cairo_surface_t *
load_logo (GBytes *logo)
{
  ByteReader reader = { 0 };
  cairo_surface_t *surface;

  if (logo == NULL)
    return NULL;

  reader.data = g_bytes_get_data (logo, &reader.length);
  if (!is_small_png (reader.data, reader.length))
    return NULL;

  surface = cairo_image_surface_create_from_png_stream (read_bytes_cb, &reader);
  if (cairo_surface_status (surface) == CAIRO_STATUS_SUCCESS)
    return surface;

  cairo_surface_destroy (surface);
  return NULL;
}

static void
add_letterhead (TrancheLayout *layout, guint position, const TrancheBlock *block)
{
  double measure = tranche_layout_get_measure (layout);
  cairo_surface_t *logo = load_logo (block->logo);
  double logo_width = 0, logo_height = 0, scale = 1, left = 0;
  g_autoptr (PangoLayout) name = NULL;
  double name_width;
  TrancheStrip *strip;

  if (logo != NULL)
    {
      double width = cairo_image_surface_get_width (logo);
      double height = cairo_image_surface_get_height (logo);

      scale = MIN (LOGO_MAX_WIDTH / width, LOGO_MAX_HEIGHT / height);
      logo_width = width * scale;
      logo_height = height * scale;
      left = logo_width + 14;
    }

  name_width = measure - CONTACT_WIDTH - TRANCHE_GUTTER - left;
  name = tranche_layout_shape (layout, TRANCHE_TEXT_PRACTICE, PANGO_ALIGN_LEFT, name_width,
                               block->text);
  {
    TrancheRow row = { .block = position, .kind = TRANCHE_PART_TEXT, .tag = "P", .head = -1 };
    TrancheCell cells[] = {
      { block->text, TRANCHE_TEXT_PRACTICE, PANGO_ALIGN_LEFT, NULL, left, name_width, 0 },
      { block->subtext, TRANCHE_TEXT_LETTERHEAD, PANGO_ALIGN_LEFT, NULL, left, name_width,
        tranche_text_get_height (name) + 3 },
      { block->details, TRANCHE_TEXT_LETTERHEAD, PANGO_ALIGN_RIGHT, NULL, measure - CONTACT_WIDTH,
        CONTACT_WIDTH, 4 },
    };

    tranche_layout_add_cells (layout, &row, cells, G_N_ELEMENTS (cells));
  }

  strip = tranche_layout_get_last_strip (layout);
  strip->height = MAX (strip->height, logo_height) + 12;
  if (logo != NULL)
    {
      tranche_layout_add_image (layout, logo, scale, 0, 0, logo_width);
      cairo_surface_destroy (logo);
    }
  tranche_layout_add_rule (layout, TRANCHE_INK_ACCENT, 0, strip->height - 0.8, measure, 0.8);
}

static void
add_address (TrancheLayout *layout, guint position, const TrancheBlock *block)
{
  guint n_pairs = tranche_block_get_n_items (block);
  double measure = tranche_layout_get_measure (layout);
  double left_width = measure - FACTS_WIDTH - TRANCHE_GUTTER;
  double facts = measure - FACTS_WIDTH;
  g_autoptr (GArray) cells = g_array_new (FALSE, FALSE, sizeof (TrancheCell));
  TrancheCell lines
      = { block->text, TRANCHE_TEXT_ADDRESS, PANGO_ALIGN_LEFT, NULL, 0, left_width, 0 };
  TrancheRow row
      = { .block = position, .kind = TRANCHE_PART_TEXT, .tag = "P", .head = -1, .space = 26 };
  double y = 0;

  g_array_append_val (cells, lines);
  for (guint i = 0; i < n_pairs; i++)
    {
      TrancheCell pair[] = {
        { tranche_block_get_field (block, i, 0), TRANCHE_TEXT_LABEL, PANGO_ALIGN_LEFT, NULL, facts,
          FACT_LABEL_WIDTH, y + 1.2 },
        { tranche_block_get_field (block, i, 1), TRANCHE_TEXT_VALUE, PANGO_ALIGN_LEFT, NULL,
          facts + FACT_LABEL_WIDTH + 6, FACTS_WIDTH - FACT_LABEL_WIDTH - 6, y },
      };
      double height = 0;

      for (guint j = 0; j < G_N_ELEMENTS (pair); j++)
        {
          g_autoptr (PangoLayout) text = tranche_layout_shape (
              layout, pair[j].style, pair[j].alignment, pair[j].width, pair[j].text);

          height = MAX (height, tranche_text_get_height (text));
        }
      g_array_append_vals (cells, pair, 2);
      y += height + 2.5;
    }

  tranche_layout_add_cells (layout, &row, (TrancheCell *) (gpointer) cells->data, cells->len);
}

/* The strips added since @first stay with what follows. */
static void
keep_with_next (TrancheLayout *layout, guint first)
{
  for (guint i = first; i < layout->strips->len; i++)
    g_array_index (layout->strips, TrancheStrip, i).keep_with_next = TRUE;
}

static void
add_title (TrancheLayout *layout, guint position, const TrancheBlock *block)
{
  guint first = layout->strips->len;
  double measure = tranche_layout_get_measure (layout);

  tranche_layout_add_paragraph (layout, position, TRANCHE_PART_HEADING, "H1", TRANCHE_TEXT_TITLE,
                                26, 0, measure, block->text);
  if (*block->subtext != '\0')
    tranche_layout_add_paragraph (layout, position, TRANCHE_PART_TEXT, "P", TRANCHE_TEXT_SUBTITLE,
                                  3, 0, measure, block->subtext);
  keep_with_next (layout, first);
}

static void
add_heading (TrancheLayout *layout, guint position, const TrancheBlock *block)
{
  guint first = layout->strips->len;
  gboolean large = block->style == 1;

  tranche_layout_add_paragraph (layout, position, TRANCHE_PART_HEADING, large ? "H2" : "H3",
                                large ? TRANCHE_TEXT_HEADING : TRANCHE_TEXT_SUBHEADING,
                                large ? 22 : 13, 0, tranche_layout_get_measure (layout),
                                block->text);
  keep_with_next (layout, first);
}

static void
add_paragraph (TrancheLayout *layout, guint position, const TrancheBlock *block)
{
  static const TrancheTextStyle text_styles[] = {
    [TRANCHE_PARAGRAPH_BODY] = TRANCHE_TEXT_BODY,
    [TRANCHE_PARAGRAPH_LEAD] = TRANCHE_TEXT_LEAD,
    [TRANCHE_PARAGRAPH_NOTE] = TRANCHE_TEXT_NOTE,
  };
  static const double spaces[] = {
    [TRANCHE_PARAGRAPH_BODY] = 8,
    [TRANCHE_PARAGRAPH_LEAD] = 14,
    [TRANCHE_PARAGRAPH_NOTE] = 6,
  };
  gboolean after_heading = follows_heading (layout);
  guint first = layout->strips->len;

  tranche_layout_add_paragraph (layout, position, TRANCHE_PART_TEXT, "P", text_styles[block->style],
                                after_heading ? 6 : spaces[block->style], 0,
                                tranche_layout_get_measure (layout), block->text);
  /* A note right below a heading belongs to it. */
  if (after_heading && block->style == TRANCHE_PARAGRAPH_NOTE)
    keep_with_next (layout, first);
}

static void
add_grid (TrancheLayout *layout, guint position, const TrancheBlock *block)
{
  guint n_columns = block->style;
  guint n_pairs = tranche_block_get_n_items (block);
  double measure = tranche_layout_get_measure (layout);
  double half = n_columns == 1 ? measure : (measure - TRANCHE_GUTTER) / 2;
  double label = n_columns == 1 ? TRANCHE_SIDE_COLUMN : GRID_LABEL_WIDTH;

  for (guint first = 0; first < n_pairs; first += n_columns)
    {
      TrancheCell cells[4];
      guint n_cells = 0;
      TrancheRow row = {
        .block = position,
        .kind = TRANCHE_PART_TEXT,
        .tag = "P",
        .top = 4,
        .bottom = 5,
        .rule_ink = TRANCHE_INK_RULE,
        .rule = HAIRLINE,
        .head = -1,
      };

      if (first == 0)
        row.space = follows_heading (layout) ? 4 : 12;
      for (guint i = first; i < MIN (first + n_columns, n_pairs); i++)
        {
          double x = (i - first) * (half + TRANCHE_GUTTER);

          cells[n_cells++] = (TrancheCell) {
            tranche_block_get_field (block, i, 0),
            TRANCHE_TEXT_LABEL,
            PANGO_ALIGN_LEFT,
            NULL,
            x,
            label - 8,
            1.2,
          };
          cells[n_cells++] = (TrancheCell) {
            tranche_block_get_field (block, i, 1),
            TRANCHE_TEXT_VALUE,
            PANGO_ALIGN_LEFT,
            NULL,
            x + label,
            half - label,
            0,
          };
        }
      tranche_layout_add_cells (layout, &row, cells, n_cells);
    }
}

static void
add_dates (TrancheLayout *layout, guint position, const TrancheBlock *block)
{
  guint n_dates = tranche_block_get_n_items (block);
  double left = TRANCHE_SIDE_COLUMN + TRANCHE_GUTTER;
  double width = tranche_layout_get_measure (layout) - left;

  for (guint i = 0; i < n_dates; i++)
    {
      const char *label = tranche_block_get_field (block, i, 1);
      const char *detail = tranche_block_get_field (block, i, 2);
      g_autoptr (PangoLayout) name
          = tranche_layout_shape (layout, TRANCHE_TEXT_CELL_STRONG, PANGO_ALIGN_LEFT, width, label);
      double y = *label != '\0' ? tranche_text_get_height (name) + 1 : 0;
      TrancheCell cells[] = {
        { tranche_block_get_field (block, i, 0), TRANCHE_TEXT_CELL_NUMBER, PANGO_ALIGN_LEFT, NULL,
          0, TRANCHE_SIDE_COLUMN, 0 },
        { label, TRANCHE_TEXT_CELL_STRONG, PANGO_ALIGN_LEFT, NULL, left, width, 0 },
        { detail, TRANCHE_TEXT_CELL_QUIET, PANGO_ALIGN_LEFT, NULL, left, width, y },
      };
      TrancheRow row = {
        .block = position,
        .kind = TRANCHE_PART_TEXT,
        .tag = "P",
        .top = 5,
        .bottom = 6,
        .rule_ink = TRANCHE_INK_RULE,
        .rule = HAIRLINE,
        .head = -1,
      };

      if (i == 0)
        row.space = follows_heading (layout) ? 4 : 12;
      tranche_layout_add_cells (layout, &row, cells, *detail != '\0' ? 3 : 2);
    }
}

static void
add_statements (TrancheLayout *layout, guint position, const TrancheBlock *block)
{
  guint n_statements = tranche_block_get_n_items (block);
  double left = TRANCHE_SIDE_COLUMN + TRANCHE_GUTTER;
  double width = tranche_layout_get_measure (layout) - left;

  for (guint i = 0; i < n_statements; i++)
    {
      TrancheCell cells[] = {
        { tranche_block_get_field (block, i, 0), TRANCHE_TEXT_SUBHEADING, PANGO_ALIGN_LEFT, NULL, 0,
          TRANCHE_SIDE_COLUMN, 0 },
        { tranche_block_get_field (block, i, 1), TRANCHE_TEXT_BODY, PANGO_ALIGN_LEFT, NULL, left,
          width, 0 },
      };
      TrancheRow row = {
        .block = position,
        .kind = TRANCHE_PART_TEXT,
        .tag = "P",
        .space = 9,
        .head = -1,
      };

      if (i == 0)
        row.space = follows_heading (layout) ? 8 : 12;
      tranche_layout_add_cells (layout, &row, cells, G_N_ELEMENTS (cells));
    }
}

/* Who signs must see what is signed: the paragraph before the first line, and the other lines, stay
 * on its page as long as a page holds them. */
static void
add_signatures (TrancheLayout *layout, guint position, const TrancheBlock *block)
{
  guint n_signatures = tranche_block_get_n_items (block);
  guint before = layout->strips->len;
  double measure = tranche_layout_get_measure (layout);
  double date_width = TRANCHE_SIDE_COLUMN;
  double name_width = measure - date_width - 2 * TRANCHE_GUTTER;
  double date_left = measure - date_width;

  while (n_signatures > 0 && before > 0
         && g_array_index (layout->strips, TrancheStrip, before - 1).block + 1 == position)
    before--;
  keep_with_next (layout, before);

  for (guint i = 0; i < n_signatures; i++)
    {
      const char *date = tranche_block_get_field (block, i, 2);
      g_autoptr (PangoLayout) name
          = tranche_layout_shape (layout, TRANCHE_TEXT_SUBHEADING, PANGO_ALIGN_LEFT, name_width,
                                  tranche_block_get_field (block, i, 0));
      guint first = layout->strips->len;
      TrancheStrip *lines
          = tranche_layout_open_strip (layout, position, TRANCHE_PART_TEXT, i == 0 ? 10 : 14);
      TrancheCell cells[] = {
        { tranche_block_get_field (block, i, 0), TRANCHE_TEXT_SUBHEADING, PANGO_ALIGN_LEFT, NULL, 0,
          name_width, 0 },
        { tranche_block_get_field (block, i, 1), TRANCHE_TEXT_NOTE, PANGO_ALIGN_LEFT, NULL, 0,
          name_width, tranche_text_get_height (name) + 1 },
        { _ ("Date"), TRANCHE_TEXT_NOTE, PANGO_ALIGN_LEFT, NULL, date_left, date_width, 1 },
      };
      TrancheRow row
          = { .block = position, .kind = TRANCHE_PART_TEXT, .tag = "P", .top = 4, .head = -1 };

      lines->height = 32;
      if (*date != '\0')
        {
          g_autoptr (PangoLayout) signed_on = tranche_layout_shape (
              layout, TRANCHE_TEXT_VALUE, PANGO_ALIGN_LEFT, date_width, date);
          double height = tranche_text_get_height (signed_on);

          lines->height = MAX (lines->height, MIN (height, 120) + 3);
          tranche_layout_begin (layout, "P");
          tranche_layout_add_text (layout, signed_on, TRANCHE_INK_TEXT, date_left,
                                   lines->height - height - 3, date_width);
          tranche_layout_end (layout, "P");
        }
      tranche_layout_add_rule (layout, TRANCHE_INK_TEXT, 0, lines->height - 0.5, name_width, 0.5);
      tranche_layout_add_rule (layout, TRANCHE_INK_TEXT, date_left, lines->height - 0.5, date_width,
                               0.5);
      tranche_layout_add_cells (layout, &row, cells, G_N_ELEMENTS (cells));
      if (i + 1 < n_signatures)
        keep_with_next (layout, first);
      else
        g_array_index (layout->strips, TrancheStrip, first).keep_with_next = TRUE;
    }
}

void
tranche_layout_add_block (TrancheLayout *layout, guint position, const TrancheBlock *block)
{
  switch (block->kind)
    {
    case TRANCHE_BLOCK_LETTERHEAD:
      add_letterhead (layout, position, block);
      break;
    case TRANCHE_BLOCK_ADDRESS:
      add_address (layout, position, block);
      break;
    case TRANCHE_BLOCK_TITLE:
      add_title (layout, position, block);
      break;
    case TRANCHE_BLOCK_HEADING:
      add_heading (layout, position, block);
      break;
    case TRANCHE_BLOCK_PARAGRAPH:
      add_paragraph (layout, position, block);
      break;
    case TRANCHE_BLOCK_GRID:
      add_grid (layout, position, block);
      break;
    case TRANCHE_BLOCK_TABLE:
      tranche_layout_add_table (layout, position, block);
      break;
    case TRANCHE_BLOCK_PACKAGE:
      tranche_layout_add_package (layout, position, block);
      break;
    case TRANCHE_BLOCK_DATES:
      add_dates (layout, position, block);
      break;
    case TRANCHE_BLOCK_STATEMENTS:
      add_statements (layout, position, block);
      break;
    case TRANCHE_BLOCK_SIGNATURES:
      add_signatures (layout, position, block);
      break;
    case TRANCHE_BLOCK_SPACE:
      tranche_layout_open_strip (layout, position, TRANCHE_PART_TEXT,
                                 MIN (block->height, tranche_layout_get_depth (layout)));
      break;
    case TRANCHE_BLOCK_PAGE_BREAK:
      tranche_layout_open_strip (layout, position, TRANCHE_PART_TEXT, 0)->breaks_page = TRUE;
      break;
    default:
      g_assert_not_reached ();
    }
}
