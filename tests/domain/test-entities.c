/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/entities/entities.h"

static TrancheRecord *
new_valid (GType type)
{
  TrancheRecord *record = g_object_new (type, NULL);
  TrancheRecordClass *klass = TRANCHE_RECORD_GET_CLASS (record);
  gint64 next_id = 1;

  for (guint i = 0; i < klass->n_fields; i++)
    {
      const TrancheField *field = &klass->fields[i];

      if ((field->flags & TRANCHE_FIELD_DERIVED) != 0)
        continue;
      if (field->kind == TRANCHE_FIELD_KIND_TEXT)
        tranche_record_set_text (record, field, "Text");
      else if (field->kind == TRANCHE_FIELD_KIND_ID && (field->flags & TRANCHE_FIELD_REQUIRED) != 0)
        tranche_record_set_integer (record, field, next_id++);
      else if (field->kind == TRANCHE_FIELD_KIND_DATE
               && (field->flags & TRANCHE_FIELD_REQUIRED) != 0)
        tranche_record_set_integer (record, field, tranche_date_new (2025, 7, 1));
      else if (field->maximum > field->minimum && field->minimum > 0)
        tranche_record_set_integer (record, field, field->minimum);
    }

  return record;
}

/* Every table's rows: a name and a label for each field, a value that survives JSON, and nothing
 * left behind. */
static void
test_tables (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < tranche_entities_get_n_types (); i++)
    {
      TrancheRecord *record = new_valid (tranche_entities_get_type (i));
      TrancheRecordClass *klass = TRANCHE_RECORD_GET_CLASS (record);
      TrancheRecord *same = tranche_record_new_for_table (klass->table_name);
      g_autofree char *json = NULL;
      g_autoptr (GError) error = NULL;

      g_assert_true (g_hash_table_add (seen, (gpointer) klass->table_name));
      g_assert_true (G_OBJECT_TYPE (same) == G_OBJECT_TYPE (record));
      g_assert_cmpuint (klass->n_fields, >, 0);

      for (guint j = 0; j < klass->n_fields; j++)
        {
          const TrancheField *field = &klass->fields[j];
          g_autofree char *name = g_strdelimit (g_strdup (field->column), "_", '-');

          g_assert_cmpstr (field->name, ==, name);
          g_assert_cmpstr (field->label, !=, "");
          g_assert_nonnull (
              g_object_class_find_property (G_OBJECT_GET_CLASS (record), field->name));
        }

      if (TRANCHE_IS_AGREEMENT (record))
        g_object_set (record, "kind", TRANCHE_AGREEMENT_ONGOING, NULL);
      tranche_record_validate (record, NULL, &error);
      g_assert_no_error (error);

      json = tranche_record_to_json (record);
      tranche_record_read_json (same, json, &error);
      g_assert_no_error (error);
      g_assert_true (tranche_record_equal (same, record));

      g_assert_finalize_object (same);
      g_assert_finalize_object (record);
    }
}

static void
assert_refused (TrancheRecord *record, const char *field_name, const char *message)
{
  g_autoptr (GError) error = NULL;
  const TrancheField *field = NULL;

  g_assert_false (tranche_record_validate (record, &field, &error));
  g_assert_error (error, TRANCHE_ERROR, TRANCHE_ERROR_INVALID);
  g_assert_cmpstr (error->message, ==, message);
  g_assert_cmpstr (field->name, ==, field_name);
}

static void
test_names (void)
{
  TrancheRecord *person = TRANCHE_RECORD (tranche_person_new ());
  TrancheRecord *client = TRANCHE_RECORD (tranche_client_new ());
  TrancheRecord *office = TRANCHE_RECORD (tranche_office_new ());
  g_autofree char *single = NULL;
  g_autofree char *display_name = NULL;
  g_autofree char *sort_key = NULL;
  g_autofree char *client_key = NULL;

  g_object_set (person, "family-name", "Élliott", NULL);
  single = tranche_record_dup_display_name (person);
  g_assert_cmpstr (single, ==, "Élliott");
  g_object_set (person, "given-names", "Jean", NULL);
  display_name = tranche_record_dup_display_name (person);
  sort_key = tranche_record_dup_sort_key (person);
  g_assert_cmpstr (display_name, ==, "Jean Élliott");
  g_assert_cmpstr (sort_key, ==, "elliott jean");

  g_object_set (client, "name", "Elliott  Household", NULL);
  client_key = tranche_record_dup_sort_key (client);
  g_assert_cmpstr (client_key, ==, "elliott household");

  g_object_set (office, "practice-id", (gint64) 1, "name", " Nörth  Office", NULL);
  g_assert_true (tranche_record_validate (office, NULL, NULL));
  g_assert_cmpstr (TRANCHE_OFFICE (office)->folded_name, ==, "north office");

  g_assert_finalize_object (office);
  g_assert_finalize_object (client);
  g_assert_finalize_object (person);
}

static void
test_parties (void)
{
  TrancheRecord *provider = TRANCHE_RECORD (tranche_provider_new ());
  TrancheRecord *membership = TRANCHE_RECORD (tranche_membership_new ());
  TrancheRecord *stage = TRANCHE_RECORD (tranche_stage_new ());

  tranche_record_set_id (provider, 9);
  g_object_set (provider, "kind", TRANCHE_PROVIDER_PRODUCT, NULL);
  g_assert_cmpint (tranche_record_get_party_kind (provider), ==, TRANCHE_PARTY_PROVIDER);
  g_object_set (provider, "kind", TRANCHE_PROVIDER_DIVISION, NULL);
  g_assert_cmpint (tranche_record_get_party_kind (provider), ==, TRANCHE_PARTY_DIVISION);
  g_assert_cmpint (tranche_record_get_party_id (provider), ==, 9);

  tranche_record_set_id (membership, 4);
  g_object_set (membership, "client-id", (gint64) 5, NULL);
  g_assert_cmpint (tranche_record_get_party_kind (membership), ==, 0);
  g_assert_cmpint (tranche_record_get_party_id (membership), ==, 5);

  tranche_record_set_id (stage, 4);
  g_assert_cmpint (tranche_record_get_party_id (stage), ==, 0);

  g_assert_finalize_object (stage);
  g_assert_finalize_object (membership);
  g_assert_finalize_object (provider);
}

static void
test_periods (void)
{
  static const struct
  {
    const char *table_name;
    const char *start;
    const char *end;
    const char *message;
  } cases[] = {
    { "membership", "start-date", "end-date", "“End” is before the start" },
    { "relationship", "start-date", "end-date", "“End” is before the start" },
    { "override", "start-date", "end-date", "“End” is before the start" },
    { "entitlement", "period-start", "period-end", "“Period end” is before the start" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      TrancheRecord *record = new_valid (tranche_entities_find_type (cases[i].table_name));

      g_object_set (record, cases[i].start, tranche_date_new (2025, 7, 1), cases[i].end,
                    tranche_date_new (2025, 6, 30), NULL);
      assert_refused (record, cases[i].end, cases[i].message);
      g_object_set (record, cases[i].end, tranche_date_new (2025, 7, 1), NULL);
      g_assert_true (tranche_record_validate (record, NULL, NULL));

      g_assert_finalize_object (record);
    }
}

static void
test_agreement (void)
{
  TrancheRecord *agreement = new_valid (TRANCHE_TYPE_AGREEMENT);

  g_object_set (agreement, "kind", TRANCHE_AGREEMENT_FIXED_TERM, NULL);
  assert_refused (agreement, "end-date", "“End” is needed");
  g_object_set (agreement, "end-date", tranche_date_new (2025, 6, 30), NULL);
  assert_refused (agreement, "end-date", "“End” is before the start");

  /* Longer than 12 months: an alert elsewhere, savable. */
  g_object_set (agreement, "end-date", tranche_date_new (2026, 7, 1), NULL);
  g_assert_true (tranche_record_validate (agreement, NULL, NULL));

  g_object_set (agreement, "kind", TRANCHE_AGREEMENT_ONGOING, NULL);
  assert_refused (agreement, "end-date", "An ongoing arrangement has no end from the start");
  g_object_set (agreement, "end-date", TRANCHE_DATE_NONE, "state", TRANCHE_AGREEMENT_ENDED,
                "end-basis", "", NULL);
  assert_refused (agreement, "ended-on", "“Ended” is needed");
  g_object_set (agreement, "ended-on", tranche_date_new (2026, 1, 1), NULL);
  assert_refused (agreement, "end-basis", "“Why it ended” is needed");
  g_object_set (agreement, "end-basis", "The client asked for it", NULL);
  g_assert_true (tranche_record_validate (agreement, NULL, NULL));

  g_assert_finalize_object (agreement);
}

static void
test_rules (void)
{
  TrancheRecord *relationship = new_valid (TRANCHE_TYPE_RELATIONSHIP);
  TrancheRecord *type = new_valid (TRANCHE_TYPE_RELATIONSHIP_TYPE);
  TrancheRecord *member = new_valid (TRANCHE_TYPE_TEAM_MEMBER);
  TrancheRecord *model = new_valid (TRANCHE_TYPE_SEGMENTATION_MODEL);
  TrancheRecord *fee = new_valid (TRANCHE_TYPE_FEE);

  g_object_set (relationship, "from-party-id", (gint64) 5, "to-party-id", (gint64) 5, NULL);
  assert_refused (relationship, "to-party-id", "Nobody is related to themself");

  g_object_set (type, "from-kinds", (gint64) 0, NULL);
  assert_refused (type, "from-kinds", "“Allowed on the first side” is outside its range");
  g_object_set (type, "from-kinds", (gint64) 3, NULL);
  assert_refused (type, "from-kinds", "“Allowed on the first side” is outside its range");
  g_object_set (type, "from-kinds", (gint64) 1 << TRANCHE_PARTY_PERSON, "to-kinds",
                (gint64) 1 << TRANCHE_PARTY_CLIENT, "symmetric", TRUE, NULL);
  assert_refused (type, "to-kinds", "A symmetric type allows the same kinds on both sides");
  g_object_set (type, "to-kinds", (gint64) 1 << TRANCHE_PARTY_PERSON, "reverse-phrase", "other",
                NULL);
  assert_refused (type, "reverse-phrase", "A symmetric type has the same phrase on both sides");

  tranche_record_set_id (member, 6);
  g_object_set (member, "reports-to", (gint64) 6, NULL);
  assert_refused (member, "reports-to", "Nobody reports to themself");

  g_object_set (model, "level", TRANCHE_MODEL_PRACTICE, NULL);
  assert_refused (model, "practice-id",
                  "“Practice” belongs to the models of practices, and only to them");
  g_object_set (model, "practice-id", (gint64) 1, "licensee-id", (gint64) 1, NULL);
  assert_refused (model, "licensee-id",
                  "“Licensee” belongs to the models of licensees, and only to them");

  g_object_set (fee, "basis", TRANCHE_FEE_ESTIMATE, "method", " ", NULL);
  assert_refused (fee, "method", "“How it was worked out” is needed");
  g_object_set (fee, "method", "1.1 % of the balance", "amount", (gint64) -1, NULL);
  assert_refused (fee, "amount", "“Amount” can’t be negative");

  g_assert_finalize_object (fee);
  g_assert_finalize_object (model);
  g_assert_finalize_object (member);
  g_assert_finalize_object (type);
  g_assert_finalize_object (relationship);
}

static void
test_codes (void)
{
  g_assert_cmpstr (tranche_client_kind_get_name (TRANCHE_CLIENT_SMSF), ==, "SMSF");
  g_assert_cmpstr (tranche_member_role_get_name (TRANCHE_MEMBER_OTHER), ==, "Other");
  g_assert_cmpstr (tranche_segment_mark_get_name (TRANCHE_MARK_RING), ==, "Ring");
  g_assert_cmpstr (tranche_agreement_state_get_name (TRANCHE_AGREEMENT_SUPERSEDED), ==,
                   "Superseded");
  g_assert_null (tranche_client_kind_get_name (0));
  g_assert_null (tranche_client_kind_get_name (TRANCHE_CLIENT_BUSINESS + 1));
  g_assert_null (tranche_document_kind_get_name (G_MAXINT));
  g_assert_null (tranche_document_kind_get_name (G_MININT));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/domain/entities/tables", test_tables);
  g_test_add_func ("/domain/entities/names", test_names);
  g_test_add_func ("/domain/entities/parties", test_parties);
  g_test_add_func ("/domain/entities/periods", test_periods);
  g_test_add_func ("/domain/entities/agreement", test_agreement);
  g_test_add_func ("/domain/entities/rules", test_rules);
  g_test_add_func ("/domain/entities/codes", test_codes);

  return g_test_run ();
}
