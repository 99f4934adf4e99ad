/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tests/store/summary-practice.h"

#include "jobs/documents.h"

/* What the tests of documents share: requests, clients with an agreement, and batches of them. */

static inline TrancheDocumentRequest
make_request (TrancheSummaryKind kind)
{
  TrancheDocumentRequest request;

  tranche_document_request_init (&request, kind, practice_day ("2026-11-21"));
  return request;
}

static inline void
add_clients (TrancheDatabase *db, guint first, guint count)
{
  for (guint id = first; id < first + count; id++)
    {
      practice_add_client (db, id, 1);
      practice_execute (db, "UPDATE client SET reference = 'C%u' WHERE id = %u", id, id);
      practice_execute (db,
                        "INSERT INTO agreement (id, number, kind, party_id, office_id, segment_id,"
                        " start_date, state) VALUES (%u, 'B-%u', 1, %u, 1, 3, '2024-03-01', 3)",
                        id, id, id);
    }
}

typedef struct
{
  GArray *ids;
  TrancheDocumentBatch batch;
  char *folder;
} BatchCase;

static inline void
batch_case_set_up (BatchCase *batch_case, Scratch *scratch, gint64 first, gint64 last)
{
  batch_case->folder = g_build_filename (scratch->folder, "out", NULL);
  g_assert_cmpint (g_mkdir (batch_case->folder, 0700), ==, 0);
  batch_case->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (gint64 id = first; id <= last; id++)
    g_array_append_val (batch_case->ids, id);
  batch_case->batch = (TrancheDocumentBatch) { .request = make_request (TRANCHE_SUMMARY_FDS),
                                               .client_ids = (gint64 *) batch_case->ids->data,
                                               .n_client_ids = batch_case->ids->len,
                                               .folder = batch_case->folder };
}

static inline void
batch_case_tear_down (BatchCase *batch_case)
{
  g_array_unref (batch_case->ids);
  g_free (batch_case->folder);
}

static inline guint
count_files (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint count = 0;

  while (g_dir_read_name (dir) != NULL)
    count++;
  return count;
}

static inline void
keep_fraction (double fraction, const char *what, gpointer data)
{
  double *latest = data;

  g_assert_cmpfloat (fraction, >=, *latest);
  *latest = fraction;
}

static inline void
cancel_at_half (double fraction, const char *what, gpointer cancellable)
{
  if (fraction >= 0.5)
    g_cancellable_cancel (cancellable);
}
