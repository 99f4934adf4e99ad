/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tests/store/scratch.h"

#include "domain/codes.h"
#include "domain/money.h"
#include "domain/month.h"
#include "store/operation.h"
#include "store/production.h"

/* A practice in a few rows, for what segments it: the built-in model's segments, offices 1 and 2.
 */

#define PRACTICE_BRONZE 2
#define PRACTICE_SILVER 3
#define PRACTICE_GOLD 4

static inline void G_GNUC_PRINTF (2, 3)
    practice_execute (TrancheDatabase *db, const char *format, ...)
{
  va_list args;
  g_autofree char *sql = NULL;

  va_start (args, format);
  sql = g_strdup_vprintf (format, args);
  va_end (args);
  /* The connection keeps statements by their text. */
  scratch_execute (db, g_intern_string (sql));
}

static inline gint64 G_GNUC_PRINTF (2, 3)
    practice_query (TrancheDatabase *db, const char *format, ...)
{
  va_list args;
  g_autofree char *sql = NULL;

  va_start (args, format);
  sql = g_strdup_vprintf (format, args);
  va_end (args);
  return scratch_query (db, g_intern_string (sql));
}

/* An operation that changes nothing but says it did. */
static inline gint64
practice_operate (TrancheDatabase *db, gint64 office_id, TrancheAffects affects)
{
  g_autoptr (GError) error = NULL;
  TrancheOperation *operation
      = tranche_operation_begin (db, TRANCHE_OPERATION_EDIT, "Something", &error);
  gint64 id;

  g_assert_no_error (error);
  id = tranche_operation_get_id (operation);
  tranche_operation_set_detail (operation, "{}");
  tranche_operation_set_office (operation, office_id);
  tranche_operation_add_affects (operation, affects);
  tranche_operation_commit (operation, &error);
  g_assert_no_error (error);
  return id;
}

static inline TrancheDatabase *
practice_create (Scratch *scratch)
{
  TrancheDatabase *db = scratch_create (scratch);

  scratch_execute (db, "INSERT INTO licensee (id, name) VALUES (1, 'Harbour')");
  scratch_execute (db, "INSERT INTO practice (id, licensee_id, name) VALUES (1, 1, 'Kings Cross')");
  scratch_execute (db, "INSERT INTO office (id, practice_id, name, folded_name)"
                       " VALUES (1, 1, 'City', 'city'), (2, 1, 'Beach', 'beach')");
  practice_operate (db, 0, TRANCHE_AFFECTS_NOTHING);
  return db;
}

static inline void
practice_add_client (TrancheDatabase *db, gint64 id, gint64 office_id)
{
  practice_execute (db,
                    "INSERT INTO party (id, kind, display_name, sort_key)"
                    " VALUES (%d, 1, 'Client %d', 'client %d')",
                    (int) id, (int) id, (int) id);
  practice_execute (
      db, "INSERT INTO client (id, kind, name, office_id) VALUES (%d, 1, 'Client %d', %d)",
      (int) id, (int) id, (int) office_id);
}

static inline void
practice_add_group (TrancheDatabase *db, gint64 id, gint64 office_id)
{
  practice_execute (db,
                    "INSERT INTO party (id, kind, display_name, sort_key)"
                    " VALUES (%d, 3, 'Group %d', 'group %d')",
                    (int) id, (int) id, (int) id);
  practice_execute (db,
                    "INSERT INTO client_group (id, kind, name, office_id)"
                    " VALUES (%d, 1, 'Group %d', %d)",
                    (int) id, (int) id, (int) office_id);
}

static inline void
practice_join (TrancheDatabase *db, gint64 group_id, gint64 client_id, gboolean primary)
{
  practice_execute (db,
                    "INSERT INTO group_membership (group_id, client_id, is_primary)"
                    " VALUES (%d, %d, %d)",
                    (int) group_id, (int) client_id, primary);
}

/* A line, and its statement with it: one a month and office, made when it is needed. */
static inline void
practice_add_line (TrancheDatabase *db,
                   gint64 office_id,
                   gint64 client_id,
                   TrancheMonth month,
                   TrancheMoney amount)
{
  int statement_id = (int) office_id * 100000 + month;

  practice_execute (
      db,
      "INSERT OR IGNORE INTO statement (id, office_id, name, content_hash, first_month,"
      " last_month, line_count, total, unmatched_count, unmatched_total, operation_id)"
      " VALUES (%d, %d, 'S', CAST (printf ('%%032d', %d) AS BLOB), %d, %d, 1, 0, 0, 0, 1)",
      statement_id, (int) office_id, statement_id, month, month);
  practice_execute (db,
                    "INSERT INTO statement_line (client_id, month, statement_id, line_number, day,"
                    " amount) VALUES (%d, %d, %d, (SELECT count (*) FROM statement_line), 1,"
                    " %" G_GINT64_FORMAT ")",
                    (int) client_id, month, statement_id, amount);
}

/* After adding lines. */
static inline void
practice_pack (TrancheDatabase *db)
{
  g_autoptr (GError) error = NULL;

  tranche_production_rebuild (db, NULL, &error);
  g_assert_no_error (error);
}

/* An active strategy with Bronze, Silver and Gold from these monthly limits on; a negative one
 * leaves it out. */
static inline gint64
practice_add_strategy (TrancheDatabase *db,
                       gint64 office_id,
                       TrancheStrategyTarget target,
                       int maximum,
                       int buffer,
                       TrancheMoney bronze,
                       TrancheMoney silver,
                       TrancheMoney gold)
{
  const TrancheMoney lowers[] = { bronze, silver, gold };
  gint64 id;

  practice_execute (db, "UPDATE strategy SET active = 0 WHERE office_id = %d AND target = %d",
                    (int) office_id, target);
  practice_execute (db,
                    "INSERT INTO strategy (office_id, name, target, maximum_months, buffer_months,"
                    " active) VALUES (%d, 'Standard', %d, %d, %d, 1)",
                    (int) office_id, target, maximum, buffer);
  id = scratch_query (db, "SELECT max (id) FROM strategy");
  for (int i = 0; i < 3; i++)
    if (lowers[i] >= 0)
      practice_execute (db,
                        "INSERT INTO band (strategy_id, segment_id, monthly_lower)"
                        " VALUES (%d, %d, %" G_GINT64_FORMAT ")",
                        (int) id, PRACTICE_BRONZE + i, lowers[i]);
  return id;
}

/* The segment a party is assigned to: 0 unsegmented, -1 not assigned. */
static inline gint64
practice_get_segment (TrancheDatabase *db, gint64 party_id)
{
  return practice_query (db,
                         "SELECT coalesce ((SELECT coalesce (segment_id, 0) FROM assignment"
                         " WHERE party_id = %d), -1)",
                         (int) party_id);
}

static inline TrancheDate
practice_day (const char *text)
{
  TrancheDate date = tranche_date_parse (text, NULL);

  g_assert_cmpint (date, !=, TRANCHE_DATE_NONE);
  return date;
}
