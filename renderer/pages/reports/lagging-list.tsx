import { Anchor, Button, Group, SegmentedControl, Text } from '@mantine/core';
import { IconChecks } from '@tabler/icons-react';
import { type ReactNode, useMemo, useState } from 'react';
import { Link, useLocation } from 'wouter';
import type { OutputOf } from '#shared/contract/index.ts';
import { sentenceOf } from '../../client.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { LedgerGrid } from '../../components/ledger-grid/ledger-grid.tsx';
import { useIsCentre } from '../../office-context.ts';
import { useUndoRedo } from '../../use-undo.ts';
import { gridRows, type LaggingGridRow, laggingColumns } from './lagging-columns.tsx';
import { isIn, type StandingFilter, standingCounts } from './standing.ts';
import { useDecisions } from './use-decisions.ts';

type Lagging = OutputOf<'reports.lagging'>;

const filters: readonly { readonly value: StandingFilter; readonly label: string }[] = [
  { value: 'all', label: '全部' },
  { value: 'proposed', label: '建议列入' },
  { value: 'listed', label: '已列入' },
  { value: 'struck', label: '不列入' },
];

/** Deciding a project does not take its row from under the clerk's hands: rows there when the filter was chosen stay. */
interface Chosen {
  readonly filter: StandingFilter;
  readonly kept: ReadonlySet<string>;
}

export function LaggingList({ lagging }: { readonly lagging: Lagging }): ReactNode {
  const isCentre = useIsCentre();
  const [, go] = useLocation();
  const { undo, redo } = useUndoRedo(['reports.decideLagging']);
  const all = useMemo(() => gridRows(lagging.rows), [lagging.rows]);
  const counts = useMemo(() => standingCounts(lagging.rows), [lagging.rows]);
  const [chosen, setChosen] = useState<Chosen>(() => chosenFrom(all, counts.proposed > 0 ? 'proposed' : 'all'));
  const rows = useMemo(() => all.filter((row) => isIn(chosen.filter, row) || chosen.kept.has(row.id)), [all, chosen]);
  const decisions = useDecisions(lagging.period, all);
  const { press, problem, isListingAll } = decisions;
  const columns = useMemo(() => laggingColumns({ isCentre, onDecide: press }), [isCentre, press]);
  const choose = (filter: StandingFilter) => setChosen(chosenFrom(all, filter));

  if (lagging.rows.length === 0) return <NoRows isCentre={isCentre} lagging={lagging} />;
  return (
    <>
      <RuleNote lagging={lagging} isCentre={isCentre} />
      <ErrorNotice problem={problem} onClose={decisions.forgetProblem} />
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
          ? {
              onSave: (id, field, value) => decisions.decide(id, { [field]: value }),
              onSaveMany: decisions.decideMany,
              onUndo: () => undo(),
              onRedo: redo,
            }
          : {})}
        emptyState={<NothingInFilter filter={chosen.filter} onAll={() => choose('all')} />}
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
                onClick={() => void decisions.listAllProposed()}
              >
                建议的全部列入
              </Button>
            )}
            <SegmentedControl
              size="xs"
              aria-label="显示哪些项目"
              value={chosen.filter}
              onChange={(value) => choose(filters.find((one) => one.value === value)?.value ?? 'all')}
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

function chosenFrom(rows: readonly LaggingGridRow[], filter: StandingFilter): Chosen {
  return { filter, kept: new Set(rows.filter((row) => isIn(filter, row)).map((row) => row.id)) };
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
