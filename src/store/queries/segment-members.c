/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/queries/segment-members.h"

#include "store/cancelled.h"

#define ROWS_A_LOOK 0xffff

static void
clear_member (gpointer data)
{
  TrancheSegmentMember *member = data;

  g_clear_pointer (&member->name, g_free);
}

void
tranche_segment_members_free (TrancheSegmentMembers *members)
{
  if (members == NULL)
    return;

  g_clear_pointer (&members->members, g_array_unref);
  g_clear_pointer (&members->run, tranche_run_free);
  g_free (members);
}

/* The clients' own segments of that day, in order of client. */
static GArray *
load_assigned (TrancheDatabase *db,
               TrancheSegmentMembers *members,
               gint64 office_id,
               TrancheDate date,
               GError **error)
{
  GError *local_error = NULL;

  members->run
      = tranche_runs_load_latest (db, office_id, TRANCHE_TARGET_INDIVIDUAL, date, &local_error);
  if (local_error != NULL)
    {
      g_propagate_error (error, local_error);
      return NULL;
    }

  if (members->run == NULL)
    return g_array_new (FALSE, FALSE, sizeof (TranchePartySegment));

  return tranche_segment_list_assigned_at (db, office_id, TRANCHE_TARGET_INDIVIDUAL,
                                           members->run->operation_id, error);
}

static const TranchePartySegment *
find_assigned (GArray *assigned, gint64 client_id)
{
  guint first = 0;
  guint last = assigned->len;

  while (first < last)
    {
      guint middle = first + (last - first) / 2;

      if (g_array_index (assigned, TranchePartySegment, middle).party_id < client_id)
        first = middle + 1;
      else
        last = middle;
    }

  if (first == assigned->len
      || g_array_index (assigned, TranchePartySegment, first).party_id != client_id)
    return NULL;
  return &g_array_index (assigned, TranchePartySegment, first);
}

TrancheSegmentMembers *
tranche_segment_members_load (TrancheDatabase *db,
                              gint64 office_id,
                              gint64 segment_id,
                              TrancheDate date,
                              GCancellable *cancellable,
                              GError **error)
{
  /* Who was removed later was still there. */
  static const char sql[]
      = "SELECT c.client_id, coalesce (c.group_id, 0), p.display_name FROM party p"
        " JOIN client_slot c ON c.client_id = p.id WHERE p.kind = 1 AND c.office_id = ?1"
        " AND (p.removed = 0 OR EXISTS (SELECT 1 FROM change h JOIN operation o"
        "  ON o.id = h.operation_id WHERE h.party_id = p.id AND h.table_name = 'client'"
        "  AND h.after IS NULL AND o.at >= ?2 AND NOT EXISTS (SELECT 1 FROM change l"
        "   WHERE l.party_id = p.id AND l.table_name = 'client' AND l.id > h.id)))"
        " ORDER BY p.sort_key, p.id";
  g_autoptr (TrancheSegmentMembers) members = g_new0 (TrancheSegmentMembers, 1);
  g_autoptr (TrancheSegmentDrivers) drivers = NULL;
  g_autoptr (GArray) assigned = NULL;
  g_autoptr (TrancheStatement) statement = NULL;
  GError *local_error = NULL;
  guint rows = 0;

  g_return_val_if_fail (db != NULL, NULL);

  members->members = g_array_new (FALSE, TRUE, sizeof (TrancheSegmentMember));
  g_array_set_clear_func (members->members, clear_member);
  drivers = tranche_segment_drivers_load_at (db, office_id, date, error);
  if (drivers == NULL)
    return NULL;
  assigned = load_assigned (db, members, office_id, date, error);
  if (assigned == NULL)
    return NULL;
  statement = tranche_database_prepare (db, sql, error);
  if (statement == NULL)
    return NULL;

  tranche_statement_bind_int64 (statement, 1, office_id);
  tranche_statement_bind_int64 (statement, 2, tranche_segment_get_end_of_day (date));
  while (local_error == NULL && tranche_statement_step (statement, &local_error))
    {
      gint64 client_id = tranche_statement_get_int64 (statement, 0);
      const TranchePartySegment *individual = find_assigned (assigned, client_id);
      gint64 found;
      TrancheSegmentDriver driver = tranche_segment_drivers_resolve (
          drivers, client_id, tranche_statement_get_int64 (statement, 1), individual != NULL,
          individual != NULL ? individual->segment_id : 0, &found);

      if (driver != TRANCHE_DRIVER_NONE && found == segment_id)
        {
          TrancheSegmentMember member
              = { client_id, tranche_statement_dup_name (statement, 2), driver };

          g_array_append_val (members->members, member);
        }

      if ((rows++ & ROWS_A_LOOK) == 0)
        tranche_check_cancelled (cancellable, &local_error);
    }

  if (local_error != NULL)
    {
      g_propagate_error (error, local_error);
      return NULL;
    }

  return g_steal_pointer (&members);
}
