/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/record.h"

G_BEGIN_DECLS

#define TRANCHE_TYPE_SETTING (tranche_setting_get_type ())
G_DECLARE_FINAL_TYPE (TrancheSetting, tranche_setting, TRANCHE, SETTING, TrancheRecord)

/**
 * TrancheSetting:
 *
 * A setting of the file or of one of its offices, by key.
 */
struct _TrancheSetting
{
  TrancheRecord parent_instance;

  gint64 office_id; /* 0: of the whole file */
  char *key;
  char *value;
};

/* (transfer full): an empty one */
TrancheSetting *tranche_setting_new (void);

G_END_DECLS
