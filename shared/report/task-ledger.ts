/** 督办台账 and 议定事项清单: own layouts with the facts registers of supervision keep (formats.md 4; no form is prescribed). */
import { shownDay } from '../calendar/day.ts';
import type { TaskRow } from '../contract/tasks.ts';
import { taskOriginLabels, taskStateLabels } from '../text/labels.ts';
import type { TableCell, TableModel } from './model.ts';

interface TaskLedgerInput {
  readonly officeName: string;
  /** 未办结事项, 逾期事项 …, or the project's name. */
  readonly about: string;
  /** YYYY-MM-DD. */
  readonly day: string;
  readonly source: string;
  readonly rows: readonly TaskRow[];
}

export function taskLedger({ officeName, about, day, source, rows }: TaskLedgerInput): TableModel {
  return {
    ...common,
    title: '重点项目督办台账',
    source,
    above: [`填报单位：${officeName}　　${about}　　截至${shownDay(day)}`],
    columns: [
      column('index', '序号', 9, 'center'),
      column('number', '编号', 16, 'center'),
      column('content', '督查内容', 58, 'left'),
      column('origin', '任务来源', 34, 'left'),
      column('projectName', '项目名称', 32, 'left'),
      column('assignedOn', '交办日期', 33, 'center'),
      column('unit', '承办单位及责任人', 30, 'left'),
      column('dueOn', '办结时限', 33, 'center'),
      column('progress', '办理情况', 46, 'left'),
      column('reminders', '催办次数', 12, 'center'),
      column('state', '是否办结', 22, 'center'),
    ],
    rows: rows.map((row, index) => ({
      cells: [
        cell(String(index + 1)),
        cell(row.number, row.id),
        cell(row.content, row.id),
        cell(originText(row), row.id),
        cell(row.projectName ?? '', row.id),
        cell(shownDay(row.assignedOn), row.id),
        cell(responsibleText(row), row.id),
        cell(row.dueOn === null ? '' : shownDay(row.dueOn), row.id),
        cell(row.closingNote ?? row.replyText ?? row.lastEntry ?? '', row.id),
        cell(row.reminders === 0 ? '' : String(row.reminders), row.id),
        cell(stateText(row), row.id),
      ],
    })),
    below: [
      `共${rows.length}项，其中未办结${rows.filter((row) => row.state !== 'closed').length}项，逾期${rows.filter((row) => row.state !== 'closed' && (row.workingDaysLate ?? 0) > 0).length}项。`,
    ],
    emptyText: '没有督办事项',
    fileName: `督办台账_${officeName}_${day}`,
  };
}

interface DecisionListInput {
  readonly officeName: string;
  /** Who supervises that they are carried out. */
  readonly supervisor: string;
  readonly day: string;
  readonly source: string;
  readonly rows: readonly TaskRow[];
}

/** Handed with the minutes to the supervising body: task, time node and responsible person (二七办文〔2024〕7号 五(三)). */
export function decisionList({ officeName, supervisor, day, source, rows }: DecisionListInput): TableModel {
  return {
    ...common,
    title: '重点项目会议议定事项清单',
    source,
    above: [`移交单位：${officeName}　　接收单位：${supervisor}　　${shownDay(day)}`],
    columns: [
      column('index', '序号', 9, 'center'),
      { ...column('meeting', '会议及日期', 44, 'left'), mergesEqual: true },
      column('projectName', '项目名称', 36, 'left'),
      column('content', '工作任务', 76, 'left'),
      column('dueOn', '时间节点', 33, 'center'),
      column('unit', '责任单位', 30, 'left'),
      column('person', '责任人', 18, 'center'),
      column('supporting', '配合单位', 30, 'left'),
      column('remark', '备注', 20, 'left'),
    ],
    rows: rows.map((row, index) => ({
      cells: [
        cell(String(index + 1)),
        cell(originText(row), row.originId ?? row.id),
        cell(row.projectName ?? '', row.id),
        cell(row.content, row.id),
        cell(row.dueOn === null ? '' : shownDay(row.dueOn), row.id),
        cell(row.unitName ?? '', row.id),
        cell(row.personName ?? '', row.id),
        cell(row.supportingUnits.join('、'), row.id),
        cell('', row.id),
      ],
    })),
    below: [`共${rows.length}项。　　移交人：　　　　　　　接收人：　　　　　　　接收日期：　　　年　　月　　日`],
    emptyText: '没有议定事项',
    fileName: `议定事项清单_${officeName}_${day}`,
  };
}

export function originText(row: Pick<TaskRow, 'origin' | 'originName' | 'originDay'>): string {
  const name = row.originName === null || row.originName === '' ? taskOriginLabels[row.origin] : row.originName;
  return row.originDay === null ? name : `${name}（${shownDay(row.originDay)}）`;
}

function responsibleText(row: Pick<TaskRow, 'unitName' | 'personName'>): string {
  return [row.unitName, row.personName].filter((each) => each !== null && each !== '').join('\n');
}

function stateText(row: TaskRow): string {
  if (row.state === 'closed') return row.closedOn === null ? '已办结' : `已办结（${shownDay(row.closedOn)}）`;
  const late = row.workingDaysLate ?? 0;
  return late > 0 ? `${taskStateLabels[row.state]}，逾期${late}个工作日` : taskStateLabels[row.state];
}

const common: Pick<TableModel, 'kind' | 'unitLine' | 'footRows' | 'page' | 'repeatsHead' | 'hasPageNumbers'> = {
  kind: 'table',
  unitLine: null,
  footRows: [],
  page: { size: 'A4', orientation: 'landscape' },
  repeatsHead: true,
  hasPageNumbers: true,
};

function column(key: string, head: string, width: number, align: 'left' | 'center'): TableModel['columns'][number] {
  return { key, head, width, align, kind: key === 'index' ? 'index' : 'text' };
}

function cell(text: string, record?: string): TableCell {
  return { text, value: text === '' ? null : text, ...(record === undefined ? {} : { records: [record] }) };
}
