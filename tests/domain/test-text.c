/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include <glib.h>

#include "domain/text.h"

static void
test_fold (void)
{
  static const struct
  {
    const char *text;
    const char *folded;
  } cases[] = {
    { "", "" },
    { "   \t\n", "" },
    { "Elliott Household", "elliott household" },
    { "  O'Brien \t & \v Sons  ", "o'brien & sons" },
    { "Müller", "muller" },
    { "Mu\u0308ller", "muller" },
    { "Nguyễn", "nguyen" },
    { "ÉLODIE  Ångström", "elodie angstrom" },
    { "Straße", "strasse" },
    { "İpek", "ipek" },
    { "ﬁnance", "finance" },
    { "\u00a0Smart\u3000Systems\u00a0", "smart systems" },
    { "Ａ１", "a1" },
    { "ΣΊΣΥΦΟΣ", "σισυφοσ" },
    { "\u0301", "" },
    { "Ng\xff", "ng\uFFFD" },
    { "\xc3", "\uFFFD" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *folded = tranche_text_fold (cases[i].text);
      g_autofree char *again = tranche_text_fold (folded);

      g_assert_cmpstr (folded, ==, cases[i].folded);
      g_assert_cmpstr (again, ==, folded);
    }
}

/* Folding what is folded changes nothing, whatever the bytes; sort keys rely on it. */
static void
test_hostile (void)
{
  for (int i = 0; i < 20000; i++)
    {
      char text[16];
      int length = g_test_rand_int_range (0, sizeof text);
      g_autofree char *folded = NULL;
      g_autofree char *again = NULL;

      for (int j = 0; j < length; j++)
        text[j] = g_test_rand_int_range (1, 256);
      text[length] = '\0';

      folded = tranche_text_fold (text);
      again = tranche_text_fold (folded);
      g_assert_true (g_utf8_validate (folded, -1, NULL));
      g_assert_cmpstr (again, ==, folded);
    }
}

/* Each character by itself: the plain and the general way agree, and nothing is left to fold. */
static void
test_every_character (void)
{
  for (gunichar c = 1; c < 0x30000; c++)
    {
      char text[8] = { 0 };
      g_autofree char *folded = NULL;
      g_autofree char *again = NULL;

      if (!g_unichar_validate (c))
        continue;

      g_unichar_to_utf8 (c, text);
      folded = tranche_text_fold (text);
      again = tranche_text_fold (folded);
      g_assert_cmpstr (again, ==, folded);

      /* A character of another script has the same text folded the general way. */
      if (c < 0x2000)
        {
          g_autofree char *with_other = g_strconcat ("a", text, "一", NULL);
          g_autofree char *general = tranche_text_fold (with_other);
          g_autofree char *with_latin = g_strconcat ("a", text, "é", NULL);
          g_autofree char *latin = tranche_text_fold (with_latin);
          g_autofree char *stem = g_strndup (general, strlen (general) - strlen ("一"));
          g_autofree char *expected = g_strconcat (stem, "e", NULL);

          g_assert_cmpstr (latin, ==, expected);
        }

      if (c < 0x80)
        {
          g_autofree char *with_mark = g_strconcat (text, "\u0301", NULL);
          g_autofree char *general = tranche_text_fold (with_mark);

          g_assert_cmpstr (general, ==, folded);
        }
    }
}

static void
test_lists (void)
{
  g_autoptr (GString) list = g_string_new (NULL);

  tranche_text_list_name (list, "Gold");
  g_assert_cmpstr (list->str, ==, "“Gold”");
  tranche_text_list_name (list, "100 %s");
  tranche_text_list_item (list, "none");
  g_assert_cmpstr (list->str, ==, "“Gold”, “100 %s”, none");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/domain/text/fold", test_fold);
  g_test_add_func ("/domain/text/lists", test_lists);
  g_test_add_func ("/domain/text/hostile", test_hostile);
  g_test_add_func ("/domain/text/every-character", test_every_character);

  return g_test_run ();
}
