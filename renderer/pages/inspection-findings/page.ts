import { inspectionFindingsHelp } from '../../help/inspection-return.ts';
import type { Page } from '../../page.ts';
import { FindingsPage } from './findings-page.tsx';

export const inspectionFindingsPage: Page = {
  path: '/inspection-findings',
  title: '核查比对',
  component: FindingsPage,
  help: inspectionFindingsHelp,
  section: { of: '/inspections', name: '核查比对', order: 20 },
  words: ['hcbd', 'hechabidui', '虚报瞒报', '疑点', '不符', '督导统计'],
};
