/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "report/document.h"

G_BEGIN_DECLS

/**
 * TranchePracticeHead:
 * @practice: trading name, large
 * @practice_details: company name and number, if another
 * @licence_number: as the regulator writes it, digits only or with prefix
 * @address: of the office, lines parted by "\n"
 * @logo: (nullable): PNG bytes
 *
 * Who a document comes from. Text that is NULL or "" prints nothing. Whoever has one says whether
 * it owns what is in it.
 */
typedef struct
{
  char *practice;
  char *practice_details;
  char *licensee;
  char *licence_number;
  char *office;
  char *address;
  char *phone;
  char *email;
  char *website;
  GBytes *logo;
} TranchePracticeHead;

/* Frees what it owns. */
void tranche_practice_head_clear (TranchePracticeHead *head);

/* The letterhead of every document; none where there is nothing to say. */
void tranche_practice_head_print (const TranchePracticeHead *head, TrancheDocument *document);

G_END_DECLS
