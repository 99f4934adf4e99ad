/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "report/document-private.h"

struct _TrancheDocument
{
  gatomicrefcount references;
  GStringChunk *text;
  GPtrArray *blocks;

  const char *title;
  const char *author;
  const char *subject;
  const char *keywords;
  const char *number;
  const char *bookmark;
  const char *language;
  gint64 created;
  TranchePaper paper;
  gboolean draft;
};

static void
block_free (gpointer data)
{
  TrancheBlock *block = data;

  g_clear_pointer (&block->logo, g_bytes_unref);
  g_clear_pointer (&block->strings, g_ptr_array_unref);
  g_clear_pointer (&block->columns, g_array_unref);
  g_clear_pointer (&block->notes, g_ptr_array_unref);
  g_free (block);
}

static const char *
take_text (TrancheDocument *document, const char *text)
{
  g_autoptr (GString) mended = NULL;

  if (text == NULL || *text == '\0')
    return "";

  mended = tranche_document_mend_text (text);
  return mended == NULL ? g_string_chunk_insert (document->text, text)
                        : g_string_chunk_insert_len (document->text, mended->str, mended->len);
}

static TrancheBlock *
add_block (TrancheDocument *document, TrancheBlockKind kind, guint n_fields)
{
  TrancheBlock *block = g_new0 (TrancheBlock, 1);

  block->document = document;
  block->kind = kind;
  block->text = block->subtext = block->details = "";
  block->n_fields = n_fields;
  block->strings = g_ptr_array_new ();
  g_ptr_array_add (document->blocks, block);

  return block;
}

static void
add_field (TrancheBlock *block, const char *text)
{
  g_ptr_array_add (block->strings, (char *) take_text (block->document, text));
}

TrancheDocument *
tranche_document_new (void)
{
  TrancheDocument *document = g_new0 (TrancheDocument, 1);

  g_atomic_ref_count_init (&document->references);
  document->text = g_string_chunk_new (4096);
  document->blocks = g_ptr_array_new_with_free_func (block_free);
  document->title = document->author = document->subject = document->keywords = "";
  document->number = document->bookmark = document->language = "";

  return document;
}

TrancheDocument *
tranche_document_ref (TrancheDocument *document)
{
  g_return_val_if_fail (document != NULL, NULL);

  g_atomic_ref_count_inc (&document->references);
  return document;
}

void
tranche_document_unref (TrancheDocument *document)
{
  g_return_if_fail (document != NULL);

  if (g_atomic_ref_count_dec (&document->references))
    {
      g_ptr_array_unref (document->blocks);
      g_string_chunk_free (document->text);
      g_free (document);
    }
}

GPtrArray *
tranche_document_get_blocks (TrancheDocument *document)
{
  return document->blocks;
}

#define DOCUMENT_TEXT_PROPERTY(name)                                                               \
  void tranche_document_set_##name (TrancheDocument *document, const char *name)                   \
  {                                                                                                \
    g_return_if_fail (document != NULL);                                                           \
                                                                                                   \
    document->name = take_text (document, name);                                                   \
  }                                                                                                \
                                                                                                   \
  const char *tranche_document_get_##name (TrancheDocument *document)                              \
  {                                                                                                \
    g_return_val_if_fail (document != NULL, NULL);                                                 \
                                                                                                   \
    return document->name;                                                                         \
  }

DOCUMENT_TEXT_PROPERTY (title)
DOCUMENT_TEXT_PROPERTY (author)
DOCUMENT_TEXT_PROPERTY (subject)
DOCUMENT_TEXT_PROPERTY (keywords)
DOCUMENT_TEXT_PROPERTY (number)
DOCUMENT_TEXT_PROPERTY (bookmark)
DOCUMENT_TEXT_PROPERTY (language)

#undef DOCUMENT_TEXT_PROPERTY

void
tranche_document_set_draft (TrancheDocument *document, gboolean draft)
{
  g_return_if_fail (document != NULL);

  document->draft = !!draft;
}

gboolean
tranche_document_get_draft (TrancheDocument *document)
{
  g_return_val_if_fail (document != NULL, FALSE);

  return document->draft;
}

void
tranche_document_set_created (TrancheDocument *document, gint64 created)
{
  g_return_if_fail (document != NULL);

  document->created = created;
}

gint64
tranche_document_get_created (TrancheDocument *document)
{
  g_return_val_if_fail (document != NULL, 0);

  return document->created;
}

void
tranche_document_set_paper (TrancheDocument *document, TranchePaper paper)
{
  g_return_if_fail (document != NULL);
  g_return_if_fail (paper < TRANCHE_N_PAPERS);

  document->paper = paper;
}

TranchePaper
tranche_document_get_paper (TrancheDocument *document)
{
  g_return_val_if_fail (document != NULL, TRANCHE_PAPER_A4);

  return document->paper;
}

void
tranche_document_add_letterhead (TrancheDocument *document, const TrancheLetterhead *letterhead)
{
  TrancheBlock *block;

  g_return_if_fail (document != NULL && letterhead != NULL);

  block = add_block (document, TRANCHE_BLOCK_LETTERHEAD, 0);
  block->text = take_text (document, letterhead->practice);
  block->subtext = take_text (document, letterhead->details);
  block->details = take_text (document, letterhead->contact);
  if (letterhead->logo != NULL)
    block->logo = g_bytes_ref (letterhead->logo);
}

TrancheBlock *
tranche_document_add_address (TrancheDocument *document, const char *lines)
{
  TrancheBlock *block;

  g_return_val_if_fail (document != NULL, NULL);

  block = add_block (document, TRANCHE_BLOCK_ADDRESS, 2);
  block->text = take_text (document, lines);
  return block;
}

void
tranche_document_add_title (TrancheDocument *document, const char *title, const char *subtitle)
{
  TrancheBlock *block;

  g_return_if_fail (document != NULL);

  block = add_block (document, TRANCHE_BLOCK_TITLE, 0);
  block->text = take_text (document, title);
  block->subtext = take_text (document, subtitle);
}

void
tranche_document_add_heading (TrancheDocument *document, int level, const char *text)
{
  TrancheBlock *block;

  g_return_if_fail (document != NULL);
  g_return_if_fail (level == 1 || level == 2);

  block = add_block (document, TRANCHE_BLOCK_HEADING, 0);
  block->style = level;
  block->text = take_text (document, text);
}

void
tranche_document_add_paragraph (TrancheDocument *document,
                                TrancheParagraphStyle style,
                                const char *text)
{
  TrancheBlock *block;

  g_return_if_fail (document != NULL);

  block = add_block (document, TRANCHE_BLOCK_PARAGRAPH, 0);
  block->style = style;
  block->text = take_text (document, text);
}

TrancheBlock *
tranche_document_add_grid (TrancheDocument *document, int n_columns)
{
  TrancheBlock *block;

  g_return_val_if_fail (document != NULL, NULL);
  g_return_val_if_fail (n_columns == 1 || n_columns == 2, NULL);

  block = add_block (document, TRANCHE_BLOCK_GRID, 2);
  block->style = n_columns;
  return block;
}

void
tranche_block_add_pair (TrancheBlock *block, const char *label, const char *value)
{
  g_return_if_fail (block != NULL);
  g_return_if_fail (block->kind == TRANCHE_BLOCK_ADDRESS || block->kind == TRANCHE_BLOCK_GRID);

  if (value == NULL || *value == '\0')
    return;

  add_field (block, label);
  add_field (block, value);
}

TrancheBlock *
tranche_document_add_table (TrancheDocument *document, const char *caption)
{
  TrancheBlock *block;

  g_return_val_if_fail (document != NULL, NULL);

  block = add_block (document, TRANCHE_BLOCK_TABLE, 0);
  block->text = take_text (document, caption);
  block->columns = g_array_new (FALSE, TRUE, sizeof (TrancheColumn));
  block->notes = g_ptr_array_new ();
  return block;
}

void
tranche_block_add_column (TrancheBlock *table,
                          const char *header,
                          double width,
                          TrancheColumnFlags flags)
{
  TrancheColumn column = { .width = width, .flags = flags };

  g_return_if_fail (table != NULL && table->kind == TRANCHE_BLOCK_TABLE);
  g_return_if_fail (table->strings->len == 0);
  g_return_if_fail (width > 0);

  column.header = take_text (table->document, header);
  g_array_append_val (table->columns, column);
  table->n_fields = table->columns->len;
}

void
tranche_block_add_marked_column (TrancheBlock *table,
                                 const char *header,
                                 double width,
                                 int mark,
                                 int colour)
{
  TrancheColumn *column;

  g_return_if_fail (table != NULL && table->kind == TRANCHE_BLOCK_TABLE);

  tranche_block_add_column (table, header, width, TRANCHE_COLUMN_CENTER | TRANCHE_COLUMN_TICK);
  column = &g_array_index (table->columns, TrancheColumn, table->columns->len - 1);
  column->mark = mark;
  column->colour = colour;
}

void
tranche_block_add_row (TrancheBlock *table, const char *const *cells)
{
  g_return_if_fail (table != NULL && table->kind == TRANCHE_BLOCK_TABLE);
  g_return_if_fail (table->n_fields > 0 && cells != NULL);
  g_return_if_fail (table->n_rows == tranche_block_get_n_items (table));

  for (guint i = 0; i < table->n_fields; i++)
    add_field (table, cells[i]);
  table->n_rows++;
}

void
tranche_block_add_total (TrancheBlock *table, const char *const *cells)
{
  g_return_if_fail (table != NULL && table->kind == TRANCHE_BLOCK_TABLE);
  g_return_if_fail (table->n_fields > 0 && cells != NULL);

  for (guint i = 0; i < table->n_fields; i++)
    add_field (table, cells[i]);
}

void
tranche_block_add_note (TrancheBlock *table, const char *text)
{
  g_return_if_fail (table != NULL && table->kind == TRANCHE_BLOCK_TABLE);

  if (text != NULL && *text != '\0')
    g_ptr_array_add (table->notes, (char *) take_text (table->document, text));
}

TrancheBlock *
tranche_document_add_package (TrancheDocument *document,
                              int mark,
                              int colour,
                              const char *name,
                              const char *description,
                              const char *details)
{
  TrancheBlock *block;

  g_return_val_if_fail (document != NULL, NULL);

  block = add_block (document, TRANCHE_BLOCK_PACKAGE, 2);
  block->mark = mark;
  block->colour = colour;
  block->text = take_text (document, name);
  block->subtext = take_text (document, description);
  block->details = take_text (document, details);
  return block;
}

void
tranche_block_add_service (TrancheBlock *package, const char *name, const char *frequency)
{
  g_return_if_fail (package != NULL && package->kind == TRANCHE_BLOCK_PACKAGE);

  add_field (package, name);
  add_field (package, frequency);
}

TrancheBlock *
tranche_document_add_dates (TrancheDocument *document)
{
  g_return_val_if_fail (document != NULL, NULL);

  return add_block (document, TRANCHE_BLOCK_DATES, 3);
}

void
tranche_block_add_date (TrancheBlock *dates,
                        const char *when,
                        const char *label,
                        const char *detail)
{
  g_return_if_fail (dates != NULL && dates->kind == TRANCHE_BLOCK_DATES);

  add_field (dates, when);
  add_field (dates, label);
  add_field (dates, detail);
}

TrancheBlock *
tranche_document_add_statements (TrancheDocument *document)
{
  g_return_val_if_fail (document != NULL, NULL);

  return add_block (document, TRANCHE_BLOCK_STATEMENTS, 2);
}

void
tranche_block_add_statement (TrancheBlock *statements, const char *lead, const char *text)
{
  g_return_if_fail (statements != NULL && statements->kind == TRANCHE_BLOCK_STATEMENTS);

  add_field (statements, lead);
  add_field (statements, text);
}

TrancheBlock *
tranche_document_add_signatures (TrancheDocument *document)
{
  g_return_val_if_fail (document != NULL, NULL);

  return add_block (document, TRANCHE_BLOCK_SIGNATURES, 3);
}

void
tranche_block_add_signature (TrancheBlock *signatures,
                             const char *name,
                             const char *role,
                             const char *date)
{
  g_return_if_fail (signatures != NULL && signatures->kind == TRANCHE_BLOCK_SIGNATURES);

  add_field (signatures, name);
  add_field (signatures, role);
  add_field (signatures, date);
}

void
tranche_document_add_space (TrancheDocument *document, double height)
{
  g_return_if_fail (document != NULL);
  g_return_if_fail (height >= 0);

  add_block (document, TRANCHE_BLOCK_SPACE, 0)->height = height;
}

void
tranche_document_add_page_break (TrancheDocument *document)
{
  g_return_if_fail (document != NULL);

  add_block (document, TRANCHE_BLOCK_PAGE_BREAK, 0);
}
