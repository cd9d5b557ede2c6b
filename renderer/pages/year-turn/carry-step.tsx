import { Badge, Button, Group, NativeSelect, SegmentedControl, Text, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { InputOf } from '#shared/contract/index.ts';
import type { CarryRow } from '#shared/contract/year-turn.ts';
import { type CarryDecision, carryDecisions } from '#shared/rules/year-turn.ts';
import { projectPoolLabels } from '#shared/text/labels.ts';
import { shownElsewhere, useCommand } from '../../client.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { MoneyInput } from '../../components/money-input.tsx';
import { wanText } from '../../components/money-text.ts';
import { RowList, type RowListColumn } from '../../components/row-list.tsx';
import { sayDone } from '../../components/say-done.tsx';
import { useUndo } from '../../use-undo.ts';
import { poolName } from '../pools/pool-words.ts';
import { carryItem, decisionLabels, type Edits, type RowEdit, shownRow, unexplained } from './carry-edits.ts';
import type { YearTurn } from './year-turn-page.tsx';

type Filter = 'all' | 'look' | 'moved' | 'notCarried' | 'finished';

interface CarryStepProps {
  readonly turn: YearTurn;
  readonly onNext: () => void;
}

/** What becomes of each project in the new year; each row says why, and can be decided otherwise. */
export function CarryStep({ turn, onNext }: CarryStepProps): ReactNode {
  const carry = useCommand('yearTurn.carryOver');
  const undo = useUndo(['yearTurn.carryOver']);
  const [edits, setEdits] = useState<Edits>(new Map());
  const [filter, setFilter] = useState<Filter>('all');
  const next = turn.year + 1;
  const rows = turn.rows.map((row) => shownRow(row, edits.get(row.projectId)));
  const open = rows.filter((row) => !row.isDecided || edits.has(row.projectId));
  const lists: Readonly<Record<Filter, readonly CarryRow[]>> = {
    all: rows,
    look: rows.filter((row) => row.isDoubtful && !row.isDecided),
    moved: rows.filter((row) => row.toPool !== null && row.decision === 'carried'),
    notCarried: rows.filter((row) => row.decision === 'notCarried'),
    finished: rows.filter((row) => row.decision === 'finished'),
  };
  const missing = unexplained(open);

  function edit(row: CarryRow, change: RowEdit): void {
    const changed = new Map(edits);
    changed.set(row.projectId, { ...edits.get(row.projectId), ...change });
    setEdits(changed);
  }

  async function save(): Promise<void> {
    const items: InputOf<'yearTurn.carryOver'>['items'] = open
      .filter((row) => !isGone(row))
      .map((row) => carryItem(row));
    const made = await carry.run({ year: turn.year, items });
    setEdits(new Map());
    sayDone(
      `已结转 ${made.carried} 个，未结转 ${made.notCarried} 个，办结退出 ${made.finished} 个，转库 ${made.moved} 个`,
      () => undo(made.changeId),
    );
    onNext();
  }

  const count = (key: Filter, label: string) => ({ value: key, label: `${label} ${lists[key].length}` });
  return (
    <>
      <Group gap="sm" mb={6} wrap="nowrap">
        <SegmentedControl
          size="xs"
          aria-label="看哪些"
          value={filter}
          onChange={(value) => setFilter(value)}
          data={[
            count('all', '全部'),
            count('look', '请核定'),
            ...(turn.keepsPools ? [count('moved', '要转库')] : []),
            count('notCarried', '未结转'),
            count('finished', '办结退出'),
          ]}
        />
        <Text
          size="sm"
          c="var(--quiet)"
          style={{ flex: 1 }}
          lineClamp={2}
          title={`${turn.rule.shown}（${turn.rule.source}）`}
        >
          {turn.rule.shown}未结转的：{turn.rule.notCarriedOver}
        </Text>
        <Button
          loading={carry.isRunning}
          disabled={open.filter((row) => !isGone(row)).length === 0 || missing.length > 0}
          onClick={() => void save().catch(shownElsewhere)}
        >
          结转到{next}年：{open.filter((row) => !isGone(row)).length} 个
        </Button>
      </Group>
      {missing.length > 0 && (
        <Text size="sm" c="#8a4b00" mb={4} role="status">
          {missing.length} 个项目不结转或没有登记就办结，要写明说明：
          {missing
            .slice(0, 3)
            .map((row) => row.name)
            .join('、')}
          {missing.length > 3 && ' 等'}
        </Text>
      )}
      <ErrorNotice problem={carry.problem} onClose={carry.reset} />
      <RowList
        label={`${turn.year}年结转到${next}年`}
        rows={lists[filter]}
        rowKey={(row) => row.projectId}
        columns={columnsOf(turn, edit)}
        isFaint={(row) => isGone(row)}
        emptyText="没有这样的项目。"
      />
    </>
  );
}

/** Left the ledger before: nothing is to be decided. */
function isGone(row: CarryRow): boolean {
  return row.isDecided && row.decision === 'finished';
}

function columnsOf(turn: YearTurn, edit: (row: CarryRow, change: RowEdit) => void): readonly RowListColumn<CarryRow>[] {
  const next = turn.year + 1;
  const pool: RowListColumn<CarryRow> = {
    id: 'pool',
    title: `${next}年所在库`,
    width: '142px',
    render: (row) =>
      row.decision !== 'carried' || row.choices.length === 0 ? (
        poolName(row.pool, '')
      ) : (
        <NativeSelect
          size="xs"
          aria-label={`${row.name}的所在库`}
          value={row.toPool ?? ''}
          onChange={(event) =>
            edit(row, { toPool: row.choices.find((choice) => choice === event.currentTarget.value) ?? null })
          }
          data={[
            { value: '', label: `留在${poolName(row.pool)}` },
            ...row.choices.map((choice) => ({ value: choice, label: `→ ${projectPoolLabels[choice]}` })),
          ]}
        />
      ),
  };
  return [
    {
      id: 'name',
      title: '项目名称',
      width: 'minmax(150px, 2fr)',
      render: (row) => (
        <>
          {row.name}
          {row.isDecided && (
            <Badge ml={6} size="sm" variant="light" radius="sm">
              已办
            </Badge>
          )}
        </>
      ),
    },
    {
      id: 'decision',
      title: '结转',
      width: '106px',
      render: (row) =>
        isGone(row) ? (
          '已退出'
        ) : (
          <NativeSelect
            size="xs"
            aria-label={`${row.name}是否结转`}
            value={row.decision}
            onChange={(event) => edit(row, { decision: decisionOf(event.currentTarget.value) })}
            data={carryDecisions.map((decision) => ({ value: decision, label: decisionLabels[decision] }))}
          />
        ),
    },
    {
      id: 'before',
      title: `至${turn.year - 1}年底`,
      width: '96px',
      isRight: true,
      render: (row) => wanText(row.doneBeforeYear),
    },
    {
      id: 'done',
      title: `${turn.year}年完成`,
      width: '96px',
      isRight: true,
      render: (row) => wanText(row.doneThisYear),
    },
    {
      id: 'next',
      title: `至${turn.year}年底`,
      width: '132px',
      isRight: true,
      render: (row) =>
        row.decision === 'finished' ? (
          ''
        ) : (
          <>
            <MoneyInput
              size="xs"
              aria-label={`${row.name}截至${turn.year}年底完成投资`}
              value={row.nextDoneBefore}
              onSave={(nextDoneBefore) => edit(row, { nextDoneBefore })}
            />
            {row.recordedNextDoneBefore !== null && row.recordedNextDoneBefore !== row.nextDoneBefore && (
              <span className="year-differs">台账已填 {wanText(row.recordedNextDoneBefore)}</span>
            )}
          </>
        ),
    },
    ...(turn.keepsPools ? [pool] : []),
    {
      id: 'why',
      title: '理由',
      width: 'minmax(140px, 2fr)',
      render: (row) => (
        <span title={`依据：${row.source}`} className={row.isDoubtful && !row.isDecided ? 'year-look' : undefined}>
          {row.why}
        </span>
      ),
    },
    {
      id: 'note',
      title: '说明',
      width: 'minmax(120px, 1.4fr)',
      render: (row) =>
        isGone(row) ? (
          ''
        ) : (
          <NoteInput label={`${row.name}的说明`} value={row.note} onSave={(note) => edit(row, { note })} />
        ),
    },
  ];
}

function NoteInput({
  label,
  value,
  onSave,
}: {
  readonly label: string;
  readonly value: string | null;
  readonly onSave: (note: string | null) => void;
}): ReactNode {
  const [typed, setTyped] = useState<string | null>(null);
  function finish(): void {
    if (typed === null) return;
    setTyped(null);
    onSave(typed.trim() === '' ? null : typed.trim());
  }
  return (
    <TextInput
      size="xs"
      aria-label={label}
      maxLength={500}
      value={typed ?? value ?? ''}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={finish}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && !event.nativeEvent.isComposing) finish();
      }}
    />
  );
}

function decisionOf(value: string): CarryDecision {
  return carryDecisions.find((each) => each === value) ?? 'carried';
}
