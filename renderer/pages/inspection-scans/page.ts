import { inspectionScansHelp } from '../../help/inspection-scans.ts';
import type { Page } from '../../page.ts';
import { ScansPage } from './scans-page.tsx';

export const inspectionScansPage: Page = {
  path: '/inspection-scans',
  title: '识别扫描件',
  component: ScansPage,
  help: inspectionScansHelp,
  section: { of: '/inspections', name: '识别扫描件', order: 25 },
  words: ['sbsmj', 'shibiesaomiaojian', '扫描', '拍照', '二维码', '检查表扫描'],
};
