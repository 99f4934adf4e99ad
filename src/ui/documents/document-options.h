/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jobs/documents.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define TRANCHE_TYPE_DOCUMENT_OPTIONS (tranche_document_options_get_type ())
G_DECLARE_FINAL_TYPE (TrancheDocumentOptions,
                      tranche_document_options,
                      TRANCHE,
                      DOCUMENT_OPTIONS,
                      GtkBox)

/**
 * TrancheDocumentOptions:
 *
 * What a document is: its kind, period, paper and parts. Another kind begins with its usual period
 * and parts.
 *
 * Signals:
 *  - changed: something was chosen
 */

void tranche_document_options_set_request (TrancheDocumentOptions *self,
                                           const TrancheDocumentRequest *request);

/* What is chosen, into @request. */
void tranche_document_options_read (TrancheDocumentOptions *self, TrancheDocumentRequest *request);

/* @periods: (nullable) (element-type TrancheDate): first days of the upcoming periods there is a
 * choice of; hidden where there is none. @selected: the one that is shown. */
void tranche_document_options_set_periods (TrancheDocumentOptions *self,
                                           GArray *periods,
                                           TrancheDate selected);

G_END_DECLS
