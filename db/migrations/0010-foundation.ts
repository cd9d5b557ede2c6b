import type { Migration } from '../migrate.ts';

/** The ledger, the projection of the first journey's records, and local state. Frozen. */
export const foundation: Migration = {
  version: 10,
  sql: `
-- The ledger ---------------------------------------------------------------------------------------------------
CREATE TABLE installation (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  office_id TEXT NOT NULL,
  own_stream INTEGER NOT NULL REFERENCES streams (key),
  made_at TEXT NOT NULL
) STRICT;

CREATE TABLE streams (
  key INTEGER PRIMARY KEY,
  stream TEXT NOT NULL UNIQUE CHECK (length(stream) = 32),
  office_id TEXT NOT NULL,
  head_n INTEGER NOT NULL CHECK (head_n >= 0),
  head_hash BLOB NOT NULL CHECK (length(head_hash) = 32),
  -- sum over this stream's accepted operations, see shared/package
  digest BLOB NOT NULL CHECK (length(digest) = 32)
) STRICT;

CREATE TABLE operations (
  position INTEGER PRIMARY KEY,
  stream_key INTEGER NOT NULL REFERENCES streams (key),
  n INTEGER NOT NULL CHECK (n >= 1),
  status TEXT NOT NULL CHECK (status IN ('applied', 'conflict', 'waiting', 'refused', 'withheld')),
  entity TEXT,
  record_id TEXT,
  line TEXT,
  body_hash BLOB NOT NULL CHECK (length(body_hash) = 32),
  hash BLOB NOT NULL CHECK (length(hash) = 32),
  change_key INTEGER REFERENCES changes_made (key),
  reason TEXT,
  UNIQUE (stream_key, n),
  CHECK ((status = 'withheld') = (line IS NULL))
) STRICT;
CREATE INDEX operations_by_record ON operations (entity, record_id, position);
CREATE INDEX operations_by_change ON operations (change_key) WHERE change_key IS NOT NULL;
CREATE INDEX operations_open ON operations (status) WHERE status IN ('waiting', 'refused');

CREATE TABLE conflicts (
  key INTEGER PRIMARY KEY,
  entity TEXT NOT NULL,
  record_id TEXT NOT NULL,
  field TEXT NOT NULL,
  position INTEGER NOT NULL REFERENCES operations (position) DEFERRABLE INITIALLY DEFERRED,
  value_in_force TEXT NOT NULL CHECK (json_valid(value_in_force)),
  value_offered TEXT NOT NULL CHECK (json_valid(value_offered)),
  resolved_position INTEGER
) STRICT;
CREATE INDEX conflicts_open ON conflicts (entity, record_id, field) WHERE resolved_position IS NULL;

-- Operations a resolution has taken into account: they no longer conflict, whenever they arrive.
CREATE TABLE superseded_operations (
  stream TEXT NOT NULL, n INTEGER NOT NULL, entity TEXT NOT NULL, record_id TEXT NOT NULL, field TEXT NOT NULL,
  PRIMARY KEY (stream, n, entity, record_id, field)
) STRICT, WITHOUT ROWID;

CREATE TABLE changes_made (
  key INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  procedure TEXT NOT NULL,
  summary TEXT NOT NULL,
  actor TEXT NOT NULL,
  at TEXT NOT NULL,
  first_position INTEGER NOT NULL,
  last_position INTEGER NOT NULL,
  undone_by TEXT,
  is_undo INTEGER NOT NULL DEFAULT 0 CHECK (is_undo IN (0, 1))
) STRICT;

-- Records: a projection of the ledger ----------------------------------------------------------------------------
CREATE TABLE offices (
  id TEXT PRIMARY KEY, home_office TEXT NOT NULL, is_deleted INTEGER NOT NULL DEFAULT 0 CHECK (is_deleted IN (0, 1)),
  created_position INTEGER NOT NULL, updated_position INTEGER NOT NULL,
  kind TEXT, full_name TEXT, short_name TEXT, signature_line TEXT, body TEXT, reports_to TEXT, contact_name TEXT,
  contact_phone TEXT, rule_pack TEXT, ledger_year INTEGER, is_demonstration INTEGER CHECK (is_demonstration IN (0, 1))
) STRICT;

CREATE TABLE units (
  id TEXT PRIMARY KEY, home_office TEXT NOT NULL, is_deleted INTEGER NOT NULL DEFAULT 0 CHECK (is_deleted IN (0, 1)),
  created_position INTEGER NOT NULL, updated_position INTEGER NOT NULL,
  name TEXT, short_name TEXT, kind TEXT, former_names TEXT CHECK (json_valid(former_names))
) STRICT;
CREATE INDEX units_by_name ON units (name);

CREATE TABLE persons (
  id TEXT PRIMARY KEY, home_office TEXT NOT NULL, is_deleted INTEGER NOT NULL DEFAULT 0 CHECK (is_deleted IN (0, 1)),
  created_position INTEGER NOT NULL, updated_position INTEGER NOT NULL,
  name TEXT, unit_id TEXT, post TEXT, rank TEXT, phone TEXT
) STRICT;
CREATE INDEX persons_by_name ON persons (name);

CREATE TABLE projects (
  id TEXT PRIMARY KEY, home_office TEXT NOT NULL, is_deleted INTEGER NOT NULL DEFAULT 0 CHECK (is_deleted IN (0, 1)),
  created_position INTEGER NOT NULL, updated_position INTEGER NOT NULL,
  name TEXT, former_names TEXT CHECK (json_valid(former_names)), code TEXT, level TEXT, nature TEXT, category TEXT,
  pool TEXT, summary TEXT, place TEXT, plot TEXT, owner TEXT,
  responsible_units TEXT CHECK (json_valid(responsible_units)), department_in_charge TEXT, permit_agent_unit TEXT,
  funding_source TEXT, investment_class TEXT, total_investment INTEGER, starts_on TEXT, completes_on TEXT,
  overall_goal TEXT, remark TEXT, ledger_order INTEGER
) STRICT;
CREATE INDEX projects_by_name ON projects (name);
CREATE INDEX projects_by_office ON projects (home_office, ledger_order);

CREATE TABLE annual_plans (
  id TEXT PRIMARY KEY, home_office TEXT NOT NULL, is_deleted INTEGER NOT NULL DEFAULT 0 CHECK (is_deleted IN (0, 1)),
  created_position INTEGER NOT NULL, updated_position INTEGER NOT NULL,
  project_id TEXT NOT NULL REFERENCES projects (id), year INTEGER NOT NULL,
  planned_investment INTEGER, done_before_year INTEGER, task TEXT,
  quarter1_task TEXT, quarter1_investment INTEGER, quarter2_task TEXT, quarter2_investment INTEGER,
  quarter3_task TEXT, quarter3_investment INTEGER, quarter4_task TEXT, quarter4_investment INTEGER
) STRICT;
CREATE INDEX annual_plans_by_project ON annual_plans (project_id, year);

CREATE TABLE assignments (
  id TEXT PRIMARY KEY, home_office TEXT NOT NULL, is_deleted INTEGER NOT NULL DEFAULT 0 CHECK (is_deleted IN (0, 1)),
  created_position INTEGER NOT NULL, updated_position INTEGER NOT NULL,
  project_id TEXT NOT NULL REFERENCES projects (id), person_id TEXT NOT NULL REFERENCES persons (id),
  role TEXT, tier TEXT, print_order INTEGER, from_day TEXT, until_day TEXT
) STRICT;
CREATE INDEX assignments_by_project ON assignments (project_id);
CREATE INDEX assignments_by_person ON assignments (person_id);

CREATE TABLE progress_reports (
  id TEXT PRIMARY KEY, home_office TEXT NOT NULL, is_deleted INTEGER NOT NULL DEFAULT 0 CHECK (is_deleted IN (0, 1)),
  created_position INTEGER NOT NULL, updated_position INTEGER NOT NULL,
  project_id TEXT NOT NULL REFERENCES projects (id), period TEXT NOT NULL, done_this_year INTEGER,
  physical_progress TEXT, progress_text TEXT, problems TEXT, coordination TEXT, state TEXT, reviewed_by TEXT,
  reviewed_on TEXT
) STRICT;
CREATE INDEX progress_reports_by_project ON progress_reports (project_id, period);
CREATE INDEX progress_reports_by_period ON progress_reports (period);

CREATE TABLE submissions (
  id TEXT PRIMARY KEY, home_office TEXT NOT NULL, is_deleted INTEGER NOT NULL DEFAULT 0 CHECK (is_deleted IN (0, 1)),
  created_position INTEGER NOT NULL, updated_position INTEGER NOT NULL,
  period TEXT, recipient_office TEXT, reviewed_by TEXT, issued_by TEXT, scope TEXT, project_count INTEGER
) STRICT;

CREATE TABLE lagging_decisions (
  id TEXT PRIMARY KEY, home_office TEXT NOT NULL, is_deleted INTEGER NOT NULL DEFAULT 0 CHECK (is_deleted IN (0, 1)),
  created_position INTEGER NOT NULL, updated_position INTEGER NOT NULL,
  project_id TEXT NOT NULL REFERENCES projects (id), period TEXT NOT NULL,
  is_listed INTEGER CHECK (is_listed IN (0, 1)), reason TEXT, coordination TEXT
) STRICT;
CREATE INDEX lagging_decisions_by_period ON lagging_decisions (period);

-- Search: derived from the records, rebuilt from them ---------------------------------------------------------------
CREATE TABLE search_entries (
  entity TEXT NOT NULL, record_id TEXT NOT NULL, title TEXT NOT NULL, pinyin TEXT NOT NULL, initials TEXT NOT NULL,
  PRIMARY KEY (entity, record_id)
) STRICT, WITHOUT ROWID;

-- Local state: never travels, is in no digest ---------------------------------------------------------------------
CREATE TABLE settings (key TEXT PRIMARY KEY, value TEXT NOT NULL CHECK (json_valid(value))) STRICT, WITHOUT ROWID;

CREATE TABLE operators (name TEXT PRIMARY KEY, last_at TEXT NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE enrolled_offices (
  id TEXT PRIMARY KEY, kind TEXT NOT NULL CHECK (kind IN ('district', 'centre')), full_name TEXT NOT NULL,
  short_name TEXT NOT NULL, enrolment TEXT NOT NULL CHECK (json_valid(enrolment)),
  fingerprint TEXT NOT NULL CHECK (json_valid(fingerprint)), enrolled_at TEXT NOT NULL, enrolled_by TEXT NOT NULL
) STRICT;

CREATE TABLE enrolment_challenges (
  id TEXT PRIMARY KEY, enrolment TEXT NOT NULL CHECK (json_valid(enrolment)),
  groups TEXT NOT NULL CHECK (json_valid(groups)), at TEXT NOT NULL
) STRICT;

CREATE TABLE previews (
  token TEXT PRIMARY KEY, kind TEXT NOT NULL, at TEXT NOT NULL, position INTEGER NOT NULL, digest TEXT NOT NULL,
  trust_version INTEGER NOT NULL, file TEXT NOT NULL, file_name TEXT NOT NULL,
  payload TEXT NOT NULL CHECK (json_valid(payload))
) STRICT;

CREATE TABLE ledger_imports (
  id TEXT PRIMARY KEY, file_name TEXT NOT NULL, sha256 TEXT NOT NULL, at TEXT NOT NULL, actor TEXT NOT NULL,
  change_id TEXT, created INTEGER NOT NULL, changed INTEGER NOT NULL
) STRICT;

CREATE TABLE remembered_sheets (signature TEXT PRIMARY KEY, choice TEXT NOT NULL CHECK (json_valid(choice)), at TEXT NOT NULL)
STRICT, WITHOUT ROWID;

CREATE TABLE packages (
  id TEXT PRIMARY KEY, direction TEXT NOT NULL CHECK (direction IN ('sent', 'received')), kind TEXT NOT NULL,
  office_id TEXT NOT NULL, seq INTEGER NOT NULL, period TEXT, file TEXT, file_name TEXT NOT NULL, bytes INTEGER NOT NULL,
  operations INTEGER NOT NULL, payload_digest TEXT NOT NULL, ranges TEXT NOT NULL CHECK (json_valid(ranges)),
  at TEXT NOT NULL, actor TEXT NOT NULL, state TEXT NOT NULL, state_changed_at TEXT, reviewed_by TEXT, issued_by TEXT,
  receipt_file TEXT, receipt_name TEXT, facts TEXT NOT NULL CHECK (json_valid(facts))
) STRICT;
CREATE INDEX packages_by_office ON packages (office_id, direction, seq);
CREATE INDEX packages_by_digest ON packages (payload_digest);

-- The next package number per recipient is reserved durably before anything is written.
CREATE TABLE package_numbers (office_id TEXT PRIMARY KEY, last_seq INTEGER NOT NULL) STRICT, WITHOUT ROWID;

-- What another office has said it holds, per stream: cumulative, idempotent.
CREATE TABLE acknowledgements (
  office_id TEXT NOT NULL, stream_key INTEGER NOT NULL REFERENCES streams (key), n INTEGER NOT NULL,
  hash BLOB NOT NULL, withheld TEXT NOT NULL CHECK (json_valid(withheld)), at TEXT NOT NULL,
  PRIMARY KEY (office_id, stream_key)
) STRICT, WITHOUT ROWID;

CREATE TABLE quarantine (
  id TEXT PRIMARY KEY, file TEXT NOT NULL, file_name TEXT NOT NULL, bytes INTEGER NOT NULL, at TEXT NOT NULL,
  code TEXT NOT NULL, sentence TEXT NOT NULL, sha256 TEXT NOT NULL, details TEXT NOT NULL CHECK (json_valid(details))
) STRICT;
`,
};
