/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "report/layout-private.h"

#define MARK_SIZE 10.0
#define MARK_ROOM 16.0
#define FREQUENCY_WIDTH 84.0
#define COLUMN_GAP 12.0
#define HAIRLINE 0.4
#define RULE 0.8
#define SERVICE_TOP 3.25
#define SERVICE_BOTTOM 3.75

/* A longer description stands across the page, under the name. */
#define MAX_SIDE_HEIGHT 150.0

typedef struct
{
  TrancheLayout *layout;
  const TrancheBlock *block;
  guint position;
  double left; /* where the services stand */
  double width;
  guint next; /* the service to add */
} Package;

static double
measure_text (Package *package, TrancheTextStyle style, double width, const char *text)
{
  g_autoptr (PangoLayout) shaped
      = tranche_layout_shape (package->layout, style, PANGO_ALIGN_LEFT, width, text);

  return tranche_text_get_height (shaped);
}

/* Its two cells, @y below the row's top; returns how high they are without padding. */
static double
add_service_cells (Package *package, GArray *cells, double y)
{
  double name_width = package->width - FREQUENCY_WIDTH - COLUMN_GAP;
  TrancheCell service[] = {
    { tranche_block_get_field (package->block, package->next, 0), TRANCHE_TEXT_CELL,
      PANGO_ALIGN_LEFT, "P", package->left, name_width, y, FALSE },
    { tranche_block_get_field (package->block, package->next, 1), TRANCHE_TEXT_CELL_QUIET,
      PANGO_ALIGN_RIGHT, "P", package->left + name_width + COLUMN_GAP, FREQUENCY_WIDTH, y, FALSE },
  };
  double height = 0;

  for (guint i = 0; i < G_N_ELEMENTS (service); i++)
    height
        = MAX (height, measure_text (package, service[i].style, service[i].width, service[i].text));
  g_array_append_vals (cells, service, G_N_ELEMENTS (service));
  package->next++;
  return height;
}

static void
append_cell (GArray *cells,
             const char *text,
             TrancheTextStyle style,
             const char *tag,
             double x,
             double width,
             double y)
{
  TrancheCell cell = { text, style, PANGO_ALIGN_LEFT, tag, x, width, y, FALSE };

  g_array_append_val (cells, cell);
}

static gboolean
follows_package (Package *package)
{
  GPtrArray *blocks = tranche_document_get_blocks (package->layout->document);
  const TrancheBlock *before
      = package->position > 0 ? g_ptr_array_index (blocks, package->position - 1) : NULL;

  return before != NULL && before->kind == TRANCHE_BLOCK_PACKAGE;
}

/* The first strip: what the package is, and beside it as many services as are as high. */
static void
add_head (Package *package, gboolean description_beside)
{
  const TrancheBlock *block = package->block;
  guint n_services = tranche_block_get_n_items (block);
  g_autoptr (GArray) cells = g_array_new (FALSE, FALSE, sizeof (TrancheCell));
  g_autoptr (GArray) rules = g_array_new (FALSE, FALSE, sizeof (double));
  double name_width
      = (description_beside ? TRANCHE_SIDE_COLUMN : package->left + package->width) - MARK_ROOM;
  double height = measure_text (package, TRANCHE_TEXT_HEADING, name_width, block->text);
  double bottom = 0; /* of the last service */
  guint strip = package->layout->strips->len;
  TrancheRow row = {
    .block = package->position,
    .kind = TRANCHE_PART_HEADING,
    .tag = "Sect",
    .space = follows_package (package) ? 18 : 10,
    .top = 9,
    .bottom = SERVICE_BOTTOM,
    .head = -1,
  };

  append_cell (cells, block->text, TRANCHE_TEXT_HEADING, "H3", MARK_ROOM, name_width, 0);
  if (description_beside && *block->subtext != '\0')
    {
      append_cell (cells, block->subtext, TRANCHE_TEXT_CELL_QUIET, "P", 0, TRANCHE_SIDE_COLUMN,
                   height + 3);
      height
          += 3
             + measure_text (package, TRANCHE_TEXT_CELL_QUIET, TRANCHE_SIDE_COLUMN, block->subtext);
    }
  if (description_beside && *block->details != '\0')
    {
      append_cell (cells, block->details, TRANCHE_TEXT_CELL_STRONG, "P", 0, TRANCHE_SIDE_COLUMN,
                   height + 5);
      height += 5
                + measure_text (package, TRANCHE_TEXT_CELL_STRONG, TRANCHE_SIDE_COLUMN,
                                block->details);
    }

  /* The first service's line stands with the name's. */
  while (description_beside && package->next < n_services && bottom < height)
    {
      double top = bottom > 0 ? bottom + SERVICE_TOP + SERVICE_BOTTOM : 2.5;

      if (bottom > 0)
        g_array_append_val (rules, bottom);
      bottom = top + add_service_cells (package, cells, top);
    }
  if (package->next < n_services && bottom > 0)
    g_array_append_val (rules, bottom);

  tranche_layout_add_cells (package->layout, &row, (TrancheCell *) (gpointer) cells->data,
                            cells->len);
  if (package->layout->strips->len > strip + 1)
    return;

  tranche_layout_add_mark (
      package->layout, block->mark, block->colour, 0,
      row.top + (measure_text (package, TRANCHE_TEXT_HEADING, -1, "x") - MARK_SIZE) / 2, MARK_SIZE);
  tranche_layout_add_rule (package->layout, TRANCHE_INK_ACCENT, 0, 0,
                           tranche_layout_get_measure (package->layout), RULE);
  for (guint i = 0; i < rules->len; i++)
    tranche_layout_add_rule (package->layout, TRANCHE_INK_RULE, package->left,
                             row.top + g_array_index (rules, double, i) + SERVICE_BOTTOM,
                             package->width, HAIRLINE);
}

static void
add_paragraphs (Package *package)
{
  const TrancheBlock *block = package->block;
  double measure = tranche_layout_get_measure (package->layout);

  tranche_layout_get_last_strip (package->layout)->keep_with_next = TRUE;
  if (*block->subtext != '\0')
    tranche_layout_add_paragraph (package->layout, package->position, TRANCHE_PART_TEXT, "P",
                                  TRANCHE_TEXT_CELL_QUIET, 1, 0, measure, block->subtext);
  if (*block->details != '\0')
    tranche_layout_add_paragraph (package->layout, package->position, TRANCHE_PART_TEXT, "P",
                                  TRANCHE_TEXT_CELL_STRONG, 5, 0, measure, block->details);
  tranche_layout_get_last_strip (package->layout)->keep_with_next = TRUE;
}

static void
add_services (Package *package, double space)
{
  guint n_services = tranche_block_get_n_items (package->block);

  while (package->next < n_services)
    {
      g_autoptr (GArray) cells = g_array_new (FALSE, FALSE, sizeof (TrancheCell));
      guint strip = package->layout->strips->len;
      TrancheRow row = {
        .block = package->position,
        .row = package->next,
        .kind = TRANCHE_PART_TEXT,
        .tag = "Sect",
        .space = space,
        .top = SERVICE_TOP,
        .bottom = SERVICE_BOTTOM,
        .head = -1,
      };

      add_service_cells (package, cells, 0);
      tranche_layout_add_cells (package->layout, &row, (TrancheCell *) (gpointer) cells->data,
                                cells->len);
      if (package->next < n_services && package->layout->strips->len == strip + 1)
        tranche_layout_add_rule (package->layout, TRANCHE_INK_RULE, package->left,
                                 tranche_layout_get_last_strip (package->layout)->height - HAIRLINE,
                                 package->width, HAIRLINE);
      space = 0;
    }
}

/* A package of usual size isn't torn; of a longer one at least two services stand with its name. */
static void
keep_together (TrancheLayout *layout, guint first)
{
  double height = 0;
  guint n_kept = layout->strips->len - 1;

  for (guint i = first; i < layout->strips->len; i++)
    height += g_array_index (layout->strips, TrancheStrip, i).height;
  if (height > tranche_layout_get_depth (layout) / 2)
    n_kept = MIN (n_kept, first + 2);
  for (guint i = first; i < n_kept; i++)
    g_array_index (layout->strips, TrancheStrip, i).keep_with_next = TRUE;
}

void
tranche_layout_add_package (TrancheLayout *layout, guint position, const TrancheBlock *block)
{
  double left = TRANCHE_SIDE_COLUMN + TRANCHE_GUTTER;
  Package package = {
    .layout = layout,
    .block = block,
    .position = position,
    .left = left,
    .width = tranche_layout_get_measure (layout) - left,
  };
  guint first = layout->strips->len;
  gboolean beside
      = measure_text (&package, TRANCHE_TEXT_HEADING, TRANCHE_SIDE_COLUMN - MARK_ROOM, block->text)
            + measure_text (&package, TRANCHE_TEXT_CELL_QUIET, TRANCHE_SIDE_COLUMN, block->subtext)
            + measure_text (&package, TRANCHE_TEXT_CELL_STRONG, TRANCHE_SIDE_COLUMN, block->details)
        <= MAX_SIDE_HEIGHT;

  add_head (&package, beside);
  if (!beside)
    add_paragraphs (&package);
  add_services (&package, beside ? 0 : 6);
  keep_together (layout, first);
}
