/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/record.h"

G_BEGIN_DECLS

#define TRANCHE_TYPE_OVERRIDE (tranche_override_get_type ())
G_DECLARE_FINAL_TYPE (TrancheOverride, tranche_override, TRANCHE, OVERRIDE, TrancheRecord)

/**
 * TrancheOverride:
 *
 * A segment set by hand, with a reason; wins over runs from start to end, both included.
 */
struct _TrancheOverride
{
  TrancheRecord parent_instance;

  gint64 party_id;
  gint64 segment_id;
  char *reason;
  TrancheDate start_date;
  TrancheDate end_date; /* 0: until it is taken back */
};

/* (transfer full): an empty one */
TrancheOverride *tranche_override_new (void);

G_END_DECLS
