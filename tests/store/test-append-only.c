/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/store/models.h"

/*
 * What is for ever stays, whatever is said to the program's own connection: the log of what was
 * done, with what it changed, and the segments, which history names.
 */
static const char *const attempts[] = {
  "UPDATE operation SET label = 'Nothing'",
  "DELETE FROM operation",
  "INSERT OR REPLACE INTO operation SELECT * FROM operation WHERE id = 1",
  "UPDATE change SET after = NULL",
  "DELETE FROM change",
  "INSERT OR REPLACE INTO change SELECT * FROM change LIMIT 1",
  "DELETE FROM segment",
  "DELETE FROM segment WHERE model_id <> 1",
  "UPDATE sqlite_schema SET sql = '' WHERE name = 'operation_no_update'",
};

static void
test_plain_sql (Scratch *scratch, gconstpointer data)
{
  Practice practice;
  g_autoptr (TrancheDatabase) db = NULL;

  set_up_model (scratch, &practice);
  db = practice.db;
  for (gsize i = 0; i < G_N_ELEMENTS (attempts); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", attempts[i]);
      g_assert_false (tranche_database_execute (db, attempts[i], &error));
      g_assert_error (error, TRANCHE_ERROR, error->code);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  scratch_test ("/store/append-only/plain-sql", test_plain_sql);

  return g_test_run ();
}
