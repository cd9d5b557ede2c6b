import { namedLeadersHelp } from '../../help/handed-down.ts';
import type { Page } from '../../page.ts';
import { NamedLeadersPage } from './named-leaders-page.tsx';

export const namedLeadersPage: Page = {
  path: '/named-leaders',
  title: '省市领导联系',
  component: NamedLeadersPage,
  help: namedLeadersHelp,
  office: 'centre',
  section: { of: '/projects', name: '省市领导', order: 86 },
  words: ['ssldlx', 'shengshilingdaolianxi', '省级领导', '市级领导', '联系领导', '分包领导'],
};
