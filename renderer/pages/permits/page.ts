import { permitsHelp } from '../../help/permits.ts';
import type { Page } from '../../page.ts';
import { PermitsPage } from './permits-page.tsx';

export const permitsPage: Page = {
  path: '/permits',
  title: '手续',
  component: PermitsPage,
  help: permitsHelp,
  section: { of: '/projects', name: '手续', order: 20 },
  words: ['sx', 'shouxu', '手续办理台账', '审批时限', '联审联批', '80个工作日'],
};
