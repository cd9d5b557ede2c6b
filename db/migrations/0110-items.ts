import type { Migration } from '../migrate.ts';

/** When on its day an item of a liaison group was filed, and why a section gave it back; what was not taken in, found at once. */
export const items: Migration = {
  version: 110,
  sql: `
ALTER TABLE reporting_items ADD COLUMN filed_time TEXT;
ALTER TABLE reporting_items ADD COLUMN returned_reason TEXT;
CREATE INDEX operations_refused ON operations (stream_key) WHERE status = 'refused';
`,
};
