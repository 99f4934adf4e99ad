/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "report/document.h"
#include "report/typesetter.h"

G_BEGIN_DECLS

/**
 * TranchePdf:
 *
 * A PDF file being written, document after document, page after page: what was appended is on its
 * way to the stream, so that memory doesn't grow with the number of pages but for a few bytes each
 * (cross references, structure). Fonts are embedded as subsets, text can be selected, the structure
 * is tagged (ISO 32000-1, 14.8). The same documents give the same bytes on the same machine.
 *
 * It belongs to its typesetter's thread.
 */
typedef struct _TranchePdf TranchePdf;

/**
 * TranchePdfInfo:
 * @title: of the whole file
 * @author: (nullable)
 * @subject: (nullable)
 * @keywords: (nullable)
 * @created: seconds since 1970 UTC; 0: the file says nothing about it
 * @untagged: leave the structure out. It takes some 25 KB of memory a page until the file is
 * finished, so a file of many thousand pages that only goes to a printer is better without
 *
 * What a file of many documents says about itself. Borrowed only for the call.
 */
typedef struct
{
  const char *title;
  const char *author;
  const char *subject;
  const char *keywords;
  gint64 created;
  gboolean untagged;
} TranchePdfInfo;

/* @stream is kept until freed, and never closed. */
TranchePdf *
tranche_pdf_new (TrancheTypesetter *typesetter, GOutputStream *stream, const TranchePdfInfo *info);

/* Without tranche_pdf_finish() what the stream holds isn't a PDF file. */
void tranche_pdf_free (TranchePdf *pdf);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TranchePdf, tranche_pdf_free)

/**
 * tranche_pdf_append:
 *
 * Lays @document out and writes its pages, numbered from 1 of its own number, under a bookmark of
 * its own. Nothing can be appended after an error.
 *
 * Returns: %FALSE with the stream's error, or %TRANCHE_ERROR_CANCELLED
 */
gboolean tranche_pdf_append (TranchePdf *pdf,
                             TrancheDocument *document,
                             GCancellable *cancellable,
                             GError **error);

/* Pages so far. */
guint tranche_pdf_get_n_pages (TranchePdf *pdf);

/* Writes fonts, outline and structure. A file with no document at all is refused:
 * TRANCHE_ERROR_INVALID. */
gboolean tranche_pdf_finish (TranchePdf *pdf, GCancellable *cancellable, GError **error);

/* One document, with its own metadata, and its headings as outline. */
gboolean tranche_pdf_write (TrancheTypesetter *typesetter,
                            TrancheDocument *document,
                            GOutputStream *stream,
                            GCancellable *cancellable,
                            GError **error);

/* (transfer full) */
GBytes *tranche_pdf_write_bytes (TrancheTypesetter *typesetter,
                                 TrancheDocument *document,
                                 GCancellable *cancellable,
                                 GError **error);

/* Replaces @file once everything is written; after an error what was there before is there still.
 */
gboolean tranche_pdf_write_file (TrancheTypesetter *typesetter,
                                 TrancheDocument *document,
                                 GFile *file,
                                 GCancellable *cancellable,
                                 GError **error);

G_END_DECLS
