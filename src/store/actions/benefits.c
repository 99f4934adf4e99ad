/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/actions/benefits.h"

#include "domain/entities/segment-benefit.h"
#include "store/operation.h"
#include "store/permissions.h"
#include "store/queries/model-content.h"
#include "store/records.h"

#include <glib/gi18n.h>

static TrancheOperation *
begin (TrancheDatabase *db, gint64 model_id, GError **error)
{
  g_autoptr (TrancheOperation) operation
      = tranche_operation_begin (db, TRANCHE_OPERATION_EDIT, "", error);

  if (operation == NULL || !tranche_permissions_require_model (db, model_id, error))
    return NULL;
  return g_steal_pointer (&operation);
}

static gboolean
finish (TrancheOperation *operation, const char *label, GError **error)
{
  tranche_operation_set_label (operation, label);
  return tranche_operation_commit (operation, error);
}

/* (transfer full): one that stands in lists; NOT_FOUND for a removed one */
static TrancheBenefit *
load (TrancheDatabase *db, gint64 id, GError **error)
{
  g_autoptr (TrancheBenefit) benefit
      = (TrancheBenefit *) tranche_records_load (db, TRANCHE_TYPE_BENEFIT, id, error);

  if (benefit != NULL && benefit->removed)
    {
      g_set_error (error, TRANCHE_ERROR, TRANCHE_ERROR_NOT_FOUND, _ ("“%s” was removed"),
                   benefit->name);
      return NULL;
    }
  return g_steal_pointer (&benefit);
}

static void
strip (TrancheBenefit *benefit)
{
  g_autofree char *name = g_strstrip (g_strdup (benefit->name));
  g_autofree char *description = g_strstrip (g_strdup (benefit->description));

  g_object_set (benefit, "name", name, "description", description, NULL);
}

/* Two benefits of one name couldn't be told apart on a page, nor in a file. */
static gboolean
check_name (TrancheDatabase *db, TrancheBenefit *benefit, GError **error)
{
  g_autoptr (TrancheModelContent) content
      = tranche_model_content_load (db, benefit->model_id, error);
  int found;

  if (content == NULL)
    return FALSE;

  found = tranche_model_content_find_benefit (content, benefit->name);
  if (found < 0
      || tranche_record_get_id (TRANCHE_RECORD (tranche_model_content_get_benefit (content, found)))
             == tranche_record_get_id (TRANCHE_RECORD (benefit)))
    return TRUE;

  g_set_error_literal (error, TRANCHE_ERROR, TRANCHE_ERROR_CONFLICT,
                       _ ("“Name”: another benefit of the model has it"));
  return FALSE;
}

gboolean
tranche_benefits_add (TrancheDatabase *db, TrancheBenefit *benefit, GError **error)
{
  g_autoptr (TrancheOperation) operation = NULL;
  g_autoptr (GPtrArray) others = NULL;
  g_autofree char *label = NULL;
  gint64 last = 0;

  g_return_val_if_fail (db != NULL && TRANCHE_IS_BENEFIT (benefit), FALSE);

  operation = begin (db, benefit->model_id, error);
  if (operation == NULL)
    return FALSE;
  strip (benefit);
  others = tranche_model_benefits_list (db, benefit->model_id, error);
  if (others == NULL || !check_name (db, benefit, error))
    return FALSE;

  for (guint i = 0; i < others->len; i++)
    last = MAX (last, TRANCHE_BENEFIT (g_ptr_array_index (others, i))->position);
  if (benefit->position == 0)
    g_object_set (benefit, "position", last + 1, NULL);
  if (!tranche_records_insert (operation, TRANCHE_RECORD (benefit), error))
    return FALSE;

  label = g_strdup_printf (_ ("Benefit “%s” added"), benefit->name);
  return finish (g_steal_pointer (&operation), label, error);
}

gboolean
tranche_benefits_edit (TrancheDatabase *db, TrancheBenefit *benefit, GError **error)
{
  g_autoptr (TrancheOperation) operation = NULL;
  g_autoptr (TrancheBenefit) stored = NULL;
  g_autofree char *label = NULL;

  g_return_val_if_fail (db != NULL && TRANCHE_IS_BENEFIT (benefit), FALSE);

  stored = load (db, tranche_record_get_id (TRANCHE_RECORD (benefit)), error);
  if (stored == NULL)
    return FALSE;
  operation = begin (db, stored->model_id, error);
  if (operation == NULL)
    return FALSE;
  strip (benefit);
  g_object_set (benefit, "model-id", stored->model_id, "removed", FALSE, NULL);
  if (!check_name (db, benefit, error)
      || !tranche_records_update (operation, TRANCHE_RECORD (benefit), error))
    return FALSE;

  label = g_strcmp0 (stored->name, benefit->name) != 0
              ? g_strdup_printf (_ ("Benefit “%s” renamed “%s”"), stored->name, benefit->name)
              : g_strdup_printf (_ ("Benefit “%s” changed"), benefit->name);
  return finish (g_steal_pointer (&operation), label, error);
}

gboolean
tranche_benefits_remove (TrancheDatabase *db, gint64 benefit_id, GError **error)
{
  g_autoptr (TrancheOperation) operation = NULL;
  g_autoptr (TrancheBenefit) benefit = NULL;
  g_autofree char *label = NULL;

  g_return_val_if_fail (db != NULL, FALSE);

  benefit = load (db, benefit_id, error);
  if (benefit == NULL)
    return FALSE;
  operation = begin (db, benefit->model_id, error);
  if (operation == NULL || !tranche_records_remove (operation, TRANCHE_RECORD (benefit), error))
    return FALSE;

  label = g_strdup_printf (_ ("Benefit “%s” removed"), benefit->name);
  return finish (g_steal_pointer (&operation), label, error);
}

gboolean
tranche_benefits_move (TrancheDatabase *db, gint64 benefit_id, gint64 before_id, GError **error)
{
  g_autoptr (TrancheOperation) operation = NULL;
  g_autoptr (TrancheBenefit) benefit = NULL;
  g_autoptr (GPtrArray) others = NULL;
  g_autofree char *label = NULL;
  guint place;

  g_return_val_if_fail (db != NULL, FALSE);

  benefit = load (db, benefit_id, error);
  if (benefit == NULL)
    return FALSE;
  operation = begin (db, benefit->model_id, error);
  if (operation == NULL || before_id == benefit_id)
    return operation != NULL;
  others = tranche_model_benefits_list (db, benefit->model_id, error);
  if (others == NULL)
    return FALSE;

  for (guint i = others->len; i > 0; i--)
    if (tranche_record_get_id (g_ptr_array_index (others, i - 1)) == benefit_id)
      g_ptr_array_remove_index (others, i - 1);
  place = others->len;
  for (guint i = 0; i < others->len; i++)
    if (tranche_record_get_id (g_ptr_array_index (others, i)) == before_id)
      place = i;
  g_ptr_array_insert (others, (int) place, g_object_ref (benefit));

  for (guint i = 0; i < others->len; i++)
    {
      g_object_set (g_ptr_array_index (others, i), "position", (gint64) i + 1, NULL);
      if (!tranche_records_update (operation, g_ptr_array_index (others, i), error))
        return FALSE;
    }
  label = g_strdup_printf (_ ("Benefit “%s” moved"), benefit->name);
  return finish (g_steal_pointer (&operation), label, error);
}

/* The matrix ------------------------------------------------------------------- */

static gboolean
write_cell (TrancheOperation *operation,
            gint64 benefit_id,
            gint64 segment_id,
            gboolean held,
            GError **error)
{
  const gint64 ids[] = { segment_id, benefit_id };
  g_autoptr (GPtrArray) found = tranche_records_list (
      tranche_operation_get_database (operation), TRANCHE_TYPE_SEGMENT_BENEFIT,
      "segment_id = ? AND benefit_id = ?", NULL, ids, 2, error);
  g_autoptr (TrancheSegmentBenefit) cell = NULL;

  if (found == NULL)
    return FALSE;
  if ((found->len > 0) == held)
    return TRUE;
  if (!held)
    return tranche_records_remove (operation, g_ptr_array_index (found, 0), error);

  cell = tranche_segment_benefit_new ();
  g_object_set (cell, "segment-id", segment_id, "benefit-id", benefit_id, NULL);
  return tranche_records_insert (operation, TRANCHE_RECORD (cell), error);
}

static TrancheSegment *
load_segment (TrancheDatabase *db, gint64 id, GError **error)
{
  return (TrancheSegment *) tranche_records_load (db, TRANCHE_TYPE_SEGMENT, id, error);
}

gboolean
tranche_matrix_set_cell (TrancheDatabase *db,
                         gint64 benefit_id,
                         gint64 segment_id,
                         gboolean held,
                         GError **error)
{
  g_autoptr (TrancheOperation) operation = NULL;
  g_autoptr (TrancheBenefit) benefit = NULL;
  g_autoptr (TrancheSegment) segment = NULL;
  g_autofree char *label = NULL;

  g_return_val_if_fail (db != NULL, FALSE);

  benefit = load (db, benefit_id, error);
  if (benefit == NULL)
    return FALSE;
  segment = load_segment (db, segment_id, error);
  if (segment == NULL)
    return FALSE;
  operation = begin (db, segment->model_id, error);
  if (operation == NULL || !write_cell (operation, benefit_id, segment_id, held, error))
    return FALSE;

  /* Translators: a segment, then a benefit */
  label = g_strdup_printf (held ? _ ("“%s” given “%s”") : _ ("“%s” without “%s”"), segment->name,
                           benefit->name);
  return finish (g_steal_pointer (&operation), label, error);
}

gboolean
tranche_matrix_set_row (TrancheDatabase *db,
                        gint64 benefit_id,
                        gboolean held,
                        gboolean only_active,
                        GError **error)
{
  g_autoptr (TrancheOperation) operation = NULL;
  g_autoptr (TrancheBenefit) benefit = NULL;
  g_autoptr (GPtrArray) segments = NULL;
  g_autofree char *label = NULL;

  g_return_val_if_fail (db != NULL, FALSE);

  benefit = load (db, benefit_id, error);
  if (benefit == NULL)
    return FALSE;
  operation = begin (db, benefit->model_id, error);
  if (operation == NULL)
    return FALSE;
  segments = tranche_model_segments_list (
      db, benefit->model_id, only_active ? TRANCHE_SEGMENTS_ACTIVE : TRANCHE_SEGMENTS_ALL, error);
  if (segments == NULL)
    return FALSE;

  for (guint i = 0; i < segments->len; i++)
    if (!write_cell (operation, benefit_id, tranche_record_get_id (segments->pdata[i]), held,
                     error))
      return FALSE;

  label = g_strdup_printf (
      held ? _ ("“%s” given to the segments") : _ ("“%s” taken from the segments"), benefit->name);
  return finish (g_steal_pointer (&operation), label, error);
}

gboolean
tranche_matrix_set_column (TrancheDatabase *db, gint64 segment_id, gboolean held, GError **error)
{
  g_autoptr (TrancheOperation) operation = NULL;
  g_autoptr (TrancheSegment) segment = NULL;
  g_autoptr (GPtrArray) benefits = NULL;
  g_autofree char *label = NULL;

  g_return_val_if_fail (db != NULL, FALSE);

  segment = load_segment (db, segment_id, error);
  if (segment == NULL)
    return FALSE;
  operation = begin (db, segment->model_id, error);
  if (operation == NULL)
    return FALSE;
  benefits = tranche_model_benefits_list (db, segment->model_id, error);
  if (benefits == NULL)
    return FALSE;

  for (guint i = 0; i < benefits->len; i++)
    if (!write_cell (operation, tranche_record_get_id (benefits->pdata[i]), segment_id, held,
                     error))
      return FALSE;

  label = g_strdup_printf (held ? _ ("“%s” given every benefit") : _ ("“%s” without a benefit"),
                           segment->name);
  return finish (g_steal_pointer (&operation), label, error);
}
