/** The weekly sheet's columns: last period beside this one. A column's id is the field `progress.save` takes. */
import type { ProgressRow } from '#shared/contract/progress.ts';
import { levelChoices, progressStateChoices } from '../../components/choices.ts';
import type { CellChange, CellMark, GridRow, LedgerColumn } from '../../components/ledger-grid/ledger-grid.tsx';

export interface SheetRow extends GridRow {
  readonly report: ProgressRow;
}

type Figure = keyof ProgressRow['current'];
type Column = LedgerColumn<SheetRow>;

/** The same sheet row for the same record, so that unchanged rows are not drawn again. */
const sheetRows = new WeakMap<ProgressRow, SheetRow>();

export function sheetRowOf(report: ProgressRow): SheetRow {
  const known = sheetRows.get(report);
  if (known !== undefined) return known;
  const row = { id: report.projectId, pinyin: report.pinyin, initials: report.initials, report };
  sheetRows.set(report, row);
  return row;
}

const tones = { same: 'same', look: 'look' } as const;

export function progressColumns(isPastDeadline: boolean): readonly Column[] {
  return [
    {
      id: 'name',
      title: '项目名称',
      kind: 'text',
      width: 210,
      isFrozen: true,
      isReadOnly: true,
      wraps: true,
      value: ({ report }) => report.name,
      render: ({ report }) => <a href={`#/projects/${report.projectId}?tab=reports`}>{report.name}</a>,
    },
    {
      id: 'state',
      title: '状态',
      kind: 'choice',
      width: 82,
      isFrozen: true,
      isReadOnly: true,
      choices: progressStateChoices,
      value: ({ report }) => report.state,
      render: ({ report }) =>
        report.state === null ? '未填' : progressStateChoices.find((one) => one.value === report.state)?.label,
      mark: ({ report }) => stateMark(report, isPastDeadline),
    },
    {
      id: 'previousDone',
      title: '上期累计',
      group: '投资（万元）',
      kind: 'money',
      width: 108,
      isReadOnly: true,
      about: '上期填的本年累计完成投资',
      value: ({ report }) => report.previous?.doneThisYear ?? null,
    },
    {
      id: 'doneThisYear',
      title: '本年累计',
      group: '投资（万元）',
      kind: 'money',
      width: 108,
      about: '年初到本期累计完成投资',
      value: ({ report }) => report.current.doneThisYear,
      mark: ({ report }) => markOf(report, 'doneThisYear'),
    },
    {
      id: 'thisPeriod',
      title: '本期完成',
      group: '投资（万元）',
      kind: 'money',
      width: 108,
      isReadOnly: true,
      about: '本年累计减上期累计，由系统计算',
      value: ({ report }) => report.thisPeriod,
    },
    ...pair('physicalProgress', '形象进度', 130, 160),
    ...pair('progressText', '进展情况', 220, 260),
    ...pair('problems', '存在问题及涉及单位', 180, 220),
    ...pair('coordination', '协调解决情况', 170, 200),
    {
      id: 'plannedThisYear',
      title: '本年计划',
      kind: 'money',
      width: 150,
      isReadOnly: true,
      value: ({ report }) => report.plannedThisYear,
    },
    {
      id: 'sinceStart',
      title: '开工以来',
      kind: 'money',
      width: 150,
      isReadOnly: true,
      about: '截至上年底加本年累计，由系统计算',
      value: ({ report }) => report.sinceStart,
    },
    {
      id: 'level',
      title: '级别',
      kind: 'choice',
      width: 84,
      isReadOnly: true,
      choices: levelChoices,
      value: ({ report }) => report.level,
    },
    {
      id: 'responsibleUnits',
      title: '责任单位',
      kind: 'units',
      width: 120,
      isReadOnly: true,
      wraps: true,
      value: ({ report }) => report.responsibleUnits,
    },
    {
      id: 'reviewedBy',
      title: '审核人',
      kind: 'text',
      width: 90,
      isReadOnly: true,
      value: ({ report }) => report.reviewedBy,
    },
  ];
}

function pair(
  field: Exclude<Figure, 'doneThisYear'>,
  group: string,
  previousWidth: number,
  width: number,
): readonly Column[] {
  return [
    {
      id: `previous.${field}`,
      title: '上期',
      group,
      kind: 'longText',
      width: previousWidth,
      isReadOnly: true,
      wraps: true,
      about: `上期的${group}`,
      value: ({ report }) => report.previous?.[field] ?? null,
    },
    {
      id: field,
      title: '本期',
      group,
      kind: 'longText',
      width,
      wraps: true,
      about: `本期的${group}`,
      value: ({ report }) => report.current[field],
      mark: ({ report }) => markOf(report, field),
    },
  ];
}

function stateMark(report: ProgressRow, isPastDeadline: boolean): CellMark | null {
  if (report.state !== null) return null;
  return isPastDeadline
    ? { tone: 'late', reason: '已过截止时间，这个项目本期还没有填' }
    : { tone: 'empty', reason: '本期还没有填' };
}

/** A figure to look at goes before a text that stayed the same. */
function markOf(report: ProgressRow, field: Figure): CellMark | null {
  const marks = report.marks.filter((mark) => mark.field === field);
  const mark = marks.find((one) => one.tone === 'look') ?? marks[0];
  return mark === undefined ? null : { tone: tones[mark.tone], reason: mark.sentence };
}

export function changesByReport(
  changes: readonly CellChange[],
): { projectId: string; changes: Partial<ProgressRow['current']> }[] {
  const byProject = new Map<string, Record<string, unknown>>();
  for (const change of changes) {
    const fields = byProject.get(change.rowId) ?? {};
    fields[change.field] = change.value;
    byProject.set(change.rowId, fields);
  }
  return [...byProject].map(([projectId, fields]) => ({ projectId, changes: fields }));
}
