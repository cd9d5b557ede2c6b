import { Anchor, Button, Group, SegmentedControl } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { Link } from 'wouter';
import { shownDay } from '#shared/calendar/day.ts';
import type { AccountabilityRow } from '#shared/contract/accountability.ts';
import type { OutputOf } from '#shared/contract/index.ts';
import { shownElsewhere, useCommand, useQueryOf } from '../../client.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { RowList, type RowListColumn } from '../../components/row-list.tsx';
import { sayDone } from '../../components/say-done.tsx';
import { Waiting } from '../../components/waiting.tsx';
import { useUndo } from '../../use-undo.ts';
import { EntryDialog } from './entry-dialog.tsx';
import { StrikeDialog } from './strike-dialog.tsx';

type List = OutputOf<'accountability.list'>;
type Proposal = List['proposals'][number];

/** What was late waits for a person's word; what was entered stays here until it is released. */
export function AccountabilityPage(): ReactNode {
  const list = useQueryOf('accountability.list', {});
  const [view, setView] = useState<'proposals' | 'rows' | null>(null);
  const [entering, setEntering] = useState<{ readonly proposal?: Proposal; readonly entry?: AccountabilityRow } | null>(
    null,
  );
  const [striking, setStriking] = useState<Proposal | null>(null);
  const release = useCommand('accountability.release');
  const remove = useCommand('accountability.remove');
  const undo = useUndo([
    'accountability.save',
    'accountability.strike',
    'accountability.release',
    'accountability.remove',
  ]);
  if (list.data === undefined)
    return list.error === null ? <Waiting /> : <ErrorNotice problem={list.error} onRetry={() => void list.refetch()} />;
  const { rows, proposals, rule } = list.data;
  const shown = view ?? (proposals.length > 0 ? 'proposals' : 'rows');
  const entered = rows.filter((row) => !row.isStruck).length;

  async function letGo(row: AccountabilityRow): Promise<void> {
    const { changeId } = await release.run({ ids: [row.id] });
    sayDone('已同意报出，下一个报送包会带上', () => undo(changeId));
  }
  async function takeOut(row: AccountabilityRow): Promise<void> {
    const { changeId } = await remove.run({ ids: [row.id] });
    sayDone('已删除，变更记录保留', () => undo(changeId));
  }

  return (
    <>
      <PageHead
        title="责任追究"
        about={`待认定 ${proposals.length} 条 · 已列入 ${entered} 条 · 依据 ${rule.source} · 只留在本单位，同意报出以后才上报`}
        actions={
          <>
            <SegmentedControl
              size="xs"
              aria-label="显示什么"
              value={shown}
              onChange={(value) => setView(value === 'rows' ? 'rows' : 'proposals')}
              data={[
                { value: 'proposals', label: `待认定 ${proposals.length}` },
                { value: 'rows', label: `台账 ${rows.length}` },
              ]}
            />
            <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setEntering({})}>
              另行列入
            </Button>
          </>
        }
      />
      <ErrorNotice problem={release.problem} onClose={release.reset} />
      <ErrorNotice problem={remove.problem} onClose={remove.reset} />
      {shown === 'proposals' ? (
        <RowList
          label="待认定"
          rows={proposals}
          rowKey={(row) => row.sourceId}
          columns={proposalColumns((proposal) => setEntering({ proposal }), setStriking)}
          emptyText={
            <EmptyState title="没有待认定的">
              督办事项超过办结时限、填报表没有按时交回的，会列在这里。有没有正当理由，由人工认定。
            </EmptyState>
          }
        />
      ) : (
        <RowList
          label="责任追究台账"
          rows={rows}
          rowKey={(row) => row.id}
          isFaint={(row) => row.isStruck}
          columns={entryColumns({
            onEdit: (entry) => setEntering({ entry }),
            onRelease: (row) => void letGo(row).catch(shownElsewhere),
            onRemove: (row) => void takeOut(row).catch(shownElsewhere),
          })}
          emptyText={<EmptyState title="台账里还没有记录">从“待认定”里列入，或者点“另行列入”。</EmptyState>}
        />
      )}
      {entering !== null && <EntryDialog rule={rule} {...entering} onClose={() => setEntering(null)} />}
      {striking !== null && <StrikeDialog proposal={striking} onClose={() => setStriking(null)} />}
    </>
  );
}

function proposalColumns(
  onEnter: (row: Proposal) => void,
  onStrike: (row: Proposal) => void,
): readonly RowListColumn<Proposal>[] {
  return [
    { id: 'who', title: '单位', width: 'minmax(120px, 1fr)', render: (row) => row.unitName ?? row.personName },
    { id: 'times', title: '第几次', width: '72px', render: (row) => `第${row.times}次` },
    {
      id: 'facts',
      title: '具体情况',
      width: 'minmax(260px, 3fr)',
      render: (row) =>
        row.kind === 'task' ? (
          <Anchor component={Link} href={`/tasks?task=${row.sourceId}`} size="sm">
            {row.facts}
          </Anchor>
        ) : (
          row.facts
        ),
    },
    { id: 'ground', title: '情形', width: 'minmax(150px, 1.4fr)', render: (row) => row.ground },
    {
      id: 'acts',
      title: '认定',
      width: '200px',
      render: (row) => (
        <Group gap="xs" wrap="nowrap">
          <Button size="compact-sm" variant="default" onClick={() => onEnter(row)}>
            列入
          </Button>
          <Button size="compact-sm" variant="default" onClick={() => onStrike(row)}>
            不予列入
          </Button>
        </Group>
      ),
    },
  ];
}

interface EntryActs {
  readonly onEdit: (row: AccountabilityRow) => void;
  readonly onRelease: (row: AccountabilityRow) => void;
  readonly onRemove: (row: AccountabilityRow) => void;
}

function entryColumns({ onEdit, onRelease, onRemove }: EntryActs): readonly RowListColumn<AccountabilityRow>[] {
  return [
    { id: 'onDay', title: '日期', width: '112px', render: (row) => shownDay(row.onDay) },
    {
      id: 'who',
      title: '单位及责任人',
      width: 'minmax(130px, 1fr)',
      render: (row) =>
        `${[row.unitName, row.personName].filter(Boolean).join(' ')}${row.isOurs ? '' : `（${row.officeName}）`}`,
    },
    {
      id: 'times',
      title: '次数',
      width: '72px',
      render: (row) => (row.isStruck ? '不予列入' : row.times === null ? '' : `第${row.times}次`),
    },
    {
      id: 'facts',
      title: '情形和具体情况',
      width: 'minmax(240px, 3fr)',
      render: (row) => [row.ground, row.facts].filter(Boolean).join('。'),
    },
    {
      id: 'handling',
      title: '处理建议或理由',
      width: 'minmax(130px, 1.4fr)',
      render: (row) => row.handling,
    },
    {
      id: 'acts',
      title: '报出',
      width: '210px',
      render: (row) =>
        !row.isOurs ? (
          '对方报来'
        ) : (
          <Group gap={6} wrap="nowrap">
            {row.isReleased ? (
              '已同意报出'
            ) : row.isStruck ? null : (
              <Button size="compact-sm" variant="default" onClick={() => onRelease(row)}>
                同意报出
              </Button>
            )}
            {!row.isStruck && (
              <Button size="compact-sm" variant="subtle" onClick={() => onEdit(row)}>
                修改
              </Button>
            )}
            {!row.isReleased && (
              <Button size="compact-sm" variant="subtle" onClick={() => onRemove(row)}>
                删除
              </Button>
            )}
          </Group>
        ),
    },
  ];
}
