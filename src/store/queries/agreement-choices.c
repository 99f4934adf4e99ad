/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/queries/agreement-choices.h"

#include "store/permissions.h"
#include "store/queries/model-content.h"
#include "store/queries/summary-facts.h"
#include "store/sharing.h"
#include "store/strategies.h"

static gboolean
load_segments (TrancheDatabase *db, TrancheAgreementChoices *choices, GError **error)
{
  g_autoptr (TrancheModelContent) content = NULL;
  gint64 model_id;

  if (!tranche_strategies_find_model (db, choices->package->office_id, &model_id, error))
    return FALSE;
  content = tranche_model_content_load (db, model_id, error);
  if (content == NULL)
    return FALSE;

  choices->segments = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < content->segments->len; i++)
    {
      TrancheSegment *segment = tranche_model_content_get_segment (content, i);

      if (segment->active)
        g_ptr_array_add (choices->segments, g_object_ref (segment));
    }
  return TRUE;
}

TrancheAgreementChoices *
tranche_agreement_choices_load (TrancheDatabase *db,
                                gint64 client_id,
                                gint64 member_id,
                                TrancheDate today,
                                GError **error)
{
  g_autoptr (TrancheAgreementChoices) choices = g_new0 (TrancheAgreementChoices, 1);

  g_return_val_if_fail (db != NULL, NULL);

  /* A reader's connection doesn't know who looks. */
  if (!tranche_sharing_require (db, member_id, client_id, error))
    return NULL;
  choices->package = tranche_client_package_load (db, client_id, today, error);
  if (choices->package == NULL
      || !tranche_permissions_find_party_obstacle (
          db, member_id, TRANCHE_PERMISSION_EDIT_AGREEMENTS, client_id, &choices->obstacle, error)
      || !load_segments (db, choices, error)
      || !tranche_summary_rules_load (db, choices->package->office_id, &choices->rules, error))
    return NULL;
  return g_steal_pointer (&choices);
}

void
tranche_agreement_choices_free (TrancheAgreementChoices *choices)
{
  if (choices == NULL)
    return;

  g_free (choices->obstacle);
  g_clear_pointer (&choices->segments, g_ptr_array_unref);
  g_clear_pointer (&choices->package, tranche_client_package_free);
  g_free (choices);
}
