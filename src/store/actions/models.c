/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/actions/models-private.h"

#include "domain/entities/segment-benefit.h"
#include "domain/text.h"
#include "store/operation-private.h"
#include "store/permissions.h"
#include "store/queries/model-content.h"
#include "store/queries/model-use.h"
#include "store/records.h"

#include <glib/gi18n.h>

/* (element-type utf8 utf8): the folded names of the models that an office could choose instead of
 * @model, or that somebody beside it sees: in a list of them no two may read alike. */
static GHashTable *
load_other_names (TrancheDatabase *db, TrancheSegmentationModel *model, GError **error)
{
  static const char sql[]
      = "SELECT m.name FROM segmentation_model m LEFT JOIN practice p ON p.id = m.practice_id"
        " LEFT JOIN practice own ON own.id = ?3 WHERE m.removed = 0 AND m.id <> ?1"
        " AND (m.level = 1 OR m.licensee_id = coalesce (?2, own.licensee_id) OR m.practice_id = ?3"
        "  OR p.licensee_id = ?2)";
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (TrancheStatement) statement = tranche_database_prepare (db, sql, error);

  if (statement == NULL)
    return NULL;

  tranche_statement_bind_int64 (statement, 1, tranche_record_get_id (TRANCHE_RECORD (model)));
  tranche_statement_bind_id (statement, 2, model->licensee_id);
  tranche_statement_bind_id (statement, 3, model->practice_id);
  while (tranche_statement_step (statement, error))
    g_hash_table_add (names, tranche_text_fold (tranche_statement_get_text (statement, 0, NULL)));
  if (tranche_statement_failed (statement))
    return NULL;

  return g_steal_pointer (&names);
}

static gboolean
has_name (GHashTable *names, const char *name)
{
  g_autofree char *folded = tranche_text_fold (name);

  return g_hash_table_contains (names, folded);
}

static gboolean
refuse_taken_name (GError **error)
{
  g_set_error_literal (error, TRANCHE_ERROR, TRANCHE_ERROR_CONFLICT,
                       _ ("“Name”: another segmentation model has it"));
  return FALSE;
}

/* "Standard (Coast Advice)", and a number where there is one of that name already. */
static char *
make_name (GHashTable *names, const char *original, const char *owner_name)
{
  /* Translators: a copy of a segmentation model: its name, and whose it is */
  g_autofree char *base = g_strdup_printf (_ ("%s (%s)"), original, owner_name);
  g_autofree char *name = g_strdup (base);

  for (guint i = 2; has_name (names, name); i++)
    {
      g_free (name);
      name = g_strdup_printf ("%s %u", base, i);
    }
  return g_steal_pointer (&name);
}

/* (transfer full): a copy of @original, which isn't stored yet. @name: (nullable): one is made */
static TrancheSegmentationModel *
make_copy (TrancheDatabase *db,
           TrancheModelLevel level,
           const TrancheModelUse *owner,
           const char *original,
           const char *name,
           GError **error)
{
  g_autoptr (TrancheSegmentationModel) model = tranche_segmentation_model_new ();
  gboolean licensee = level == TRANCHE_MODEL_LICENSEE;
  g_autoptr (GHashTable) names = NULL;
  g_autofree char *copy_name = NULL;

  g_object_set (model, "level", level, "licensee-id", licensee ? owner->licensee_id : (gint64) 0,
                "practice-id", licensee ? (gint64) 0 : owner->practice_id, NULL);
  names = load_other_names (db, model, error);
  if (names == NULL)
    return NULL;
  if (name != NULL && has_name (names, name) && !refuse_taken_name (error))
    return NULL;

  copy_name = name != NULL ? g_strstrip (g_strdup (name))
                           : make_name (names, original,
                                        licensee ? owner->licensee_name : owner->practice_name);
  g_object_set (model, "name", copy_name, NULL);
  return g_steal_pointer (&model);
}

/* Inserts @original's like into the model; its new id replaces the old one in @original. */
static gboolean
insert_copy (TrancheOperation *operation, TrancheRecord *original, gint64 model_id, GError **error)
{
  tranche_record_set_id (original, 0);
  g_object_set (original, "model-id", model_id, NULL);
  return tranche_records_insert (operation, original, error);
}

static gboolean
copy_content (TrancheOperation *operation,
              TrancheModelContent *content,
              gint64 model_id,
              GError **error)
{
  for (guint i = 0; i < content->segments->len; i++)
    if (!insert_copy (operation, g_ptr_array_index (content->segments, i), model_id, error))
      return FALSE;
  for (guint i = 0; i < content->benefits->len; i++)
    if (!insert_copy (operation, g_ptr_array_index (content->benefits, i), model_id, error))
      return FALSE;

  for (guint segment = 0; segment < content->segments->len; segment++)
    for (guint benefit = 0; benefit < content->benefits->len; benefit++)
      {
        g_autoptr (TrancheSegmentBenefit) cell = NULL;

        if (!tranche_model_content_get_cell (content, benefit, segment))
          continue;
        cell = tranche_segment_benefit_new ();
        g_object_set (cell, "segment-id",
                      tranche_record_get_id (g_ptr_array_index (content->segments, segment)),
                      "benefit-id",
                      tranche_record_get_id (g_ptr_array_index (content->benefits, benefit)), NULL);
        if (!tranche_records_insert (operation, TRANCHE_RECORD (cell), error))
          return FALSE;
      }

  return TRUE;
}

gboolean
tranche_models_write_copy (TrancheOperation *operation,
                           gint64 model_id,
                           TrancheModelLevel level,
                           gint64 office_id,
                           const char *name,
                           gint64 *new_id,
                           char **label,
                           GError **error)
{
  TrancheDatabase *db = tranche_operation_get_database (operation);
  g_autoptr (TrancheModelUse) owner = NULL;
  g_autoptr (TrancheModelContent) content = NULL;
  g_autoptr (TrancheSegmentationModel) copy = NULL;

  if (!tranche_permissions_require_level (db, level, office_id, error))
    return FALSE;
  owner = tranche_model_use_load (db, office_id, 0, error);
  if (owner == NULL)
    return FALSE;
  content = tranche_model_content_load (db, model_id, error);
  if (content == NULL)
    return FALSE;

  copy = make_copy (db, level, owner, content->model->name, name, error);
  if (copy == NULL)
    return FALSE;

  /* Thousands of rows of one model, which was asked for. */
  tranche_operation_authorise (operation);
  if (!tranche_records_insert (operation, TRANCHE_RECORD (copy), error))
    return FALSE;
  *new_id = tranche_record_get_id (TRANCHE_RECORD (copy));
  if (!copy_content (operation, content, *new_id, error))
    return FALSE;

  *label = g_strdup_printf (_ ("Segmentation model “%s” duplicated as “%s”"), content->model->name,
                            copy->name);
  return TRUE;
}

gboolean
tranche_models_duplicate (TrancheDatabase *db,
                          gint64 model_id,
                          TrancheModelLevel level,
                          gint64 office_id,
                          const char *name,
                          gint64 *new_id,
                          GError **error)
{
  g_autoptr (TrancheOperation) operation = NULL;
  g_autofree char *label = NULL;
  gint64 copy_id;

  g_return_val_if_fail (db != NULL, FALSE);

  operation = tranche_operation_begin (db, TRANCHE_OPERATION_EDIT, "", error);
  if (operation == NULL
      || !tranche_models_write_copy (operation, model_id, level, office_id, name, &copy_id, &label,
                                     error))
    return FALSE;

  tranche_operation_set_label (operation, label);
  if (!tranche_operation_commit (g_steal_pointer (&operation), error))
    return FALSE;
  if (new_id != NULL)
    *new_id = copy_id;
  return TRUE;
}

gboolean
tranche_models_rename (TrancheDatabase *db, gint64 model_id, const char *name, GError **error)
{
  g_autoptr (TrancheOperation) operation = NULL;
  g_autoptr (TrancheRecord) model = NULL;
  g_autoptr (GHashTable) names = NULL;
  g_autofree char *old_name = NULL;
  g_autofree char *new_name = NULL;
  g_autofree char *label = NULL;

  g_return_val_if_fail (db != NULL && name != NULL, FALSE);

  operation = tranche_operation_begin (db, TRANCHE_OPERATION_EDIT, "", error);
  if (operation == NULL || !tranche_permissions_require_model (db, model_id, error))
    return FALSE;
  model = tranche_records_load (db, TRANCHE_TYPE_SEGMENTATION_MODEL, model_id, error);
  if (model == NULL)
    return FALSE;

  names = load_other_names (db, TRANCHE_SEGMENTATION_MODEL (model), error);
  if (names == NULL || (has_name (names, name) && !refuse_taken_name (error)))
    return FALSE;
  old_name = g_strdup (TRANCHE_SEGMENTATION_MODEL (model)->name);
  new_name = g_strstrip (g_strdup (name));
  g_object_set (model, "name", new_name, NULL);
  if (!tranche_records_update (operation, model, error))
    return FALSE;

  label = g_strdup_printf (_ ("Segmentation model “%s” renamed “%s”"), old_name, new_name);
  tranche_operation_set_label (operation, label);
  return tranche_operation_commit (g_steal_pointer (&operation), error);
}
