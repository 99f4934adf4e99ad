/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/queries/model-use.h"

#include "store/permissions.h"

#include <glib/gi18n.h>

void
tranche_model_use_free (TrancheModelUse *use)
{
  if (use == NULL)
    return;

  g_free (use->model_name);
  g_free (use->practice_name);
  g_free (use->licensee_name);
  g_free (use->sentence);
  g_free (use->edit_obstacle);
  g_free (use->practice_obstacle);
  g_free (use->licensee_obstacle);
  g_free (use);
}

void
tranche_model_summary_free (TrancheModelSummary *summary)
{
  if (summary == NULL)
    return;

  g_free (summary->name);
  g_free (summary->owner_name);
  g_free (summary);
}

static gboolean
load_choice (TrancheDatabase *db, TrancheModelUse *use, gint64 office_id, GError **error)
{
  static const char sql[]
      = "SELECT m.id, m.name, m.level, CASE WHEN p.segmentation_model_id IS NOT NULL THEN 3"
        "  WHEN l.segmentation_model_id IS NOT NULL THEN 2 ELSE 1 END, p.id, p.name, l.id, l.name"
        " FROM office o JOIN practice p ON p.id = o.practice_id"
        " JOIN licensee l ON l.id = p.licensee_id JOIN segmentation_model m"
        "  ON m.id = coalesce (p.segmentation_model_id, l.segmentation_model_id,"
        "   (SELECT min (id) FROM segmentation_model WHERE level = 1)) WHERE o.id = ?1";
  g_autoptr (TrancheStatement) statement = tranche_database_prepare (db, sql, error);
  g_autoptr (GError) local_error = NULL;

  if (statement == NULL)
    return FALSE;

  tranche_statement_bind_int64 (statement, 1, office_id);
  if (!tranche_statement_step (statement, &local_error))
    {
      if (local_error == NULL)
        g_set_error_literal (&local_error, TRANCHE_ERROR, TRANCHE_ERROR_NOT_FOUND,
                             _ ("There is no such office"));
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  use->model_id = tranche_statement_get_int64 (statement, 0);
  use->model_name = tranche_statement_dup_name (statement, 1);
  use->level = (TrancheModelLevel) tranche_statement_get_int64 (statement, 2);
  use->chosen_by = (TrancheModelLevel) tranche_statement_get_int64 (statement, 3);
  use->practice_id = tranche_statement_get_int64 (statement, 4);
  use->practice_name = tranche_statement_dup_name (statement, 5);
  use->licensee_id = tranche_statement_get_int64 (statement, 6);
  use->licensee_name = tranche_statement_dup_name (statement, 7);
  return TRUE;
}

static char *
make_sentence (const TrancheModelUse *use)
{
  switch (use->chosen_by)
    {
    case TRANCHE_MODEL_PRACTICE:
      /* Translators: a segmentation model, a practice */
      return g_strdup_printf (_ ("“%s”, because the practice %s has chosen it"), use->model_name,
                              use->practice_name);
    case TRANCHE_MODEL_LICENSEE:
      /* Translators: a segmentation model, a licensee, a practice */
      return g_strdup_printf (
          _ ("“%s”, because the licensee %s has chosen it, and the practice %s none of its own"),
          use->model_name, use->licensee_name, use->practice_name);
    case TRANCHE_MODEL_BUILT_IN:
    default:
      /* Translators: a segmentation model, a practice, a licensee */
      return g_strdup_printf (
          _ ("“%s”, the built-in model, because neither the practice %s nor the licensee %s has "
             "chosen one"),
          use->model_name, use->practice_name, use->licensee_name);
    }
}

TrancheModelUse *
tranche_model_use_load (TrancheDatabase *db, gint64 office_id, gint64 member_id, GError **error)
{
  g_autoptr (TrancheModelUse) use = g_new0 (TrancheModelUse, 1);

  g_return_val_if_fail (db != NULL, NULL);

  if (!load_choice (db, use, office_id, error)
      || !tranche_permissions_find_model_obstacle (db, member_id, use->model_id,
                                                   &use->edit_obstacle, error)
      || !tranche_permissions_find_level_obstacle (db, member_id, TRANCHE_MODEL_PRACTICE, office_id,
                                                   &use->practice_obstacle, error)
      || !tranche_permissions_find_level_obstacle (db, member_id, TRANCHE_MODEL_LICENSEE, office_id,
                                                   &use->licensee_obstacle, error))
    return NULL;

  use->sentence = make_sentence (use);
  return g_steal_pointer (&use);
}

GPtrArray *
tranche_models_list (TrancheDatabase *db, gint64 office_id, GError **error)
{
  static const char sql[]
      = "SELECT m.id, m.name, m.level, CASE m.level WHEN 2 THEN l.name WHEN 3 THEN p.name END,"
        " (SELECT count (*) FROM segment WHERE model_id = m.id AND active = 1),"
        " (SELECT count (*) FROM benefit WHERE model_id = m.id AND removed = 0),"
        " m.id = coalesce (p.segmentation_model_id, l.segmentation_model_id,"
        "  (SELECT min (id) FROM segmentation_model WHERE level = 1))"
        " FROM office o JOIN practice p ON p.id = o.practice_id"
        " JOIN licensee l ON l.id = p.licensee_id JOIN segmentation_model m"
        "  ON m.level = 1 OR m.licensee_id = l.id OR m.practice_id = p.id"
        " WHERE o.id = ?1 AND m.removed = 0 ORDER BY m.level, m.name, m.id";
  g_autoptr (GPtrArray) summaries
      = g_ptr_array_new_with_free_func ((GDestroyNotify) tranche_model_summary_free);
  g_autoptr (TrancheStatement) statement = NULL;

  g_return_val_if_fail (db != NULL, NULL);

  statement = tranche_database_prepare (db, sql, error);
  if (statement == NULL)
    return NULL;

  tranche_statement_bind_int64 (statement, 1, office_id);
  while (tranche_statement_step (statement, error))
    {
      TrancheModelSummary *summary = g_new0 (TrancheModelSummary, 1);

      summary->id = tranche_statement_get_int64 (statement, 0);
      summary->name = tranche_statement_dup_name (statement, 1);
      summary->level = (TrancheModelLevel) tranche_statement_get_int64 (statement, 2);
      if (!tranche_statement_is_null (statement, 3))
        summary->owner_name = tranche_statement_dup_text (statement, 3);
      summary->segments = (guint) tranche_statement_get_int64 (statement, 4);
      summary->benefits = (guint) tranche_statement_get_int64 (statement, 5);
      summary->used = tranche_statement_get_int64 (statement, 6) != 0;
      g_ptr_array_add (summaries, summary);
    }
  if (tranche_statement_failed (statement))
    return NULL;

  return g_steal_pointer (&summaries);
}
