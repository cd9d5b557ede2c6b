/** The columns of the ledger of tasks. */
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { shownDay } from '#shared/calendar/day.ts';
import type { TaskRow } from '#shared/contract/tasks.ts';
import { taskOriginLabels, taskStateLabels } from '#shared/text/labels.ts';
import type { CellMark, LedgerColumn, Suggestion } from '../../components/ledger-grid/ledger-column.ts';

type Column = LedgerColumn<TaskRow>;

interface ColumnChoices {
  readonly units: readonly Suggestion[];
  readonly persons: readonly Suggestion[];
  /** Within one project its name is not repeated. */
  readonly isOneProject: boolean;
  readonly onOpen: (id: string) => void;
}

export function taskColumns({ units, persons, isOneProject, onOpen }: ColumnChoices): readonly Column[] {
  const common = { isEditable: (row: TaskRow) => row.isOurs && row.state !== 'closed', wraps: true } as const;
  const project: Column = {
    id: 'projectName',
    title: '项目名称',
    kind: 'text',
    width: 150,
    isReadOnly: true,
    wraps: true,
    value: (row) => row.projectName,
    render: (row) =>
      row.projectId === null ? null : <Link href={`/projects/${row.projectId}?tab=tasks`}>{row.projectName}</Link>,
  };
  return [
    {
      id: 'number',
      title: '编号',
      kind: 'text',
      width: 84,
      isFrozen: true,
      isReadOnly: true,
      value: (row) => row.number,
      render: (row) => (
        <button type="button" className="tasks-open" tabIndex={-1} onClick={() => onOpen(row.id)}>
          {row.number}
        </button>
      ),
    },
    {
      ...common,
      id: 'content',
      title: '工作任务',
      kind: 'longText',
      width: 270,
      isFrozen: true,
      value: (row) => row.content,
    },
    {
      id: 'state',
      title: '状态',
      kind: 'text',
      width: 170,
      isReadOnly: true,
      wraps: true,
      value: (row) => taskStateLabels[row.state],
      render: (row) => <StateText row={row} />,
      mark: lateMark,
    },
    {
      ...common,
      id: 'dueOn',
      title: '办结时限',
      kind: 'day',
      precision: 'day',
      width: 112,
      value: (row) => row.dueOn,
      mark: (row) => (row.dueFinding === null ? null : { tone: 'look', reason: row.dueFinding }),
      about: '签收以后不能直接改：到期以前申请延期',
    },
    {
      ...common,
      id: 'unitName',
      title: '责任单位',
      kind: 'text',
      width: 130,
      suggestions: units,
      value: (row) => row.unitName,
    },
    {
      ...common,
      id: 'personName',
      title: '责任人',
      kind: 'text',
      width: 84,
      suggestions: persons,
      value: (row) => row.personName,
    },
    {
      id: 'origin',
      title: '来源',
      kind: 'longText',
      width: 150,
      isReadOnly: true,
      wraps: true,
      value: (row) =>
        row.originName === null || row.originName === '' ? taskOriginLabels[row.origin] : row.originName,
    },
    ...(isOneProject ? [] : [project]),
    {
      id: 'lastEntry',
      title: '最近办理情况',
      kind: 'longText',
      width: 220,
      isReadOnly: true,
      wraps: true,
      value: (row) => row.closingNote ?? row.lastEntry,
    },
    {
      ...common,
      id: 'supportingUnitNames',
      title: '配合单位',
      kind: 'units',
      width: 150,
      suggestions: units,
      value: (row) => row.supportingUnits,
    },
    {
      id: 'assignedOn',
      title: '交办日期',
      kind: 'day',
      precision: 'day',
      width: 112,
      isReadOnly: true,
      value: (row) => row.assignedOn,
    },
    {
      id: 'reminders',
      title: '催办次数',
      kind: 'number',
      width: 92,
      isReadOnly: true,
      isSummed: false,
      value: (row) => (row.reminders === 0 ? null : row.reminders),
    },
    {
      id: 'handedOverOn',
      title: '移交督查',
      kind: 'day',
      precision: 'day',
      width: 112,
      isReadOnly: true,
      value: (row) => row.handedOverOn,
    },
  ];
}

function lateMark(row: TaskRow): CellMark | null {
  const late = row.workingDaysLate ?? 0;
  return row.state !== 'closed' && late > 0 ? { tone: 'late', reason: `超过办结时限${late}个工作日` } : null;
}

function StateText({ row }: { readonly row: TaskRow }): ReactNode {
  const late = row.state === 'closed' ? 0 : (row.workingDaysLate ?? 0);
  return (
    <span>
      {taskStateLabels[row.state]}
      <span className={late > 0 ? 'late' : 'quiet'}> {moreOf(row, late)}</span>
    </span>
  );
}

function moreOf(row: TaskRow, late: number): string {
  if (row.extensionAskedTo !== null) return `申请延至${shownDay(row.extensionAskedTo)}`;
  if (row.state === 'closed') return row.isReviewDue ? '待回头看' : '';
  if (row.state === 'draft') return row.lacks.map((each) => (each === 'dueOn' ? '缺时限' : '缺责任单位')).join('、');
  if (late > 0) return `逾期${late}天`;
  const left = row.workingDaysLeft;
  if (left !== null && left <= 3 && row.state !== 'replied') return left === 0 ? '今天到期' : `还有${left}天`;
  return row.isKeySupervised ? '重点督办' : '';
}
