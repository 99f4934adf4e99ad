/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/clients/client-charts.h"

static void
set_limits (TrancheProductionChart *chart, const TrancheClientFile *file)
{
  g_autofree TrancheChartLimit *limits = g_new0 (TrancheChartLimit, file->limits->len);
  guint n_limits = 0;

  for (guint i = 0; i < file->limits->len; i++)
    {
      const TrancheClientLimit *limit = &g_array_index (file->limits, TrancheClientLimit, i);
      const TrancheSegmentLook *look = tranche_segment_looks_find (file->looks, limit->segment_id);

      if (look != NULL)
        limits[n_limits++] = (TrancheChartLimit) {
          .segment_name = look->name,
          .colour = (int) look->colour,
          .mark = (int) look->mark,
          .lower = limit->monthly_lower,
        };
    }
  tranche_production_chart_set_limits (chart, limits, n_limits);
}

void
tranche_client_chart_set_months (TrancheProductionChart *chart, const TrancheClientFile *file)
{
  const TrancheClientSegmentBasis *basis = &file->segment->individual;
  gboolean has_range = basis->run_id != 0;

  g_return_if_fail (TRANCHE_IS_PRODUCTION_CHART (chart));

  tranche_production_chart_set_months (chart, file->first_month, file->months,
                                       TRANCHE_CLIENT_FILE_MONTHS);
  tranche_production_chart_set_range (chart, has_range ? basis->start : TRANCHE_MONTH_NONE,
                                      has_range ? basis->end : TRANCHE_MONTH_NONE);
  set_limits (chart, file);
}

gboolean
tranche_client_chart_set_basis (TrancheProductionChart *chart, const TrancheClientFile *file)
{
  const TrancheClientSegment *segment = file->segment;
  gboolean by_group = segment->driver == TRANCHE_DRIVER_GROUP;
  const TrancheClientSegmentBasis *basis = by_group ? &segment->group : &segment->individual;

  g_return_val_if_fail (TRANCHE_IS_PRODUCTION_CHART (chart), FALSE);

  if (basis->n_months == 0)
    return FALSE;
  tranche_production_chart_set_months (chart, basis->start, basis->months, basis->n_months);
  /* The limits at hand are those for individual clients. */
  if (by_group)
    tranche_production_chart_set_limits (chart, NULL, 0);
  else
    set_limits (chart, file);
  return TRUE;
}
