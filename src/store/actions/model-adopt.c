/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/actions/models-private.h"

gboolean
tranche_models_duplicate_and_choose (TrancheDatabase *db,
                                     gint64 model_id,
                                     TrancheModelLevel level,
                                     gint64 office_id,
                                     const char *name,
                                     TrancheDate today,
                                     gint64 *new_id,
                                     GError **error)
{
  g_autoptr (TrancheOperation) operation = NULL;
  g_autoptr (TrancheModelSwitch) plan = NULL;
  g_autofree char *label = NULL;
  g_autofree char *choice_label = NULL;
  gint64 copy_id;

  g_return_val_if_fail (db != NULL, FALSE);

  operation = tranche_operation_begin (db, TRANCHE_OPERATION_SWITCH, "", error);
  if (operation == NULL
      || !tranche_models_write_copy (operation, model_id, level, office_id, name, &copy_id, &label,
                                     error))
    return FALSE;
  plan = tranche_model_switch_plan (db, level, office_id, copy_id, today, error);
  if (plan == NULL || !tranche_models_write_choice (operation, plan, today, &choice_label, error))
    return FALSE;

  tranche_operation_set_label (operation, label);
  tranche_operation_set_office (operation, 0);
  if (!tranche_operation_commit (g_steal_pointer (&operation), error))
    return FALSE;
  if (new_id != NULL)
    *new_id = copy_id;
  return TRUE;
}
