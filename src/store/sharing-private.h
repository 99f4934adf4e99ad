/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/sharing.h"

G_BEGIN_DECLS

/* What a statement begins with that knows, as “below”, the member ?1 and whoever reports to them.
 * UNION, not UNION ALL: a circle of reports ends. */
#define TRANCHE_SQL_BELOW                                                                          \
  "WITH RECURSIVE below (id) AS (SELECT ?1 UNION"                                                  \
  " SELECT t.id FROM team_member t JOIN below b ON t.reports_to = b.id)"

/* SQL: whether @party is a client that nobody below looks after, or a group or a person whose
 * clients are all such. A person without a client is everybody's, a group without one is for those
 * who see all. Kinds: 1 client, 2 person, 3 group. */
#define TRANCHE_SQL_IS_ANOTHERS(party)                                                             \
  "coalesce ((SELECT CASE p.kind"                                                                  \
  " WHEN 1 THEN NOT EXISTS (SELECT 1 FROM client c WHERE c.id = p.id"                              \
  " AND c.owner_id IN (SELECT id FROM below))"                                                     \
  " WHEN 2 THEN EXISTS (SELECT 1 FROM membership m WHERE m.person_id = p.id)"                      \
  " AND NOT EXISTS (SELECT 1 FROM membership m JOIN client c ON c.id = m.client_id"                \
  " WHERE m.person_id = p.id AND c.owner_id IN (SELECT id FROM below))"                            \
  " WHEN 3 THEN NOT EXISTS (SELECT 1 FROM group_membership g JOIN client c ON c.id = g.client_id"  \
  " WHERE g.group_id = p.id AND c.owner_id IN (SELECT id FROM below))"                             \
  " ELSE 0 END FROM party p WHERE p.id = " party "), 0)"

G_END_DECLS
