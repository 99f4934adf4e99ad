/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/documents/document-sheets.h"

#include <math.h>

#define N_TEXTURES 6
/* Beyond this a page is drawn anew each time rather than kept. */
#define MOST_PIXELS (12 * 1000 * 1000)

typedef struct
{
  guint sheet;
  double scale;
  GdkTexture *texture; /* owned */
} KeptTexture;

struct _TrancheDocumentSheets
{
  TrancheTypesetter *typesetter;
  GPtrArray *layouts;
  GArray *sheets;  /* TrancheDocumentSheet */
  GQueue textures; /* KeptTexture, latest first */
  double width;
  double height;
};

static void
kept_texture_free (KeptTexture *kept)
{
  g_object_unref (kept->texture);
  g_free (kept);
}

TrancheDocumentSheets *
tranche_document_sheets_new (void)
{
  TrancheDocumentSheets *self = g_new0 (TrancheDocumentSheets, 1);

  self->typesetter = tranche_typesetter_new ();
  self->layouts = g_ptr_array_new_with_free_func ((GDestroyNotify) tranche_layout_free);
  self->sheets = g_array_new (FALSE, FALSE, sizeof (TrancheDocumentSheet));
  g_queue_init (&self->textures);
  return self;
}

void
tranche_document_sheets_free (TrancheDocumentSheets *self)
{
  tranche_document_sheets_forget_textures (self);
  g_array_unref (self->sheets);
  g_ptr_array_unref (self->layouts);
  tranche_typesetter_unref (self->typesetter);
  g_free (self);
}

void
tranche_document_sheets_add (TrancheDocumentSheets *self, TrancheDocument *document)
{
  TrancheLayout *layout = tranche_layout_new (self->typesetter, document);
  TrancheDocumentSheet sheet = { .layout = layout };
  guint n_pages = tranche_layout_get_n_pages (layout);

  g_ptr_array_add (self->layouts, layout);
  tranche_layout_get_page_size (layout, &sheet.width, &sheet.height);
  self->width = MAX (self->width, sheet.width);
  for (sheet.page = 0; sheet.page < n_pages; sheet.page++)
    {
      sheet.top = self->height;
      self->height += sheet.height;
      g_array_append_val (self->sheets, sheet);
    }
}

void
tranche_document_sheets_clear (TrancheDocumentSheets *self)
{
  tranche_document_sheets_forget_textures (self);
  g_array_set_size (self->sheets, 0);
  g_ptr_array_set_size (self->layouts, 0);
  self->width = 0;
  self->height = 0;
}

guint
tranche_document_sheets_get_count (TrancheDocumentSheets *self)
{
  return self->sheets->len;
}

const TrancheDocumentSheet *
tranche_document_sheets_get (TrancheDocumentSheets *self, guint position)
{
  g_return_val_if_fail (position < self->sheets->len, NULL);

  return &g_array_index (self->sheets, TrancheDocumentSheet, position);
}

double
tranche_document_sheets_get_width (TrancheDocumentSheets *self)
{
  return self->width;
}

double
tranche_document_sheets_get_height (TrancheDocumentSheets *self)
{
  return self->height;
}

double
tranche_document_sheets_get_top (TrancheDocumentSheets *self,
                                 guint position,
                                 double scale,
                                 int margin)
{
  return tranche_document_sheets_get (self, position)->top * scale + (position + 1.0) * margin;
}

guint
tranche_document_sheets_find (TrancheDocumentSheets *self, double y, double scale, int margin)
{
  guint low = 0, high = self->sheets->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      double height = tranche_document_sheets_get (self, middle)->height * scale;

      if (tranche_document_sheets_get_top (self, middle, scale, margin) + height < y)
        low = middle + 1;
      else
        high = middle;
    }
  return MIN (low, self->sheets->len > 0 ? self->sheets->len - 1 : 0);
}

static GdkTexture *
draw_texture (const TrancheDocumentSheet *sheet, double scale)
{
  int width = (int) ceil (sheet->width * scale);
  int height = (int) ceil (sheet->height * scale);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);
  cairo_t *cairo = cairo_create (surface);
  g_autoptr (GBytes) bytes = NULL;
  gsize stride;

  cairo_set_source_rgb (cairo, 1, 1, 1);
  cairo_paint (cairo);
  cairo_scale (cairo, scale, scale);
  tranche_layout_render_page (sheet->layout, sheet->page, cairo);
  cairo_destroy (cairo);
  cairo_surface_flush (surface);
  stride = (gsize) cairo_image_surface_get_stride (surface);
  bytes
      = g_bytes_new_with_free_func (cairo_image_surface_get_data (surface), stride * (gsize) height,
                                    (GDestroyNotify) cairo_surface_destroy, surface);
  return gdk_memory_texture_new (
      width, height, G_BYTE_ORDER == G_LITTLE_ENDIAN ? GDK_MEMORY_B8G8R8X8 : GDK_MEMORY_X8R8G8B8,
      bytes, stride);
}

/* (transfer none): from the few kept, or drawn now; NULL for a page too large to keep. */
static GdkTexture *
get_texture (TrancheDocumentSheets *self, guint position, double scale)
{
  const TrancheDocumentSheet *sheet = tranche_document_sheets_get (self, position);
  KeptTexture *kept;

  for (GList *link = self->textures.head; link != NULL; link = link->next)
    {
      kept = link->data;
      if (kept->sheet == position && kept->scale == scale)
        {
          g_queue_unlink (&self->textures, link);
          g_queue_push_head_link (&self->textures, link);
          return kept->texture;
        }
    }

  if (sheet->width * scale * sheet->height * scale > MOST_PIXELS)
    return NULL;

  kept = g_new0 (KeptTexture, 1);
  kept->sheet = position;
  kept->scale = scale;
  kept->texture = draw_texture (sheet, scale);
  g_queue_push_head (&self->textures, kept);
  if (self->textures.length > N_TEXTURES)
    kept_texture_free (g_queue_pop_tail (&self->textures));
  return kept->texture;
}

static void
draw_large_sheet (GtkSnapshot *snapshot,
                  const TrancheDocumentSheet *sheet,
                  const graphene_rect_t *bounds,
                  double scale)
{
  cairo_t *cairo;

  gtk_snapshot_append_color (snapshot, &(const GdkRGBA) { 1, 1, 1, 1 }, bounds);
  cairo = gtk_snapshot_append_cairo (snapshot, bounds);
  cairo_translate (cairo, bounds->origin.x, bounds->origin.y);
  cairo_scale (cairo, scale, scale);
  tranche_layout_render_page (sheet->layout, sheet->page, cairo);
  cairo_destroy (cairo);
}

void
tranche_document_sheets_snapshot (TrancheDocumentSheets *self,
                                  GtkSnapshot *snapshot,
                                  guint position,
                                  const graphene_rect_t *bounds,
                                  double scale,
                                  int factor)
{
  const TrancheDocumentSheet *sheet = tranche_document_sheets_get (self, position);
  GdkTexture *texture = get_texture (self, position, scale * factor);

  if (texture != NULL)
    gtk_snapshot_append_texture (snapshot, texture, bounds);
  else
    draw_large_sheet (snapshot, sheet, bounds, scale);
}

void
tranche_document_sheets_forget_textures (TrancheDocumentSheets *self)
{
  g_queue_clear_full (&self->textures, (GDestroyNotify) kept_texture_free);
}
