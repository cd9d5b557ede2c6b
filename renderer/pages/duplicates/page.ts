import { duplicatesHelp } from '../../help/duplicates.ts';
import type { Page } from '../../page.ts';
import { DuplicatesPage } from './duplicates-page.tsx';

export const duplicatesPage: Page = {
  path: '/duplicates',
  title: '查重',
  component: DuplicatesPage,
  help: duplicatesHelp,
  section: { of: '/projects', name: '查重', order: 55 },
  words: ['cc', 'chachong', '重复', '合并', 'chongfu'],
};
