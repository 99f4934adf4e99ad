/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define TRANCHE_TYPE_DOCUMENT_ISSUED_GROUP (tranche_document_issued_group_get_type ())
G_DECLARE_FINAL_TYPE (TrancheDocumentIssuedGroup,
                      tranche_document_issued_group,
                      TRANCHE,
                      DOCUMENT_ISSUED_GROUP,
                      AdwPreferencesGroup)

/**
 * TrancheDocumentIssuedGroup:
 *
 * A client's issued documents, each to be saved or printed again. Hidden while there are none.
 *
 * Signals:
 *  - chosen (guint position, gboolean print)
 */

/* @documents: (nullable) (element-type TrancheIssuedDocument) */
void tranche_document_issued_group_set_documents (TrancheDocumentIssuedGroup *self,
                                                  GPtrArray *documents);

G_END_DECLS
