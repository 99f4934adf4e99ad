/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/documents/document-tasks.h"

G_BEGIN_DECLS

/* What the document page says about what it shows. @n_clients were asked for; @issues: (nullable):
 * what was issued here, as long as nothing else was chosen. */

/* (transfer full): below the title; "" before there is anything. @set: (nullable) */
char *tranche_document_words_make_subtitle (guint n_clients,
                                            const TrancheDocumentSet *set,
                                            const TrancheDocumentIssues *issues);

/* (transfer full): whose documents are missing from what is shown; "" if none are */
char *tranche_document_words_make_banner (guint n_clients,
                                          const TrancheDocumentSet *set,
                                          const TrancheDocumentIssues *issues);

/* Why there is no document. @title: (out) (transfer none); @description: (out) (transfer none) */
void tranche_document_words_explain_none (const TrancheDocumentSet *set,
                                          TrancheSummaryKind kind,
                                          const char **title,
                                          const char **description);

G_END_DECLS
