import { yearTurnHelp } from '../../help/pools.ts';
import type { Page } from '../../page.ts';
import { YearTurnPage } from './year-turn-page.tsx';

export const yearTurnPage: Page = {
  path: '/year-turn',
  title: '年度结转',
  component: YearTurnPage,
  help: yearTurnHelp,
  section: { of: '/projects', name: '年度结转', order: 60 },
  office: 'district',
  words: ['ndjz', 'niandujiezhuan', '年终结账', 'nianzhongjiezhang', '结转', '开账', '结账表'],
};
