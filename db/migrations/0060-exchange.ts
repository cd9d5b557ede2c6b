import type { Migration } from '../migrate.ts';

/** Questions and answers between offices, what the centre confirms, asks for and hands down, items of liaison groups. Frozen. */
export const exchange: Migration = {
  version: 60,
  sql: `
CREATE TABLE questions (
  id TEXT PRIMARY KEY, home_office TEXT NOT NULL, is_deleted INTEGER NOT NULL DEFAULT 0 CHECK (is_deleted IN (0, 1)),
  created_position INTEGER NOT NULL, updated_position INTEGER NOT NULL,
  kind TEXT, to_office_id TEXT, project_id TEXT, subject_entity TEXT, subject_id TEXT, field TEXT, shown TEXT,
  proposed TEXT, body TEXT, asked_on TEXT, asked_by TEXT, due_on TEXT, period TEXT, state TEXT, settled_on TEXT,
  settled_by TEXT, note TEXT
) STRICT;
CREATE INDEX questions_by_project ON questions (project_id) WHERE project_id IS NOT NULL;
CREATE INDEX questions_open ON questions (state, to_office_id) WHERE is_deleted = 0;

CREATE TABLE answers (
  id TEXT PRIMARY KEY, home_office TEXT NOT NULL, is_deleted INTEGER NOT NULL DEFAULT 0 CHECK (is_deleted IN (0, 1)),
  created_position INTEGER NOT NULL, updated_position INTEGER NOT NULL,
  question_id TEXT NOT NULL REFERENCES questions (id), kind TEXT, body TEXT, answered_on TEXT, answered_by TEXT
) STRICT;
CREATE INDEX answers_by_question ON answers (question_id);

CREATE TABLE level_confirmations (
  id TEXT PRIMARY KEY, home_office TEXT NOT NULL, is_deleted INTEGER NOT NULL DEFAULT 0 CHECK (is_deleted IN (0, 1)),
  created_position INTEGER NOT NULL, updated_position INTEGER NOT NULL,
  project_id TEXT NOT NULL REFERENCES projects (id), level TEXT, document TEXT, confirmed_on TEXT, note TEXT
) STRICT;
CREATE INDEX level_confirmations_by_project ON level_confirmations (project_id);

CREATE TABLE planned_nodes (
  id TEXT PRIMARY KEY, home_office TEXT NOT NULL, is_deleted INTEGER NOT NULL DEFAULT 0 CHECK (is_deleted IN (0, 1)),
  created_position INTEGER NOT NULL, updated_position INTEGER NOT NULL,
  project_id TEXT NOT NULL REFERENCES projects (id), year INTEGER, name TEXT, planned_on TEXT, responsible TEXT, note TEXT
) STRICT;
CREATE INDEX planned_nodes_by_project ON planned_nodes (project_id);

CREATE TABLE scope_requests (
  id TEXT PRIMARY KEY, home_office TEXT NOT NULL, is_deleted INTEGER NOT NULL DEFAULT 0 CHECK (is_deleted IN (0, 1)),
  created_position INTEGER NOT NULL, updated_position INTEGER NOT NULL,
  name TEXT, to_office_ids TEXT CHECK (json_valid(to_office_ids)), levels TEXT CHECK (json_valid(levels)),
  lists TEXT CHECK (json_valid(lists)), is_leader_projects INTEGER CHECK (is_leader_projects IN (0, 1)), body TEXT,
  document TEXT, issued_on TEXT, due_on TEXT, is_withdrawn INTEGER CHECK (is_withdrawn IN (0, 1))
) STRICT;

CREATE TABLE reporting_items (
  id TEXT PRIMARY KEY, home_office TEXT NOT NULL, is_deleted INTEGER NOT NULL DEFAULT 0 CHECK (is_deleted IN (0, 1)),
  created_position INTEGER NOT NULL, updated_position INTEGER NOT NULL,
  group_id TEXT, district_office_id TEXT, kind TEXT, period TEXT, title TEXT, body TEXT, project_id TEXT, section TEXT,
  person_id TEXT, state TEXT, filed_on TEXT, is_problem_solved INTEGER CHECK (is_problem_solved IN (0, 1))
) STRICT;
CREATE INDEX reporting_items_by_period ON reporting_items (period);

ALTER TABLE tasks ADD COLUMN office_id TEXT;

-- Keys of other offices over time; enrolled_offices has the newest. until: {"<stream>": n} of a key replaced or stopped.
CREATE TABLE enrolled_keys (
  office_id TEXT NOT NULL, key_id TEXT NOT NULL, version INTEGER NOT NULL CHECK (version >= 1), signing_key TEXT NOT NULL,
  age_recipient TEXT NOT NULL, how TEXT NOT NULL CHECK (how IN ('enrolled', 'signed', 'again')), since TEXT NOT NULL,
  by_whom TEXT NOT NULL, until TEXT CHECK (json_valid(until)), stopped_at TEXT, stopped_by TEXT, stopped_why TEXT,
  PRIMARY KEY (office_id, key_id)
) STRICT, WITHOUT ROWID;
INSERT INTO enrolled_keys (office_id, key_id, version, signing_key, age_recipient, how, since, by_whom)
  SELECT id, json_extract(enrolment, '$.keyId'), 1, json_extract(enrolment, '$.signingKey'),
    json_extract(enrolment, '$.ageRecipient'), 'enrolled', enrolled_at, enrolled_by
  FROM enrolled_offices WHERE json_extract(enrolment, '$.keyId') IS NOT NULL;

-- This office's own keys, public parts only. statement: what the key before it signed.
CREATE TABLE own_keys (
  version INTEGER PRIMARY KEY, key_id TEXT NOT NULL UNIQUE, signing_key TEXT NOT NULL, age_recipient TEXT NOT NULL,
  how TEXT NOT NULL CHECK (how IN ('first', 'changed', 'lost')), since TEXT NOT NULL, by_whom TEXT NOT NULL,
  statement TEXT
) STRICT;

-- The streams this very installation has written, and when others were found to know more of one than is here.
CREATE TABLE own_streams (stream TEXT PRIMARY KEY, begun_at TEXT NOT NULL) STRICT, WITHOUT ROWID;
INSERT INTO own_streams (stream, begun_at)
  SELECT s.stream, i.made_at FROM streams s JOIN installation i ON i.office_id = s.office_id;
CREATE TABLE lost_work (
  stream TEXT PRIMARY KEY, stated_n INTEGER NOT NULL, office_id TEXT, noticed_at TEXT NOT NULL, settled_at TEXT,
  settled_by TEXT, settled_how TEXT CHECK (settled_how IN ('found', 'givenUp'))
) STRICT, WITHOUT ROWID;
-- The newest package of each stream of another office, as it was signed: shows that office its own work when it asks for it.
CREATE TABLE signed_heads (
  stream TEXT PRIMARY KEY, office_id TEXT NOT NULL, n INTEGER NOT NULL, envelope TEXT NOT NULL
) STRICT, WITHOUT ROWID;

ALTER TABLE enrolment_challenges ADD COLUMN wrong INTEGER NOT NULL DEFAULT 0;
`,
};
