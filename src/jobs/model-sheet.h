/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "report/model-document.h"
#include "store/database.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * TrancheModelSheetRequest:
 * @office_id: whose model, and whose letterhead
 * @day: as on which past day; %TRANCHE_DATE_NONE: as it is now
 * @for_colleagues: with the numbers of clients and their share of production, which are today's,
 * and so not of a past day
 *
 * A segmentation model to be printed.
 */
typedef struct
{
  gint64 office_id;
  TrancheDate today;
  TrancheDate day;
  gboolean for_colleagues;
  TranchePaper paper;
} TrancheModelSheetRequest;

/**
 * tranche_model_sheet_load:
 *
 * What the office's model says: its active segments and their services, in order. Reads, in the
 * caller's snapshot.
 *
 * Returns: (transfer full): %NULL with %TRANCHE_ERROR_NOT_FOUND if there was no such model that
 * day, %TRANCHE_ERROR_INVALID for a day to come, and for figures of a past day
 */
TrancheModelSheet *tranche_model_sheet_load (TrancheDatabase *db,
                                             const TrancheModelSheetRequest *request,
                                             GCancellable *cancellable,
                                             GError **error);

/* (transfer full): the same as a document, which can be laid out on any thread. */
TrancheDocument *tranche_model_sheet_make (TrancheDatabase *db,
                                           const TrancheModelSheetRequest *request,
                                           GCancellable *cancellable,
                                           GError **error);

/* (transfer full): what its file is called, with “.pdf”. */
char *tranche_model_sheet_make_file_name (const TrancheModelSheetRequest *request);

G_END_DECLS
