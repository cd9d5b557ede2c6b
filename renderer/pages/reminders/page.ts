import { remindersHelp } from '../../help/reminders.ts';
import type { Page } from '../../page.ts';
import { RemindersPage } from './reminders-page.tsx';

export const remindersPage: Page = {
  path: '/reminders',
  title: '提醒清单',
  component: RemindersPage,
  help: remindersHelp,
  office: 'district',
  section: { of: '/issues', name: '提醒清单', order: 60 },
  words: ['txqd', 'tixingqingdan', '催办清单', '单位清单', '领导清单'],
};
