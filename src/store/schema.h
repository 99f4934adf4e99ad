/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/migrations.h"

G_BEGIN_DECLS

/* What the first @version of @migrations make of an empty file, by doing it in memory: a hash over
 * the running SQLite's own words. NULL if they fail. Any thread. */
char *tranche_schema_make_fingerprint (const TrancheMigrations *migrations, guint version);

/* CORRUPT unless the schema of @db is, word for word, what @migrations make up to @version: so that
 * no trigger or view of a stranger's ever runs. */
gboolean tranche_schema_verify (TrancheDatabase *db,
                                const TrancheMigrations *migrations,
                                guint version,
                                GError **error);

G_END_DECLS
