/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/record.h"

G_BEGIN_DECLS

#define TRANCHE_TYPE_OFFICE (tranche_office_get_type ())
G_DECLARE_FINAL_TYPE (TrancheOffice, tranche_office, TRANCHE, OFFICE, TrancheRecord)

/**
 * TrancheOffice:
 *
 * Owns clients, revenue statements and segmentation strategies.
 */
struct _TrancheOffice
{
  TrancheRecord parent_instance;

  gint64 practice_id;
  char *name;
  char *folded_name;
  char *address;
  char *phone;
  char *email;
  char *website;
  gboolean is_default;
  gboolean segmentation_enabled;
};

/* (transfer full): an empty one */
TrancheOffice *tranche_office_new (void);

G_END_DECLS
