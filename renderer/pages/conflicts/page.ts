import { conflictsHelp } from '../../help/desks.ts';
import type { Page } from '../../page.ts';
import { ConflictsPage } from './conflicts-page.tsx';

export const conflictsPage: Page = {
  path: '/conflicts',
  title: '两处改动不一致',
  component: ConflictsPage,
  help: conflictsHelp,
  section: { of: '/exchange', name: '改动不一致', order: 60 },
  words: ['lcgdbyz', 'gaidongbuyizhi', '冲突', 'chongtu'],
};
