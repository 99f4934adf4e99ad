/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "report/document.h"

G_BEGIN_DECLS

typedef enum
{
  TRANCHE_BLOCK_LETTERHEAD,
  TRANCHE_BLOCK_ADDRESS,
  TRANCHE_BLOCK_TITLE,
  TRANCHE_BLOCK_HEADING,
  TRANCHE_BLOCK_PARAGRAPH,
  TRANCHE_BLOCK_GRID,
  TRANCHE_BLOCK_TABLE,
  TRANCHE_BLOCK_PACKAGE,
  TRANCHE_BLOCK_DATES,
  TRANCHE_BLOCK_STATEMENTS,
  TRANCHE_BLOCK_SIGNATURES,
  TRANCHE_BLOCK_SPACE,
  TRANCHE_BLOCK_PAGE_BREAK,
} TrancheBlockKind;

typedef struct
{
  const char *header;
  double width;
  TrancheColumnFlags flags;
  int mark; /* 0: none */
  int colour;
} TrancheColumn;

/* A block holds items (rows, pairs, dates, signatures …), each of n_fields strings that lie one
 * after the other in `strings`; all text is the document's. Tables say by `n_rows` how many of
 * their items are rows: totals follow. */
struct _TrancheBlock
{
  TrancheDocument *document; /* borrowed */
  TrancheBlockKind kind;
  int style; /* heading level, paragraph style, grid columns */
  int mark;
  int colour;
  double height;
  const char *text;
  const char *subtext;
  const char *details;
  GBytes *logo;
  guint n_fields;
  guint n_rows;
  GPtrArray *strings;
  GArray *columns;
  GPtrArray *notes;
};

/* What goes onto paper of @text: valid UTF-8 without control characters, "\n" for the end of a
 * line, and places to break at in words longer than any real one. (transfer full) (nullable): %NULL
 * if
 * @text is so already */
GString *tranche_document_mend_text (const char *text);

/* (element-type TrancheBlock) */
GPtrArray *tranche_document_get_blocks (TrancheDocument *document);

static inline guint
tranche_block_get_n_items (const TrancheBlock *block)
{
  return block->n_fields > 0 ? block->strings->len / block->n_fields : 0;
}

static inline const char *
tranche_block_get_field (const TrancheBlock *block, guint item, guint field)
{
  return g_ptr_array_index (block->strings, item * block->n_fields + field);
}

G_END_DECLS
