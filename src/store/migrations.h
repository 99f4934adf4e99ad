/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/database.h"

G_BEGIN_DECLS

/**
 * TrancheMigrations:
 * @scripts: SQL, the first one making version 1 of an empty file, each next one the next version
 * @n_scripts: and with that the newest version
 * @fingerprints: (nullable): of the schema of each version, as tranche_schema_make_fingerprint()
 * gives it with the SQLite of that day; so that it needn't be made at each opening
 *
 * The steps from an empty file to the newest schema. They are the numbered files in resources/sql,
 * immutable once released.
 */
typedef struct
{
  const char *const *scripts;
  guint n_scripts;
  const char *const *fingerprints;
} TrancheMigrations;

/* The program's own, from its resources; lives for ever. Any thread. */
const TrancheMigrations *tranche_migrations_get_default (void);

/* Brings @db to the newest version, each step in its own transaction together with its number; a
 * failed step leaves the file at the version before. Nothing to do is no error. Doesn't back up. */
gboolean
tranche_migrations_apply (const TrancheMigrations *migrations, TrancheDatabase *db, GError **error);

G_END_DECLS
