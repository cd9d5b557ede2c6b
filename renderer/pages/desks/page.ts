import { desksHelp } from '../../help/desks.ts';
import type { Page } from '../../page.ts';
import { DesksPage } from './desks-page.tsx';

export const desksPage: Page = {
  path: '/desks',
  title: '本单位各台电脑',
  component: DesksPage,
  help: desksHelp,
  section: { of: '/exchange', name: '各台电脑', order: 70 },
  words: ['bdwgtdn', 'getaidiannao', '同步', 'tongbu', '加入本单位', '邀请'],
};
