import { Button, Group, SegmentedControl } from '@mantine/core';
import { IconPlus, IconPrinter, IconX } from '@tabler/icons-react';
import { type ReactNode, useMemo, useState } from 'react';
import { Link } from 'wouter';
import type { OutputOf } from '#shared/contract/index.ts';
import type { IssueRow } from '#shared/contract/issues.ts';
import { issueFilter } from '#shared/rules/issues.ts';
import { call, runJob, sentenceOf, useQueryOf } from '../../client.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { changesByRow } from '../../components/ledger-grid/changes-by-row.ts';
import { LedgerGrid } from '../../components/ledger-grid/ledger-grid.tsx';
import { PaperDialog } from '../../components/paper-dialog.tsx';
import { useUndoRedo } from '../../use-undo.ts';
import type { ChosenLine } from './board-words.ts';
import { issueColumns } from './issue-columns.tsx';
import { IssueDrawer } from './issue-drawer.tsx';
import './issues.css';
import { NewIssue } from './new-issue.tsx';

type Ledger = OutputOf<'issues.list'>;
export type Show = keyof Ledger['counts'];

const shows: readonly (readonly [Show, string])[] = [
  ['open', '未销号'],
  ['late', '逾期'],
  ['keySupervised', '重点督办'],
  ['reviewDue', '待回头看'],
  ['closed', '已销号'],
  ['all', '全部'],
];

interface IssueLedgerProps {
  readonly ledger: Ledger;
  readonly mayEnter: boolean;
  readonly initialShow?: Show;
  readonly initialOpen?: string | null;
  /** Given: the part of one project. */
  readonly projectId?: string;
  /** Only the rows of a line of a board. */
  readonly line?: ChosenLine;
}

/** The ledger as a grid, with the acts on one issue at the side. For the whole office or for one project. */
export function IssueLedger({
  ledger,
  mayEnter,
  initialShow,
  initialOpen,
  projectId,
  line,
}: IssueLedgerProps): ReactNode {
  const [show, setShow] = useState<Show>(initialShow ?? 'open');
  const [opened, setOpened] = useState<string | null>(initialOpen ?? null);
  const [isEntering, setEntering] = useState(false);
  const [isPrinting, setPrinting] = useState(false);
  const units = useQueryOf('units.list', {});
  const persons = useQueryOf('persons.list', {});
  const { undo, redo } = useUndoRedo([
    'issues.save',
    'issues.saveMany',
    'issues.addEntry',
    'issues.extend',
    'issues.close',
    'issues.reopen',
    'issues.review',
    'issues.remove',
  ]);
  const { rule, counts } = ledger;
  const columns = useMemo(
    () =>
      issueColumns({
        rule,
        units: units.data?.rows ?? [],
        persons: persons.data?.rows ?? [],
        isOneProject: projectId !== undefined,
        onOpen: setOpened,
      }),
    [rule, units.data, persons.data, projectId],
  );
  const rows = useMemo(
    () => ledger.rows.filter((row) => (line === undefined ? issueFilter(show)(row) : line.ids.has(row.id))),
    [ledger.rows, show, line],
  );
  const filter = { show, ...(projectId === undefined ? {} : { projectId }) };
  const enter = mayEnter && (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setEntering(true)}>
      登记问题
    </Button>
  );
  return (
    <>
      <LedgerGrid<IssueRow>
        key={show}
        gridId={projectId === undefined ? 'issues' : 'projectIssues'}
        label="问题台账"
        rows={rows}
        columns={columns}
        rowHeight="auto"
        searchHint="查找：问题、项目名称、单位"
        onOpen={(row) => setOpened(row.id)}
        onUndo={() => undo()}
        onRedo={redo}
        onSave={async (id, field, value) => {
          await call('issues.save', { id, changes: { [field]: value } });
        }}
        onSaveMany={async (changes) => {
          await call('issues.saveMany', { items: changesByRow<Record<string, never>>(changes) });
          return [];
        }}
        sentenceOf={sentenceOf}
        tools={
          <Group gap="xs" wrap="nowrap">
            {line === undefined ? (
              <>
                <SegmentedControl
                  size="xs"
                  aria-label="显示哪些问题"
                  value={show}
                  onChange={(value) => setShow(shows.find(([key]) => key === value)?.[0] ?? 'open')}
                  data={shows.map(([key, label]) => ({ value: key, label: `${label} ${counts[key]}` }))}
                />
                <Button
                  variant="default"
                  disabled={rows.length === 0}
                  leftSection={<IconPrinter size={16} aria-hidden />}
                  onClick={() => setPrinting(true)}
                >
                  打印台账
                </Button>
              </>
            ) : (
              <Button component={Link} href="/issues" variant="light" rightSection={<IconX size={14} aria-hidden />}>
                只看{line.name}（{rows.length} 个）
              </Button>
            )}
            {enter}
          </Group>
        }
        emptyState={
          <EmptyState title={show === 'open' ? '没有未销号的问题' : '这里没有问题'}>
            发现问题就登记一条：写清存在什么问题、哪个单位负责、什么时候办结。办结后逐个销号；还没有销号的，写周报时可以一次带入“存在问题及涉及单位”。
          </EmptyState>
        }
      />
      <IssueDrawer id={opened} rule={rule} onClose={() => setOpened(null)} />
      {isEntering && (
        <NewIssue rule={rule} onClose={() => setEntering(false)} {...(projectId === undefined ? {} : { projectId })} />
      )}
      {isPrinting && (
        <PaperDialog
          title="问题台账"
          about={shows.find(([key]) => key === show)?.[1] ?? ''}
          paperKey={['issues.ledger', filter]}
          make={(options) => runJob('issues.ledger', { ...filter, format: 'pdf' }, options)}
          makeWorkbook={() => runJob('issues.ledger', { ...filter, format: 'xlsx' })}
          onClose={() => setPrinting(false)}
        />
      )}
    </>
  );
}
