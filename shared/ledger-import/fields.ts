import type { ConstructionNature, ProjectLevel, ProjectPool } from '../domain/project.ts';

/** How a field's cells are read. */
export type FieldKind =
  | 'text'
  | 'line'
  | 'list'
  | 'money'
  | 'date'
  | 'period'
  | 'units'
  | 'persons'
  | 'nature'
  | 'level'
  | 'pool';

/** Every field a ledger column can be read as, with the words the wizard shows and how its cells are read. */
export const ledgerFields = {
  sequenceNumber: { label: '序号', kind: 'line' },
  name: { label: '项目名称', kind: 'line' },
  code: { label: '项目代码', kind: 'line' },
  nature: { label: '建设性质', kind: 'nature' },
  level: { label: '项目级别', kind: 'level' },
  category: { label: '项目类别', kind: 'line' },
  pool: { label: '所在库', kind: 'pool' },
  summary: { label: '项目概况', kind: 'text' },
  place: { label: '建设地点', kind: 'line' },
  plot: { label: '地块', kind: 'line' },
  owner: { label: '建设单位', kind: 'line' },
  totalInvestment: { label: '总投资', kind: 'money' },
  plannedThisYear: { label: '年度计划投资', kind: 'money' },
  doneBeforeYear: { label: '截至上年底完成投资', kind: 'money' },
  doneThisYear: { label: '本年累计完成投资', kind: 'money' },
  doneThisPeriod: { label: '本期完成投资', kind: 'money' },
  investmentToDate: { label: '截至完成投资', kind: 'money' },
  startsOn: { label: '开工时间', kind: 'date' },
  completesOn: { label: '竣工时间', kind: 'date' },
  period: { label: '起止年限', kind: 'period' },
  fundingSource: { label: '资金渠道', kind: 'list' },
  investmentClass: { label: '投资类别', kind: 'line' },
  responsibleUnits: { label: '责任单位', kind: 'units' },
  departmentInCharge: { label: '主管部门', kind: 'list' },
  permitAgentUnit: { label: '手续代办单位', kind: 'list' },
  responsibleLeaders: { label: '包联领导', kind: 'persons' },
  projectSteward: { label: '项目管家', kind: 'list' },
  ownerContact: { label: '项目单位联系人', kind: 'list' },
  annualTask: { label: '年度建设任务', kind: 'text' },
  quarter1Task: { label: '一季度工作内容', kind: 'text' },
  quarter1Investment: { label: '一季度计划投资', kind: 'money' },
  quarter2Task: { label: '二季度工作内容', kind: 'text' },
  quarter2Investment: { label: '二季度计划投资', kind: 'money' },
  quarter3Task: { label: '三季度工作内容', kind: 'text' },
  quarter3Investment: { label: '三季度计划投资', kind: 'money' },
  quarter4Task: { label: '四季度工作内容', kind: 'text' },
  quarter4Investment: { label: '四季度计划投资', kind: 'money' },
  month1Investment: { label: '1月计划投资', kind: 'money' },
  month2Investment: { label: '2月计划投资', kind: 'money' },
  month3Investment: { label: '3月计划投资', kind: 'money' },
  month4Investment: { label: '4月计划投资', kind: 'money' },
  month5Investment: { label: '5月计划投资', kind: 'money' },
  month6Investment: { label: '6月计划投资', kind: 'money' },
  month7Investment: { label: '7月计划投资', kind: 'money' },
  month8Investment: { label: '8月计划投资', kind: 'money' },
  month9Investment: { label: '9月计划投资', kind: 'money' },
  month10Investment: { label: '10月计划投资', kind: 'money' },
  month11Investment: { label: '11月计划投资', kind: 'money' },
  month12Investment: { label: '12月计划投资', kind: 'money' },
  physicalProgress: { label: '形象进度', kind: 'text' },
  progressText: { label: '进展情况', kind: 'text' },
  problems: { label: '存在问题及涉及单位', kind: 'text' },
  coordination: { label: '协调解决情况', kind: 'text' },
  overallGoal: { label: '总体目标', kind: 'text' },
  remark: { label: '备注', kind: 'text' },
} as const satisfies Record<string, { label: string; kind: FieldKind }>;

export type LedgerField = keyof typeof ledgerFields;

type FieldsOfKind<K extends FieldKind> = {
  [F in LedgerField]: (typeof ledgerFields)[F]['kind'] extends K ? F : never;
}[LedgerField];

export type MoneyField = FieldsOfKind<'money'>;
export type TextField = FieldsOfKind<'text' | 'line' | 'list'>;

/**
 * What one row says. A key is there only when the sheet has a column for it (or prints it for the whole sheet): an
 * absent key says nothing, null says “printed blank”. `period` is never a key: it is read into startsOn, completesOn.
 */
export type LedgerRecord = { -readonly [F in MoneyField]?: number | null } & {
  -readonly [F in TextField]?: string | null;
} & {
  startsOn?: string | null;
  completesOn?: string | null;
  nature?: ConstructionNature | null;
  level?: ProjectLevel | null;
  pool?: ProjectPool | null;
  responsibleUnits?: string[];
  responsibleLeaders?: string[];
};

export function isLedgerField(text: string): text is LedgerField {
  return Object.hasOwn(ledgerFields, text);
}

export function fieldKind(field: LedgerField): FieldKind {
  return ledgerFields[field].kind;
}

export function isMoneyField(field: LedgerField): field is MoneyField {
  return fieldKind(field) === 'money';
}
