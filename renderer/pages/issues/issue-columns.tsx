/** The columns of the issue ledger. */
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { OutputOf } from '#shared/contract/index.ts';
import type { IssueRow } from '#shared/contract/issues.ts';
import { issueStateLabels } from '#shared/text/labels.ts';
import type { CellMark, LedgerColumn, Suggestion } from '../../components/ledger-grid/ledger-column.ts';

type Column = LedgerColumn<IssueRow>;
type IssueRule = OutputOf<'issues.list'>['rule'];

interface ColumnChoices {
  readonly rule: IssueRule;
  readonly units: readonly Suggestion[];
  readonly persons: readonly Suggestion[];
  /** Within one project its name is not repeated. */
  readonly isOneProject: boolean;
  readonly onOpen: (id: string) => void;
}

export function issueColumns({ rule, units, persons, isOneProject, onOpen }: ColumnChoices): readonly Column[] {
  const editable = (row: IssueRow) => row.isOurs && row.state !== 'closed';
  const common = { isEditable: editable, wraps: true } as const;
  const number: Column = {
    id: 'number',
    title: '编号',
    kind: 'text',
    width: 84,
    isFrozen: true,
    isReadOnly: true,
    value: (row) => row.number,
    render: (row) => (
      <button type="button" className="issues-open" tabIndex={-1} onClick={() => onOpen(row.id)}>
        {row.number}
      </button>
    ),
  };
  const project: Column = {
    id: 'projectName',
    title: '项目名称',
    kind: 'text',
    width: 190,
    isReadOnly: true,
    wraps: true,
    value: (row) => row.projectName,
    render: (row) => <Link href={`/projects/${row.projectId}?tab=issues`}>{row.projectName}</Link>,
  };
  return [
    number,
    {
      ...common,
      id: 'title',
      title: '存在问题',
      kind: 'longText',
      width: 270,
      isFrozen: true,
      value: (row) => row.title,
    },
    ...(isOneProject ? [] : [project]),
    {
      id: 'state',
      title: '状态',
      kind: 'text',
      width: 146,
      isReadOnly: true,
      value: (row) => issueStateLabels[row.state],
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
      about: `按紧急程度推算，可以改；${rule.shown}（${rule.source}）`,
    },
    {
      ...common,
      id: 'issueClass',
      title: '类别',
      kind: 'choice',
      width: 96,
      choices: rule.classes.map((name) => ({ value: name, label: name })),
      value: (row) => row.issueClass,
    },
    {
      ...common,
      id: 'grade',
      title: '紧急程度',
      kind: 'choice',
      width: 104,
      choices: rule.grades.map(({ code, name }) => ({ value: code, label: name })),
      value: (row) => row.grade,
    },
    {
      ...common,
      id: 'unitName',
      title: '责任单位',
      kind: 'text',
      width: 140,
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
      ...common,
      id: 'supportingUnitNames',
      title: '配合单位',
      kind: 'units',
      width: 150,
      suggestions: units,
      value: (row) => row.supportingUnits,
    },
    ...(rule.teams.length === 0
      ? []
      : [
          {
            ...common,
            id: 'team',
            title: '攻坚组',
            kind: 'choice',
            width: 104,
            choices: rule.teams.map((name) => ({ value: name, label: name })),
            value: (row: IssueRow) => row.team,
          } satisfies Column,
        ]),
    { ...common, id: 'measure', title: '解决措施', kind: 'longText', width: 230, value: (row) => row.measure },
    {
      id: 'lastEntry',
      title: '最近办理情况',
      kind: 'longText',
      width: 230,
      isReadOnly: true,
      wraps: true,
      value: (row) => (row.state === 'closed' ? row.closingNote : row.lastEntry),
    },
    {
      ...common,
      id: 'foundOn',
      title: '发现日期',
      kind: 'day',
      precision: 'day',
      width: 112,
      value: (row) => row.foundOn,
    },
    { ...common, id: 'foundBy', title: '提出人', kind: 'text', width: 100, value: (row) => row.foundBy },
    {
      id: 'daysOpen',
      title: '历时（天）',
      kind: 'number',
      width: 104,
      isReadOnly: true,
      isSummed: false,
      value: (row) => row.daysOpen,
    },
  ];
}

function lateMark(row: IssueRow): CellMark | null {
  const late = row.workingDaysLate ?? 0;
  return row.state !== 'closed' && late > 0 ? { tone: 'late', reason: `超过办结时限${late}个工作日` } : null;
}

function StateText({ row }: { readonly row: IssueRow }): ReactNode {
  const late = row.workingDaysLate ?? 0;
  const more =
    row.state === 'closed'
      ? row.isReviewDue
        ? '待回头看'
        : null
      : late > 0
        ? `逾期${late}天`
        : row.isKeySupervised
          ? '重点督办'
          : null;
  return (
    <span>
      {issueStateLabels[row.state]}
      {more !== null && <span className={late > 0 ? 'late' : 'quiet'}> {more}</span>}
    </span>
  );
}
