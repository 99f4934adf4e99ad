/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jobs/csv-reader.h"
#include "jobs/import-statements.h"

G_BEGIN_DECLS

/**
 * tranche_import_columns_map:
 * @columns: (out)
 *
 * Finds the columns of a statement: those that @import names, else those with one of the usual
 * headings.
 *
 * Returns: %FALSE with %TRANCHE_ERROR_INVALID, which names what the file has
 */
gboolean tranche_import_columns_map (TrancheImportColumns *columns,
                                     const TrancheStatementImport *import,
                                     TrancheCsvReader *reader,
                                     GError **error);

G_END_DECLS
