import type { Migration } from '../migrate.ts';

/** Several desks of one office, and resolutions of conflicts that were undone. */
export const desks: Migration = {
  version: 70,
  sql: `
-- The desks of this office, this one among them. What each holds stands in acknowledgements under the desk's id.
CREATE TABLE desks (
  id TEXT PRIMARY KEY, number INTEGER NOT NULL CHECK (number >= 1), name TEXT NOT NULL, operator TEXT,
  is_own INTEGER NOT NULL DEFAULT 0 CHECK (is_own IN (0, 1)), invitation TEXT,
  streams TEXT NOT NULL CHECK (json_valid(streams)), noted_at TEXT NOT NULL, seen_at TEXT,
  seen_seq INTEGER NOT NULL DEFAULT 0, key_id TEXT, removed_at TEXT
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX desks_own ON desks (is_own) WHERE is_own = 1;

-- What other offices say they hold of streams whose operations have not come here yet: checked when they come.
CREATE TABLE heard_acknowledgements (
  office_id TEXT NOT NULL, stream TEXT NOT NULL, n INTEGER NOT NULL, hash TEXT NOT NULL,
  withheld TEXT NOT NULL CHECK (json_valid(withheld)), at TEXT NOT NULL,
  PRIMARY KEY (office_id, stream)
) STRICT, WITHOUT ROWID;

-- The resolution that was undone: a redo puts it in force again.
ALTER TABLE conflicts ADD COLUMN undone_position INTEGER;
`,
};
