import type { Migration } from '../migrate.ts';

/** The issue ledger (问题台账). Frozen. */
export const issues: Migration = {
  version: 30,
  sql: `
CREATE TABLE issues (
  id TEXT PRIMARY KEY, home_office TEXT NOT NULL, is_deleted INTEGER NOT NULL DEFAULT 0 CHECK (is_deleted IN (0, 1)),
  created_position INTEGER NOT NULL, updated_position INTEGER NOT NULL,
  project_id TEXT NOT NULL REFERENCES projects (id), number INTEGER, title TEXT, detail TEXT, issue_class TEXT,
  grade TEXT, origin TEXT, found_on TEXT, found_by TEXT, unit_id TEXT, person_id TEXT,
  supporting_unit_ids TEXT CHECK (json_valid(supporting_unit_ids)), team TEXT, measure TEXT, due_on TEXT, state TEXT,
  is_key_supervised INTEGER CHECK (is_key_supervised IN (0, 1)), closed_on TEXT, closed_by TEXT, closing_note TEXT,
  evidence_id TEXT, reopenings INTEGER, review_due_on TEXT, reviewed_on TEXT, reviewed_by TEXT, review_result TEXT,
  review_note TEXT
) STRICT;
CREATE INDEX issues_by_project ON issues (project_id);
CREATE INDEX issues_open ON issues (state, due_on) WHERE is_deleted = 0;

CREATE TABLE issue_entries (
  id TEXT PRIMARY KEY, home_office TEXT NOT NULL, is_deleted INTEGER NOT NULL DEFAULT 0 CHECK (is_deleted IN (0, 1)),
  created_position INTEGER NOT NULL, updated_position INTEGER NOT NULL,
  project_id TEXT NOT NULL REFERENCES projects (id), issue_id TEXT NOT NULL REFERENCES issues (id), kind TEXT, on_day TEXT, body TEXT, by_whom TEXT
) STRICT;
CREATE INDEX issue_entries_by_project ON issue_entries (project_id);
CREATE INDEX issue_entries_by_issue ON issue_entries (issue_id);
`,
};
