import { Anchor, Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { shownDay } from '#shared/calendar/day.ts';
import type { InspectionRoundRow } from '#shared/contract/inspection-rounds.ts';
import { inspectionRoundStateLabels } from '#shared/text/inspection-labels.ts';
import { useQueryOf } from '../../client.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { RowList, type RowListColumn } from '../../components/row-list.tsx';
import { Waiting } from '../../components/waiting.tsx';
import { useIsCentre } from '../../office-context.ts';
import { DemandLine } from './demand-line.tsx';

/** Rounds of on-site inspection, and what the notice asks for this month. */
export function InspectionsPage(): ReactNode {
  const list = useQueryOf('inspectionRounds.list', {});
  const isCentre = useIsCentre();
  if (list.data === undefined)
    return list.error === null ? <Waiting /> : <ErrorNotice problem={list.error} onRetry={() => void list.refetch()} />;
  const { rows, demand, standing, today } = list.data;
  const open = rows.filter((row) => row.isOurs && (row.state === 'planned' || row.state === 'printed'));
  const out = open.reduce((sum, row) => sum + row.sheets.printed, 0);
  return (
    <>
      <PageHead
        title="现场督导"
        about={
          <>
            督导 {rows.length} 次 · 进行中 {open.length} 次 · 已印没有录入的检查表 {out} 张 · 数据日期 {today}
            <DemandLine demand={demand} standing={standing} />
          </>
        }
        actions={
          <Button component={Link} href="/inspections/new" leftSection={<IconPlus size={16} aria-hidden />}>
            新建督导
          </Button>
        }
      />
      {rows.length === 0 ? (
        <EmptyState
          title="还没有安排过现场督导"
          actions={
            <Button component={Link} href="/inspections/new">
              新建督导
            </Button>
          }
        >
          选好项目和人员，印出检查表带到现场；回来录入后，这里能看出所报和现场是不是一致、哪些项目多久没有去。
        </EmptyState>
      ) : (
        <RowList<InspectionRoundRow>
          label="现场督导"
          rows={rows}
          rowKey={(row) => row.id}
          columns={isCentre ? [...columns.slice(0, 2), officeColumn, ...columns.slice(2)] : columns}
          isFaint={(row) => row.state === 'closed' || row.state === 'cancelled'}
          emptyText=""
        />
      )}
    </>
  );
}

const columns: readonly RowListColumn<InspectionRoundRow>[] = [
  { id: 'number', title: '编号', width: '76px', render: (row) => row.number },
  {
    id: 'name',
    title: '督导名称',
    width: 'minmax(200px, 3fr)',
    render: (row) => (
      <Anchor component={Link} size="sm" href={`/inspections/${row.id}`}>
        {row.name}
      </Anchor>
    ),
  },
  { id: 'days', title: '日期', width: '178px', render: daysText },
  { id: 'template', title: '检查表', width: 'minmax(120px, 1.4fr)', render: (row) => row.templateName },
  { id: 'inspectors', title: '督导人员', width: 'minmax(110px, 1.4fr)', render: (row) => row.inspectors || '—' },
  {
    id: 'sheets',
    title: '检查表（录入/印出/共）',
    width: '150px',
    isRight: true,
    render: ({ sheets }) =>
      `${sheets.returned} / ${sheets.returned + sheets.printed} / ${sheets.returned + sheets.printed + sheets.planned}${sheets.void === 0 ? '' : `，作废${sheets.void}`}`,
  },
  {
    id: 'state',
    title: '状态',
    width: '96px',
    render: (row) => (row.isLate ? <span className="late">过期未录入</span> : inspectionRoundStateLabels[row.state]),
  },
];

const officeColumn: RowListColumn<InspectionRoundRow> = {
  id: 'office',
  title: '单位',
  width: '90px',
  render: (row) => row.officeName,
};

export function daysText({ fromDay, untilDay }: Pick<InspectionRoundRow, 'fromDay' | 'untilDay'>): string {
  if (untilDay === fromDay) return shownDay(fromDay);
  const isSameYear = untilDay.slice(0, 4) === fromDay.slice(0, 4);
  const end = shownDay(untilDay);
  return `${shownDay(fromDay)}至${isSameYear ? end.slice(5) : end}`;
}
