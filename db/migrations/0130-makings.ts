import type { Migration } from '../migrate.ts';

/** A package in several parts that is not whole yet: what its missing parts are made from. Local: it never travels. */
export const makings: Migration = {
  version: 130,
  sql: `
CREATE TABLE package_makings (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL, office_id TEXT NOT NULL, at TEXT NOT NULL, actor TEXT NOT NULL,
  -- 0: nobody is at it.
  process_id INTEGER NOT NULL,
  -- Whether its finished parts stay where the making is stopped.
  is_kept INTEGER NOT NULL DEFAULT 0 CHECK (is_kept IN (0, 1)),
  -- Whether a part of it was handed out to be carried.
  is_taken INTEGER NOT NULL DEFAULT 0 CHECK (is_taken IN (0, 1)),
  -- The change that marked what it carries as reported.
  change_id TEXT,
  plan TEXT NOT NULL, operations BLOB NOT NULL
) STRICT;
`,
};
