import { Button, Group, SegmentedControl, Select, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconAlertTriangle, IconCheckbox, IconCopy } from '@tabler/icons-react';
import { type ReactNode, useMemo, useState } from 'react';
import { Link, useSearchParams } from 'wouter';
import type { OutputOf } from '#shared/contract/index.ts';
import { call, sentenceOf, shownElsewhere, useCommand, useQueryOf } from '../../client.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import type { CellFilter } from '../../components/ledger-grid/cell-filter.ts';
import { LedgerGrid } from '../../components/ledger-grid/ledger-grid.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { sayDone } from '../../components/say-done.tsx';
import { Waiting } from '../../components/waiting.tsx';
import { useOffice } from '../../office-context.ts';
import { useUndoRedo } from '../../use-undo.ts';
import { changesByReport, progressColumns, type SheetRow, sheetRowOf } from './progress-columns.tsx';
import { SubmitDialog } from './submit-dialog.tsx';

type Sheet = OutputOf<'progress.period'>;
type StateWish = 'all' | 'empty' | 'filled' | 'reviewed' | 'reported';

/** The period's sheet. `#/progress?period=2026-11-20&state=empty&project=…` opens it where it is asked for. */
export function ProgressPage(): ReactNode {
  const [search, setSearch] = useSearchParams();
  const asked = search.get('period');
  const sheet = useQueryOf('progress.period', asked === null ? {} : { period: asked });
  const periods = useQueryOf('progress.periods', {});
  if (sheet.data === undefined) {
    return sheet.error === null ? (
      <Waiting />
    ) : (
      <ErrorNotice problem={sheet.error} onRetry={() => void sheet.refetch()} />
    );
  }
  const { data } = sheet;
  return (
    <>
      <PageHead
        title={`周报 · ${data.label}`}
        about={`${data.year} 年 · 金额单位：万元 · ${data.isOpen ? '本期' : '以前的报送期，修改会记为更正'} · 左边是上期，供对照`}
        actions={
          <Select
            aria-label="报送期"
            w={170}
            allowDeselect={false}
            value={data.period}
            data={(periods.data?.periods ?? [{ period: data.period, label: data.label, filled: 0 }]).map((one) => ({
              value: one.period,
              label: `${one.period.slice(0, 4)}年${one.label}`,
            }))}
            onChange={(period) => setSearch(period === null ? {} : { period })}
          />
        }
      />
      <ProgressSheet key={data.period} sheet={data} asked={search} />
    </>
  );
}

const wishes = new Set<string>(['all', 'empty', 'filled', 'reviewed', 'reported']);
const isWish = (text: string): text is StateWish => wishes.has(text);

function ProgressSheet({ sheet, asked }: { readonly sheet: Sheet; readonly asked: URLSearchParams }): ReactNode {
  const { now } = useOffice();
  const { period, counts } = sheet;
  const askedState = asked.get('state') ?? 'all';
  const [wish, setWish] = useState<StateWish>(isWish(askedState) ? askedState : 'all');
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const [isSubmitting, setSubmitting] = useState(false);
  const copyLast = useCommand('progress.copyLast');
  const takeIssues = useCommand('progress.takeIssues');
  const { undo, redo } = useUndoRedo([
    'progress.save',
    'progress.saveMany',
    'progress.copyLast',
    'progress.takeIssues',
    'progress.submit',
  ]);
  const isPastDeadline = Date.parse(now) > Date.parse(sheet.deadline);
  const columns = useMemo(() => progressColumns(isPastDeadline), [isPastDeadline]);
  const rows = useMemo(() => sheet.rows.map(sheetRowOf), [sheet.rows]);

  async function copy(): Promise<void> {
    const made = await copyLast.run(ticked.size === 0 ? { period } : { period, projectIds: [...ticked] });
    setTicked(new Set());
    if (made.changed === 0) {
      notifications.show({ message: '没有可以照上期填的项目：已填的不覆盖，上期没有内容的不填' });
    } else sayDone(`已照上期填好 ${made.changed} 个项目，黄色格与上期相同`, () => undo(made.changeId));
  }

  async function take(): Promise<void> {
    const made = await takeIssues.run(ticked.size === 0 ? { period } : { period, projectIds: [...ticked] });
    setTicked(new Set());
    if (made.changed === 0) notifications.show({ message: '没有可以带入的问题：已写问题的不覆盖，勾选后才按台账重写' });
    else sayDone(`已把未销号问题带入 ${made.changed} 个项目`, () => undo(made.changeId));
  }

  if (rows.length === 0) {
    return (
      <EmptyState
        title="还没有项目可填"
        actions={
          <Button component={Link} href="/projects">
            去项目库
          </Button>
        }
      >
        周报按项目库逐个项目填写。先在项目库里导入台账或新增项目，这里会自动列出。
      </EmptyState>
    );
  }
  const tools = (
    <Group gap="xs" wrap="nowrap">
      <SegmentedControl
        size="xs"
        value={wish}
        aria-label="按状态查看"
        onChange={(value) => setWish(isWish(value) ? value : 'all')}
        data={[
          { value: 'all', label: `全部 ${counts.total}` },
          { value: 'empty', label: `未填 ${counts.empty}` },
          { value: 'filled', label: `已填 ${counts.filled}` },
          { value: 'reviewed', label: `已审 ${counts.reviewed}` },
          { value: 'reported', label: `已报 ${counts.reported}` },
        ]}
      />
      <Button
        variant="default"
        leftSection={<IconCopy size={16} aria-hidden />}
        loading={copyLast.isRunning}
        disabled={counts.empty === 0}
        title="把上期的数字和文字填到还没有填的项目里"
        onClick={() => void copy().catch(shownElsewhere)}
      >
        照上期{ticked.size > 0 ? ` · 所选 ${ticked.size} 个` : ` · 未填的 ${counts.empty} 个`}
      </Button>
      {sheet.rows.some((row) => row.issuesText !== null) && (
        <Button
          variant="default"
          leftSection={<IconAlertTriangle size={16} aria-hidden />}
          loading={takeIssues.isRunning}
          title="把问题台账里未销号的问题写到“存在问题及涉及单位”"
          onClick={() => void take().catch(shownElsewhere)}
        >
          带入问题
        </Button>
      )}
      <Button
        leftSection={<IconCheckbox size={16} aria-hidden />}
        disabled={counts.filled === 0}
        onClick={() => setSubmitting(true)}
      >
        提交审核
      </Button>
    </Group>
  );
  return (
    <>
      <ErrorNotice
        problem={copyLast.problem ?? takeIssues.problem}
        onClose={() => [copyLast, takeIssues].forEach((each) => each.reset())}
      />
      <LedgerGrid<SheetRow>
        key={wish}
        gridId="progress"
        label="周报"
        rows={rows}
        columns={columns}
        rowHeight="auto"
        ticked={ticked}
        onTicked={setTicked}
        onUndo={() => undo()}
        onRedo={redo}
        initialFilters={stateFilter(wish)}
        {...(asked.get('project') === null ? {} : { focusRowId: asked.get('project') ?? '' })}
        onSave={async (projectId, field, value) => {
          await call('progress.save', { period, projectId, changes: { [field]: value } });
        }}
        onSaveMany={async (changes) => {
          await call('progress.saveMany', { period, items: changesByReport(changes) });
          return [];
        }}
        sentenceOf={sentenceOf}
        tools={tools}
      />
      <Legend />
      <SubmitDialog period={period} counts={counts} isOpen={isSubmitting} onClose={() => setSubmitting(false)} />
    </>
  );
}

function stateFilter(wish: StateWish): readonly { readonly id: string; readonly value: CellFilter }[] {
  if (wish === 'all') return [];
  if (wish === 'empty') return [{ id: 'state', value: { kind: 'blank' } }];
  const values = wish === 'reported' ? ['reported', 'corrected'] : [wish];
  return [{ id: 'state', value: { kind: 'among', values } }];
}

function Legend(): ReactNode {
  return (
    <Text size="xs" c="var(--quiet)" mt={2}>
      黄色“＝”：与上期文字相同　琥珀色“△”：数字需要看一眼，停在格上看原因　灰色“◌”：还没有填　红色：已过截止时间
    </Text>
  );
}
