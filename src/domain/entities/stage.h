/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/record.h"

G_BEGIN_DECLS

#define TRANCHE_TYPE_STAGE (tranche_stage_get_type ())
G_DECLARE_FINAL_TYPE (TrancheStage, tranche_stage, TRANCHE, STAGE, TrancheRecord)

/**
 * TrancheStage:
 *
 * How far a client has come: prospect, client, inactive …
 */
struct _TrancheStage
{
  TrancheRecord parent_instance;

  char *name;
  gint64 position;
  gboolean active;
};

/* (transfer full): an empty one */
TrancheStage *tranche_stage_new (void);

G_END_DECLS
