/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/queries/segment-of-client.h"

#include "domain/explain.h"
#include "store/queries/client-production.h"
#include "store/runs.h"
#include "store/sharing.h"

#include <glib/gi18n.h>

static void
clear_basis (TrancheClientSegmentBasis *basis)
{
  g_free (basis->party_name);
  g_free (basis->segment_name);
  g_free (basis->months);
  g_free (basis->sentence);
}

void
tranche_client_segment_free (TrancheClientSegment *segment)
{
  if (segment == NULL)
    return;

  clear_basis (&segment->individual);
  clear_basis (&segment->group);
  g_free (segment->segment_name);
  g_free (segment->override_segment_name);
  g_free (segment->override_reason);
  g_free (segment->sentence);
  g_free (segment);
}

static gboolean
load_client (TrancheDatabase *db, TrancheClientSegment *segment, TrancheDate date, GError **error)
{
  /* A group of another office isn't segmented with this one's clients. */
  static const char sql[]
      = "SELECT c.office_id, p.display_name, g.id, q.display_name"
        " FROM client_slot c JOIN party p ON p.id = c.client_id"
        " LEFT JOIN client_group g ON g.id = c.group_id AND g.office_id = c.office_id"
        "  AND NOT EXISTS (SELECT 1 FROM party x WHERE x.id = g.id AND x.removed = 1)"
        " LEFT JOIN party q ON q.id = g.id WHERE c.client_id = ?1";
  g_autoptr (TrancheStatement) statement = tranche_database_prepare (db, sql, error);
  GError *local_error = NULL;

  if (statement == NULL)
    return FALSE;

  tranche_statement_bind_int64 (statement, 1, segment->client_id);
  if (!tranche_statement_step (statement, &local_error))
    {
      if (local_error == NULL)
        g_set_error_literal (&local_error, TRANCHE_ERROR, TRANCHE_ERROR_NOT_FOUND,
                             _ ("There is no such client"));
      g_propagate_error (error, local_error);
      return FALSE;
    }

  segment->office_id = tranche_statement_get_int64 (statement, 0);
  segment->individual.party_id = segment->client_id;
  segment->individual.party_name = tranche_statement_dup_name (statement, 1);
  segment->group.party_id = tranche_statement_get_int64 (statement, 2);
  if (segment->group.party_id != 0)
    segment->group.party_name = tranche_statement_dup_text (statement, 3);
  return tranche_segment_had_group_strategy (db, segment->office_id, date, &segment->group_counts,
                                             error);
}

/* The latest that begins, as in tranche_segment_drivers_load(). */
static gboolean
load_override (TrancheDatabase *db,
               TrancheClientSegment *segment,
               gint64 party_id,
               TrancheDate date,
               GError **error)
{
  static const char sql[]
      = "SELECT o.id, o.segment_id, s.name, o.reason, o.start_date, o.end_date FROM override o"
        " JOIN segment s ON s.id = o.segment_id WHERE o.party_id = ?1 AND o.start_date <= ?2"
        " AND (o.end_date IS NULL OR o.end_date >= ?2) ORDER BY o.start_date DESC, o.id DESC LIMIT "
        "1";
  g_autoptr (TrancheStatement) statement = tranche_database_prepare (db, sql, error);

  if (statement == NULL)
    return FALSE;

  tranche_statement_bind_int64 (statement, 1, party_id);
  tranche_statement_bind_date (statement, 2, date);
  if (tranche_statement_step (statement, error))
    {
      segment->override_id = tranche_statement_get_int64 (statement, 0);
      segment->override_segment_id = tranche_statement_get_int64 (statement, 1);
      segment->override_segment_name = tranche_statement_dup_text (statement, 2);
      segment->override_reason = tranche_statement_dup_name (statement, 3);
      segment->override_start = tranche_statement_get_date (statement, 4);
      if (!tranche_statement_is_null (statement, 5))
        segment->override_end = tranche_statement_get_date (statement, 5);
    }

  return !tranche_statement_failed (statement);
}

/* What the party was assigned to when @date was over. A row counts if its run, or a later one of
 * the same office and target that stands, is for that day or an earlier one; an undo's row takes
 * back its run's as if it had never been. */
static gboolean
load_assigned (TrancheDatabase *db,
               TrancheClientSegmentBasis *basis,
               TrancheDate date,
               GError **error)
{
  static const char sql[]
      = "SELECT h.has_segment, h.to_segment_id, s.name,"
        " (SELECT max (e.effective_date) FROM assignment_history e JOIN operation o"
        "   ON o.id = e.operation_id WHERE e.party_id = h.party_id"
        "   AND e.operation_id = (SELECT max (x.operation_id) FROM assignment_history x"
        "    JOIN operation y ON y.id = x.operation_id WHERE x.party_id = h.party_id"
        "    AND x.operation_id <= h.operation_id AND y.undoes IS NULL"
        "    AND x.to_segment_id IS h.to_segment_id))"
        " FROM assignment_history h JOIN run r ON r.id = h.run_id"
        " LEFT JOIN segment s ON s.id = h.to_segment_id"
        " WHERE h.party_id = ?1 AND h.operation_id <= (SELECT max (n.operation_id) FROM run n"
        "  WHERE n.office_id = r.office_id AND n.target = r.target AND n.state = 1"
        "  AND n.run_date <= ?2) ORDER BY h.operation_id DESC LIMIT 1";
  g_autoptr (TrancheStatement) statement = tranche_database_prepare (db, sql, error);

  if (statement == NULL)
    return FALSE;

  tranche_statement_bind_int64 (statement, 1, basis->party_id);
  tranche_statement_bind_date (statement, 2, date);
  if (tranche_statement_step (statement, error) && tranche_statement_get_int64 (statement, 0) != 0)
    {
      basis->assigned = TRUE;
      basis->segment_id = tranche_statement_get_int64 (statement, 1);
      if (!tranche_statement_is_null (statement, 2))
        basis->segment_name = tranche_statement_dup_name (statement, 2);
      basis->since = tranche_statement_get_date (statement, 3);
    }

  return !tranche_statement_failed (statement);
}

static char *
explain (const TrancheRun *run,
         const TrancheClientSegmentBasis *basis,
         TrancheStrategyTarget target,
         gboolean has_lines,
         GError **error)
{
  guint n_bands = run->segments->len;
  g_autofree TrancheBand *bands = g_new0 (TrancheBand, MAX (n_bands, 1));
  g_autofree TrancheMoney *lowers = g_new0 (TrancheMoney, MAX (n_bands, 1));
  g_autoptr (TrancheBands) limits = NULL;
  TrancheExplanation explanation = {
    .total = basis->total,
    .start = run->start_month,
    .end = run->end_month,
    .available = run->available_months,
    .maximum = run->maximum_months,
  };
  g_autofree char *sentence = NULL;
  const char *name = NULL;
  int band;

  for (guint i = 0; i < n_bands; i++)
    {
      const TrancheRunSegment *segment = tranche_run_get_segment (run, i);

      bands[i] = (TrancheBand) { segment->segment_id, segment->name, segment->monthly_lower };
      lowers[i] = segment->effective_lower;
    }

  limits = tranche_bands_new (bands, n_bands, NULL, error);
  if (limits == NULL)
    return NULL;

  band = tranche_bands_classify (lowers, n_bands, basis->total, has_lines ? 1 : 0,
                                 &explanation.flags);
  tranche_explanation_set_band (&explanation, limits, band, lowers);
  sentence = target == TRANCHE_TARGET_GROUP
                 ? tranche_explain_group (basis->party_name, &explanation)
                 : tranche_explanation_to_sentence (&explanation);
  if (basis->assigned && basis->segment_id == (band >= 0 ? bands[band].segment_id : 0))
    return g_steal_pointer (&sentence);

  /* The lines are today's, the segment is the run's. */
  if (basis->assigned)
    name = basis->segment_name != NULL ? basis->segment_name : "";
  return tranche_explain_changed (name, run->date, sentence);
}

static gboolean
load_basis (TrancheDatabase *db,
            TrancheClientSegmentBasis *basis,
            gint64 office_id,
            TrancheStrategyTarget target,
            TrancheDate date,
            GError **error)
{
  g_autoptr (TrancheRun) run = NULL;
  GError *local_error = NULL;
  gboolean has_lines;

  if (!load_assigned (db, basis, date, error))
    return FALSE;

  run = tranche_runs_load_latest (db, office_id, target, date, &local_error);
  if (run == NULL)
    {
      if (local_error == NULL)
        return TRUE;
      g_propagate_error (error, local_error);
      return FALSE;
    }

  basis->run_id = run->id;
  basis->start = run->start_month;
  basis->end = run->end_month;
  basis->available_months = run->available_months;
  basis->maximum_months = run->maximum_months;
  basis->n_months = (guint) (run->end_month - run->start_month + 1);
  basis->months = g_new0 (TrancheMoney, basis->n_months);
  if (!tranche_client_production_load (db, basis->party_id, target, run->start_month,
                                       run->end_month, basis->months, &basis->total, &has_lines,
                                       error))
    return FALSE;

  basis->sentence = explain (run, basis, target, has_lines, error);
  return basis->sentence != NULL;
}

static void
decide (TrancheClientSegment *segment, gint64 group_override_id, const char *group_override_name)
{
  if (segment->override_id != 0)
    {
      segment->driver = TRANCHE_DRIVER_OVERRIDE;
      segment->segment_id = segment->override_segment_id;
      segment->segment_name = g_strdup (segment->override_segment_name);
    }
  else if (segment->group_counts && (group_override_id != 0 || segment->group.assigned))
    {
      segment->driver = TRANCHE_DRIVER_GROUP;
      segment->segment_id = group_override_id != 0 ? group_override_id : segment->group.segment_id;
      segment->segment_name
          = g_strdup (group_override_id != 0 ? group_override_name : segment->group.segment_name);
    }
  else if (segment->individual.assigned)
    {
      segment->driver = TRANCHE_DRIVER_INDIVIDUAL;
      segment->segment_id = segment->individual.segment_id;
      segment->segment_name = g_strdup (segment->individual.segment_name);
    }
}

static char *
make_sentence (const TrancheClientSegment *segment, const TrancheClientSegment *of_group)
{
  g_autofree char *through = NULL;
  const char *production = segment->individual.sentence;

  if (segment->group_counts && segment->group.assigned && segment->group.sentence != NULL)
    {
      if (of_group->override_id != 0)
        through
            = tranche_explain_override (of_group->override_segment_name, of_group->override_reason,
                                        of_group->override_end, segment->group.sentence);
      production = through != NULL ? through : segment->group.sentence;
    }

  if (segment->driver == TRANCHE_DRIVER_OVERRIDE)
    return tranche_explain_override (segment->override_segment_name, segment->override_reason,
                                     segment->override_end, production);

  return g_strdup (production);
}

TrancheClientSegment *
tranche_client_segment_load (TrancheDatabase *db,
                             gint64 client_id,
                             TrancheDate date,
                             GError **error)
{
  g_autoptr (TrancheClientSegment) segment = g_new0 (TrancheClientSegment, 1);
  g_autoptr (TrancheClientSegment) of_group = g_new0 (TrancheClientSegment, 1);

  g_return_val_if_fail (db != NULL, NULL);

  segment->client_id = client_id;
  if (!tranche_sharing_require_for_actor (db, client_id, error)
      || !load_client (db, segment, date, error)
      || !load_override (db, segment, client_id, date, error)
      || !load_basis (db, &segment->individual, segment->office_id, TRANCHE_TARGET_INDIVIDUAL, date,
                      error))
    return NULL;

  if (segment->group.party_id == 0)
    segment->group_counts = FALSE;
  else if (!load_override (db, of_group, segment->group.party_id, date, error)
           || !load_basis (db, &segment->group, segment->office_id, TRANCHE_TARGET_GROUP, date,
                           error))
    return NULL;

  decide (segment, of_group->override_segment_id, of_group->override_segment_name);
  segment->sentence = make_sentence (segment, of_group);
  return g_steal_pointer (&segment);
}
