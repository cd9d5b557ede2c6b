/** Words for what a sheet says about itself, and where it is known from. */

import { type LedgerField, ledgerFields } from '#shared/ledger-import/fields.ts';
import { moneyUnitLabels, projectLevelLabels } from '#shared/text/labels.ts';

export type MoneyUnitName = keyof typeof moneyUnitLabels;
export const moneyUnitChoices = (['wan', 'yuan', 'yi'] as const).map((value) => ({
  value,
  label: moneyUnitLabels[value],
}));

export function isMoneyUnit(text: string | null): text is MoneyUnitName {
  return text !== null && Object.hasOwn(moneyUnitLabels, text);
}

/** What a Select cannot hold as a value: no level at all, and a level row by row. */
export const noLevel = 'none';
export const levelByRow = 'column';
export const levelChoices = [
  ...Object.entries(projectLevelLabels).map(([value, label]) => ({ value, label })),
  { value: noLevel, label: '不填级别' },
];

const sourceTexts: Readonly<Record<string, string>> = {
  printed: '表上印着',
  head: '栏目名里写着',
  title: '标题里写着',
  column: '表中有这一栏',
  chosen: '您选的，已记住',
  assumed: '表上没写，请确认',
  none: '表上没写，请选择',
};

export function sourceText(source: string): string {
  return sourceTexts[source] ?? '';
}

export function isOpen(source: string): boolean {
  return source === 'assumed' || source === 'none';
}

export const ignored = 'ignore';

const groups: readonly (readonly [string, readonly LedgerField[]])[] = [
  [
    '项目',
    [
      'sequenceNumber',
      'name',
      'code',
      'nature',
      'level',
      'category',
      'pool',
      'summary',
      'place',
      'plot',
      'owner',
      'overallGoal',
      'remark',
    ],
  ],
  [
    '金额',
    [
      'totalInvestment',
      'plannedThisYear',
      'doneBeforeYear',
      'doneThisYear',
      'doneThisPeriod',
      'investmentToDate',
      'fundingSource',
      'investmentClass',
    ],
  ],
  ['时间', ['startsOn', 'completesOn', 'period']],
  [
    '单位和人员',
    [
      'responsibleUnits',
      'departmentInCharge',
      'permitAgentUnit',
      'responsibleLeaders',
      'projectSteward',
      'ownerContact',
    ],
  ],
  [
    '年度任务和季度安排',
    [
      'annualTask',
      'quarter1Task',
      'quarter1Investment',
      'quarter2Task',
      'quarter2Investment',
      'quarter3Task',
      'quarter3Investment',
      'quarter4Task',
      'quarter4Investment',
      'month1Investment',
      'month2Investment',
      'month3Investment',
      'month4Investment',
      'month5Investment',
      'month6Investment',
      'month7Investment',
      'month8Investment',
      'month9Investment',
      'month10Investment',
      'month11Investment',
      'month12Investment',
    ],
  ],
  ['进展', ['physicalProgress', 'progressText', 'problems', 'coordination']],
];

/** Every field a column can be read as, in groups; a field in no group stands at the end. */
export const fieldChoices = fieldGroups();

function fieldGroups(): { group: string; items: { value: string; label: string }[] }[] {
  const item = (field: LedgerField) => ({ value: field, label: ledgerFields[field].label });
  const grouped = new Set(groups.flatMap(([, fields]) => fields));
  const rest = (Object.keys(ledgerFields) as LedgerField[]).filter((field) => !grouped.has(field));
  return [
    { group: '不读', items: [{ value: ignored, label: '这一栏不读' }] },
    ...groups.map(([group, fields]) => ({ group, items: fields.map(item) })),
    ...(rest.length === 0 ? [] : [{ group: '其他', items: rest.map(item) }]),
  ];
}
