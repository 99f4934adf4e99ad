/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/record.h"

G_BEGIN_DECLS

#define TRANCHE_TYPE_RELATIONSHIP (tranche_relationship_get_type ())
G_DECLARE_FINAL_TYPE (TrancheRelationship,
                      tranche_relationship,
                      TRANCHE,
                      RELATIONSHIP,
                      TrancheRecord)

/**
 * TrancheRelationship:
 *
 * A link between two parties: one row, read from either side.
 */
struct _TrancheRelationship
{
  TrancheRecord parent_instance;

  gint64 type_id;
  gint64 from_party_id;
  gint64 to_party_id;
  TrancheDate start_date;
  TrancheDate end_date; /* 0: lasts */
  char *notes;
};

/* (transfer full): an empty one */
TrancheRelationship *tranche_relationship_new (void);

G_END_DECLS
