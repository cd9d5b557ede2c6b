import { missingHelp } from '../../help/definites.ts';
import type { Page } from '../../page.ts';
import { MissingPage } from './missing-page.tsx';

export const missingPage: Page = {
  path: '/missing',
  title: '缺项清单',
  component: MissingPage,
  help: missingHelp,
  section: { of: '/projects', name: '缺项清单', order: 28 },
  words: ['qxqd', 'quexiangqingdan', '六个明确', 'lgmq', '五个一', 'wgy'],
};
