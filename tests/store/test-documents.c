/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/store/summary-practice.h"

#include "store/check.h"
#include "store/documents.h"
#include "store/undo.h"

static TrancheIssuedDocument *
issue (TrancheDatabase *db, const char *date, const char *content)
{
  g_autoptr (TrancheIssuedDocument) document = tranche_issued_document_new ();
  g_autoptr (GBytes) bytes = g_bytes_new (content, strlen (content));
  g_autoptr (GError) error = NULL;
  TrancheOperation *operation
      = tranche_operation_begin (db, TRANCHE_OPERATION_ISSUE, "Issued", &error);

  g_assert_no_error (error);
  document->kind = TRANCHE_DOCUMENT_FDS;
  document->title = g_strdup ("Statement");
  document->party_id = 1;
  document->agreement_id = 1;
  document->issued_on = practice_day (date);
  document->pages = 2;
  document->number
      = tranche_documents_allot_number (operation, document->kind, document->issued_on, &error);
  g_assert_no_error (error);
  g_assert_true (tranche_documents_insert (operation, document, bytes, &error));
  g_assert_no_error (error);
  g_assert_true (tranche_operation_commit (operation, &error));
  g_assert_no_error (error);
  return g_steal_pointer (&document);
}

static void
test_numbers (Scratch *scratch, gconstpointer data)
{
  g_autoptr (TrancheDatabase) db = summary_practice_create (scratch);
  g_autoptr (TrancheIssuedDocument) first = issue (db, "2026-11-21", "one");
  g_autoptr (TrancheIssuedDocument) second = issue (db, "2026-12-31", "two");
  g_autoptr (TrancheIssuedDocument) next_year = issue (db, "2027-01-01", "three");
  g_autoptr (TrancheIssuedDocument) beyond = NULL;

  g_assert_cmpstr (first->number, ==, "FDS-2026-00001");
  g_assert_cmpstr (second->number, ==, "FDS-2026-00002");
  g_assert_cmpstr (next_year->number, ==, "FDS-2027-00001");

  /* More figures than the number is written with go on counting. */
  scratch_execute (db, "INSERT INTO issued_document (number, kind, title, party_id, issued_on,"
                       " operation_id, pages, hash, bytes) VALUES"
                       " ('FDS-2027-100000', 1, 'S', 1, '2027-01-02', 1, 1, zeroblob (32), x''),"
                       " ('FDS-2027-99999', 1, 'S', 1, '2027-01-02', 1, 1, zeroblob (32), x'')");
  beyond = issue (db, "2027-02-01", "four");
  g_assert_cmpstr (beyond->number, ==, "FDS-2027-100001");
}

static void
test_round_trip (Scratch *scratch, gconstpointer data)
{
  g_autoptr (TrancheDatabase) db = summary_practice_create (scratch);
  g_autoptr (TrancheIssuedDocument) issued = issue (db, "2026-11-21", "the frozen bytes");
  g_autoptr (TrancheIssuedDocument) loaded = NULL;
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;

  bytes = tranche_documents_read (db, issued->id, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), "the frozen bytes",
                   16);
  loaded = tranche_documents_load (db, issued->id, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (loaded->number, ==, issued->number);
  g_assert_cmpuint (loaded->pages, ==, 2);
  list = tranche_documents_list (db, 1, &error);
  g_assert_cmpuint (list->len, ==, 1);

  g_assert_null (tranche_documents_read (db, 99, &error));
  g_assert_error (error, TRANCHE_ERROR, TRANCHE_ERROR_NOT_FOUND);
}

static void
test_tampered (Scratch *scratch, gconstpointer data)
{
  g_autoptr (TrancheDatabase) db = summary_practice_create (scratch);
  g_autoptr (TrancheIssuedDocument) issued = issue (db, "2026-11-21", "the frozen bytes");
  g_autoptr (GError) error = NULL;

  /* The file itself refuses to; somebody with another program may not. */
  g_assert_false (
      tranche_database_execute (db, "UPDATE issued_document SET bytes = x'00'", &error));
  g_clear_error (&error);
  scratch_execute (db, "DROP TRIGGER issued_document_no_update");
  scratch_execute (db, "UPDATE issued_document SET bytes = x'00'");
  g_assert_null (tranche_documents_read (db, issued->id, &error));
  g_assert_error (error, TRANCHE_ERROR, TRANCHE_ERROR_CORRUPT);
}

static void
assert_found (TrancheDatabase *db, const char *message)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) findings
      = tranche_database_check (db, TRANCHE_CHECK_DOCUMENTS, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (findings->len, ==, message != NULL);
  if (message != NULL)
    g_assert_cmpstr (((TrancheFinding *) findings->pdata[0])->message, ==, message);
}

/* Bytes together with their hash: only the chain of changes knows better. */
static void
test_forged (Scratch *scratch, gconstpointer data)
{
  g_autoptr (TrancheDatabase) db = summary_practice_create (scratch);
  g_autoptr (TrancheIssuedDocument) issued = issue (db, "2026-11-21", "the frozen bytes");
  g_autoptr (GError) error = NULL;

  assert_found (db, NULL);
  scratch_execute (db, "DROP TRIGGER issued_document_no_update");
  scratch_execute (db, "DROP TRIGGER issued_document_no_delete");
  scratch_execute (db, "UPDATE issued_document SET issued_on = '2026-11-20'");
  assert_found (db, "issued document 1 isn’t what was issued");
  scratch_execute (db, "UPDATE issued_document SET issued_on = '2026-11-21'");
  assert_found (db, NULL);

  /* SHA-256 of a zero byte */
  scratch_execute (db, "UPDATE issued_document SET bytes = x'00', hash ="
                       " x'6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d'");
  assert_found (db, "issued document 1 isn’t what was issued");
  g_assert_null (tranche_documents_read (db, issued->id, &error));
  g_assert_error (error, TRANCHE_ERROR, TRANCHE_ERROR_CORRUPT);

  scratch_execute (db, "DELETE FROM issued_document");
  assert_found (db, "issued document 1 isn’t there any more");
}

static void
test_not_undone (Scratch *scratch, gconstpointer data)
{
  g_autoptr (TrancheDatabase) db = summary_practice_create (scratch);
  g_autoptr (TrancheIssuedDocument) issued = issue (db, "2026-11-21", "the frozen bytes");
  g_autoptr (GError) error = NULL;
  gint64 operation_id = scratch_query (db, "SELECT operation_id FROM issued_document");
  g_autofree char *label = tranche_undo_operation (db, operation_id, &error);

  g_assert_null (label);
  g_assert_error (error, TRANCHE_ERROR, TRANCHE_ERROR_REFUSED);
  g_assert_cmpint (scratch_query (db, "SELECT count (*) FROM issued_document"), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  scratch_test ("/store/documents/numbers", test_numbers);
  scratch_test ("/store/documents/round-trip", test_round_trip);
  scratch_test ("/store/documents/tampered", test_tampered);
  scratch_test ("/store/documents/forged", test_forged);
  scratch_test ("/store/documents/not-undone", test_not_undone);

  return g_test_run ();
}
