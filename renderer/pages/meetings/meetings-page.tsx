import { Anchor, Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { Link } from 'wouter';
import { shownDay } from '#shared/calendar/day.ts';
import type { MeetingRow } from '#shared/contract/meetings.ts';
import { meetingStateLabels } from '#shared/text/labels.ts';
import { useQueryOf } from '../../client.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { RowList, type RowListColumn } from '../../components/row-list.tsx';
import { Waiting } from '../../components/waiting.tsx';
import './meetings.css';
import { Consultations } from './consultations.tsx';
import { MeetingForm, type MeetingStart } from './meeting-form.tsx';
import { TypesTable } from './types-table.tsx';

/** What the rules demand and what was missed, then every meeting. */
export function MeetingsPage(): ReactNode {
  const list = useQueryOf('meetings.list', {});
  const [start, setStart] = useState<MeetingStart | null>(null);
  if (list.data === undefined)
    return list.error === null ? <Waiting /> : <ErrorNotice problem={list.error} onRetry={() => void list.refetch()} />;
  const { rows, types, source } = list.data;
  const missed = types.filter((type) => type.missed.length > 0).length;
  const planIt = <Button onClick={() => setStart({ type: null, onDay: null })}>安排会议</Button>;
  return (
    <>
      <PageHead
        title="会议"
        about={`会议 ${rows.length} 次 · 没有召开记录 ${missed} 类 · 依据 ${source}`}
        actions={planIt}
      />
      {types.length > 0 && <TypesTable types={types} onPlan={setStart} />}
      {list.data.consultations !== null && <Consultations found={list.data.consultations} onPlan={setStart} />}
      {rows.length === 0 ? (
        <EmptyState title="还没有会议" actions={planIt}>
          会议的议题从督办、问题、节点和周报里提，议定的每一件事都成为一个督办事项，直到办结。先安排一次会议。
        </EmptyState>
      ) : (
        <RowList
          label="会议"
          rows={rows}
          rowKey={(row) => row.id}
          columns={columns}
          isFaint={(row) => row.state === 'cancelled'}
          emptyText="还没有会议"
        />
      )}
      {start !== null && <MeetingForm types={types} start={start} onClose={() => setStart(null)} />}
    </>
  );
}

const columns: readonly RowListColumn<MeetingRow>[] = [
  { id: 'day', title: '日期', width: '130px', render: (row) => shownDay(row.onDay) },
  {
    id: 'title',
    title: '会议名称',
    width: 'minmax(220px, 3fr)',
    render: (row) => (
      <Anchor component={Link} href={`/meetings/${row.id}`} size="sm">
        {row.title}
      </Anchor>
    ),
  },
  { id: 'type', title: '类别', width: 'minmax(150px, 1.6fr)', render: (row) => row.typeName },
  {
    id: 'chair',
    title: '主持人',
    width: '130px',
    render: (row) => [row.chairPost, row.chairName].filter((each) => each !== null).join(' '),
  },
  { id: 'topics', title: '议题', width: '60px', isRight: true, render: (row) => row.topics },
  {
    id: 'decisions',
    title: '议定事项',
    width: '150px',
    render: (row) => (
      <>
        {row.decisions}
        {row.drafts > 0 && <span className="meetings-open"> 待明确 {row.drafts}</span>}
      </>
    ),
  },
  { id: 'state', title: '状态', width: '110px', render: (row) => meetingStateLabels[row.state] },
  { id: 'number', title: '纪要文号', width: '150px', render: (row) => row.documentNumber ?? '' },
];
