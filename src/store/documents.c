/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/documents.h"

#include "store/permissions.h"
#include "store/sharing.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>

#define HASH_SIZE 32

TrancheIssuedDocument *
tranche_issued_document_new (void)
{
  return g_new0 (TrancheIssuedDocument, 1);
}

void
tranche_issued_document_free (TrancheIssuedDocument *document)
{
  if (document == NULL)
    return;

  g_free (document->number);
  g_free (document->title);
  g_free (document);
}

static const char *
get_prefix (TrancheDocumentKind kind)
{
  switch (kind)
    {
    case TRANCHE_DOCUMENT_FDS:
      return "FDS";
    case TRANCHE_DOCUMENT_OFA:
      return "OFA";
    case TRANCHE_DOCUMENT_FTA:
      return "FTA";
    default:
      g_return_val_if_reached (NULL);
    }
}

gboolean
tranche_documents_find_latest_number (TrancheDatabase *db,
                                      TrancheDocumentKind kind,
                                      TrancheDate day,
                                      gint64 *latest,
                                      GError **error)
{
  /* "." follows "-": the range of everything that begins with the prefix. Figures of any width. */
  static const char sql[]
      = "SELECT coalesce (max (CAST (substr (number, length (?1) + 1) AS INTEGER)), 0)"
        " FROM issued_document WHERE number >= ?1 AND number < ?2";
  g_autoptr (TrancheStatement) statement = NULL;
  g_autofree char *prefix = NULL;
  g_autofree char *end = NULL;
  int year;

  g_return_val_if_fail (db != NULL && latest != NULL, FALSE);

  *latest = 0;
  statement = tranche_database_prepare (db, sql, error);
  if (statement == NULL)
    return FALSE;

  tranche_date_get (day, &year, NULL, NULL);
  prefix = g_strdup_printf ("%s-%04d-", get_prefix (kind), year);
  end = g_strdup_printf ("%s-%04d.", get_prefix (kind), year);
  tranche_statement_bind_text (statement, 1, prefix);
  tranche_statement_bind_text (statement, 2, end);
  if (tranche_statement_step (statement, error))
    *latest = tranche_statement_get_int64 (statement, 0);
  return !tranche_statement_failed (statement);
}

char *
tranche_documents_make_number (TrancheDocumentKind kind, TrancheDate day, gint64 number)
{
  int year;

  tranche_date_get (day, &year, NULL, NULL);
  return g_strdup_printf ("%s-%04d-%05" G_GINT64_FORMAT, get_prefix (kind), year, number);
}

char *
tranche_documents_allot_number (TrancheOperation *operation,
                                TrancheDocumentKind kind,
                                TrancheDate day,
                                GError **error)
{
  gint64 latest;

  g_return_val_if_fail (operation != NULL, NULL);

  if (!tranche_documents_find_latest_number (tranche_operation_get_database (operation), kind, day,
                                             &latest, error))
    return NULL;
  return tranche_documents_make_number (kind, day, latest + 1);
}

static void
hash_bytes (GBytes *bytes, guint8 hash[HASH_SIZE])
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  gsize size, hash_size = HASH_SIZE;
  gconstpointer data = g_bytes_get_data (bytes, &size);

  g_checksum_update (checksum, data, (gssize) size);
  g_checksum_get_digest (checksum, hash, &hash_size);
}

static void
add_date (JsonBuilder *builder, const char *name, TrancheDate date)
{
  g_autofree char *text = date != TRANCHE_DATE_NONE ? tranche_date_to_string (date) : NULL;

  json_builder_set_member_name (builder, name);
  if (text != NULL)
    json_builder_add_string_value (builder, text);
  else
    json_builder_add_null_value (builder);
}

/* What the chain of changes keeps of it: everything but the bytes, which their hash stands for. */
static char *
describe (const TrancheIssuedDocument *document, GBytes *bytes)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *issued_on = tranche_date_to_string (document->issued_on);
  g_autofree char *hash = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "id");
  json_builder_add_int_value (builder, document->id);
  json_builder_set_member_name (builder, "number");
  json_builder_add_string_value (builder, document->number);
  json_builder_set_member_name (builder, "kind");
  json_builder_add_int_value (builder, document->kind);
  json_builder_set_member_name (builder, "title");
  json_builder_add_string_value (builder, document->title);
  json_builder_set_member_name (builder, "agreement_id");
  json_builder_add_int_value (builder, document->agreement_id);
  json_builder_set_member_name (builder, "issued_on");
  json_builder_add_string_value (builder, issued_on);
  add_date (builder, "period_start", document->period_start);
  add_date (builder, "period_end", document->period_end);
  json_builder_set_member_name (builder, "pages");
  json_builder_add_int_value (builder, document->pages);
  json_builder_set_member_name (builder, "sha256");
  json_builder_add_string_value (builder, hash);
  json_builder_end_object (builder);

  root = json_builder_get_root (builder);
  return json_to_string (root, FALSE);
}

gboolean
tranche_documents_insert (TrancheOperation *operation,
                          TrancheIssuedDocument *document,
                          GBytes *bytes,
                          GError **error)
{
  static const char sql[]
      = "INSERT INTO issued_document (number, kind, title, party_id, agreement_id, issued_on,"
        " operation_id, pages, hash, bytes, period_start, period_end)"
        " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)";
  g_autoptr (TrancheStatement) statement = NULL;
  g_autofree char *description = NULL;
  TrancheDatabase *db;
  guint8 hash[HASH_SIZE];
  gconstpointer data;
  gsize size;

  g_return_val_if_fail (operation != NULL, FALSE);
  g_return_val_if_fail (document != NULL && document->number != NULL, FALSE);
  g_return_val_if_fail (bytes != NULL, FALSE);

  db = tranche_operation_get_database (operation);
  if (!tranche_sharing_require_for_actor (db, document->party_id, error)
      || !tranche_permissions_require_for_party (db, TRANCHE_PERMISSION_ISSUE_DOCUMENTS,
                                                 document->party_id, error))
    return FALSE;
  statement = tranche_database_prepare (db, sql, error);
  if (statement == NULL)
    return FALSE;

  hash_bytes (bytes, hash);
  data = g_bytes_get_data (bytes, &size);
  tranche_statement_bind_text (statement, 1, document->number);
  tranche_statement_bind_int64 (statement, 2, document->kind);
  tranche_statement_bind_text (statement, 3, document->title);
  tranche_statement_bind_int64 (statement, 4, document->party_id);
  tranche_statement_bind_id (statement, 5, document->agreement_id);
  tranche_statement_bind_date (statement, 6, document->issued_on);
  tranche_statement_bind_int64 (statement, 7, tranche_operation_get_id (operation));
  tranche_statement_bind_int64 (statement, 8, document->pages);
  tranche_statement_bind_blob (statement, 9, hash, sizeof hash);
  tranche_statement_bind_blob_static (statement, 10, data, size);
  tranche_statement_bind_date (statement, 11, document->period_start);
  tranche_statement_bind_date (statement, 12, document->period_end);
  if (!tranche_statement_run (statement, error))
    return FALSE;

  document->id = tranche_database_get_last_row_id (db);
  description = describe (document, bytes);
  if (!tranche_operation_add_change (operation, "issued_document", document->id, document->party_id,
                                     NULL, description, error))
    return FALSE;
  tranche_operation_touch (operation, "issued_document", document->id);
  return TRUE;
}

static TrancheIssuedDocument *
read_row (TrancheStatement *statement)
{
  TrancheIssuedDocument *document = tranche_issued_document_new ();

  document->id = tranche_statement_get_int64 (statement, 0);
  document->number = tranche_statement_dup_name (statement, 1);
  document->kind = (TrancheDocumentKind) tranche_statement_get_int64 (statement, 2);
  document->title = tranche_statement_dup_name (statement, 3);
  document->party_id = tranche_statement_get_int64 (statement, 4);
  document->agreement_id = tranche_statement_get_int64 (statement, 5);
  document->issued_on = tranche_statement_get_date (statement, 6);
  document->pages = (guint) tranche_statement_get_int64 (statement, 7);
  document->period_start = tranche_statement_get_date (statement, 8);
  document->period_end = tranche_statement_get_date (statement, 9);
  return document;
}

GPtrArray *
tranche_documents_list (TrancheDatabase *db, gint64 party_id, GError **error)
{
  static const char sql[]
      = "SELECT id, number, kind, title, party_id, agreement_id, issued_on, pages,"
        " period_start, period_end"
        " FROM issued_document WHERE party_id = ?1 ORDER BY issued_on DESC, id DESC";
  g_autoptr (GPtrArray) documents
      = g_ptr_array_new_with_free_func ((GDestroyNotify) tranche_issued_document_free);
  g_autoptr (TrancheStatement) statement = NULL;

  g_return_val_if_fail (db != NULL, NULL);

  if (!tranche_sharing_require_for_actor (db, party_id, error))
    return NULL;
  statement = tranche_database_prepare (db, sql, error);
  if (statement == NULL)
    return NULL;

  tranche_statement_bind_int64 (statement, 1, party_id);
  while (tranche_statement_step (statement, error))
    g_ptr_array_add (documents, read_row (statement));
  if (tranche_statement_failed (statement))
    return NULL;
  return g_steal_pointer (&documents);
}

gboolean
tranche_documents_find (TrancheDatabase *db,
                        gint64 party_id,
                        gint64 agreement_id,
                        TrancheDocumentKind kind,
                        TrancheDate period_start,
                        gint64 *id,
                        GError **error)
{
  static const char sql[]
      = "SELECT coalesce (max (id), 0) FROM issued_document WHERE agreement_id = ?1 AND kind = ?2"
        " AND period_start = ?3 AND party_id = ?4";
  g_autoptr (TrancheStatement) statement = NULL;

  g_return_val_if_fail (db != NULL && id != NULL, FALSE);

  *id = 0;
  statement = tranche_database_prepare (db, sql, error);
  if (statement == NULL)
    return FALSE;

  tranche_statement_bind_int64 (statement, 1, agreement_id);
  tranche_statement_bind_int64 (statement, 2, kind);
  tranche_statement_bind_date (statement, 3, period_start);
  tranche_statement_bind_int64 (statement, 4, party_id);
  if (tranche_statement_step (statement, error))
    *id = tranche_statement_get_int64 (statement, 0);
  return !tranche_statement_failed (statement);
}

TrancheIssuedDocument *
tranche_documents_load (TrancheDatabase *db, gint64 id, GError **error)
{
  static const char sql[]
      = "SELECT id, number, kind, title, party_id, agreement_id, issued_on, pages,"
        " period_start, period_end"
        " FROM issued_document WHERE id = ?1";
  g_autoptr (TrancheStatement) statement = NULL;
  g_autoptr (TrancheIssuedDocument) document = NULL;
  GError *local_error = NULL;

  g_return_val_if_fail (db != NULL, NULL);

  statement = tranche_database_prepare (db, sql, error);
  if (statement == NULL)
    return NULL;

  tranche_statement_bind_int64 (statement, 1, id);
  if (tranche_statement_step (statement, &local_error))
    {
      document = read_row (statement);
      if (!tranche_sharing_require_for_actor (db, document->party_id, error))
        return NULL;
      return g_steal_pointer (&document);
    }

  if (local_error == NULL)
    g_set_error_literal (&local_error, TRANCHE_ERROR, TRANCHE_ERROR_NOT_FOUND,
                         _ ("There is no such document"));
  g_propagate_error (error, local_error);
  return NULL;
}

GBytes *
tranche_documents_read (TrancheDatabase *db, gint64 id, GError **error)
{
  /* By the hash in the chain of changes: the one beside the bytes can be replaced with them. */
  static const char sql[]
      = "SELECT d.number, d.bytes, c.after ->> '$.sha256', d.party_id FROM issued_document d"
        " LEFT JOIN change c ON c.table_name = 'issued_document' AND c.row_id = d.id"
        " AND json_valid (c.after) WHERE d.id = ?1";
  g_autoptr (TrancheStatement) statement = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *hash = NULL;
  GError *local_error = NULL;
  gconstpointer data;
  gsize size;

  g_return_val_if_fail (db != NULL, NULL);

  statement = tranche_database_prepare (db, sql, error);
  if (statement == NULL)
    return NULL;

  tranche_statement_bind_int64 (statement, 1, id);
  if (!tranche_statement_step (statement, &local_error))
    {
      if (local_error == NULL)
        g_set_error_literal (&local_error, TRANCHE_ERROR, TRANCHE_ERROR_NOT_FOUND,
                             _ ("There is no such document"));
      g_propagate_error (error, local_error);
      return NULL;
    }
  if (!tranche_sharing_require_for_actor (db, tranche_statement_get_int64 (statement, 3), error))
    return NULL;

  data = tranche_statement_get_blob (statement, 1, &size);
  bytes = g_bytes_new (data, size);
  hash = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  if (g_strcmp0 (hash, tranche_statement_get_text (statement, 2, NULL)) != 0)
    {
      g_set_error (error, TRANCHE_ERROR, TRANCHE_ERROR_CORRUPT,
                   _ ("The document %s isn’t what was issued: its bytes have changed"),
                   tranche_statement_get_text (statement, 0, NULL));
      return NULL;
    }
  return g_steal_pointer (&bytes);
}
