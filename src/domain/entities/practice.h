/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/record.h"

G_BEGIN_DECLS

#define TRANCHE_TYPE_PRACTICE (tranche_practice_get_type ())
G_DECLARE_FINAL_TYPE (TranchePractice, tranche_practice, TRANCHE, PRACTICE, TrancheRecord)

/**
 * TranchePractice:
 *
 * A business that gives advice; its offices hold clients.
 */
struct _TranchePractice
{
  TrancheRecord parent_instance;

  gint64 licensee_id;
  char *name;
  gint64 segmentation_model_id;
};

/* (transfer full): an empty one */
TranchePractice *tranche_practice_new (void);

G_END_DECLS
