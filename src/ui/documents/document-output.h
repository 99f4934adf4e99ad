/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jobs/documents.h"
#include "model/session.h"
#include "ui/app/window.h"

G_BEGIN_DECLS

/**
 * TrancheDocumentOutput:
 * @bytes: (nullable): the file that is saved or printed as it is; %NULL: that of @client_ids is
 * made, with progress and cancel in the window
 * @file_name: what is proposed for it
 *
 * Documents on their way to a file or to paper. It lives until that has ended, also when the page
 * it came from has gone.
 */
typedef struct _TrancheDocumentOutput TrancheDocumentOutput;

/* (transfer full). @client_ids: (element-type gint64). @issued: (nullable) (element-type
 * TrancheIssuedDocument): what was issued of them, rather than drafts: a file each, as it is */
TrancheDocumentOutput *tranche_document_output_new (TrancheSession *session,
                                                    TrancheWindow *window,
                                                    GArray *client_ids,
                                                    const TrancheDocumentRequest *request,
                                                    GPtrArray *issued,
                                                    GBytes *bytes,
                                                    const char *file_name);

/* (transfer full): a single file that isn't a client's. @title: of the print dialog */
TrancheDocumentOutput *tranche_document_output_new_for_bytes (TrancheSession *session,
                                                              TrancheWindow *window,
                                                              const char *title,
                                                              TranchePaper paper,
                                                              GBytes *bytes,
                                                              const char *file_name);

/* Each takes @output, asks where to, and tells in the window how it went. */
void tranche_document_output_save (TrancheDocumentOutput *output);
/* One file a client, into a folder. */
void tranche_document_output_save_each (TrancheDocumentOutput *output);
void tranche_document_output_print (TrancheDocumentOutput *output);

G_END_DECLS
