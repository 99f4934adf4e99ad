/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/operation.h"

G_BEGIN_DECLS

/**
 * TrancheIssuedDocument:
 * @number: "FDS-2026-00017"
 * @title: as printed
 * @issued_on: the day on it
 * @period_start: of the period it promises services for, with @period_end
 * @pages: how many
 *
 * A numbered, frozen print. It never changes, and is never deleted.
 */
typedef struct
{
  gint64 id;
  char *number;
  TrancheDocumentKind kind;
  char *title;
  gint64 party_id;
  gint64 agreement_id;
  TrancheDate issued_on;
  TrancheDate period_start;
  TrancheDate period_end;
  guint pages;
} TrancheIssuedDocument;

TrancheIssuedDocument *tranche_issued_document_new (void);
void tranche_issued_document_free (TrancheIssuedDocument *document);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrancheIssuedDocument, tranche_issued_document_free)

/* @latest: the greatest number of the kind given in the year of @day; 0: none yet */
gboolean tranche_documents_find_latest_number (TrancheDatabase *db,
                                               TrancheDocumentKind kind,
                                               TrancheDate day,
                                               gint64 *latest,
                                               GError **error);

/* (transfer full): "FDS-2026-00017" */
char *tranche_documents_make_number (TrancheDocumentKind kind, TrancheDate day, gint64 number);

/* (transfer full): the next number of the kind in the year of @day, inside the writer's
 * transaction, so that nobody else gets it. NULL with an error. */
char *tranche_documents_allot_number (TrancheOperation *operation,
                                      TrancheDocumentKind kind,
                                      TrancheDate day,
                                      GError **error);

/**
 * tranche_documents_insert:
 * @document: all but its id, which is set
 * @bytes: the PDF file that is frozen
 *
 * Keeps the bytes with their SHA-256, which also goes into the chain of changes.
 */
gboolean tranche_documents_insert (TrancheOperation *operation,
                                   TrancheIssuedDocument *document,
                                   GBytes *bytes,
                                   GError **error);

/* Whose documents may be read, sharing.h says: DENIED for those of clients that aren’t seen. */

/* (transfer full) (element-type TrancheIssuedDocument): of a client, and of its agreements with a
 * group where they were issued for it; latest first. */
GPtrArray *tranche_documents_list (TrancheDatabase *db, gint64 party_id, GError **error);

/**
 * tranche_documents_find:
 * @party_id: the client it was issued for
 * @period_start: first day of the period that it promises services for
 * @id: (out): the latest of them, 0 if there is none
 */
gboolean tranche_documents_find (TrancheDatabase *db,
                                 gint64 party_id,
                                 gint64 agreement_id,
                                 TrancheDocumentKind kind,
                                 TrancheDate period_start,
                                 gint64 *id,
                                 GError **error);

/* (transfer full): NOT_FOUND if there is no such document. */
TrancheIssuedDocument *tranche_documents_load (TrancheDatabase *db, gint64 id, GError **error);

/* (transfer full): the frozen bytes, CORRUPT if they aren't those that were issued. */
GBytes *tranche_documents_read (TrancheDatabase *db, gint64 id, GError **error);

G_END_DECLS
