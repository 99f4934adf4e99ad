/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/queries/model-day.h"

#include "domain/error.h"

#include <glib/gi18n.h>

/* The last microsecond of the day where the user is. */
static gint64
get_end_of_day (TrancheDate date)
{
  int year;
  int month;
  int day;
  g_autoptr (GDateTime) start = NULL;
  g_autoptr (GDateTime) next = NULL;

  tranche_date_get (date, &year, &month, &day);
  start = g_date_time_new_local (year, month, day, 0, 0, 0);
  next = g_date_time_add_days (start, 1);
  return g_date_time_to_unix_usec (next) - 1;
}

TrancheModelContent *
tranche_model_content_load_on (TrancheDatabase *db,
                               gint64 model_id,
                               TrancheDate day,
                               GError **error)
{
  g_autoptr (TrancheModelContent) content = NULL;

  g_return_val_if_fail (db != NULL, NULL);

  if (day == TRANCHE_DATE_NONE)
    return tranche_model_content_load (db, model_id, error);

  content = tranche_model_content_load_at (db, model_id, get_end_of_day (day), error);
  if (content != NULL && content->model == NULL)
    {
      g_autofree char *text = tranche_date_format (day);

      g_set_error (error, TRANCHE_ERROR, TRANCHE_ERROR_NOT_FOUND,
                   _ ("the segmentation model didn’t exist yet on %s"), text);
      return NULL;
    }
  return g_steal_pointer (&content);
}
