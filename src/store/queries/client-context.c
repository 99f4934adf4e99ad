/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/queries/client-context.h"

#include "domain/text.h"
#include "domain/effective-range.h"
#include "store/production.h"
#include "store/strategies.h"

#include <glib/gi18n.h>

static void
clear_segment (gpointer data)
{
  g_free (((TrancheListedSegment *) data)->name);
}

static void
clear_owner (gpointer data)
{
  g_free (((TrancheClientOwner *) data)->name);
}

static void
context_clear (TrancheClientContext *context)
{
  g_clear_pointer (&context->segments_by_id, g_hash_table_unref);
  g_clear_pointer (&context->owners_by_id, g_hash_table_unref);
  g_clear_pointer (&context->segments, g_array_unref);
  g_clear_pointer (&context->owners, g_array_unref);
}

TrancheClientContext *
tranche_client_context_ref (TrancheClientContext *context)
{
  return g_atomic_rc_box_acquire (context);
}

void
tranche_client_context_unref (TrancheClientContext *context)
{
  g_atomic_rc_box_release_full (context, (GDestroyNotify) context_clear);
}

static void
number_by_id (GHashTable *table, gint64 id, guint number)
{
  g_hash_table_replace (table, g_memdup2 (&id, sizeof id), GUINT_TO_POINTER (number));
}

static gboolean
load_segments (TrancheDatabase *db, TrancheClientContext *context, GError **error)
{
  static const char sql[] = "SELECT id, name, colour, mark, position, active FROM segment"
                            " ORDER BY position, model_id, id";
  g_autoptr (TrancheStatement) statement = tranche_database_prepare (db, sql, error);

  if (statement == NULL)
    return FALSE;

  while (tranche_statement_step (statement, error))
    {
      TrancheListedSegment segment = {
        .id = tranche_statement_get_int64 (statement, 0),
        .name = tranche_statement_dup_name (statement, 1),
        .colour = (int) tranche_statement_get_int64 (statement, 2),
        .mark = (int) tranche_statement_get_int64 (statement, 3),
        .position = tranche_statement_get_int64 (statement, 4),
        .active = tranche_statement_get_int64 (statement, 5) != 0,
        .lowers = { -1, -1 },
      };

      g_array_append_val (context->segments, segment);
      number_by_id (context->segments_by_id, segment.id, context->segments->len);
    }

  if (tranche_statement_failed (statement))
    return FALSE;
  if (context->segments->len >= G_MAXUINT16)
    {
      g_set_error_literal (error, TRANCHE_ERROR, TRANCHE_ERROR_CORRUPT,
                           _ ("The file has more segments than can be"));
      return FALSE;
    }

  return TRUE;
}

typedef struct
{
  TrancheClientOwner owner;
  char *folded;
} SortableOwner;

static int
compare_owners (gconstpointer a, gconstpointer b)
{
  const SortableOwner *first = a;
  const SortableOwner *second = b;
  int order = strcmp (first->folded, second->folded);

  return order != 0 ? order
                    : (first->owner.id > second->owner.id) - (first->owner.id < second->owner.id);
}

static void
clear_sortable_owner (gpointer data)
{
  g_free (((SortableOwner *) data)->folded);
}

static gboolean
load_owners (TrancheDatabase *db, TrancheClientContext *context, GError **error)
{
  static const char sql[]
      = "SELECT t.id, p.display_name FROM team_member t JOIN party p ON p.id = t.id";
  g_autoptr (TrancheStatement) statement = tranche_database_prepare (db, sql, error);
  g_autoptr (GArray) sortable = g_array_new (FALSE, FALSE, sizeof (SortableOwner));

  if (statement == NULL)
    return FALSE;

  g_array_set_clear_func (sortable, clear_sortable_owner);
  while (tranche_statement_step (statement, error))
    {
      /* Only a damaged file has a party without a name. */
      const char *name = tranche_statement_is_null (statement, 1)
                             ? ""
                             : tranche_statement_get_text (statement, 1, NULL);
      SortableOwner owner = {
        .owner = { tranche_statement_get_int64 (statement, 0), g_strdup (name) },
        .folded = tranche_text_fold (name),
      };

      g_array_append_val (sortable, owner);
    }

  g_array_sort (sortable, compare_owners);
  for (guint i = 0; i < sortable->len; i++)
    {
      TrancheClientOwner owner = g_array_index (sortable, SortableOwner, i).owner;

      g_array_append_val (context->owners, owner);
      number_by_id (context->owners_by_id, owner.id, i + 1);
    }

  return !tranche_statement_failed (statement);
}

static gboolean
load_window (TrancheDatabase *db, TrancheClientContext *context, GError **error)
{
  g_autoptr (TrancheStrategySetup) setup = NULL;
  g_autoptr (GError) refusal = NULL;
  GError *local_error = NULL;
  TrancheMonth earliest;
  TrancheEffectiveRange window;

  setup = tranche_strategies_load_active (db, context->office_id, TRANCHE_TARGET_INDIVIDUAL,
                                          &local_error);
  if (local_error != NULL)
    {
      g_propagate_error (error, local_error);
      return FALSE;
    }
  if (!tranche_production_get_earliest_month (db, context->office_id, &earliest, error))
    return FALSE;

  context->has_window = tranche_effective_range_init (
      &window, context->today,
      setup != NULL ? setup->maximum_months : TRANCHE_WINDOW_DEFAULT_MAXIMUM,
      setup != NULL ? setup->buffer_months : TRANCHE_WINDOW_DEFAULT_BUFFER, earliest, &refusal);
  context->start = context->has_window ? window.start : TRANCHE_MONTH_NONE;
  context->end = context->has_window ? window.end : TRANCHE_MONTH_NONE;
  return TRUE;
}

static gboolean
has_group_strategy (TrancheDatabase *db, TrancheClientContext *context, GError **error)
{
  static const char sql[]
      = "SELECT 1 FROM strategy WHERE office_id = ?1 AND target = 2 AND active = 1";
  g_autoptr (TrancheStatement) statement = tranche_database_prepare (db, sql, error);

  if (statement == NULL)
    return FALSE;

  tranche_statement_bind_int64 (statement, 1, context->office_id);
  context->has_group_strategy = tranche_statement_step (statement, error);
  return !tranche_statement_failed (statement);
}

static gboolean
load_run (TrancheDatabase *db,
          TrancheClientContext *context,
          TrancheStrategyTarget target,
          GError **error)
{
  static const char run_sql[]
      = "SELECT operation_id, id FROM run WHERE office_id = ?1 AND target = "
        "?2 AND state = 1 ORDER BY id DESC LIMIT 1";
  static const char limits_sql[]
      = "SELECT segment_id, monthly_lower FROM run_segment WHERE run_id = ?1";
  g_autoptr (TrancheStatement) run = tranche_database_prepare (db, run_sql, error);
  g_autoptr (TrancheStatement) limits = tranche_database_prepare (db, limits_sql, error);
  GError *local_error = NULL;

  if (run == NULL || limits == NULL)
    return FALSE;

  tranche_statement_bind_int64 (run, 1, context->office_id);
  tranche_statement_bind_int64 (run, 2, target);
  if (tranche_statement_step (run, &local_error))
    {
      context->runs[target - 1] = tranche_statement_get_int64 (run, 0);
      tranche_statement_bind_int64 (limits, 1, tranche_statement_get_int64 (run, 1));
      while (tranche_statement_step (limits, &local_error))
        {
          guint number = tranche_client_context_find_segment (
              context, tranche_statement_get_int64 (limits, 0));

          if (number > 0)
            g_array_index (context->segments, TrancheListedSegment, number - 1).lowers[target - 1]
                = tranche_statement_get_int64 (limits, 1);
        }
    }

  if (local_error != NULL)
    {
      g_propagate_error (error, local_error);
      return FALSE;
    }

  return TRUE;
}

TrancheClientContext *
tranche_client_context_load (TrancheDatabase *db,
                             gint64 office_id,
                             gint64 member_id,
                             TrancheDate today,
                             GError **error)
{
  g_autoptr (TrancheClientContext) context = g_atomic_rc_box_new0 (TrancheClientContext);

  g_return_val_if_fail (db != NULL, NULL);

  context->office_id = office_id;
  context->member_id = member_id;
  context->today = today;
  context->segments = g_array_new (FALSE, FALSE, sizeof (TrancheListedSegment));
  g_array_set_clear_func (context->segments, clear_segment);
  context->owners = g_array_new (FALSE, FALSE, sizeof (TrancheClientOwner));
  g_array_set_clear_func (context->owners, clear_owner);
  context->segments_by_id = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  context->owners_by_id = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  if (!load_segments (db, context, error) || !load_owners (db, context, error)
      || !load_window (db, context, error) || !has_group_strategy (db, context, error)
      || !load_run (db, context, TRANCHE_TARGET_INDIVIDUAL, error)
      || !load_run (db, context, TRANCHE_TARGET_GROUP, error))
    return NULL;

  return g_steal_pointer (&context);
}

char *
tranche_client_context_format_window (const TrancheClientContext *context)
{
  return context->has_window ? tranche_effective_range_format (context->start, context->end) : NULL;
}

guint
tranche_client_context_find_segment (const TrancheClientContext *context, gint64 segment_id)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (context->segments_by_id, &segment_id));
}

guint
tranche_client_context_find_owner (const TrancheClientContext *context, gint64 owner_id)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (context->owners_by_id, &owner_id));
}

const TrancheListedSegment *
tranche_client_context_get_segment (const TrancheClientContext *context, guint number)
{
  g_return_val_if_fail (number <= context->segments->len, NULL);

  return number > 0 ? &g_array_index (context->segments, TrancheListedSegment, number - 1) : NULL;
}

const TrancheClientOwner *
tranche_client_context_get_owner (const TrancheClientContext *context, guint number)
{
  g_return_val_if_fail (number <= context->owners->len, NULL);

  return number > 0 ? &g_array_index (context->owners, TrancheClientOwner, number - 1) : NULL;
}

int
tranche_client_context_compare_move (const TrancheClientContext *context,
                                     TrancheStrategyTarget target,
                                     gint64 from_id,
                                     gint64 to_id)
{
  const TrancheListedSegment *from;
  const TrancheListedSegment *to;
  TrancheMoney before;
  TrancheMoney after;

  from = tranche_client_context_get_segment (
      context, tranche_client_context_find_segment (context, from_id));
  to = tranche_client_context_get_segment (context,
                                           tranche_client_context_find_segment (context, to_id));
  if (from == NULL || to == NULL)
    return (to != NULL) - (from != NULL);

  before = from->lowers[target - 1];
  after = to->lowers[target - 1];
  if (before < 0 || after < 0)
    {
      before = from->position;
      after = to->position;
    }
  return (after > before) - (after < before);
}

TrancheDate
tranche_client_context_find_next_date (const TrancheClientContext *context,
                                       TrancheAgreementKind kind,
                                       TrancheDate start,
                                       TrancheDate end,
                                       TrancheDate reference)
{
  TrancheDate base = reference != TRANCHE_DATE_NONE && reference > start ? reference : start;
  TrancheDate next;
  int years;
  int year;
  int today_year;
  int month;
  int day;

  if (kind == TRANCHE_AGREEMENT_FIXED_TERM)
    return end >= context->today ? end : TRANCHE_DATE_NONE;
  if (base == TRANCHE_DATE_NONE || context->today == TRANCHE_DATE_NONE)
    return TRANCHE_DATE_NONE;
  /* A reference day stands in for the next anniversary; the start itself is none. */
  if (base != start && base >= context->today)
    return base;

  tranche_date_get (base, &year, &month, &day);
  tranche_date_get (context->today, &today_year, &month, &day);
  years = MAX (today_year - year, 1);
  next = tranche_date_add_months (base, years * 12);
  return next >= context->today ? next : tranche_date_add_months (base, (years + 1) * 12);
}
