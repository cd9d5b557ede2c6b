import { rulePacksHelp } from '../../help/rule-packs.ts';
import type { Page } from '../../page.ts';
import { RulePacksPage } from './rule-packs-page.tsx';

export const rulePacksPage: Page = {
  path: '/rule-packs',
  title: '适用文件',
  component: RulePacksPage,
  help: rulePacksHelp,
  section: { of: '/settings', name: '适用文件', order: 10 },
  words: ['sywj', 'shiyongwenjian', '规定', '出处', '文号', '口径', '版本'],
};
