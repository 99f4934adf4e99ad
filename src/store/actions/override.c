/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/actions/override.h"

#include "domain/entities/override.h"
#include "store/operation.h"
#include "store/records.h"

#include <glib/gi18n.h>

/* One that was taken away meanwhile isn't there for anybody. */
#define PARTY_NAME_SQL "SELECT display_name FROM party WHERE id = ?1 AND removed = 0"

static char *
dup_name (TrancheDatabase *db, const char *sql, gint64 id, GError **error)
{
  g_autoptr (TrancheStatement) statement = tranche_database_prepare (db, sql, error);
  GError *local_error = NULL;

  if (statement == NULL)
    return NULL;

  tranche_statement_bind_int64 (statement, 1, id);
  if (tranche_statement_step (statement, &local_error))
    return tranche_statement_dup_name (statement, 0);

  if (local_error == NULL)
    g_set_error_literal (&local_error, TRANCHE_ERROR, TRANCHE_ERROR_NOT_FOUND,
                         _ ("There is no such client, group or segment"));
  g_propagate_error (error, local_error);
  return NULL;
}

/* Makes room from @start to @end, or to the end of time. */
static gboolean
clear_days (TrancheOperation *operation,
            gint64 party_id,
            TrancheDate start,
            TrancheDate end,
            guint *n_cleared,
            GError **error)
{
  TrancheDatabase *db = tranche_operation_get_database (operation);
  g_autoptr (GPtrArray) overrides = tranche_records_list (db, TRANCHE_TYPE_OVERRIDE, "party_id = ?",
                                                          "start_date, id", &party_id, 1, error);

  if (overrides == NULL)
    return FALSE;

  *n_cleared = 0;
  for (guint i = 0; i < overrides->len; i++)
    {
      TrancheOverride *override = g_ptr_array_index (overrides, i);

      if ((override->end_date != TRANCHE_DATE_NONE && override->end_date < start)
          || (end != TRANCHE_DATE_NONE && override->start_date > end))
        continue;

      *n_cleared += 1;
      if (override->start_date >= start)
        {
          if (!tranche_records_remove (operation, TRANCHE_RECORD (override), error))
            return FALSE;
          continue;
        }

      tranche_record_set_integer (TRANCHE_RECORD (override),
                                  tranche_record_find_field (TRANCHE_RECORD (override), "end-date"),
                                  start - 1);
      if (!tranche_records_update (operation, TRANCHE_RECORD (override), error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
set_one (TrancheOperation *operation,
         gint64 party_id,
         gint64 segment_id,
         const char *reason,
         TrancheDate start,
         TrancheDate end,
         gint64 *id,
         GError **error)
{
  g_autoptr (TrancheOverride) override = tranche_override_new ();
  TrancheRecord *record = TRANCHE_RECORD (override);
  guint n_cleared;

  g_object_set (override, "party-id", party_id, "segment-id", segment_id, "reason", reason,
                "start-date", start, "end-date", end, NULL);
  if (!clear_days (operation, party_id, start, end, &n_cleared, error)
      || !tranche_records_insert (operation, record, error))
    return FALSE;

  if (id != NULL)
    *id = tranche_record_get_id (record);
  return TRUE;
}

/* (transfer full): the reason without outer blanks, where the days are in order */
static char *
check_days (const char *reason, TrancheDate start, TrancheDate end, GError **error)
{
  if (end != TRANCHE_DATE_NONE && end < start)
    {
      g_set_error_literal (error, TRANCHE_ERROR, TRANCHE_ERROR_INVALID,
                           _ ("A segment set by hand can’t end before it begins"));
      return NULL;
    }

  return g_strstrip (g_strdup (reason));
}

gboolean
tranche_overrides_set (TrancheDatabase *db,
                       gint64 party_id,
                       gint64 segment_id,
                       const char *reason,
                       TrancheDate start,
                       TrancheDate end,
                       gint64 *id,
                       GError **error)
{
  g_autoptr (TrancheOperation) operation = NULL;
  g_autofree char *party = NULL;
  g_autofree char *segment = NULL;
  g_autofree char *label = NULL;
  g_autofree char *why = NULL;

  g_return_val_if_fail (db != NULL && reason != NULL, FALSE);

  operation = tranche_operation_begin (db, TRANCHE_OPERATION_EDIT, "", error);
  if (operation == NULL)
    return FALSE;

  party = dup_name (db, PARTY_NAME_SQL, party_id, error);
  if (party == NULL)
    return FALSE;
  segment = dup_name (db, "SELECT name FROM segment WHERE id = ?1", segment_id, error);
  if (segment == NULL)
    return FALSE;
  why = check_days (reason, start, end, error);
  if (why == NULL)
    return FALSE;

  /* Translators: the first is a client or a group, the second a segment */
  label = g_strdup_printf (_ ("“%s” set to %s by hand"), party, segment);
  tranche_operation_set_label (operation, label);
  return set_one (operation, party_id, segment_id, why, start, end, id, error)
         && tranche_operation_commit (g_steal_pointer (&operation), error);
}

gboolean
tranche_overrides_set_many (TrancheDatabase *db,
                            const gint64 *party_ids,
                            guint n_parties,
                            gint64 segment_id,
                            const char *reason,
                            TrancheDate start,
                            TrancheDate end,
                            GError **error)
{
  g_autoptr (TrancheOperation) operation = NULL;
  g_autofree char *segment = NULL;
  g_autofree char *label = NULL;
  g_autofree char *why = NULL;

  g_return_val_if_fail (db != NULL && reason != NULL, FALSE);
  g_return_val_if_fail (party_ids != NULL || n_parties == 0, FALSE);

  if (n_parties == 1)
    return tranche_overrides_set (db, party_ids[0], segment_id, reason, start, end, NULL, error);

  operation = tranche_operation_begin (db, TRANCHE_OPERATION_EDIT, "", error);
  if (operation == NULL)
    return FALSE;
  segment = dup_name (db, "SELECT name FROM segment WHERE id = ?1", segment_id, error);
  if (segment == NULL)
    return FALSE;
  why = check_days (reason, start, end, error);
  if (why == NULL)
    return FALSE;

  for (guint i = 0; i < n_parties; i++)
    {
      g_autofree char *party = dup_name (db, PARTY_NAME_SQL, party_ids[i], error);

      if (party == NULL
          || !set_one (operation, party_ids[i], segment_id, why, start, end, NULL, error))
        return FALSE;
    }

  label = g_strdup_printf (
      ngettext ("%u client set to %s by hand", "%u clients set to %s by hand", n_parties),
      n_parties, segment);
  tranche_operation_set_label (operation, label);
  return tranche_operation_commit (g_steal_pointer (&operation), error);
}

gboolean
tranche_overrides_end (TrancheDatabase *db, gint64 party_id, TrancheDate today, GError **error)
{
  g_autoptr (TrancheOperation) operation = NULL;
  g_autofree char *party = NULL;
  g_autofree char *label = NULL;
  guint n_cleared;

  g_return_val_if_fail (db != NULL, FALSE);

  operation = tranche_operation_begin (db, TRANCHE_OPERATION_EDIT, "", error);
  if (operation == NULL)
    return FALSE;

  party = dup_name (db, "SELECT display_name FROM party WHERE id = ?1", party_id, error);
  if (party == NULL
      || !clear_days (operation, party_id, today, TRANCHE_DATE_NONE, &n_cleared, error))
    return FALSE;

  if (n_cleared == 0)
    {
      g_set_error (error, TRANCHE_ERROR, TRANCHE_ERROR_NOT_FOUND,
                   _ ("No segment is set by hand for “%s”"), party);
      return FALSE;
    }

  label = g_strdup_printf (_ ("“%s” not set by hand any more"), party);
  tranche_operation_set_label (operation, label);
  return tranche_operation_commit (g_steal_pointer (&operation), error);
}

gboolean
tranche_overrides_end_many (TrancheDatabase *db,
                            const gint64 *party_ids,
                            guint n_parties,
                            TrancheDate today,
                            guint *n_ended,
                            GError **error)
{
  g_autoptr (TrancheOperation) operation = NULL;
  g_autofree char *label = NULL;
  guint n_found = 0;

  g_return_val_if_fail (db != NULL, FALSE);
  g_return_val_if_fail (party_ids != NULL || n_parties == 0, FALSE);

  operation = tranche_operation_begin (db, TRANCHE_OPERATION_EDIT, "", error);
  if (operation == NULL)
    return FALSE;

  for (guint i = 0; i < n_parties; i++)
    {
      guint n_cleared;

      if (!clear_days (operation, party_ids[i], today, TRANCHE_DATE_NONE, &n_cleared, error))
        return FALSE;
      n_found += n_cleared > 0;
    }
  if (n_found == 0)
    {
      g_set_error_literal (error, TRANCHE_ERROR, TRANCHE_ERROR_NOT_FOUND,
                           _ ("No segment is set by hand for any of them"));
      return FALSE;
    }

  label = g_strdup_printf (ngettext ("%u client not set by hand any more",
                                     "%u clients not set by hand any more", n_found),
                           n_found);
  tranche_operation_set_label (operation, label);
  if (!tranche_operation_commit (g_steal_pointer (&operation), error))
    return FALSE;
  if (n_ended != NULL)
    *n_ended = n_found;
  return TRUE;
}
