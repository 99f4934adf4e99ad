/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/activity.h"

G_BEGIN_DECLS

/* (transfer full): where the sample practice is kept, among the program's own files. */
char *tranche_sample_practice_dup_path (void);

/* Makes it, on a thread of its own; @activity is told the progress and has the cancellable.
 * CANCELLED or any error of tranche_sample_create() when it fails; then there is no file. */
void tranche_sample_practice_make_async (const char *path,
                                         TrancheActivity *activity,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);
gboolean tranche_sample_practice_make_finish (GAsyncResult *result, GError **error);

G_END_DECLS
