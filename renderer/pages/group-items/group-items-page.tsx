/** 工作组报送: the items of a month, drafts and what was given back first to be seen to. */
import { Button, Select, Text } from '@mantine/core';
import { IconPlus, IconPrinter } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import type { InputOf, OutputOf } from '#shared/contract/index.ts';
import type { ReportingItemView } from '#shared/contract/reporting-items.ts';
import { type ReportingItemKind, reportingItemKinds, reportingItemStates } from '#shared/domain/reporting-item.ts';
import { filedText, itemPeriodText } from '#shared/report/reporting-items.ts';
import { reportingItemKindLabels, reportingItemStateLabels } from '#shared/text/exchange-labels.ts';
import { runJob, shownElsewhere, useCommand, useQueryOf } from '../../client.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { PaperDialog } from '../../components/paper-dialog.tsx';
import { RowList, type RowListColumn } from '../../components/row-list.tsx';
import { sayDone } from '../../components/say-done.tsx';
import { Waiting } from '../../components/waiting.tsx';
import { useOffice } from '../../office-context.ts';
import { type Undo, useUndo } from '../../use-undo.ts';
import './group-items.css';
import { ItemActs } from './item-acts.tsx';
import { ItemForm } from './item-form.tsx';
import { itemProcedures } from './item-procedures.ts';

type Wishes = InputOf<'reportingItems.list'>;
const monthsOffered = 14;

export function GroupItemsPage(): ReactNode {
  const { period } = useOffice();
  const [wishes, setWishes] = useState<Wishes>({ month: period.closesOn.slice(0, 7) });
  const found = useQueryOf('reportingItems.list', wishes, { keepsLast: true });
  const undo = useUndo(itemProcedures);
  const file = useCommand('reportingItems.file');
  const [edited, setEdited] = useState<ReportingItemView | 'new' | null>(null);
  const [isPrinting, setPrinting] = useState(false);
  if (found.data === undefined)
    return found.error === null ? (
      <Waiting />
    ) : (
      <ErrorNotice problem={found.error} onRetry={() => void found.refetch()} />
    );
  const { rows, groups, kinds, periods, source } = found.data;
  const drafts = rows.filter((row) => row.state === 'draft');
  const filed = rows.filter((row) => row.state === 'filed').length;
  const isReady = groups.length > 0 && kinds.length > 0;

  async function fileAll(): Promise<void> {
    const { changeId, filed: count, late } = await file.run({ ids: drafts.map((row) => row.id) });
    sayDone(`已报送${count}条${late > 0 ? `，其中迟报${late}条` : ''}`, () => undo(changeId));
  }

  return (
    <>
      <PageHead
        title="工作组报送"
        about={`${itemPeriodText(wishes.month ?? found.data.month)} · ${rows.length}条，已报${filed}条${drafts.length > 0 ? `，草稿${drafts.length}条` : ''}（依据 ${source}）`}
        actions={
          <>
            <Button
              variant="default"
              disabled={rows.length === 0}
              leftSection={<IconPrinter size={16} aria-hidden />}
              onClick={() => setPrinting(true)}
            >
              打印
            </Button>
            {drafts.length > 1 && (
              <Button variant="default" loading={file.isRunning} onClick={() => void fileAll().catch(shownElsewhere)}>
                报送全部草稿（{drafts.length}）
              </Button>
            )}
            <Button
              disabled={!isReady}
              leftSection={<IconPlus size={16} aria-hidden />}
              onClick={() => setEdited('new')}
            >
              新增
            </Button>
          </>
        }
      />
      <ErrorNotice problem={file.problem} onClose={file.reset} />
      <Filters list={found.data} wishes={wishes} onWishes={setWishes} />
      {isReady ? (
        <RowList<ReportingItemView>
          label="工作组报送"
          rows={rows}
          rowKey={(row) => row.id}
          columns={columnsWith(undo, setEdited)}
          renderDetails={(row) => (
            <Text size="sm" className="item-body">
              {row.returnedReason === null ? '' : `退回原因：${row.returnedReason}\n`}
              {row.body ?? '还没有写内容'}
            </Text>
          )}
          emptyText="这里还没有报送信息。点“新增”，可以把区县所报的进展带进来再改。"
        />
      ) : (
        <EmptyState title={groups.length === 0 ? '还没有工作组' : '没有规定要报的信息'}>
          {groups.length === 0
            ? '先在“分包与专班”里设服务督导工作小组，写明联系的区县。'
            : '本单位执行的适用文件没有规定工作组报送信息，可以在“设置 → 适用文件”里加上“工作组报送”。'}
        </EmptyState>
      )}
      {edited !== null && (
        <ItemForm
          item={edited === 'new' ? null : edited}
          preset={{
            groupId: wishes.groupId ?? null,
            kind: wishes.kind ?? kinds[0]?.kind ?? 'leaderProjects',
            period: presetPeriod(found.data, wishes),
          }}
          groups={groups}
          kinds={kinds}
          periods={periods}
          undo={undo}
          onClose={() => setEdited(null)}
        />
      )}
      {isPrinting && (
        <PaperDialog
          title="工作组报送信息"
          about={wishes.section ?? ''}
          paperKey={['reportingItems.paper', wishes]}
          make={(options) => runJob('reportingItems.paper', { ...wishes, format: 'pdf' }, options)}
          makeWorkbook={() => runJob('reportingItems.paper', { ...wishes, format: 'xlsx' })}
          onClose={() => setPrinting(false)}
        />
      )}
    </>
  );
}

function presetPeriod(list: OutputOf<'reportingItems.list'>, wishes: Wishes): string {
  const kind = list.kinds.find((each) => each.kind === (wishes.kind ?? list.kinds[0]?.kind));
  const newest = wishes.period ?? list.periods[0]?.period ?? list.openPeriod;
  return kind?.rhythm === 'monthly' ? newest.slice(0, 7) : newest;
}

interface FiltersProps {
  readonly list: OutputOf<'reportingItems.list'>;
  readonly wishes: Wishes;
  readonly onWishes: (wishes: Wishes) => void;
}

function Filters({ list, wishes, onWishes }: FiltersProps): ReactNode {
  const sections = [...new Set(list.kinds.flatMap((kind) => kind.sections))];
  const change = (next: { readonly [Key in keyof Wishes]: Wishes[Key] | undefined }) =>
    onWishes(Object.fromEntries(Object.entries({ ...wishes, ...next }).filter(([, value]) => value !== undefined)));
  return (
    <div className="item-bar">
      <Select
        aria-label="月份"
        size="xs"
        w={120}
        allowDeselect={false}
        value={wishes.month ?? list.month}
        data={monthsBefore(list.openPeriod).map((month) => ({ value: month, label: itemPeriodText(month) }))}
        onChange={(month) => change({ month: month ?? undefined, period: undefined })}
      />
      <Select
        aria-label="报送期"
        size="xs"
        w={130}
        placeholder="全月"
        clearable
        value={wishes.period ?? null}
        data={list.periods.map((each) => ({ value: each.period, label: each.label }))}
        onChange={(period) => change({ period: period ?? undefined })}
      />
      <Select
        aria-label="类别"
        size="xs"
        w={120}
        placeholder="全部类别"
        clearable
        value={wishes.kind ?? null}
        data={list.kinds.map(({ kind }) => ({ value: kind, label: reportingItemKindLabels[kind] }))}
        onChange={(value) => change({ kind: kindOf(value) })}
      />
      <Select
        aria-label="报送处室"
        size="xs"
        w={170}
        placeholder="全部处室"
        clearable
        value={wishes.section ?? null}
        data={sections}
        onChange={(section) => change({ section: section ?? undefined })}
      />
      <Select
        aria-label="工作组"
        size="xs"
        w={190}
        placeholder="全部工作组"
        clearable
        searchable
        value={wishes.groupId ?? null}
        data={list.groups.map((each) => ({
          value: each.id,
          label: each.districtName === null ? each.name : `${each.name}（${each.districtName}）`,
        }))}
        onChange={(groupId) => change({ groupId: groupId ?? undefined })}
      />
      <Select
        aria-label="状态"
        size="xs"
        w={110}
        placeholder="全部状态"
        clearable
        value={wishes.state ?? null}
        data={reportingItemStates.map((state) => ({ value: state, label: reportingItemStateLabels[state] }))}
        onChange={(value) => change({ state: reportingItemStates.find((each) => each === value) })}
      />
    </div>
  );
}

function kindOf(value: string | null): ReportingItemKind | undefined {
  return reportingItemKinds.find((each) => each === value);
}

function monthsBefore(openPeriod: string): string[] {
  const last = Number(openPeriod.slice(0, 4)) * 12 + Number(openPeriod.slice(5, 7)) - 1;
  return Array.from({ length: monthsOffered }, (_, index) => last - index).map(
    (month) => `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`,
  );
}

function columnsWith(undo: Undo, edit: (row: ReportingItemView) => void): readonly RowListColumn<ReportingItemView>[] {
  return [
    {
      id: 'group',
      title: '工作组',
      width: '130px',
      render: (row) => (
        <>
          {row.groupName}
          <span className="item-under">{row.districtName}</span>
        </>
      ),
    },
    {
      id: 'kind',
      title: '类别、报送期',
      width: '130px',
      render: (row) => (
        <>
          {reportingItemKindLabels[row.kind]}
          <span className="item-under">{itemPeriodText(row.period)}</span>
        </>
      ),
    },
    {
      id: 'title',
      title: '标题',
      width: 'minmax(220px, 1fr)',
      render: (row) => (
        <>
          <button type="button" className="item-title" onClick={() => edit(row)}>
            {row.title}
          </button>
          {row.isProblemSolved && <span className="item-under">解决了问题</span>}
        </>
      ),
    },
    {
      id: 'section',
      title: '报送处室',
      width: '150px',
      render: (row) => row.section,
    },
    { id: 'person', title: '报送人', width: '80px', render: (row) => row.personName },
    {
      id: 'state',
      title: '状态',
      width: '120px',
      render: (row) => (
        <>
          <span className={row.isLate ? 'late' : undefined}>
            {row.isLate ? '迟报' : reportingItemStateLabels[row.state]}
          </span>
          <span className="item-under">{filedText(row)}</span>
        </>
      ),
    },
    {
      id: 'acts',
      title: '操作',
      width: '190px',
      render: (row) => <ItemActs item={row} undo={undo} onEdit={() => edit(row)} />,
    },
  ];
}
