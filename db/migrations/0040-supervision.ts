import type { Migration } from '../migrate.ts';

/** Meetings and their minutes, tasks, leaders' instructions, visits, accountability. Frozen. */
export const supervision: Migration = {
  version: 40,
  sql: `
CREATE TABLE meetings (
  id TEXT PRIMARY KEY, home_office TEXT NOT NULL, is_deleted INTEGER NOT NULL DEFAULT 0 CHECK (is_deleted IN (0, 1)),
  created_position INTEGER NOT NULL, updated_position INTEGER NOT NULL,
  type TEXT, title TEXT, on_day TEXT, time TEXT, place TEXT, chair_id TEXT, chair_post TEXT, recorder TEXT,
  group_id TEXT, district_name TEXT, state TEXT, opening TEXT, closing TEXT, document_number TEXT,
  issued_by TEXT, issued_on TEXT, copy_to TEXT, sequence INTEGER, rule_pack TEXT
) STRICT;

CREATE TABLE agenda_items (
  id TEXT PRIMARY KEY, home_office TEXT NOT NULL, is_deleted INTEGER NOT NULL DEFAULT 0 CHECK (is_deleted IN (0, 1)),
  created_position INTEGER NOT NULL, updated_position INTEGER NOT NULL,
  meeting_id TEXT NOT NULL REFERENCES meetings (id), title TEXT, reason TEXT, facts TEXT, project_id TEXT,
  subject_id TEXT, reporting_unit_id TEXT, print_order INTEGER,
  is_dropped INTEGER CHECK (is_dropped IN (0, 1)), heard TEXT, opinions TEXT
) STRICT;
CREATE INDEX agenda_items_by_meeting ON agenda_items (meeting_id);

CREATE TABLE attendances (
  id TEXT PRIMARY KEY, home_office TEXT NOT NULL, is_deleted INTEGER NOT NULL DEFAULT 0 CHECK (is_deleted IN (0, 1)),
  created_position INTEGER NOT NULL, updated_position INTEGER NOT NULL,
  meeting_id TEXT NOT NULL REFERENCES meetings (id), person_id TEXT NOT NULL REFERENCES persons (id),
  kind TEXT, stand_in_id TEXT, printed_post TEXT, print_order INTEGER
) STRICT;
CREATE INDEX attendances_by_meeting ON attendances (meeting_id);
CREATE INDEX attendances_by_person ON attendances (person_id);

CREATE TABLE tasks (
  id TEXT PRIMARY KEY, home_office TEXT NOT NULL, is_deleted INTEGER NOT NULL DEFAULT 0 CHECK (is_deleted IN (0, 1)),
  created_position INTEGER NOT NULL, updated_position INTEGER NOT NULL,
  number INTEGER, origin TEXT, origin_id TEXT, agenda_item_id TEXT, project_id TEXT, content TEXT,
  assigned_on TEXT, due_on TEXT, unit_id TEXT, person_id TEXT,
  supporting_unit_ids TEXT CHECK (json_valid(supporting_unit_ids)), state TEXT,
  is_key_supervised INTEGER CHECK (is_key_supervised IN (0, 1)), reply_text TEXT, replied_on TEXT,
  evidence_id TEXT, returned_reason TEXT, escalated_to TEXT, escalated_on TEXT, closed_on TEXT, closed_by TEXT,
  closing_note TEXT, handed_over_on TEXT, reminders INTEGER, reminded_on TEXT, review_due_on TEXT,
  reviewed_on TEXT, review_result TEXT, review_note TEXT, rule_pack TEXT
) STRICT;

CREATE TABLE task_entries (
  id TEXT PRIMARY KEY, home_office TEXT NOT NULL, is_deleted INTEGER NOT NULL DEFAULT 0 CHECK (is_deleted IN (0, 1)),
  created_position INTEGER NOT NULL, updated_position INTEGER NOT NULL,
  task_id TEXT NOT NULL REFERENCES tasks (id), kind TEXT, on_day TEXT, body TEXT, by_whom TEXT,
  new_due_on TEXT, attachment_id TEXT
) STRICT;
CREATE INDEX task_entries_by_task ON task_entries (task_id);

CREATE TABLE instructions (
  id TEXT PRIMARY KEY, home_office TEXT NOT NULL, is_deleted INTEGER NOT NULL DEFAULT 0 CHECK (is_deleted IN (0, 1)),
  created_position INTEGER NOT NULL, updated_position INTEGER NOT NULL,
  number INTEGER, paper_title TEXT, presented_on TEXT, leader_id TEXT, leader_post TEXT, instructed_on TEXT,
  words TEXT, project_id TEXT, scan_id TEXT, handling_unit_id TEXT, due_on TEXT, state TEXT, feedback TEXT,
  feedback_on TEXT
) STRICT;

CREATE TABLE visits (
  id TEXT PRIMARY KEY, home_office TEXT NOT NULL, is_deleted INTEGER NOT NULL DEFAULT 0 CHECK (is_deleted IN (0, 1)),
  created_position INTEGER NOT NULL, updated_position INTEGER NOT NULL,
  leader_id TEXT NOT NULL REFERENCES persons (id), on_day TEXT, place TEXT,
  project_ids TEXT CHECK (json_valid(project_ids)), companions TEXT, seen TEXT, instructions TEXT
) STRICT;
CREATE INDEX visits_by_leader ON visits (leader_id);

CREATE TABLE accountability_entries (
  id TEXT PRIMARY KEY, home_office TEXT NOT NULL, is_deleted INTEGER NOT NULL DEFAULT 0 CHECK (is_deleted IN (0, 1)),
  created_position INTEGER NOT NULL, updated_position INTEGER NOT NULL,
  unit_id TEXT, person_id TEXT, project_id TEXT, ground TEXT, on_day TEXT, times INTEGER, source_id TEXT,
  facts TEXT, source TEXT, handling TEXT,
  is_struck INTEGER CHECK (is_struck IN (0, 1)), is_released INTEGER CHECK (is_released IN (0, 1))
) STRICT;

CREATE INDEX tasks_by_origin ON tasks (origin_id) WHERE origin_id IS NOT NULL;
CREATE INDEX tasks_open ON tasks (state, due_on) WHERE is_deleted = 0;
CREATE INDEX meetings_by_day ON meetings (on_day);
`,
};
