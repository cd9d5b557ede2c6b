import { monthsHelp } from '../../help/months.ts';
import type { Page } from '../../page.ts';
import { MonthsPage } from './months-page.tsx';

export const monthsPage: Page = {
  path: '/months',
  title: '按月查账',
  component: MonthsPage,
  help: monthsHelp,
  section: { of: '/progress', name: '按月查账', order: 20 },
  office: 'district',
  words: ['aycz', 'anyuechazhang', '查账', '月账', '月末数'],
};
