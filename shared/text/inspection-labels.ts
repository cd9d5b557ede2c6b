/** Words of on-site inspection (现场督导) and observation tours (观摩). */

import type { FindingShow } from '../contract/inspection-findings.ts';
import type { ValuesOf } from '../domain/entity.ts';
import type { FindingHandling } from '../domain/inspection-finding.ts';
import type { InspectionRoundState, RoundSelection } from '../domain/inspection-round.ts';
import type { InspectionSheetState, inspectionSheet, SheetAnswer } from '../domain/inspection-sheet.ts';
import type {
  InspectionItem,
  InspectionItemKind,
  MismatchSeverity,
  ReportedFigure,
} from '../domain/inspection-template.ts';
import type { TourStop } from '../domain/tour-stop.ts';
import type { ItemDoubt } from '../inspection/reading/read-items.ts';
import type { PatternCode } from '../rules/report-patterns.ts';
import { wanText } from './money.ts';

export const inspectionItemKindLabels: Readonly<Record<InspectionItemKind, string>> = {
  yesNo: '是否',
  choice: '选择',
  number: '数量',
  amount: '金额（万元）',
  text: '文字',
  photo: '照片',
};

export const reportedFigureLabels: Readonly<Record<ReportedFigure, string>> = {
  doneThisYear: '本年累计完成投资',
  doneSinceStart: '开工以来累计完成投资',
  planThisYear: '本年计划投资',
  totalInvestment: '总投资',
  physicalProgress: '形象进度',
  isStarted: '是否开工',
  isCompleted: '是否竣工',
  isResumed: '是否在建（未停工）',
  isFullBenefit: '是否达产达效',
  startDay: '开工时间',
  completionDay: '竣工时间',
  capacityPercent: '达产率',
  isStatisticallyRegistered: '是否统计入库',
  hasConstructionPermit: '是否取得施工许可证',
  hasLand: '是否取得用地手续',
  openIssues: '未销号问题数',
};

export const mismatchSeverityLabels: Readonly<Record<MismatchSeverity, string>> = { ordinary: '一般', serious: '严重' };

export const inspectionRoundStateLabels: Readonly<Record<InspectionRoundState, string>> = {
  planned: '安排中',
  printed: '已印表',
  closed: '已结束',
  cancelled: '取消',
};

export const inspectionSheetStateLabels: Readonly<Record<InspectionSheetState, string>> = {
  planned: '待印',
  printed: '已印',
  returned: '已录入',
  void: '作废',
};

export const voidReasonLabels: Readonly<Record<NonNullable<ValuesOf<typeof inspectionSheet>['voidReason']>, string>> = {
  notGone: '未去现场',
  lost: '表已遗失',
  twice: '重复填表',
  wrongProject: '项目有误',
};

export const findingHandlingLabels: Readonly<Record<FindingHandling, string>> = {
  issue: '列为问题',
  task: '已交办',
  explained: '已说明',
  dropped: '不作处理',
};

export const findingShowLabels: Readonly<Record<FindingShow, string>> = {
  open: '待处理',
  serious: '严重待处理',
  inHand: '办理中',
  settled: '已了结',
  questions: '疑点',
  all: '全部',
};

export const patternLabels: Readonly<Record<PatternCode, string>> = {
  quarterEndLeap: '季末突增',
  investmentWithoutStart: '未开工有投资',
  figuresFall: '数字倒退',
  doneAboveTotal: '完成超过总投资',
  textUnchanged: '多期文字不变',
};

export const selectionWayLabels: Readonly<Record<RoundSelection['way'], string>> = {
  picked: '逐个选定',
  street: '按镇街',
  lagging: '进度滞后',
  random: '随机抽取',
  fullCoverage: '全覆盖',
  notVisited: '多日未到',
};

export const tourProposerLabels: Readonly<Record<NonNullable<TourStop['proposedBy']>, string>> = {
  leader: '主要领导指定',
  unit: '镇街推荐',
};

export const tourStateLabels: Readonly<Record<TourStop['state'], string>> = {
  proposed: '待筛选',
  chosen: '入选',
  notChosen: '未入选',
};

/** What was found, as a person reads it; '' where nothing was entered. */
export function answerText(item: Pick<InspectionItem, 'kind' | 'unit'>, value: SheetAnswer['value']): string {
  if (value === null || value === '') return '';
  if (typeof value === 'boolean') return value ? '是' : '否';
  if (typeof value === 'string') return value;
  if (item.kind === 'amount') return `${wanText(value)}万元`;
  if (item.kind === 'photo') return `${value}张`;
  return `${value}${item.unit ?? ''}`;
}

/** Why a mark on a scanned sheet is for a person to judge. */
export const scanDoubtLabels: Readonly<Record<ItemDoubt | 'typedOtherwise', string>> = {
  noOutline: '方框没有看清',
  unevenLight: '光线不匀',
  faint: '笔迹太淡',
  small: '只有一点',
  struckOut: '像是划掉了',
  passingStroke: '像是别处的笔画',
  scribbled: '像是涂改过',
  filled: '涂满了，可能是选中，也可能是涂掉',
  beside: '方框旁边有笔迹',
  outside: '笔迹大多在方框外',
  several: '勾了不止一个',
  typedOtherwise: '与已录入的不一样',
};
