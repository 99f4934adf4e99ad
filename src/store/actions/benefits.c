/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/actions/benefits.h"

#include "domain/entities/segment-benefit.h"
#include "store/actions/model-edit.h"
#include "store/queries/model-content.h"
#include "store/records.h"

#include <glib/gi18n.h>

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

  g_return_val_if_fail (db != NULL && TRANCHE_IS_BENEFIT (benefit), FALSE);

  operation = tranche_model_edit_begin (db, benefit->model_id, error);
  if (operation == NULL)
    return FALSE;
  tranche_model_edit_strip (benefit);
  others = tranche_model_benefits_list (db, benefit->model_id, error);
  if (others == NULL || !check_name (db, benefit, error))
    return FALSE;

  if (benefit->position == 0)
    g_object_set (benefit, "position", tranche_model_edit_find_last (others) + 1, NULL);
  return tranche_records_insert (operation, TRANCHE_RECORD (benefit), error)
         && tranche_model_edit_commit (g_steal_pointer (&operation),
                                       g_strdup_printf (_ ("Benefit “%s” added"), benefit->name),
                                       error);
}

gboolean
tranche_benefits_edit (TrancheDatabase *db, TrancheBenefit *benefit, GError **error)
{
  g_autoptr (TrancheOperation) operation = NULL;
  g_autoptr (TrancheRecord) record = NULL;
  TrancheBenefit *stored;
  char *label;

  g_return_val_if_fail (db != NULL && TRANCHE_IS_BENEFIT (benefit), FALSE);

  operation = tranche_model_edit_open (
      db, TRANCHE_TYPE_BENEFIT, tranche_record_get_id (TRANCHE_RECORD (benefit)), &record, error);
  if (operation == NULL)
    return FALSE;
  stored = TRANCHE_BENEFIT (record);
  tranche_model_edit_strip (benefit);
  g_object_set (benefit, "model-id", stored->model_id, "removed", FALSE, NULL);
  if (!check_name (db, benefit, error)
      || !tranche_records_update (operation, TRANCHE_RECORD (benefit), error))
    return FALSE;

  label = g_strcmp0 (stored->name, benefit->name) != 0
              ? g_strdup_printf (_ ("Benefit “%s” renamed “%s”"), stored->name, benefit->name)
              : g_strdup_printf (_ ("Benefit “%s” changed"), benefit->name);
  return tranche_model_edit_commit (g_steal_pointer (&operation), label, error);
}

gboolean
tranche_benefits_remove (TrancheDatabase *db, gint64 benefit_id, GError **error)
{
  g_autoptr (TrancheOperation) operation = NULL;
  g_autoptr (TrancheRecord) benefit = NULL;

  g_return_val_if_fail (db != NULL, FALSE);

  operation = tranche_model_edit_open (db, TRANCHE_TYPE_BENEFIT, benefit_id, &benefit, error);
  return operation != NULL && tranche_records_remove (operation, benefit, error)
         && tranche_model_edit_commit (
             g_steal_pointer (&operation),
             g_strdup_printf (_ ("Benefit “%s” removed"), TRANCHE_BENEFIT (benefit)->name), error);
}

gboolean
tranche_benefits_move (TrancheDatabase *db, gint64 benefit_id, gint64 before_id, GError **error)
{
  g_autoptr (TrancheOperation) operation = NULL;
  g_autoptr (TrancheRecord) benefit = NULL;
  g_autoptr (GPtrArray) benefits = NULL;

  g_return_val_if_fail (db != NULL, FALSE);

  operation = tranche_model_edit_open (db, TRANCHE_TYPE_BENEFIT, benefit_id, &benefit, error);
  if (operation == NULL || before_id == benefit_id)
    return operation != NULL;
  benefits = tranche_model_benefits_list (db, TRANCHE_BENEFIT (benefit)->model_id, error);
  return benefits != NULL
         && tranche_model_edit_move (operation, benefits, benefit_id, before_id, error)
         && tranche_model_edit_commit (
             g_steal_pointer (&operation),
             g_strdup_printf (_ ("Benefit “%s” moved"), TRANCHE_BENEFIT (benefit)->name), error);
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

gboolean
tranche_matrix_set_cell (TrancheDatabase *db,
                         gint64 benefit_id,
                         gint64 segment_id,
                         gboolean held,
                         GError **error)
{
  g_autoptr (TrancheOperation) operation = NULL;
  g_autoptr (TrancheRecord) benefit = NULL;
  g_autoptr (TrancheRecord) segment = NULL;
  char *label;

  g_return_val_if_fail (db != NULL, FALSE);

  segment = tranche_records_load (db, TRANCHE_TYPE_SEGMENT, segment_id, error);
  if (segment == NULL)
    return FALSE;
  operation = tranche_model_edit_open (db, TRANCHE_TYPE_BENEFIT, benefit_id, &benefit, error);
  if (operation == NULL || !write_cell (operation, benefit_id, segment_id, held, error))
    return FALSE;

  /* Translators: a segment, then a benefit */
  label = g_strdup_printf (held ? _ ("“%s” given “%s”") : _ ("“%s” without “%s”"),
                           TRANCHE_SEGMENT (segment)->name, TRANCHE_BENEFIT (benefit)->name);
  return tranche_model_edit_commit (g_steal_pointer (&operation), label, error);
}

gboolean
tranche_matrix_set_row (TrancheDatabase *db,
                        gint64 benefit_id,
                        gboolean held,
                        gboolean only_active,
                        GError **error)
{
  g_autoptr (TrancheOperation) operation = NULL;
  g_autoptr (TrancheRecord) benefit = NULL;
  g_autoptr (GPtrArray) segments = NULL;
  char *label;

  g_return_val_if_fail (db != NULL, FALSE);

  operation = tranche_model_edit_open (db, TRANCHE_TYPE_BENEFIT, benefit_id, &benefit, error);
  if (operation == NULL)
    return FALSE;
  segments = tranche_model_segments_list (
      db, TRANCHE_BENEFIT (benefit)->model_id,
      only_active ? TRANCHE_SEGMENTS_ACTIVE : TRANCHE_SEGMENTS_ALL, error);
  if (segments == NULL)
    return FALSE;

  for (guint i = 0; i < segments->len; i++)
    if (!write_cell (operation, benefit_id, tranche_record_get_id (segments->pdata[i]), held,
                     error))
      return FALSE;

  label = g_strdup_printf (held ? _ ("“%s” given to the segments")
                                : _ ("“%s” taken from the segments"),
                           TRANCHE_BENEFIT (benefit)->name);
  return tranche_model_edit_commit (g_steal_pointer (&operation), label, error);
}

gboolean
tranche_matrix_set_column (TrancheDatabase *db, gint64 segment_id, gboolean held, GError **error)
{
  g_autoptr (TrancheOperation) operation = NULL;
  g_autoptr (TrancheRecord) segment = NULL;
  g_autoptr (GPtrArray) benefits = NULL;
  char *label;

  g_return_val_if_fail (db != NULL, FALSE);

  operation = tranche_model_edit_open (db, TRANCHE_TYPE_SEGMENT, segment_id, &segment, error);
  if (operation == NULL)
    return FALSE;
  benefits = tranche_model_benefits_list (db, TRANCHE_SEGMENT (segment)->model_id, error);
  if (benefits == NULL)
    return FALSE;

  for (guint i = 0; i < benefits->len; i++)
    if (!write_cell (operation, tranche_record_get_id (benefits->pdata[i]), segment_id, held,
                     error))
      return FALSE;

  label = g_strdup_printf (held ? _ ("“%s” given every benefit") : _ ("“%s” without a benefit"),
                           TRANCHE_SEGMENT (segment)->name);
  return tranche_model_edit_commit (g_steal_pointer (&operation), label, error);
}
