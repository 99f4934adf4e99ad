/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <hb.h>
#include <pango/pangocairo.h>
#include <string.h>

#include "report/layout-private.h"

/* Pango draws the blank at which a line was broken as a cluster without glyphs. In a PDF that
 * becomes a replacement text of its own, which readers of the structure stumble over, and where a
 * line ends at "\n" there is nothing at all between two words. So runs are shown here, and each
 * line ends in a real, invisible blank. */

/* Longer runs are rare; they are shown by Pango. */
#define MAX_RUN_GLYPHS 512
#define MAX_RUN_BYTES 2048

typedef struct
{
  cairo_glyph_t glyphs[MAX_RUN_GLYPHS + 1];
  cairo_text_cluster_t clusters[MAX_RUN_GLYPHS + 1];
  char text[MAX_RUN_BYTES + 2];
  int n_glyphs;
  int n_clusters;
  int n_bytes;
} Run;

static gboolean
is_plain (const PangoGlyphItem *run)
{
  if (run->item->analysis.level % 2 != 0 || run->glyphs->num_glyphs > MAX_RUN_GLYPHS
      || run->item->length > MAX_RUN_BYTES)
    return FALSE;

  /* A missing glyph is drawn as a box with the character's number: Pango's business. */
  for (int i = 0; i < run->glyphs->num_glyphs; i++)
    {
      if (run->glyphs->glyphs[i].glyph & PANGO_GLYPH_UNKNOWN_FLAG)
        return FALSE;
    }

  return TRUE;
}

static void
add_cluster (Run *run, int n_bytes, int n_glyphs)
{
  if (n_bytes == 0 && n_glyphs == 0)
    return;

  run->clusters[run->n_clusters].num_bytes = n_bytes;
  run->clusters[run->n_clusters].num_glyphs = n_glyphs;
  run->n_clusters++;
}

/* The clusters of a run from left to right, without the blank a line was broken at. Returns the end
 * of the last glyph. */
static double
collect_run (Run *run, const char *text, const PangoGlyphItem *item, double x, double y)
{
  const PangoGlyphString *glyphs = item->glyphs;
  int length = item->item->length;

  run->n_glyphs = run->n_clusters = run->n_bytes = 0;
  memcpy (run->text, text + item->item->offset, length);
  for (int i = 0; i < glyphs->num_glyphs;)
    {
      int start = glyphs->log_clusters[i];
      int first = run->n_glyphs;
      int end;

      while (i < glyphs->num_glyphs && glyphs->log_clusters[i] == start)
        {
          const PangoGlyphInfo *glyph = &glyphs->glyphs[i++];

          if (glyph->glyph != PANGO_GLYPH_EMPTY)
            {
              run->glyphs[run->n_glyphs].index = glyph->glyph;
              run->glyphs[run->n_glyphs].x = x + (double) glyph->geometry.x_offset / PANGO_SCALE;
              run->glyphs[run->n_glyphs].y = y + (double) glyph->geometry.y_offset / PANGO_SCALE;
              run->n_glyphs++;
            }
          x += (double) glyph->geometry.width / PANGO_SCALE;
        }
      end = i < glyphs->num_glyphs ? glyphs->log_clusters[i] : length;

      if (i == glyphs->num_glyphs && run->n_glyphs == first
          && text[item->item->offset + start] == ' ')
        break;
      run->n_bytes = end;
      add_cluster (run, end - start, run->n_glyphs - first);
    }

  return x;
}

static void
add_blank (Run *run, PangoFont *font, double x, double y)
{
  hb_codepoint_t glyph;

  if (run->n_bytes > 0 && run->text[run->n_bytes - 1] == ' ')
    return;
  if (!hb_font_get_nominal_glyph (pango_font_get_hb_font (font), ' ', &glyph))
    return;

  run->text[run->n_bytes++] = ' ';
  run->glyphs[run->n_glyphs++] = (cairo_glyph_t) { .index = glyph, .x = x, .y = y };
  add_cluster (run, 1, 1);
}

void
tranche_render_line (cairo_t *cairo, PangoLayoutLine *line, double x, double y)
{
  const char *text = pango_layout_get_text (line->layout);
  gboolean left_to_right = pango_layout_line_get_resolved_direction (line) == PANGO_DIRECTION_LTR;

  for (GSList *next = line->runs; next != NULL; next = next->next)
    {
      PangoGlyphItem *item = next->data;
      PangoFont *font = item->item->analysis.font;
      Run run;
      double end;

      if (!is_plain (item) || font == NULL)
        {
          cairo_move_to (cairo, x, y);
          pango_cairo_show_glyph_item (cairo, text, item);
          x += (double) pango_glyph_string_get_width (item->glyphs) / PANGO_SCALE;
          continue;
        }

      end = collect_run (&run, text, item, x, y);
      if (next->next == NULL && left_to_right)
        add_blank (&run, font, end, y);
      x = end;
      if (run.n_glyphs == 0)
        continue;

      cairo_set_scaled_font (cairo, pango_cairo_font_get_scaled_font (PANGO_CAIRO_FONT (font)));
      cairo_show_text_glyphs (cairo, run.text, run.n_bytes, run.glyphs, run.n_glyphs, run.clusters,
                              run.n_clusters, 0);
    }
}
