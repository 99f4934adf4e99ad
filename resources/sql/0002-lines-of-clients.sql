-- SPDX-License-Identifier: GPL-3.0-or-later
-- What a run and the lists look for, client by client. Immutable once released.

-- A run tells clients without production in its range from those whose lines add up to nothing. Most of the first
-- never had a line, and of them it needs no look at statement_line, page by page. Kept by whoever writes or takes
-- away lines, as production is; made again with it, and checked with it.
ALTER TABLE client_slot ADD COLUMN has_lines INTEGER NOT NULL DEFAULT 0 CHECK (has_lines IN (0, 1));
UPDATE client_slot SET has_lines = 1
  WHERE EXISTS (SELECT 1 FROM statement_line AS l WHERE l.client_id = client_slot.client_id);

-- Also of the groups that aren't the primary one.
CREATE INDEX group_membership_by_client ON group_membership (client_id);
