/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "report/document-private.h"
#include "report/layout.h"
#include "report/typesetter-private.h"

G_BEGIN_DECLS

/* The measure is cut once: labels, dates, leads and packages stand on the start side of this line,
 * what they say on the other. */
#define TRANCHE_SIDE_COLUMN 142.0
#define TRANCHE_GUTTER 18.0

/* Margins of every paper, points. The foot line stands inside the bottom margin. */
#define TRANCHE_MARGIN_SIDE 57.0
#define TRANCHE_MARGIN_TOP 51.0
#define TRANCHE_MARGIN_BOTTOM 64.0
#define TRANCHE_FOOT_BASELINE 34.0

typedef enum
{
  TRANCHE_ITEM_TEXT,
  TRANCHE_ITEM_RULE,
  TRANCHE_ITEM_IMAGE,
  TRANCHE_ITEM_MARK,  /* of a segment */
  TRANCHE_ITEM_BEGIN, /* a structure element; may end in a later strip, so on a later page */
  TRANCHE_ITEM_END,
} TrancheItemKind;

/* What is drawn, measured from the page's left edge and the strip's top. */
typedef struct
{
  TrancheItemKind kind;
  TrancheInk ink;
  double x;
  double y;
  union
  {
    struct
    {
      PangoLayout *layout;   /* owned */
      PangoLayoutLine *line; /* owned; only this one, its baseline starting at x and y. NULL: all */
    } text;
    struct
    {
      double width;
      double thickness;
    } rule;
    struct
    {
      cairo_surface_t *surface; /* owned */
      double scale;
    } image;
    struct
    {
      int shape; /* TrancheSegmentMark */
      double size;
    } mark;
    const char *tag; /* static */
  };
} TrancheItem;

/* A piece that is never split: a line of a paragraph, a row, a heading. */
typedef struct
{
  guint first_item;
  guint n_items;
  double space; /* above; vanishes at the top of a page */
  double height;
  int head; /* the strip to repeat when a page starts here, -1 for none */
  TranchePartKind kind;
  guint block;
  guint row;
  guint continued : 1;
  guint keep_with_next : 1;
  guint breaks_page : 1;
} TrancheStrip;

typedef struct
{
  guint strip;
  gboolean repeated;
  double y;
} TranchePlacement;

typedef struct
{
  guint first;
  guint n_placements;
} TranchePage;

struct _TrancheLayout
{
  TrancheTypesetter *typesetter;
  TrancheDocument *document;
  const char *language; /* the document's */
  gboolean right_to_left;
  double width;
  double height;
  GArray *items;      /* TrancheItem */
  GArray *strips;     /* TrancheStrip */
  GArray *placements; /* TranchePlacement */
  GArray *pages;      /* TranchePage */
};

static inline double
tranche_layout_get_measure (const TrancheLayout *layout)
{
  return layout->width - 2 * TRANCHE_MARGIN_SIDE;
}

static inline double
tranche_layout_get_depth (const TrancheLayout *layout)
{
  return layout->height - TRANCHE_MARGIN_TOP - TRANCHE_MARGIN_BOTTOM;
}

/* Strips are written one at a time (layout-strip.c); what is added belongs to the open one. @x
 * counts from the side where lines start, so that a page from right to left is the mirror image. */
TrancheStrip *
tranche_layout_open_strip (TrancheLayout *layout, guint block, TranchePartKind kind, double space);
void tranche_layout_add_text (TrancheLayout *layout,
                              PangoLayout *text,
                              TrancheInk ink,
                              double x,
                              double y,
                              double width);

/* The line an iterator stands on; @y is where the layout's top would be. */
void tranche_layout_add_line (TrancheLayout *layout,
                              PangoLayoutIter *line,
                              TrancheInk ink,
                              double x,
                              double y,
                              double width);
void tranche_layout_add_rule (TrancheLayout *layout,
                              TrancheInk ink,
                              double x,
                              double y,
                              double width,
                              double thickness);
void tranche_layout_add_image (TrancheLayout *layout,
                               cairo_surface_t *surface,
                               double scale,
                               double x,
                               double y,
                               double width);
void tranche_layout_add_mark (TrancheLayout *layout,
                              int mark,
                              int colour,
                              double x,
                              double y,
                              double size);
void tranche_layout_begin (TrancheLayout *layout, const char *tag);
void tranche_layout_end (TrancheLayout *layout, const char *tag);
TrancheStrip *tranche_layout_get_last_strip (TrancheLayout *layout);

PangoLayout *tranche_layout_shape (TrancheLayout *layout,
                                   TrancheTextStyle style,
                                   PangoAlignment alignment,
                                   double width,
                                   const char *text);
double tranche_text_get_height (PangoLayout *text);

/* Where a line of @text starts, points from its left edge: on the page's side also where the line
 * runs the other way. @extents: the line's logical ones. */
double
tranche_text_get_line_x (PangoLayout *text, PangoLayoutLine *line, const PangoRectangle *extents);

typedef struct
{
  const char *text;
  TrancheTextStyle style;
  PangoAlignment alignment;
  const char *tag; /* NULL: part of the row's own element */
  double x;
  double width;
  double y;        /* further down than the row's top */
  gboolean to_top; /* also in a row whose cells stand on its bottom */
} TrancheCell;

typedef struct
{
  guint block;
  guint row;
  TranchePartKind kind;
  const char *opens; /* an element that begins before this row: "Table" */
  const char *tag; /* around the cells: "TR"; each element costs the reader's machine and ours some
                    * 400 bytes, so that only real tables are told cell by cell */
  const char *closes; /* an element that ends after this row */
  double space;
  double top;    /* padding */
  double bottom; /* padding */
  TrancheInk rule_ink;
  double rule; /* thickness under the row; 0 for none */
  int head;
  gboolean to_bottom; /* cells stand on the row's bottom */
} TrancheRow;

/* Cells side by side. One strip, or, for a row no page can hold, many that break between lines. */
void tranche_layout_add_cells (TrancheLayout *layout,
                               const TrancheRow *row,
                               const TrancheCell *cells,
                               guint n_cells);

/* A paragraph: its first two and last two lines stay together. @x from the start side. */
void tranche_layout_add_paragraph (TrancheLayout *layout,
                                   guint block,
                                   TranchePartKind kind,
                                   const char *tag,
                                   TrancheTextStyle style,
                                   double space,
                                   double x,
                                   double width,
                                   const char *text);

void tranche_layout_add_block (TrancheLayout *layout, guint position, const TrancheBlock *block);
void tranche_layout_add_table (TrancheLayout *layout, guint position, const TrancheBlock *block);

void tranche_layout_add_package (TrancheLayout *layout, guint position, const TrancheBlock *block);

/* Puts the strips on pages. */
void tranche_layout_paginate (TrancheLayout *layout);

/* One line with its baseline's start at @x, @y (render-text.c). */
void tranche_render_line (cairo_t *cairo, PangoLayoutLine *line, double x, double y);

/* The shape of a segment's mark in a square of @size points (render-mark.c). */
void tranche_render_mark (cairo_t *cairo, int mark, double x, double y, double size);

/* @tagged adds the PDF's structure; elements may stay open from one page to the next. */
void tranche_layout_draw_page (TrancheLayout *layout, guint page, cairo_t *cairo, gboolean tagged);

G_END_DECLS
