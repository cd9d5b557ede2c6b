import { centreTablesHelp } from '../../help/centre-tables.ts';
import type { Page } from '../../page.ts';
import { CentreTablesPage } from './centre-tables-page.tsx';
import { TableEditorPage } from './table-editor-page.tsx';

export const centreTablesPage: Page = {
  path: '/centre-tables',
  title: '下达报表',
  component: CentreTablesPage,
  help: centreTablesHelp,
  section: { of: '/reports', name: '下达报表', order: 10 },
  words: ['xdbb', 'xiadabaobiao', '市下达的表', '市级中心报表', '汇总表', '手填', '表头'],
};

export const tableEditorPage: Page = {
  path: '/centre-tables/:id',
  title: '编辑下达报表',
  component: TableEditorPage,
  help: centreTablesHelp,
  office: 'centre',
};
