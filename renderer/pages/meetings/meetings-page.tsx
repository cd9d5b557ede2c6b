import { Anchor, Button, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { Link } from 'wouter';
import { shownDay } from '#shared/calendar/day.ts';
import type { MeetingRow, MeetingTypeRow } from '#shared/contract/meetings.ts';
import { meetingStateLabels } from '#shared/text/labels.ts';
import { meetingRhythmLabels } from '#shared/text/rule-words.ts';
import { useQueryOf } from '../../client.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { RowList, type RowListColumn } from '../../components/row-list.tsx';
import { Waiting } from '../../components/waiting.tsx';
import './meetings.css';
import { MeetingForm } from './meeting-form.tsx';

/** What a new meeting starts with. */
interface Start {
  readonly type: string | null;
  readonly onDay: string | null;
}

/** What the rules demand and what was missed, then every meeting. */
export function MeetingsPage(): ReactNode {
  const list = useQueryOf('meetings.list', {});
  const [start, setStart] = useState<Start | null>(null);
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

function TypesTable({
  types,
  onPlan,
}: {
  readonly types: readonly MeetingTypeRow[];
  readonly onPlan: (start: Start) => void;
}): ReactNode {
  return (
    <section className="meetings-section" aria-label="规定的会议">
      <table className="meetings-table">
        <thead>
          <tr>
            <th scope="col">规定的会议</th>
            <th scope="col">频次</th>
            <th scope="col">召集人</th>
            <th scope="col">最近一次</th>
            <th scope="col">没有召开记录</th>
            <th scope="col">下一次</th>
            <th scope="col">依据</th>
            <th scope="col">操作</th>
          </tr>
        </thead>
        <tbody>
          {types.map((type) => (
            <tr key={type.code}>
              <td>{type.name}</td>
              <td className="meetings-day">{meetingRhythmLabels[type.rhythm] ?? type.rhythm}</td>
              <td>{type.chair ?? '—'}</td>
              <td className="meetings-day">{type.lastOn === null ? '—' : shownDay(type.lastOn)}</td>
              <td>
                {type.missed.length === 0 ? (
                  <span className="quiet">—</span>
                ) : (
                  <span className="late">{missedText(type.missed)}</span>
                )}
              </td>
              <td className="meetings-day">
                {type.plannedOn !== null ? `已安排${shownDay(type.plannedOn)}` : nextText(type)}
                {type.proposedWhy !== null && (
                  <Text size="xs" c="var(--quiet)">
                    {type.proposedWhy}
                  </Text>
                )}
              </td>
              <td className="quiet">{type.source}</td>
              <td>
                {type.plannedOn === null && (
                  <Button
                    size="compact-xs"
                    variant="default"
                    onClick={() => onPlan({ type: type.code, onDay: type.proposedOn })}
                    aria-label={`安排${type.name}`}
                  >
                    安排
                  </Button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** The host tells of the last few only. */
function missedText(missed: readonly string[]): string {
  const [newest = ''] = missed;
  if (missed.length === 1) return newest;
  return missed.length < 6 ? `${newest}等${missed.length}次` : `${newest}等${missed.length}次以上`;
}

function nextText(type: MeetingTypeRow): string {
  return type.proposedOn === null ? '需要时召开' : `建议${shownDay(type.proposedOn)}`;
}
