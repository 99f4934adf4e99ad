/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/words.h"

#include "domain/entities/benefit.h"
#include "domain/entities/override.h"
#include "domain/entities/segment.h"
#include "domain/entities/segmentation-model.h"

static char *
repeat (const char *letter, guint times)
{
  g_autoptr (GString) text = g_string_new (NULL);

  while (times-- > 0)
    g_string_append (text, letter);
  return g_string_free_and_steal (g_steal_pointer (&text));
}

static void
test_names (void)
{
  g_autofree char *longest = repeat ("ก", TRANCHE_WORDS_NAME_MAX);
  g_autofree char *longer = repeat ("g", TRANCHE_WORDS_NAME_MAX + 1);
  const struct
  {
    const char *text;
    const char *fault;
  } cases[] = {
    { "", NULL },
    { "Gold", NULL },
    { "Gold = 2 × Silver", NULL },
    { "=1+1", NULL },
    { "عميل ذهبي", NULL },
    { "\u200fعميل\u200f", NULL },
    { "e\u0301toile", NULL },
    { longest, NULL },
    { longer, "“%s” is longer than 200 letters" },
    { "Gold\nSilver", "“%s” has to stand in one line" },
    { "Gold\rSilver", "“%s” has to stand in one line" },
    { "Gold\u2028Silver", "“%s” has to stand in one line" },
    { "Gold\u2029Silver", "“%s” has to stand in one line" },
    { "Gold\tSilver", "“%s” holds something that isn’t text" },
    { "Gold\033[31m", "“%s” holds something that isn’t text" },
    { "Gold\177", "“%s” holds something that isn’t text" },
    { "Gold\302\205", "“%s” holds something that isn’t text" },
    { "\u200b", "“%s” is needed" },
    { "\u202e\u2066", "“%s” is needed" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpstr (tranche_words_find_name_fault (cases[i].text), ==, cases[i].fault);
}

static void
test_descriptions (void)
{
  g_autofree char *longest = repeat ("ก", TRANCHE_WORDS_DESCRIPTION_MAX);
  g_autofree char *longer = repeat ("g", TRANCHE_WORDS_DESCRIPTION_MAX + 1);

  g_assert_null (tranche_words_find_description_fault (""));
  g_assert_null (tranche_words_find_description_fault ("One line.\r\n\tAnother.\u2028A third."));
  g_assert_null (tranche_words_find_description_fault (longest));
  g_assert_cmpstr (tranche_words_find_description_fault (longer), ==,
                   "“%s” is longer than 4,000 letters");
  g_assert_cmpstr (tranche_words_find_description_fault ("bell\a"), ==,
                   "“%s” holds something that isn’t text");
}

/* The field is marked, so that an editor can say it beside its row. */
static void
expect_fault (TrancheRecord *record, const char *property, const char *value, const char *message)
{
  const TrancheField *field = NULL;
  g_autofree char *before = NULL;
  g_autoptr (GError) error = NULL;

  g_object_get (record, property, &before, NULL);
  g_object_set (record, property, value, NULL);
  g_assert_false (tranche_record_validate (record, &field, &error));
  g_assert_error (error, TRANCHE_ERROR, TRANCHE_ERROR_INVALID);
  g_assert_cmpstr (error->message, ==, message);
  g_assert_cmpstr (field->name, ==, property);
  g_object_set (record, property, before, NULL);
  g_assert_true (tranche_record_validate (record, NULL, NULL));
}

static void
test_entities (void)
{
  g_autoptr (TrancheRecord) segment
      = g_object_new (TRANCHE_TYPE_SEGMENT, "model-id", (gint64) 2, "name", "Gold", "description",
                      "All of it", "colour", 1, "mark", 1, NULL);
  g_autoptr (TrancheRecord) benefit = g_object_new (TRANCHE_TYPE_BENEFIT, "model-id", (gint64) 2,
                                                    "name", "Review", "frequency", 6, NULL);
  g_autoptr (TrancheRecord) override
      = g_object_new (TRANCHE_TYPE_OVERRIDE, "party-id", (gint64) 1, "segment-id", (gint64) 2,
                      "reason", "As agreed", "start-date", tranche_date_new (2025, 7, 1), NULL);
  g_autoptr (TrancheRecord) model = g_object_new (TRANCHE_TYPE_SEGMENTATION_MODEL, "level", 3,
                                                  "practice-id", (gint64) 1, "name", "Ours", NULL);

  expect_fault (segment, "name", "Go\nld", "“Name” has to stand in one line");
  expect_fault (segment, "description", "\033", "“Description” holds something that isn’t text");
  expect_fault (benefit, "name", "Re\001view", "“Name” holds something that isn’t text");
  expect_fault (benefit, "description", "\177", "“Description” holds something that isn’t text");
  expect_fault (override, "reason", "As\033agreed", "“Reason” holds something that isn’t text");
  expect_fault (model, "name", "Ou\nrs", "“Name” has to stand in one line");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/domain/words/names", test_names);
  g_test_add_func ("/domain/words/descriptions", test_descriptions);
  g_test_add_func ("/domain/words/entities", test_entities);
  return g_test_run ();
}
