/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/queries/segment-looks.h"

static void
clear_look (gpointer data)
{
  TrancheSegmentLook *look = data;

  g_clear_pointer (&look->name, g_free);
}

TrancheSegmentLooks *
tranche_segment_looks_load (TrancheDatabase *db, GError **error)
{
  static const char sql[]
      = "SELECT id, name, colour, mark, position, active FROM segment ORDER BY id";
  g_autoptr (TrancheStatement) statement = NULL;
  g_autoptr (TrancheSegmentLooks) looks = NULL;

  g_return_val_if_fail (db != NULL, NULL);

  statement = tranche_database_prepare (db, sql, error);
  if (statement == NULL)
    return NULL;

  looks = g_new0 (TrancheSegmentLooks, 1);
  looks->looks = g_array_new (FALSE, TRUE, sizeof (TrancheSegmentLook));
  g_array_set_clear_func (looks->looks, clear_look);
  while (tranche_statement_step (statement, error))
    {
      TrancheSegmentLook look = {
        .segment_id = tranche_statement_get_int64 (statement, 0),
        .name = tranche_statement_dup_name (statement, 1),
        .colour = (TrancheSegmentColour) tranche_statement_get_int64 (statement, 2),
        .mark = (TrancheSegmentMark) tranche_statement_get_int64 (statement, 3),
        .position = (int) tranche_statement_get_int64 (statement, 4),
        .active = tranche_statement_get_int64 (statement, 5) != 0,
      };

      g_array_append_val (looks->looks, look);
    }

  if (tranche_statement_failed (statement))
    return NULL;
  return g_steal_pointer (&looks);
}

void
tranche_segment_looks_free (TrancheSegmentLooks *looks)
{
  if (looks == NULL)
    return;

  g_array_unref (looks->looks);
  g_free (looks);
}

static int
compare_id (gconstpointer look, gconstpointer id)
{
  gint64 a = ((const TrancheSegmentLook *) look)->segment_id;
  gint64 b = ((const TrancheSegmentLook *) id)->segment_id;

  return a < b ? -1 : a > b;
}

const TrancheSegmentLook *
tranche_segment_looks_find (const TrancheSegmentLooks *looks, gint64 segment_id)
{
  const TrancheSegmentLook wanted = { .segment_id = segment_id };
  guint index;

  g_return_val_if_fail (looks != NULL, NULL);

  if (!g_array_binary_search (looks->looks, &wanted, compare_id, &index))
    return NULL;
  return &g_array_index (looks->looks, TrancheSegmentLook, index);
}
