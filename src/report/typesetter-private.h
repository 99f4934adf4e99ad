/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <pango/pango.h>

#include "domain/codes.h"
#include "report/typesetter.h"

G_BEGIN_DECLS

/* Every size and weight there is on paper. */
typedef enum
{
  TRANCHE_TEXT_PRACTICE,
  TRANCHE_TEXT_LETTERHEAD,
  TRANCHE_TEXT_ADDRESS,
  TRANCHE_TEXT_TITLE,
  TRANCHE_TEXT_SUBTITLE,
  TRANCHE_TEXT_HEADING,
  TRANCHE_TEXT_SUBHEADING,
  TRANCHE_TEXT_LEAD,
  TRANCHE_TEXT_BODY,
  TRANCHE_TEXT_NOTE,
  TRANCHE_TEXT_LABEL,
  TRANCHE_TEXT_VALUE,
  TRANCHE_TEXT_TABLE_HEAD,
  TRANCHE_TEXT_CELL,
  TRANCHE_TEXT_CELL_STRONG,
  TRANCHE_TEXT_CELL_QUIET,
  TRANCHE_TEXT_CELL_NUMBER,
  TRANCHE_TEXT_TOTAL,
  TRANCHE_TEXT_TOTAL_NUMBER,
  TRANCHE_TEXT_FOOT,
  TRANCHE_TEXT_MARK,
} TrancheTextStyle;

#define TRANCHE_N_TEXT_STYLES (TRANCHE_TEXT_MARK + 1)

typedef enum
{
  TRANCHE_INK_TEXT,
  TRANCHE_INK_QUIET,
  TRANCHE_INK_ACCENT,
  TRANCHE_INK_RULE,
  TRANCHE_INK_MARK,
  TRANCHE_INK_SEGMENT, /* and as many more as there are colours of segments, for their marks */
} TrancheInk;

#define TRANCHE_N_INKS (TRANCHE_INK_SEGMENT + TRANCHE_COLOUR_SLATE)

/* @colour: TrancheSegmentColour; that of a later version is the text's. */
static inline TrancheInk
tranche_ink_get_for_segment (int colour)
{
  return colour >= TRANCHE_COLOUR_BLUE && colour <= TRANCHE_COLOUR_SLATE
             ? (TrancheInk) (TRANCHE_INK_SEGMENT + colour - TRANCHE_COLOUR_BLUE)
             : TRANCHE_INK_TEXT;
}

TrancheInk tranche_text_style_get_ink (TrancheTextStyle style);

/* TRUE if pages in @language are set from right to left. */
gboolean tranche_language_is_right_to_left (const char *language);

/**
 * tranche_typesetter_shape:
 * @language: BCP 47 or ""
 * @width: where lines break, in points; < 0 for nowhere
 * @alignment: %PANGO_ALIGN_LEFT is the side where lines start
 *
 * Returns: (transfer full): shared with everybody who asks for the same; not to be changed
 */
PangoLayout *tranche_typesetter_shape (TrancheTypesetter *typesetter,
                                       const char *language,
                                       TrancheTextStyle style,
                                       PangoAlignment alignment,
                                       double width,
                                       const char *text);

G_END_DECLS
