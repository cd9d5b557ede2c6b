import type { Migration } from '../migrate.ts';

/** The centre's own deadlines, codes and what its tables mean, handed down to its districts. */
export const above: Migration = {
  version: 80,
  sql: `
CREATE TABLE centre_rules (
  id TEXT PRIMARY KEY, home_office TEXT NOT NULL, is_deleted INTEGER NOT NULL DEFAULT 0 CHECK (is_deleted IN (0, 1)),
  created_position INTEGER NOT NULL, updated_position INTEGER NOT NULL,
  kind TEXT, name TEXT, to_office_ids TEXT CHECK (json_valid(to_office_ids)), weekday INTEGER, day_of_month INTEGER,
  minute INTEGER, due_on TEXT, field TEXT, codes TEXT CHECK (json_valid(codes)), meaning TEXT, source TEXT, note TEXT,
  issued_on TEXT, is_withdrawn INTEGER CHECK (is_withdrawn IN (0, 1))
) STRICT;
`,
};
