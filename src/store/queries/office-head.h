/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/database.h"

G_BEGIN_DECLS

/**
 * TrancheOfficeHead:
 * @address: lines parted by "\n"
 * @logo: (nullable): PNG bytes, of the practice
 *
 * What an office's letterhead says. Text may be "".
 */
typedef struct
{
  char *practice;
  char *licensee;
  char *licence_number;
  char *office;
  char *address;
  char *phone;
  char *email;
  char *website;
  GBytes *logo;
} TrancheOfficeHead;

/* (transfer full): NOT_FOUND */
TrancheOfficeHead *tranche_office_head_load (TrancheDatabase *db, gint64 office_id, GError **error);
void tranche_office_head_free (TrancheOfficeHead *head);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrancheOfficeHead, tranche_office_head_free)

G_END_DECLS
