/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/cancelled.h"
#include "store/collect-private.h"
#include "store/permissions-private.h"
#include "store/runs.h"

/* Parties and assignments side by side, both in the order of ids. */
typedef struct
{
  const gint64 *ids;
  const gint16 *bands;
  const gint64 *segment_ids;
  gsize n_parties;
  gsize next; /* the first party that isn't done */
  GArray *moves;
  GCancellable *cancellable;
} MoveFinder;

static gint64
get_wanted (const MoveFinder *finder, gsize party)
{
  gint16 band = finder->bands[party];

  return band < 0 ? 0 : finder->segment_ids[band];
}

/* Those before @id have no assignment yet. */
static void
pass_unassigned (MoveFinder *finder, gint64 id)
{
  for (; finder->next < finder->n_parties && finder->ids[finder->next] < id; finder->next++)
    {
      TrancheRunMove move = {
        .party_id = finder->ids[finder->next],
        .to_segment_id = get_wanted (finder, finder->next),
      };

      g_array_append_val (finder->moves, move);
    }
}

static gboolean
find_moves_cb (const gint64 *values, gsize n_rows, gpointer user_data, GError **error)
{
  MoveFinder *finder = user_data;

  if (!tranche_check_cancelled (finder->cancellable, error))
    return FALSE;

  for (const gint64 *row = values; row < values + n_rows * 2; row += 2)
    {
      gint64 wanted;

      pass_unassigned (finder, row[0]);
      if (finder->next >= finder->n_parties || finder->ids[finder->next] != row[0])
        continue;

      /* NULL reads as 0: unsegmented. */
      wanted = get_wanted (finder, finder->next++);
      if (row[1] != wanted)
        {
          TrancheRunMove move = {
            .party_id = row[0],
            .had_segment = TRUE,
            .from_segment_id = row[1],
            .to_segment_id = wanted,
          };

          g_array_append_val (finder->moves, move);
        }
    }

  return TRUE;
}

/* Only of the few that move it matters since when they were where they were. */
static gboolean
load_origins (TrancheDatabase *db, GArray *moves, GError **error)
{
  static const char sql[] = "SELECT run_id, since FROM assignment WHERE party_id = ?1";
  g_autoptr (TrancheStatement) statement = tranche_database_prepare (db, sql, error);

  if (statement == NULL)
    return FALSE;

  for (guint i = 0; i < moves->len; i++)
    {
      TrancheRunMove *move = &g_array_index (moves, TrancheRunMove, i);

      if (!move->had_segment)
        continue;

      tranche_statement_bind_int64 (statement, 1, move->party_id);
      if (tranche_statement_step (statement, error))
        {
          move->from_run_id = tranche_statement_get_int64 (statement, 0);
          move->from_since = tranche_statement_get_date (statement, 1);
        }
      tranche_statement_reset (statement);

      if (tranche_statement_failed (statement))
        return FALSE;
    }

  return TRUE;
}

GArray *
tranche_runs_find_moves (TrancheDatabase *db,
                         const gint64 *ids,
                         const gint16 *bands,
                         gsize n_parties,
                         const gint64 *segment_ids,
                         GCancellable *cancellable,
                         GError **error)
{
  /* All of them, in the order of the table's key: to look at each whether it is in a range costs
   * more than the few that aren't the office's. */
  static const char sql[]
      = "SELECT tranche_collect (party_id, segment_id) FROM assignment NOT INDEXED";
  g_autoptr (TrancheStatement) statement = NULL;
  g_autoptr (GArray) moves = g_array_new (FALSE, TRUE, sizeof (TrancheRunMove));
  MoveFinder finder = { ids, bands, segment_ids, n_parties, 0, moves, cancellable };

  g_return_val_if_fail (db != NULL, NULL);

  if (n_parties == 0)
    return g_steal_pointer (&moves);

  statement = tranche_database_prepare (db, sql, error);
  if (statement == NULL || !tranche_statement_collect (statement, 2, find_moves_cb, &finder, error))
    return NULL;

  pass_unassigned (&finder, G_MAXINT64);
  return load_origins (db, moves, error) ? g_steal_pointer (&moves) : NULL;
}

static gboolean
insert_run (TrancheOperation *operation, TrancheRun *run, GError **error)
{
  static const char sql[]
      = "INSERT INTO run (operation_id, office_id, strategy_id, target, run_date, start_month, "
        "end_month,"
        " available_months, maximum_months, buffer_months, parties, production, moves, unsegmented,"
        " unsegmented_production, no_production, negative, state)"
        " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18)";
  TrancheDatabase *db = tranche_operation_get_database (operation);
  g_autoptr (TrancheStatement) statement = tranche_database_prepare (db, sql, error);
  int parameter = 1;

  if (statement == NULL)
    return FALSE;

  tranche_statement_bind_int64 (statement, parameter++, run->operation_id);
  tranche_statement_bind_int64 (statement, parameter++, run->office_id);
  tranche_statement_bind_int64 (statement, parameter++, run->strategy_id);
  tranche_statement_bind_int64 (statement, parameter++, run->target);
  tranche_statement_bind_date (statement, parameter++, run->date);
  tranche_statement_bind_int64 (statement, parameter++, run->start_month);
  tranche_statement_bind_int64 (statement, parameter++, run->end_month);
  tranche_statement_bind_int64 (statement, parameter++, run->available_months);
  tranche_statement_bind_int64 (statement, parameter++, run->maximum_months);
  tranche_statement_bind_int64 (statement, parameter++, run->buffer_months);
  tranche_statement_bind_int64 (statement, parameter++, run->parties);
  tranche_statement_bind_int64 (statement, parameter++, run->production);
  tranche_statement_bind_int64 (statement, parameter++, run->moves);
  tranche_statement_bind_int64 (statement, parameter++, run->unsegmented);
  tranche_statement_bind_int64 (statement, parameter++, run->unsegmented_production);
  tranche_statement_bind_int64 (statement, parameter++, run->no_production);
  tranche_statement_bind_int64 (statement, parameter++, run->negative);
  tranche_statement_bind_int64 (statement, parameter++, run->state);
  if (!tranche_statement_run (statement, error))
    return FALSE;

  run->id = tranche_database_get_last_row_id (db);
  return TRUE;
}

static gboolean
insert_segments (TrancheDatabase *db, const TrancheRun *run, GError **error)
{
  static const char sql[] = "INSERT INTO run_segment (run_id, segment_id, name, monthly_lower, "
                            "effective_lower, parties, production)"
                            " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
  g_autoptr (TrancheStatement) statement = tranche_database_prepare (db, sql, error);

  if (statement == NULL)
    return FALSE;

  for (guint i = 0; i < run->segments->len; i++)
    {
      const TrancheRunSegment *segment = tranche_run_get_segment (run, i);

      tranche_statement_bind_int64 (statement, 1, run->id);
      tranche_statement_bind_int64 (statement, 2, segment->segment_id);
      tranche_statement_bind_text (statement, 3, segment->name);
      tranche_statement_bind_int64 (statement, 4, segment->monthly_lower);
      tranche_statement_bind_int64 (statement, 5, segment->effective_lower);
      tranche_statement_bind_int64 (statement, 6, segment->parties);
      tranche_statement_bind_int64 (statement, 7, segment->production);
      if (!tranche_statement_run (statement, error))
        return FALSE;
    }

  return TRUE;
}

/* Writes assignments and their history. Two statements rather than one UPSERT: where there is a row
 * already, its party need not be looked for. */
static gboolean
write_moves (TrancheDatabase *db, const TrancheRun *run, GArray *moves, GError **error)
{
  static const char insert_sql[]
      = "INSERT INTO assignment (segment_id, run_id, since, party_id) VALUES (?1, ?2, ?3, ?4)";
  static const char update_sql[]
      = "UPDATE assignment SET segment_id = ?1, run_id = ?2, since = ?3 WHERE party_id = ?4";
  static const char history_sql[] = "INSERT INTO assignment_history (operation_id, party_id, "
                                    "run_id, effective_date, had_segment, has_segment,"
                                    " from_segment_id, to_segment_id, from_run_id, from_since) "
                                    "VALUES (?1, ?2, ?3, ?4, ?5, 1, ?6, ?7, ?8, ?9)";
  g_autoptr (TrancheStatement) insert = tranche_database_prepare (db, insert_sql, error);
  g_autoptr (TrancheStatement) update = NULL;
  g_autoptr (TrancheStatement) history = NULL;
  g_autofree char *date = tranche_date_to_string (run->date);

  if (insert == NULL || (update = tranche_database_prepare (db, update_sql, error)) == NULL
      || (history = tranche_database_prepare (db, history_sql, error)) == NULL)
    return FALSE;

  tranche_statement_bind_int64 (insert, 2, run->id);
  tranche_statement_bind_text_static (insert, 3, date, -1);
  tranche_statement_bind_int64 (update, 2, run->id);
  tranche_statement_bind_text_static (update, 3, date, -1);
  tranche_statement_bind_int64 (history, 1, run->operation_id);
  tranche_statement_bind_int64 (history, 3, run->id);
  tranche_statement_bind_text_static (history, 4, date, -1);

  for (guint i = 0; i < moves->len; i++)
    {
      const TrancheRunMove *move = &g_array_index (moves, TrancheRunMove, i);
      TrancheStatement *assign = move->had_segment ? update : insert;

      tranche_statement_bind_id (assign, 1, move->to_segment_id);
      tranche_statement_bind_int64 (assign, 4, move->party_id);
      if (!tranche_statement_run (assign, error))
        return FALSE;
    }

  for (guint i = 0; i < moves->len; i++)
    {
      const TrancheRunMove *move = &g_array_index (moves, TrancheRunMove, i);

      tranche_statement_bind_int64 (history, 2, move->party_id);
      tranche_statement_bind_int64 (history, 5, move->had_segment);
      tranche_statement_bind_id (history, 6, move->from_segment_id);
      tranche_statement_bind_id (history, 7, move->to_segment_id);
      tranche_statement_bind_id (history, 8, move->from_run_id);
      tranche_statement_bind_date (history, 9, move->from_since);
      if (!tranche_statement_run (history, error))
        return FALSE;
    }

  return TRUE;
}

gboolean
tranche_runs_record (TrancheOperation *operation, TrancheRun *run, GArray *moves, GError **error)
{
  TrancheDatabase *db;
  g_autofree char *detail = NULL;
  g_autofree char *seal = NULL;

  g_return_val_if_fail (operation != NULL && run != NULL && moves != NULL, FALSE);

  db = tranche_operation_get_database (operation);
  /* Only here is it known whose run it is. */
  if (!tranche_operation_is_authorised (operation)
      && !tranche_permissions_check_kind (db, TRANCHE_OPERATION_RUN, run->office_id, error))
    return FALSE;

  run->operation_id = tranche_operation_get_id (operation);
  run->at = tranche_operation_get_time (operation);
  if (!insert_run (operation, run, error) || !insert_segments (db, run, error)
      || !write_moves (db, run, moves, error))
    return FALSE;

  seal = tranche_runs_seal (db, run->operation_id, error);
  if (seal == NULL)
    return FALSE;

  detail = g_strdup_printf ("{\"run\":%" G_GINT64_FORMAT ",\"parties\":%" G_GINT64_FORMAT
                            ",\"production\":%" G_GINT64_FORMAT ",\"moves\":%" G_GINT64_FORMAT
                            ",\"unsegmented\":%" G_GINT64_FORMAT ",\"sha256\":\"%s\"}",
                            run->id, run->parties, run->production, run->moves, run->unsegmented,
                            seal);
  tranche_operation_set_detail (operation, detail);
  tranche_operation_set_office (operation, run->office_id);
  tranche_operation_touch (operation, "run", run->id);
  if (moves->len > 0)
    tranche_operation_touch (operation, "assignment", 0);
  return TRUE;
}
