import { Anchor, Button } from '@mantine/core';
import type { ReactNode } from 'react';
import type { ProjectInPool } from '#shared/contract/pools.ts';
import { wanText } from '../../components/money-text.ts';
import { RowList, type RowListColumn } from '../../components/row-list.tsx';

interface NotCarriedListProps {
  readonly projects: readonly ProjectInPool[];
  readonly onMove: (projectId: string) => void;
}

/** 上年度未结转的项目 (登项攻坚办〔2018〕1号 (十二)): put together for the decision whether they keep their standing. */
export function NotCarriedList({ projects, onMove }: NotCarriedListProps): ReactNode {
  const columns: readonly RowListColumn<ProjectInPool>[] = [
    {
      id: 'name',
      title: '项目名称',
      width: 'minmax(220px, 2fr)',
      render: (row) => <Anchor href={`#/projects/${row.projectId}`}>{row.name}</Anchor>,
    },
    { id: 'note', title: '未结转的说明', width: 'minmax(220px, 3fr)', render: (row) => row.notCarriedNote },
    { id: 'total', title: '总投资', width: '120px', isRight: true, render: (row) => wanText(row.totalInvestment) },
    {
      id: 'act',
      title: '',
      width: '76px',
      render: (row) => (
        <Button
          size="compact-xs"
          variant="default"
          onClick={() => onMove(row.projectId)}
          aria-label={`办理：${row.name}`}
        >
          办理
        </Button>
      ),
    },
  ];
  return (
    <RowList
      label="上年度未结转的项目"
      rows={projects}
      rowKey={(row) => row.projectId}
      columns={columns}
      emptyText="没有未结转的项目。"
    />
  );
}
