import { defineEntity, parent, requiredText, text, type ValuesOf } from './entity.ts';

/**
 * What a district typed into one 手填 cell of a table handed down. One record a cell, so that two desks filling one row do
 * not meet. Id: deterministic from (table, project, column).
 */
export const tableEntry = defineEntity({
  name: 'tableEntry',
  table: 'table_entries',
  label: '报表手填内容',
  fields: {
    projectId: parent('项目', 'project'),
    /** Not waited for: the table is the centre's. */
    tableId: { ...requiredText('下达报表', 64), refersTo: 'centreTable' },
    columnKey: requiredText('栏目', 130),
    text: text('内容', 2000),
  },
});

export type TableEntry = ValuesOf<typeof tableEntry>;
