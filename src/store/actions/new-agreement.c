/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/actions/new-agreement.h"

#include <glib/gi18n.h>

#include "domain/entities/agreement.h"
#include "domain/entities/benefit.h"
#include "domain/entities/client.h"
#include "domain/entities/entitlement.h"
#include "domain/entities/segment.h"
#include "domain/entities/signatory.h"
#include "domain/frequency.h"
#include "store/operation.h"
#include "store/permissions.h"
#include "store/queries/client-package.h"
#include "store/records-private.h"
#include "store/strategies.h"

#define MONTHS_A_YEAR 12

gboolean
tranche_new_agreement_find_other (TrancheDatabase *db,
                                  gint64 client_id,
                                  TrancheAgreementKind kind,
                                  TrancheDate start,
                                  char **number,
                                  GError **error)
{
  static const char sql[]
      = "SELECT number FROM agreement WHERE kind = ?2 AND state IN (1, 2, 3)"
        " AND (end_date IS NULL OR end_date >= ?3) AND (ended_on IS NULL OR ended_on >= ?3)"
        " AND (party_id = ?1 OR party_id IN (SELECT group_id FROM group_membership"
        " WHERE client_id = ?1)) ORDER BY state DESC, start_date DESC, id LIMIT 1";
  g_autoptr (TrancheStatement) statement = tranche_database_prepare (db, sql, error);

  g_return_val_if_fail (number != NULL, FALSE);

  *number = NULL;
  if (statement == NULL)
    return FALSE;
  tranche_statement_bind_int64 (statement, 1, client_id);
  tranche_statement_bind_int64 (statement, 2, kind);
  tranche_statement_bind_date (statement, 3, start);
  if (tranche_statement_step (statement, error))
    *number = tranche_statement_dup_text (statement, 0);
  return !tranche_statement_failed (statement);
}

gboolean
tranche_new_agreement_check_reference_day (TrancheDate start,
                                           TrancheDate reference_day,
                                           TrancheDate today,
                                           GError **error)
{
  TrancheDate anniversary = start;
  g_autofree char *text = NULL;

  if (reference_day <= start)
    {
      g_set_error_literal (error, TRANCHE_ERROR, TRANCHE_ERROR_INVALID,
                           _ ("“Reference day”: it comes after the first day"));
      return FALSE;
    }

  for (int months = MONTHS_A_YEAR; anniversary <= MAX (today, start); months += MONTHS_A_YEAR)
    {
      anniversary = tranche_date_add_months (start, months);
      /* Beyond the last year there is no anniversary, and no agreement either. */
      if (anniversary == TRANCHE_DATE_NONE)
        return TRUE;
    }
  if (reference_day < anniversary)
    return TRUE;

  text = tranche_date_format (anniversary);
  g_set_error (error, TRANCHE_ERROR, TRANCHE_ERROR_INVALID,
               /* Translators: %s is a day */
               _ ("“Reference day”: it comes before the anniversary that it stands in for, %s"),
               text);
  return FALSE;
}

static gboolean
check_other (TrancheDatabase *db, const TrancheNewAgreement *new_agreement, GError **error)
{
  g_autofree char *number = NULL;

  if (new_agreement->beside_another)
    return TRUE;
  if (!tranche_new_agreement_find_other (db, new_agreement->client_id, new_agreement->kind,
                                         new_agreement->start, &number, error))
    return FALSE;
  if (number == NULL)
    return TRUE;

  /* Translators: %s is an agreement's number */
  g_set_error (error, TRANCHE_ERROR, TRANCHE_ERROR_CONFLICT,
               _ ("The client has an agreement of this kind already, %s"), number);
  return FALSE;
}

/* "OFA-00141": one more than the highest of that form. */
static char *
dup_next_number (TrancheDatabase *db, TrancheAgreementKind kind, GError **error)
{
  static const char sql[]
      = "SELECT coalesce (max (CAST (substr (number, 5) AS INTEGER)), 0) + 1 FROM agreement"
        " WHERE substr (number, 1, 4) = ?1 AND length (number) BETWEEN 9 AND 13"
        " AND substr (number, 5) NOT GLOB '*[^0-9]*'";
  const char *prefix = kind == TRANCHE_AGREEMENT_ONGOING ? "OFA-" : "FTA-";
  g_autoptr (TrancheStatement) statement = tranche_database_prepare (db, sql, error);

  if (statement == NULL)
    return NULL;
  tranche_statement_bind_text (statement, 1, prefix);
  if (!tranche_statement_step (statement, error))
    return NULL;
  return g_strdup_printf ("%s%05" G_GINT64_FORMAT, prefix,
                          tranche_statement_get_int64 (statement, 0));
}

/* Agreements choose among the segments that the client itself could have. */
static gboolean
check_package (TrancheDatabase *db,
               const TrancheNewAgreement *new_agreement,
               const TrancheClientPackage *package,
               GError **error)
{
  g_autoptr (TrancheRecord) segment = NULL;
  gint64 model_id;

  if (!new_agreement->chooses_package || new_agreement->segment_id == 0)
    return TRUE;
  if (!tranche_strategies_find_model (db, package->office_id, &model_id, error))
    return FALSE;
  segment = tranche_records_load (db, TRANCHE_TYPE_SEGMENT, new_agreement->segment_id, error);
  if (segment == NULL)
    return FALSE;
  if (TRANCHE_SEGMENT (segment)->model_id == model_id)
    return TRUE;

  g_set_error_literal (error, TRANCHE_ERROR, TRANCHE_ERROR_INVALID,
                       _ ("“Segment”: it isn’t of the segmentation model that the office uses"));
  return FALSE;
}

static gboolean
check_reference_day (const TrancheNewAgreement *new_agreement, TrancheDate today, GError **error)
{
  if (new_agreement->reference_day == TRANCHE_DATE_NONE)
    return TRUE;
  if (new_agreement->kind == TRANCHE_AGREEMENT_ONGOING)
    return tranche_new_agreement_check_reference_day (new_agreement->start,
                                                      new_agreement->reference_day, today, error);

  g_set_error_literal (
      error, TRANCHE_ERROR, TRANCHE_ERROR_INVALID,
      _ ("“Reference day”: a fixed term has no anniversary that it could stand in for"));
  return FALSE;
}

static gint64
get_package (const TrancheNewAgreement *new_agreement, const TrancheClientPackage *package)
{
  return new_agreement->chooses_package ? new_agreement->segment_id : package->default_segment_id;
}

static TrancheAgreement *
insert_agreement (TrancheOperation *operation,
                  const TrancheNewAgreement *new_agreement,
                  const TrancheClientPackage *package,
                  GError **error)
{
  TrancheDatabase *db = tranche_operation_get_database (operation);
  g_autoptr (TrancheAgreement) agreement = tranche_agreement_new ();
  g_autoptr (TrancheRecord) client
      = tranche_records_load (db, TRANCHE_TYPE_CLIENT, new_agreement->client_id, error);
  g_autofree char *number = NULL;
  gboolean removed;

  if (client == NULL || !tranche_records_is_removed (db, client, &removed, error))
    return NULL;
  if (removed)
    {
      g_set_error (error, TRANCHE_ERROR, TRANCHE_ERROR_NOT_FOUND, _ ("“%s” was removed"),
                   TRANCHE_CLIENT (client)->name);
      return NULL;
    }
  number = dup_next_number (db, new_agreement->kind, error);
  if (number == NULL)
    return NULL;

  g_object_set (agreement, "number", number, "kind", new_agreement->kind, "party-id",
                new_agreement->client_id, "office-id", TRANCHE_CLIENT (client)->office_id,
                "adviser-id", TRANCHE_CLIENT (client)->owner_id, "segment-id",
                get_package (new_agreement, package), "start-date", new_agreement->start,
                "end-date", new_agreement->end, "reference-day", new_agreement->reference_day,
                NULL);
  if (!tranche_records_insert (operation, TRANCHE_RECORD (agreement), error))
    return NULL;
  return g_steal_pointer (&agreement);
}

/* Who speaks for the client: both partners of a household, and whoever is named first elsewhere. */
static gboolean
insert_signatories (TrancheOperation *operation, TrancheAgreement *agreement, GError **error)
{
  static const char sql[]
      = "SELECT p.id, p.display_name FROM membership m JOIN party p ON p.id = m.person_id"
        " WHERE m.client_id = ?1 AND m.role IN (1, 2) AND m.end_date IS NULL ORDER BY m.role";
  TrancheDatabase *db = tranche_operation_get_database (operation);
  g_autoptr (TrancheStatement) statement = tranche_database_prepare (db, sql, error);
  gint64 position = 0;

  if (statement == NULL)
    return FALSE;
  tranche_statement_bind_int64 (statement, 1, agreement->party_id);
  while (tranche_statement_step (statement, error))
    {
      g_autoptr (TrancheSignatory) signatory = tranche_signatory_new ();

      g_object_set (signatory, "agreement-id", tranche_record_get_id (TRANCHE_RECORD (agreement)),
                    "person-id", tranche_statement_get_int64 (statement, 0), "name",
                    tranche_statement_get_text (statement, 1, NULL), "position", ++position, NULL);
      if (!tranche_records_insert (operation, TRANCHE_RECORD (signatory), error))
        return FALSE;
    }
  return !tranche_statement_failed (statement);
}

static int
count_expected (TrancheAgreement *agreement,
                TrancheFrequency frequency,
                TrancheDate start,
                TrancheDate end)
{
  if (agreement->kind == TRANCHE_AGREEMENT_FIXED_TERM)
    return tranche_frequency_get_expected_count (frequency, start, end);
  return tranche_frequency_get_expected_count_since (frequency, agreement->start_date, start, end);
}

static gboolean
insert_period (TrancheOperation *operation,
               TrancheAgreement *agreement,
               GPtrArray *benefits,
               TrancheDate start,
               TrancheDate end,
               GError **error)
{
  for (guint i = 0; i < benefits->len; i++)
    {
      TrancheBenefit *benefit = g_ptr_array_index (benefits, i);
      g_autoptr (TrancheEntitlement) entitlement = tranche_entitlement_new ();
      int expected = count_expected (agreement, (TrancheFrequency) benefit->frequency, start, end);

      g_object_set (entitlement, "agreement-id", tranche_record_get_id (TRANCHE_RECORD (agreement)),
                    "benefit-id", tranche_record_get_id (TRANCHE_RECORD (benefit)), "name",
                    benefit->name, "description", benefit->description, "frequency",
                    benefit->frequency, "kind", benefit->kind, "expected-count", (gint64) expected,
                    "period-start", start, "period-end", end, "position", benefit->position, NULL);
      if (!tranche_records_insert (operation, TRANCHE_RECORD (entitlement), error))
        return FALSE;
    }
  return TRUE;
}

/* An arrangement that was entered years ago begins here with the year that runs and the one before
 * it, which its next summary looks back on. */
static gboolean
insert_years (TrancheOperation *operation,
              TrancheAgreement *agreement,
              GPtrArray *benefits,
              TrancheDate today,
              GError **error)
{
  TrancheDate start = agreement->start_date;

  for (int months = MONTHS_A_YEAR; start <= today || months == MONTHS_A_YEAR;
       months += MONTHS_A_YEAR)
    {
      TrancheDate next = tranche_date_add_months (agreement->start_date, months);
      TrancheDate after_next
          = tranche_date_add_months (agreement->start_date, months + MONTHS_A_YEAR);

      if (next == TRANCHE_DATE_NONE)
        {
          g_set_error_literal (error, TRANCHE_ERROR, TRANCHE_ERROR_INVALID,
                               _ ("“Start”: this day is too far away"));
          return FALSE;
        }
      if ((after_next == TRANCHE_DATE_NONE || after_next > today)
          && !insert_period (operation, agreement, benefits, start, next - 1, error))
        return FALSE;
      start = next;
    }
  return TRUE;
}

static gboolean
insert_entitlements (TrancheOperation *operation,
                     TrancheAgreement *agreement,
                     TrancheDate today,
                     GError **error)
{
  static const char where[] = "id IN (SELECT benefit_id FROM segment_benefit WHERE segment_id = ?)";
  TrancheDatabase *db = tranche_operation_get_database (operation);
  g_autoptr (GPtrArray) benefits = tranche_records_list (
      db, TRANCHE_TYPE_BENEFIT, where, "position, name, id", &agreement->segment_id, 1, error);

  if (benefits == NULL)
    return FALSE;
  if (agreement->kind == TRANCHE_AGREEMENT_FIXED_TERM)
    return insert_period (operation, agreement, benefits, agreement->start_date,
                          agreement->end_date, error);
  return insert_years (operation, agreement, benefits, today, error);
}

gboolean
tranche_new_agreement_add (TrancheDatabase *db,
                           const TrancheNewAgreement *new_agreement,
                           TrancheDate today,
                           gint64 *agreement_id,
                           char **number,
                           GError **error)
{
  g_autoptr (TrancheOperation) operation = NULL;
  g_autoptr (TrancheClientPackage) package = NULL;
  g_autoptr (TrancheAgreement) agreement = NULL;
  g_autofree char *label = NULL;

  g_return_val_if_fail (db != NULL && new_agreement != NULL, FALSE);

  operation = tranche_operation_begin (db, TRANCHE_OPERATION_EDIT, "", error);
  if (operation == NULL)
    return FALSE;
  package = tranche_client_package_load (db, new_agreement->client_id, today, error);
  if (package == NULL
      || !tranche_permissions_require_for_party (db, TRANCHE_PERMISSION_EDIT_AGREEMENTS,
                                                 new_agreement->client_id, error)
      || !check_reference_day (new_agreement, today, error)
      || !check_package (db, new_agreement, package, error)
      || !check_other (db, new_agreement, error))
    return FALSE;
  agreement = insert_agreement (operation, new_agreement, package, error);
  if (agreement == NULL || !insert_signatories (operation, agreement, error)
      || !insert_entitlements (operation, agreement, today, error))
    return FALSE;

  /* Translators: %s is an agreement's number */
  label = g_strdup_printf (_ ("Agreement %s added"), agreement->number);
  tranche_operation_set_label (operation, label);
  tranche_operation_set_office (operation, package->office_id);
  if (!tranche_operation_commit (g_steal_pointer (&operation), error))
    return FALSE;

  if (agreement_id != NULL)
    *agreement_id = tranche_record_get_id (TRANCHE_RECORD (agreement));
  if (number != NULL)
    *number = g_strdup (agreement->number);
  return TRUE;
}
