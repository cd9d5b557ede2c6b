import { Anchor, Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { Link } from 'wouter';
import { shownDay } from '#shared/calendar/day.ts';
import type { TourRow } from '#shared/contract/tours.ts';
import { meetingStateLabels } from '#shared/text/labels.ts';
import { useQueryOf } from '../../client.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { RowList, type RowListColumn } from '../../components/row-list.tsx';
import { Waiting } from '../../components/waiting.tsx';
import { MeetingForm, type MeetingStart } from '../meetings/meeting-form.tsx';
import { TypesTable } from '../meetings/types-table.tsx';

/** What the rules demand of tours, then every tour. */
export function ToursPage(): ReactNode {
  const list = useQueryOf('tours.list', {});
  const [start, setStart] = useState<MeetingStart | null>(null);
  if (list.data === undefined)
    return list.error === null ? <Waiting /> : <ErrorNotice problem={list.error} onRetry={() => void list.refetch()} />;
  const { rows, types } = list.data;
  const [first] = types;
  const planIt = (
    <Button onClick={() => setStart({ type: first?.code ?? 'other', onDay: first?.proposedOn ?? null })}>
      安排观摩
    </Button>
  );
  return (
    <>
      <PageHead
        title="项目观摩"
        about={
          first === undefined
            ? `观摩 ${rows.length} 次 · 适用文件没有规定观摩`
            : `观摩 ${rows.length} 次 · 依据 ${first.source}`
        }
        actions={planIt}
      />
      {types.length > 0 && <TypesTable types={types} name="规定的观摩" onPlan={setStart} />}
      {rows.length === 0 ? (
        <EmptyState title="还没有观摩" actions={planIt}>
          安排一次观摩，把领导指定和镇街推荐的项目加进来，筛选、排线路、打印线路表；观摩以后录入评委评分，名次自动算出。
        </EmptyState>
      ) : (
        <RowList
          label="观摩"
          rows={rows}
          rowKey={(row) => row.id}
          columns={columns}
          isFaint={(row) => row.state === 'cancelled'}
          emptyText="还没有观摩"
        />
      )}
      {start !== null && <MeetingForm types={types} start={start} opensAt="/tours" onClose={() => setStart(null)} />}
    </>
  );
}

const columns: readonly RowListColumn<TourRow>[] = [
  { id: 'day', title: '日期', width: '130px', render: (row) => shownDay(row.onDay) },
  {
    id: 'title',
    title: '观摩活动',
    width: 'minmax(220px, 3fr)',
    render: (row) => (
      <Anchor component={Link} href={`/tours/${row.id}`} size="sm">
        {row.title}
      </Anchor>
    ),
  },
  { id: 'type', title: '类别', width: 'minmax(150px, 1.6fr)', render: (row) => row.typeName },
  {
    id: 'proposed',
    title: '推荐',
    width: '130px',
    render: (row) => (
      <>
        {row.proposed}
        {row.waiting > 0 && <span className="meetings-open"> 待筛选 {row.waiting}</span>}
      </>
    ),
  },
  { id: 'chosen', title: '入选', width: '70px', isRight: true, render: (row) => row.chosen },
  { id: 'judges', title: '评委', width: '70px', isRight: true, render: (row) => row.judges },
  { id: 'state', title: '状态', width: '110px', render: (row) => meetingStateLabels[row.state] },
];
