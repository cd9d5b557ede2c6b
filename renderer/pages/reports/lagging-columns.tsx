/** The columns of the list behind 附件2. */
import { IconCheck, IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { LaggingRow } from '#shared/contract/reports.ts';
import { levelChoices } from '../../components/choices.ts';
import type { LedgerColumn } from '../../components/ledger-grid/ledger-grid.tsx';
import { rateText } from '../../components/rate.tsx';
import { lacksReason, listedValue, standingOf, struckValue } from './standing.ts';

export interface LaggingGridRow extends LaggingRow {
  readonly id: string;
}

type Column = LedgerColumn<LaggingGridRow>;

interface ColumnChoices {
  readonly isCentre: boolean;
  readonly onDecide: (projectId: string, value: string) => void;
}

const known = new WeakMap<LaggingRow, LaggingGridRow>();

/** Unchanged rows stay the same objects, as the grid wishes. */
export function gridRows(rows: readonly LaggingRow[]): readonly LaggingGridRow[] {
  return rows.map((row) => {
    const made = known.get(row) ?? { ...row, id: row.projectId };
    known.set(row, made);
    return made;
  });
}

export function laggingColumns({ isCentre, onDecide }: ColumnChoices): readonly Column[] {
  const name: Column = {
    id: 'name',
    title: '项目名称',
    kind: 'text',
    width: 210,
    isFrozen: true,
    isReadOnly: true,
    wraps: true,
    value: (row) => row.name,
    render: (row) => <Link href={`/projects/${row.id}`}>{row.name}</Link>,
  };
  const decision: Column = {
    id: 'decision',
    title: '是否列入',
    kind: 'choice',
    width: 138,
    choices: [
      { value: listedValue, label: '列入' },
      { value: struckValue, label: '不列入' },
    ],
    value: decisionValue,
    about: '填 1 列入，填 2 不列入；没有认定的按建议出表',
    render: (row) => <DecisionCell row={row} onDecide={onDecide} />,
  };
  const reason: Column = {
    id: 'reason',
    title: '理由',
    kind: 'longText',
    width: 150,
    wraps: true,
    value: (row) => row.decision?.reason ?? null,
    mark: (row) =>
      lacksReason(row)
        ? {
            tone: 'look',
            reason: row.isProposed ? '系统建议列入而认定不列入，请写明理由' : '系统没有建议而认定列入，请写明理由',
          }
        : null,
  };
  const office: Column = {
    id: 'officeName',
    title: '区县',
    kind: 'text',
    width: 84,
    isReadOnly: true,
    wraps: true,
    value: (row) => row.officeName,
  };
  const coordination: Column = {
    id: 'coordinationCentre',
    title: '协调解决情况（工作组）',
    kind: 'longText',
    width: 220,
    wraps: true,
    value: (row) => row.coordinationCentre,
    about: '服务督导工作小组填写，出表时接在区县填写的后面；填写后该项目即按现在的状态认定',
  };
  const decidedBy: Column = {
    id: 'rulePack',
    title: '认定时的适用文件',
    kind: 'text',
    width: 220,
    isReadOnly: true,
    wraps: true,
    value: (row) => row.decision?.rulePack ?? null,
  };
  const common: readonly Column[] = [
    {
      id: 'proposal',
      title: '系统建议',
      kind: 'text',
      width: 100,
      isReadOnly: true,
      value: (row) => (row.isProposed ? '建议列入' : null),
      render: (row) => row.isProposed && <span className="reports-proposed">建议列入</span>,
    },
    { id: 'why', title: '原因', kind: 'longText', width: 236, isReadOnly: true, wraps: true, value: (row) => row.why },
  ];
  return isCentre
    ? [name, office, ...common, decision, reason, coordination, ...facts, decidedBy]
    : [name, ...common, ...facts];
}

const readOnly = { isReadOnly: true } as const;
const money = { kind: 'money', group: '投资', width: 132, isReadOnly: true } as const;
const words = { kind: 'longText', width: 300, isReadOnly: true, wraps: true } as const;
const day = { kind: 'day', group: '起止年限', width: 100, isReadOnly: true } as const;
const ratio = { kind: 'number', group: '投资', isReadOnly: true, isSummed: false } as const;

/** What the office that answers for the project reported. */
const facts: readonly Column[] = [
  {
    ...readOnly,
    id: 'level',
    title: '级别',
    kind: 'choice',
    width: 92,
    choices: levelChoices,
    value: (row) => row.level,
  },
  { ...money, id: 'plannedThisYear', title: '年度计划', value: (row) => row.plannedThisYear },
  {
    ...money,
    id: 'expected',
    title: '序时应完成',
    width: 146,
    value: (row) => wholeWan(row.expected),
    about: '年度计划按天数折算到数据日期，取整到万元',
  },
  { ...money, id: 'doneThisYear', title: '本年完成', value: (row) => row.doneThisYear },
  {
    ...ratio,
    id: 'rate',
    title: '完成率',
    width: 92,
    value: (row) => row.rate,
    render: (row) => rateText(row.rate),
    about: '本年完成÷年度计划',
  },
  {
    ...ratio,
    id: 'behindPoints',
    title: '落后点数',
    width: 104,
    value: (row) => row.behindPoints,
    about: '序时进度减完成率，单位是百分点；负数是超前',
  },
  { ...money, id: 'totalInvestment', title: '总投资', value: (row) => row.totalInvestment },
  { ...day, id: 'startsOn', title: '开工', value: (row) => row.startsOn },
  { ...day, id: 'completesOn', title: '竣工', value: (row) => row.completesOn },
  { ...words, id: 'progressText', title: '进展情况', width: 400, value: (row) => row.progressText },
  { ...words, id: 'problems', title: '存在问题及涉及单位', width: 340, value: (row) => row.problems },
  { ...words, id: 'coordination', title: '协调解决情况（区县）', width: 250, value: (row) => row.coordination },
];

/** A derived figure is read, not added up to the 元. */
function wholeWan(yuan: number | null): number | null {
  return yuan === null ? null : Math.round(yuan / 10_000) * 10_000;
}

function decisionValue(row: LaggingGridRow): string | null {
  if (row.decision === null) return null;
  return row.decision.isListed ? listedValue : struckValue;
}

/** Two buttons until it is decided. The keyboard types 1 or 2 in the cell. */
function DecisionCell({
  row,
  onDecide,
}: { readonly row: LaggingGridRow } & Pick<ColumnChoices, 'onDecide'>): ReactNode {
  switch (standingOf(row)) {
    case 'listed':
      return (
        <span className="reports-decided">
          <IconCheck size={16} aria-hidden />
          列入
        </span>
      );
    case 'struck':
      return (
        <span className="reports-decided reports-struck">
          <IconX size={16} aria-hidden />
          不列入
        </span>
      );
    case 'proposed':
    case 'none':
      return (
        <span className="reports-choice">
          <button type="button" tabIndex={-1} onClick={() => onDecide(row.id, listedValue)}>
            列入
          </button>
          <button type="button" tabIndex={-1} onClick={() => onDecide(row.id, struckValue)}>
            不列入
          </button>
        </span>
      );
  }
}
