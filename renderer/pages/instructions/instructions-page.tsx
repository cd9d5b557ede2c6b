import { Button, Group, SegmentedControl, Select } from '@mantine/core';
import { IconFileText, IconPlus, IconPrinter, IconTrash } from '@tabler/icons-react';
import { type ReactNode, useMemo, useState } from 'react';
import { useSearchParams } from 'wouter';
import type { OutputOf } from '#shared/contract/index.ts';
import { type InstructionRow, type InstructionShow, instructionShows } from '#shared/contract/instructions.ts';
import { instructionStateLabels } from '#shared/text/labels.ts';
import { call, runJob, sentenceOf, shownElsewhere, useCommand, useQueryOf } from '../../client.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { changesByRow } from '../../components/ledger-grid/changes-by-row.ts';
import { LedgerGrid } from '../../components/ledger-grid/ledger-grid.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { PaperDialog } from '../../components/paper-dialog.tsx';
import { sayDone } from '../../components/say-done.tsx';
import { Waiting } from '../../components/waiting.tsx';
import { useUndoRedo } from '../../use-undo.ts';
import '../tasks/tasks.css';
import { instructionColumns } from './instruction-columns.tsx';
import { InstructionDrawer } from './instruction-drawer.tsx';
import './instructions.css';
import { PaperForm } from './paper-form.tsx';
import { RecordForm } from './record-form.tsx';

const showLabels: Readonly<Record<InstructionShow, string>> = {
  ...instructionStateLabels,
  open: '未反馈',
  late: '逾期',
  all: '全部',
};

/** `#/instructions?show=late` opens with the late ones, `?instruction=<id>` with one of them. */
export function InstructionsPage(): ReactNode {
  const [search] = useSearchParams();
  const asked = instructionShows.find((each) => each === search.get('show'));
  const opened = search.get('instruction');
  return <Ledger key={`${asked ?? 'all'} ${opened ?? ''}`} initialShow={asked ?? 'all'} initialOpen={opened} />;
}

interface LedgerProps {
  readonly initialShow: InstructionShow;
  readonly initialOpen: string | null;
}

function Ledger({ initialShow, initialOpen }: LedgerProps): ReactNode {
  const [show, setShow] = useState(initialShow);
  const [leaderId, setLeader] = useState<string | null>(null);
  const filter = { show, ...(leaderId === null ? {} : { leaderId }) };
  const ledger = useQueryOf('instructions.list', filter);
  if (ledger.data === undefined)
    return ledger.error === null ? (
      <Waiting />
    ) : (
      <ErrorNotice problem={ledger.error} onRetry={() => void ledger.refetch()} />
    );
  const { counts, leaders, today } = ledger.data;
  return (
    <>
      <PageHead
        title="领导批示"
        about={`未反馈 ${counts.open} 件 · 逾期 ${counts.late} 件 · 数据日期 ${today}`}
        actions={
          leaders.length > 1 && (
            <Select
              aria-label="批示领导"
              placeholder="全部领导"
              clearable
              w={180}
              value={leaderId}
              data={leaders.map(({ id, name, count }) => ({ value: id, label: `${name}（${count}）` }))}
              onChange={setLeader}
            />
          )
        }
      />
      <Grid ledger={ledger.data} filter={filter} initialOpen={initialOpen} onShow={setShow} />
    </>
  );
}

interface GridProps {
  readonly ledger: OutputOf<'instructions.list'>;
  readonly filter: { readonly show: InstructionShow; readonly leaderId?: string };
  readonly initialOpen: string | null;
  readonly onShow: (show: InstructionShow) => void;
}

function Grid({ ledger, filter, initialOpen, onShow }: GridProps): ReactNode {
  const { rows, counts } = ledger;
  const { show } = filter;
  const [opened, setOpened] = useState(initialOpen);
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const [dialog, setDialog] = useState<'record' | 'paper' | 'print' | null>(null);
  const units = useQueryOf('units.list', {});
  const remove = useCommand('instructions.remove');
  const { undo, redo } = useUndoRedo([
    'instructions.present',
    'instructions.record',
    'instructions.feedback',
    'instructions.saveMany',
    'instructions.remove',
    'tasks.save',
  ]);
  const columns = useMemo(() => instructionColumns(units.data?.rows ?? [], setOpened), [units.data]);
  const chosen = rows.filter((row) => ticked.has(row.id));

  async function removeTicked(): Promise<void> {
    const { changeId } = await remove.run({ ids: chosen.map((row) => row.id) });
    setTicked(new Set());
    sayDone(`已删除 ${chosen.length} 件，变更记录保留`, () => undo(changeId));
  }

  return (
    <>
      <ErrorNotice problem={remove.problem} onClose={remove.reset} />
      <LedgerGrid<InstructionRow>
        key={show}
        gridId="instructions"
        label="领导批示"
        rows={rows}
        columns={columns}
        rowHeight="auto"
        searchHint="查找：标题、批示、单位"
        ticked={ticked}
        onTicked={setTicked}
        onOpen={(row) => setOpened(row.id)}
        onUndo={() => undo()}
        onRedo={redo}
        onSave={async (id, field, value) => {
          await call('instructions.saveMany', {
            items: changesByRow<Record<string, never>>([{ rowId: id, field, value }]),
          });
        }}
        onSaveMany={async (changes) => {
          await call('instructions.saveMany', { items: changesByRow<Record<string, never>>(changes) });
          return [];
        }}
        sentenceOf={sentenceOf}
        tools={
          <Group gap="xs" wrap="nowrap">
            <SegmentedControl
              size="xs"
              aria-label="显示哪些批示"
              value={show}
              onChange={(value) => onShow(instructionShows.find((each) => each === value) ?? 'all')}
              data={instructionShows
                .filter((each) => each !== 'open')
                .map((each) => ({ value: each, label: `${showLabels[each]} ${counts[each]}` }))}
            />
            {chosen.length > 0 && chosen.every((row) => row.isOurs) && (
              <Button
                variant="default"
                leftSection={<IconTrash size={16} aria-hidden />}
                onClick={() => void removeTicked().catch(shownElsewhere)}
              >
                删除 {chosen.length} 件
              </Button>
            )}
            <Button
              variant="default"
              disabled={rows.length === 0}
              leftSection={<IconPrinter size={16} aria-hidden />}
              onClick={() => setDialog('print')}
            >
              打印
            </Button>
            <Button
              variant="default"
              leftSection={<IconFileText size={16} aria-hidden />}
              onClick={() => setDialog('paper')}
            >
              呈阅件
            </Button>
            <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setDialog('record')}>
              登记批示
            </Button>
          </Group>
        }
        emptyState={
          <EmptyState title={show === 'all' ? '还没有领导批示' : '这里没有批示'}>
            点“呈阅件”排一份大字的材料送领导；批示拿回来点“登记批示”，照原话记下，放入扫描件，要办的事转成督办事项。办完了在这里反馈。
          </EmptyState>
        }
      />
      <InstructionDrawer id={opened} onClose={() => setOpened(null)} />
      {dialog === 'record' && (
        <RecordForm
          onClose={(id) => {
            setDialog(null);
            setOpened(id);
          }}
        />
      )}
      {dialog === 'paper' && <PaperForm onClose={() => setDialog(null)} />}
      {dialog === 'print' && (
        <PaperDialog
          title="领导批示办理情况"
          about={showLabels[show]}
          paperKey={['instructions.ledger', filter]}
          make={(options) => runJob('instructions.ledger', { ...filter, format: 'pdf' }, options)}
          makeWorkbook={() => runJob('instructions.ledger', { ...filter, format: 'xlsx' })}
          onClose={() => setDialog(null)}
        />
      )}
    </>
  );
}
