/** 领导批示办理情况: by leader, what was written and what was done. Own layout: no notice prescribes one (domain.md 4). */
import { shownDay } from '../calendar/day.ts';
import type { InstructionRow } from '../contract/instructions.ts';
import { instructionStateLabels } from '../text/labels.ts';
import type { TableCell, TableColumn, TableModel } from './model.ts';

interface InstructionLedgerInput {
  readonly officeName: string;
  /** Of one leader, or what is shown. */
  readonly about: string;
  /** YYYY-MM-DD. */
  readonly day: string;
  /** Leaders in their order, each with the rows in the order of the days. */
  readonly rows: readonly InstructionRow[];
}

export function instructionLedger({ officeName, about, day, rows }: InstructionLedgerInput): TableModel {
  const waiting = rows.filter((row) => row.state !== 'answered').length;
  return {
    kind: 'table',
    title: '领导批示办理情况表',
    source: '本单位台账（格式未规定）',
    above: [`填报单位：${officeName}　　${about}　　截至${shownDay(day)}`],
    unitLine: null,
    columns: [
      column('index', '序号', 9, 'center'),
      { ...column('leader', '批示领导', 24, 'center'), mergesEqual: true },
      column('paper', '呈阅件', 44, 'left'),
      column('instructedOn', '批示日期', 29, 'center'),
      column('words', '批示内容', 50, 'left'),
      column('unit', '承办单位', 26, 'left'),
      column('dueOn', '办理时限', 29, 'center'),
      column('feedback', '办理情况', 50, 'left'),
      column('state', '状态', 18, 'center'),
    ],
    rows: rows.map((row, index) => ({
      cells: [
        cell(String(index + 1)),
        cell([row.leaderName, row.leaderPost ?? ''].filter((each) => each !== '').join('\n'), row.leaderId),
        cell(paperText(row), row.id),
        cell(row.instructedOn === null ? '' : shownDay(row.instructedOn), row.id),
        cell(row.words ?? '', row.id),
        cell(row.handlingUnitName ?? '', row.id),
        cell(row.dueOn === null ? '' : shownDay(row.dueOn), row.id),
        cell(doneText(row), row.id),
        cell(stateText(row), row.id),
      ],
    })),
    footRows: [],
    below: [`共${rows.length}件，其中未反馈${waiting}件。`],
    emptyText: '没有领导批示',
    page: { size: 'A4', orientation: 'landscape' },
    repeatsHead: true,
    hasPageNumbers: true,
    fileName: `领导批示办理情况_${officeName}_${day}`,
  };
}

function paperText(row: InstructionRow): string {
  const presented = row.presentedOn === null ? '' : `（${shownDay(row.presentedOn)}呈送）`;
  return `${row.paperTitle}${presented}`;
}

function doneText(row: InstructionRow): string {
  if (row.feedback !== null) return `${row.feedbackOn === null ? '' : `${shownDay(row.feedbackOn)}：`}${row.feedback}`;
  return row.tasks === 0 ? '' : `已列督办${row.tasks}项，办结${row.tasks - row.openTasks}项`;
}

function stateText(row: InstructionRow): string {
  const late = row.workingDaysLate ?? 0;
  return late > 0 ? `逾期${late}个工作日` : instructionStateLabels[row.state];
}

function column(key: string, head: string, width: number, align: 'left' | 'center'): TableColumn {
  return { key, head, width, align, kind: key === 'index' ? 'index' : 'text' };
}

function cell(text: string, record?: string): TableCell {
  return { text, value: text === '' ? null : text, ...(record === undefined ? {} : { records: [record] }) };
}
