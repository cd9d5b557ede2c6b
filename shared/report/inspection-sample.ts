/** Plainly fictional facts, so that an office sees its checklist as the paper it will be. */
import type { FrozenFigure, SheetContent } from '../domain/inspection-sheet.ts';

const asOf = '11月20日期';

export const sampleFacts: SheetContent['facts'] = [
  { label: '项目类别', text: '区重点 · 续建 · 在建库' },
  { label: '建设地点', text: '某某街道青石大道以东、云岭路以南' },
  { label: '建设单位', text: '某某建设发展有限公司' },
  { label: '责任单位', text: '某某街道办事处' },
  { label: '起止年限', text: '2025年3月-2027年12月' },
  { label: '分包领导', text: '某某甲' },
  { label: '项目管家', text: '某某乙' },
  { label: '项目单位联系人', text: '某某丙' },
  {
    label: '建设内容',
    text: '总建筑面积18.6万平方米，主要建设标准化厂房8栋、研发中心1栋及道路、管网、绿化等配套设施。',
  },
];

export const sampleFigures: readonly FrozenFigure[] = [
  { figure: 'doneThisYear', value: 86_000_000, shown: '8,600万元', asOf },
  { figure: 'doneSinceStart', value: 206_000_000, shown: '20,600万元', asOf },
  { figure: 'planThisYear', value: 120_000_000, shown: '12,000万元', asOf: null },
  { figure: 'totalInvestment', value: 480_000_000, shown: '48,000万元', asOf: null },
  { figure: 'physicalProgress', value: '', shown: '1#至4#厂房主体封顶，5#厂房基础施工，室外管网完成40%', asOf },
  { figure: 'isStarted', value: true, shown: '是', asOf: null },
  { figure: 'isCompleted', value: false, shown: '否', asOf: null },
  { figure: 'isResumed', value: true, shown: '是', asOf: null },
  { figure: 'isFullBenefit', value: false, shown: '否', asOf: null },
  { figure: 'startDay', value: '2025-03-18', shown: '2025年3月18日', asOf: null },
  { figure: 'completionDay', value: null, shown: '未报', asOf: null },
  { figure: 'capacityPercent', value: null, shown: '未报', asOf: null },
  { figure: 'isStatisticallyRegistered', value: true, shown: '是', asOf: null },
  { figure: 'hasConstructionPermit', value: true, shown: '是', asOf: null },
  { figure: 'hasLand', value: true, shown: '是', asOf: null },
  { figure: 'openIssues', value: 2, shown: '2个', asOf: null },
];

export const sampleIssues: readonly string[] = [
  '红线内尚有12户附属物未清表，影响5#厂房施工（某某街道办事处，限2026年11月30日）',
  '10千伏线路迁改方案未批复（某某供电公司，限2026年12月10日）',
];

export const sampleDecisions: readonly string[] = [
  '11月25日前完成剩余附属物清表并移交场地（某某街道办事处，限2026年11月25日）',
];
