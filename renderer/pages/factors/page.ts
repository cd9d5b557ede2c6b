import { factorsHelp } from '../../help/factors.ts';
import type { Page } from '../../page.ts';
import { FactorsPage } from './factors-page.tsx';

export const factorsPage: Page = {
  path: '/factors',
  title: '要素保障',
  component: FactorsPage,
  help: factorsHelp,
  section: { of: '/projects', name: '要素保障', order: 30 },
  words: ['ysbz', 'yaosubaozhang', '资金', '用地', '拆迁', '用水', '用电'],
};
