/** What a column of a table handed down can be filled from: the columns of the project list, its plan and its reports. */
import { type LedgerField, ledgerFields } from '../ledger-import/fields.ts';

/** How a fact is written; a period stands as 年月-年月. */
export type CentreFactKind = 'index' | 'text' | 'longText' | 'money' | 'percent' | 'day' | 'period';

interface FactWords {
  readonly label: string;
  readonly kind: CentreFactKind;
  /** Millimetres on A4 landscape; by kind where it is left out. */
  readonly width?: number;
}

/** Words of the ledger's own fields are said once, there. */
const ledger = (field: LedgerField, kind: CentreFactKind, width?: number): FactWords => ({
  label: ledgerFields[field].label,
  kind,
  ...(width === undefined ? {} : { width }),
});

const months = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12] as const;
const quarters = [1, 2, 3, 4] as const;
type PlanPart =
  | `quarter${(typeof quarters)[number]}${'Task' | 'Investment'}`
  | `month${(typeof months)[number]}Investment`;

const planParts = Object.fromEntries([
  ...quarters.flatMap((quarter) => [
    [`quarter${quarter}Task`, ledger(`quarter${quarter}Task`, 'longText', 34)],
    [`quarter${quarter}Investment`, ledger(`quarter${quarter}Investment`, 'money')],
  ]),
  ...months.map((month) => [`month${month}Investment`, ledger(`month${month}Investment`, 'money')]),
]) as Readonly<Record<PlanPart, FactWords>>;

export const centreFacts = {
  index: { label: '序号', kind: 'index', width: 9 },
  districtName: { label: '区县', kind: 'text', width: 16 },
  name: ledger('name', 'text', 34),
  code: ledger('code', 'text', 30),
  level: ledger('level', 'text', 16),
  nature: ledger('nature', 'text', 14),
  category: ledger('category', 'text'),
  pool: ledger('pool', 'text', 16),
  stage: { label: '所处阶段', kind: 'text', width: 18 },
  industry: { label: '行业', kind: 'text' },
  industryChain: { label: '产业链', kind: 'text' },
  investmentClass: ledger('investmentClass', 'text'),
  lists: { label: '所在名单', kind: 'text', width: 26 },
  summary: ledger('summary', 'longText', 50),
  place: ledger('place', 'text', 24),
  plot: ledger('plot', 'text'),
  owner: ledger('owner', 'text', 28),
  ownerContact: ledger('ownerContact', 'text', 26),
  responsibleUnits: ledger('responsibleUnits', 'text', 26),
  departmentInCharge: ledger('departmentInCharge', 'text', 24),
  permitAgentUnit: ledger('permitAgentUnit', 'text', 24),
  responsibleLeaders: { label: '分包领导', kind: 'text', width: 20 },
  provincialLeader: { label: '省级领导', kind: 'text', width: 18 },
  municipalLeader: { label: '市级领导', kind: 'text', width: 18 },
  projectSteward: ledger('projectSteward', 'text', 20),
  fundingSource: ledger('fundingSource', 'text', 20),
  period: ledger('period', 'period'),
  startsOn: ledger('startsOn', 'day'),
  completesOn: ledger('completesOn', 'day'),
  totalInvestment: ledger('totalInvestment', 'money'),
  plannedThisYear: ledger('plannedThisYear', 'money'),
  doneBeforeYear: ledger('doneBeforeYear', 'money'),
  doneThisYear: ledger('doneThisYear', 'money'),
  doneThisMonth: { label: '本月完成投资', kind: 'money' },
  investmentToDate: ledger('investmentToDate', 'money'),
  rateThisYear: { label: '本年完成率', kind: 'percent', width: 15 },
  annualTask: ledger('annualTask', 'longText', 38),
  ...planParts,
  physicalProgress: ledger('physicalProgress', 'longText', 34),
  progressText: ledger('progressText', 'longText', 40),
  problems: ledger('problems', 'longText', 36),
  coordination: ledger('coordination', 'longText', 32),
  needs: { label: '要素保障需求', kind: 'longText', width: 34 },
  overallGoal: ledger('overallGoal', 'longText', 34),
  statisticallyRegisteredOn: { label: '统计入库日期', kind: 'day' },
  remark: ledger('remark', 'text', 26),
} as const satisfies Record<string, FactWords>;

export type CentreFact = keyof typeof centreFacts;
export const centreFactNames = Object.keys(centreFacts) as readonly CentreFact[];

/** undefined: one of a newer version, or none (手填). */
export function centreFact(name: string | null): (FactWords & { readonly name: CentreFact }) | undefined {
  if (name === null || !Object.hasOwn(centreFacts, name)) return undefined;
  const fact = name as CentreFact;
  return { name: fact, ...(centreFacts[fact] as FactWords) };
}

const widths: Readonly<Record<CentreFactKind, number>> = {
  index: 9,
  text: 22,
  longText: 36,
  money: 20.5,
  percent: 15,
  day: 20,
  period: 22,
};
/** Of a column typed by the districts. */
const handWidth = 30;

export function columnWidth(fact: string | null): number {
  const found = centreFact(fact);
  if (found === undefined) return handWidth;
  return found.width ?? widths[found.kind];
}
