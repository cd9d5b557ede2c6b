import { handDownHelp, levelsHelp } from '../../help/handed-down.ts';
import type { Page } from '../../page.ts';
import { HandDownPage } from './hand-down-page.tsx';
import { LevelsPage } from './levels-page.tsx';

export const handDownPage: Page = {
  path: '/exchange/down',
  title: '下达',
  component: HandDownPage,
  help: handDownHelp,
  office: 'centre',
  words: ['xd', 'xiada', '下达文件', '报送要求', 'bsyq'],
};

export const levelsPage: Page = {
  path: '/levels',
  title: '级别认定',
  component: LevelsPage,
  help: levelsHelp,
  section: { of: '/projects', name: '级别认定', order: 85 },
  words: ['jbrd', 'jibierending', '省重点', '市重点'],
};
