/** Who stands in 附件3 or 附件4, by leader; below it the leaders of whom nobody said of which tier they are. */
import { Anchor, Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { OutputOf } from '#shared/contract/index.ts';
import { projectLevelLabels } from '#shared/text/labels.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { wanText } from '../../components/money-text.ts';
import { RowList, type RowListColumn } from '../../components/row-list.tsx';
import { useIsCentre } from '../../office-context.ts';
import { tableWords } from './friday-table.ts';
import { TableNote } from './table-note.tsx';
import { Untiered } from './untiered.tsx';

type Leaders = OutputOf<'reports.leaders'>;
type Row = Leaders['rows'][number] & { readonly isFirst: boolean };

interface LeaderListProps {
  readonly report: 'annex3' | 'annex4';
  readonly leaders: Leaders;
}

export function LeaderList({ report, leaders }: LeaderListProps): ReactNode {
  const isCentre = useIsCentre();
  const tier = report === 'annex3' ? '省级' : '市级';
  const rows = leaders.rows.map((row, index) => ({ ...row, isFirst: leaders.rows[index - 1]?.leader !== row.leader }));
  const people = new Set(leaders.rows.map((row) => row.leader)).size;
  return (
    <>
      <TableNote
        sentence={`有${tier}领导分包（联系）的项目，按领导、再按区县次序排列；数据日期当天有委托的，写明受托领导。`}
        source={tableWords[report].source}
        notReported={leaders.notReported}
      >
        {rows.length > 0 && (
          <p role="status">
            <b>共</b>　{people} 位（组）领导，{rows.length} 个项目。
          </p>
        )}
      </TableNote>
      {leaders.untiered.length > 0 && <Untiered rows={leaders.untiered} />}
      {rows.length === 0 ? (
        <NoLeaders tier={tier} isCentre={isCentre} />
      ) : (
        <div className="reports-list">
          <RowList<Row>
            label={tableWords[report].title}
            rows={rows}
            rowKey={(row) => row.projectId}
            columns={isCentre ? columns : columns.filter((column) => column.id !== 'office')}
            renderDetails={(row) => <Words row={row} />}
            emptyText=""
          />
        </div>
      )}
    </>
  );
}

const columns: readonly RowListColumn<Row>[] = [
  {
    id: 'leader',
    title: '领导',
    width: 'minmax(110px, 0.7fr)',
    // As on paper: one name for all of his projects.
    render: (row) => (
      <span className={row.isFirst ? 'reports-leader' : 'reports-leader-again'}>
        {row.leader}
        {row.isFirst && row.leaders.some((leader) => leader.isFromAbove) && (
          <small title="由市级中心明确"> 市下达</small>
        )}
      </span>
    ),
  },
  {
    id: 'name',
    title: '项目名称',
    width: 'minmax(220px, 2fr)',
    render: (row) => (
      <Anchor component={Link} size="sm" href={`/projects/${row.projectId}`}>
        {row.name}
      </Anchor>
    ),
  },
  { id: 'office', title: '区县', width: '90px', render: (row) => row.officeName },
  {
    id: 'level',
    title: '级别',
    width: '84px',
    render: (row) => (row.level === null ? '' : projectLevelLabels[row.level]),
  },
  { id: 'planned', title: '本年计划', width: '110px', isRight: true, render: (row) => wan(row.plannedThisYear) },
  { id: 'done', title: '截至完成', width: '110px', isRight: true, render: (row) => wan(row.investmentToDate) },
  { id: 'total', title: '总投资', width: '120px', isRight: true, render: (row) => wan(row.totalInvestment) },
];

function wan(amount: number | null): string {
  return amount === null ? '' : wanText(amount);
}

function Words({ row }: { readonly row: Row }): ReactNode {
  return (
    <dl className="reports-words">
      <dt>领导</dt>
      <dd>
        {row.leaders
          .map(
            ({ name, post, delegateName, isFromAbove }) =>
              `${name}${post === null ? '' : `（${post}）`}${delegateName === null ? '' : `，委托${delegateName}`}${isFromAbove ? '（市下达）' : ''}`,
          )
          .join('；')}
      </dd>
      <dt>进展情况</dt>
      <dd>{row.progressText ?? '本年还没有填报'}</dd>
      <dt>存在问题及涉及单位</dt>
      <dd>{row.problems ?? '无'}</dd>
    </dl>
  );
}

function NoLeaders({ tier, isCentre }: { readonly tier: string; readonly isCentre: boolean }): ReactNode {
  if (isCentre) {
    return (
      <EmptyState
        title={`各区县报来的项目里还没有${tier}领导联系的`}
        actions={
          <Button component={Link} href="/exchange">
            去接收报送包
          </Button>
        }
      >
        这张表由区县报来的分包领导自动生成，不用抄录。请区县在项目的“人员”里把{tier}
        领导写进分包领导，并注明层级，再报送过来。
      </EmptyState>
    );
  }
  return (
    <EmptyState
      title={`还没有${tier}领导联系的项目`}
      actions={
        <Button component={Link} href="/projects">
          打开项目库
        </Button>
      }
    >
      打开项目的“人员”，把{tier}领导写进分包领导，并注明领导层级，项目就会出现在这张表里。
    </EmptyState>
  );
}
