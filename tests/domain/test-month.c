/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <locale.h>

#include "domain/error.h"
#include "domain/month.h"

static void
test_parse (void)
{
  static const char *const bad[] = {
    "",      "2024",     "2024-00",  "2024-13", "1899-12", "3000-01",  "2024-1",      "2024/01",
    "24-01", "2024-011", " 2024-01", "-024-01", "2024-0a", "\xff\xff", "２０２４-01",
  };

  g_assert_cmpint (tranche_month_parse ("2024-08", NULL), ==, TRANCHE_MONTH (2024, 8));
  g_assert_cmpint (tranche_month_parse ("1900-01", NULL), ==, TRANCHE_MONTH (1900, 1));
  g_assert_cmpint (tranche_month_parse ("2999-12", NULL), ==, TRANCHE_MONTH (2999, 12));

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_cmpint (tranche_month_parse (bad[i], &error), ==, TRANCHE_MONTH_NONE);
      g_assert_error (error, TRANCHE_ERROR, TRANCHE_ERROR_INVALID);
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
    }
}

static void
test_days (void)
{
  for (TrancheMonth month = TRANCHE_MONTH (1900, 1); month <= TRANCHE_MONTH (2999, 12); month++)
    {
      TrancheDate first = tranche_month_get_first_day (month);
      TrancheDate last = tranche_month_get_last_day (month);

      g_assert_cmpint (first, !=, TRANCHE_DATE_NONE);
      g_assert_cmpint (tranche_month_from_date (first), ==, month);
      g_assert_cmpint (tranche_month_from_date (last), ==, month);
      if (month > TRANCHE_MONTH (1900, 1))
        g_assert_cmpint (tranche_month_get_last_day (month - 1), ==, first - 1);
    }

  g_assert_cmpint (tranche_month_get_first_day (TRANCHE_MONTH_NONE), ==, TRANCHE_DATE_NONE);
  g_assert_cmpint (tranche_month_get_last_day (TRANCHE_MONTH_NONE), ==, TRANCHE_DATE_NONE);
  g_assert_cmpint (tranche_month_get_last_day (G_MAXINT32), ==, TRANCHE_DATE_NONE);
  g_assert_cmpint (tranche_month_from_date (TRANCHE_DATE_NONE), ==, TRANCHE_MONTH_NONE);
}

static void
test_text (void)
{
  g_autofree char *text = tranche_month_to_string (TRANCHE_MONTH (2024, 8));
  g_autofree char *none = tranche_month_to_string (TRANCHE_MONTH_NONE);
  g_autofree char *shown = tranche_month_format (TRANCHE_MONTH (2024, 8));
  g_autofree char *shown_none = tranche_month_format (TRANCHE_MONTH_NONE);

  g_assert_cmpstr (text, ==, "2024-08");
  g_assert_cmpstr (none, ==, "");
  g_assert_cmpstr (shown, ==, "Aug 2024");
  g_assert_cmpstr (shown_none, ==, "");

  if (setlocale (LC_ALL, "de_DE.utf8") == NULL)
    {
      g_test_skip ("de_DE.utf8");
      return;
    }

  g_clear_pointer (&shown, g_free);
  shown = tranche_month_format (TRANCHE_MONTH (2024, 10));
  g_assert_cmpstr (shown, ==, "Okt 2024");
  setlocale (LC_ALL, "C.UTF-8");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  setlocale (LC_ALL, "C.UTF-8");

  g_test_add_func ("/domain/month/parse", test_parse);
  g_test_add_func ("/domain/month/days", test_days);
  g_test_add_func ("/domain/month/text", test_text);

  return g_test_run ();
}
