import { centreBoardHelp } from '../../help/centre-board.ts';
import type { Page } from '../../page.ts';
import { CentreBoardPage } from './centre-board-page.tsx';

export const centreBoardPage: Page = {
  path: '/centre-board',
  title: '报送看板',
  component: CentreBoardPage,
  help: centreBoardHelp,
  section: { of: '/', name: '报送看板', order: 10 },
  office: 'centre',
  words: ['bskb', 'baosongkanban', '催报', 'cuibao', '请重报', '工作组', '未报'],
};
