import { leadersHelp } from '../../help/leaders.ts';
import type { Page } from '../../page.ts';
import { LeadersPage } from './leaders-page.tsx';

export const leadersPage: Page = {
  path: '/leaders',
  title: '分包与专班',
  component: LeadersPage,
  help: leadersHelp,
  section: { of: '/projects', name: '分包与专班', order: 40 },
  words: ['fbyzb', 'fenbao', '领导', '挂钩', '推进小组', '委托', 'weituo'],
};
