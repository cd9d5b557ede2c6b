import { IconCalendarWeek } from '@tabler/icons-react';
import { progressHelp } from '../../help/progress.ts';
import type { Page } from '../../page.ts';
import { ProgressPage } from './progress-page.tsx';

export const progressPage: Page = {
  path: '/progress',
  title: '周报',
  component: ProgressPage,
  help: progressHelp,
  entry: { order: 30, icon: IconCalendarWeek },
  office: 'district',
  words: ['zb', 'zhoubao', '进展'],
};
