/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/queries/practice-context.h"

static const char offices_sql[]
    = "SELECT id, name FROM office ORDER BY is_default DESC, folded_name, id";

static const char members_sql[]
    = "SELECT t.id, p.display_name FROM team_member AS t JOIN party AS p ON p.id = t.id "
      "JOIN role AS r ON r.id = t.role_id WHERE t.active = 1 AND p.removed = 0 "
      "ORDER BY r.permissions DESC, t.id";

static const char currency_sql[]
    = "SELECT value FROM setting WHERE key = 'currency' AND office_id IS NULL";

static gboolean
load_currency (TrancheDatabase *db, char **currency, GError **error)
{
  g_autoptr (TrancheStatement) statement = tranche_database_prepare (db, currency_sql, error);
  g_autoptr (GError) failure = NULL;

  if (statement == NULL)
    return FALSE;
  if (tranche_statement_step (statement, &failure))
    *currency = tranche_statement_dup_name (statement, 0);
  else if (failure == NULL)
    *currency = g_strdup ("");
  else
    g_propagate_error (error, g_steal_pointer (&failure));
  return *currency != NULL;
}

TranchePracticeContext *
tranche_practice_context_load (TrancheDatabase *db, GError **error)
{
  g_autoptr (TranchePracticeContext) context = g_new0 (TranchePracticeContext, 1);

  g_return_val_if_fail (db != NULL, NULL);

  context->offices = tranche_named_ids_load (db, offices_sql, error);
  if (context->offices == NULL)
    return NULL;
  context->members = tranche_named_ids_load (db, members_sql, error);
  if (context->members == NULL)
    return NULL;
  if (!load_currency (db, &context->currency, error))
    return NULL;
  return g_steal_pointer (&context);
}

void
tranche_practice_context_free (TranchePracticeContext *context)
{
  if (context == NULL)
    return;
  g_clear_pointer (&context->offices, g_ptr_array_unref);
  g_clear_pointer (&context->members, g_ptr_array_unref);
  g_free (context->currency);
  g_free (context);
}
