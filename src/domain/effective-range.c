/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "domain/effective-range.h"

#include <glib/gi18n.h>

#include "domain/error.h"

static void
set_refusal (GError **error, TrancheMonth start, TrancheMonth end, TrancheMonth earliest)
{
  g_autofree char *range = tranche_effective_range_format (start, end);
  g_autofree char *first = NULL;

  if (earliest == TRANCHE_MONTH_NONE)
    {
      g_set_error (error, TRANCHE_ERROR, TRANCHE_ERROR_REFUSED,
                   /* Translators: a range of months, as “Aug 2024 – Jul 2025” */
                   _ ("There are no months to segment by: the office has no revenue statements "
                      "yet, and the range is %s"),
                   range);
      return;
    }

  first = tranche_month_format (earliest);
  g_set_error (error, TRANCHE_ERROR, TRANCHE_ERROR_REFUSED,
               /* Translators: a month, as “Aug 2025”, and a range, as “Aug 2024 – Jul 2025” */
               _ ("There are no months to segment by: the office’s earliest revenue statement is "
                  "from %s, and the range is %s"),
               first, range);
}

gboolean
tranche_effective_range_init (TrancheEffectiveRange *window,
                              TrancheDate run_date,
                              int maximum,
                              int buffer,
                              TrancheMonth earliest,
                              GError **error)
{
  TrancheMonth run_month = tranche_month_from_date (run_date);
  TrancheMonth start;
  TrancheMonth end;

  g_return_val_if_fail (window != NULL, FALSE);

  if (run_month == TRANCHE_MONTH_NONE)
    {
      g_set_error_literal (error, TRANCHE_ERROR, TRANCHE_ERROR_INVALID,
                           _ ("Segmentation needs the date of its run"));
      return FALSE;
    }

  if (maximum < 1 || maximum > TRANCHE_WINDOW_MAXIMUM_LIMIT)
    {
      g_set_error (error, TRANCHE_ERROR, TRANCHE_ERROR_INVALID,
                   _ ("The maximum segmentation months are from 1 to %d, not %d"),
                   TRANCHE_WINDOW_MAXIMUM_LIMIT, maximum);
      return FALSE;
    }

  if (buffer < 0 || buffer > TRANCHE_WINDOW_BUFFER_LIMIT)
    {
      g_set_error (error, TRANCHE_ERROR, TRANCHE_ERROR_INVALID,
                   _ ("The buffer months are from 0 to %d, not %d"), TRANCHE_WINDOW_BUFFER_LIMIT,
                   buffer);
      return FALSE;
    }

  end = run_month - buffer;
  start = end - (maximum - 1);
  if (earliest == TRANCHE_MONTH_NONE || earliest > end)
    {
      set_refusal (error, start, end, earliest);
      return FALSE;
    }

  *window = (TrancheEffectiveRange) {
    .run_month = run_month,
    .start = start,
    .end = end,
    .available = end - MAX (start, earliest) + 1,
    .maximum = maximum,
    .buffer = buffer,
  };
  return TRUE;
}

char *
tranche_effective_range_format (TrancheMonth start, TrancheMonth end)
{
  g_autofree char *first = tranche_month_format (start);
  g_autofree char *last = NULL;

  if (start == end)
    return g_steal_pointer (&first);

  last = tranche_month_format (end);
  /* Translators: a range of months, as “Aug 2024 – Jul 2025” */
  return g_strdup_printf (C_ ("range of months", "%s – %s"), first, last);
}
