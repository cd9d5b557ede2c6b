/**
 * Checklists that come with the program, each with the clause it carries out. Data only; at most a dozen items each, so
 * that a sheet stays one page. Items held against a boolean figure ask for the fact itself (是否已实质性开工); a yes/no item
 * held against any other figure asks whether what was reported is right, and 否 is the mismatch.
 * A key is never given to another question.
 */
import type { InspectionItem, InspectionTemplate } from '../domain/inspection-template.ts';

export interface BuiltInTemplate extends Pick<InspectionTemplate, 'name' | 'purpose' | 'source' | 'items'> {
  /** Stands where an own template has its id. */
  readonly code: string;
}

/** null where the code is of none: it is the id of an own template then. */
export function builtInTemplate(code: string): BuiltInTemplate | null {
  return builtInTemplates.find((each) => each.code === code) ?? null;
}

const zhengzhou = '郑重办〔2022〕XX号';

const plain = { options: [], unit: null, against: null, tolerance: { kind: 'exact' }, severity: 'ordinary' } as const;

export const builtInTemplates: readonly BuiltInTemplate[] = [
  {
    code: 'start-and-resumption',
    name: '四督四促（一）促开复工',
    purpose: '督项目转化促开（复）工建设：未实质性开工复工的查明原因和存在问题',
    source: `${zhengzhou} 三(一)`,
    items: [
      yesNo('started', '开工复工', '是否已实质性开工', 'isStarted', 'serious'),
      text('started-on', '开工复工', '实际开工时间', 'startDay'),
      yesNo('working', '开工复工', '现场是否正在施工（未停工）', 'isResumed', 'serious'),
      number('workers', '现场情况', '现场施工人员', '人'),
      number('machines', '现场情况', '现场主要机械设备', '台'),
      choice('why-not', '未开复工', '未开工（复工）的主要原因', ['手续', '用地', '拆迁', '资金', '企业自身', '其他']),
      text('why-details', '未开复工', '存在问题及卡在哪个环节、哪个单位'),
      text('start-promised', '未开复工', '企业承诺的开工（复工）时间'),
      yesNo('construction-permit', '手续', '是否已取得施工许可证', 'hasConstructionPermit'),
      yesNo('land', '手续', '用地手续是否已办好', 'hasLand'),
      photo('photos', '照片', '现场全景和施工部位'),
    ],
  },
  {
    code: 'progress-promotion',
    name: '四督四促（二）促进度',
    purpose: '督续建项目促建设进度：形成更多实物工程量和更大投资额，完成季度目标和年度目标',
    source: `${zhengzhou} 三(二)`,
    items: [
      yesNo('working', '现场情况', '现场是否正在施工（未停工）', 'isResumed', 'serious'),
      number('workers', '现场情况', '现场施工人员', '人'),
      number('machines', '现场情况', '现场主要机械设备', '台'),
      text('works', '进度', '正在施工的部位和实物工程量'),
      yesNo('physical-progress', '进度', '现场形象进度与所报是否相符', 'physicalProgress', 'serious'),
      amount('done-this-year', '投资', '企业台账本年累计完成投资', 'doneThisYear', 10, 'serious'),
      yesNo('quarter-goal', '目标', '按现有进度能否完成本季度目标'),
      yesNo('year-goal', '目标', '按现有进度能否完成年度目标'),
      text('bottleneck', '目标', '影响进度的主要问题及涉及单位'),
      text('measures', '目标', '企业赶工措施和下一步节点'),
      photo('photos', '照片', '主要施工部位'),
    ],
  },
  {
    code: 'full-capacity',
    name: '四督四促（三）促达产',
    purpose: '督项目竣工促达产达效：当年计划竣工、竣工后未达产或达产不足的项目',
    source: `${zhengzhou} 三(三)`,
    items: [
      yesNo('completed', '竣工', '是否已竣工', 'isCompleted', 'serious'),
      text('completed-on', '竣工', '实际竣工时间', 'completionDay'),
      text('completion-expected', '竣工', '未竣工的：剩余工程和预计竣工时间'),
      yesNo('acceptance', '竣工', '竣工验收手续是否齐全'),
      yesNo('producing', '达产', '是否已投产'),
      number('capacity', '达产', '实际达产率', '%', 'capacityPercent', 10),
      yesNo('full-benefit', '达产', '是否已达产达效', 'isFullBenefit', 'serious'),
      choice('why-below', '达产', '未达产或达产不足的主要原因', ['市场', '资金', '设备', '用工', '手续', '其他']),
      amount('output', '达产', '投产以来产值（营业收入）'),
      text('needs', '达产', '需要协调解决的问题'),
      photo('photos', '照片', '生产线和厂区'),
    ],
  },
  {
    code: 'factors',
    name: '四督四促（四）促要素',
    purpose: '督要素保障促环境优化：前期手续、拆迁、水电、排污和进场道路保障落实情况',
    source: `${zhengzhou} 三(四)`,
    items: [
      yesNo('planning', '前期手续', '规划手续是否已办好'),
      yesNo('environment', '前期手续', '环评是否已批复'),
      yesNo('land', '前期手续', '用地手续是否已办好', 'hasLand', 'serious'),
      yesNo('construction-permit', '前期手续', '是否已取得施工许可证', 'hasConstructionPermit'),
      yesNo('funds', '资金', '建设资金是否到位'),
      yesNo('clearance', '现场保障', '地面附属物拆迁是否完成'),
      yesNo('water', '现场保障', '用水是否有保障'),
      yesNo('power', '现场保障', '用电是否有保障'),
      yesNo('sewage', '现场保障', '污水排放是否有出路'),
      yesNo('access-road', '现场保障', '进场道路是否畅通'),
      number('open-issues', '问题', '企业反映还没有解决的问题', '个', 'openIssues'),
      text('issue-details', '问题', '没有落实的要素、卡点和涉及单位'),
    ],
  },
  {
    code: 'monthly-tour',
    name: '月度全覆盖巡回督导',
    purpose: '督导会议纪要落实、节点计划执行、应开未开、应竣未竣项目，现场协调外部环境突发问题',
    source: '汴办文〔2019〕13号 五(一)',
    items: [
      choice('minutes', '会议纪要落实', '会议纪要议定事项落实情况', ['全部落实', '部分落实', '没有落实', '无议定事项']),
      text('minutes-open', '会议纪要落实', '没有落实的事项、原因和责任单位'),
      choice('nodes', '节点计划执行', '节点计划执行情况', ['按期', '提前', '滞后']),
      text('nodes-late', '节点计划执行', '滞后的节点、原因和赶上的时间'),
      yesNo('started', '应开未开', '是否已实质性开工', 'isStarted', 'serious'),
      text('not-started', '应开未开', '应开未开的原因和承诺开工时间'),
      yesNo('completed', '应竣未竣', '是否已竣工', 'isCompleted', 'serious'),
      text('not-completed', '应竣未竣', '应竣未竣的原因和承诺竣工时间'),
      yesNo('environment', '外部环境', '建设外部环境是否有突发问题'),
      text('environment-details', '外部环境', '突发问题和现场协调结果'),
      text('accountability', '责任', '责任单位、责任人和问责建议（按程序报批）'),
      photo('photos', '照片', '现场照片'),
    ],
  },
  {
    code: 'verification',
    name: '投资和形象进度核查',
    purpose: '实地查看项目进度，核对上报的投资和形象进度，查处虚报、瞒报',
    source: '登项攻坚办〔2018〕1号 四(十)',
    items: [
      yesNo('started', '开工竣工', '是否已实质性开工', 'isStarted', 'serious'),
      yesNo('working', '开工竣工', '现场是否正在施工（未停工）', 'isResumed'),
      yesNo('completed', '开工竣工', '是否已竣工', 'isCompleted', 'serious'),
      yesNo('physical-progress', '形象进度', '现场形象进度与所报是否相符', 'physicalProgress', 'serious'),
      text('works', '形象进度', '现场实际形象进度'),
      amount('done-this-year', '投资', '凭证能支撑的本年累计完成投资', 'doneThisYear', 5, 'serious'),
      amount('done-since-start', '投资', '凭证能支撑的开工以来累计完成投资', 'doneSinceStart', 5),
      choice('vouchers', '支撑凭证', '支撑凭证（进度款、发票、监理签认）', ['齐全', '部分', '没有']),
      text('voucher-details', '支撑凭证', '查看了哪些凭证、缺哪些'),
      yesNo('statistics', '统计入库', '是否已统计入库', 'isStatisticallyRegistered', 'serious'),
      yesNo('statistics-papers', '统计入库', '统计入库资料是否齐全'),
      photo('photos', '照片', '现场和凭证照片'),
    ],
  },
];

type Against = InspectionItem['against'];
type Severity = InspectionItem['severity'];

function yesNo(
  key: string,
  group: string,
  question: string,
  against: Against = null,
  severity: Severity = 'ordinary',
): InspectionItem {
  return { ...plain, options: [], key, group, text: question, kind: 'yesNo', against, severity };
}

function choice(key: string, group: string, question: string, options: string[]): InspectionItem {
  return { ...plain, key, group, text: question, kind: 'choice', options };
}

/** `within`: how far from what was reported counts as the same, in the item's own unit. */
function number(
  key: string,
  group: string,
  question: string,
  unit: string,
  against: Against = null,
  within = 0,
): InspectionItem {
  const tolerance: InspectionItem['tolerance'] = within === 0 ? { kind: 'exact' } : { kind: 'absolute', value: within };
  return { ...plain, options: [], key, group, text: question, kind: 'number', unit, against, tolerance };
}

/** `withinPercent` of the reported figure counts as the same: vouchers come later than the report. No notice gives one. */
function amount(
  key: string,
  group: string,
  question: string,
  against: Against = null,
  withinPercent = 0,
  severity: Severity = 'ordinary',
): InspectionItem {
  const tolerance: InspectionItem['tolerance'] =
    withinPercent === 0 ? { kind: 'exact' } : { kind: 'percent', value: withinPercent };
  return { ...plain, options: [], key, group, text: question, kind: 'amount', against, tolerance, severity };
}

function text(key: string, group: string, question: string, against: Against = null): InspectionItem {
  return { ...plain, options: [], key, group, text: question, kind: 'text', against };
}

function photo(key: string, group: string, question: string): InspectionItem {
  return { ...plain, options: [], key, group, text: question, kind: 'photo' };
}
