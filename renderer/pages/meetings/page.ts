import { meetingHelp, meetingsHelp } from '../../help/meetings.ts';
import type { Page } from '../../page.ts';
import { MeetingPage } from './meeting-page.tsx';
import { MeetingsPage } from './meetings-page.tsx';

export const meetingsPage: Page = {
  path: '/meetings',
  title: '会议',
  component: MeetingsPage,
  help: meetingsHelp,
  section: { of: '/issues', name: '会议', order: 20 },
  words: ['hy', 'huiyi', 'jy', '纪要', '会议纪要', '推进会', '议程'],
};

export const meetingPage: Page = { path: '/meetings/:id', title: '会议', component: MeetingPage, help: meetingHelp };
