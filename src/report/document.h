/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "report/paper.h"

G_BEGIN_DECLS

/**
 * TrancheDocument:
 *
 * What a document says, block after block, without a word about where it lands on the page. It is
 * written once from top to bottom and then only read; reference counted, the count is atomic, so
 * that a finished document can be laid out on any thread.
 *
 * Every string is copied and mended on its way in: invalid UTF-8 is replaced, control characters
 * become blanks,
 * "\n" starts a new line. NULL counts as empty.
 */
typedef struct _TrancheDocument TrancheDocument;

/* One block of a document that takes more than one call to fill. Lives as long as its document. */
typedef struct _TrancheBlock TrancheBlock;

TrancheDocument *tranche_document_new (void);
TrancheDocument *tranche_document_ref (TrancheDocument *document);
void tranche_document_unref (TrancheDocument *document);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrancheDocument, tranche_document_unref)

/* Metadata. The title is the file's, and its bookmark's where nothing else is set; the title on the
 * paper is a block. */
void tranche_document_set_title (TrancheDocument *document, const char *title);
const char *tranche_document_get_title (TrancheDocument *document);

void tranche_document_set_author (TrancheDocument *document, const char *author);
const char *tranche_document_get_author (TrancheDocument *document);

void tranche_document_set_subject (TrancheDocument *document, const char *subject);
const char *tranche_document_get_subject (TrancheDocument *document);

void tranche_document_set_keywords (TrancheDocument *document, const char *keywords);
const char *tranche_document_get_keywords (TrancheDocument *document);

/* Printed at the foot of each page. */
void tranche_document_set_number (TrancheDocument *document, const char *number);
const char *tranche_document_get_number (TrancheDocument *document);

/* The entry in the outline of a file that holds many documents: the client's name, say. */
void tranche_document_set_bookmark (TrancheDocument *document, const char *bookmark);
const char *tranche_document_get_bookmark (TrancheDocument *document);

/* BCP 47 ("en-AU"); decides shaping and, for scripts written from right to left, mirrors the page.
 * Empty: the thread's locale decides shaping, left to right. */
void tranche_document_set_language (TrancheDocument *document, const char *language);
const char *tranche_document_get_language (TrancheDocument *document);

/* A draft carries a mark across each page. */
void tranche_document_set_draft (TrancheDocument *document, gboolean draft);
gboolean tranche_document_get_draft (TrancheDocument *document);

/* Seconds since 1970 UTC; 0 for none. No clock is read here, so that the same document gives the
 * same bytes. */
void tranche_document_set_created (TrancheDocument *document, gint64 created);
gint64 tranche_document_get_created (TrancheDocument *document);

void tranche_document_set_paper (TrancheDocument *document, TranchePaper paper);
TranchePaper tranche_document_get_paper (TrancheDocument *document);

/**
 * TrancheLetterhead:
 * @practice: the name, large
 * @details: small lines below it (licensee, licence number)
 * @contact: small lines on the other side (address, telephone, web)
 * @logo: (nullable): PNG bytes; left out if they aren't a PNG or are larger than 4,096 pixels a
 * side
 */
typedef struct
{
  const char *practice;
  const char *details;
  const char *contact;
  GBytes *logo;
} TrancheLetterhead;

void tranche_document_add_letterhead (TrancheDocument *document,
                                      const TrancheLetterhead *letterhead);

/* The first line of @lines is the addressee. Pairs (number, date, adviser) stand beside it. */
TrancheBlock *tranche_document_add_address (TrancheDocument *document, const char *lines);

void
tranche_document_add_title (TrancheDocument *document, const char *title, const char *subtitle);

/* @level 1 or 2. Stays with what follows it. */
void tranche_document_add_heading (TrancheDocument *document, int level, const char *text);

typedef enum
{
  TRANCHE_PARAGRAPH_BODY,
  TRANCHE_PARAGRAPH_LEAD, /* larger, opens a document */
  TRANCHE_PARAGRAPH_NOTE, /* smaller, grey */
} TrancheParagraphStyle;

void tranche_document_add_paragraph (TrancheDocument *document,
                                     TrancheParagraphStyle style,
                                     const char *text);

/* Labels and values in @n_columns (1 or 2) columns, filled row by row. */
TrancheBlock *tranche_document_add_grid (TrancheDocument *document, int n_columns);

/* To an address or a grid. A pair with an empty value isn't added. */
void tranche_block_add_pair (TrancheBlock *block, const char *label, const char *value);

typedef enum
{
  TRANCHE_COLUMN_DEFAULT = 0,
  TRANCHE_COLUMN_STRONG = 1 << 0,  /* the row's name */
  TRANCHE_COLUMN_QUIET = 1 << 1,   /* explains another column */
  TRANCHE_COLUMN_NUMERIC = 1 << 2, /* figures of one width, set to the end */
  TRANCHE_COLUMN_CENTER = 1 << 3,
  TRANCHE_COLUMN_TICK = 1 << 4, /* a tick or a dash: the tick is what is looked for */
} TrancheColumnFlags;

/* @caption says in words what the table holds: for its outline, not printed. */
TrancheBlock *tranche_document_add_table (TrancheDocument *document, const char *caption);

/* Columns come before rows. @width is relative to the other columns', > 0. */
void tranche_block_add_column (TrancheBlock *table,
                               const char *header,
                               double width,
                               TrancheColumnFlags flags);

/**
 * tranche_block_add_marked_column:
 * @mark: TrancheSegmentMark
 * @colour: TrancheSegmentColour
 *
 * A column of ticks under a segment's mark and name. The mark's shape says in black and white what
 * its colour says.
 */
void tranche_block_add_marked_column (TrancheBlock *table,
                                      const char *header,
                                      double width,
                                      int mark,
                                      int colour);

/* As many @cells as there are columns. */
void tranche_block_add_row (TrancheBlock *table, const char *const *cells);

/* Totals come after the rows, under a rule; a total stays with the row above it. */
void tranche_block_add_total (TrancheBlock *table, const char *const *cells);

/* Small print right below the table; stays with its last row. */
void tranche_block_add_note (TrancheBlock *table, const char *text);

/**
 * tranche_document_add_package:
 * @mark: TrancheSegmentMark
 * @colour: TrancheSegmentColour
 * @details: may be empty: figures, under the description
 *
 * A segment: its mark, name and description beside the services it holds. The name is a heading,
 * also in the file's outline. Kept on one page where it takes no more than half of one.
 */
TrancheBlock *tranche_document_add_package (TrancheDocument *document,
                                            int mark,
                                            int colour,
                                            const char *name,
                                            const char *description,
                                            const char *details);
void tranche_block_add_service (TrancheBlock *package, const char *name, const char *frequency);

/* @when as text ("31 Dec 2025 – 29 Jul 2026"); @detail may be empty. */
TrancheBlock *tranche_document_add_dates (TrancheDocument *document);
void tranche_block_add_date (TrancheBlock *dates,
                             const char *when,
                             const char *label,
                             const char *detail);

/* A list of paragraphs, each opened by a few words in bold, which may be empty. */
TrancheBlock *tranche_document_add_statements (TrancheDocument *document);
void tranche_block_add_statement (TrancheBlock *statements, const char *lead, const char *text);

/* @date: "" leaves a line to write on. A place to sign is never split over pages. */
TrancheBlock *tranche_document_add_signatures (TrancheDocument *document);
void tranche_block_add_signature (TrancheBlock *signatures,
                                  const char *name,
                                  const char *role,
                                  const char *date);

/* @height in points. Vanishes at the top of a page. */
void tranche_document_add_space (TrancheDocument *document, double height);

void tranche_document_add_page_break (TrancheDocument *document);

G_END_DECLS
