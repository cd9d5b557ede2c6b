import type { Migration } from '../migrate.ts';

/** Every receipt says which contents are not here: found at once, however long the ledger has grown. */
export const withheld: Migration = {
  version: 150,
  sql: `
CREATE INDEX operations_withheld ON operations (stream_key, n) WHERE status = 'withheld';
`,
};
