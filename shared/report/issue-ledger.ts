/** 问题台账: the columns offices use (formats.md 7: no printed form is prescribed), own layout. */
import { shownDay } from '../calendar/day.ts';
import type { IssueRow } from '../contract/issues.ts';
import { issueStateLabels } from '../text/labels.ts';
import type { TableCell, TableModel } from './model.ts';

interface IssueLedgerInput {
  readonly officeName: string;
  /** 未销号问题, 全部问题 …, or the project's name. */
  readonly about: string;
  /** YYYY-MM-DD. */
  readonly day: string;
  readonly gradeNames: ReadonlyMap<string, string>;
  readonly rows: readonly IssueRow[];
}

export function issueLedger({ officeName, about, day, gradeNames, rows }: IssueLedgerInput): TableModel {
  const columns = [
    column('index', '序号', 9, 'center'),
    column('projectName', '项目名称', 32, 'left'),
    column('title', '存在问题', 50, 'left'),
    column('issueClass', '类别', 14, 'center'),
    column('grade', '紧急程度', 14, 'center'),
    column('unit', '责任单位及责任人', 28, 'left'),
    column('measure', '解决措施', 38, 'left'),
    column('foundOn', '发现日期', 22, 'center'),
    column('dueOn', '办结时限', 22, 'center'),
    column('progress', '办理进展', 34, 'left'),
    column('state', '是否销号', 16, 'center'),
  ];
  return {
    kind: 'table',
    title: '重点项目问题台账',
    source: '本单位台账（二七办文〔2024〕7号 四(三)4(2)，格式未规定）',
    above: [`填报单位：${officeName}　　${about}　　截至${shownDay(day)}`],
    unitLine: null,
    columns,
    rows: rows.map((row, index) => ({
      cells: [
        cell(String(index + 1)),
        cell(row.projectName, row.projectId),
        cell(row.title, row.id),
        cell(row.issueClass ?? '', row.id),
        cell(row.grade === null ? '' : (gradeNames.get(row.grade) ?? row.grade), row.id),
        cell([row.unitName, row.personName].filter((each) => each !== null && each !== '').join('\n'), row.id),
        cell(row.measure ?? '', row.id),
        cell(shownDay(row.foundOn), row.id),
        cell(row.dueOn === null ? '' : shownDay(row.dueOn), row.id),
        cell(row.state === 'closed' ? (row.closingNote ?? '') : (row.lastEntry ?? ''), row.id),
        cell(stateText(row), row.id),
      ],
    })),
    footRows: [],
    below: [`共${rows.length}个问题，其中未销号${rows.filter((row) => row.state !== 'closed').length}个。`],
    emptyText: '没有问题',
    page: { size: 'A4', orientation: 'landscape' },
    repeatsHead: true,
    hasPageNumbers: true,
    fileName: `问题台账_${officeName}_${day}`,
  };
}

function stateText(row: IssueRow): string {
  if (row.state === 'closed') return row.closedOn === null ? '已销号' : `已销号（${shownDay(row.closedOn)}）`;
  const late = row.workingDaysLate ?? 0;
  return late > 0 ? `${issueStateLabels[row.state]}，逾期${late}个工作日` : issueStateLabels[row.state];
}

function column(key: string, head: string, width: number, align: 'left' | 'center'): TableModel['columns'][number] {
  return { key, head, width, align, kind: key === 'index' ? 'index' : 'text' };
}

function cell(text: string, record?: string): TableCell {
  return { text, value: text === '' ? null : text, ...(record === undefined ? {} : { records: [record] }) };
}
