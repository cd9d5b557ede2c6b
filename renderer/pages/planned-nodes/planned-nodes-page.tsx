/** 节点推进图 (chart ①): typed and pasted at the centre; in a district as it was handed down, beside its own nodes. */
import { Button, Select } from '@mantine/core';
import { IconClipboardText, IconTrash } from '@tabler/icons-react';
import { type ReactNode, useMemo, useState } from 'react';
import { useLocation } from 'wouter';
import type { InputOf } from '#shared/contract/index.ts';
import type { PlannedNodeRow } from '#shared/contract/planned-nodes.ts';
import { nodeChartSource } from '#shared/rules/planned-nodes.ts';
import { plannedNodeStateText } from '#shared/text/planned-node-text.ts';
import { shownElsewhere, useCommand, useQueryOf } from '../../client.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { changesByRow } from '../../components/ledger-grid/changes-by-row.ts';
import { type CellChange, type LedgerColumn, LedgerGrid } from '../../components/ledger-grid/ledger-grid.tsx';
import { ListPaper } from '../../components/list-paper.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { sayDone } from '../../components/say-done.tsx';
import { Waiting } from '../../components/waiting.tsx';
import { useUndoRedo } from '../../use-undo.ts';
import { AddDialog } from './add-dialog.tsx';
import { PasteDialog } from './paste-dialog.tsx';

type Changes = InputOf<'plannedNodes.save'>['items'][number]['changes'];

export function PlannedNodesPage(): ReactNode {
  const [year, setYear] = useState<number | null>(null);
  const list = useQueryOf('plannedNodes.list', year === null ? {} : { year });
  const save = useCommand('plannedNodes.save');
  const remove = useCommand('plannedNodes.remove');
  const { undo, redo } = useUndoRedo(['plannedNodes.add', 'plannedNodes.save', 'plannedNodes.remove']);
  const [, go] = useLocation();
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const [opened, setOpened] = useState<'add' | 'paste' | null>(null);
  const mayEdit = list.data?.mayEdit === true;
  const columns = useMemo(() => columnsFor(mayEdit), [mayEdit]);
  if (list.data === undefined)
    return list.error === null ? <Waiting /> : <ErrorNotice problem={list.error} onRetry={() => void list.refetch()} />;
  const { rows, years, late, source } = list.data;
  const shownYear = list.data.year;
  const projects = new Set(rows.map((row) => row.projectId)).size;

  async function saveMany(changes: readonly CellChange[]): Promise<[]> {
    await save.run({ items: changesByRow<Changes>(changes) });
    return [];
  }

  async function takeBack(): Promise<void> {
    const made = await remove.run({ ids: [...ticked] });
    sayDone(`已删除 ${ticked.size} 个节点`, () => undo(made.changeId));
    setTicked(new Set());
  }

  return (
    <>
      <PageHead
        title={`${shownYear}年节点推进图`}
        about={
          <>
            {projects} 个项目，{rows.length} 个节点
            {late > 0 && (
              <>
                ，<span className="late">逾期 {late} 个</span>
              </>
            )}
            。依据：{source}
            {mayEdit ? '；生成下达文件后区县才能看到' : '；由市级中心下达，只能查看'}
          </>
        }
        actions={
          <>
            <Select
              aria-label="年度"
              w={110}
              allowDeselect={false}
              value={String(shownYear)}
              data={years.map((each) => ({ value: String(each), label: `${each}年` }))}
              onChange={(value) => {
                setYear(Number(value));
                setTicked(new Set());
              }}
            />
            <ListPaper
              title={`${shownYear}年分包项目节点推进图`}
              about="A3 挂图"
              label="打印挂图"
              wishes={{ list: 'plannedNodeMonths', year: shownYear }}
              isDisabled={rows.length === 0}
            />
            <ListPaper
              title={`${shownYear}年分包项目节点清单`}
              label="打印清单"
              wishes={{ list: 'plannedNodes', year: shownYear }}
              isDisabled={rows.length === 0}
            />
            {mayEdit && (
              <>
                <Button
                  variant="default"
                  disabled={ticked.size === 0}
                  leftSection={<IconTrash size={16} aria-hidden />}
                  onClick={() => void takeBack().catch(shownElsewhere)}
                >
                  删除{ticked.size > 0 ? ` ${ticked.size} 个` : ''}
                </Button>
                <Button variant="default" onClick={() => setOpened('add')}>
                  添加节点
                </Button>
                <Button leftSection={<IconClipboardText size={16} aria-hidden />} onClick={() => setOpened('paste')}>
                  粘贴节点
                </Button>
              </>
            )}
          </>
        }
      />
      <ErrorNotice problem={remove.problem} onClose={remove.reset} />
      <LedgerGrid<PlannedNodeRow>
        gridId="plannedNodes"
        label="节点推进图"
        rows={rows}
        columns={columns}
        {...(mayEdit
          ? {
              ticked,
              onTicked: (ids: ReadonlySet<string>) => setTicked(new Set(ids)),
              onSave: async (rowId: string, field: string, value: CellChange['value']) => {
                await saveMany([{ rowId, field, value }]);
              },
              onSaveMany: saveMany,
            }
          : {})}
        onUndo={() => undo()}
        onRedo={redo}
        onOpen={(row) => go(`/projects/${row.projectId}?tab=milestones`)}
        searchHint="查找：项目、节点、责任单位"
        emptyState={
          mayEdit ? (
            <EmptyState
              title={`${shownYear}年还没有节点`}
              actions={<Button onClick={() => setOpened('paste')}>粘贴节点</Button>}
            >
              把年初印发的《分包项目节点推进图》从 Excel、WPS 里复制，点“粘贴节点”贴进来，按项目名称对上。
            </EmptyState>
          ) : (
            <EmptyState title={`市级中心还没有下达${shownYear}年的节点`}>
              分包项目节点推进图由市级中心年初制定下达；接收下达文件后列在这里，并与本区的建设节点对照。
            </EmptyState>
          )
        }
      />
      {opened === 'add' && <AddDialog year={shownYear} undo={undo} onClose={() => setOpened(null)} />}
      {opened === 'paste' && <PasteDialog year={shownYear} undo={undo} onClose={() => setOpened(null)} />}
    </>
  );
}

function columnsFor(isCentre: boolean): readonly LedgerColumn<PlannedNodeRow>[] {
  const office: LedgerColumn<PlannedNodeRow> = {
    id: 'officeName',
    title: '区县',
    kind: 'text',
    width: 84,
    isReadOnly: true,
    value: (row) => row.officeName,
  };
  return [
    {
      id: 'projectName',
      title: '项目名称',
      kind: 'text',
      width: 230,
      isFrozen: true,
      isReadOnly: true,
      value: (row) => row.projectName,
    },
    ...(isCentre ? [office] : []),
    { id: 'name', title: '节点', group: '市级中心下达', kind: 'text', width: 150, value: (row) => row.name },
    {
      id: 'plannedOn',
      title: '计划时间',
      group: '市级中心下达',
      kind: 'day',
      width: 112,
      value: (row) => row.plannedOn,
    },
    {
      id: 'ownPlannedOn',
      title: '计划时间',
      group: '区县节点',
      kind: 'day',
      width: 112,
      isReadOnly: true,
      value: (row) => row.own?.plannedOn ?? null,
    },
    {
      id: 'actualOn',
      title: '实际时间',
      group: '区县节点',
      kind: 'day',
      width: 112,
      isReadOnly: true,
      value: (row) => row.own?.actualOn ?? null,
    },
    {
      id: 'state',
      title: '情况',
      kind: 'text',
      width: 150,
      isReadOnly: true,
      value: (row) => plannedNodeStateText(row),
      mark: (row) => {
        if (row.sentence === null) return null;
        return { tone: row.state === 'late' ? 'late' : 'look', reason: `${row.sentence}（依据${nodeChartSource}）` };
      },
    },
    { id: 'responsible', title: '责任单位', kind: 'text', width: 130, value: (row) => row.responsible },
    { id: 'note', title: '说明', kind: 'text', width: 130, value: (row) => row.note },
    { id: 'leaders', title: '分包领导', kind: 'units', width: 140, isReadOnly: true, value: (row) => row.leaders },
  ];
}
