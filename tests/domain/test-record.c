/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/entities/entities.h"

#include <string.h>

static void
count_notify_cb (GObject *object, GParamSpec *pspec, gpointer user_data)
{
  guint *count = user_data;

  (*count)++;
}

static void
test_properties (void)
{
  TranchePerson *person = tranche_person_new ();
  TrancheRecord *record = TRANCHE_RECORD (person);
  const TrancheField *family_name = tranche_record_find_field (record, "family-name");
  const TrancheField *birth_date = tranche_record_find_field (record, "birth-date");
  g_autofree char *read = NULL;
  int date;
  guint count = 0;

  g_assert_cmpstr (person->family_name, ==, "");
  g_assert_null (tranche_record_find_field (record, "family_name"));

  g_signal_connect (record, "notify", G_CALLBACK (count_notify_cb), &count);
  g_object_set (record, "family-name", "Elliott", "birth-date", tranche_date_new (1961, 3, 4),
                NULL);
  g_assert_cmpuint (count, ==, 2);
  g_assert_cmpstr (person->family_name, ==, "Elliott");

  g_object_set (record, "family-name", "Elliott", NULL);
  tranche_record_set_text (record, family_name, "Elliott");
  tranche_record_set_integer (record, birth_date, tranche_date_new (1961, 3, 4));
  g_assert_cmpuint (count, ==, 2);

  tranche_record_set_text (record, family_name, NULL);
  g_assert_cmpuint (count, ==, 3);
  g_assert_cmpstr (tranche_record_get_text (record, family_name), ==, "");

  g_object_get (record, "family-name", &read, "birth-date", &date, NULL);
  g_assert_cmpstr (read, ==, "");
  g_assert_cmpint (date, ==, tranche_date_new (1961, 3, 4));

  tranche_record_set_id (record, 7);
  tranche_record_set_id (record, 7);
  g_assert_cmpuint (count, ==, 4);
  g_assert_cmpint (tranche_record_get_id (record), ==, 7);

  g_assert_finalize_object (record);
}

static void
test_copy (void)
{
  TrancheRecord *strategy = TRANCHE_RECORD (tranche_strategy_new ());
  TrancheRecord *copy;
  guint count = 0;

  g_object_set (strategy, "name", "Individual", "maximum-months", (gint64) 6, NULL);
  tranche_record_set_id (strategy, 3);
  tranche_record_set_row_version (strategy, 5);

  copy = tranche_record_copy (strategy);
  g_assert_true (TRANCHE_IS_STRATEGY (copy));
  g_assert_true (tranche_record_equal (copy, strategy));
  g_assert_cmpint (tranche_record_get_id (copy), ==, 3);
  g_assert_cmpint (tranche_record_get_row_version (copy), ==, 5);

  g_object_set (copy, "buffer-months", (gint64) 2, NULL);
  g_assert_false (tranche_record_equal (copy, strategy));

  g_signal_connect (strategy, "notify", G_CALLBACK (count_notify_cb), &count);
  tranche_record_set_id (copy, 4);
  tranche_record_assign (strategy, copy);
  g_assert_cmpuint (count, ==, 1);
  g_assert_true (tranche_record_equal (copy, strategy));
  g_assert_cmpint (tranche_record_get_id (strategy), ==, 3);

  g_assert_finalize_object (copy);
  g_assert_finalize_object (strategy);
}

static void
assert_invalid (TrancheRecord *record, const char *field_name, const char *message)
{
  g_autoptr (GError) error = NULL;
  const TrancheField *field = NULL;

  g_assert_false (tranche_record_validate (record, &field, &error));
  g_assert_error (error, TRANCHE_ERROR, TRANCHE_ERROR_INVALID);
  g_assert_cmpstr (error->message, ==, message);
  g_assert_nonnull (field);
  g_assert_cmpstr (field->name, ==, field_name);
}

static void
assert_valid (TrancheRecord *record)
{
  g_autoptr (GError) error = NULL;
  const TrancheField *field = NULL;

  g_assert_true (tranche_record_validate (record, &field, &error));
  g_assert_no_error (error);
  g_assert_null (field);
}

static void
test_validate (void)
{
  TrancheRecord *person = TRANCHE_RECORD (tranche_person_new ());
  TrancheRecord *strategy = TRANCHE_RECORD (tranche_strategy_new ());
  TrancheRecord *band = TRANCHE_RECORD (tranche_strategy_band_new ());

  assert_invalid (person, "family-name", "“Family name” is needed");
  g_object_set (person, "family-name", " \u00a0\t", NULL);
  assert_invalid (person, "family-name", "“Family name” is needed");
  g_object_set (person, "family-name", "Ng\xff", NULL);
  assert_invalid (person, "family-name", "“Family name” holds bytes that aren’t text");
  g_object_set (person, "family-name", "Ng 100%s", NULL);
  assert_valid (person);
  g_object_set (person, "birth-date", 1, NULL);
  assert_invalid (person, "birth-date", "“Date of birth” isn’t a date between 1900 and 2999");
  g_object_set (person, "birth-date", -1, NULL);
  assert_invalid (person, "birth-date", "“Date of birth” isn’t a date between 1900 and 2999");
  g_object_set (person, "birth-date", tranche_date_new (1900, 1, 1), NULL);
  assert_valid (person);

  assert_invalid (strategy, "office-id", "“Office” is needed");
  g_object_set (strategy, "office-id", (gint64) 1, "name", "All", NULL);
  assert_invalid (strategy, "target", "“Applies to” is needed");
  g_object_set (strategy, "target", 3, NULL);
  assert_invalid (strategy, "target", "“Applies to” is outside its range");
  g_object_set (strategy, "target", TRANCHE_TARGET_GROUP, "maximum-months", (gint64) 0, NULL);
  assert_invalid (strategy, "maximum-months", "“Maximum segmentation months” is outside its range");
  g_object_set (strategy, "maximum-months", (gint64) 120, NULL);
  assert_valid (strategy);

  g_object_set (band, "strategy-id", (gint64) 1, "segment-id", (gint64) 1, NULL);
  assert_valid (band);
  g_object_set (band, "monthly-lower", (gint64) -1, NULL);
  assert_invalid (band, "monthly-lower", "“Lower limit” can’t be negative");
  g_object_set (band, "monthly-lower", TRANCHE_MONEY_MAX + 1, NULL);
  assert_invalid (band, "monthly-lower", "“Lower limit” is too large");

  g_assert_finalize_object (band);
  g_assert_finalize_object (strategy);
  g_assert_finalize_object (person);
}

static void
test_json (void)
{
  TrancheRecord *entitlement = TRANCHE_RECORD (tranche_entitlement_new ());
  TrancheRecord *read;
  g_autoptr (GError) error = NULL;
  g_autofree char *json = NULL;
  g_autofree char *again = NULL;

  g_object_set (entitlement, "agreement-id", (gint64) 12, "name",
                "A “review”, \"yearly\" \\ half\n\x01\x7fÄ", "frequency", 6, "period-start",
                tranche_date_new (2025, 7, 1), "position", (gint64) -9, NULL);
  tranche_record_set_id (entitlement, G_MAXINT64);

  json = tranche_record_to_json (entitlement);
  g_assert_cmpstr (json, ==,
                   "{\"id\":9223372036854775807,\"agreement_id\":12,\"benefit_id\":null,"
                   "\"name\":\"A “review”, \\\"yearly\\\" \\\\ half\\n\\u0001\\u007fÄ\","
                   "\"description\":\"\",\"frequency\":6,\"kind\":2,\"expected_count\":null,"
                   "\"period_start\":\"2025-07-01\",\"period_end\":null,\"position\":-9}");

  read = tranche_record_new_for_table ("entitlement");
  g_object_set (read, "benefit-id", (gint64) 3, "expected-count", (gint64) 4, NULL);
  g_assert_true (tranche_record_read_json (read, json, &error));
  g_assert_no_error (error);
  g_assert_true (tranche_record_equal (read, entitlement));
  g_assert_cmpint (tranche_record_get_id (read), ==, G_MAXINT64);
  again = tranche_record_to_json (read);
  g_assert_cmpstr (again, ==, json);

  /* What isn't there stays; what isn't known is passed over. */
  g_assert_true (tranche_record_read_json (read, "{\"later\":[1],\"position\":2}", &error));
  g_assert_cmpint (TRANCHE_ENTITLEMENT (read)->position, ==, 2);
  g_assert_cmpint (TRANCHE_ENTITLEMENT (read)->agreement_id, ==, 12);

  g_assert_finalize_object (read);
  g_assert_finalize_object (entitlement);
}

static void
assert_refused_json (TrancheRecord *record, const char *json)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *before = tranche_record_to_json (record);
  g_autofree char *after = NULL;

  g_assert_false (tranche_record_read_json (record, json, &error));
  g_assert_error (error, TRANCHE_ERROR, TRANCHE_ERROR_INVALID);
  after = tranche_record_to_json (record);
  g_assert_cmpstr (after, ==, before);
}

static void
test_hostile_json (void)
{
  static const char *const texts[] = {
    "",
    "nothing",
    "null",
    "[]",
    "1",
    "{",
    "{}}",
    "{\"id\":-1}",
    "{\"id\":1.5}",
    "{\"id\":\"1\"}",
    "{\"id\":null}",
    "{\"name\":null}",
    "{\"name\":1}",
    "{\"name\":[\"a\"]}",
    "{\"name\":{}}",
    "{\"name\":\"changed\",\"active\":1}",
    "{\"office_id\":true}",
    "{\"office_id\":1.0}",
    "{\"target\":\"1\"}",
    "{\"target\":null}",
    "\xff",
    "{\"name\":\"\xc3\"}",
  };
  TrancheRecord *strategy = TRANCHE_RECORD (tranche_strategy_new ());
  TrancheRecord *person = TRANCHE_RECORD (tranche_person_new ());
  g_autofree char *deep = g_strnfill (200000, '[');
  g_autofree char *valid = NULL;
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    assert_refused_json (strategy, texts[i]);
  assert_refused_json (strategy, deep);

  assert_refused_json (person, "{\"birth_date\":\"2025-02-30\"}");
  assert_refused_json (person, "{\"birth_date\":\"\"}");
  assert_refused_json (person, "{\"birth_date\":20250101}");

  /* Numbers beyond the C type end up where validation refuses them. */
  g_assert_true (
      tranche_record_read_json (strategy, "{\"target\":4294967297,\"name\":\"x\"}", &error));
  g_assert_no_error (error);
  g_assert_cmpint (TRANCHE_STRATEGY (strategy)->target, ==, G_MAXINT);

  /* Bytes at random places. */
  valid = tranche_record_to_json (person);
  for (int i = 0; i < 5000; i++)
    {
      g_autofree char *broken = g_strdup (valid);

      for (int j = 0; j < 3; j++)
        broken[g_test_rand_int_range (0, strlen (valid))] = g_test_rand_int_range (1, 256);
      tranche_record_read_json (person, broken, NULL);
      g_assert_cmpstr (TRANCHE_PERSON (person)->family_name, !=, NULL);
      g_assert_true (g_utf8_validate (TRANCHE_PERSON (person)->family_name, -1, NULL));
    }

  g_assert_finalize_object (person);
  g_assert_finalize_object (strategy);
}

static gpointer
make_records (gpointer data)
{
  for (int i = 0; i < 200; i++)
    {
      g_autoptr (TrancheRecord) client = tranche_record_new_for_table ("client");
      g_autoptr (TrancheRecord) fee = tranche_record_new_for_table ("fee");

      g_assert_true (TRANCHE_IS_CLIENT (client));
      g_assert_true (TRANCHE_IS_FEE (fee));
    }

  return NULL;
}

static void
test_registry (void)
{
  GThread *threads[4];

  g_assert_null (tranche_record_new_for_table ("run"));
  g_assert_null (tranche_record_new_for_table (""));

  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("records", make_records, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/domain/record/properties", test_properties);
  g_test_add_func ("/domain/record/copy", test_copy);
  g_test_add_func ("/domain/record/validate", test_validate);
  g_test_add_func ("/domain/record/json", test_json);
  g_test_add_func ("/domain/record/hostile-json", test_hostile_json);
  g_test_add_func ("/domain/record/registry", test_registry);

  return g_test_run ();
}
