/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "report/layout-private.h"

#define COLUMN_GAP 10.0
#define ROW_TOP 4.5
#define ROW_BOTTOM 5.0
#define HAIRLINE 0.4
#define RULE 0.8

/* Points that a letter of a column of figures takes, commas and blanks counted in. */
#define FIGURE_WIDTH 5.5

/* A segment's mark stands above its column's header. */
#define MARK_SIZE 9.0
#define MARK_ROOM 13.0

static double
measure_figures (const TrancheBlock *block, guint column)
{
  guint n_items = tranche_block_get_n_items (block);
  glong length = 0;

  for (guint item = 0; item < n_items; item++)
    length = MAX (length, g_utf8_strlen (tranche_block_get_field (block, item, column), -1));
  return FIGURE_WIDTH * (double) length;
}

/* The columns share @room. A number mustn't be broken, so columns of figures get what they lack
 * from the others, of which half is theirs in any case. (transfer full) */
static double *
share_out (const TrancheBlock *block, double room)
{
  const TrancheColumn *columns = (const TrancheColumn *) (gpointer) block->columns->data;
  guint n_columns = block->columns->len;
  double *widths = g_new (double, n_columns);
  g_autofree double *lacking = g_new0 (double, n_columns);
  double sum = 0;
  double all_lacking = 0;
  double others = 0;
  double given;

  for (guint i = 0; i < n_columns; i++)
    sum += columns[i].width;
  for (guint i = 0; i < n_columns; i++)
    {
      widths[i] = room * columns[i].width / sum;
      if (columns[i].flags & TRANCHE_COLUMN_NUMERIC)
        lacking[i] = MAX (measure_figures (block, i) - widths[i], 0);
      else
        others += widths[i];
      all_lacking += lacking[i];
    }

  given = MIN (all_lacking, others / 2);
  for (guint i = 0; i < n_columns && given > 0; i++)
    {
      if (columns[i].flags & TRANCHE_COLUMN_NUMERIC)
        widths[i] += given * lacking[i] / all_lacking;
      else
        widths[i] -= given * widths[i] / others;
    }
  return widths;
}

/* Where the columns stand and what each cell of a row looks like; the text is filled in row by row.
 */
static TrancheCell *
measure_columns (TrancheLayout *layout, const TrancheBlock *block)
{
  guint n_columns = block->columns->len;
  TrancheCell *cells = g_new0 (TrancheCell, n_columns);
  double measure = tranche_layout_get_measure (layout);
  double gap = MIN (COLUMN_GAP, measure / (4 * n_columns));
  double room = measure - gap * (n_columns - 1);
  g_autofree double *widths = share_out (block, room);
  double x = 0;

  for (guint i = 0; i < n_columns; i++)
    {
      const TrancheColumn *column = &g_array_index (block->columns, TrancheColumn, i);

      cells[i].x = x;
      cells[i].width = widths[i];
      cells[i].tag = "TD";
      if (column->flags & TRANCHE_COLUMN_NUMERIC)
        cells[i].alignment = PANGO_ALIGN_RIGHT;
      else if (column->flags & TRANCHE_COLUMN_CENTER)
        cells[i].alignment = PANGO_ALIGN_CENTER;
      x += cells[i].width + gap;
    }

  return cells;
}

static TrancheTextStyle
get_cell_style (const TrancheColumn *column, const char *text, gboolean total)
{
  if ((column->flags & TRANCHE_COLUMN_TICK) && !total)
    return g_str_has_prefix (text, "✓") ? TRANCHE_TEXT_CELL_STRONG : TRANCHE_TEXT_CELL_QUIET;
  if (column->flags & TRANCHE_COLUMN_NUMERIC)
    return total ? TRANCHE_TEXT_TOTAL_NUMBER : TRANCHE_TEXT_CELL_NUMBER;
  if (total)
    return TRANCHE_TEXT_TOTAL;
  if (column->flags & TRANCHE_COLUMN_STRONG)
    return TRANCHE_TEXT_CELL_STRONG;
  if (column->flags & TRANCHE_COLUMN_QUIET)
    return TRANCHE_TEXT_CELL_QUIET;
  return TRANCHE_TEXT_CELL;
}

static void
add_marks (TrancheLayout *layout, const TrancheBlock *block, const TrancheCell *columns, double y)
{
  for (guint i = 0; i < block->columns->len; i++)
    {
      const TrancheColumn *column = &g_array_index (block->columns, TrancheColumn, i);

      if (column->mark != 0)
        tranche_layout_add_mark (layout, column->mark, column->colour,
                                 columns[i].x + (columns[i].width - MARK_SIZE) / 2, y, MARK_SIZE);
    }
}

/* The strip the rows repeat, -1 when it would leave them too little of a page. */
static int
add_head (TrancheLayout *layout,
          guint position,
          const TrancheBlock *block,
          const TrancheCell *columns,
          double space,
          gboolean closes)
{
  guint n_columns = block->columns->len;
  g_autofree TrancheCell *cells = g_memdup2 (columns, n_columns * sizeof (TrancheCell));
  guint strip = layout->strips->len;
  TrancheRow row = {
    .block = position,
    .kind = TRANCHE_PART_TABLE_HEAD,
    .opens = "Table",
    .tag = "TR",
    .closes = closes ? "Table" : NULL,
    .space = space,
    .top = 3,
    .bottom = 4.5,
    .rule_ink = TRANCHE_INK_ACCENT,
    .rule = RULE,
    .head = -1,
    .to_bottom = TRUE,
  };

  for (guint i = 0; i < n_columns; i++)
    {
      const TrancheColumn *column = &g_array_index (block->columns, TrancheColumn, i);

      cells[i].text = column->header;
      cells[i].style = TRANCHE_TEXT_TABLE_HEAD;
      cells[i].tag = "TH";
      cells[i].to_top = column->mark != 0;
      cells[i].y = column->mark != 0 ? MARK_ROOM : 0;
    }
  tranche_layout_add_cells (layout, &row, cells, n_columns);
  for (guint i = strip; i < layout->strips->len; i++)
    g_array_index (layout->strips, TrancheStrip, i).keep_with_next = TRUE;
  if (layout->strips->len == strip + 1)
    add_marks (layout, block, columns, row.top);

  if (layout->strips->len > strip + 1
      || tranche_layout_get_last_strip (layout)->height > tranche_layout_get_depth (layout) / 3)
    return -1;
  return strip;
}

static void
add_notes (TrancheLayout *layout, guint position, const TrancheBlock *block)
{
  tranche_layout_get_last_strip (layout)->keep_with_next = block->notes->len > 0;
  for (guint i = 0; i < block->notes->len; i++)
    tranche_layout_add_paragraph (layout, position, TRANCHE_PART_TEXT, "P", TRANCHE_TEXT_NOTE,
                                  i == 0 ? 5 : 2, 0, tranche_layout_get_measure (layout),
                                  g_ptr_array_index (block->notes, i));
}

void
tranche_layout_add_table (TrancheLayout *layout, guint position, const TrancheBlock *block)
{
  guint n_columns = block->columns->len;
  guint n_items = tranche_block_get_n_items (block);
  g_autofree TrancheCell *cells = NULL;
  gboolean follows_heading;
  int head;

  if (n_columns == 0)
    return;

  follows_heading = layout->strips->len > 0
                    && tranche_layout_get_last_strip (layout)->kind == TRANCHE_PART_HEADING;
  cells = measure_columns (layout, block);
  head = add_head (layout, position, block, cells, follows_heading ? 6 : 12, n_items == 0);

  for (guint item = 0; item < n_items; item++)
    {
      gboolean total = item >= block->n_rows;
      gboolean before_total = item + 1 == block->n_rows && n_items > block->n_rows;
      gboolean last = item + 1 == n_items;
      guint first = layout->strips->len;
      TrancheRow row = {
        .block = position,
        .row = item,
        .kind = total ? TRANCHE_PART_TABLE_TOTAL : TRANCHE_PART_TABLE_ROW,
        .tag = "TR",
        .closes = last ? "Table" : NULL,
        .top = ROW_TOP,
        .bottom = ROW_BOTTOM,
        .rule_ink = before_total || last ? TRANCHE_INK_ACCENT : TRANCHE_INK_RULE,
        .rule = last ? RULE : HAIRLINE,
        .head = head,
      };

      for (guint i = 0; i < n_columns; i++)
        {
          cells[i].text = tranche_block_get_field (block, item, i);
          cells[i].style = get_cell_style (&g_array_index (block->columns, TrancheColumn, i),
                                           cells[i].text, total);
        }
      tranche_layout_add_cells (layout, &row, cells, n_columns);

      /* Neither a table's first row nor its totals stand alone. */
      if ((item == 0 || before_total || total) && !last && layout->strips->len == first + 1)
        tranche_layout_get_last_strip (layout)->keep_with_next = TRUE;
    }

  add_notes (layout, position, block);
}
