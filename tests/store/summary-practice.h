/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tests/store/practice.h"

/* The practice of practice.h with one household, its ongoing agreement 1 entered on 1 Jul 2023, and
 * the services of the year from 1 Jul 2025. */
static inline TrancheDatabase *
summary_practice_create (Scratch *scratch)
{
  TrancheDatabase *db = practice_create (scratch);

  practice_add_client (db, 1, 1);
  scratch_execute (db, "UPDATE client SET reference = '00042', salutation = 'Peter and Jean'"
                       " WHERE id = 1");
  scratch_execute (db, "INSERT INTO party (id, kind, display_name, sort_key) VALUES"
                       " (2, 2, 'Peter Elliott', 'elliott peter'),"
                       " (3, 2, 'Jean Elliott', 'elliott jean')");
  scratch_execute (db, "INSERT INTO person (id, given_names, family_name) VALUES"
                       " (2, 'Peter', 'Elliott'), (3, 'Jean', 'Elliott')");
  scratch_execute (db, "INSERT INTO membership (client_id, person_id, role) VALUES"
                       " (1, 3, 2), (1, 2, 1)");
  scratch_execute (db, "INSERT INTO agreement (id, number, kind, party_id, office_id, segment_id,"
                       " start_date, state) VALUES (1, 'A-1', 1, 1, 1, 2, '2023-07-01', 3)");
  scratch_execute (db, "INSERT INTO entitlement (id, agreement_id, name, frequency, kind,"
                       " expected_count, period_start, period_end, position) VALUES"
                       " (1, 1, 'Report', 4, 2, 4, '2025-07-01', '2026-06-30', 2),"
                       " (2, 1, 'Review', 6, 2, 1, '2025-07-01', '2026-06-30', 1),"
                       " (3, 1, 'Support', 9, 1, NULL, '2025-07-01', '2026-06-30', 3),"
                       " (4, 1, 'Events', 10, 3, NULL, '2025-07-01', '2026-06-30', 4)");
  scratch_execute (db, "INSERT INTO delivery (party_id, agreement_id, entitlement_id, name,"
                       " delivered_on) VALUES"
                       " (1, 1, 1, 'Report', '2025-10-01'), (1, 1, 1, 'Report', '2025-07-01'),"
                       " (1, 1, 1, 'Report', '2026-06-30'), (1, 1, 1, 'Report', '2026-07-01'),"
                       " (1, 1, 1, 'Report', '2025-06-30'),"
                       " (1, NULL, NULL, 'Letter', '2026-01-05')");
  scratch_execute (db, "INSERT INTO fee (agreement_id, name, basis, amount, frequency, position)"
                       " VALUES (1, 'Advice', 1, 45000, 3, 1), (1, 'Plan', 1, 330000, 8, 2)");
  scratch_execute (db, "INSERT INTO signatory (agreement_id, name, signed_on, position)"
                       " VALUES (1, 'Peter Elliott', '2023-06-20', 1)");
  return db;
}
