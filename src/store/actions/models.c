/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/actions/models.h"

#include "domain/entities/segment-benefit.h"
#include "domain/text.h"
#include "store/operation-private.h"
#include "store/permissions.h"
#include "store/queries/model-content.h"
#include "store/queries/model-use.h"
#include "store/records.h"

#include <glib/gi18n.h>

static gboolean
has_name (GPtrArray *summaries, const char *name)
{
  g_autofree char *wanted = tranche_text_fold (name);

  for (guint i = 0; i < summaries->len; i++)
    {
      TrancheModelSummary *summary = g_ptr_array_index (summaries, i);
      g_autofree char *folded = tranche_text_fold (summary->name);

      if (g_str_equal (folded, wanted))
        return TRUE;
    }

  return FALSE;
}

/* "Standard (Coast Advice)", and a number where the office sees one of that name already. */
static char *
make_name (TrancheDatabase *db,
           gint64 office_id,
           const char *original,
           const char *owner_name,
           GError **error)
{
  g_autoptr (GPtrArray) summaries = tranche_models_list (db, office_id, error);
  g_autofree char *base = NULL;
  g_autofree char *name = NULL;

  if (summaries == NULL)
    return NULL;

  /* Translators: a copy of a segmentation model: its name, and whose it is */
  base = g_strdup_printf (_ ("%s (%s)"), original, owner_name);
  name = g_strdup (base);
  for (guint i = 2; has_name (summaries, name); i++)
    {
      g_free (name);
      name = g_strdup_printf ("%s %u", base, i);
    }
  return g_steal_pointer (&name);
}

static gint64
insert_model (TrancheOperation *operation,
              TrancheModelLevel level,
              const TrancheModelUse *owner,
              const char *name,
              GError **error)
{
  g_autoptr (TrancheSegmentationModel) model = tranche_segmentation_model_new ();

  g_object_set (model, "level", level, "licensee-id",
                level == TRANCHE_MODEL_LICENSEE ? owner->licensee_id : (gint64) 0, "practice-id",
                level == TRANCHE_MODEL_PRACTICE ? owner->practice_id : (gint64) 0, "name", name,
                NULL);
  if (!tranche_records_insert (operation, TRANCHE_RECORD (model), error))
    return 0;
  return tranche_record_get_id (TRANCHE_RECORD (model));
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
tranche_models_duplicate (TrancheDatabase *db,
                          gint64 model_id,
                          TrancheModelLevel level,
                          gint64 office_id,
                          const char *name,
                          gint64 *new_id,
                          GError **error)
{
  g_autoptr (TrancheOperation) operation = NULL;
  g_autoptr (TrancheModelUse) owner = NULL;
  g_autoptr (TrancheModelContent) content = NULL;
  g_autofree char *copy_name = NULL;
  g_autofree char *label = NULL;
  gint64 copy_id;

  g_return_val_if_fail (db != NULL, FALSE);

  operation = tranche_operation_begin (db, TRANCHE_OPERATION_EDIT, "", error);
  if (operation == NULL || !tranche_permissions_require_level (db, level, office_id, error))
    return FALSE;
  owner = tranche_model_use_load (db, office_id, 0, error);
  if (owner == NULL)
    return FALSE;
  content = tranche_model_content_load (db, model_id, error);
  if (content == NULL)
    return FALSE;

  copy_name = name != NULL ? g_strstrip (g_strdup (name))
                           : make_name (db, office_id, content->model->name,
                                        level == TRANCHE_MODEL_LICENSEE ? owner->licensee_name
                                                                        : owner->practice_name,
                                        error);
  if (copy_name == NULL)
    return FALSE;

  /* Thousands of rows of one model, which was asked for. */
  tranche_operation_authorise (operation);
  copy_id = insert_model (operation, level, owner, copy_name, error);
  if (copy_id == 0 || !copy_content (operation, content, copy_id, error))
    return FALSE;

  label = g_strdup_printf (_ ("Segmentation model “%s” duplicated as “%s”"), content->model->name,
                           copy_name);
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

  old_name = g_strdup (TRANCHE_SEGMENTATION_MODEL (model)->name);
  new_name = g_strstrip (g_strdup (name));
  g_object_set (model, "name", new_name, NULL);
  if (!tranche_records_update (operation, model, error))
    return FALSE;

  label = g_strdup_printf (_ ("Segmentation model “%s” renamed “%s”"), old_name, new_name);
  tranche_operation_set_label (operation, label);
  return tranche_operation_commit (g_steal_pointer (&operation), error);
}
