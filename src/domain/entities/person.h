/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/record.h"

G_BEGIN_DECLS

#define TRANCHE_TYPE_PERSON (tranche_person_get_type ())
G_DECLARE_FINAL_TYPE (TranchePerson, tranche_person, TRANCHE, PERSON, TrancheRecord)

/**
 * TranchePerson:
 *
 * A human being; can be a member of several clients; a party.
 */
struct _TranchePerson
{
  TrancheRecord parent_instance;

  char *title;
  char *given_names;
  char *preferred_name;
  char *family_name;
  TrancheDate birth_date;
  char *email;
  char *phone;
  char *mobile;
  char *address;
  char *notes;
};

/* (transfer full): an empty one */
TranchePerson *tranche_person_new (void);

G_END_DECLS
