import type { Migration } from '../migrate.ts';

/** The paper for a hearing, tours, on-site inspection, files of no project, reminders seen or put off. Frozen. */
export const inspections: Migration = {
  version: 50,
  sql: `
CREATE TABLE attachments_now (
  id TEXT PRIMARY KEY, home_office TEXT NOT NULL, is_deleted INTEGER NOT NULL DEFAULT 0 CHECK (is_deleted IN (0, 1)),
  created_position INTEGER NOT NULL, updated_position INTEGER NOT NULL,
  project_id TEXT REFERENCES projects (id), name TEXT, kind TEXT, sha256 TEXT, bytes INTEGER,
  media_type TEXT, taken_on TEXT, subject_id TEXT, photo_number INTEGER, item_key TEXT, note TEXT
) STRICT;
INSERT INTO attachments_now (id, home_office, is_deleted, created_position, updated_position, project_id, name, kind,
  sha256, bytes, media_type, taken_on, subject_id, note)
SELECT id, home_office, is_deleted, created_position, updated_position, project_id, name, kind,
  sha256, bytes, media_type, taken_on, subject_id, note FROM attachments;
DROP TABLE attachments;
ALTER TABLE attachments_now RENAME TO attachments;
CREATE INDEX attachments_by_project ON attachments (project_id);
CREATE INDEX attachments_by_subject ON attachments (subject_id) WHERE subject_id IS NOT NULL;

ALTER TABLE meetings ADD COLUMN briefing_opening TEXT;
ALTER TABLE meetings ADD COLUMN briefing_closing TEXT;

CREATE TABLE tour_stops (
  id TEXT PRIMARY KEY, home_office TEXT NOT NULL, is_deleted INTEGER NOT NULL DEFAULT 0 CHECK (is_deleted IN (0, 1)),
  created_position INTEGER NOT NULL, updated_position INTEGER NOT NULL,
  meeting_id TEXT NOT NULL REFERENCES meetings (id), project_id TEXT NOT NULL REFERENCES projects (id),
  proposed_by TEXT, unit_id TEXT, state TEXT, reason TEXT, route_order INTEGER, arrives_at TEXT, talking_points TEXT,
  presenter TEXT, scores TEXT CHECK (json_valid(scores)), remarks TEXT
) STRICT;
CREATE INDEX tour_stops_by_meeting ON tour_stops (meeting_id);
CREATE INDEX tour_stops_by_project ON tour_stops (project_id);

CREATE TABLE inspection_templates (
  id TEXT PRIMARY KEY, home_office TEXT NOT NULL, is_deleted INTEGER NOT NULL DEFAULT 0 CHECK (is_deleted IN (0, 1)),
  created_position INTEGER NOT NULL, updated_position INTEGER NOT NULL,
  name TEXT, purpose TEXT, source TEXT, items TEXT CHECK (json_valid(items)), based_on TEXT, version INTEGER,
  is_withdrawn INTEGER CHECK (is_withdrawn IN (0, 1))
) STRICT;

CREATE TABLE inspection_rounds (
  id TEXT PRIMARY KEY, home_office TEXT NOT NULL, is_deleted INTEGER NOT NULL DEFAULT 0 CHECK (is_deleted IN (0, 1)),
  created_position INTEGER NOT NULL, updated_position INTEGER NOT NULL,
  name TEXT, number INTEGER, template_id TEXT, from_day TEXT, until_day TEXT,
  inspector_ids TEXT CHECK (json_valid(inspector_ids)), other_inspectors TEXT, group_id TEXT, source TEXT,
  selection TEXT CHECK (json_valid(selection)), state TEXT, note TEXT, rule_pack TEXT
) STRICT;

CREATE TABLE inspection_sheets (
  id TEXT PRIMARY KEY, home_office TEXT NOT NULL, is_deleted INTEGER NOT NULL DEFAULT 0 CHECK (is_deleted IN (0, 1)),
  created_position INTEGER NOT NULL, updated_position INTEGER NOT NULL,
  round_id TEXT NOT NULL REFERENCES inspection_rounds (id), project_id TEXT REFERENCES projects (id),
  number TEXT, route_order INTEGER, planned_on TEXT, state TEXT, content TEXT CHECK (json_valid(content)),
  inspected_on TEXT, weather TEXT, inspectors TEXT, companions TEXT, answers TEXT CHECK (json_valid(answers)),
  seen TEXT, demands TEXT, demand_unit TEXT, demand_due_on TEXT,
  is_signed_by_inspector INTEGER CHECK (is_signed_by_inspector IN (0, 1)),
  is_signed_by_contact INTEGER CHECK (is_signed_by_contact IN (0, 1)), contact_name TEXT,
  scan_ids TEXT CHECK (json_valid(scan_ids)), entered_on TEXT, entered_by TEXT, void_reason TEXT
) STRICT;
CREATE INDEX inspection_sheets_by_round ON inspection_sheets (round_id);
CREATE INDEX inspection_sheets_by_project ON inspection_sheets (project_id);
CREATE INDEX inspection_sheets_by_number ON inspection_sheets (number);

CREATE TABLE inspection_findings (
  id TEXT PRIMARY KEY, home_office TEXT NOT NULL, is_deleted INTEGER NOT NULL DEFAULT 0 CHECK (is_deleted IN (0, 1)),
  created_position INTEGER NOT NULL, updated_position INTEGER NOT NULL,
  project_id TEXT NOT NULL REFERENCES projects (id), sheet_id TEXT, subject TEXT, handling TEXT, issue_id TEXT,
  task_id TEXT, explanation TEXT, decided_on TEXT, decided_by TEXT
) STRICT;
CREATE INDEX inspection_findings_by_project ON inspection_findings (project_id);
CREATE INDEX inspection_findings_by_sheet ON inspection_findings (sheet_id) WHERE sheet_id IS NOT NULL;

-- What became of an attached file on its way to another office: how often it went, whether it has arrived or is asked for.
CREATE TABLE carried_files (
  office_id TEXT NOT NULL, sha256 TEXT NOT NULL, times INTEGER NOT NULL DEFAULT 0,
  is_had INTEGER NOT NULL DEFAULT 0 CHECK (is_had IN (0, 1)),
  is_wanted INTEGER NOT NULL DEFAULT 0 CHECK (is_wanted IN (0, 1)),
  PRIMARY KEY (office_id, sha256)
) STRICT;

CREATE TABLE reminder_marks (
  key TEXT PRIMARY KEY, facts TEXT NOT NULL CHECK (json_valid(facts)), marked_on TEXT NOT NULL, snoozed_until TEXT,
  actor TEXT NOT NULL
) STRICT;
`,
};
