/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/record.h"

G_BEGIN_DECLS

#define TRANCHE_TYPE_SOURCE (tranche_source_get_type ())
G_DECLARE_FINAL_TYPE (TrancheSource, tranche_source, TRANCHE, SOURCE, TrancheRecord)

/**
 * TrancheSource:
 *
 * Where a client came from: referral, bought list, event …
 */
struct _TrancheSource
{
  TrancheRecord parent_instance;

  char *name;
  gint64 position;
  gboolean active;
};

/* (transfer full): an empty one */
TrancheSource *tranche_source_new (void);

G_END_DECLS
