/** 按月查账: `#/months?month=2026-10`. */
import { Alert, Button, Group, SegmentedControl, Select, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconCheck, IconCopy, IconLock, IconLockOpen, IconPrinter } from '@tabler/icons-react';
import { type ReactNode, useMemo, useState } from 'react';
import { Link, useSearchParams } from 'wouter';
import { shownDay } from '#shared/calendar/day.ts';
import type { OutputOf } from '#shared/contract/index.ts';
import { call, runJob, sentenceOf, shownElsewhere, useCommand, useQueryOf } from '../../client.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import type { CellFilter } from '../../components/ledger-grid/cell-filter.ts';
import { LedgerGrid } from '../../components/ledger-grid/ledger-grid.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { PaperDialog } from '../../components/paper-dialog.tsx';
import { sayDone } from '../../components/say-done.tsx';
import { Waiting } from '../../components/waiting.tsx';
import { useUndoRedo } from '../../use-undo.ts';
import { type Act, ActDialog } from './act-dialog.tsx';
import { type AccountRow, accountRowOf, changesByAccount, monthColumns } from './month-columns.tsx';

type Account = OutputOf<'months.get'>;
type Wish = 'all' | 'open' | 'checked' | 'questioned';
const isWish = (text: string): text is Wish => ['all', 'open', 'checked', 'questioned'].includes(text);

export function MonthsPage(): ReactNode {
  const [search, setSearch] = useSearchParams();
  const asked = search.get('month');
  const account = useQueryOf('months.get', asked === null ? {} : { month: asked });
  if (account.data === undefined)
    return account.error === null ? (
      <Waiting />
    ) : (
      <ErrorNotice problem={account.error} onRetry={() => void account.refetch()} />
    );
  const { data } = account;
  return (
    <>
      <PageHead
        title={`按月查账 · ${data.label}`}
        about={
          <>
            月末数截至 {shownDay(data.endDay)} · 金额单位：万元 · {data.rule.sentence}（{data.rule.source}）
          </>
        }
        actions={
          <Select
            aria-label="月份"
            w={220}
            allowDeselect={false}
            value={data.month}
            data={data.months.map((one) => ({
              value: one.month,
              label: `${one.label}${one.isLocked ? '（已锁定）' : one.checked > 0 ? `（已核 ${one.checked}）` : ''}`,
            }))}
            onChange={(month) => setSearch(month === null ? {} : { month })}
          />
        }
      />
      {data.rows.length === 0 ? (
        <EmptyState
          title="还没有项目可查"
          actions={
            <Button component={Link} href="/projects">
              去项目库
            </Button>
          }
        >
          按月查账把各项目月末的本年累计与周报对一遍。先在项目库里导入台账或新增项目，这里会自动列出。
        </EmptyState>
      ) : (
        <MonthSheet key={data.month} account={data} />
      )}
    </>
  );
}

function MonthSheet({ account }: { readonly account: Account }): ReactNode {
  const { month, counts, lock } = account;
  const isLocked = lock?.isLocked === true;
  const [wish, setWish] = useState<Wish>('all');
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const [act, setAct] = useState<Act | null>(null);
  const [isPrinting, setPrinting] = useState(false);
  const taking = useCommand('months.takeWeekly');
  const { undo, redo } = useUndoRedo([
    'months.saveMany',
    'months.takeWeekly',
    'months.check',
    'months.lock',
    'months.unlock',
  ]);
  const columns = useMemo(() => monthColumns(isLocked), [isLocked]);
  const rows = useMemo(() => account.rows.map(accountRowOf), [account.rows]);
  const empty = account.rows.filter((row) => row.doneThisYear === null && row.weekly !== null).length;

  async function takeWeekly(): Promise<void> {
    const made = await taking.run(ticked.size === 0 ? { month } : { month, projectIds: [...ticked] });
    setTicked(new Set());
    if (made.changed === 0) notifications.show({ message: '没有可以带入的：这些项目没有周报数' });
    else sayDone(`已按周报带入 ${made.changed} 个项目的月末数`, () => undo(made.changeId));
  }

  const tools = (
    <Group gap="xs" wrap="nowrap">
      <SegmentedControl
        size="xs"
        aria-label="按核对情况查看"
        value={wish}
        onChange={(value) => setWish(isWish(value) ? value : 'all')}
        data={[
          { value: 'all', label: `全部 ${counts.total}` },
          { value: 'open', label: `待核 ${counts.open}` },
          { value: 'checked', label: `已核 ${counts.checked}` },
          { value: 'questioned', label: `有出入 ${counts.questioned}` },
        ]}
      />
      {!isLocked && (
        <>
          <Button
            variant="default"
            leftSection={<IconCopy size={16} aria-hidden />}
            disabled={ticked.size === 0 && empty === 0}
            loading={taking.isRunning}
            title="把离月末最近的一期周报数填成月末数"
            onClick={() => void takeWeekly().catch(shownElsewhere)}
          >
            按周报带入{ticked.size > 0 ? ` · 所选 ${ticked.size}` : ` · ${empty}`}
          </Button>
          <Button
            leftSection={<IconCheck size={16} aria-hidden />}
            disabled={ticked.size === 0 && counts.open === 0}
            onClick={() => setAct('checked')}
          >
            标为已核
          </Button>
          <Button variant="default" disabled={ticked.size === 0} onClick={() => setAct('questioned')}>
            标为有出入
          </Button>
        </>
      )}
      <Button
        variant="default"
        leftSection={isLocked ? <IconLockOpen size={16} aria-hidden /> : <IconLock size={16} aria-hidden />}
        onClick={() => setAct(isLocked ? 'unlock' : 'lock')}
      >
        {isLocked ? '解锁' : '锁定本月'}
      </Button>
      <Button variant="default" leftSection={<IconPrinter size={16} aria-hidden />} onClick={() => setPrinting(true)}>
        打印
      </Button>
    </Group>
  );
  const open = account.rows.filter((row) => row.state === 'open').map((row) => row.projectId);
  return (
    <>
      {lock !== null && (
        <Alert variant="light" color="navy" py={6} mb={6}>
          <Text size="sm">
            {lock.isLocked
              ? `${account.label}的月账已于${shownDay(lock.on)}由${lock.by}锁定，月末数不能再改。`
              : `${account.label}的月账于${shownDay(lock.on)}由${lock.by}解锁，原因：${lock.note ?? ''}。改好以后请重新锁定。`}
          </Text>
        </Alert>
      )}
      <ErrorNotice problem={taking.problem} onClose={taking.reset} />
      <LedgerGrid<AccountRow>
        key={wish}
        gridId="months"
        label="按月查账"
        rows={rows}
        columns={columns}
        rowHeight="auto"
        ticked={ticked}
        onTicked={setTicked}
        onUndo={() => undo()}
        onRedo={redo}
        initialFilters={stateFilter(wish)}
        {...(isLocked
          ? {}
          : {
              onSave: async (projectId: string, field: string, value: unknown) => {
                await call('months.saveMany', { month, items: [{ projectId, changes: { [field]: value } }] });
              },
              onSaveMany: async (changes) => {
                await call('months.saveMany', { month, items: changesByAccount(changes) });
                return [];
              },
            })}
        sentenceOf={sentenceOf}
        tools={tools}
      />
      <ActDialog
        key={act ?? 'none'}
        act={act}
        account={account}
        projectIds={ticked.size > 0 ? [...ticked] : open}
        onDone={(message, changeId) => {
          setAct(null);
          setTicked(new Set());
          sayDone(message, () => undo(changeId));
        }}
        onClose={() => setAct(null)}
      />
      {isPrinting && (
        <PaperDialog
          title="月度查账表"
          about={account.label}
          paperKey={['months.render', month, counts, lock]}
          make={async (options) => madeFile(await runJob('months.render', { month, format: 'pdf' }, options))}
          makeWorkbook={async () => madeFile(await runJob('months.render', { month, format: 'xlsx' }))}
          onClose={() => setPrinting(false)}
        />
      )}
    </>
  );
}

function stateFilter(wish: Wish): readonly { readonly id: string; readonly value: CellFilter }[] {
  return wish === 'all' ? [] : [{ id: 'state', value: { kind: 'among', values: [wish] } }];
}

function madeFile({ file }: OutputOf<'months.render'>) {
  if (file === null) throw new Error('no file was made');
  return { file };
}
