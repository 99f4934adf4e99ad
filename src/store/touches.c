/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/database-private.h"
#include "store/operation-private.h"

TrancheTouches *
tranche_touches_new (void)
{
  TrancheTouches *touches = g_new0 (TrancheTouches, 1);

  touches->tables = g_ptr_array_new ();
  touches->party_ids = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  return touches;
}

void
tranche_touches_free (TrancheTouches *touches)
{
  if (touches == NULL)
    return;
  g_ptr_array_unref (touches->tables);
  g_hash_table_unref (touches->party_ids);
  g_free (touches);
}

void
tranche_touches_add_party (TrancheTouches *touches, gint64 party_id)
{
  if (party_id == 0 || touches->many_parties)
    return;
  if (g_hash_table_contains (touches->party_ids, &party_id))
    return;
  if (g_hash_table_size (touches->party_ids) >= TRANCHE_TOUCHES_MAX)
    {
      touches->many_parties = TRUE;
      g_hash_table_remove_all (touches->party_ids);
      return;
    }
  g_hash_table_add (touches->party_ids, g_memdup2 (&party_id, sizeof party_id));
}

/* Tables whose row ids are party ids. */
static gboolean
is_party_table (const char *table_name)
{
  static const char *const names[] = { "assignment", "client",   "client_group", "party",
                                       "person",     "provider", "team_member",  NULL };

  return g_strv_contains (names, table_name);
}

void
tranche_touches_add (TrancheTouches *touches, const char *table_name, gint64 id)
{
  const char *name = g_intern_string (table_name);

  if (!g_ptr_array_find (touches->tables, name, NULL))
    g_ptr_array_add (touches->tables, (gpointer) name);

  if (id == 0)
    {
      touches->many_parties = TRUE;
      g_hash_table_remove_all (touches->party_ids);
    }
  else if (!touches->many_parties && is_party_table (name))
    {
      tranche_touches_add_party (touches, id);
    }
}

void
tranche_database_collect_touches (TrancheDatabase *db)
{
  tranche_database_assert_owner (db);
  if (db->committed_touches == NULL)
    db->committed_touches = g_ptr_array_new_with_free_func ((GDestroyNotify) tranche_touches_free);
}

GPtrArray *
tranche_database_take_touches (TrancheDatabase *db)
{
  GPtrArray *touches;

  tranche_database_assert_owner (db);
  g_assert (db->committed_touches != NULL);
  touches = g_steal_pointer (&db->committed_touches);
  tranche_database_collect_touches (db);
  return touches;
}
