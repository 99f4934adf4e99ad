/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/queries/client-relationships.h"

static void
relationship_free (gpointer data)
{
  TrancheClientRelationship *relationship = data;

  g_free (relationship->subject_name);
  g_free (relationship->phrase);
  g_free (relationship->other_name);
  g_free (relationship);
}

GPtrArray *
tranche_client_relationships_load (TrancheDatabase *db, gint64 client_id, GError **error)
{
  static const char sql[]
      = "WITH subject (id, place) AS ("
        "  SELECT ?1, 0"
        "  UNION ALL SELECT person_id, min (role) FROM membership"
        "   WHERE client_id = ?1 AND end_date IS NULL GROUP BY person_id),"
        " seen AS ("
        "  SELECT r.id, s.id AS subject_id, s.place, t.forward_phrase AS phrase,"
        "   r.to_party_id AS other_id, r.start_date, r.end_date"
        "   FROM subject s JOIN relationship r ON r.from_party_id = s.id"
        "   JOIN relationship_type t ON t.id = r.type_id"
        "  UNION ALL SELECT r.id, s.id, s.place, t.reverse_phrase, r.from_party_id, r.start_date,"
        "   r.end_date FROM subject s JOIN relationship r ON r.to_party_id = s.id"
        "   JOIN relationship_type t ON t.id = r.type_id"
        "   WHERE r.from_party_id NOT IN (SELECT id FROM subject))"
        " SELECT v.id, v.subject_id, p.display_name, v.phrase, v.other_id, o.display_name, o.kind,"
        " v.start_date, v.end_date FROM seen v JOIN party p ON p.id = v.subject_id"
        " JOIN party o ON o.id = v.other_id"
        " ORDER BY v.end_date IS NOT NULL, v.end_date DESC, v.place, v.subject_id, o.sort_key, "
        "v.id";
  g_autoptr (GPtrArray) relationships = g_ptr_array_new_with_free_func (relationship_free);
  g_autoptr (TrancheStatement) statement = NULL;

  g_return_val_if_fail (db != NULL, NULL);

  statement = tranche_database_prepare (db, sql, error);
  if (statement == NULL)
    return NULL;

  tranche_statement_bind_int64 (statement, 1, client_id);
  while (tranche_statement_step (statement, error))
    {
      TrancheClientRelationship *relationship = g_new0 (TrancheClientRelationship, 1);

      relationship->id = tranche_statement_get_int64 (statement, 0);
      relationship->subject_id = tranche_statement_get_int64 (statement, 1);
      relationship->subject_name = tranche_statement_dup_name (statement, 2);
      relationship->phrase = tranche_statement_dup_name (statement, 3);
      relationship->other_id = tranche_statement_get_int64 (statement, 4);
      relationship->other_name = tranche_statement_dup_name (statement, 5);
      relationship->other_kind = (TranchePartyKind) tranche_statement_get_int64 (statement, 6);
      relationship->start = tranche_statement_get_date (statement, 7);
      relationship->end = tranche_statement_get_date (statement, 8);
      g_ptr_array_add (relationships, relationship);
    }

  if (tranche_statement_failed (statement))
    return NULL;
  return g_steal_pointer (&relationships);
}
