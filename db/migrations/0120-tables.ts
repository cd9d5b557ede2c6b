import type { Migration } from '../migrate.ts';

/** The centre's own tables, handed down to its districts, and what the districts type into them. */
export const tables: Migration = {
  version: 120,
  sql: `
CREATE TABLE centre_tables (
  id TEXT PRIMARY KEY, home_office TEXT NOT NULL, is_deleted INTEGER NOT NULL DEFAULT 0 CHECK (is_deleted IN (0, 1)),
  created_position INTEGER NOT NULL, updated_position INTEGER NOT NULL,
  name TEXT, to_office_ids TEXT CHECK (json_valid(to_office_ids)), columns TEXT CHECK (json_valid(columns)),
  levels TEXT CHECK (json_valid(levels)), lists TEXT CHECK (json_valid(lists)),
  is_leader_projects INTEGER CHECK (is_leader_projects IN (0, 1)), pools TEXT CHECK (json_valid(pools)), money_unit TEXT,
  has_total INTEGER CHECK (has_total IN (0, 1)), page_size TEXT, note TEXT, deadline_id TEXT, source TEXT,
  issued_on TEXT, is_withdrawn INTEGER CHECK (is_withdrawn IN (0, 1))
) STRICT;

CREATE TABLE table_entries (
  id TEXT PRIMARY KEY, home_office TEXT NOT NULL, is_deleted INTEGER NOT NULL DEFAULT 0 CHECK (is_deleted IN (0, 1)),
  created_position INTEGER NOT NULL, updated_position INTEGER NOT NULL,
  project_id TEXT NOT NULL REFERENCES projects (id), table_id TEXT, column_key TEXT, text TEXT
) STRICT;
CREATE INDEX table_entries_by_project ON table_entries (project_id);
CREATE INDEX table_entries_by_table ON table_entries (table_id);
`,
};
