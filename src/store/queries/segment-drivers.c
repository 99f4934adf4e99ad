/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/queries/segment-drivers.h"

struct _TrancheSegmentDrivers
{
  /* party id → segment id, 0: unsegmented */
  GHashTable *overrides;
  GHashTable *groups;
};

void
tranche_segment_drivers_free (TrancheSegmentDrivers *drivers)
{
  if (drivers == NULL)
    return;

  g_clear_pointer (&drivers->overrides, g_hash_table_unref);
  g_clear_pointer (&drivers->groups, g_hash_table_unref);
  g_free (drivers);
}

static void
put (GHashTable *table, gint64 party_id, gint64 segment_id)
{
  g_hash_table_replace (table, g_memdup2 (&party_id, sizeof party_id),
                        g_memdup2 (&segment_id, sizeof segment_id));
}

static gboolean
find (GHashTable *table, gint64 party_id, gint64 *segment_id)
{
  const gint64 *found = g_hash_table_lookup (table, &party_id);

  if (found == NULL)
    return FALSE;

  *segment_id = *found;
  return TRUE;
}

/* Of two for one party, which setting them doesn't allow, the later one counts. */
static gboolean
load_overrides (TrancheDatabase *db,
                TrancheSegmentDrivers *drivers,
                TrancheDate date,
                GError **error)
{
  static const char sql[] = "SELECT party_id, segment_id FROM override WHERE start_date <= ?1 AND "
                            "(end_date IS NULL OR end_date >= ?1)"
                            " ORDER BY party_id, start_date, id";
  g_autoptr (TrancheStatement) statement = tranche_database_prepare (db, sql, error);

  if (statement == NULL)
    return FALSE;

  tranche_statement_bind_date (statement, 1, date);
  while (tranche_statement_step (statement, error))
    put (drivers->overrides, tranche_statement_get_int64 (statement, 0),
         tranche_statement_get_int64 (statement, 1));

  return !tranche_statement_failed (statement);
}

static gboolean
has_group_strategy (TrancheDatabase *db, gint64 office_id, gboolean *active, GError **error)
{
  static const char sql[]
      = "SELECT 1 FROM strategy WHERE office_id = ?1 AND target = 2 AND active = 1";
  g_autoptr (TrancheStatement) statement = tranche_database_prepare (db, sql, error);

  if (statement == NULL)
    return FALSE;

  tranche_statement_bind_int64 (statement, 1, office_id);
  *active = tranche_statement_step (statement, error);
  return !tranche_statement_failed (statement);
}

/* The office's groups as they are assigned now; an override of a group wins over its run, as it
 * does for a client. */
static gboolean
load_groups (TrancheDatabase *db, TrancheSegmentDrivers *drivers, gint64 office_id, GError **error)
{
  static const char sql[] = "SELECT g.id, a.party_id, a.segment_id FROM client_group g JOIN party "
                            "p ON p.id = g.id AND p.removed = 0"
                            " LEFT JOIN assignment a ON a.party_id = g.id WHERE g.office_id = ?1";
  g_autoptr (TrancheStatement) statement = tranche_database_prepare (db, sql, error);

  if (statement == NULL)
    return FALSE;

  tranche_statement_bind_int64 (statement, 1, office_id);
  while (tranche_statement_step (statement, error))
    {
      gint64 group_id = tranche_statement_get_int64 (statement, 0);
      gint64 segment_id = tranche_statement_get_int64 (statement, 2);

      if (find (drivers->overrides, group_id, &segment_id)
          || !tranche_statement_is_null (statement, 1))
        put (drivers->groups, group_id, segment_id);
    }

  return !tranche_statement_failed (statement);
}

gint64
tranche_segment_get_end_of_day (TrancheDate date)
{
  return (gint64) (date + 1 - tranche_date_new (1970, 1, 1)) * 86400 * G_USEC_PER_SEC;
}

gboolean
tranche_segment_had_group_strategy (TrancheDatabase *db,
                                    gint64 office_id,
                                    TrancheDate date,
                                    gboolean *active,
                                    GError **error)
{
  static const char sql[]
      = "SELECT 1 FROM strategy s WHERE s.office_id = ?1 AND s.target = 2 AND coalesce ("
        "(SELECT coalesce (c.after ->> '$.active', 0) FROM change c"
        "  JOIN operation o ON o.id = c.operation_id WHERE c.table_name = 'strategy'"
        "  AND c.row_id = s.id AND o.at < ?2 ORDER BY c.id DESC LIMIT 1), s.active) = 1";
  g_autoptr (TrancheStatement) statement = tranche_database_prepare (db, sql, error);

  if (statement == NULL)
    return FALSE;

  tranche_statement_bind_int64 (statement, 1, office_id);
  tranche_statement_bind_int64 (statement, 2, tranche_segment_get_end_of_day (date));
  *active = tranche_statement_step (statement, error);
  return !tranche_statement_failed (statement);
}

static gboolean
load_groups_at (TrancheDatabase *db,
                TrancheSegmentDrivers *drivers,
                gint64 office_id,
                TrancheDate date,
                GError **error)
{
  g_autoptr (GArray) assigned = NULL;
  gint64 run_id;
  gint64 operation_id;

  if (!tranche_segment_find_run_in_force (db, office_id, TRANCHE_TARGET_GROUP, date, &run_id,
                                          &operation_id, error))
    return FALSE;
  if (run_id == 0)
    return TRUE;

  assigned
      = tranche_segment_list_assigned_at (db, office_id, TRANCHE_TARGET_GROUP, operation_id, error);
  if (assigned == NULL)
    return FALSE;

  for (guint i = 0; i < assigned->len; i++)
    {
      TranchePartySegment group = g_array_index (assigned, TranchePartySegment, i);

      find (drivers->overrides, group.party_id, &group.segment_id);
      put (drivers->groups, group.party_id, group.segment_id);
    }

  return TRUE;
}

static TrancheSegmentDrivers *
load (TrancheDatabase *db,
      gint64 office_id,
      TrancheDate date,
      gboolean from_history,
      GError **error)
{
  g_autoptr (TrancheSegmentDrivers) drivers = g_new0 (TrancheSegmentDrivers, 1);
  gboolean active;

  g_return_val_if_fail (db != NULL, NULL);

  drivers->overrides = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  drivers->groups = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  if (!load_overrides (db, drivers, date, error)
      || !(from_history ? tranche_segment_had_group_strategy (db, office_id, date, &active, error)
                        : has_group_strategy (db, office_id, &active, error))
      || (active && from_history && !load_groups_at (db, drivers, office_id, date, error))
      || (active && !from_history && !load_groups (db, drivers, office_id, error)))
    return NULL;

  return g_steal_pointer (&drivers);
}

TrancheSegmentDrivers *
tranche_segment_drivers_load (TrancheDatabase *db,
                              gint64 office_id,
                              TrancheDate date,
                              GError **error)
{
  return load (db, office_id, date, FALSE, error);
}

TrancheSegmentDrivers *
tranche_segment_drivers_load_at (TrancheDatabase *db,
                                 gint64 office_id,
                                 TrancheDate date,
                                 GError **error)
{
  return load (db, office_id, date, TRUE, error);
}

TrancheSegmentDriver
tranche_segment_drivers_resolve (const TrancheSegmentDrivers *drivers,
                                 gint64 client_id,
                                 gint64 group_id,
                                 gboolean assigned,
                                 gint64 individual,
                                 gint64 *segment_id)
{
  g_return_val_if_fail (drivers != NULL && segment_id != NULL, TRANCHE_DRIVER_NONE);

  if (g_hash_table_size (drivers->overrides) > 0
      && find (drivers->overrides, client_id, segment_id))
    return TRANCHE_DRIVER_OVERRIDE;

  if (group_id != 0 && find (drivers->groups, group_id, segment_id))
    return TRANCHE_DRIVER_GROUP;

  *segment_id = assigned ? individual : 0;
  return assigned ? TRANCHE_DRIVER_INDIVIDUAL : TRANCHE_DRIVER_NONE;
}

gboolean
tranche_segment_drivers_find_group (const TrancheSegmentDrivers *drivers,
                                    gint64 group_id,
                                    gint64 *segment_id)
{
  g_return_val_if_fail (drivers != NULL && segment_id != NULL, FALSE);

  return find (drivers->groups, group_id, segment_id);
}

gboolean
tranche_segment_find_run_in_force (TrancheDatabase *db,
                                   gint64 office_id,
                                   TrancheStrategyTarget target,
                                   TrancheDate date,
                                   gint64 *run_id,
                                   gint64 *operation_id,
                                   GError **error)
{
  static const char sql[] = "SELECT id, operation_id FROM run WHERE office_id = ?1 AND target = ?2 "
                            "AND state = 1 AND run_date <= ?3"
                            " ORDER BY id DESC LIMIT 1";
  g_autoptr (TrancheStatement) statement = NULL;

  g_return_val_if_fail (run_id != NULL && operation_id != NULL, FALSE);

  *run_id = 0;
  *operation_id = 0;
  statement = tranche_database_prepare (db, sql, error);
  if (statement == NULL)
    return FALSE;

  tranche_statement_bind_int64 (statement, 1, office_id);
  tranche_statement_bind_int64 (statement, 2, target);
  tranche_statement_bind_date (statement, 3, date);
  if (tranche_statement_step (statement, error))
    {
      *run_id = tranche_statement_get_int64 (statement, 0);
      *operation_id = tranche_statement_get_int64 (statement, 1);
    }

  return !tranche_statement_failed (statement);
}

GArray *
tranche_segment_list_assigned_at (TrancheDatabase *db,
                                  gint64 office_id,
                                  TrancheStrategyTarget target,
                                  gint64 operation_id,
                                  GError **error)
{
  /* max() makes SQLite take the other columns from the row that has it. */
  static const char sql[] = "SELECT h.party_id, h.to_segment_id, h.has_segment, max "
                            "(h.operation_id) FROM assignment_history h"
                            " JOIN run r ON r.id = h.run_id WHERE r.office_id = ?1 AND r.target = "
                            "?2 AND h.operation_id <= ?3"
                            " GROUP BY h.party_id ORDER BY h.party_id";
  g_autoptr (TrancheStatement) statement = NULL;
  g_autoptr (GArray) assigned = g_array_new (FALSE, FALSE, sizeof (TranchePartySegment));

  g_return_val_if_fail (db != NULL, NULL);

  statement = tranche_database_prepare (db, sql, error);
  if (statement == NULL)
    return NULL;

  tranche_statement_bind_int64 (statement, 1, office_id);
  tranche_statement_bind_int64 (statement, 2, target);
  tranche_statement_bind_int64 (statement, 3, operation_id);
  while (tranche_statement_step (statement, error))
    {
      TranchePartySegment party = {
        tranche_statement_get_int64 (statement, 0),
        tranche_statement_get_int64 (statement, 1),
      };

      if (tranche_statement_get_int64 (statement, 2) != 0)
        g_array_append_val (assigned, party);
    }

  if (tranche_statement_failed (statement))
    return NULL;

  return g_steal_pointer (&assigned);
}
