/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jobs/nightly.h"

G_BEGIN_DECLS

/**
 * tranche_night_work_async:
 * @store: (nullable): of the window that has the file open; it is opened for the work otherwise
 *
 * A night's work on one practice, see tranche_nightly_do(), behind what people do there. Nobody
 * acts: it is the file's owner who wants it done. Main thread.
 */
void tranche_night_work_async (TrancheStore *store,
                               const char *path,
                               TrancheDate today,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);

/* (transfer full): NULL with an error where the file can't be worked on at all;
 * %TRANCHE_ERROR_BUSY if somebody holds it. */
TrancheNightlyReport *tranche_night_work_finish (GAsyncResult *result, GError **error);

G_END_DECLS
