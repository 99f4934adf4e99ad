/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/queries/client-choices.h"

#include "domain/text.h"
#include "store/permissions.h"
#include "store/sharing.h"

/* Its id in the content that every file starts with; it may have another name by now. */
#define STAGE_CLIENT 2

static const char offices_sql[]
    = "SELECT id, name FROM office ORDER BY is_default DESC, folded_name, id";
static const char owners_sql[]
    = "SELECT t.id, p.display_name FROM team_member AS t JOIN party AS p ON p.id = t.id"
      " WHERE t.active = 1 AND p.removed = 0 ORDER BY p.sort_key, t.id";
static const char stages_sql[]
    = "SELECT id, name FROM stage WHERE active = 1 ORDER BY position, name, id";
static const char sources_sql[]
    = "SELECT id, name FROM source WHERE active = 1 ORDER BY position, name, id";

static gboolean
has_id (GPtrArray *list, gint64 id)
{
  for (guint i = 0; i < list->len; i++)
    if (((const TrancheNamedId *) g_ptr_array_index (list, i))->id == id)
      return TRUE;
  return FALSE;
}

static gboolean
contains (const GArray *ids, gint64 id)
{
  for (guint i = 0; i < ids->len; i++)
    if (g_array_index (ids, gint64, i) == id)
      return TRUE;
  return FALSE;
}

static gboolean
load_owners (TrancheDatabase *db, TrancheClientChoices *choices, gint64 member_id, GError **error)
{
  g_autoptr (GArray) visible = NULL;

  choices->owners = tranche_named_ids_load (db, owners_sql, error);
  if (choices->owners == NULL)
    return FALSE;

  visible = tranche_sharing_list_owners (db, member_id, &choices->may_have_no_owner, error);
  if (visible == NULL)
    return FALSE;
  if (choices->may_have_no_owner)
    return TRUE;

  for (guint i = choices->owners->len; i > 0; i--)
    {
      const TrancheNamedId *owner = g_ptr_array_index (choices->owners, i - 1);

      if (!contains (visible, owner->id))
        g_ptr_array_remove_index (choices->owners, i - 1);
    }
  return TRUE;
}

TrancheClientChoices *
tranche_client_choices_load (TrancheDatabase *db, gint64 member_id, GError **error)
{
  g_autoptr (TrancheClientChoices) choices = g_new0 (TrancheClientChoices, 1);

  g_return_val_if_fail (db != NULL, NULL);

  if (!tranche_client_choices_find_obstacle (db, member_id, &choices->obstacle, error))
    return NULL;
  choices->offices = tranche_named_ids_load (db, offices_sql, error);
  if (choices->offices == NULL)
    return NULL;
  choices->stages = tranche_named_ids_load (db, stages_sql, error);
  if (choices->stages == NULL)
    return NULL;
  choices->sources = tranche_named_ids_load (db, sources_sql, error);
  if (choices->sources == NULL || !load_owners (db, choices, member_id, error))
    return NULL;

  choices->owner_id = has_id (choices->owners, member_id) ? member_id : 0;
  choices->stage_id = has_id (choices->stages, STAGE_CLIENT) ? STAGE_CLIENT : 0;
  return g_steal_pointer (&choices);
}

void
tranche_client_choices_free (TrancheClientChoices *choices)
{
  if (choices == NULL)
    return;

  g_free (choices->obstacle);
  g_clear_pointer (&choices->offices, g_ptr_array_unref);
  g_clear_pointer (&choices->owners, g_ptr_array_unref);
  g_clear_pointer (&choices->stages, g_ptr_array_unref);
  g_clear_pointer (&choices->sources, g_ptr_array_unref);
  g_free (choices);
}

gboolean
tranche_client_choices_find_obstacle (TrancheDatabase *db,
                                      gint64 member_id,
                                      char **obstacle,
                                      GError **error)
{
  return tranche_permissions_find_obstacle (db, member_id, TRANCHE_PERMISSION_EDIT_CLIENTS, 0,
                                            obstacle, error);
}

gboolean
tranche_client_choices_count_namesakes (TrancheDatabase *db,
                                        gint64 member_id,
                                        const char *name,
                                        guint *n_namesakes,
                                        GError **error)
{
  static const char sql[] = "SELECT c.owner_id FROM party AS p JOIN client AS c ON c.id = p.id"
                            " WHERE p.kind = 1 AND p.sort_key = ?1 AND p.removed = 0";
  g_autoptr (TrancheStatement) statement = NULL;
  g_autoptr (GArray) visible = NULL;
  g_autoptr (GError) failure = NULL;
  g_autofree char *folded = NULL;
  gboolean sees_all;

  g_return_val_if_fail (db != NULL && name != NULL && n_namesakes != NULL, FALSE);

  *n_namesakes = 0;
  folded = tranche_text_fold (name);
  visible = tranche_sharing_list_owners (db, member_id, &sees_all, error);
  if (visible == NULL)
    return FALSE;
  statement = tranche_database_prepare (db, sql, error);
  if (statement == NULL)
    return FALSE;

  tranche_statement_bind_text (statement, 1, folded);
  while (tranche_statement_step (statement, &failure))
    if (sees_all || contains (visible, tranche_statement_get_int64 (statement, 0)))
      *n_namesakes += 1;
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  return TRUE;
}
