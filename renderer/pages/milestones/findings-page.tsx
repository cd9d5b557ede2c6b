/** 节点与预警: six lists, each with its clause, its rows and its paper. `#/milestones?list=dueNotStarted` opens one. */
import { Text } from '@mantine/core';
import { type ReactNode, useMemo } from 'react';
import { useSearchParams } from 'wouter';
import { type FindingKind, type FindingRow, findingKinds } from '#shared/contract/milestones.ts';
import { useQueryOf } from '../../client.ts';
import { levelChoices } from '../../components/choices.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { type LedgerColumn, LedgerGrid } from '../../components/ledger-grid/ledger-grid.tsx';
import { ListPaper } from '../../components/list-paper.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { Waiting } from '../../components/waiting.tsx';
import { useOffice } from '../../office-context.ts';
import './milestones.css';

export function FindingsPage(): ReactNode {
  const { office } = useOffice();
  const [search, setSearch] = useSearchParams();
  const found = useQueryOf('milestones.findings', {});
  const asked = search.get('list');
  const rows = found.data?.rows;
  const first = found.data?.lists.find((list) => list.total > 0)?.kind ?? 'dueNotStarted';
  const kind = findingKinds.find((each) => each === asked) ?? first;
  const shown = useMemo(() => (rows ?? []).filter((row) => row.kind === kind), [rows, kind]);
  const columns = useMemo(() => findingColumns(kind, office.kind === 'centre'), [kind, office.kind]);
  const list = found.data?.lists.find((each) => each.kind === kind);
  if (found.data === undefined || list === undefined)
    return found.error === null ? (
      <Waiting />
    ) : (
      <ErrorNotice problem={found.error} onRetry={() => void found.refetch()} />
    );
  return (
    <>
      <PageHead
        title="节点与预警"
        about={`数据日期 ${found.data.today} · 只写到月的计划过了当月、只写到年的过了当年才算逾期`}
        actions={
          <ListPaper
            title={`${list.label}项目名单`}
            wishes={{ list: 'findings', kind }}
            isDisabled={shown.length === 0}
          />
        }
      />
      <div className="milestones-lists" role="group" aria-label="名单">
        {found.data.lists.map((each) => (
          <button
            key={each.kind}
            type="button"
            className="milestones-list"
            aria-pressed={each.kind === kind}
            onClick={() => setSearch({ list: each.kind }, { replace: true })}
          >
            {each.label}
            <strong className={each.late > 0 ? 'late' : ''}>{each.total}</strong>
            <small>{each.late > 0 ? `逾期 ${each.late} 个` : each.total > 0 ? '留意' : '没有'}</small>
          </button>
        ))}
      </div>
      <Text size="sm" c="var(--quiet)" mb={6}>
        {explanations[kind]}（依据：{list.source}）
      </Text>
      <LedgerGrid<FindingRow>
        key={kind}
        gridId={`findings-${kind}`}
        label={list.label}
        rows={shown}
        columns={columns}
        rowHeight="auto"
        emptyState={
          <EmptyState title={`没有${list.label}的项目`}>
            {explanations[kind]}。在项目页的“节点”里填计划和实际时间，到期没有实现的会自动列在这里。
          </EmptyState>
        }
      />
    </>
  );
}

const explanations: Readonly<Record<FindingKind, string>> = {
  dueNotStarted: '计划开工时间已过，没有实际开工的项目',
  dueNotCompleted: '计划竣工时间已过，没有实际竣工的项目',
  notResumed: '停工后过了应复工日期没有复工，以及没有定应复工日期的项目',
  belowCapacity: '已经竣工，没有达产或达产不足的项目',
  nodeOverdue: '自定节点、签约、土地摘牌的计划时间已过，没有实现',
  notRegistered: '应纳入统计、没有统计入库的项目；只记入库与否，不涉及调度数据',
};

function findingColumns(kind: FindingKind, showsOffice: boolean): readonly LedgerColumn<FindingRow>[] {
  const columns: LedgerColumn<FindingRow>[] = [
    {
      id: 'projectName',
      title: '项目名称',
      kind: 'text',
      width: 240,
      isFrozen: true,
      wraps: true,
      value: (row) => row.projectName,
      render: (row) => <a href={`#/projects/${row.projectId}?tab=milestones`}>{row.projectName}</a>,
    },
    { id: 'level', title: '级别', kind: 'choice', width: 96, choices: levelChoices, value: (row) => row.level },
    { id: 'units', title: '责任单位', kind: 'units', width: 160, value: (row) => row.responsibleUnits, wraps: true },
  ];
  if (showsOffice)
    columns.unshift({
      id: 'office',
      title: '区县',
      kind: 'text',
      width: 90,
      isFrozen: true,
      value: (row) => row.officeName,
    });
  if (kind === 'nodeOverdue')
    columns.push({ id: 'name', title: '节点', kind: 'text', width: 130, value: (row) => row.name, wraps: true });
  if (kind !== 'notRegistered')
    columns.push(
      { id: 'plannedOn', title: '计划时间', kind: 'day', width: 110, value: (row) => row.plannedOn },
      {
        id: 'daysLate',
        title: '逾期天数',
        kind: 'number',
        width: 96,
        isSummed: false,
        value: (row) => row.daysLate,
        mark: (row) => (row.isLate ? { tone: 'late', reason: `逾期${row.daysLate ?? 0}天` } : null),
        about: '从计划的最后一天起算的日历天数',
      },
    );
  columns.push(
    { id: 'sentence', title: '情况', kind: 'longText', width: 330, value: (row) => row.sentence, wraps: true },
    { id: 'reason', title: '原因', kind: 'longText', width: 240, value: (row) => row.reason, wraps: true },
  );
  return columns;
}
