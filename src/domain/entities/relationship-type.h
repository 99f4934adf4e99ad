/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/record.h"

G_BEGIN_DECLS

#define TRANCHE_TYPE_RELATIONSHIP_TYPE (tranche_relationship_type_get_type ())
G_DECLARE_FINAL_TYPE (TrancheRelationshipType,
                      tranche_relationship_type,
                      TRANCHE,
                      RELATIONSHIP_TYPE,
                      TrancheRecord)

/**
 * TrancheRelationshipType:
 *
 * How two parties can be related, in words for either side.
 */
struct _TrancheRelationshipType
{
  TrancheRecord parent_instance;

  char *forward_phrase; /* "is the solicitor for" */
  char *reverse_phrase; /* "has as solicitor" */
  gint64 from_kinds;    /* bits 1 << TranchePartyKind */
  gint64 to_kinds;
  gboolean symmetric;
  gboolean active;
};

/* (transfer full): an empty one */
TrancheRelationshipType *tranche_relationship_type_new (void);

G_END_DECLS
