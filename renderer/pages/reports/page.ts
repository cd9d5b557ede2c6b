import { IconReportAnalytics } from '@tabler/icons-react';
import { reportsHelp } from '../../help/reports.ts';
import type { Page } from '../../page.ts';
import { ReportsPage } from './reports-page.tsx';

export const reportsPage: Page = {
  path: '/reports',
  title: '报表',
  component: ReportsPage,
  help: reportsHelp,
  entry: { order: 60, icon: IconReportAnalytics },
  words: [
    'bb',
    'baobiao',
    '附件2',
    'fujian2',
    '附件3',
    'fujian3',
    '附件4',
    'fujian4',
    '滞后',
    'zhihou',
    '省领导联系',
    '市领导联系',
    '白名单',
    'bmd',
    '统计表',
  ],
};
