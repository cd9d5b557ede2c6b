import { accountabilityHelp } from '../../help/accountability.ts';
import type { Page } from '../../page.ts';
import { AccountabilityPage } from './accountability-page.tsx';

export const accountabilityPage: Page = {
  path: '/accountability',
  title: '责任追究',
  component: AccountabilityPage,
  help: accountabilityHelp,
  section: { of: '/issues', name: '责任追究', order: 50 },
  words: ['zrzj', 'zerenzhuijiu', '问责建议', '责任追究台账'],
};
