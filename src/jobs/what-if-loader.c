/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jobs/what-if-loader.h"

#include "store/cancelled.h"
#include "store/queries/run-parties.h"

#include <glib/gi18n.h>

#define ROWS_A_LOOK 0xffff

void
tranche_what_if_data_free (TrancheWhatIfData *data)
{
  if (data == NULL)
    return;

  g_clear_pointer (&data->inputs, tranche_run_inputs_free);
  g_clear_pointer (&data->what_if, tranche_what_if_free);
  g_free (data->party_ids);
  g_free (data);
}

/* The number of a segment; one that isn't among them yet gets the next. More than fit share the
 * last. */
static guint8
find_segment (TrancheWhatIfData *data, gint64 segment_id)
{
  if (segment_id == 0)
    return (guint8) data->n_bands;

  for (guint i = 0; i < data->n_segments; i++)
    if (data->segment_ids[i] == segment_id)
      return (guint8) i;

  if (data->n_segments == G_N_ELEMENTS (data->segment_ids))
    return G_N_ELEMENTS (data->segment_ids) - 1;

  data->segment_ids[data->n_segments] = segment_id;
  return (guint8) data->n_segments++;
}

/* Which segment each party is in now, in one pass over the assignments. */
static guint8 *
load_current (TrancheDatabase *db,
              TrancheWhatIfData *data,
              GCancellable *cancellable,
              GError **error)
{
  static const char sql[] = "SELECT party_id, segment_id FROM assignment WHERE party_id BETWEEN ?1"
                            " AND ?2 ORDER BY party_id";
  g_autoptr (TrancheStatement) statement = tranche_database_prepare (db, sql, error);
  g_autofree guint8 *current = g_new (guint8, MAX (data->n_parties, 1));
  GError *local_error = NULL;
  gint64 assigned = 0;
  gboolean at_row = FALSE;
  gboolean more = TRUE;

  if (statement == NULL)
    return NULL;
  if (data->n_parties == 0)
    return g_steal_pointer (&current);

  tranche_statement_bind_int64 (statement, 1, data->party_ids[0]);
  tranche_statement_bind_int64 (statement, 2, data->party_ids[data->n_parties - 1]);
  for (guint i = 0; i < data->n_parties && local_error == NULL; i++)
    {
      while (more && (!at_row || assigned < data->party_ids[i]))
        {
          more = at_row = tranche_statement_step (statement, &local_error);
          if (at_row)
            assigned = tranche_statement_get_int64 (statement, 0);
        }

      current[i] = (guint8) (data->n_bands + 1);
      if (at_row && assigned == data->party_ids[i])
        current[i] = find_segment (data, tranche_statement_get_int64 (statement, 1));

      if (local_error == NULL && (i & ROWS_A_LOOK) == 0)
        tranche_check_cancelled (cancellable, &local_error);
    }

  if (local_error != NULL)
    {
      g_propagate_error (error, local_error);
      return NULL;
    }

  return g_steal_pointer (&current);
}

TrancheWhatIfData *
tranche_what_if_load (TrancheDatabase *db,
                      const TrancheStrategySetup *setup,
                      TrancheDate date,
                      GCancellable *cancellable,
                      GError **error)
{
  g_autoptr (TrancheWhatIfData) data = g_new0 (TrancheWhatIfData, 1);
  g_autoptr (TrancheRunParties) parties = NULL;
  g_autofree guint8 *current = NULL;

  g_return_val_if_fail (db != NULL && setup != NULL, NULL);

  data->inputs = tranche_run_inputs_load_for (db, setup, date, error);
  if (data->inputs == NULL)
    return NULL;

  parties
      = tranche_run_parties_load (db, setup->office_id, setup->target, data->inputs->window.start,
                                  data->inputs->window.end, cancellable, error);
  if (parties == NULL)
    return NULL;

  data->n_bands = tranche_bands_get_n_bands (data->inputs->bands);
  /* Room for unsegmented, not assigned, and one more. */
  if (data->n_bands + 3 > G_N_ELEMENTS (data->segment_ids) || parties->n_parties > G_MAXUINT)
    {
      g_set_error_literal (error, TRANCHE_ERROR, TRANCHE_ERROR_INVALID,
                           _ ("There is too much to compare at once"));
      return NULL;
    }

  for (guint i = 0; i < data->n_bands; i++)
    data->segment_ids[i] = tranche_bands_get_band (data->inputs->bands, i)->segment_id;
  data->n_segments = data->n_bands + 2;
  data->n_parties = (guint) parties->n_parties;
  data->party_ids = g_steal_pointer (&parties->ids);

  current = load_current (db, data, cancellable, error);
  if (current == NULL)
    return NULL;

  data->what_if = tranche_what_if_new (parties->totals, current, data->n_parties, data->n_bands,
                                       data->n_segments, error);
  if (data->what_if == NULL)
    return NULL;

  return g_steal_pointer (&data);
}
