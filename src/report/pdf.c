/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "report/pdf.h"

#include <cairo-pdf.h>
#include <glib/gi18n.h>

#include "domain/error.h"
#include "report/layout-private.h"

/* cairo writes in small bits. */
#define BUFFER_SIZE (64 * 1024)

struct _TranchePdf
{
  TrancheTypesetter *typesetter;
  GOutputStream *stream;
  GByteArray *buffer;
  cairo_surface_t *surface;
  cairo_t *cairo;
  guint n_pages;
  gboolean tagged;
  gboolean single;   /* one document: its headings are the outline */
  gboolean finished; /* or failed: nothing is written any more */

  GCancellable *cancellable; /* borrowed while a call runs */
  GError *error;             /* the first one of the stream */
};

static gboolean
flush (TranchePdf *pdf)
{
  if (pdf->error == NULL && pdf->buffer->len > 0)
    g_output_stream_write_all (pdf->stream, pdf->buffer->data, pdf->buffer->len, NULL,
                               pdf->cancellable, &pdf->error);
  g_byte_array_set_size (pdf->buffer, 0);

  return pdf->error == NULL;
}

static cairo_status_t
write_cb (void *user_data, const unsigned char *data, unsigned int length)
{
  TranchePdf *pdf = user_data;

  /* Given up: what cairo still wants to write on its way out goes nowhere. */
  if (pdf->finished)
    return CAIRO_STATUS_SUCCESS;

  g_byte_array_append (pdf->buffer, data, length);
  if (pdf->buffer->len >= BUFFER_SIZE && !flush (pdf))
    return CAIRO_STATUS_WRITE_ERROR;

  return CAIRO_STATUS_SUCCESS;
}

static void
set_metadata (TranchePdf *pdf, cairo_pdf_metadata_t key, const char *value)
{
  if (value != NULL && *value != '\0')
    cairo_pdf_surface_set_metadata (pdf->surface, key, value);
}

TranchePdf *
tranche_pdf_new (TrancheTypesetter *typesetter, GOutputStream *stream, const TranchePdfInfo *info)
{
  TranchePdf *pdf;
  g_autoptr (GDateTime) created = NULL;
  g_autofree char *date = NULL;
  double width, height;

  g_return_val_if_fail (typesetter != NULL, NULL);
  g_return_val_if_fail (G_IS_OUTPUT_STREAM (stream), NULL);
  g_return_val_if_fail (info != NULL, NULL);

  pdf = g_new0 (TranchePdf, 1);
  pdf->typesetter = tranche_typesetter_ref (typesetter);
  pdf->stream = g_object_ref (stream);
  pdf->tagged = !info->untagged;
  pdf->buffer = g_byte_array_sized_new (BUFFER_SIZE + 4096);
  tranche_paper_get_size (TRANCHE_PAPER_A4, &width, &height);
  pdf->surface = cairo_pdf_surface_create_for_stream (write_cb, pdf, width, height);
  pdf->cairo = cairo_create (pdf->surface);

  set_metadata (pdf, CAIRO_PDF_METADATA_TITLE, info->title);
  set_metadata (pdf, CAIRO_PDF_METADATA_AUTHOR, info->author);
  set_metadata (pdf, CAIRO_PDF_METADATA_SUBJECT, info->subject);
  set_metadata (pdf, CAIRO_PDF_METADATA_KEYWORDS, info->keywords);
  set_metadata (pdf, CAIRO_PDF_METADATA_CREATOR, "Tranche " TRANCHE_VERSION);

  /* cairo would read the clock; an empty date leaves it out. */
  if (info->created != 0)
    created = g_date_time_new_from_unix_utc (info->created);
  date = created != NULL ? g_date_time_format (created, "%Y-%m-%dT%H:%M:%SZ") : g_strdup ("");
  cairo_pdf_surface_set_metadata (pdf->surface, CAIRO_PDF_METADATA_CREATE_DATE, date);
  cairo_pdf_surface_set_metadata (pdf->surface, CAIRO_PDF_METADATA_MOD_DATE, date);

  return pdf;
}

void
tranche_pdf_free (TranchePdf *pdf)
{
  g_return_if_fail (pdf != NULL);

  pdf->finished = TRUE;
  cairo_destroy (pdf->cairo);
  cairo_surface_finish (pdf->surface);
  cairo_surface_destroy (pdf->surface);
  g_byte_array_unref (pdf->buffer);
  g_object_unref (pdf->stream);
  tranche_typesetter_unref (pdf->typesetter);
  g_clear_error (&pdf->error);
  g_free (pdf);
}

guint
tranche_pdf_get_n_pages (TranchePdf *pdf)
{
  g_return_val_if_fail (pdf != NULL, 0);

  return pdf->n_pages;
}

/* Where cairo or the stream failed; the stream's word is the better one. */
static gboolean
check (TranchePdf *pdf, GError **error)
{
  cairo_status_t status = cairo_status (pdf->cairo);

  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (pdf->surface);
  if (pdf->error == NULL && status == CAIRO_STATUS_SUCCESS)
    return TRUE;

  pdf->finished = TRUE;
  if (pdf->error != NULL && g_error_matches (pdf->error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_set_error (error, TRANCHE_ERROR, TRANCHE_ERROR_CANCELLED, _ ("Cancelled"));
  else if (pdf->error != NULL && g_error_matches (pdf->error, G_IO_ERROR, G_IO_ERROR_NO_SPACE))
    g_set_error (error, TRANCHE_ERROR, TRANCHE_ERROR_NO_SPACE, _ ("The PDF can’t be written: %s"),
                 pdf->error->message);
  else if (pdf->error != NULL)
    g_propagate_prefixed_error (error, g_error_copy (pdf->error), _ ("The PDF can’t be written: "));
  else
    g_set_error (error, TRANCHE_ERROR, TRANCHE_ERROR_FAILED, _ ("The PDF can’t be written: %s"),
                 cairo_status_to_string (status));
  return FALSE;
}

static gboolean
check_cancelled (TranchePdf *pdf, GCancellable *cancellable, GError **error)
{
  if (!g_cancellable_is_cancelled (cancellable))
    return FALSE;

  pdf->finished = TRUE;
  g_set_error (error, TRANCHE_ERROR, TRANCHE_ERROR_CANCELLED, _ ("Cancelled"));
  return TRUE;
}

static void
add_bookmark (TranchePdf *pdf, const char *name, guint page, double y)
{
  g_autofree char *target = NULL;
  g_autofree char *text = NULL;

  if (*name == '\0')
    return;

  text = g_strdelimit (g_strdup (name), "\n", ' ');
  target = g_strdup_printf ("page=%u pos=[0 %d]", page, (int) y);
  cairo_pdf_surface_add_outline (pdf->surface, CAIRO_PDF_OUTLINE_ROOT, text, target, 0);
}

static void
add_outline (TranchePdf *pdf, TrancheLayout *layout)
{
  TrancheDocument *document = tranche_layout_get_document (layout);
  GPtrArray *blocks = tranche_document_get_blocks (document);

  if (!pdf->single)
    {
      const char *bookmark = tranche_document_get_bookmark (document);

      if (*bookmark == '\0')
        bookmark = tranche_document_get_title (document);
      add_bookmark (pdf, bookmark, pdf->n_pages + 1, 0);
      return;
    }

  for (guint page = 0; page < tranche_layout_get_n_pages (layout); page++)
    {
      for (guint i = 0; i < tranche_layout_get_n_parts (layout, page); i++)
        {
          const TrancheBlock *block;
          TrancheLayoutPart part;

          tranche_layout_get_part (layout, page, i, &part);
          if (part.kind != TRANCHE_PART_HEADING || part.continued)
            continue;
          block = g_ptr_array_index (blocks, part.block);
          add_bookmark (pdf, block->text, pdf->n_pages + page + 1, MAX (part.y - 12, 0));
        }
    }
}

gboolean
tranche_pdf_append (TranchePdf *pdf,
                    TrancheDocument *document,
                    GCancellable *cancellable,
                    GError **error)
{
  g_autoptr (TrancheLayout) layout = NULL;
  double width, height;
  guint n_pages;

  g_return_val_if_fail (pdf != NULL && document != NULL, FALSE);
  g_return_val_if_fail (!pdf->finished, FALSE);

  layout = tranche_layout_new (pdf->typesetter, document);
  n_pages = tranche_layout_get_n_pages (layout);
  add_outline (pdf, layout);
  tranche_layout_get_page_size (layout, &width, &height);

  pdf->cancellable = cancellable;
  for (guint page = 0; page < n_pages; page++)
    {
      if (check_cancelled (pdf, cancellable, error))
        return FALSE;

      cairo_pdf_surface_set_size (pdf->surface, width, height);
      if (pdf->tagged && page == 0)
        cairo_tag_begin (pdf->cairo, "Document", NULL);
      tranche_layout_draw_page (layout, page, pdf->cairo, pdf->tagged);
      /* An element that ends after the last page would open one more. */
      if (pdf->tagged && page + 1 == n_pages)
        cairo_tag_end (pdf->cairo, "Document");
      cairo_show_page (pdf->cairo);
      pdf->n_pages++;
      if (!check (pdf, error))
        return FALSE;
    }
  pdf->cancellable = NULL;

  return TRUE;
}

gboolean
tranche_pdf_finish (TranchePdf *pdf, GCancellable *cancellable, GError **error)
{
  gboolean success;

  g_return_val_if_fail (pdf != NULL, FALSE);
  g_return_val_if_fail (!pdf->finished, FALSE);

  if (check_cancelled (pdf, cancellable, error))
    return FALSE;
  if (pdf->n_pages == 0)
    {
      pdf->finished = TRUE;
      g_set_error (error, TRANCHE_ERROR, TRANCHE_ERROR_INVALID,
                   _ ("There is no document to write"));
      return FALSE;
    }

  pdf->cancellable = cancellable;
  cairo_surface_finish (pdf->surface);
  flush (pdf);
  /* The context is in an error state once its surface is finished; only the surface's counts now.
   */
  if (pdf->error == NULL && cairo_surface_status (pdf->surface) == CAIRO_STATUS_SUCCESS)
    success = TRUE;
  else
    success = check (pdf, error);
  pdf->finished = TRUE;
  pdf->cancellable = NULL;

  return success;
}

gboolean
tranche_pdf_write (TrancheTypesetter *typesetter,
                   TrancheDocument *document,
                   GOutputStream *stream,
                   GCancellable *cancellable,
                   GError **error)
{
  g_autoptr (TranchePdf) pdf = NULL;
  TranchePdfInfo info;

  g_return_val_if_fail (document != NULL, FALSE);

  info = (TranchePdfInfo) {
    .title = tranche_document_get_title (document),
    .author = tranche_document_get_author (document),
    .subject = tranche_document_get_subject (document),
    .keywords = tranche_document_get_keywords (document),
    .created = tranche_document_get_created (document),
  };
  pdf = tranche_pdf_new (typesetter, stream, &info);
  pdf->single = TRUE;

  return tranche_pdf_append (pdf, document, cancellable, error)
         && tranche_pdf_finish (pdf, cancellable, error);
}

GBytes *
tranche_pdf_write_bytes (TrancheTypesetter *typesetter,
                         TrancheDocument *document,
                         GCancellable *cancellable,
                         GError **error)
{
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();

  if (!tranche_pdf_write (typesetter, document, stream, cancellable, error)
      || !g_output_stream_close (stream, cancellable, error))
    return NULL;

  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (stream));
}

/* The document is written in memory and the file in one go: a client's letter is small, and so no
 * half-written file ever stands under its name. */
gboolean
tranche_pdf_write_file (TrancheTypesetter *typesetter,
                        TrancheDocument *document,
                        GFile *file,
                        GCancellable *cancellable,
                        GError **error)
{
  g_autoptr (GBytes) bytes = NULL;

  g_return_val_if_fail (G_IS_FILE (file), FALSE);

  bytes = tranche_pdf_write_bytes (typesetter, document, cancellable, error);
  if (bytes == NULL)
    return FALSE;

  return g_file_replace_contents (file, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes),
                                  NULL, FALSE, G_FILE_CREATE_NONE, NULL, cancellable, error);
}
