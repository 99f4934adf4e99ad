/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/codes.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define TRANCHE_TYPE_MARK_SYMBOL (tranche_mark_symbol_get_type ())
G_DECLARE_FINAL_TYPE (TrancheMarkSymbol, tranche_mark_symbol, TRANCHE, MARK_SYMBOL, GtkWidget)

/**
 * TrancheMarkSymbol:
 *
 * A segment's shape in its colour, as large as a small icon. It says nothing to assistive
 * technology: the name beside it does. Where the name stands too, use TrancheSegmentBadge.
 */
GtkWidget *tranche_mark_symbol_new (void);

/* @colour: a TrancheSegmentColour, @mark: a TrancheSegmentMark; 0 for none. */
void tranche_mark_symbol_set (TrancheMarkSymbol *self, int colour, int mark);

/* Draws the shape @mark into the square at @x, @y, for charts. */
void tranche_mark_symbol_append (GtkSnapshot *snapshot,
                                 int mark,
                                 float x,
                                 float y,
                                 float size,
                                 const GdkRGBA *colour);

/* (nullable): the style class that gives a widget a segment's colour as its `color`:
 * "segment-blue". */
const char *tranche_segment_colour_get_style_class (int colour);

G_END_DECLS
