import { listsHelp } from '../../help/lists.ts';
import type { Page } from '../../page.ts';
import { ListsPage } from './lists-page.tsx';

export const listsPage: Page = {
  path: '/lists',
  title: '名单',
  component: ListsPage,
  help: listsHelp,
  section: { of: '/projects', name: '名单', order: 15 },
  words: ['md', 'mingdan', '三个一批', '三个一百', '白名单', 'sgyp', 'bmd'],
};
