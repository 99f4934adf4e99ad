/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "domain/entities/entities.h"

/* Written out, so that nothing depends on which types were used before, or on which thread. */
static const struct
{
  const char *table_name;
  GType (*get_type) (void);
} entities[] = {
  { "licensee", tranche_licensee_get_type },
  { "practice", tranche_practice_get_type },
  { "office", tranche_office_get_type },
  { "role", tranche_role_get_type },
  { "team_member", tranche_team_member_get_type },
  { "setting", tranche_setting_get_type },
  { "stage", tranche_stage_get_type },
  { "source", tranche_source_get_type },
  { "client", tranche_client_get_type },
  { "person", tranche_person_get_type },
  { "membership", tranche_membership_get_type },
  { "client_group", tranche_client_group_get_type },
  { "group_membership", tranche_group_membership_get_type },
  { "provider", tranche_provider_get_type },
  { "relationship_type", tranche_relationship_type_get_type },
  { "relationship", tranche_relationship_get_type },
  { "segmentation_model", tranche_segmentation_model_get_type },
  { "segment", tranche_segment_get_type },
  { "benefit", tranche_benefit_get_type },
  { "segment_benefit", tranche_segment_benefit_get_type },
  { "strategy", tranche_strategy_get_type },
  { "band", tranche_strategy_band_get_type },
  { "override", tranche_override_get_type },
  { "agreement", tranche_agreement_get_type },
  { "signatory", tranche_signatory_get_type },
  { "entitlement", tranche_entitlement_get_type },
  { "delivery", tranche_delivery_get_type },
  { "fee", tranche_fee_get_type },
  { "client_alias", tranche_client_alias_get_type },
};

GType
tranche_entities_find_type (const char *table_name)
{
  g_return_val_if_fail (table_name != NULL, G_TYPE_INVALID);

  for (gsize i = 0; i < G_N_ELEMENTS (entities); i++)
    if (g_str_equal (entities[i].table_name, table_name))
      return entities[i].get_type ();

  return G_TYPE_INVALID;
}

GType
tranche_entities_get_type (guint index)
{
  g_return_val_if_fail (index < G_N_ELEMENTS (entities), G_TYPE_INVALID);

  return entities[index].get_type ();
}

guint
tranche_entities_get_n_types (void)
{
  return G_N_ELEMENTS (entities);
}
