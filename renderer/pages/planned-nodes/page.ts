import { plannedNodesHelp } from '../../help/planned-nodes.ts';
import type { Page } from '../../page.ts';
import { PlannedNodesPage } from './planned-nodes-page.tsx';

export const plannedNodesPage: Page = {
  path: '/planned-nodes',
  title: '节点推进图',
  component: PlannedNodesPage,
  help: plannedNodesHelp,
  section: { of: '/projects', name: '节点图', order: 87 },
  words: ['jdtjt', 'jiediantuijintu', '挂图', '下达节点', '分包项目节点推进图'],
};
