/** 省市领导联系: the centre names the leaders of any district's project, cell by cell, many at once, or pasted. */
import { Button } from '@mantine/core';
import { IconClipboardText } from '@tabler/icons-react';
import { type ReactNode, useMemo, useState } from 'react';
import { useLocation } from 'wouter';
import { type NamedLeaderRow, type NamedTier, namedTiers } from '#shared/contract/named-leaders.ts';
import { leaderTierLabels } from '#shared/text/labels.ts';
import { useCommand, useQueryOf } from '../../client.ts';
import { levelChoices } from '../../components/choices.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { changesByRow } from '../../components/ledger-grid/changes-by-row.ts';
import { type CellChange, type LedgerColumn, LedgerGrid } from '../../components/ledger-grid/ledger-grid.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { Waiting } from '../../components/waiting.tsx';
import { useUndoRedo } from '../../use-undo.ts';
import { NameDialog } from './name-dialog.tsx';
import { PasteDialog } from './paste-dialog.tsx';

type Row = NamedLeaderRow & { readonly id: string };

function tierColumns(tier: NamedTier): readonly LedgerColumn<Row>[] {
  const label = leaderTierLabels[tier];
  return [
    {
      id: tier,
      title: '领导',
      group: label,
      kind: 'units',
      width: 124,
      value: (row) => row[tier].names,
      mark: (row) =>
        row[tier].claimed.length > 0 && row[tier].claimed.join() !== row[tier].names.join()
          ? { tone: 'look', reason: `区县填的是${row[tier].claimed.join('、')}，统计表按中心明确的` }
          : null,
      about: '可以几个人，用顿号隔开；直接改是更正，不留以前的。换人请勾选项目点“明确领导”写明从哪天起',
    },
    {
      id: `${tier}From`,
      title: '从哪天起',
      group: label,
      kind: 'day',
      width: 108,
      isReadOnly: true,
      value: (row) => row[tier].fromDay,
    },
    {
      id: `${tier}Claimed`,
      title: '区县填的',
      group: label,
      kind: 'units',
      width: 100,
      isReadOnly: true,
      value: (row) => row[tier].claimed,
    },
  ];
}

const columns: readonly LedgerColumn<Row>[] = [
  {
    id: 'name',
    title: '项目名称',
    kind: 'text',
    width: 250,
    isFrozen: true,
    isReadOnly: true,
    value: (row) => row.name,
  },
  { id: 'officeName', title: '区县', kind: 'text', width: 90, isReadOnly: true, value: (row) => row.officeName },
  {
    id: 'level',
    title: '级别',
    kind: 'choice',
    width: 84,
    isReadOnly: true,
    choices: levelChoices,
    value: (row) => row.level,
  },
  ...tierColumns('provincial'),
  ...tierColumns('municipal'),
  {
    id: 'note',
    title: '依据文件',
    kind: 'text',
    width: 200,
    isReadOnly: true,
    value: (row) => row.provincial.note ?? row.municipal.note,
  },
];

export function NamedLeadersPage(): ReactNode {
  const list = useQueryOf('namedLeaders.list', {});
  const save = useCommand('namedLeaders.name');
  const { undo, redo } = useUndoRedo(['namedLeaders.name', 'assignments.save', 'assignments.changePerson']);
  const [, go] = useLocation();
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const [opened, setOpened] = useState<'name' | 'paste' | null>(null);
  const rows = useMemo(() => (list.data?.rows ?? []).map((row): Row => ({ ...row, id: row.projectId })), [list.data]);
  if (list.data === undefined)
    return list.error === null ? <Waiting /> : <ErrorNotice problem={list.error} onRetry={() => void list.refetch()} />;
  const named = (tier: NamedTier) => rows.filter((row) => row[tier].names.length > 0).length;

  async function saveMany(changes: readonly CellChange[]): Promise<[]> {
    const items = changesByRow<Partial<Record<NamedTier, string[]>>>(changes).flatMap(({ id, changes: cells }) =>
      namedTiers.flatMap((tier) => {
        const names = cells[tier];
        return names === undefined ? [] : [{ projectId: id, tier, names: [...names] }];
      }),
    );
    await save.run({ items });
    return [];
  }

  return (
    <>
      <PageHead
        title="省市领导联系"
        about={`${rows.length} 个项目，省级领导联系 ${named('provincial')} 个，市级领导联系 ${named('municipal')} 个；生成下达文件后区县才能看到`}
        actions={
          <>
            <Button
              variant="default"
              leftSection={<IconClipboardText size={16} aria-hidden />}
              onClick={() => setOpened('paste')}
            >
              粘贴名单
            </Button>
            <Button disabled={ticked.size === 0} onClick={() => setOpened('name')}>
              明确领导{ticked.size > 0 ? `（${ticked.size} 个项目）` : ''}
            </Button>
          </>
        }
      />
      <LedgerGrid<Row>
        gridId="namedLeaders"
        label="省市领导联系"
        rows={rows}
        columns={columns}
        ticked={ticked}
        onTicked={(ids) => setTicked(new Set(ids))}
        onSave={async (rowId, field, value) => {
          await saveMany([{ rowId, field, value }]);
        }}
        onSaveMany={saveMany}
        onUndo={() => undo()}
        onRedo={redo}
        onOpen={(row) => go(`/projects/${row.id}?tab=people`)}
        searchHint="查找项目：名称、拼音或首字母"
        emptyState={
          <EmptyState title="还没有项目">接收区县的报送包以后，这里列出各区县的项目，由中心明确省市领导。</EmptyState>
        }
      />
      {opened === 'name' && (
        <NameDialog
          projectIds={[...ticked]}
          undo={undo}
          onClose={() => setOpened(null)}
          onDone={() => {
            setOpened(null);
            setTicked(new Set());
          }}
        />
      )}
      {opened === 'paste' && <PasteDialog undo={undo} onClose={() => setOpened(null)} />}
    </>
  );
}
