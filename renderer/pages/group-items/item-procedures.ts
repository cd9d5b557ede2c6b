import type { ProcedureName } from '#shared/contract/index.ts';

/** What Ctrl+Z takes back on the pages of items. */
export const itemProcedures: readonly ProcedureName[] = [
  'reportingItems.save',
  'reportingItems.file',
  'reportingItems.giveBack',
  'reportingItems.remove',
];
