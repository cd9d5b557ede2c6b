import { IconAlertTriangle } from '@tabler/icons-react';
import { issuesHelp } from '../../help/issues.ts';
import type { Page } from '../../page.ts';
import { IssuesPage } from './issues-page.tsx';

export const issuesPage: Page = {
  path: '/issues',
  title: '问题台账',
  component: IssuesPage,
  help: issuesHelp,
  entry: { order: 40, name: '问题与督办', icon: IconAlertTriangle },
  words: ['wttz', 'wentitaizhang', 'wtydb', '问题与督办', '销号'],
};
