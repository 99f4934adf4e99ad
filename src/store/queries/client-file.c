/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/queries/client-file.h"

#include "store/permissions.h"
#include "store/queries/client-production.h"
#include "store/queries/package-choices.h"
#include "store/runs.h"
#include "store/sharing.h"

static void
clear_file (gpointer data)
{
  TrancheClientFile *file = data;

  g_clear_pointer (&file->detail, tranche_client_detail_free);
  g_clear_pointer (&file->segment, tranche_client_segment_free);
  g_clear_pointer (&file->package, tranche_client_package_free);
  g_clear_pointer (&file->package_obstacle, g_free);
  g_clear_pointer (&file->looks, tranche_segment_looks_free);
  g_clear_pointer (&file->relationships, g_ptr_array_unref);
  g_clear_pointer (&file->agreements, g_ptr_array_unref);
  g_clear_pointer (&file->history, g_ptr_array_unref);
  g_clear_pointer (&file->group_history, g_ptr_array_unref);
  g_clear_pointer (&file->log, g_ptr_array_unref);
  g_clear_pointer (&file->limits, g_array_unref);
}

GArray *
tranche_client_limits_load (TrancheDatabase *db, gint64 office_id, TrancheDate date, GError **error)
{
  g_autoptr (GArray) limits = g_array_new (FALSE, FALSE, sizeof (TrancheClientLimit));
  g_autoptr (TrancheRun) run = NULL;
  GError *local_error = NULL;

  g_return_val_if_fail (db != NULL, NULL);

  run = tranche_runs_load_latest (db, office_id, TRANCHE_TARGET_INDIVIDUAL, date, &local_error);
  if (local_error != NULL)
    {
      g_propagate_error (error, local_error);
      return NULL;
    }

  for (guint i = 0; run != NULL && i < run->segments->len; i++)
    {
      const TrancheRunSegment *segment = tranche_run_get_segment (run, i);
      const TrancheClientLimit limit = {
        .segment_id = segment->segment_id,
        .monthly_lower = segment->monthly_lower,
        .effective_lower = segment->effective_lower,
      };

      g_array_append_val (limits, limit);
    }
  return g_steal_pointer (&limits);
}

/* Where the group's segment decides, its history is the client's as well. */
static gboolean
load_group_history (TrancheDatabase *db, TrancheClientFile *file, GError **error)
{
  if (!file->segment->group_counts)
    return TRUE;
  file->group_history
      = tranche_segment_history_load (db, file->segment->group.party_id, file->today, error);
  return file->group_history != NULL;
}

static gboolean
load_parts (TrancheDatabase *db, TrancheClientFile *file, gint64 client_id, GError **error)
{
  const TrancheMonth last = tranche_month_from_date (file->today);

  file->first_month = last - (TRANCHE_CLIENT_FILE_MONTHS - 1);
  return (file->detail = tranche_client_detail_load (db, client_id, error)) != NULL
         && (file->segment = tranche_client_segment_load (db, client_id, file->today, error))
                != NULL
         && (file->package = tranche_client_package_load_of (db, file->segment, file->today, error))
                != NULL
         && (file->looks = tranche_segment_looks_load (db, error)) != NULL
         && (file->relationships = tranche_client_relationships_load (db, client_id, error)) != NULL
         && (file->agreements = tranche_client_agreements_load (db, client_id, file->today, error))
                != NULL
         && (file->history = tranche_segment_history_load (db, client_id, file->today, error))
                != NULL
         && load_group_history (db, file, error)
         && (file->log = tranche_operation_log_load_for_party (
                 db, client_id, TRANCHE_CLIENT_FILE_LOG_LIMIT, error))
                != NULL
         && (file->limits
             = tranche_client_limits_load (db, file->detail->office_id, file->today, error))
                != NULL
         && tranche_client_production_load (db, client_id, TRANCHE_TARGET_INDIVIDUAL,
                                            file->first_month, last, file->months,
                                            &file->production, &file->has_production, error);
}

TrancheClientFile *
tranche_client_file_load (TrancheDatabase *db,
                          gint64 client_id,
                          gint64 member_id,
                          TrancheDate today,
                          GError **error)
{
  g_autoptr (TrancheClientFile) file = NULL;

  g_return_val_if_fail (db != NULL, NULL);
  g_return_val_if_fail (today != TRANCHE_DATE_NONE, NULL);

  file = g_atomic_rc_box_new0 (TrancheClientFile);
  file->today = today;
  /* The list leaves out what a member may not see; nor does it open by another way. */
  if (!tranche_sharing_require (db, member_id, client_id, error)
      || !load_parts (db, file, client_id, error)
      || !tranche_permissions_find_party_obstacle (db, member_id,
                                                   TRANCHE_PERMISSION_SET_SEGMENT_BY_HAND,
                                                   client_id, &file->package_obstacle, error))
    return NULL;
  return g_steal_pointer (&file);
}

TrancheClientFile *
tranche_client_file_ref (TrancheClientFile *file)
{
  return g_atomic_rc_box_acquire (file);
}

void
tranche_client_file_unref (TrancheClientFile *file)
{
  if (file != NULL)
    g_atomic_rc_box_release_full (file, clear_file);
}

const TrancheClientAgreement *
tranche_client_file_get_agreement (const TrancheClientFile *file)
{
  const TrancheClientAgreement *found = NULL;

  g_return_val_if_fail (file != NULL, NULL);

  for (guint i = 0; i < file->agreements->len; i++)
    {
      const TrancheClientAgreement *agreement = g_ptr_array_index (file->agreements, i);

      if (!tranche_client_agreement_is_running (agreement, file->today))
        continue;
      if (found == NULL
          || (found->kind == TRANCHE_AGREEMENT_FIXED_TERM
              && agreement->kind == TRANCHE_AGREEMENT_ONGOING))
        found = agreement;
    }
  return found;
}
