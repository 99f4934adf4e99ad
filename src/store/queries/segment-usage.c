/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/queries/segment-usage.h"

#include "store/queries/segment-overview.h"

#include <glib/gi18n.h>
#include <inttypes.h>

void
tranche_segment_usage_free (TrancheSegmentUsage *usage)
{
  if (usage == NULL)
    return;

  g_strfreev (usage->strategies);
  g_free (usage);
}

/* Who has it today is what the overview says of each office. */
static gboolean
count_clients (TrancheDatabase *db, TrancheSegmentUsage *usage, TrancheDate today, GError **error)
{
  g_autoptr (TrancheStatement) offices
      = tranche_database_prepare (db, "SELECT id FROM office", error);

  if (offices == NULL)
    return FALSE;

  while (tranche_statement_step (offices, error))
    {
      g_autoptr (TrancheSegmentOverview) overview = tranche_segment_overview_load (
          db, tranche_statement_get_int64 (offices, 0), today, NULL, error);

      if (overview == NULL)
        return FALSE;
      for (guint i = 0; i < overview->rows->len; i++)
        {
          const TrancheSegmentOverviewRow *row
              = &g_array_index (overview->rows, TrancheSegmentOverviewRow, i);

          if (row->segment_id == usage->segment_id)
            usage->clients += row->clients;
        }
    }
  return !tranche_statement_failed (offices);
}

static gboolean
count_rows (TrancheDatabase *db, TrancheSegmentUsage *usage, TrancheDate today, GError **error)
{
  static const char sql[]
      = "SELECT (SELECT count (*) FROM override o JOIN party p ON p.id = o.party_id"
        "  WHERE o.segment_id = ?1 AND p.removed = 0"
        "  AND (o.end_date IS NULL OR o.end_date >= ?2)),"
        " (SELECT count (*) FROM assignment WHERE segment_id = ?1),"
        " (SELECT count (*) FROM agreement WHERE segment_id = ?1 AND state IN (1, 2, 3))";
  g_autoptr (TrancheStatement) statement = tranche_database_prepare (db, sql, error);

  if (statement == NULL)
    return FALSE;

  tranche_statement_bind_int64 (statement, 1, usage->segment_id);
  tranche_statement_bind_date (statement, 2, today);
  if (tranche_statement_step (statement, error))
    {
      usage->overrides = tranche_statement_get_int64 (statement, 0);
      usage->assigned = tranche_statement_get_int64 (statement, 1);
      usage->agreements = tranche_statement_get_int64 (statement, 2);
    }
  return !tranche_statement_failed (statement);
}

static gboolean
list_strategies (TrancheDatabase *db, TrancheSegmentUsage *usage, GError **error)
{
  static const char sql[]
      = "SELECT y.name FROM band b JOIN strategy y ON y.id = b.strategy_id"
        " WHERE b.segment_id = ?1 AND y.active = 1 AND y.removed = 0 ORDER BY y.name, y.id";
  g_autoptr (TrancheStatement) statement = tranche_database_prepare (db, sql, error);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  if (statement == NULL)
    return FALSE;

  tranche_statement_bind_int64 (statement, 1, usage->segment_id);
  while (tranche_statement_step (statement, error))
    g_strv_builder_add (builder, tranche_statement_get_text (statement, 0, NULL));
  if (tranche_statement_failed (statement))
    return FALSE;

  usage->strategies = g_strv_builder_end (builder);
  return TRUE;
}

TrancheSegmentUsage *
tranche_segment_usage_load (TrancheDatabase *db,
                            gint64 segment_id,
                            TrancheDate today,
                            GError **error)
{
  g_autoptr (TrancheSegmentUsage) usage = g_new0 (TrancheSegmentUsage, 1);

  g_return_val_if_fail (db != NULL, NULL);

  usage->segment_id = segment_id;
  if (!count_clients (db, usage, today, error) || !count_rows (db, usage, today, error)
      || !list_strategies (db, usage, error))
    return NULL;

  return g_steal_pointer (&usage);
}

gboolean
tranche_segment_usage_is_used (const TrancheSegmentUsage *usage)
{
  return usage->clients > 0 || usage->overrides > 0 || usage->assigned > 0 || usage->agreements > 0
         || usage->strategies[0] != NULL;
}

static void
append (GString *text, char *part)
{
  g_autofree char *owned = part;

  if (text->len > 0)
    g_string_append (text, _ ("; "));
  g_string_append (text, owned);
}

char *
tranche_segment_usage_to_text (const TrancheSegmentUsage *usage)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (usage->clients > 0)
    append (text,
            g_strdup_printf (ngettext ("%'" PRId64 " client has it", "%'" PRId64 " clients have it",
                                       (gulong) usage->clients),
                             usage->clients));
  if (usage->overrides > 0)
    append (text, g_strdup_printf (ngettext ("it is set by hand %'" PRId64 " time",
                                             "it is set by hand %'" PRId64 " times",
                                             (gulong) usage->overrides),
                                   usage->overrides));
  /* What runs gave to clients who have another one by hand, or to groups. */
  if (usage->clients == 0 && usage->assigned > 0)
    append (text, g_strdup_printf (ngettext ("the latest run gave it %'" PRId64 " time",
                                             "the latest run gave it %'" PRId64 " times",
                                             (gulong) usage->assigned),
                                   usage->assigned));
  for (guint i = 0; usage->strategies[i] != NULL; i++)
    append (text, g_strdup_printf (_ ("the active strategy “%s” uses it"), usage->strategies[i]));
  if (usage->agreements > 0)
    append (text, g_strdup_printf (ngettext ("%'" PRId64 " agreement names it",
                                             "%'" PRId64 " agreements name it",
                                             (gulong) usage->agreements),
                                   usage->agreements));
  return g_string_free_and_steal (g_steal_pointer (&text));
}
