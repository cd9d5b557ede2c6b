import { Button, Group, SegmentedControl } from '@mantine/core';
import { IconPlus, IconPrinter, IconTrash } from '@tabler/icons-react';
import { type ReactNode, useMemo, useState } from 'react';
import type { OutputOf } from '#shared/contract/index.ts';
import type { TaskRow, TaskShow } from '#shared/contract/tasks.ts';
import { taskFilter } from '#shared/rules/tasks.ts';
import { call, runJob, sentenceOf, shownElsewhere, useCommand, useQueryOf } from '../../client.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { changesByRow } from '../../components/ledger-grid/changes-by-row.ts';
import { LedgerGrid } from '../../components/ledger-grid/ledger-grid.tsx';
import { PaperDialog } from '../../components/paper-dialog.tsx';
import { sayDone } from '../../components/say-done.tsx';
import { useUndoRedo } from '../../use-undo.ts';
import { taskColumns } from './task-columns.tsx';
import { TaskDrawer } from './task-drawer.tsx';
import { TaskForm } from './task-form.tsx';
import { TaskPapers } from './task-papers.tsx';
import './tasks.css';

const shows: readonly (readonly [TaskShow, string])[] = [
  ['open', '未办结'],
  ['late', '逾期'],
  ['draft', '待明确'],
  ['replied', '待答复'],
  ['escalated', '已提交'],
  ['reviewDue', '待回头看'],
  ['closed', '已办结'],
  ['all', '全部'],
];

interface TaskLedgerProps {
  readonly ledger: OutputOf<'tasks.list'>;
  readonly initialShow?: TaskShow;
  readonly initialOpen?: string | null;
  /** Given: the part of one project. */
  readonly projectId?: string;
}

/** The ledger as a grid, with the acts on one task at the side. For the whole office or for one project. */
export function TaskLedger({ ledger, initialShow, initialOpen, projectId }: TaskLedgerProps): ReactNode {
  const [show, setShow] = useState<TaskShow>(initialShow ?? 'open');
  const [opened, setOpened] = useState<string | null>(initialOpen ?? null);
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const [isEntering, setEntering] = useState(false);
  const [isPrinting, setPrinting] = useState(false);
  const units = useQueryOf('units.list', {});
  const persons = useQueryOf('persons.list', {});
  const remove = useCommand('tasks.remove');
  const { undo, redo } = useUndoRedo(['tasks.save', 'tasks.saveMany', 'tasks.act', 'tasks.handOver', 'tasks.remove']);
  const { rule, counts } = ledger;
  const columns = useMemo(
    () =>
      taskColumns({
        units: units.data?.rows ?? [],
        persons: persons.data?.rows ?? [],
        isOneProject: projectId !== undefined,
        onOpen: setOpened,
      }),
    [units.data, persons.data, projectId],
  );
  const rows = useMemo(() => ledger.rows.filter(taskFilter(show)), [ledger.rows, show]);
  const chosen = rows.filter((row) => ticked.has(row.id));
  const filter = { show, ...(projectId === undefined ? {} : { projectId }) };

  async function removeTicked(): Promise<void> {
    const { changeId } = await remove.run({ ids: chosen.map((row) => row.id) });
    setTicked(new Set());
    sayDone(`已删除 ${chosen.length} 个督办事项，变更记录保留`, () => undo(changeId));
  }

  return (
    <>
      <ErrorNotice problem={remove.problem} onClose={remove.reset} />
      <LedgerGrid<TaskRow>
        key={show}
        gridId={projectId === undefined ? 'tasks' : 'projectTasks'}
        label="督办事项"
        rows={rows}
        columns={columns}
        rowHeight="auto"
        searchHint="查找：任务、单位、项目"
        ticked={ticked}
        onTicked={setTicked}
        onOpen={(row) => setOpened(row.id)}
        onUndo={() => undo()}
        onRedo={redo}
        onSave={async (id, field, value) => {
          await call('tasks.save', { id, changes: { [field]: value } });
        }}
        onSaveMany={async (changes) => {
          await call('tasks.saveMany', { items: changesByRow<Record<string, never>>(changes) });
          return [];
        }}
        sentenceOf={sentenceOf}
        tools={
          <Group gap="xs" wrap="nowrap">
            <SegmentedControl
              size="xs"
              aria-label="显示哪些事项"
              value={show}
              onChange={(value) => setShow(shows.find(([key]) => key === value)?.[0] ?? 'open')}
              data={shows.map(([key, label]) => ({ value: key, label: `${label} ${counts[key]}` }))}
            />
            {chosen.length > 0 && chosen.every((row) => row.isOurs) && (
              <Button
                variant="default"
                leftSection={<IconTrash size={16} aria-hidden />}
                onClick={() => void removeTicked().catch(shownElsewhere)}
              >
                删除 {chosen.length} 个
              </Button>
            )}
            <TaskPapers rows={chosen.length > 0 ? chosen : rows} rule={rule} />
            <Button
              variant="default"
              disabled={rows.length === 0}
              leftSection={<IconPrinter size={16} aria-hidden />}
              onClick={() => setPrinting(true)}
            >
              台账
            </Button>
            <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setEntering(true)}>
              新增
            </Button>
          </Group>
        }
        emptyState={
          <EmptyState title={show === 'open' ? '没有未办结的督办事项' : '这里没有督办事项'}>
            会议议定的、领导批示的、问题台账里交办的，都在这里一事一结：写清办什么、哪个单位负责、什么时候办结。还没有明确责任单位或时限的，先放在“待明确”里，不会丢。
          </EmptyState>
        }
      />
      <TaskDrawer id={opened} rule={rule} onClose={() => setOpened(null)} />
      {isEntering && (
        <TaskForm onClose={() => setEntering(false)} {...(projectId === undefined ? {} : { projectId })} />
      )}
      {isPrinting && (
        <PaperDialog
          title="督办台账"
          about={shows.find(([key]) => key === show)?.[1] ?? ''}
          paperKey={['tasks.ledger', filter]}
          make={(options) => runJob('tasks.ledger', { ...filter, format: 'pdf' }, options)}
          makeWorkbook={() => runJob('tasks.ledger', { ...filter, format: 'xlsx' })}
          onClose={() => setPrinting(false)}
        />
      )}
    </>
  );
}
