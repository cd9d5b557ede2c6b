import { Anchor, Button } from '@mantine/core';
import type { ReactNode } from 'react';
import type { OutputOf } from '#shared/contract/index.ts';
import { wanText } from '../../components/money-text.ts';
import { RowList, type RowListColumn } from '../../components/row-list.tsx';
import { StepFacts } from './pool-steps.tsx';
import { poolName } from './pool-words.ts';

type Exited = OutputOf<'pools.overview'>['exited'][number];

interface ExitedListProps {
  readonly exited: readonly Exited[];
  readonly keepsPools: boolean;
  readonly onMove: (projectId: string) => void;
}

/** Everything that has left, findable for ever; a row unfolds its papers. */
export function ExitedList({ exited, keepsPools, onMove }: ExitedListProps): ReactNode {
  const again = keepsPools ? '重新入库' : '恢复在册';
  const columns: readonly RowListColumn<Exited>[] = [
    {
      id: 'name',
      title: '项目名称',
      width: 'minmax(200px, 2fr)',
      render: (row) => (
        <Anchor href={`#/projects/${row.projectId}?tab=${keepsPools ? 'pools' : 'exits'}`}>{row.name}</Anchor>
      ),
    },
    { id: 'day', title: '退出日期', width: '104px', render: (row) => row.onDay },
    ...(keepsPools
      ? [{ id: 'from', title: '原所在库', width: '90px', render: (row: Exited) => poolName(row.fromPool, '—') }]
      : []),
    { id: 'ground', title: '情形', width: 'minmax(160px, 2fr)', render: (row) => row.groundLabel ?? '' },
    { id: 'consent', title: '同意文号', width: 'minmax(140px, 1.4fr)', render: (row) => row.consentDocument ?? '' },
    { id: 'total', title: '总投资', width: '110px', isRight: true, render: (row) => wanText(row.totalInvestment) },
    {
      id: 'act',
      title: '',
      width: '96px',
      render: (row) => (
        <Button
          size="compact-xs"
          variant="default"
          onClick={() => onMove(row.projectId)}
          aria-label={`${again}：${row.name}`}
        >
          {again}
        </Button>
      ),
    },
  ];
  return (
    <RowList
      label="已退出的项目"
      rows={exited}
      rowKey={(row) => row.projectId}
      columns={columns}
      renderDetails={(row) => <StepFacts step={row} />}
      emptyText="还没有退出的项目。项目退出后一直留在这里，随时可以查到。"
    />
  );
}
