-- SPDX-License-Identifier: GPL-3.0-or-later
-- The first schema. Immutable once released: later versions add files, they don't edit this one.
--
-- Money is whole cents. Days are 'YYYY-MM-DD'. Months are year * 12 + month - 1. Moments are microseconds
-- since 1970, UTC. Codes are append-only; their names are in src/domain/codes.h. row_version counts the
-- writes of a row and guards against lost updates.

-- Trust: every write runs under one operation; record writes leave one change each -----------------------

-- Written when the operation ends, with the hash over the chain, so that it never needs an update.
CREATE TABLE operation (
  id INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  actor_id INTEGER,                        -- team_member; NULL for the program itself
  actor_name TEXT NOT NULL,
  kind INTEGER NOT NULL,                   -- TrancheOperationKind
  label TEXT NOT NULL,
  office_id INTEGER,                       -- where only one office is concerned
  affects INTEGER NOT NULL DEFAULT 0,      -- TrancheAffects bits: what makes a run stale
  undoes INTEGER REFERENCES operation (id),
  redoes INTEGER REFERENCES operation (id),
  detail TEXT NOT NULL DEFAULT '{}',       -- JSON: figures of the operation
  last_change_id INTEGER,                  -- the chain of changes as it stood at the end
  previous_hash BLOB NOT NULL CHECK (length (previous_hash) = 32),
  hash BLOB NOT NULL CHECK (length (hash) = 32)
) STRICT;
CREATE INDEX operation_undoes ON operation (undoes) WHERE undoes IS NOT NULL;
CREATE INDEX operation_redoes ON operation (redoes) WHERE redoes IS NOT NULL;
CREATE INDEX operation_affects ON operation (id) WHERE affects <> 0;

CREATE TABLE change (
  id INTEGER PRIMARY KEY,
  operation_id INTEGER NOT NULL REFERENCES operation (id) DEFERRABLE INITIALLY DEFERRED,
  table_name TEXT NOT NULL,
  row_id INTEGER NOT NULL,
  party_id INTEGER,                        -- whose history it belongs to, where there is one
  before TEXT,                             -- JSON of the row; NULL: it didn't exist
  after TEXT,                              -- JSON of the row; NULL: it was removed
  previous_hash BLOB NOT NULL CHECK (length (previous_hash) = 32),
  hash BLOB NOT NULL CHECK (length (hash) = 32)
) STRICT;
CREATE INDEX change_by_operation ON change (operation_id);
CREATE INDEX change_by_row ON change (table_name, row_id);
CREATE INDEX change_by_party ON change (party_id) WHERE party_id IS NOT NULL;

CREATE TRIGGER operation_no_update BEFORE UPDATE ON operation
BEGIN SELECT raise (ABORT, 'operations are append-only'); END;
CREATE TRIGGER operation_no_delete BEFORE DELETE ON operation
BEGIN SELECT raise (ABORT, 'operations are append-only'); END;
CREATE TRIGGER change_no_update BEFORE UPDATE ON change
BEGIN SELECT raise (ABORT, 'changes are append-only'); END;
CREATE TRIGGER change_no_delete BEFORE DELETE ON change
BEGIN SELECT raise (ABORT, 'changes are append-only'); END;

-- Parties: the one id space of whatever can be related, noted about or searched ------------------------

-- A party is never deleted, only removed from view, so that history and documents keep their names.
CREATE TABLE party (
  id INTEGER PRIMARY KEY,
  kind INTEGER NOT NULL CHECK (kind BETWEEN 1 AND 6),   -- TranchePartyKind
  display_name TEXT NOT NULL,
  sort_key TEXT NOT NULL,                  -- folded display name, the same in every locale
  removed INTEGER NOT NULL DEFAULT 0 CHECK (removed IN (0, 1))
) STRICT;
CREATE INDEX party_by_name ON party (kind, sort_key, id) WHERE removed = 0;

-- The organisation: licensee › practice › office ------------------------------------------------------

CREATE TABLE segmentation_model (
  id INTEGER PRIMARY KEY,
  level INTEGER NOT NULL CHECK (level BETWEEN 1 AND 3),  -- TrancheModelLevel: built-in, licensee, practice
  licensee_id INTEGER REFERENCES licensee (id),
  practice_id INTEGER REFERENCES practice (id),
  name TEXT NOT NULL CHECK (name <> ''),
  removed INTEGER NOT NULL DEFAULT 0 CHECK (removed IN (0, 1)),  -- its segments stay, so it does
  row_version INTEGER NOT NULL DEFAULT 1,
  CHECK ((level = 2) = (licensee_id IS NOT NULL)),
  CHECK ((level = 3) = (practice_id IS NOT NULL))
) STRICT;

CREATE TABLE licensee (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL CHECK (name <> ''),
  licence_number TEXT NOT NULL DEFAULT '',
  segmentation_model_id INTEGER REFERENCES segmentation_model (id),
  row_version INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE TABLE practice (
  id INTEGER PRIMARY KEY,
  licensee_id INTEGER NOT NULL REFERENCES licensee (id),
  name TEXT NOT NULL CHECK (name <> ''),
  segmentation_model_id INTEGER REFERENCES segmentation_model (id),
  logo BLOB,                               -- PNG
  row_version INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE TABLE office (
  id INTEGER PRIMARY KEY,
  practice_id INTEGER NOT NULL REFERENCES practice (id),
  name TEXT NOT NULL CHECK (name <> ''),
  folded_name TEXT NOT NULL UNIQUE,
  address TEXT NOT NULL DEFAULT '',
  phone TEXT NOT NULL DEFAULT '',
  email TEXT NOT NULL DEFAULT '',
  website TEXT NOT NULL DEFAULT '',
  is_default INTEGER NOT NULL DEFAULT 0 CHECK (is_default IN (0, 1)),
  segmentation_enabled INTEGER NOT NULL DEFAULT 1 CHECK (segmentation_enabled IN (0, 1)),
  row_version INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE TABLE role (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE CHECK (name <> ''),
  level INTEGER NOT NULL CHECK (level BETWEEN 1 AND 3),  -- TrancheRoleLevel: licensee, practice, office
  permissions INTEGER NOT NULL DEFAULT 0,                -- TranchePermissions bits
  row_version INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE TABLE team_member (
  id INTEGER PRIMARY KEY REFERENCES party (id),
  given_names TEXT NOT NULL DEFAULT '',
  family_name TEXT NOT NULL CHECK (family_name <> ''),
  role_id INTEGER NOT NULL REFERENCES role (id),
  office_id INTEGER NOT NULL REFERENCES office (id),
  reports_to INTEGER REFERENCES team_member (id) CHECK (reports_to <> id),
  email TEXT NOT NULL DEFAULT '',
  phone TEXT NOT NULL DEFAULT '',
  active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
  row_version INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE TABLE setting (
  id INTEGER PRIMARY KEY,
  office_id INTEGER REFERENCES office (id),  -- NULL: of the whole file
  key TEXT NOT NULL CHECK (key <> ''),
  value TEXT NOT NULL,
  row_version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE UNIQUE INDEX setting_by_key ON setting (key, coalesce (office_id, 0));

-- Clients, people, groups, providers, relationships ---------------------------------------------------

CREATE TABLE stage (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE CHECK (name <> ''),
  position INTEGER NOT NULL,
  active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
  row_version INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE TABLE source (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE CHECK (name <> ''),
  position INTEGER NOT NULL,
  active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
  row_version INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE TABLE client (
  id INTEGER PRIMARY KEY REFERENCES party (id),
  kind INTEGER NOT NULL CHECK (kind BETWEEN 1 AND 6),    -- TrancheClientKind
  name TEXT NOT NULL CHECK (name <> ''),
  salutation TEXT NOT NULL DEFAULT '',
  reference TEXT NOT NULL DEFAULT '',                    -- the practice's own client number
  office_id INTEGER NOT NULL REFERENCES office (id),
  owner_id INTEGER REFERENCES team_member (id),
  stage_id INTEGER REFERENCES stage (id),
  source_id INTEGER REFERENCES source (id),
  client_since TEXT CHECK (client_since = date (client_since)),
  email TEXT NOT NULL DEFAULT '',
  phone TEXT NOT NULL DEFAULT '',
  address TEXT NOT NULL DEFAULT '',
  notes TEXT NOT NULL DEFAULT '',
  created_by INTEGER REFERENCES operation (id) DEFERRABLE INITIALLY DEFERRED,
  row_version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE UNIQUE INDEX client_by_reference ON client (office_id, reference) WHERE reference <> '';
CREATE INDEX client_by_owner ON client (owner_id);
CREATE INDEX client_by_creation ON client (created_by);

CREATE TABLE person (
  id INTEGER PRIMARY KEY REFERENCES party (id),
  title TEXT NOT NULL DEFAULT '',
  given_names TEXT NOT NULL DEFAULT '',
  preferred_name TEXT NOT NULL DEFAULT '',
  family_name TEXT NOT NULL CHECK (family_name <> ''),
  birth_date TEXT CHECK (birth_date = date (birth_date)),
  email TEXT NOT NULL DEFAULT '',
  phone TEXT NOT NULL DEFAULT '',
  mobile TEXT NOT NULL DEFAULT '',
  address TEXT NOT NULL DEFAULT '',
  notes TEXT NOT NULL DEFAULT '',
  row_version INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE TABLE membership (
  id INTEGER PRIMARY KEY,
  client_id INTEGER NOT NULL REFERENCES client (id),
  person_id INTEGER NOT NULL REFERENCES person (id),
  role INTEGER NOT NULL CHECK (role BETWEEN 1 AND 8),    -- TrancheMemberRole
  start_date TEXT CHECK (start_date = date (start_date)),
  end_date TEXT CHECK (end_date = date (end_date)),
  row_version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE UNIQUE INDEX membership_primary_contact ON membership (client_id) WHERE role = 1 AND end_date IS NULL;
CREATE UNIQUE INDEX membership_partner ON membership (client_id) WHERE role = 2 AND end_date IS NULL;
CREATE UNIQUE INDEX membership_once ON membership (client_id, person_id, role) WHERE end_date IS NULL;
CREATE INDEX membership_by_person ON membership (person_id);

CREATE TABLE client_group (
  id INTEGER PRIMARY KEY REFERENCES party (id),
  kind INTEGER NOT NULL CHECK (kind BETWEEN 1 AND 2),    -- TrancheGroupKind: family, employer
  name TEXT NOT NULL CHECK (name <> ''),
  office_id INTEGER NOT NULL REFERENCES office (id),
  notes TEXT NOT NULL DEFAULT '',
  row_version INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE TABLE group_membership (
  id INTEGER PRIMARY KEY,
  group_id INTEGER NOT NULL REFERENCES client_group (id),
  client_id INTEGER NOT NULL REFERENCES client (id),
  is_primary INTEGER NOT NULL DEFAULT 1 CHECK (is_primary IN (0, 1)),  -- the one group it counts in
  row_version INTEGER NOT NULL DEFAULT 1,
  UNIQUE (group_id, client_id)
) STRICT;
CREATE UNIQUE INDEX group_membership_primary ON group_membership (client_id) WHERE is_primary = 1;

CREATE TABLE provider (
  id INTEGER PRIMARY KEY REFERENCES party (id),
  kind INTEGER NOT NULL CHECK (kind BETWEEN 1 AND 2),    -- TrancheProviderKind: product provider, own division
  name TEXT NOT NULL CHECK (name <> ''),
  phone TEXT NOT NULL DEFAULT '',
  email TEXT NOT NULL DEFAULT '',
  website TEXT NOT NULL DEFAULT '',
  address TEXT NOT NULL DEFAULT '',
  notes TEXT NOT NULL DEFAULT '',
  row_version INTEGER NOT NULL DEFAULT 1
) STRICT;

-- from_kinds and to_kinds: bits 1 << party kind
CREATE TABLE relationship_type (
  id INTEGER PRIMARY KEY,
  forward_phrase TEXT NOT NULL CHECK (forward_phrase <> ''),
  reverse_phrase TEXT NOT NULL CHECK (reverse_phrase <> ''),
  from_kinds INTEGER NOT NULL,
  to_kinds INTEGER NOT NULL,
  symmetric INTEGER NOT NULL DEFAULT 0 CHECK (symmetric IN (0, 1)),
  active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
  row_version INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE TABLE relationship (
  id INTEGER PRIMARY KEY,
  type_id INTEGER NOT NULL REFERENCES relationship_type (id),
  from_party_id INTEGER NOT NULL REFERENCES party (id),
  to_party_id INTEGER NOT NULL REFERENCES party (id) CHECK (to_party_id <> from_party_id),
  start_date TEXT CHECK (start_date = date (start_date)),
  end_date TEXT CHECK (end_date = date (end_date) AND (start_date IS NULL OR end_date >= start_date)),
  notes TEXT NOT NULL DEFAULT '',
  row_version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE UNIQUE INDEX relationship_once ON relationship (type_id, from_party_id, to_party_id) WHERE end_date IS NULL;
CREATE INDEX relationship_from ON relationship (from_party_id);
CREATE INDEX relationship_to ON relationship (to_party_id);

-- A symmetric link stands once; its mirror image would say the same again.
CREATE TRIGGER relationship_no_mirror BEFORE INSERT ON relationship
WHEN NEW.end_date IS NULL AND (SELECT symmetric FROM relationship_type WHERE id = NEW.type_id) = 1
  AND EXISTS (SELECT 1 FROM relationship WHERE type_id = NEW.type_id AND from_party_id = NEW.to_party_id
              AND to_party_id = NEW.from_party_id AND end_date IS NULL)
BEGIN SELECT raise (ABORT, 'this relationship exists already, seen from the other side'); END;

-- Segments, benefits, service packages ----------------------------------------------------------------

CREATE TABLE segment (
  id INTEGER PRIMARY KEY,
  model_id INTEGER NOT NULL REFERENCES segmentation_model (id),
  name TEXT NOT NULL CHECK (name <> ''),
  folded_name TEXT NOT NULL,
  description TEXT NOT NULL DEFAULT '',
  colour INTEGER NOT NULL CHECK (colour BETWEEN 1 AND 9),  -- TrancheSegmentColour
  mark INTEGER NOT NULL CHECK (mark BETWEEN 1 AND 9),      -- TrancheSegmentMark: a shape, so that colour isn't all
  position INTEGER NOT NULL,
  active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
  row_version INTEGER NOT NULL DEFAULT 1,
  UNIQUE (model_id, folded_name)
) STRICT;

CREATE TABLE benefit (
  id INTEGER PRIMARY KEY,
  model_id INTEGER NOT NULL REFERENCES segmentation_model (id),
  name TEXT NOT NULL CHECK (name <> ''),
  description TEXT NOT NULL DEFAULT '',
  frequency INTEGER NOT NULL CHECK (frequency BETWEEN 1 AND 10),  -- TrancheFrequency
  kind INTEGER NOT NULL DEFAULT 2 CHECK (kind BETWEEN 1 AND 3),   -- TrancheBenefitKind: given, core, additional
  position INTEGER NOT NULL,               -- the order number; equal ones go by name
  removed INTEGER NOT NULL DEFAULT 0 CHECK (removed IN (0, 1)),
  row_version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX benefit_by_model ON benefit (model_id, position);

CREATE TABLE segment_benefit (
  id INTEGER PRIMARY KEY,
  segment_id INTEGER NOT NULL REFERENCES segment (id),
  benefit_id INTEGER NOT NULL REFERENCES benefit (id),
  row_version INTEGER NOT NULL DEFAULT 1,
  UNIQUE (segment_id, benefit_id)
) STRICT;
CREATE INDEX segment_benefit_by_benefit ON segment_benefit (benefit_id);

CREATE TRIGGER segment_no_delete BEFORE DELETE ON segment
BEGIN SELECT raise (ABORT, 'segments are never deleted; make it inactive'); END;

-- Strategies: which monthly limits decide, for whom ---------------------------------------------------

CREATE TABLE strategy (
  id INTEGER PRIMARY KEY,
  office_id INTEGER NOT NULL REFERENCES office (id),
  name TEXT NOT NULL CHECK (name <> ''),
  target INTEGER NOT NULL CHECK (target BETWEEN 1 AND 2),  -- TrancheStrategyTarget: individual clients, client groups
  maximum_months INTEGER NOT NULL DEFAULT 12 CHECK (maximum_months BETWEEN 1 AND 120),
  buffer_months INTEGER NOT NULL DEFAULT 1 CHECK (buffer_months BETWEEN 0 AND 120),
  active INTEGER NOT NULL DEFAULT 0 CHECK (active IN (0, 1)),
  removed INTEGER NOT NULL DEFAULT 0 CHECK (removed IN (0, 1)),  -- runs go on naming it
  row_version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE UNIQUE INDEX strategy_active ON strategy (office_id, target) WHERE active = 1;

-- A band's upper limit is the next band's lower one; the last has none.
CREATE TABLE band (
  id INTEGER PRIMARY KEY,
  strategy_id INTEGER NOT NULL REFERENCES strategy (id),
  segment_id INTEGER NOT NULL REFERENCES segment (id),
  monthly_lower INTEGER NOT NULL CHECK (monthly_lower >= 0),
  row_version INTEGER NOT NULL DEFAULT 1,
  UNIQUE (strategy_id, segment_id),
  UNIQUE (strategy_id, monthly_lower)
) STRICT;

-- Statements and production ---------------------------------------------------------------------------

CREATE TABLE statement (
  id INTEGER PRIMARY KEY,
  office_id INTEGER NOT NULL REFERENCES office (id),
  provider_id INTEGER REFERENCES provider (id),
  name TEXT NOT NULL,
  content_hash BLOB NOT NULL CHECK (length (content_hash) = 32),  -- SHA-256 of the file
  first_month INTEGER NOT NULL,            -- over all lines, matched or not
  last_month INTEGER NOT NULL,
  line_count INTEGER NOT NULL,
  total INTEGER NOT NULL,
  unmatched_count INTEGER NOT NULL,
  unmatched_total INTEGER NOT NULL,
  state INTEGER NOT NULL DEFAULT 1 CHECK (state BETWEEN 1 AND 2),  -- TrancheStatementState: counted, withdrawn
  operation_id INTEGER NOT NULL REFERENCES operation (id) DEFERRABLE INITIALLY DEFERRED
) STRICT;
CREATE INDEX statement_by_office ON statement (office_id, state, first_month);
CREATE UNIQUE INDEX statement_by_content ON statement (office_id, content_hash) WHERE state = 1;

-- The lines that count, and nothing else: clustered by client, because that is how they are summed and shown.
-- No foreign keys here: at millions of lines they cost more than the insert; `check` looks for dangling ones.
CREATE TABLE statement_line (
  client_id INTEGER NOT NULL,
  month INTEGER NOT NULL,
  statement_id INTEGER NOT NULL,
  line_number INTEGER NOT NULL,            -- in the file, the header being line 1
  day INTEGER NOT NULL CHECK (day BETWEEN 1 AND 31),
  amount INTEGER NOT NULL,
  reference TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (client_id, month, statement_id, line_number)
) STRICT, WITHOUT ROWID;

-- Lines whose client isn't known yet, and lines of a withdrawn statement: neither counts.
CREATE TABLE unmatched_line (
  statement_id INTEGER NOT NULL REFERENCES statement (id),
  line_number INTEGER NOT NULL,
  client_reference TEXT NOT NULL,
  month INTEGER NOT NULL,
  day INTEGER NOT NULL CHECK (day BETWEEN 1 AND 31),
  amount INTEGER NOT NULL,
  reference TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (statement_id, line_number)
) STRICT, WITHOUT ROWID;

CREATE TABLE withdrawn_line (
  statement_id INTEGER NOT NULL REFERENCES statement (id),
  client_id INTEGER NOT NULL,
  month INTEGER NOT NULL,
  line_number INTEGER NOT NULL,
  day INTEGER NOT NULL CHECK (day BETWEEN 1 AND 31),
  amount INTEGER NOT NULL,
  reference TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (statement_id, client_id, month, line_number)
) STRICT, WITHOUT ROWID;

-- What a reference on a statement means, learned once per provider (NULL: on any provider's).
CREATE TABLE client_alias (
  id INTEGER PRIMARY KEY,
  office_id INTEGER NOT NULL REFERENCES office (id),
  provider_id INTEGER REFERENCES provider (id),
  reference TEXT NOT NULL CHECK (reference <> ''),
  client_id INTEGER NOT NULL REFERENCES client (id),
  row_version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE UNIQUE INDEX client_alias_once ON client_alias (office_id, reference, coalesce (provider_id, 0));

-- A dense number for each client, in order of creation, and the few facts a run needs of it: one short row
-- beside the wide client row. The triggers below keep it.
CREATE TABLE client_slot (
  slot INTEGER PRIMARY KEY,
  client_id INTEGER NOT NULL UNIQUE REFERENCES client (id),
  office_id INTEGER NOT NULL,
  group_id INTEGER,                        -- the primary group
  removed INTEGER NOT NULL DEFAULT 0 CHECK (removed IN (0, 1))
) STRICT;

CREATE TRIGGER client_takes_slot AFTER INSERT ON client
BEGIN INSERT INTO client_slot (client_id, office_id) VALUES (NEW.id, NEW.office_id); END;
CREATE TRIGGER client_moves_office AFTER UPDATE OF office_id ON client WHEN NEW.office_id <> OLD.office_id
BEGIN UPDATE client_slot SET office_id = NEW.office_id WHERE client_id = NEW.id; END;
CREATE TRIGGER client_removed AFTER UPDATE OF removed ON party WHEN NEW.kind = 1
BEGIN UPDATE client_slot SET removed = NEW.removed WHERE client_id = NEW.id; END;
CREATE TRIGGER client_joins_group AFTER INSERT ON group_membership WHEN NEW.is_primary = 1
BEGIN UPDATE client_slot SET group_id = NEW.group_id WHERE client_id = NEW.client_id; END;
CREATE TRIGGER client_leaves_group AFTER DELETE ON group_membership WHEN OLD.is_primary = 1
BEGIN UPDATE client_slot SET group_id = NULL WHERE client_id = OLD.client_id; END;
CREATE TRIGGER client_changes_group AFTER UPDATE ON group_membership
BEGIN
  UPDATE client_slot SET group_id = NULL WHERE client_id = OLD.client_id AND OLD.is_primary = 1;
  UPDATE client_slot SET group_id = NEW.group_id WHERE client_id = NEW.client_id AND NEW.is_primary = 1;
END;

-- Monthly totals of statement_line, packed: one blob of little-endian 64-bit cents per month and 65,536 slots.
-- Derived in the import's transaction; can be made again from the lines and checked against them.
CREATE TABLE production (
  id INTEGER PRIMARY KEY,                  -- month << 16 | chunk, so that blobs open by row id
  amounts BLOB NOT NULL CHECK (length (amounts) % 8 = 0 AND length (amounts) <= 524288)
) STRICT;

-- Runs and what they assign ---------------------------------------------------------------------------

CREATE TABLE run (
  id INTEGER PRIMARY KEY,
  operation_id INTEGER NOT NULL REFERENCES operation (id) DEFERRABLE INITIALLY DEFERRED,
  office_id INTEGER NOT NULL REFERENCES office (id),
  strategy_id INTEGER NOT NULL REFERENCES strategy (id),
  target INTEGER NOT NULL CHECK (target BETWEEN 1 AND 2),
  run_date TEXT NOT NULL CHECK (run_date = date (run_date)),
  start_month INTEGER NOT NULL,
  end_month INTEGER NOT NULL,
  available_months INTEGER NOT NULL CHECK (available_months > 0),
  maximum_months INTEGER NOT NULL,
  buffer_months INTEGER NOT NULL,
  parties INTEGER NOT NULL,
  production INTEGER NOT NULL,
  moves INTEGER NOT NULL,
  unsegmented INTEGER NOT NULL,
  unsegmented_production INTEGER NOT NULL,
  no_production INTEGER NOT NULL,
  negative INTEGER NOT NULL,
  state INTEGER NOT NULL DEFAULT 1 CHECK (state BETWEEN 1 AND 2)  -- TrancheRunState: done, undone
) STRICT;
CREATE INDEX run_by_office ON run (office_id, target, id);

-- The limits as they were, and what came of them.
CREATE TABLE run_segment (
  run_id INTEGER NOT NULL REFERENCES run (id),
  segment_id INTEGER NOT NULL REFERENCES segment (id),
  name TEXT NOT NULL,
  monthly_lower INTEGER NOT NULL,
  effective_lower INTEGER NOT NULL,
  parties INTEGER NOT NULL,
  production INTEGER NOT NULL,
  PRIMARY KEY (run_id, segment_id)
) STRICT, WITHOUT ROWID;

-- What the latest run says of each client or group; NULL: unsegmented. Narrow, because runs write here.
CREATE TABLE assignment (
  party_id INTEGER PRIMARY KEY REFERENCES party (id),
  segment_id INTEGER REFERENCES segment (id),
  run_id INTEGER NOT NULL REFERENCES run (id),   -- the run that moved it there
  since TEXT NOT NULL
) STRICT;

CREATE TABLE assignment_history (
  operation_id INTEGER NOT NULL REFERENCES operation (id) DEFERRABLE INITIALLY DEFERRED,
  party_id INTEGER NOT NULL,
  run_id INTEGER,                          -- the run, also the one that an undo took back
  effective_date TEXT NOT NULL,            -- the run's date
  had_segment INTEGER NOT NULL CHECK (had_segment IN (0, 1)),   -- 0: it wasn't assigned at all before
  has_segment INTEGER NOT NULL CHECK (has_segment IN (0, 1)),   -- 0: an undo took the assignment away
  from_segment_id INTEGER,
  to_segment_id INTEGER,
  from_run_id INTEGER,                     -- with from_since: what an undo puts back
  from_since TEXT,
  PRIMARY KEY (operation_id, party_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX assignment_history_by_party ON assignment_history (party_id, operation_id);
CREATE TRIGGER assignment_history_no_update BEFORE UPDATE ON assignment_history
BEGIN SELECT raise (ABORT, 'the history of assignments is append-only'); END;
CREATE TRIGGER assignment_history_no_delete BEFORE DELETE ON assignment_history
BEGIN SELECT raise (ABORT, 'the history of assignments is append-only'); END;

-- A segment set by hand; wins over runs from start_date to end_date, both included.
CREATE TABLE override (
  id INTEGER PRIMARY KEY,
  party_id INTEGER NOT NULL REFERENCES party (id),
  segment_id INTEGER NOT NULL REFERENCES segment (id),
  reason TEXT NOT NULL CHECK (reason <> ''),
  start_date TEXT NOT NULL CHECK (start_date = date (start_date)),
  end_date TEXT CHECK (end_date = date (end_date) AND end_date >= start_date),
  row_version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX override_by_party ON override (party_id, start_date);

-- Agreements, entitlements, deliveries, documents -----------------------------------------------------

CREATE TABLE agreement (
  id INTEGER PRIMARY KEY,
  number TEXT NOT NULL UNIQUE CHECK (number <> ''),
  kind INTEGER NOT NULL CHECK (kind BETWEEN 1 AND 2),    -- TrancheAgreementKind: ongoing, fixed term
  party_id INTEGER NOT NULL REFERENCES party (id),       -- a client or a group
  office_id INTEGER NOT NULL REFERENCES office (id),
  adviser_id INTEGER REFERENCES team_member (id),
  segment_id INTEGER REFERENCES segment (id),            -- the service package
  start_date TEXT NOT NULL CHECK (start_date = date (start_date)),
  end_date TEXT CHECK (end_date = date (end_date) AND end_date >= start_date),  -- fixed term only
  reference_day TEXT CHECK (reference_day = date (reference_day)),
  state INTEGER NOT NULL CHECK (state BETWEEN 1 AND 6),  -- TrancheAgreementState
  signed_on TEXT CHECK (signed_on = date (signed_on)),
  ended_on TEXT CHECK (ended_on = date (ended_on)),
  end_basis TEXT NOT NULL DEFAULT '',
  supersedes_id INTEGER REFERENCES agreement (id),
  notes TEXT NOT NULL DEFAULT '',
  row_version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX agreement_by_party ON agreement (party_id);

CREATE TABLE signatory (
  id INTEGER PRIMARY KEY,
  agreement_id INTEGER NOT NULL REFERENCES agreement (id),
  person_id INTEGER REFERENCES person (id),
  name TEXT NOT NULL CHECK (name <> ''),
  capacity TEXT NOT NULL DEFAULT '',       -- "trustee for the Ng Family Trust"
  signed_on TEXT CHECK (signed_on = date (signed_on)),
  position INTEGER NOT NULL,
  row_version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX signatory_by_agreement ON signatory (agreement_id);

-- The benefit's words as they were promised: editing or removing the benefit changes nothing here.
CREATE TABLE entitlement (
  id INTEGER PRIMARY KEY,
  agreement_id INTEGER NOT NULL REFERENCES agreement (id),
  benefit_id INTEGER REFERENCES benefit (id),
  name TEXT NOT NULL CHECK (name <> ''),
  description TEXT NOT NULL DEFAULT '',
  frequency INTEGER NOT NULL CHECK (frequency BETWEEN 1 AND 10),
  kind INTEGER NOT NULL CHECK (kind BETWEEN 1 AND 3),
  expected_count INTEGER CHECK (expected_count >= 0),    -- in the period; NULL: not counted
  period_start TEXT NOT NULL CHECK (period_start = date (period_start)),
  period_end TEXT NOT NULL CHECK (period_end = date (period_end) AND period_end >= period_start),
  position INTEGER NOT NULL,
  row_version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX entitlement_by_agreement ON entitlement (agreement_id, period_start, position);
CREATE INDEX entitlement_by_benefit ON entitlement (benefit_id);

CREATE TABLE delivery (
  id INTEGER PRIMARY KEY,
  party_id INTEGER NOT NULL REFERENCES party (id),
  agreement_id INTEGER REFERENCES agreement (id),
  entitlement_id INTEGER REFERENCES entitlement (id),    -- NULL: also provided
  name TEXT NOT NULL CHECK (name <> ''),   -- the service in words
  delivered_on TEXT NOT NULL CHECK (delivered_on = date (delivered_on)),
  team_member_id INTEGER REFERENCES team_member (id),
  method TEXT NOT NULL DEFAULT '',         -- meeting, phone, e-mail …
  note TEXT NOT NULL DEFAULT '',
  row_version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX delivery_by_party ON delivery (party_id, delivered_on);
CREATE INDEX delivery_by_entitlement ON delivery (entitlement_id);

CREATE TABLE fee (
  id INTEGER PRIMARY KEY,
  agreement_id INTEGER NOT NULL REFERENCES agreement (id),
  name TEXT NOT NULL CHECK (name <> ''),
  basis INTEGER NOT NULL CHECK (basis BETWEEN 1 AND 2),  -- TrancheFeeBasis: fixed, estimate
  method TEXT NOT NULL DEFAULT '',         -- how an estimate was worked out
  amount INTEGER NOT NULL CHECK (amount >= 0),
  frequency INTEGER NOT NULL CHECK (frequency BETWEEN 1 AND 10),
  account TEXT NOT NULL DEFAULT '',
  position INTEGER NOT NULL,
  row_version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX fee_by_agreement ON fee (agreement_id, position);

CREATE TABLE issued_document (
  id INTEGER PRIMARY KEY,
  number TEXT NOT NULL UNIQUE,
  kind INTEGER NOT NULL CHECK (kind BETWEEN 1 AND 3),    -- TrancheDocumentKind: fds, ofa, fta
  title TEXT NOT NULL,
  party_id INTEGER NOT NULL REFERENCES party (id),
  agreement_id INTEGER REFERENCES agreement (id),
  issued_on TEXT NOT NULL CHECK (issued_on = date (issued_on)),
  period_start TEXT CHECK (period_start = date (period_start)),   -- of what it promises
  period_end TEXT CHECK (period_end = date (period_end) AND period_end >= period_start),
  operation_id INTEGER NOT NULL REFERENCES operation (id) DEFERRABLE INITIALLY DEFERRED,
  pages INTEGER NOT NULL,
  hash BLOB NOT NULL CHECK (length (hash) = 32),         -- SHA-256 of bytes
  bytes BLOB NOT NULL
) STRICT;
CREATE INDEX issued_document_by_party ON issued_document (party_id);
CREATE INDEX issued_document_by_period ON issued_document (agreement_id, kind, period_start);
CREATE TRIGGER issued_document_no_update BEFORE UPDATE ON issued_document
BEGIN SELECT raise (ABORT, 'issued documents never change'); END;
CREATE TRIGGER issued_document_no_delete BEFORE DELETE ON issued_document
BEGIN SELECT raise (ABORT, 'issued documents never change'); END;

-- Content: what a new file starts with -----------------------------------------------------------------

INSERT INTO stage (id, name, position) VALUES
  (1, 'Prospect', 1),
  (2, 'Client', 2),
  (3, 'Inactive', 3),
  (4, 'For sale', 4);

INSERT INTO source (id, name, position) VALUES
  (1, 'Referral', 1),
  (2, 'Bought list', 2),
  (3, 'Event', 3),
  (4, 'Website', 4);

-- TranchePermissions: 1 see all clients, 2 edit clients, 4 edit the practice's model, 8 edit the licensee's model,
-- 16 edit strategies, 32 run segmentation, 64 set a segment by hand, 128 import, 256 edit agreements,
-- 512 issue documents, 1024 manage the team, 2048 manage settings, 4096 read the audit trail
INSERT INTO role (id, name, level, permissions) VALUES
  (1, 'Licensee administrator', 1, 8191),
  (2, 'Compliance', 1, 1 | 4096),
  (3, 'Practice manager', 2, 8191 & ~8),
  (4, 'Adviser', 3, 2 | 32 | 64 | 256 | 512),
  (5, 'Associate adviser', 3, 2 | 256 | 512),
  (6, 'Client service', 3, 1 | 2 | 32 | 128 | 256 | 512);

-- Kinds: 2 client, 4 person, 8 group, 16 provider, 32 division, 64 team member
INSERT INTO relationship_type (id, forward_phrase, reverse_phrase, from_kinds, to_kinds, symmetric) VALUES
  (1, 'is the spouse of', 'is the spouse of', 4, 4, 1),
  (2, 'is the parent of', 'is the child of', 4, 4, 0),
  (3, 'is a sibling of', 'is a sibling of', 4, 4, 1),
  (4, 'is a friend of', 'is a friend of', 4, 4, 1),
  (5, 'is the solicitor for', 'has as solicitor', 4 | 16 | 32, 2 | 4 | 8, 0),
  (6, 'is the accountant for', 'has as accountant', 4 | 16 | 32, 2 | 4 | 8, 0),
  (7, 'is the mortgage broker for', 'has as mortgage broker', 4 | 16 | 32, 2 | 4, 0),
  (8, 'is the executor for', 'has as executor', 4 | 16, 4, 0),
  (9, 'is the attorney for', 'has as attorney', 4, 2 | 4, 0),
  (10, 'was referred by', 'referred', 2 | 4, 2 | 4 | 16 | 32 | 64, 0),
  (11, 'is employed by', 'employs', 4, 2 | 16 | 32, 0),
  (12, 'is a director of', 'has as director', 4, 2 | 16, 0),
  (13, 'is a shareholder of', 'has as shareholder', 2 | 4, 2 | 16, 0),
  (14, 'is a trustee of', 'has as trustee', 2 | 4, 2, 0),
  (15, 'is a beneficiary of', 'has as beneficiary', 2 | 4, 2, 0),
  (16, 'is the contact at', 'has as contact', 4 | 64, 16 | 32, 0);

-- The built-in segmentation model: read-only for everybody, there to be used as it is or duplicated.
INSERT INTO segmentation_model (id, level, name) VALUES (1, 1, 'Tranche Standard');

INSERT INTO segment (id, model_id, name, folded_name, description, colour, mark, position) VALUES
  (1, 1, 'Prospect', 'prospect',
   'For people who are getting to know us. They hear from us regularly and see how we work before they decide.',
   1, 9, 1),
  (2, 1, 'Bronze', 'bronze',
   'Our core service. A yearly review and regular reports keep your plan on track.',
   5, 2, 2),
  (3, 1, 'Silver', 'silver',
   'For clients whose plans change as their wealth grows. It adds a yearly strategy workshop to our core service.',
   9, 3, 3),
  (4, 1, 'Gold', 'gold',
   'Our complete service for clients with complex affairs. Everything we do, with appointments when you need them.',
   4, 5, 4);

INSERT INTO benefit (id, model_id, name, description, frequency, kind, position) VALUES
  (1, 1, 'Annual review meeting',
   'We meet with you to go over your goals, your circumstances and your progress, and agree what to do next.',
   6, 2, 1),
  (2, 1, 'Half-yearly portfolio report',
   'A written report on what you hold, how it performed and what it cost.',
   5, 2, 2),
  (3, 1, 'Quarterly market update',
   'Our view of the markets and the economy, and what it means for your investments.',
   4, 2, 3),
  (4, 1, 'Phone and e-mail support',
   'Our client service team answers your questions on business days.',
   9, 1, 4),
  (5, 1, 'Tax summary',
   'Income, gains and deductible costs of your investments for the financial year, ready for your accountant.',
   6, 2, 5),
  (6, 1, 'Insurance review',
   'We check that your cover still fits your needs, and what it costs elsewhere.',
   6, 2, 6),
  (7, 1, 'Estate planning check',
   'We look at your will, powers of attorney and beneficiary nominations, and tell you what should be renewed.',
   7, 2, 7),
  (8, 1, 'Strategy workshop',
   'A half-day with your adviser, and your accountant if you wish, on one question that matters to you.',
   6, 2, 8),
  (9, 1, 'Priority appointments',
   'You see your adviser within two business days, also early in the morning or in the evening.',
   9, 1, 9),
  (10, 1, 'Client events',
   'Invitations to our seminars and social evenings, for you and a guest.',
   10, 3, 10);

-- Prospect has six of the ten, Bronze eight, Silver nine, Gold all of them.
INSERT INTO segment_benefit (segment_id, benefit_id) VALUES
  (1, 1), (1, 3), (1, 4), (1, 6), (1, 7), (1, 10),
  (2, 1), (2, 2), (2, 3), (2, 4), (2, 5), (2, 6), (2, 7), (2, 10),
  (3, 1), (3, 2), (3, 3), (3, 4), (3, 5), (3, 6), (3, 7), (3, 8), (3, 10),
  (4, 1), (4, 2), (4, 3), (4, 4), (4, 5), (4, 6), (4, 7), (4, 8), (4, 9), (4, 10);

-- From here on the built-in level stays as it is, whoever writes.
CREATE TRIGGER built_in_model_no_insert BEFORE INSERT ON segmentation_model WHEN NEW.level = 1
BEGIN SELECT raise (ABORT, 'there is one built-in segmentation model, and it can’t be added to'); END;
CREATE TRIGGER built_in_model_no_update BEFORE UPDATE ON segmentation_model WHEN OLD.level = 1 OR NEW.level = 1
BEGIN SELECT raise (ABORT, 'the built-in segmentation model can’t be changed; duplicate it first'); END;
CREATE TRIGGER built_in_model_no_delete BEFORE DELETE ON segmentation_model WHEN OLD.level = 1
BEGIN SELECT raise (ABORT, 'the built-in segmentation model can’t be changed; duplicate it first'); END;

CREATE TRIGGER built_in_segment_no_insert BEFORE INSERT ON segment
WHEN EXISTS (SELECT 1 FROM segmentation_model WHERE id = NEW.model_id AND level = 1)
BEGIN SELECT raise (ABORT, 'the built-in segmentation model can’t be changed; duplicate it first'); END;
CREATE TRIGGER built_in_segment_no_update BEFORE UPDATE ON segment
WHEN EXISTS (SELECT 1 FROM segmentation_model WHERE id IN (OLD.model_id, NEW.model_id) AND level = 1)
BEGIN SELECT raise (ABORT, 'the built-in segmentation model can’t be changed; duplicate it first'); END;

CREATE TRIGGER built_in_benefit_no_insert BEFORE INSERT ON benefit
WHEN EXISTS (SELECT 1 FROM segmentation_model WHERE id = NEW.model_id AND level = 1)
BEGIN SELECT raise (ABORT, 'the built-in segmentation model can’t be changed; duplicate it first'); END;
CREATE TRIGGER built_in_benefit_no_update BEFORE UPDATE ON benefit
WHEN EXISTS (SELECT 1 FROM segmentation_model WHERE id IN (OLD.model_id, NEW.model_id) AND level = 1)
BEGIN SELECT raise (ABORT, 'the built-in segmentation model can’t be changed; duplicate it first'); END;
CREATE TRIGGER built_in_benefit_no_delete BEFORE DELETE ON benefit
WHEN EXISTS (SELECT 1 FROM segmentation_model WHERE id = OLD.model_id AND level = 1)
BEGIN SELECT raise (ABORT, 'the built-in segmentation model can’t be changed; duplicate it first'); END;

CREATE TRIGGER built_in_segment_benefit_no_insert BEFORE INSERT ON segment_benefit
WHEN EXISTS (SELECT 1 FROM segment AS s JOIN segmentation_model AS m ON m.id = s.model_id
             WHERE s.id = NEW.segment_id AND m.level = 1)
BEGIN SELECT raise (ABORT, 'the built-in segmentation model can’t be changed; duplicate it first'); END;
CREATE TRIGGER built_in_segment_benefit_no_update BEFORE UPDATE ON segment_benefit
WHEN EXISTS (SELECT 1 FROM segment AS s JOIN segmentation_model AS m ON m.id = s.model_id
             WHERE s.id IN (OLD.segment_id, NEW.segment_id) AND m.level = 1)
BEGIN SELECT raise (ABORT, 'the built-in segmentation model can’t be changed; duplicate it first'); END;
CREATE TRIGGER built_in_segment_benefit_no_delete BEFORE DELETE ON segment_benefit
WHEN EXISTS (SELECT 1 FROM segment AS s JOIN segmentation_model AS m ON m.id = s.model_id
             WHERE s.id = OLD.segment_id AND m.level = 1)
BEGIN SELECT raise (ABORT, 'the built-in segmentation model can’t be changed; duplicate it first'); END;
