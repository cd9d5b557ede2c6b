import type { Migration } from '../migrate.ts';

/**
 * Where an operation stands now that was once handed out under a number which another history of its stream has taken:
 * after a backup was put back two recipients may hold two continuations of one history.
 */
export const moved: Migration = {
  version: 140,
  sql: `
CREATE TABLE moved_operations (
  stream TEXT NOT NULL,
  n INTEGER NOT NULL,
  hash BLOB NOT NULL,
  -- Up to where its history is that of the stream.
  branch INTEGER NOT NULL,
  -- NULL: its body is lost, nothing stands for it any more.
  target TEXT,
  target_n INTEGER,
  PRIMARY KEY (stream, n, hash)
) STRICT, WITHOUT ROWID;
`,
};
