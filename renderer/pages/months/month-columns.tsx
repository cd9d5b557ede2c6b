/** The month's account in columns: the weekly figure beside the month-end one. A column's id is the field it saves. */
import { shownDay } from '#shared/calendar/day.ts';
import { periodLabel } from '#shared/calendar/period.ts';
import type { MonthRow } from '#shared/contract/months.ts';
import { monthCheckStateLabels } from '#shared/text/labels.ts';
import type { CellChange, CellMark, GridRow, LedgerColumn } from '../../components/ledger-grid/ledger-grid.tsx';
import { wanText } from '../../components/money-text.ts';

export interface AccountRow extends GridRow {
  readonly account: MonthRow;
}

/** The same grid row for the same record, so that unchanged rows are not drawn again. */
const accountRows = new WeakMap<MonthRow, AccountRow>();

export function accountRowOf(account: MonthRow): AccountRow {
  const known = accountRows.get(account);
  if (known !== undefined) return known;
  const row = { id: account.projectId, pinyin: account.pinyin, initials: account.initials, account };
  accountRows.set(account, row);
  return row;
}

const stateChoices = Object.entries(monthCheckStateLabels).map(([value, label]) => ({ value, label }));

export function monthColumns(isLocked: boolean): readonly LedgerColumn<AccountRow>[] {
  return [
    {
      id: 'name',
      title: '项目名称',
      kind: 'text',
      width: 220,
      isFrozen: true,
      isReadOnly: true,
      wraps: true,
      value: ({ account }) => account.name,
      render: ({ account }) => <a href={`#/projects/${account.projectId}?tab=reports`}>{account.name}</a>,
    },
    {
      id: 'state',
      title: '核对',
      kind: 'choice',
      width: 78,
      isFrozen: true,
      isReadOnly: true,
      choices: stateChoices,
      value: ({ account }) => account.state,
      mark: stateMark,
    },
    {
      id: 'weekly',
      title: '最近周报',
      group: '本年累计（万元）',
      kind: 'money',
      width: 112,
      isReadOnly: true,
      about: '离月末最近的一期周报的本年累计',
      value: ({ account }) => account.weekly?.doneThisYear ?? null,
      mark: ({ account }) => (account.weekly === null ? { tone: 'empty', reason: '这个月前后没有周报数' } : null),
    },
    {
      id: 'doneThisYear',
      title: '月末累计',
      group: '本年累计（万元）',
      kind: 'money',
      width: 112,
      isReadOnly: isLocked,
      about: '月末核定的本年累计完成投资，可以直接改',
      value: ({ account }) => account.doneThisYear,
      mark: figureMark,
    },
    {
      id: 'difference',
      title: '相差',
      group: '本年累计（万元）',
      kind: 'money',
      width: 100,
      isReadOnly: true,
      about: '月末累计减最近周报，由系统计算',
      value: ({ account }) => account.difference,
    },
    {
      id: 'part',
      title: '本月完成',
      group: '本年累计（万元）',
      kind: 'money',
      width: 110,
      isReadOnly: true,
      about: '本月末累计减上月末累计，由系统计算',
      value: ({ account }) => account.part,
      mark: ({ account }) =>
        account.part !== null && account.part < 0 ? { tone: 'look', reason: '月末累计比上月还少，请核对' } : null,
    },
    {
      id: 'finding',
      title: '核对情况',
      kind: 'longText',
      width: 250,
      wraps: true,
      isReadOnly: isLocked,
      value: ({ account }) => account.finding,
    },
    {
      id: 'checkedBy',
      title: '核对人',
      kind: 'text',
      width: 84,
      isReadOnly: true,
      value: ({ account }) => account.checkedBy,
    },
    {
      id: 'checkedOn',
      title: '核对日期',
      kind: 'day',
      width: 104,
      isReadOnly: true,
      value: ({ account }) => account.checkedOn,
    },
    {
      id: 'corrections',
      title: '核对后的更正',
      kind: 'text',
      width: 230,
      isReadOnly: true,
      wraps: true,
      value: ({ account }) => account.corrections.map(correctionText).join('；') || null,
    },
    {
      id: 'doneBefore',
      title: '上月末累计',
      kind: 'money',
      width: 124,
      isReadOnly: true,
      value: ({ account }) => account.doneBefore,
    },
    {
      id: 'plannedThisYear',
      title: '年度计划',
      kind: 'money',
      width: 116,
      isReadOnly: true,
      value: ({ account }) => account.plannedThisYear,
    },
    {
      id: 'units',
      title: '责任单位',
      kind: 'units',
      width: 130,
      isReadOnly: true,
      value: ({ account }) => account.units,
    },
  ];
}

export function changesByAccount(
  changes: readonly CellChange[],
): { projectId: string; changes: { doneThisYear?: number | null; finding?: string | null } }[] {
  const byProject = new Map<string, Record<string, unknown>>();
  for (const change of changes) {
    const fields = byProject.get(change.rowId) ?? {};
    fields[change.field] = change.value;
    byProject.set(change.rowId, fields);
  }
  return [...byProject].map(([projectId, fields]) => ({ projectId, changes: fields }));
}

function correctionText({ day, actor, before, after }: MonthRow['corrections'][number]): string {
  return `${shownDay(day)} ${actor}：${wanText(before)} → ${after === null ? '空' : wanText(after)}`;
}

function stateMark({ account }: AccountRow): CellMark | null {
  if (account.state === 'questioned') return { tone: 'look', reason: account.finding ?? '有出入，还没有写明情况' };
  return account.state === 'open' ? { tone: 'empty', reason: '还没有核对' } : null;
}

function figureMark({ account }: AccountRow): CellMark | null {
  if (account.doneThisYear === null) return { tone: 'empty', reason: '还没有月末数' };
  if (account.difference === null || account.difference === 0 || account.weekly === null) return null;
  const more = account.difference > 0 ? '多' : '少';
  return {
    tone: 'look',
    reason: `比${periodLabel(account.weekly.period)}周报${more}${wanText(Math.abs(account.difference))}万元`,
  };
}
