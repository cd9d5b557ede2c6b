import { IconAlertTriangle } from '@tabler/icons-react';
import { issueBoardsHelp, issuesHelp } from '../../help/issues.ts';
import type { Page } from '../../page.ts';
import { IssueBoardsPage } from './boards-page.tsx';
import { IssuesPage } from './issues-page.tsx';

export const issuesPage: Page = {
  path: '/issues',
  title: '问题台账',
  component: IssuesPage,
  help: issuesHelp,
  entry: { order: 40, name: '问题与督办', icon: IconAlertTriangle },
  words: ['wttz', 'wentitaizhang', 'wtydb', '问题与督办', '销号'],
};

export const issueBoardsPage: Page = {
  path: '/issue-boards',
  title: '问题看板',
  component: IssueBoardsPage,
  help: issueBoardsHelp,
  section: { of: '/issues', name: '问题看板', order: 5 },
  words: ['wtkb', 'wentikanban', '攻坚组', '镇街', '历时'],
};
