/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <locale.h>

#include "domain/date.h"
#include "domain/error.h"

static void
test_parse_typed (void)
{
  static const char *const good[] = {
    "2025-08-14",    "14/08/2025",    "14.8.2025",      "14-08-2025",
    "14 8 2025",     " 14 Aug 2025 ", "14 AUGUST 2025", "Aug 14, 2025",
    "14. aug. 2025", "2025 Aug 14",   "2025/8/14",      "14\u00a0Aug\u00a02025",
  };
  static const char *const bad[] = {
    "",           "14/08/25",     "14/08",       "14/13/2025",      "31 Feb 2025",
    "08/2025",    "14 Foo 2025",  "Aug 2025",    "14/08/20255",     "1/2/3/2025",
    "tomorrow",   "2025-08-2025", "14:08:2025",  "14 Aug Aug 2025", "014/8/2025",
    "1/222/2025", "99999999999",  "\xff/8/2025", "14th Aug 2025",   "2025 2025 2025",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autoptr (GError) error = NULL;
      TrancheDate date = tranche_date_parse_locale (good[i], &error);

      g_assert_no_error (error);
      g_assert_cmpint (date, ==, tranche_date_new (2025, 8, 14));
    }

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;
      TrancheDate date = tranche_date_parse_locale (bad[i], &error);

      if (date != TRANCHE_DATE_NONE)
        g_error ("“%s” was read as %d", bad[i], date);
      g_assert_error (error, TRANCHE_ERROR, TRANCHE_ERROR_INVALID);
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
    }
}

static void
test_locales (void)
{
  static const struct
  {
    const char *locale;
    const char *shown;
    const char *short_form;
    const char *typed;
    const char *typed_name;
  } cases[] = {
    { "C.UTF-8", "1 Feb 2025", "2025-02-01", "01/02/2025", "1 feb 2025" },
    { "en_AU.utf8", "1 Feb 2025", "01/02/2025", "1/2/2025", "1 Feb 2025" },
    { "en_US.utf8", "1 Feb 2025", "02/01/2025", "2/1/2025", "Feb 1, 2025" },
    { "de_DE.utf8", "1 Feb 2025", "01.02.2025", "1.2.2025", "1. Februar 2025" },
    { "fr_FR.utf8", "1 févr. 2025", "01/02/2025", "01/02/2025", "1 FEVRIER 2025" },
    { "af_ZA.utf8", "1 Feb 2025", "01/02/2025", "1/2/2025", "1 Februarie 2025" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      TrancheDate date = tranche_date_new (2025, 2, 1);
      g_autofree char *shown = NULL;
      g_autofree char *short_form = NULL;

      if (setlocale (LC_ALL, cases[i].locale) == NULL)
        {
          g_test_message ("%s isn’t installed", cases[i].locale);
          continue;
        }

      shown = tranche_date_format (date);
      short_form = tranche_date_format_short (date);
      g_assert_cmpstr (shown, ==, cases[i].shown);
      g_assert_cmpstr (short_form, ==, cases[i].short_form);
      g_assert_cmpint (tranche_date_parse_locale (shown, NULL), ==, date);
      g_assert_cmpint (tranche_date_parse_locale (short_form, NULL), ==, date);
      g_assert_cmpint (tranche_date_parse_locale (cases[i].typed, NULL), ==, date);
      g_assert_cmpint (tranche_date_parse_locale (cases[i].typed_name, NULL), ==, date);
      g_assert_cmpint (tranche_date_parse_locale ("2025-02-01", NULL), ==, date);
    }

  setlocale (LC_ALL, "C.UTF-8");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  setlocale (LC_ALL, "C.UTF-8");

  g_test_add_func ("/domain/date-locale/parse-typed", test_parse_typed);
  g_test_add_func ("/domain/date-locale/locales", test_locales);

  return g_test_run ();
}
