/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/queries/client-list.h"

#include "store/database-private.h"

static void
facts_clear (TrancheClientFacts *facts)
{
  g_free (facts->name);
  g_free (facts->reference);
  g_free (facts->owner_name);
  g_free (facts->segment_name);
}

TrancheClientFacts *
tranche_client_facts_ref (TrancheClientFacts *facts)
{
  return g_atomic_rc_box_acquire (facts);
}

void
tranche_client_facts_unref (TrancheClientFacts *facts)
{
  if (facts != NULL)
    g_atomic_rc_box_release_full (facts, (GDestroyNotify) facts_clear);
}

gboolean
tranche_client_facts_equal (const TrancheClientFacts *a, const TrancheClientFacts *b)
{
  if (a == b)
    return TRUE;
  if (a == NULL || b == NULL)
    return FALSE;

  return a->id == b->id && a->kind == b->kind && a->owner_id == b->owner_id
         && a->segment_id == b->segment_id && a->segment_colour == b->segment_colour
         && a->segment_mark == b->segment_mark && a->segment_inactive == b->segment_inactive
         && a->driver == b->driver && a->moved == b->moved && a->production == b->production
         && a->next_date == b->next_date && g_strcmp0 (a->name, b->name) == 0
         && g_strcmp0 (a->reference, b->reference) == 0
         && g_strcmp0 (a->owner_name, b->owner_name) == 0
         && g_strcmp0 (a->segment_name, b->segment_name) == 0;
}

/* The statements of a page, each run once a client. */
typedef struct
{
  TrancheStatement *facts;
  TrancheStatement *production;
  TrancheStatement *move;
  TrancheStatement *dates;
} Queries;

static void
queries_clear (Queries *queries)
{
  g_clear_pointer (&queries->facts, tranche_statement_release);
  g_clear_pointer (&queries->production, tranche_statement_release);
  g_clear_pointer (&queries->move, tranche_statement_release);
  g_clear_pointer (&queries->dates, tranche_statement_release);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Queries, queries_clear)

static gboolean
queries_prepare (Queries *queries,
                 TrancheDatabase *db,
                 const TrancheClientContext *context,
                 GError **error)
{
  /* The same as tranche_segment_drivers_resolve(), for one client: an override of the group counts
   * like one of its own in the group's place. */
  static const char facts_sql[]
      = "SELECT p.display_name, c.kind, c.reference, c.owner_id, g.id,"
        " a.party_id IS NOT NULL, a.segment_id,"
        " (SELECT o.segment_id FROM override o WHERE o.party_id = c.id AND o.start_date <= ?2"
        "  AND (o.end_date IS NULL OR o.end_date >= ?2) ORDER BY o.start_date DESC, o.id DESC "
        "LIMIT "
        "1),"
        " (SELECT o.segment_id FROM override o WHERE o.party_id = g.id AND o.start_date <= ?2"
        "  AND (o.end_date IS NULL OR o.end_date >= ?2) ORDER BY o.start_date DESC, o.id DESC "
        "LIMIT "
        "1),"
        " ga.party_id IS NOT NULL, ga.segment_id, m.group_id"
        " FROM client c JOIN party p ON p.id = c.id"
        " LEFT JOIN group_membership m ON m.client_id = c.id AND m.is_primary = 1"
        " LEFT JOIN assignment a ON a.party_id = c.id"
        " LEFT JOIN client_group g ON g.id = m.group_id AND g.office_id = ?3"
        "  AND (SELECT removed FROM party WHERE id = g.id) = 0"
        " LEFT JOIN assignment ga ON ga.party_id = g.id"
        " WHERE c.id = ?1 AND p.removed = 0";
  static const char production_sql[]
      = "SELECT sum (amount) FROM statement_line WHERE client_id = ?1 AND month BETWEEN ?2 AND ?3";
  static const char move_sql[]
      = "SELECT had_segment, has_segment, from_segment_id, to_segment_id"
        " FROM assignment_history WHERE operation_id = ?1 AND party_id = ?2";
  static const char dates_sql[] = "SELECT kind, start_date, end_date, reference_day FROM agreement"
                                  " WHERE party_id = ?1 AND state IN (2, 3)";

  queries->facts = tranche_database_prepare (db, facts_sql, error);
  if (queries->facts == NULL)
    return FALSE;
  queries->production = tranche_database_prepare (db, production_sql, error);
  if (queries->production == NULL)
    return FALSE;
  queries->move = tranche_database_prepare (db, move_sql, error);
  if (queries->move == NULL)
    return FALSE;
  queries->dates = tranche_database_prepare (db, dates_sql, error);
  if (queries->dates == NULL)
    return FALSE;

  tranche_statement_bind_date (queries->facts, 2, context->today);
  tranche_statement_bind_int64 (queries->facts, 3, context->office_id);
  tranche_statement_bind_int64 (queries->production, 2, context->start);
  tranche_statement_bind_int64 (queries->production, 3, context->end);
  return TRUE;
}

static void
resolve_segment (TrancheStatement *row,
                 const TrancheClientContext *context,
                 TrancheClientFacts *facts)
{
  guint number;
  const TrancheListedSegment *segment;

  if (!tranche_statement_is_null (row, 7))
    {
      facts->driver = TRANCHE_DRIVER_OVERRIDE;
      facts->segment_id = tranche_statement_get_int64 (row, 7);
    }
  else if (context->has_group_strategy && !tranche_statement_is_null (row, 4)
           && (!tranche_statement_is_null (row, 8) || tranche_statement_get_int64 (row, 9) != 0))
    {
      facts->driver = TRANCHE_DRIVER_GROUP;
      facts->segment_id
          = tranche_statement_get_int64 (row, tranche_statement_is_null (row, 8) ? 10 : 8);
    }
  else if (tranche_statement_get_int64 (row, 5) != 0)
    {
      facts->driver = TRANCHE_DRIVER_INDIVIDUAL;
      facts->segment_id = tranche_statement_get_int64 (row, 6);
    }

  number = tranche_client_context_find_segment (context, facts->segment_id);
  segment = tranche_client_context_get_segment (context, number);
  if (segment != NULL)
    {
      facts->segment_name = g_strdup (segment->name);
      facts->segment_colour = segment->colour;
      facts->segment_mark = segment->mark;
      facts->segment_inactive = !segment->active;
    }
}

static gboolean
load_move (Queries *queries,
           const TrancheClientContext *context,
           TrancheClientFacts *facts,
           gint64 group_id,
           GError **error)
{
  TrancheStrategyTarget target;

  if (facts->driver != TRANCHE_DRIVER_GROUP && facts->driver != TRANCHE_DRIVER_INDIVIDUAL)
    return TRUE;

  target = facts->driver == TRANCHE_DRIVER_GROUP ? TRANCHE_TARGET_GROUP : TRANCHE_TARGET_INDIVIDUAL;
  tranche_statement_bind_int64 (queries->move, 1, context->runs[target - 1]);
  tranche_statement_bind_int64 (queries->move, 2,
                                target == TRANCHE_TARGET_GROUP ? group_id : facts->id);
  if (tranche_statement_step (queries->move, error)
      && tranche_statement_get_int64 (queries->move, 0) != 0
      && tranche_statement_get_int64 (queries->move, 1) != 0)
    facts->moved = tranche_client_context_compare_move (
        context, target, tranche_statement_get_int64 (queries->move, 2),
        tranche_statement_get_int64 (queries->move, 3));
  tranche_statement_reset (queries->move);

  return !tranche_statement_failed (queries->move);
}

static gboolean
load_dates (Queries *queries,
            const TrancheClientContext *context,
            TrancheClientFacts *facts,
            gint64 party_id,
            GError **error)
{
  tranche_statement_bind_int64 (queries->dates, 1, party_id);
  while (tranche_statement_step (queries->dates, error))
    {
      TrancheDate date = tranche_client_context_find_next_date (
          context, (TrancheAgreementKind) tranche_statement_get_int64 (queries->dates, 0),
          tranche_statement_get_date (queries->dates, 1),
          tranche_statement_get_date (queries->dates, 2),
          tranche_statement_get_date (queries->dates, 3));

      if (date != TRANCHE_DATE_NONE
          && (facts->next_date == TRANCHE_DATE_NONE || date < facts->next_date))
        facts->next_date = date;
    }
  tranche_statement_reset (queries->dates);

  return !tranche_statement_failed (queries->dates);
}

static gboolean
load_production (Queries *queries,
                 const TrancheClientContext *context,
                 TrancheClientFacts *facts,
                 GError **error)
{
  if (!context->has_window)
    return TRUE;

  tranche_statement_bind_int64 (queries->production, 1, facts->id);
  if (tranche_statement_step (queries->production, error))
    facts->production = tranche_statement_get_int64 (queries->production, 0);
  tranche_statement_reset (queries->production);

  return !tranche_statement_failed (queries->production);
}

/* @facts (out) is NULL without an error where the client is no more. */
static gboolean
load_row (Queries *queries,
          const TrancheClientContext *context,
          guint32 id,
          TrancheClientFacts **result,
          GError **error)
{
  g_autoptr (TrancheClientFacts) facts = NULL;
  const TrancheClientOwner *owner;
  gint64 group_id = 0;

  *result = NULL;
  tranche_statement_bind_int64 (queries->facts, 1, id);
  if (tranche_statement_step (queries->facts, error))
    {
      TrancheStatement *row = queries->facts;

      facts = g_atomic_rc_box_new0 (TrancheClientFacts);
      facts->id = id;
      facts->name = tranche_statement_dup_name (row, 0);
      facts->kind = (int) tranche_statement_get_int64 (row, 1);
      facts->reference = tranche_statement_dup_name (row, 2);
      facts->owner_id = tranche_statement_get_int64 (row, 3);
      owner = tranche_client_context_get_owner (
          context, tranche_client_context_find_owner (context, facts->owner_id));
      facts->owner_name = owner != NULL ? g_strdup (owner->name) : NULL;
      group_id = tranche_statement_get_int64 (row, 11);
      resolve_segment (row, context, facts);
    }
  tranche_statement_reset (queries->facts);

  if (tranche_statement_failed (queries->facts))
    return FALSE;
  if (facts == NULL)
    return TRUE;

  if (!load_production (queries, context, facts, error)
      || !load_move (queries, context, facts, group_id, error)
      || !load_dates (queries, context, facts, id, error)
      || (group_id != 0 && !load_dates (queries, context, facts, group_id, error)))
    return FALSE;

  *result = g_steal_pointer (&facts);
  return TRUE;
}

GPtrArray *
tranche_client_rows_load (TrancheDatabase *db,
                          const TrancheClientContext *context,
                          const guint32 *ids,
                          guint n_ids,
                          GError **error)
{
  g_autoptr (GPtrArray) rows
      = g_ptr_array_new_full (n_ids, (GDestroyNotify) tranche_client_facts_unref);
  g_autoptr (TrancheTransaction) snapshot = NULL;
  g_auto (Queries) queries = { 0 };

  g_return_val_if_fail (db != NULL && context != NULL, NULL);

  /* Each of some hundred statements would begin and end a read of its own. A writer's transaction
   * would keep others out, and it sees what it sees. */
  if (db->transaction == NULL && db->mode == TRANCHE_DATABASE_READ_ONLY
      && (snapshot = tranche_transaction_begin (db, error)) == NULL)
    return NULL;
  if (!queries_prepare (&queries, db, context, error))
    return NULL;

  for (guint i = 0; i < n_ids; i++)
    {
      TrancheClientFacts *facts;

      if (!load_row (&queries, context, ids[i], &facts, error))
        return NULL;
      g_ptr_array_add (rows, facts);
    }

  return g_steal_pointer (&rows);
}
