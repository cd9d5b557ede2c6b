import { Anchor, Group, SegmentedControl, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { addDays, instantOf } from '#shared/calendar/day.ts';
import type { OutputOf } from '#shared/contract/index.ts';
import { useQueryOf } from '../../client.ts';
import { DayInput } from '../../components/day-input.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { wanText } from '../../components/money-text.ts';
import { RowList, type RowListColumn } from '../../components/row-list.tsx';
import { Waiting } from '../../components/waiting.tsx';
import { poolName, stateWords } from './pool-words.ts';

type StateRow = OutputOf<'projects.stateOn'>['rows'][number];
type Count = OutputOf<'projects.stateOn'>['counts'][number];

const stateNames: Readonly<Record<Count['state'], string>> = {
  reserve: '储备库',
  start: '开工库',
  construction: '在建库',
  completion: '竣工库',
  exited: '已退出',
  none: '未入库',
  unknown: '没有记载',
};

/** Two questions of a past day: where each project was by its dated moves, and what was written here when it ended. */
export function StateOnDay({ today }: { readonly today: string }): ReactNode {
  const [day, setDay] = useState(today);
  const [isKnown, setKnown] = useState(false);
  return (
    <>
      <Group gap="sm" mb={8} wrap="nowrap">
        <Text size="sm" component="label" htmlFor="state-day">
          看哪一天
        </Text>
        <DayInput id="state-day" w={150} precision="day" value={day} onSave={(next) => setDay(next ?? today)} />
        <SegmentedControl
          size="xs"
          aria-label="怎样看"
          value={isKnown ? 'known' : 'was'}
          onChange={(value) => setKnown(value === 'known')}
          data={[
            { value: 'was', label: '那天实际在哪个库' },
            { value: 'known', label: '那天系统里记的' },
          ]}
        />
      </Group>
      {isKnown ? <KnownOnDay day={day} /> : <WasOnDay day={day} />}
    </>
  );
}

function WasOnDay({ day }: { readonly day: string }): ReactNode {
  const [shown, setShown] = useState('all');
  const states = useQueryOf('projects.stateOn', { day }, { keepsLast: true });
  if (states.data === undefined) return states.error === null ? <Waiting /> : <ErrorNotice problem={states.error} />;
  const { rows, counts } = states.data;
  const present = counts.filter((count) => count.projects > 0);
  const wanted = present.some((count) => count.state === shown) ? shown : 'all';
  const list = wanted === 'all' ? rows : rows.filter((row) => nameOf(row) === wanted);
  const columns: readonly RowListColumn<StateRow>[] = [
    {
      id: 'name',
      title: '项目名称',
      width: 'minmax(220px, 3fr)',
      render: (row) => <Anchor href={`#/projects/${row.projectId}?tab=pools`}>{row.name}</Anchor>,
    },
    { id: 'state', title: `${day} 所在库`, width: 'minmax(220px, 2fr)', render: (row) => stateWords(row.state) },
    {
      id: 'now',
      title: '现在',
      width: '110px',
      render: (row) => (row.isExitedNow ? '已退出' : poolName(row.now)),
    },
    { id: 'total', title: '总投资', width: '120px', isRight: true, render: (row) => wanText(row.totalInvestment) },
  ];
  return (
    <>
      <Group gap="sm" mb={8} wrap="nowrap">
        <SegmentedControl
          size="xs"
          aria-label="看哪个库"
          value={wanted}
          onChange={setShown}
          data={[
            { value: 'all', label: `全部 ${rows.length}` },
            ...present.map((count) => ({ value: count.state, label: `${stateNames[count.state]} ${count.projects}` })),
          ]}
        />
      </Group>
      <RowList
        label={`${day}在库情况`}
        rows={list}
        rowKey={(row) => row.projectId}
        columns={columns}
        emptyText="那一天没有项目。"
      />
    </>
  );
}

function nameOf(row: StateRow): string {
  return row.state.state === 'in' ? (row.state.pool ?? 'none') : row.state.state;
}

type KnownRow = OutputOf<'projects.knownAt'>['rows'][number];

function KnownOnDay({ day }: { readonly day: string }): ReactNode {
  const known = useQueryOf('projects.knownAt', { at: instantOf(addDays(day, 1), 0) }, { keepsLast: true });
  if (known.data === undefined) return known.error === null ? <Waiting /> : <ErrorNotice problem={known.error} />;
  const columns: readonly RowListColumn<KnownRow>[] = [
    {
      id: 'name',
      title: '项目名称',
      width: 'minmax(200px, 2fr)',
      render: (row) => <Anchor href={`#/projects/${row.projectId}?tab=pools`}>{row.name}</Anchor>,
    },
    {
      id: 'pool',
      title: `${day} 记的所在库`,
      width: '150px',
      render: (row) => (row.exitedOn === null ? poolName(row.pool) : `已退出（${row.exitedOn}）`),
    },
    { id: 'total', title: '总投资', width: '120px', isRight: true, render: (row) => wanText(row.totalInvestment) },
    {
      id: 'differs',
      title: '后来改过的栏目',
      width: 'minmax(200px, 2fr)',
      render: (row) => row.differs.map((each) => each.label).join('、'),
    },
  ];
  return (
    <RowList
      label={`${day}结束时系统里的记载`}
      rows={known.data.rows}
      rowKey={(row) => row.projectId}
      columns={columns}
      renderDetails={(row) => (
        <>
          {row.differs.map((each) => (
            <Text key={each.field} size="sm">
              {each.label}：当时 {each.before ?? '（空）'}，现在 {each.now ?? '（空）'}
            </Text>
          ))}
        </>
      )}
      hasDetails={(row) => row.differs.length > 0}
      emptyText="那一天系统里还没有项目。"
    />
  );
}
