/** The tabs of a project's page, in order. A new tab adds one line here and asks the host for its own facts by the id. */
import type { ComponentType } from 'react';
import type { OutputOf } from '#shared/contract/index.ts';
import type { CurrentOffice } from '../../office-context.ts';
import { FactorsTab } from '../factors/factors-tab.tsx';
import { ProjectInspectionsTab } from '../inspection-sheets/project-inspections-tab.tsx';
import { ProjectIssuesTab } from '../issues/project-issues-tab.tsx';
import { MilestonesTab } from '../milestones/milestones-tab.tsx';
import { PermitsTab } from '../permits/permits-tab.tsx';
import { PoolsTab } from '../pools/pools-tab.tsx';
import { ProjectTasksTab } from '../tasks/project-tasks-tab.tsx';
import { AttachmentsTab } from './attachments-tab.tsx';
import { HistoryTab } from './history-tab.tsx';
import { InvestmentsTab } from './investments/investments-tab.tsx';
import { OverviewTab } from './overview-tab.tsx';
import { PeopleTab } from './people-tab.tsx';
import { ReportsTab } from './reports-tab.tsx';

export type FoundProject = OutputOf<'projects.get'>;

interface ProjectTab {
  readonly key: string;
  readonly label: string;
  readonly component: ComponentType<{ readonly found: FoundProject }>;
  /** Takes the height that is left: for a grid or a long list that scrolls in itself. */
  readonly fillsPage?: boolean;
  /** Only where this is true of the office. */
  readonly isShown?: (current: CurrentOffice) => boolean;
}

export const projectTabs: readonly ProjectTab[] = [
  { key: 'overview', label: '概况', component: OverviewTab },
  { key: 'reports', label: '进展', component: ReportsTab },
  { key: 'investments', label: '投资', component: InvestmentsTab },
  { key: 'issues', label: '问题', component: ProjectIssuesTab, fillsPage: true },
  { key: 'milestones', label: '节点', component: MilestonesTab },
  { key: 'permits', label: '手续', component: PermitsTab, fillsPage: true },
  { key: 'factors', label: '要素', component: FactorsTab },
  {
    key: 'pools',
    label: '入库转化',
    component: PoolsTab,
    isShown: ({ features }) => features.pools,
  },
  {
    key: 'exits',
    label: '退出记录',
    component: PoolsTab,
    isShown: ({ features }) => !features.pools && features.exits,
  },
  { key: 'tasks', label: '会议督办', component: ProjectTasksTab, fillsPage: true },
  { key: 'inspections', label: '督导', component: ProjectInspectionsTab },
  { key: 'people', label: '人员', component: PeopleTab },
  { key: 'attachments', label: '附件', component: AttachmentsTab },
  { key: 'history', label: '变更记录', component: HistoryTab, fillsPage: true },
];
