/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/store/models.h"

#include "jobs/model-sheet.h"

#define DAYS(n) ((gint64) G_USEC_PER_SEC * 86400 * (n))

static TrancheDate
get_real_today (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();

  return tranche_date_new (g_date_time_get_year (now), g_date_time_get_month (now),
                           g_date_time_get_day_of_month (now));
}

static TrancheModelSheet *
load_sheet (Practice *practice, TrancheDate today, TrancheDate day, gboolean for_colleagues)
{
  const TrancheModelSheetRequest request = {
    .office_id = practice->office_id,
    .today = today,
    .day = day,
    .for_colleagues = for_colleagues,
  };
  g_autoptr (GError) error = NULL;
  TrancheModelSheet *sheet = tranche_model_sheet_load (practice->db, &request, NULL, &error);

  g_assert_no_error (error);
  return sheet;
}

/* "Prospect 6, Bronze 8" */
static char *
describe_packages (const TrancheModelSheet *sheet)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < sheet->packages->len; i++)
    {
      const TrancheModelSheetPackage *package = g_ptr_array_index (sheet->packages, i);

      g_string_append_printf (text, "%s%s %u", i > 0 ? ", " : "", package->name,
                              package->services->len);
      if (package->figures != NULL)
        g_string_append_printf (text, " (%s)", package->figures);
    }
  return g_string_free_and_steal (g_steal_pointer (&text));
}

/* Inactive segments and removed benefits aren't promised to anybody. */
static void
test_today (Scratch *scratch, gconstpointer data)
{
  Practice practice;
  gint64 model_id = set_up_model (scratch, &practice);
  g_autoptr (TrancheDatabase) db = practice.db;
  g_autoptr (TrancheModelSheet) sheet = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  tranche_segments_set_inactive (db, find_segment (db, model_id, "Silver"), NULL, TODAY, NULL,
                                 &error);
  g_assert_no_error (error);
  tranche_benefits_remove (db, find_benefit (db, model_id, "Client events"), &error);
  g_assert_no_error (error);

  sheet = load_sheet (&practice, TODAY, TRANCHE_DATE_NONE, FALSE);
  text = describe_packages (sheet);
  g_assert_cmpstr (text, ==, "Prospect 5, Bronze 7, Gold 9");
  g_assert_cmpint (sheet->day, ==, TODAY);
  g_assert_cmpuint (sheet->services->len, ==, 9);
  g_assert_cmpstr (((TrancheModelSheetService *) sheet->services->pdata[1])->frequency, ==,
                   "Half-yearly");
  g_assert_cmpint (((TrancheModelSheetPackage *) sheet->packages->pdata[2])->mark, ==,
                   TRANCHE_MARK_STAR);
  g_assert_nonnull (sheet->head.practice);
  g_assert_nonnull (sheet->head.office);
}

/* Numbers of clients are only there when they are asked for. */
static void
test_for_colleagues (Scratch *scratch, gconstpointer data)
{
  Practice practice;
  gint64 model_id = set_up_model (scratch, &practice);
  g_autoptr (TrancheDatabase) db = practice.db;
  TrancheOperation *operation = begin (db);
  gint64 clients[] = { add_client (operation, practice.office_id, "Ng"),
                       add_client (operation, practice.office_id, "Ward") };
  g_autoptr (TrancheModelSheet) sheet = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  commit (operation);
  for (guint i = 0; i < G_N_ELEMENTS (clients); i++)
    {
      tranche_overrides_set (db, clients[i], find_segment (db, model_id, "Gold"), "a friend", TODAY,
                             TRANCHE_DATE_NONE, NULL, &error);
      g_assert_no_error (error);
    }

  sheet = load_sheet (&practice, TODAY, TODAY, TRUE);
  g_assert_true (sheet->for_colleagues);
  text = describe_packages (sheet);
  g_assert_cmpstr (text, ==,
                   "Prospect 6 (0 clients), Bronze 8 (0 clients), Silver 9 (0 clients), "
                   "Gold 10 (2 clients)");
  /* Nothing was produced, so nobody has a share of it. */
  g_assert_null (sheet->figures_note);
}

static void
test_past_day (Scratch *scratch, gconstpointer data)
{
  Practice practice;
  gint64 model_id = set_up_model (scratch, &practice);
  g_autoptr (TrancheDatabase) db = practice.db;
  TrancheDate today = get_real_today ();
  g_autoptr (TrancheRecord) gold
      = load (db, TRANCHE_TYPE_SEGMENT, find_segment (db, model_id, "Gold"));
  g_autoptr (TrancheModelSheet) then = NULL;
  g_autoptr (TrancheModelSheet) now = NULL;
  g_autofree char *was = NULL;
  g_autofree char *is = NULL;
  g_autoptr (GError) error = NULL;

  tranche_database_set_clock (db, g_get_real_time () + DAYS (10));
  g_object_set (gold, "name", "Premium", NULL);
  tranche_segments_edit (db, TRANCHE_SEGMENT (gold), &error);
  g_assert_no_error (error);

  then = load_sheet (&practice, today + 20, today + 5, FALSE);
  was = describe_packages (then);
  g_assert_cmpstr (was, ==, "Prospect 6, Bronze 8, Silver 9, Gold 10");
  g_assert_cmpint (then->day, ==, today + 5);
  now = load_sheet (&practice, today + 20, today + 11, FALSE);
  is = describe_packages (now);
  g_assert_cmpstr (is, ==, "Prospect 6, Bronze 8, Silver 9, Premium 10");
}

static void
test_refused (Scratch *scratch, gconstpointer data)
{
  Practice practice;
  G_GNUC_UNUSED gint64 model_id = set_up_model (scratch, &practice);
  g_autoptr (TrancheDatabase) db = practice.db;
  TrancheDate today = get_real_today ();
  const struct
  {
    TrancheModelSheetRequest request;
    TrancheError code;
  } cases[] = {
    { { practice.office_id, today, today + 1, FALSE, TRANCHE_PAPER_A4 }, TRANCHE_ERROR_INVALID },
    { { practice.office_id, today, today - 1, TRUE, TRANCHE_PAPER_A4 }, TRANCHE_ERROR_INVALID },
    { { practice.office_id, today, today - 500, FALSE, TRANCHE_PAPER_A4 },
      TRANCHE_ERROR_NOT_FOUND },
    { { 4711, today, TRANCHE_DATE_NONE, FALSE, TRANCHE_PAPER_A4 }, TRANCHE_ERROR_NOT_FOUND },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (tranche_model_sheet_make (db, &cases[i].request, NULL, &error));
      g_assert_error (error, TRANCHE_ERROR, (int) cases[i].code);
    }
}

static void
test_file_name (void)
{
  TrancheModelSheetRequest request = { .office_id = 1, .today = TODAY };
  g_autofree char *clients = tranche_model_sheet_make_file_name (&request);
  g_autofree char *colleagues = NULL;

  g_assert_cmpstr (clients, ==, "Service packages 2026-08-14.pdf");
  request.for_colleagues = TRUE;
  request.day = tranche_date_new (2025, 1, 2);
  colleagues = tranche_model_sheet_make_file_name (&request);
  g_assert_cmpstr (colleagues, ==, "Service packages 2025-01-02 for colleagues.pdf");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  scratch_test ("/jobs/model-sheet/today", test_today);
  scratch_test ("/jobs/model-sheet/for-colleagues", test_for_colleagues);
  scratch_test ("/jobs/model-sheet/past-day", test_past_day);
  scratch_test ("/jobs/model-sheet/refused", test_refused);
  g_test_add_func ("/jobs/model-sheet/file-name", test_file_name);

  return g_test_run ();
}
