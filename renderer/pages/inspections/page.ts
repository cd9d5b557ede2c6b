import { IconClipboardCheck } from '@tabler/icons-react';
import { inspectionCoverageHelp, inspectionsHelp, newRoundHelp, roundHelp } from '../../help/inspections.ts';
import type { Page } from '../../page.ts';
import { CoveragePage } from './coverage-page.tsx';
import { InspectionsPage } from './inspections-page.tsx';
import { NewRoundPage } from './new-round-page.tsx';
import { RoundPage } from './round-page.tsx';

export const inspectionsPage: Page = {
  path: '/inspections',
  title: '现场督导',
  component: InspectionsPage,
  help: inspectionsHelp,
  entry: { order: 50, icon: IconClipboardCheck },
  words: ['xcdd', 'xianchangdudao', '巡查', '督导轮次', '检查表'],
};

export const newRoundPage: Page = {
  path: '/inspections/new',
  title: '新建督导',
  component: NewRoundPage,
  help: newRoundHelp,
  words: ['xjdd', 'xinjiandudao', '随机抽取'],
};

export const roundPage: Page = { path: '/inspections/:id', title: '一次督导', component: RoundPage, help: roundHelp };

export const inspectionCoveragePage: Page = {
  path: '/inspection-coverage',
  title: '督导覆盖',
  component: CoveragePage,
  help: inspectionCoverageHelp,
  section: { of: '/inspections', name: '覆盖情况', order: 30 },
  words: ['ddfg', 'dudaofugai', '全覆盖', '多日未到'],
};
