import { Anchor, Group, SegmentedControl, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
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

/** In which pool each project was on a day: the last move on or before it. */
export function StateOnDay({ today }: { readonly today: string }): ReactNode {
  const [day, setDay] = useState(today);
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
        <Text size="sm" component="label" htmlFor="state-day">
          看哪一天
        </Text>
        <DayInput id="state-day" w={150} precision="day" value={day} onSave={(next) => setDay(next ?? today)} />
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
