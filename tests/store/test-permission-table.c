/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who may do what, as one table: every action of the store by every role that a new file has. An
 * action that is added without a line here fails the test. */
#include "tests/store/team.h"

#include "store/actions/benefits.h"
#include "store/actions/models.h"
#include "store/actions/new-agreement.h"
#include "store/actions/new-client.h"
#include "store/actions/override.h"
#include "store/actions/segments.h"
#include "store/operation.h"
#include "store/strategies.h"
#include "store/undo.h"

#include <string.h>

#define TODAY tranche_date_new (2026, 3, 15)

/* Bits: who is allowed. */
enum
{
  ADMINISTRATOR = 1 << ROLE_LICENSEE_ADMINISTRATOR,
  COMPLIANCE = 1 << ROLE_COMPLIANCE,
  MANAGER = 1 << ROLE_PRACTICE_MANAGER,
  ADVISER = 1 << ROLE_ADVISER,
  ASSOCIATE = 1 << ROLE_ASSOCIATE,
  SERVICE = 1 << ROLE_CLIENT_SERVICE,
};

/* A practice with a model of its own, a client of the adviser's, one of another office, and
 * somebody in each role. */
typedef struct
{
  TrancheDatabase *db;
  gint64 practice_id;
  gint64 office_id;
  gint64 sister_id;
  gint64 model_id;
  gint64 segment_id;
  gint64 spare_id; /* a segment without anything */
  gint64 benefit_id;
  gint64 strategy_id;
  gint64 client_id;
  gint64 far_id;
  gint64 members[ROLE_CLIENT_SERVICE + 1];
  gint64 actor_id;
} World;

static void
load_world (World *world, TrancheDatabase *db)
{
  world->db = db;
  world->practice_id = scratch_query (db, "SELECT min (id) FROM practice");
  world->office_id = scratch_query (db, "SELECT id FROM office WHERE name = 'North'");
  world->sister_id = scratch_query (db, "SELECT id FROM office WHERE name = 'South'");
  world->model_id = scratch_query (db, "SELECT max (id) FROM segmentation_model");
  world->segment_id
      = scratch_query (db, "SELECT id FROM segment WHERE model_id <> 1 AND name = 'Gold'");
  world->spare_id
      = scratch_query (db, "SELECT id FROM segment WHERE model_id <> 1 AND name = 'Prospect'");
  world->benefit_id = scratch_query (db, "SELECT min (id) FROM benefit WHERE model_id <> 1");
  world->strategy_id = scratch_query (db, "SELECT max (id) FROM strategy");
  world->client_id = scratch_query (db, "SELECT id FROM client WHERE name = 'Near'");
  world->far_id = scratch_query (db, "SELECT id FROM client WHERE name = 'Far'");
}

static void
set_up_world (Scratch *scratch)
{
  Practice practice = set_up_practice (scratch);
  g_autoptr (TrancheDatabase) db = practice.db;
  g_autoptr (TrancheStrategySetup) setup = NULL;
  g_autoptr (GError) error = NULL;
  World world;
  gint64 adviser = 0;
  TrancheOperation *operation;

  for (int role = ROLE_LICENSEE_ADMINISTRATOR; role <= ROLE_CLIENT_SERVICE; role++)
    {
      gint64 id = add_colleague (&practice, "Ng", role);

      adviser = role == ROLE_ADVISER ? id : adviser;
    }
  tranche_models_duplicate_and_choose (db, 1, TRANCHE_MODEL_PRACTICE, practice.office_id, "Ours",
                                       TODAY, NULL, &error);
  g_assert_no_error (error);
  operation = begin (db);
  add_office (operation, practice.practice_id, "South");
  insert (operation,
          g_object_new (TRANCHE_TYPE_CLIENT, "kind", TRANCHE_CLIENT_TRUST, "name", "Near",
                        "office-id", practice.office_id, "owner-id", adviser, NULL));
  commit (operation);
  load_world (&world, db);
  operation = begin (db);
  add_client (operation, world.sister_id, "Far");
  commit (operation);
  load_world (&world, db);

  setup = tranche_strategy_setup_new (world.office_id, TRANCHE_TARGET_INDIVIDUAL, "Limits");
  tranche_strategy_setup_add_band (setup, world.segment_id, NULL, 0);
  tranche_strategies_save (db, setup, NULL, &error);
  g_assert_no_error (error);
  tranche_overrides_set (db, world.client_id, world.segment_id, "Because", TODAY, TRANCHE_DATE_NONE,
                         NULL, &error);
  g_assert_no_error (error);
}

/* The actions
 * ---------------------------------------------------------------------------------------------- */

static gboolean
add_benefit (World *world, GError **error)
{
  g_autoptr (TrancheBenefit) benefit
      = g_object_new (TRANCHE_TYPE_BENEFIT, "model-id", world->model_id, "name", "Call",
                      "frequency", (gint64) 3, NULL);

  return tranche_benefits_add (world->db, benefit, error);
}

static gboolean
edit_benefit (World *world, GError **error)
{
  g_autoptr (TrancheRecord) benefit = load (world->db, TRANCHE_TYPE_BENEFIT, world->benefit_id);

  g_object_set (benefit, "name", "Another", NULL);
  return tranche_benefits_edit (world->db, TRANCHE_BENEFIT (benefit), error);
}

static gboolean
remove_benefit (World *world, GError **error)
{
  return tranche_benefits_remove (world->db, world->benefit_id, error);
}

static gboolean
move_benefit (World *world, GError **error)
{
  return tranche_benefits_move (world->db, world->benefit_id, 0, error);
}

static gboolean
set_cell (World *world, GError **error)
{
  return tranche_matrix_set_cell (world->db, world->benefit_id, world->segment_id, FALSE, error);
}

static gboolean
set_row (World *world, GError **error)
{
  return tranche_matrix_set_row (world->db, world->benefit_id, FALSE, FALSE, error);
}

static gboolean
set_column (World *world, GError **error)
{
  return tranche_matrix_set_column (world->db, world->segment_id, FALSE, error);
}

static gboolean
duplicate_to_practice (World *world, GError **error)
{
  return tranche_models_duplicate (world->db, 1, TRANCHE_MODEL_PRACTICE, world->office_id, "New",
                                   NULL, error);
}

static gboolean
duplicate_to_licensee (World *world, GError **error)
{
  return tranche_models_duplicate (world->db, 1, TRANCHE_MODEL_LICENSEE, world->office_id, "New",
                                   NULL, error);
}

static gboolean
rename_model (World *world, GError **error)
{
  return tranche_models_rename (world->db, world->model_id, "New", error);
}

static gboolean
rename_built_in (World *world, GError **error)
{
  return tranche_models_rename (world->db, 1, "New", error);
}

static gboolean
choose_model (World *world, GError **error)
{
  g_autoptr (TrancheModelSwitch) plan = tranche_model_switch_plan (
      world->db, TRANCHE_MODEL_PRACTICE, world->office_id, 1, TODAY, error);

  return plan != NULL && tranche_models_choose (world->db, plan, TODAY, error);
}

static gboolean
duplicate_and_choose (World *world, GError **error)
{
  return tranche_models_duplicate_and_choose (world->db, 1, TRANCHE_MODEL_LICENSEE,
                                              world->office_id, "New", TODAY, NULL, error);
}

static gboolean
add_agreement (World *world, GError **error)
{
  const TrancheNewAgreement agreement
      = { .client_id = world->client_id, .kind = TRANCHE_AGREEMENT_ONGOING, .start = TODAY };

  return tranche_new_agreement_add (world->db, &agreement, TODAY, NULL, NULL, error);
}

static TrancheNewClient *
make_client (gint64 office_id, gint64 owner_id)
{
  TrancheNewClient *client = tranche_new_client_new ();

  g_clear_object (&client->client);
  g_clear_object (&client->primary);
  client->client = g_object_new (TRANCHE_TYPE_CLIENT, "kind", TRANCHE_CLIENT_TRUST, "name", "New",
                                 "office-id", office_id, "owner-id", owner_id, NULL);
  return client;
}

static gboolean
add_own_client (World *world, GError **error)
{
  g_autoptr (TrancheNewClient) client = make_client (world->office_id, world->actor_id);

  return tranche_new_client_add (world->db, client, error);
}

static gboolean
try_own_client (World *world, GError **error)
{
  g_autoptr (TrancheNewClient) client = make_client (world->office_id, world->actor_id);

  return tranche_new_client_try (world->db, client, error);
}

static gboolean
add_far_client (World *world, GError **error)
{
  g_autoptr (TrancheNewClient) client = make_client (world->sister_id, world->actor_id);

  return tranche_new_client_add (world->db, client, error);
}

static gboolean
set_override (World *world, GError **error)
{
  return tranche_overrides_set (world->db, world->client_id, world->spare_id, "Because", TODAY,
                                TRANCHE_DATE_NONE, NULL, error);
}

static gboolean
set_far_override (World *world, GError **error)
{
  return tranche_overrides_set (world->db, world->far_id, world->spare_id, "Because", TODAY,
                                TRANCHE_DATE_NONE, NULL, error);
}

static gboolean
set_overrides (World *world, GError **error)
{
  const gint64 ids[] = { world->client_id, world->far_id };

  return tranche_overrides_set_many (world->db, ids, G_N_ELEMENTS (ids), world->spare_id, "Because",
                                     TODAY, TRANCHE_DATE_NONE, error);
}

static gboolean
end_override (World *world, GError **error)
{
  return tranche_overrides_end (world->db, world->client_id, TODAY, error);
}

static gboolean
end_overrides (World *world, GError **error)
{
  return tranche_overrides_end_many (world->db, &world->client_id, 1, TODAY, NULL, error);
}

static gboolean
add_segment (World *world, GError **error)
{
  gint64 model_id = world->model_id;
  g_autoptr (TrancheSegment) segment = SEGMENT ("Top");

  return tranche_segments_add (world->db, segment, error);
}

static gboolean
edit_segment (World *world, GError **error)
{
  g_autoptr (TrancheRecord) segment = load (world->db, TRANCHE_TYPE_SEGMENT, world->segment_id);

  g_object_set (segment, "name", "Best", NULL);
  return tranche_segments_edit (world->db, TRANCHE_SEGMENT (segment), error);
}

static gboolean
move_segment (World *world, GError **error)
{
  return tranche_segments_move (world->db, world->segment_id, world->spare_id, error);
}

static gboolean
retire_segment (World *world, GError **error)
{
  return tranche_segments_set_inactive (world->db, world->spare_id, NULL, TODAY, NULL, error);
}

static gboolean
activate_segment (World *world, GError **error)
{
  scratch_execute (world->db, "UPDATE segment SET active = 0 WHERE model_id <> 1"
                              " AND name = 'Prospect'");
  return tranche_segments_set_active (world->db, world->spare_id, error);
}

static gboolean
save_strategy (World *world, GError **error)
{
  g_autoptr (TrancheStrategySetup) setup
      = tranche_strategy_setup_new (world->office_id, TRANCHE_TARGET_INDIVIDUAL, "Other limits");

  tranche_strategy_setup_add_band (setup, world->segment_id, NULL, 0);
  return tranche_strategies_save (world->db, setup, NULL, error);
}

static gboolean
activate_strategy (World *world, GError **error)
{
  return tranche_strategies_set_active (world->db, world->strategy_id, TRUE, error);
}

static gboolean
undo_override (World *world, GError **error)
{
  g_autofree char *undone = tranche_undo_operation (world->db, 0, error);

  return undone != NULL;
}

static const struct
{
  const char *name; /* of the function; with a remark behind a blank */
  gboolean (*act) (World *world, GError **error);
  int allowed;
} actions[] = {
  { "tranche_benefits_add", add_benefit, ADMINISTRATOR | MANAGER },
  { "tranche_benefits_edit", edit_benefit, ADMINISTRATOR | MANAGER },
  { "tranche_benefits_move", move_benefit, ADMINISTRATOR | MANAGER },
  { "tranche_benefits_remove", remove_benefit, ADMINISTRATOR | MANAGER },
  { "tranche_matrix_set_cell", set_cell, ADMINISTRATOR | MANAGER },
  { "tranche_matrix_set_column", set_column, ADMINISTRATOR | MANAGER },
  { "tranche_matrix_set_row", set_row, ADMINISTRATOR | MANAGER },
  { "tranche_models_choose", choose_model, ADMINISTRATOR | MANAGER },
  { "tranche_models_duplicate", duplicate_to_practice, ADMINISTRATOR | MANAGER },
  { "tranche_models_duplicate to the licensee", duplicate_to_licensee, ADMINISTRATOR },
  { "tranche_models_duplicate_and_choose", duplicate_and_choose, ADMINISTRATOR },
  { "tranche_models_rename", rename_model, ADMINISTRATOR | MANAGER },
  { "tranche_models_rename of the built-in one", rename_built_in, 0 },
  { "tranche_new_agreement_add", add_agreement, ADMINISTRATOR | MANAGER | ADVISER | SERVICE },
  { "tranche_new_client_add", add_own_client,
    ADMINISTRATOR | MANAGER | ADVISER | ASSOCIATE | SERVICE },
  { "tranche_new_client_add elsewhere", add_far_client, ADMINISTRATOR | MANAGER },
  { "tranche_new_client_try", try_own_client,
    ADMINISTRATOR | MANAGER | ADVISER | ASSOCIATE | SERVICE },
  { "tranche_overrides_end", end_override, ADMINISTRATOR | MANAGER | ADVISER },
  { "tranche_overrides_end_many", end_overrides, ADMINISTRATOR | MANAGER | ADVISER },
  { "tranche_overrides_set", set_override, ADMINISTRATOR | MANAGER | ADVISER },
  { "tranche_overrides_set elsewhere", set_far_override, ADMINISTRATOR | MANAGER },
  { "tranche_overrides_set_many", set_overrides, ADMINISTRATOR | MANAGER },
  { "tranche_segments_add", add_segment, ADMINISTRATOR | MANAGER },
  { "tranche_segments_edit", edit_segment, ADMINISTRATOR | MANAGER },
  { "tranche_segments_move", move_segment, ADMINISTRATOR | MANAGER },
  { "tranche_segments_set_active", activate_segment, ADMINISTRATOR | MANAGER },
  { "tranche_segments_set_inactive", retire_segment, ADMINISTRATOR | MANAGER },
  { "tranche_strategies_save", save_strategy, ADMINISTRATOR | MANAGER },
  { "tranche_strategies_set_active", activate_strategy, ADMINISTRATOR | MANAGER },
  { "tranche_undo_operation", undo_override, ADMINISTRATOR | MANAGER | ADVISER },
};

/* Those that write nothing, or as a part of an action above, whose operation they are given. */
static const char *const others[] = {
  "tranche_model_edit_begin",         "tranche_model_edit_commit",
  "tranche_model_edit_move",          "tranche_model_edit_open",
  "tranche_model_switch_plan",        "tranche_models_write_copy",
  "tranche_models_write_choice",      "tranche_overrides_move",
  "tranche_new_agreement_find_other", "tranche_segments_propose_look",
  "tranche_strategies_list_users",    "tranche_strategy_bands_move",
};

static void
test_roles (Scratch *scratch, gconstpointer data)
{
  g_autofree char *content = NULL;
  gsize length;
  g_autoptr (GError) error = NULL;

  set_up_world (scratch);
  g_file_get_contents (scratch->path, &content, &length, &error);
  g_assert_no_error (error);

  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    for (int role = ROLE_LICENSEE_ADMINISTRATOR; role <= ROLE_CLIENT_SERVICE; role++)
      {
        const gboolean allowed = (actions[i].allowed >> role & 1) != 0;
        g_autoptr (TrancheDatabase) db = NULL;
        g_autofree char *sql = NULL;
        World world = { 0 };
        gint64 n_changes;
        gboolean done;

        g_file_set_contents_full (scratch->path, content, length, G_FILE_SET_CONTENTS_NONE, 0600,
                                  &error);
        g_assert_no_error (error);
        db = scratch_open (scratch, TRANCHE_DATABASE_READ_WRITE);
        load_world (&world, db);
        n_changes = scratch_query (db, "SELECT count (*) FROM change");
        sql = g_strdup_printf ("SELECT id FROM team_member WHERE role_id = %d", role);
        world.actor_id = scratch_query (db, g_intern_string (sql));
        tranche_database_set_actor (db, world.actor_id, "Mai Ng");

        g_test_message ("%s by role %d", actions[i].name, role);
        done = actions[i].act (&world, &error);
        if (allowed)
          g_assert_no_error (error);
        else
          g_assert_true (g_error_matches (error, TRANCHE_ERROR, TRANCHE_ERROR_DENIED)
                         || g_error_matches (error, TRANCHE_ERROR, TRANCHE_ERROR_REFUSED));
        g_assert_true (done == allowed);
        if (!allowed)
          g_assert_cmpint (scratch_query (db, "SELECT count (*) FROM change"), ==, n_changes);
        g_clear_error (&error);
      }
}

static gboolean
is_listed (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    if (g_str_has_prefix (actions[i].name, name)
        && (actions[i].name[strlen (name)] == '\0' || actions[i].name[strlen (name)] == ' '))
      return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    if (g_str_equal (others[i], name))
      return TRUE;
  return FALSE;
}

/* Every function that is given a connection or an operation. */
static void
test_complete (void)
{
  g_autofree char *folder
      = g_test_build_filename (G_TEST_DIST, "..", "src", "store", "actions", NULL);
  g_autoptr (GRegex) regex
      = g_regex_new ("(tranche_[a-z_]+) \\((?:TrancheDatabase|TrancheOperation) \\*", 0, 0, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) dir = g_dir_open (folder, 0, &error);
  const char *name;
  guint n_found = 0;

  g_assert_no_error (error);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *text = NULL;
      g_autoptr (GMatchInfo) match = NULL;

      if (!g_str_has_suffix (name, ".h"))
        continue;
      g_file_get_contents (path, &text, NULL, &error);
      g_assert_no_error (error);
      for (g_regex_match (regex, text, 0, &match); g_match_info_matches (match);
           g_match_info_next (match, NULL))
        {
          g_autofree char *function = g_match_info_fetch (match, 1);

          if (!is_listed (function))
            g_error ("%s has no line in the table of who may do it", function);
          n_found++;
        }
    }
  g_assert_cmpuint (n_found, >=, 30);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  scratch_test ("/store/permission-table/roles", test_roles);
  g_test_add_func ("/store/permission-table/complete", test_complete);

  return g_test_run ();
}
