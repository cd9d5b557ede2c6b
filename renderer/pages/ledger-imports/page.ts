import { importHelp } from '../../help/ledger-imports.ts';
import type { Page } from '../../page.ts';
import { ImportPage } from './import-page.tsx';

export const importPage: Page = {
  path: '/import',
  title: '导入台账',
  component: ImportPage,
  help: importHelp,
  office: 'district',
  words: ['dr', 'drtz', 'daorutaizhang', 'Excel', 'WPS'],
};
