/** 提醒清单 of a unit or a leader: on paper, as a workbook, as plain text to be sent on. Own layout: no notice prescribes one. */
import { shownDay } from '../calendar/day.ts';
import type { ReminderAudience, ReminderRow, ReminderSheet } from '../contract/reminders.ts';
import { reminderRowKindLabels } from '../text/labels.ts';
import type { Block, DocumentModel, TableCell, TableColumn, TableModel } from './model.ts';

export interface ReminderPaperInput {
  readonly by: ReminderAudience;
  readonly officeFullName: string;
  readonly contact: string | null;
  readonly phone: string | null;
  readonly day: string;
  readonly sheets: readonly ReminderSheet[];
}

const title = '重点项目提醒清单';

/** One unit or leader a page; a long list goes on to the next. */
export function reminderPaper(input: ReminderPaperInput): DocumentModel {
  return {
    kind: 'document',
    title,
    blocks: input.sheets.flatMap((sheet, index) => [
      ...(index === 0 ? [] : [{ kind: 'nextPaper', title } as const]),
      ...sheetBlocks(input, sheet),
    ]),
    page: { size: 'A4', orientation: 'portrait' },
    margins: 'form',
    hasPageNumbers: false,
    fileName: fileName(input),
  };
}

function sheetBlocks({ by, officeFullName, contact, phone, day }: ReminderPaperInput, sheet: ReminderSheet): Block[] {
  const reached = [contact, phone].filter((each) => each !== null && each !== '').join('　');
  return [
    { kind: 'paragraph', text: `${addressee(sheet, by)}：` },
    { kind: 'paragraph', isIndented: true, text: opening(sheet, by, day) },
    {
      kind: 'table',
      columns: [
        { head: '序号', width: 11, align: 'center' },
        { head: '类别', width: 19, align: 'center' },
        { head: '事项', width: by === 'unit' ? 78 : 53, align: 'left' },
        ...(by === 'unit' ? [] : [{ head: '责任单位', width: 25, align: 'left' } as const]),
        { head: '时限', width: 31, align: 'center' },
        { head: '逾期', width: 26, align: 'center' },
      ],
      rows: sheet.rows.map((row, index) => [
        String(index + 1),
        reminderRowKindLabels[row.kind],
        matterText(row),
        ...(by === 'unit' ? [] : [row.unitName ?? '']),
        row.dueOn === null ? '' : shownDay(row.dueOn),
        lateText(row),
      ]),
    },
    { kind: 'paragraph', isSmall: true, text: `依据：${sourcesText(sheet.rows)}。` },
    { kind: 'signed', office: `${officeFullName}${reached === '' ? '' : `（联系：${reached}）`}`, day: shownDay(day) },
  ];
}

/** All sheets below each other, each row with its clause. */
export function reminderTable(input: ReminderPaperInput): TableModel {
  const rows = input.sheets.flatMap((sheet) => sheet.rows.map((row) => ({ sheet, row })));
  const late = rows.filter(({ row }) => row.isLate).length;
  return {
    kind: 'table',
    title,
    source: '本单位台账（格式未规定）',
    above: [`${input.officeFullName}　　截至${shownDay(input.day)}`],
    unitLine: null,
    columns: [
      column('index', '序号', 10, 'center'),
      { ...column('whose', input.by === 'unit' ? '责任单位' : '分包领导', 30, 'left'), mergesEqual: true },
      column('kind', '类别', 18, 'center'),
      column('what', '事项', 70, 'left'),
      column('project', '项目名称', 50, 'left'),
      ...(input.by === 'unit' ? [] : [column('unit', '责任单位', 30, 'left')]),
      { ...column('due', '时限', 26, 'center'), kind: 'day' as const },
      column('late', '逾期', 22, 'center'),
      column('source', '依据', 40, 'left'),
    ],
    rows: rows.map(({ sheet, row }, index) => ({
      cells: [
        cell(String(index + 1)),
        cell(sheet.name),
        cell(reminderRowKindLabels[row.kind]),
        cell(stated(row), row.id),
        cell(row.projectName ?? '', row.projectId ?? undefined),
        ...(input.by === 'unit' ? [] : [cell(row.unitName ?? '')]),
        { text: row.dueOn === null ? '' : shownDay(row.dueOn), value: row.dueOn },
        cell(lateText(row)),
        cell(row.source),
      ],
    })),
    footRows: [],
    below: [
      `共${input.sheets.length}${input.by === 'unit' ? '个单位' : '位领导'}、${rows.length}项，其中逾期${late}项。`,
    ],
    emptyText: '没有要提醒的事项',
    page: { size: 'A4', orientation: 'landscape' },
    repeatsHead: true,
    hasPageNumbers: true,
    fileName: fileName(input),
  };
}

/** For a message or to be read aloud on the telephone: no table, every matter a line. */
export function reminderText(input: Omit<ReminderPaperInput, 'sheets'>, sheet: ReminderSheet): string {
  const { by, officeFullName, contact, phone, day } = input;
  const reached = [contact, phone].filter((each) => each !== null && each !== '').join(' ');
  const lines = sheet.rows.map((row, index) => {
    const due = row.dueOn === null ? '' : `，时限${shownDay(row.dueOn)}`;
    const late = row.isLate ? `，${isCounted(row) ? `逾期${lateText(row)}` : '已逾期'}` : '';
    return `${index + 1}. 【${reminderRowKindLabels[row.kind]}】${matterText(row).replace(/[。；]$/u, '')}${due}${late}`;
  });
  return [
    `${addressee(sheet, by)}：`,
    opening(sheet, by, day),
    ...lines,
    `${officeFullName}${reached === '' ? '' : `（${reached}）`} ${shownDay(day)}`,
  ].join('\n');
}

/** 5个工作日, 31天; 已逾期 where the ledger counts no days; empty when it is not late. */
export function lateText(row: Pick<ReminderRow, 'isLate' | 'daysLate' | 'daysAre'>): string {
  if (!row.isLate) return '';
  return isCounted(row) ? `${row.daysLate}${row.daysAre === 'working' ? '个工作日' : '天'}` : '已逾期';
}

function isCounted(row: Pick<ReminderRow, 'daysLate'>): boolean {
  return row.daysLate !== null && row.daysLate > 0;
}

function addressee(sheet: ReminderSheet, by: ReminderAudience): string {
  if (by === 'unit') return sheet.name;
  const delegated = sheet.delegates.length === 0 ? '' : `（外出期间由${sheet.delegates.join('、')}代行）`;
  return `${sheet.name}${sheet.post === null ? '' : `（${sheet.post}）`}${delegated}`;
}

function opening(sheet: ReminderSheet, by: ReminderAudience, day: string): string {
  const counts = reminderCounts(sheet.rows);
  const stands = `共${sheet.rows.length}项（${counts}）${sheet.late > 0 ? `，其中逾期${sheet.late}项` : ''}`;
  return by === 'unit'
    ? `截至${shownDay(day)}，由${sheet.id === '' ? '各方' : '你单位'}负责、还没有办结的事项${stands}。请抓紧办理，已经办完的请及时书面反馈。`
    : `截至${shownDay(day)}，您分包的项目需要关注的事项${stands}。`;
}

/** 督办事项3、问题2 */
export function reminderCounts(rows: readonly ReminderRow[]): string {
  return [...Map.groupBy(rows, (row) => row.kind)]
    .map(([kind, of]) => `${reminderRowKindLabels[kind]}${of.length}`)
    .join('、');
}

function matterText(row: ReminderRow): string {
  const isNamed = row.projectName === null || row.what.startsWith(row.projectName);
  return `${isNamed ? '' : `${row.projectName}：`}${stated(row)}`;
}

function stated(row: ReminderRow): string {
  return `${row.what}${row.state === null ? '' : `（${row.state}）`}`;
}

function sourcesText(rows: readonly ReminderRow[]): string {
  const bySource = Map.groupBy(rows, (row) => row.source);
  return [...bySource]
    .map(([source, of]) => `${[...new Set(of.map((row) => reminderRowKindLabels[row.kind]))].join('、')}——${source}`)
    .join('；');
}

function fileName({ by, day, sheets }: ReminderPaperInput): string {
  const [only] = sheets;
  const whose =
    sheets.length === 1 && only !== undefined ? only.name : `${sheets.length}${by === 'unit' ? '个单位' : '位领导'}`;
  return `提醒清单_${whose}_${day}`;
}

function column(key: string, head: string, width: number, align: 'left' | 'center'): TableColumn {
  return { key, head, width, align, kind: key === 'index' ? 'index' : 'text' };
}

function cell(text: string, record?: string): TableCell {
  return { text, value: text === '' ? null : text, ...(record === undefined ? {} : { records: [record] }) };
}
