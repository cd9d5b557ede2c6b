import { centreRulesHelp } from '../../help/centre-rules.ts';
import type { Page } from '../../page.ts';
import { CentreRulesPage } from './centre-rules-page.tsx';

export const centreRulesPage: Page = {
  path: '/centre-rules',
  title: '时限、编码和口径',
  component: CentreRulesPage,
  help: centreRulesHelp,
  section: { of: '/exchange', name: '时限和编码', order: 30 },
  words: ['sxbmhkj', 'shixian', 'bianma', 'koujing', '报送时限', '编码', '口径', '截至完成投资'],
};
