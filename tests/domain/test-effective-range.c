/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <locale.h>
#include <string.h>

#include "domain/error.h"
#include "domain/effective-range.h"

/* The worked rows of the product's rules, one by one. */
static void
test_worked_rows (void)
{
  static const struct
  {
    const char *run_on;
    int maximum;
    int buffer;
    const char *earliest;
    const char *range;
    int available;
  } rows[] = {
    { "2025-08-14", 12, 1, "2023-03", "Aug 2024 – Jul 2025", 12 },
    { "2025-08-14", 12, 1, "2025-01", "Aug 2024 – Jul 2025", 7 },
    { "2025-08-14", 12, 0, "2025-01", "Sep 2024 – Aug 2025", 8 },
    { "2025-08-14", 12, 1, "2025-07", "Aug 2024 – Jul 2025", 1 },
    { "2025-08-14", 12, 1, "2025-08", NULL, 0 },
    { "2025-08-14", 12, 1, NULL, NULL, 0 },
    { "2026-01-10", 12, 2, "2020-01", "Dec 2024 – Nov 2025", 12 },
    { "2025-08-31", 6, 3, "2025-01", "Dec 2024 – May 2025", 5 },
    { "2025-08-01", 1, 0, "2025-08", "Aug 2025", 1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *range = NULL;
      TrancheEffectiveRange window = { .available = 77 };
      TrancheDate run_on = tranche_date_parse (rows[i].run_on, NULL);
      TrancheMonth earliest = rows[i].earliest != NULL
                                  ? tranche_month_parse (rows[i].earliest, NULL)
                                  : TRANCHE_MONTH_NONE;
      gboolean found = tranche_effective_range_init (&window, run_on, rows[i].maximum,
                                                     rows[i].buffer, earliest, &error);

      if (rows[i].available == 0)
        {
          g_assert_false (found);
          g_assert_error (error, TRANCHE_ERROR, TRANCHE_ERROR_REFUSED);
          g_assert_nonnull (strstr (error->message, "Aug 2024 – Jul 2025"));
          g_assert_cmpint (window.available, ==, 77);
          continue;
        }

      g_assert_no_error (error);
      g_assert_true (found);
      range = tranche_effective_range_format (window.start, window.end);
      g_assert_cmpstr (range, ==, rows[i].range);
      g_assert_cmpint (window.available, ==, rows[i].available);
      g_assert_cmpint (window.run_month, ==, tranche_month_from_date (run_on));
      g_assert_cmpint (window.maximum, ==, rows[i].maximum);
      g_assert_cmpint (window.buffer, ==, rows[i].buffer);
      g_assert_cmpint (window.end - window.start + 1, ==, rows[i].maximum);
    }
}

static void
test_settings (void)
{
  static const int settings[][2] = { { 0, 1 },
                                     { -1, 1 },
                                     { 121, 1 },
                                     { 12, -1 },
                                     { 12, 61 },
                                     { G_MAXINT, G_MAXINT },
                                     { G_MININT, G_MININT } };
  g_autoptr (GError) error = NULL;
  TrancheEffectiveRange window;

  for (gsize i = 0; i < G_N_ELEMENTS (settings); i++)
    {
      g_autoptr (GError) setting_error = NULL;

      g_assert_false (tranche_effective_range_init (&window, tranche_date_new (2025, 8, 14),
                                                    settings[i][0], settings[i][1],
                                                    TRANCHE_MONTH (2020, 1), &setting_error));
      g_assert_error (setting_error, TRANCHE_ERROR, TRANCHE_ERROR_INVALID);
    }

  g_assert_false (tranche_effective_range_init (&window, TRANCHE_DATE_NONE, 12, 1,
                                                TRANCHE_MONTH (2020, 1), &error));
  g_assert_error (error, TRANCHE_ERROR, TRANCHE_ERROR_INVALID);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  setlocale (LC_ALL, "C.UTF-8");

  g_test_add_func ("/domain/effective-range/worked-rows", test_worked_rows);
  g_test_add_func ("/domain/effective-range/settings", test_settings);

  return g_test_run ();
}
