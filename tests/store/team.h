/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* A practice with somebody in each role, for tests of who may do what. */

#include "tests/store/record-scratch.h"

#include "store/permissions.h"

enum
{
  ROLE_LICENSEE_ADMINISTRATOR = 1,
  ROLE_COMPLIANCE,
  ROLE_PRACTICE_MANAGER,
  ROLE_ADVISER,
  ROLE_ASSOCIATE,
  ROLE_CLIENT_SERVICE,
};

G_GNUC_UNUSED static gint64
add_colleague (Practice *practice, const char *family_name, gint64 role_id)
{
  TrancheOperation *operation = begin (practice->db);
  gint64 id
      = insert (operation, g_object_new (TRANCHE_TYPE_TEAM_MEMBER, "given-names", "Mai",
                                         "family-name", family_name, "role-id", role_id,
                                         "office-id", practice->office_id, "active", TRUE, NULL));

  commit (operation);
  return id;
}

/* A model of the practice's own, chosen by it: a copy of nothing, with one segment and a benefit.
 */
G_GNUC_UNUSED static gint64
add_own_model (Practice *practice, TrancheModelLevel level)
{
  TrancheOperation *operation = begin (practice->db);
  gint64 id;

  if (level == TRANCHE_MODEL_PRACTICE)
    id = insert (operation,
                 g_object_new (TRANCHE_TYPE_SEGMENTATION_MODEL, "level", level, "practice-id",
                               practice->practice_id, "name", "Ours", NULL));
  else
    id = insert (operation,
                 g_object_new (TRANCHE_TYPE_SEGMENTATION_MODEL, "level", level, "licensee-id",
                               practice->licensee_id, "name", "Theirs", NULL));
  commit (operation);
  return id;
}
