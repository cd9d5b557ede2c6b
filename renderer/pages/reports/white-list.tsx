/** Projects on the white list with what they still need. */
import { Anchor, Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { OutputOf } from '#shared/contract/index.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { wanText } from '../../components/money-text.ts';
import { RowList, type RowListColumn } from '../../components/row-list.tsx';
import { useIsCentre } from '../../office-context.ts';
import { tableWords } from './friday-table.ts';
import { TableNote } from './table-note.tsx';

type WhiteListed = OutputOf<'reports.whiteList'>;
type Row = WhiteListed['rows'][number];

export function WhiteList({ listed }: { readonly listed: WhiteListed }): ReactNode {
  const isCentre = useIsCentre();
  return (
    <>
      <TableNote
        sentence="列入本年“白名单”的项目，写明还需要哪些要素保障。"
        source={tableWords.whiteList.source}
        notReported={listed.notReported}
      />
      {listed.rows.length === 0 ? (
        <EmptyState
          title="本年还没有列入“白名单”的项目"
          actions={
            <Button component={Link} href="/projects">
              打开项目库
            </Button>
          }
        >
          在项目的“概况”里把它加入名单“白名单”，这张表就会列出它和它还没有解决的要素需求。
        </EmptyState>
      ) : (
        <div className="reports-list">
          <RowList<Row>
            label={tableWords.whiteList.title}
            rows={listed.rows}
            rowKey={(row) => row.projectId}
            columns={isCentre ? columns : columns.filter((column) => column.id !== 'office')}
            emptyText=""
          />
        </div>
      )}
    </>
  );
}

const columns: readonly RowListColumn<Row>[] = [
  {
    id: 'name',
    title: '项目名称',
    width: 'minmax(200px, 1.4fr)',
    render: (row) => (
      <Anchor component={Link} size="sm" href={`/projects/${row.projectId}`}>
        {row.name}
      </Anchor>
    ),
  },
  { id: 'office', title: '区县', width: '90px', render: (row) => row.officeName },
  {
    id: 'needs',
    title: '要素保障需求',
    width: 'minmax(220px, 1.6fr)',
    render: (row) => <span className="reports-lines">{row.needs === '' ? '没有未解决的需求' : row.needs}</span>,
  },
  { id: 'problems', title: '存在问题及涉及单位', width: 'minmax(180px, 1.4fr)', render: (row) => row.problems ?? '' },
  {
    id: 'planned',
    title: '本年计划',
    width: '100px',
    isRight: true,
    render: (row) => (row.plannedThisYear === null ? '' : wanText(row.plannedThisYear)),
  },
  {
    id: 'done',
    title: '截至完成',
    width: '100px',
    isRight: true,
    render: (row) => (row.investmentToDate === null ? '' : wanText(row.investmentToDate)),
  },
];
