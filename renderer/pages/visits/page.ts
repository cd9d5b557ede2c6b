import { visitsHelp } from '../../help/visits.ts';
import type { Page } from '../../page.ts';
import { VisitsPage } from './visits-page.tsx';

export const visitsPage: Page = {
  path: '/visits',
  title: '领导调研',
  component: VisitsPage,
  help: visitsHelp,
  section: { of: '/issues', name: '领导调研', order: 40 },
  words: ['lddy', 'lingdaodiaoyan', '走访', '现场会', '一线调研'],
};
