import { calendarsHelp } from '../../help/calendars.ts';
import type { Page } from '../../page.ts';
import { CalendarsPage } from './calendars-page.tsx';

export const calendarsPage: Page = {
  path: '/calendars',
  title: '放假安排',
  component: CalendarsPage,
  help: calendarsHelp,
  section: { of: '/settings', name: '放假安排', order: 20 },
  words: ['fjap', 'fangjiaanpai', '节假日', '调休', '工作日', '日历'],
};
