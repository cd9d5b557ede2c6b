import { inspectionSheetsHelp } from '../../help/inspection-return.ts';
import type { Page } from '../../page.ts';
import { SheetsPage } from './sheets-page.tsx';

export const inspectionSheetsPage: Page = {
  path: '/inspection-sheets',
  title: '录入检查表',
  component: SheetsPage,
  help: inspectionSheetsHelp,
  section: { of: '/inspections', name: '录入检查表', order: 10 },
  words: ['lrjcb', 'lurujianchabiao', '扫码', '表号', '督导录入'],
};
