import type { Migration } from '../migrate.ts';

/** Records kept in the office until they are released, and what receipts said of single operations. */
export const scope: Migration = {
  version: 100,
  sql: `
CREATE TABLE restrictions (
  id TEXT PRIMARY KEY, home_office TEXT NOT NULL, is_deleted INTEGER NOT NULL DEFAULT 0 CHECK (is_deleted IN (0, 1)),
  created_position INTEGER NOT NULL, updated_position INTEGER NOT NULL,
  subject_entity TEXT, subject_id TEXT, reason TEXT, restricted_on TEXT, restricted_by TEXT,
  is_released INTEGER CHECK (is_released IN (0, 1)), released_on TEXT, released_by TEXT, release_note TEXT
) STRICT;
CREATE INDEX restrictions_by_subject ON restrictions (subject_id);

-- Operations of ours that another office has not taken in, by its newest receipt.
CREATE TABLE refused_there (
  office_id TEXT NOT NULL, stream_key INTEGER NOT NULL REFERENCES streams (key), n INTEGER NOT NULL, code TEXT NOT NULL,
  at TEXT NOT NULL, PRIMARY KEY (office_id, stream_key, n)
) STRICT, WITHOUT ROWID;
`,
};
