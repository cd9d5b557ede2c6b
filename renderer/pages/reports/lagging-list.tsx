import { Anchor, Button, Group, SegmentedControl, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconChecks } from '@tabler/icons-react';
import { type ReactNode, useMemo, useState } from 'react';
import { Link, useLocation } from 'wouter';
import type { OutputOf } from '#shared/contract/index.ts';
import { call, problemOf, sentenceOf } from '../../client.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import {
  type CellChange,
  type CellValue,
  LedgerGrid,
  type RefusedCell,
} from '../../components/ledger-grid/ledger-grid.tsx';
import { useIsCentre } from '../../office-context.ts';
import { useUndo } from '../../use-undo.ts';
import { decisionAfter } from './decision.ts';
import { gridRows, laggingColumns, type LaggingGridRow } from './lagging-columns.tsx';
import { isIn, listedValue, type StandingFilter, standingCounts, standingOf } from './standing.ts';
import type { CallProblem } from '../../client.ts';

type Lagging = OutputOf<'reports.lagging'>;

const filters: readonly { readonly value: StandingFilter; readonly label: string }[] = [
  { value: 'all', label: '全部' },
  { value: 'proposed', label: '建议列入' },
  { value: 'listed', label: '已列入' },
  { value: 'struck', label: '不列入' },
];

export function LaggingList({ lagging }: { readonly lagging: Lagging }): ReactNode {
  const isCentre = useIsCentre();
  const [, go] = useLocation();
  const [filter, setFilter] = useState<StandingFilter>(() =>
    standingCounts(lagging.rows).proposed > 0 ? 'proposed' : 'all',
  );
  const [problem, setProblem] = useState<CallProblem | null>(null);
  const [isListingAll, setListingAll] = useState(false);
  const undo = useUndo(['reports.decideLagging']);
  const { period } = lagging;
  const all = useMemo(() => gridRows(lagging.rows), [lagging.rows]);
  const rows = useFilteredRows(all, filter);
  const counts = useMemo(() => standingCounts(lagging.rows), [lagging.rows]);

  async function decide(projectId: string, changes: Readonly<Record<string, CellValue>>): Promise<void> {
    const row = all.find((one) => one.id === projectId);
    if (row === undefined) return;
    await call('reports.decideLagging', { period, projectId, ...decisionAfter(row, changes) });
  }

  const columns = useMemo(
    () =>
      laggingColumns({
        isCentre,
        onDecide: (row, value) => {
          setProblem(null);
          decide(row.id, { decision: value }).catch((error: unknown) => setProblem(problemOf(error)));
        },
      }),
    // `decide` reads the rows of this render; it is needed anew only when they change.
    [isCentre, all, period],
  );

  async function decideMany(changes: readonly CellChange[]): Promise<readonly RefusedCell[]> {
    const refused: RefusedCell[] = [];
    for (const [rowId, cells] of Map.groupBy(changes, (change) => change.rowId)) {
      try {
        await decide(rowId, Object.fromEntries(cells.map((cell) => [cell.field, cell.value])));
      } catch (error) {
        refused.push(...cells.map(({ field }) => ({ rowId, field, reason: sentenceOf(error) })));
      }
    }
    return refused;
  }

  async function listAllProposed(): Promise<void> {
    setProblem(null);
    setListingAll(true);
    const proposed = all.filter((row) => standingOf(row) === 'proposed');
    try {
      for (const row of proposed) await decide(row.id, { decision: listedValue });
      notifications.show({ message: `已认定列入 ${proposed.length} 个项目，在格里按 Ctrl+Z 可逐个撤销` });
    } catch (error) {
      setProblem(problemOf(error));
    } finally {
      setListingAll(false);
    }
  }

  if (lagging.rows.length === 0) return <NoRows isCentre={isCentre} lagging={lagging} />;
  return (
    <>
      <RuleNote lagging={lagging} isCentre={isCentre} />
      <ErrorNotice problem={problem} onClose={() => setProblem(null)} />
      <LedgerGrid<LaggingGridRow>
        gridId={isCentre ? 'lagging' : 'laggingOwn'}
        label="进度滞后的省市重点项目"
        rows={rows}
        columns={columns}
        rowHeight="auto"
        searchHint={isCentre ? '查找：项目名称、区县' : '查找：项目名称'}
        onOpen={(row) => go(`/projects/${row.id}`)}
        sentenceOf={sentenceOf}
        {...(isCentre
          ? { onSave: (id, field, value) => decide(id, { [field]: value }), onSaveMany: decideMany, onUndo: undo }
          : {})}
        emptyState={<NothingInFilter filter={filter} onAll={() => setFilter('all')} />}
        tools={
          <Group gap="sm" wrap="nowrap">
            <Text size="sm" role="status">
              附件2 共列 <b>{counts.onPaper}</b> 个
              {isCentre && counts.proposed > 0 && `，其中 ${counts.proposed} 个按建议列入、尚未认定`}
            </Text>
            {isCentre && counts.proposed > 0 && (
              <Button
                size="xs"
                variant="default"
                loading={isListingAll}
                leftSection={<IconChecks size={15} aria-hidden />}
                onClick={() => void listAllProposed()}
              >
                建议的全部列入
              </Button>
            )}
            <SegmentedControl
              size="xs"
              aria-label="显示哪些项目"
              value={filter}
              onChange={(value) => setFilter(filters.find((one) => one.value === value)?.value ?? 'all')}
              data={filters
                .filter((one) => isCentre || one.value === 'all' || one.value === 'proposed')
                .map(({ value, label }) => ({ value, label: `${label} ${counts[value]}` }))}
            />
          </Group>
        }
      />
    </>
  );
}

/** Deciding a project does not take its row from under the clerk's hands: the filter is applied when it is chosen. */
function useFilteredRows(all: readonly LaggingGridRow[], filter: StandingFilter): readonly LaggingGridRow[] {
  const count = all.length;
  const shown = useMemo(() => new Set(all.filter((row) => isIn(filter, row)).map((row) => row.id)), [filter, count]);
  return useMemo(() => (filter === 'all' ? all : all.filter((row) => shown.has(row.id))), [all, filter, shown]);
}

/** The rule, its source, and whose figures may be old. */
function RuleNote({ lagging, isCentre }: { readonly lagging: Lagging; readonly isCentre: boolean }): ReactNode {
  const { rule, notReported } = lagging;
  return (
    <div className="reports-rule">
      <p>
        <b>建议的依据</b>　{rule.sentence}
        <span className="reports-source">（{rule.source}）</span>
      </p>
      {isCentre && notReported.length > 0 && (
        <p>
          <b>本期未报</b>　{notReported.map((office) => office.officeName).join('、')}
          。这些区县的项目用的是以前报来的数据。
          <Anchor component={Link} href="/" size="sm">
            看区县总览
          </Anchor>
        </p>
      )}
      {!isCentre && (
        <p>
          <b>供本单位自查</b>　这里只看不改：列入与否由市级中心认定。数字有误请到“周报”更正后重新报送。
        </p>
      )}
    </div>
  );
}

function NothingInFilter({
  filter,
  onAll,
}: {
  readonly filter: StandingFilter;
  readonly onAll: () => void;
}): ReactNode {
  const title =
    filter === 'listed' ? '还没有认定列入的项目' : filter === 'struck' ? '没有认定不列入的项目' : '没有待认定的建议';
  return (
    <EmptyState
      title={title}
      actions={
        <Button variant="default" onClick={onAll}>
          看全部项目
        </Button>
      }
    >
      在“是否列入”一栏填 1 是列入，填 2 是不列入；与建议不同时请在右边写明理由。
    </EmptyState>
  );
}

function NoRows({ isCentre, lagging }: { readonly isCentre: boolean; readonly lagging: Lagging }): ReactNode {
  if (!isCentre) {
    return (
      <EmptyState
        title="没有省、市重点项目"
        actions={
          <Button component={Link} href="/projects">
            打开项目库
          </Button>
        }
      >
        附件2 只统计省、市重点项目。请在“项目库”的“级别”一栏注明哪些是省重点、市重点，这里就会按序时进度逐个核对。
      </EmptyState>
    );
  }
  return (
    <EmptyState
      title="各区县还没有报来省、市重点项目"
      actions={
        <Button component={Link} href="/exchange">
          去接收报送包
        </Button>
      }
    >
      附件2 由各区县报来的省、市重点项目自动生成，不用抄录。
      {lagging.notReported.length > 0 &&
        `本期还没有报送的有：${lagging.notReported.map((one) => one.officeName).join('、')}。`}
    </EmptyState>
  );
}
