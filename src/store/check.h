/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/database.h"

G_BEGIN_DECLS

typedef enum
{
  TRANCHE_CHECK_PAGES = 1 << 0,      /* the file's pages, rows and indexes */
  TRANCHE_CHECK_REFERENCES = 1 << 1, /* rows that refer to rows that aren't there */
  TRANCHE_CHECK_CHAIN = 1 << 2,      /* the history was not altered */
  TRANCHE_CHECK_PRODUCTION = 1 << 3, /* monthly totals against statement lines */
  TRANCHE_CHECK_DOCUMENTS = 1 << 4,  /* issued documents are the bytes they were */
  TRANCHE_CHECK_ALL = (1 << 5) - 1,
} TrancheCheckFlags;

/**
 * TrancheFinding:
 * @check: which check found it; one bit
 * @message: what, in words for the command line; names rows by number, never by personal data
 */
typedef struct
{
  TrancheCheckFlags check;
  char *message;
} TrancheFinding;

void tranche_finding_free (TrancheFinding *finding);

/* Called before each check, on the same thread; @step counts from 0. */
typedef void (*TrancheCheckProgress) (TrancheCheckFlags check,
                                      guint step,
                                      guint n_steps,
                                      gpointer user_data);

/**
 * tranche_database_check:
 * @progress: (nullable)
 *
 * Looks through the whole file and changes nothing. On a read-only connection everything is seen at
 * one moment; others may go on writing. Takes seconds for large files. At most a hundred findings
 * of each check.
 *
 * Returns: (transfer full) (element-type TrancheFinding): empty: all is well. %NULL with @error
 * only if it could not be checked; CANCELLED
 */
GPtrArray *tranche_database_check (TrancheDatabase *db,
                                   TrancheCheckFlags flags,
                                   TrancheCheckProgress progress,
                                   gpointer user_data,
                                   GCancellable *cancellable,
                                   GError **error);

G_END_DECLS
