/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/record.h"

G_BEGIN_DECLS

#define TRANCHE_TYPE_LICENSEE (tranche_licensee_get_type ())
G_DECLARE_FINAL_TYPE (TrancheLicensee, tranche_licensee, TRANCHE, LICENSEE, TrancheRecord)

/**
 * TrancheLicensee:
 *
 * The holder of the financial services licence that practices work under.
 */
struct _TrancheLicensee
{
  TrancheRecord parent_instance;

  char *name;
  char *licence_number;
  gint64 segmentation_model_id;
};

/* (transfer full): an empty one */
TrancheLicensee *tranche_licensee_new (void);

G_END_DECLS
