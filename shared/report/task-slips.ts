/**
 * 交办单, 提醒函, 督办通知单 and 来龙去脉 of a task. No notice prescribes a form; the facts are those registers and slips of
 * supervision carry (formats.md 4), the wording is our own.
 */
import { shownDay } from '../calendar/day.ts';
import type { OutputOf } from '../contract/index.ts';
import type { SlipKind, TaskRow } from '../contract/tasks.ts';
import type { TaskOrigin } from '../domain/task.ts';
import { taskOriginLabels, taskStateLabels } from '../text/labels.ts';
import type { Block, DocumentModel } from './model.ts';
import { onOnePage } from './one-page-chain.ts';
import { originText } from './task-ledger.ts';

const slipNames: Readonly<Record<SlipKind, string>> = {
  assignment: '交办单',
  reminder: '提醒函',
  notice: '督办通知单',
};

interface SlipInput {
  readonly kind: SlipKind;
  readonly officeFullName: string;
  readonly contact: string | null;
  readonly phone: string | null;
  readonly day: string;
  readonly rows: readonly TaskRow[];
}

/** One page for each task, so that every unit gets its own. */
export function taskSlips(input: SlipInput): DocumentModel {
  const title = `重点项目${slipNames[input.kind]}`;
  return {
    kind: 'document',
    title,
    blocks: input.rows.flatMap((row, index) => [
      ...(index === 0 ? [] : [{ kind: 'nextPaper', title } as const]),
      ...slip(input, row),
    ]),
    page: { size: 'A4', orientation: 'portrait' },
    margins: 'sheet',
    hasPageNumbers: false,
    fileName: `${slipNames[input.kind]}_${input.rows.length === 1 ? (input.rows[0]?.number ?? '') : `${input.rows.length}份`}_${input.day}`,
  };
}

function slip({ kind, officeFullName, contact, phone, day }: SlipInput, row: TaskRow): Block[] {
  const to = row.unitName ?? row.personName ?? '';
  return [
    { kind: 'paragraph', text: `编号：${row.number}`, align: 'right', isSmall: true },
    { kind: 'paragraph', text: `${to}：` },
    { kind: 'paragraph', isIndented: true, text: opening(kind, row) },
    {
      kind: 'keyValueTable',
      pairsPerLine: 2,
      items: [
        { label: '工作任务', text: row.content, isWide: true },
        { label: '任务来源', text: originText(row), isWide: true },
        ...(row.projectName === null ? [] : [{ label: '项目名称', text: row.projectName, isWide: true }]),
        { label: '责任单位', text: row.unitName ?? '' },
        { label: '责任人', text: row.personName ?? '' },
        ...(row.supportingUnits.length === 0
          ? []
          : [{ label: '配合单位', text: row.supportingUnits.join('、'), isWide: true }]),
        { label: '交办日期', text: shownDay(row.assignedOn) },
        { label: '办结时限', text: row.dueOn === null ? '' : shownDay(row.dueOn) },
        ...(kind === 'assignment'
          ? []
          : [
              { label: '目前进展', text: row.lastEntry ?? '未反馈', isWide: true },
              { label: '已催办', text: `${row.reminders}次` },
              { label: '逾期', text: lateText(row) },
            ]),
      ],
    },
    { kind: 'paragraph', isIndented: true, text: closing(kind, row) },
    {
      kind: 'paragraph',
      isIndented: true,
      text: `联系人：${contact ?? '　　　　　　'}　　联系电话：${phone ?? '　　　　　　　　'}`,
    },
    { kind: 'seal', office: officeFullName, day: shownDay(day) },
    {
      kind: 'signatures',
      places: [
        { label: '签收人', name: null, note: '签字' },
        { label: '签收日期', name: null, note: null },
      ],
    },
  ];
}

function opening(kind: SlipKind, row: TaskRow): string {
  if (kind === 'assignment') return `${groundOf(row)}，现将下列事项交由你单位办理，请明确专人，抓紧落实。`;
  const due = row.dueOn === null ? '' : `，应于${shownDay(row.dueOn)}前办结`;
  const late = row.workingDaysLate ?? 0;
  const stands = late > 0 ? `，现已逾期${late}个工作日` : '';
  return kind === 'reminder'
    ? `下列事项已于${shownDay(row.assignedOn)}交由你单位办理${due}${stands}。为确保按时落实，现提醒如下。`
    : `下列事项已于${shownDay(row.assignedOn)}交由你单位办理${due}${stands}。现予督办，请认真查找原因，限期整改落实。`;
}

const grounds: Readonly<Record<TaskOrigin, string>> = {
  meeting: '议定意见',
  instruction: '批示要求',
  issue: '问题办理要求',
  inspection: '督导情况',
  visit: '调研要求',
  superior: '要求',
  own: '要求',
};

/** 根据重点项目推进会（2026年11月2日）议定意见. */
function groundOf(row: TaskRow): string {
  if (row.originName === null || row.originName === '')
    return row.origin === 'own' ? '根据重点项目推进工作需要' : `根据${taskOriginLabels[row.origin]}要求`;
  return `根据${row.origin === 'instruction' ? `对《${row.originName}》的` : originText(row)}${grounds[row.origin]}`;
}

function closing(kind: SlipKind, row: TaskRow): string {
  const due = row.dueOn === null ? '规定时限' : shownDay(row.dueOn);
  const upward = '确实无法解决或需要其他部门配合的，请及时书面说明原因，由我们提请会议研究。';
  if (kind === 'assignment')
    return `请于${due}前书面反馈办理结果并附佐证材料，一事一报、加盖公章。不能按期办结的，请在到期以前说明理由和新的日期申请延期；${upward}`;
  if (kind === 'reminder') return `请尽快办理，并书面反馈办理进展和预计办结日期。${upward}`;
  return `请于收到本通知后书面报告未按期办结的原因、整改措施和办结日期，并附佐证材料。${upward}`;
}

function lateText(row: TaskRow): string {
  const late = row.workingDaysLate ?? 0;
  return late > 0 ? `${late}个工作日` : '未逾期';
}

interface ProofInput {
  readonly officeFullName: string;
  readonly day: string;
  readonly found: OutputOf<'tasks.get'>;
}

/** 来龙去脉: the decision or instruction, replies, files, closing and review of one task in one list. */
export function taskProof({ officeFullName, day, found: { row, chain } }: ProofInput): DocumentModel {
  // In full on the slips; here the page is for what was done.
  const content = [...row.content].length > 300 ? `${[...row.content].slice(0, 299).join('')}…` : row.content;
  const wide = [content, originText(row), row.projectName ?? ''];
  const headLines = 3 + wide.reduce((sum, text) => sum + Math.ceil([...text].length / 36), 0);
  return {
    kind: 'document',
    title: '督办事项办理情况',
    blocks: [
      {
        kind: 'keyValueTable',
        pairsPerLine: 2,
        items: [
          { label: '工作任务', text: content, isWide: true },
          { label: '任务来源', text: originText(row), isWide: true },
          ...(row.projectName === null ? [] : [{ label: '项目名称', text: row.projectName, isWide: true }]),
          { label: '责任单位', text: [row.unitName, row.personName].filter(Boolean).join('　') },
          { label: '编号', text: row.number },
          { label: '办结时限', text: row.dueOn === null ? '未明确' : shownDay(row.dueOn) },
          { label: '目前状态', text: stateText(row) },
        ],
      },
      { kind: 'heading', text: '来龙去脉' },
      {
        kind: 'table',
        columns: [
          { head: '日期', width: 29, align: 'center' },
          { head: '环节', width: 21, align: 'center' },
          { head: '内容', width: 86, align: 'left' },
          { head: '办理人', width: 20, align: 'center' },
          { head: '佐证材料', width: 28, align: 'left' },
        ],
        rows: onOnePage(chain, headLines).map((link) => [
          shownDay(link.onDay),
          link.what,
          link.body,
          link.byWhom ?? '',
          link.attachment?.name ?? '',
        ]),
      },
      { kind: 'seal', office: officeFullName, day: shownDay(day) },
    ],
    page: { size: 'A4', orientation: 'portrait' },
    margins: 'card',
    hasPageNumbers: false,
    fileName: `督办事项办理情况_${row.number}_${day}`,
  };
}

function stateText(row: TaskRow): string {
  const late = row.workingDaysLate ?? 0;
  return late > 0 ? `${taskStateLabels[row.state]}（逾期${late}个工作日）` : taskStateLabels[row.state];
}
