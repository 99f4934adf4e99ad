/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/store/models.h"

#include "jobs/model-exchange.h"

#include <string.h>

static TrancheModelContent *
parse (const char *text, TrancheModelFormat format, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  return tranche_model_parse (bytes, format, error);
}

static char *export (TrancheDatabase *db, gint64 model_id, TrancheModelFormat format)
{
  g_autoptr (TrancheModelContent) content = load_content (db, model_id);
  g_autoptr (GBytes) bytes = tranche_model_export (content, format);

  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

static char *
join (TrancheModelDifference *difference)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) sentences = NULL;

  for (guint i = 0; i < difference->changes->len; i++)
    g_strv_builder_add (builder, ((TrancheModelChange *) difference->changes->pdata[i])->sentence);
  sentences = g_strv_builder_end (builder);
  return g_strjoinv ("\n", sentences);
}

/* Out and in again: nothing differs, whatever the names are. */
static void
test_round_trip (Scratch *scratch, gconstpointer data)
{
  Practice practice;
  gint64 model_id = set_up_model (scratch, &practice);
  g_autoptr (TrancheDatabase) db = practice.db;
  g_autoptr (TrancheBenefit) odd = g_object_new (TRANCHE_TYPE_BENEFIT, "model-id", model_id, "name",
                                                 "=HYPERLINK(\"x\"), “quoted”", "description",
                                                 "'quoted,\nin two lines", "frequency", 1, NULL);
  g_autoptr (GError) error = NULL;

  tranche_benefits_add (db, odd, &error);
  g_assert_no_error (error);
  for (int format = TRANCHE_MODEL_FORMAT_CSV; format <= TRANCHE_MODEL_FORMAT_JSON; format++)
    {
      g_autofree char *text = export (db, model_id, (TrancheModelFormat) format);
      g_autoptr (TrancheModelContent) wanted = parse (text, (TrancheModelFormat) format, &error);
      g_autoptr (TrancheModelDifference) difference = NULL;
      g_autofree char *sentences = NULL;

      g_assert_no_error (error);
      difference = tranche_model_import_compare (db, model_id, wanted, &error);
      g_assert_no_error (error);
      sentences = join (difference);
      g_assert_cmpstr (sentences, ==, "");
    }
}

static void
test_formulas (Scratch *scratch, gconstpointer data)
{
  static const char *const starts[] = { "=", "+", "-", "@" };
  Practice practice;
  gint64 model_id = set_up_model (scratch, &practice);
  g_autoptr (TrancheDatabase) db = practice.db;
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (starts); i++)
    {
      g_autofree char *name = g_strdup_printf ("%s1+1", starts[i]);
      g_autoptr (TrancheBenefit) benefit = g_object_new (TRANCHE_TYPE_BENEFIT, "model-id", model_id,
                                                         "name", name, "frequency", 1, NULL);

      tranche_benefits_add (db, benefit, &error);
      g_assert_no_error (error);
    }
  text = export (db, model_id, TRANCHE_MODEL_FORMAT_CSV);
  for (gsize i = 0; i < G_N_ELEMENTS (starts); i++)
    {
      g_autofree char *bare = g_strdup_printf ("\"%s", starts[i]);
      g_autofree char *guarded = g_strdup_printf ("\"'%s1+1\"", starts[i]);

      g_assert_null (strstr (text, bare));
      g_assert_nonnull (strstr (text, guarded));
    }
}

/* A licensee's model comes into a practice: first told, then done in one step. */
static void
test_import (Scratch *scratch, gconstpointer data)
{
  static const char csv[]
      = "Benefit;Description;Frequency;Kind;Order;Prospect;Bronze;Gold;Platinum\r\n"
        ";;;;;Known;Core;Whole;For families\r\n"
        "Annual review meeting;We meet;quarterly;core;1;x;x;x;x\r\n"
        "Concierge;At your service;as-required;additional;2;;;X;x\r\n";
  Practice practice;
  gint64 model_id = set_up_model (scratch, &practice);
  g_autoptr (TrancheDatabase) db = practice.db;
  g_autoptr (TrancheModelContent) wanted = NULL;
  g_autoptr (TrancheModelDifference) difference = NULL;
  g_autoptr (TrancheModelDifference) none = NULL;
  g_autofree char *before = describe (db, model_id);
  g_autofree char *unchanged = NULL;
  g_autofree char *after = NULL;
  g_autofree char *undone = NULL;
  g_autofree char *sentences = NULL;
  g_autoptr (GError) error = NULL;

  wanted = parse (csv, TRANCHE_MODEL_FORMAT_CSV, &error);
  g_assert_no_error (error);
  difference = tranche_model_import_compare (db, model_id, wanted, &error);
  g_assert_no_error (error);
  sentences = join (difference);
  g_assert_cmpuint (difference->n_added, ==, 2);
  g_assert_cmpuint (difference->n_removed, ==, 10);
  g_assert_true (g_str_has_prefix (sentences,
                                   "Segment “Platinum”: added\nBenefit “Concierge”: "
                                   "added\nSegment “Prospect”: “Description” was “For "));
  g_assert_nonnull (strstr (sentences, "Benefit “Annual review meeting”: “Frequency” was “Yearly”, "
                                       "becomes “Quarterly”"));
  g_assert_nonnull (strstr (sentences, "Segment “Silver”: set inactive"));
  unchanged = describe (db, model_id);
  g_assert_cmpstr (unchanged, ==, before);

  g_assert_true (tranche_model_import_apply (db, model_id, wanted, TODAY, &error));
  g_assert_no_error (error);
  after = describe (db, model_id);
  g_assert_cmpstr (after, ==,
                   "Prospect 1, Bronze 1, Silver 1*, Gold 2, Platinum 2 | Annual review meeting, "
                   "Concierge");
  none = tranche_model_import_compare (db, model_id, wanted, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (none->changes->len, ==, 0);

  /* The new segment stays, inactive. */
  g_free (tranche_undo_operation (db, 0, &error));
  g_assert_no_error (error);
  undone = describe (db, model_id);
  g_assert_true (
      g_str_has_prefix (undone, "Prospect 6, Bronze 8, Silver 9, Gold 10, Platinum 0* | Annual"));
  g_free (tranche_redo_operation (db, &error));
  g_assert_no_error (error);
  g_free (undone);
  undone = describe (db, model_id);
  g_assert_cmpstr (undone, ==, after);
}

static void
test_refused (Scratch *scratch, gconstpointer data)
{
  static const char csv[] = "B,D,F,K,O,Prospect\n,,,,,Known\nReview,,yearly,core,1,x\n";
  Practice practice;
  gint64 model_id = set_up_model (scratch, &practice);
  g_autoptr (TrancheDatabase) db = practice.db;
  g_autoptr (TrancheModelContent) wanted = NULL;
  TrancheOperation *operation = begin (db);
  gint64 client = add_client (operation, practice.office_id, "Ng");
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;

  commit (operation);
  tranche_overrides_set (db, client, find_segment (db, model_id, "Gold"), "family", TODAY,
                         TRANCHE_DATE_NONE, NULL, &error);
  g_assert_no_error (error);
  before = describe (db, model_id);
  wanted = parse (csv, TRANCHE_MODEL_FORMAT_CSV, &error);
  g_assert_no_error (error);
  g_assert_false (tranche_model_import_apply (db, model_id, wanted, TODAY, &error));
  expect (&error, TRANCHE_ERROR_REFUSED,
          "“Gold” would become inactive, and is in use: 1 client has it; it is set by hand 1 time. "
          "Make it inactive first.");
  g_assert_false (tranche_model_import_apply (db, 1, wanted, TODAY, &error));
  expect (&error, TRANCHE_ERROR_REFUSED, NULL);
  tranche_database_set_actor (db, add_colleague (&practice, "Ng", ROLE_CLIENT_SERVICE), "Mai Ng");
  g_assert_false (tranche_model_import_apply (db, model_id, wanted, TODAY, &error));
  expect (&error, TRANCHE_ERROR_DENIED, NULL);
  after = describe (db, model_id);
  g_assert_cmpstr (after, ==, before);
}

static void
test_hostile (void)
{
#define HEAD "B,D,F,K,O,Gold\n,,,,,All\n"
#define JSON(segments, benefits)                                                                   \
  "{\"format\":\"tranche-segmentation-model\",\"version\":1,\"segments\":[" segments               \
  "],\"benefits\":[" benefits "]}"
#define GOLD "{\"name\":\"Gold\",\"description\":\"All\"}"
  static const struct
  {
    TrancheModelFormat format;
    const char *text;
    const char *message; /* the beginning */
  } cases[] = {
    { TRANCHE_MODEL_FORMAT_CSV, "", "" },
    { TRANCHE_MODEL_FORMAT_CSV, "B,D,F,K,O\n", "line 1: " },
    { TRANCHE_MODEL_FORMAT_CSV, "B,D,F,K,O,Gold\nReview,,yearly,core,1,x\n", "line 2: below" },
    { TRANCHE_MODEL_FORMAT_CSV, "B,D,F,K,O,Gold,Gold\n,,,,,All,All\n", "line 2: another segment" },
    { TRANCHE_MODEL_FORMAT_CSV, "B,D,F,K,O,Gold,Bronze\n,,,,,All,\n",
      "line 2: a segment needs a d" },
    { TRANCHE_MODEL_FORMAT_CSV, HEAD "Review,,sometimes,core,1,x\n", "line 3: " },
    { TRANCHE_MODEL_FORMAT_CSV, HEAD "Review,,yearly,much,1,x\n", "line 3: the kind" },
    { TRANCHE_MODEL_FORMAT_CSV, HEAD "Review,,yearly,core,-1,x\n", "line 3: the order" },
    { TRANCHE_MODEL_FORMAT_CSV, HEAD "Review,,yearly,core,99999999999999999999,x\n",
      "line 3: the order" },
    { TRANCHE_MODEL_FORMAT_CSV, HEAD "Review,,yearly,core,1,perhaps\n", "line 3: under “Gold”" },
    { TRANCHE_MODEL_FORMAT_CSV, HEAD "Review,,yearly,core,1,x,x\n", "line 3: there are more" },
    { TRANCHE_MODEL_FORMAT_CSV, HEAD "Review,,yearly,core,1,x\nREVIEW,,yearly,core,1,x\n",
      "line 4: another benefit" },
    { TRANCHE_MODEL_FORMAT_CSV, HEAD "\"Review,,yearly,core,1,x\n", "" },
    { TRANCHE_MODEL_FORMAT_JSON, "", "The file isn’t" },
    { TRANCHE_MODEL_FORMAT_JSON, "\xff\xfe", "The file isn’t" },
    { TRANCHE_MODEL_FORMAT_JSON, "[]", "the file: " },
    { TRANCHE_MODEL_FORMAT_JSON, "{\n\n!", "line 3: this isn’t valid JSON" },
    { TRANCHE_MODEL_FORMAT_JSON, "\n\n{\n!", "line 4: this isn’t valid JSON" },
    { TRANCHE_MODEL_FORMAT_JSON, "{ not json }", "line 1: this isn’t valid JSON" },
    { TRANCHE_MODEL_FORMAT_JSON, "{\n\t\"version\": 1,\n\n\tname: 1}",
      "line 4: this isn’t valid JSON" },
    { TRANCHE_MODEL_FORMAT_JSON, "{\"version\": 1,\n\n", "line 1: this isn’t valid JSON" },
    { TRANCHE_MODEL_FORMAT_JSON, "{\n\"version\":\nnope}", "line 3: this isn’t valid JSON" },
    { TRANCHE_MODEL_FORMAT_JSON, "{\n\"version\":\n}", "line 3: this isn’t valid JSON" },
    { TRANCHE_MODEL_FORMAT_JSON, "{}\nx", "line 2: this isn’t valid JSON" },
    { TRANCHE_MODEL_FORMAT_JSON, "{\n\"format\": \"x\"\n\"name\": 1\n}",
      "line 2: a comma is missing" },
    { TRANCHE_MODEL_FORMAT_JSON, "{\n\"format\": [1,\n2 3]\n}", "line 3: a comma is missing" },
    { TRANCHE_MODEL_FORMAT_JSON, "{\n\"format\": \"x\",\n}", "line 2: there is a comma too many" },
    { TRANCHE_MODEL_FORMAT_JSON, "{\n\"format\": [1,\n2,\n]\n}",
      "line 3: there is a comma too many" },
    { TRANCHE_MODEL_FORMAT_JSON, "{\n\"format\" \"x\"\n}", "line 2: a colon is missing" },
    { TRANCHE_MODEL_FORMAT_JSON, "[[[[[[[[[[[[[[[[[[[[[[[[[", "line 1: " },
    { TRANCHE_MODEL_FORMAT_JSON, "{\"format\":\"other\"}", "format: " },
    { TRANCHE_MODEL_FORMAT_JSON, "{\"format\":7}", "the file: “format”" },
    { TRANCHE_MODEL_FORMAT_JSON, JSON ("", ""), "There is no segment" },
    { TRANCHE_MODEL_FORMAT_JSON, JSON ("7", ""), "segments[0]: it has" },
    { TRANCHE_MODEL_FORMAT_JSON, JSON ("{\"name\":null}", ""), "segments[0]: “name”" },
    { TRANCHE_MODEL_FORMAT_JSON, JSON ("{\"name\":\" \",\"description\":\"x\"}", ""),
      "segments[0]: a segment needs a name" },
    { TRANCHE_MODEL_FORMAT_JSON,
      JSON ("{\"name\":\"Gold\",\"description\":\"x\",\"colour\":\"gold\"}", ""),
      "segments[0]: “colour” can’t be" },
    { TRANCHE_MODEL_FORMAT_JSON, JSON (GOLD, "{\"name\":\"Review\"}"), "benefits[0]: “frequency”" },
    { TRANCHE_MODEL_FORMAT_JSON,
      JSON (GOLD, "{\"name\":\"R\",\"frequency\":\"yearly\",\"segments\":[\"Silver\"]}"),
      "benefits[0]: there is no segment “Silver”" },
    { TRANCHE_MODEL_FORMAT_JSON,
      JSON (GOLD, "{\"name\":\"R\",\"frequency\":\"yearly\",\"order\":0,\"segments\":[]}"),
      "benefits[0]: the order" },
    { TRANCHE_MODEL_FORMAT_JSON, JSON ("{\"name\":\"Go\\u0001ld\",\"description\":\"x\"}", ""),
      "segments[0]: “name” holds" },
  };
  g_autoptr (TrancheModelContent) newer = NULL;
  g_autoptr (GError) too_new = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (TrancheModelContent) content = parse (cases[i].text, cases[i].format, &error);

      g_test_message ("%" G_GSIZE_FORMAT ": %s", i, error != NULL ? error->message : "taken");
      g_assert_null (content);
      g_assert_error (error, TRANCHE_ERROR, TRANCHE_ERROR_INVALID);
      g_assert_true (g_str_has_prefix (error->message, cases[i].message));
    }

  newer = parse ("{\"format\":\"tranche-segmentation-model\",\"version\":2}",
                 TRANCHE_MODEL_FORMAT_JSON, &too_new);
  g_assert_error (too_new, TRANCHE_ERROR, TRANCHE_ERROR_TOO_NEW);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  scratch_test ("/jobs/model-exchange/round-trip", test_round_trip);
  scratch_test ("/jobs/model-exchange/formulas", test_formulas);
  scratch_test ("/jobs/model-exchange/import", test_import);
  scratch_test ("/jobs/model-exchange/refused", test_refused);
  g_test_add_func ("/jobs/model-exchange/hostile", test_hostile);

  return g_test_run ();
}
