import { findingsHelp } from '../../help/milestones.ts';
import type { Page } from '../../page.ts';
import { FindingsPage } from './findings-page.tsx';

export const findingsPage: Page = {
  path: '/milestones',
  title: '节点与预警',
  component: FindingsPage,
  help: findingsHelp,
  section: { of: '/projects', name: '节点与预警', order: 25 },
  words: ['jdyj', 'jiedianyujing', '应开未开', '应竣未竣', '应复工未复工', '达产', '统计入库', 'ykwk', 'yjwj'],
};
