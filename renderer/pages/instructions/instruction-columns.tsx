/** The columns of the ledger of instructions. */
import { Link } from 'wouter';
import type { InstructionRow } from '#shared/contract/instructions.ts';
import { instructionStateLabels } from '#shared/text/labels.ts';
import type { LedgerColumn, Suggestion } from '../../components/ledger-grid/ledger-column.ts';

type Column = LedgerColumn<InstructionRow>;

export function instructionColumns(units: readonly Suggestion[], onOpen: (id: string) => void): readonly Column[] {
  const ours = { isEditable: (row: InstructionRow) => row.isOurs, wraps: true } as const;
  const cameBack = { isEditable: (row: InstructionRow) => row.isOurs && row.instructedOn !== null, wraps: true };
  const answered = { isEditable: (row: InstructionRow) => row.isOurs && row.state === 'answered', wraps: true };
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
      ...ours,
      id: 'paperTitle',
      title: '呈阅件',
      kind: 'longText',
      width: 230,
      isFrozen: true,
      value: (row) => row.paperTitle,
    },
    { id: 'leaderName', title: '批示领导', kind: 'text', width: 96, isReadOnly: true, value: (row) => row.leaderName },
    {
      id: 'state',
      title: '状态',
      kind: 'text',
      width: 136,
      isReadOnly: true,
      value: (row) => instructionStateLabels[row.state],
      render: (row) => (
        <span>
          {instructionStateLabels[row.state]}
          {(row.workingDaysLate ?? 0) > 0 && <span className="late"> 逾期{row.workingDaysLate}天</span>}
        </span>
      ),
      mark: (row) =>
        (row.workingDaysLate ?? 0) > 0
          ? { tone: 'late', reason: `超过办理时限${row.workingDaysLate}个工作日没有反馈` }
          : null,
    },
    { ...cameBack, id: 'words', title: '批示内容', kind: 'longText', width: 260, value: (row) => row.words },
    {
      ...cameBack,
      id: 'handlingUnitName',
      title: '承办单位',
      kind: 'text',
      width: 140,
      suggestions: units,
      value: (row) => row.handlingUnitName,
    },
    {
      ...cameBack,
      id: 'dueOn',
      title: '办理时限',
      kind: 'day',
      precision: 'day',
      width: 112,
      value: (row) => row.dueOn,
    },
    {
      id: 'tasks',
      title: '督办事项',
      kind: 'text',
      width: 110,
      isReadOnly: true,
      value: (row) => (row.tasks === 0 ? null : `办结${row.tasks - row.openTasks}/${row.tasks}`),
      about: '由这件批示转出的督办事项：办结几项/共几项',
    },
    { ...answered, id: 'feedback', title: '办理情况', kind: 'longText', width: 240, value: (row) => row.feedback },
    {
      ...answered,
      id: 'feedbackOn',
      title: '反馈日期',
      kind: 'day',
      precision: 'day',
      width: 112,
      value: (row) => row.feedbackOn,
    },
    {
      ...ours,
      id: 'presentedOn',
      title: '呈送日期',
      kind: 'day',
      precision: 'day',
      width: 112,
      value: (row) => row.presentedOn,
    },
    {
      ...cameBack,
      id: 'instructedOn',
      title: '批示日期',
      kind: 'day',
      precision: 'day',
      width: 112,
      value: (row) => row.instructedOn,
    },
    {
      id: 'projectName',
      title: '项目名称',
      kind: 'text',
      width: 190,
      isReadOnly: true,
      wraps: true,
      value: (row) => row.projectName,
      render: (row) =>
        row.projectId === null ? null : <Link href={`/projects/${row.projectId}`}>{row.projectName}</Link>,
    },
  ];
}
