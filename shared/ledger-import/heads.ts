import { isMoneyField, type LedgerField } from './fields.ts';
import type { MoneyUnit } from './money.ts';
import { halfWidth, squash } from './text.ts';

/** What a head says about its column. `year` is the plan year a head such as “2018年计划投资” prints. */
export interface HeadReading {
  readonly field: LedgerField | null;
  /** 0–1: 1 the usual words, less where the words leave room. */
  readonly confidence: number;
  readonly unit: MoneyUnit | null;
  readonly year: number | null;
  /** A column this program does not import, known as such: nobody needs to be asked. */
  readonly isIrrelevant: boolean;
}

type HeadRule = readonly [field: LedgerField, pattern: RegExp, confidence?: number];

// Matched in this order on the bare head: no blanks, no brackets with units, “N年” for a printed year, “/” between levels.
const quarterWords = ['[一1]', '[二2]', '[三3]', '[四4]'] as const;
const money = '(?:计划|完成|目标|预计)*(?:投资|金额|资金)(?:计划|额|数|目标)?|计划数?';
const task = '.*(?:工作|任务|内容|形象|进度|节点|目标|计划)+.*';

const quarterRules: readonly HeadRule[] = quarterWords.flatMap((word, index): readonly HeadRule[] => {
  const quarter = `(?:N年|本年度?|年度|计划)?/?(?:(?:计划|目标|安排|进度)/)?第?${word}季度?(?:末)?(?:计划|目标)?`;
  const number = (index + 1) as 1 | 2 | 3 | 4;
  return [
    [`quarter${number}Investment`, new RegExp(`^${quarter}/?(?:${money})$`)],
    [`quarter${number}Task`, new RegExp(`^${quarter}/?(?:${task})$`)],
    [`quarter${number}Task`, new RegExp(`^${quarter}$`), 0.6],
  ];
});

/** “3月计划投资”, “3月/计划”: a plan by month; a month without such a word is a figure of that month and is left. */
const monthRules: readonly HeadRule[] = ([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12] as const).map(
  (month): HeadRule => [
    `month${month}Investment`,
    new RegExp(`^(?:N年|本年度?|年度)?/?0?${month}月份?/?(?:计划|目标)(?:完成)?(?:投资|金额)?(?:计划|额|数|目标)?$`),
  ],
);

const rules: readonly HeadRule[] = [
  ...quarterRules,
  ...monthRules,
  ['sequenceNumber', /^(?:序号|编号|项目序号|项目编号|顺序号?|序|NO\.?|总序号)$/i],
  ['code', /^(?:项目|国家|统一|投资项目)*(?:统一)?(?:代码|编码)$|^项目(?:赋)?码$/],
  ['name', /^(?:重点|重大|建设|子|产业)?(?:项目|工程)(?:\(工程\))?名称?$|^名称$|^项目$|^建设项目$|^项目\/?名称.*$/],
  ['name', /^.*项目名称$/, 0.9],
  [
    'nature',
    /^(?:项目)?(?:建设)?性质$|^新建?[/、]?续建$|^是?否?新续?建$|^项目(?:类型|类别)\(新建[/、]续建\)$|^新建或续建$/,
  ],
  [
    'level',
    /^(?:项目|重点)*(?:级别|层级|等级|层次)$|^省市重点$|^重点级别$|^(?:省|市|区|县)[/、]?(?:市|区|县)[级重点项目、/]*$/,
  ],
  ['pool', /^(?:所在|所属|项目)?(?:四库|库别|项目库|库)$|^入库类别$/],
  ['investmentClass', /^投资(?:类别|类型|性质|分类)$|^(?:社会|政府)[/、](?:政府|社会)投资$/],
  ['category', /^(?:项目|产业|所属|行业|建设)*(?:类型|类别|行业|领域|分类|产业链?|种类)(?:\(行业\))?$/],
  ['overallGoal', /^(?:项目|建设)?(?:总体|总)目标(?:任务)?$|^建设目标$/],
  [
    'annualTask',
    /^(?:N年|本年度?|年度|今年|当年|全年)\/?(?!.*(?:季度|投资)).*(?:建设|工作|主要)*(?:任务|内容|目标|形象进度|建设规模)(?:及.*)?$/,
  ],
  ['annualTask', /^(?:N年|本年度?|年度)(?:工作)?(?:计划|安排)$/, 0.6],
  ['doneBeforeYear', /^(?:截至|截止|至|到)(?:上年|去年|N年)年?(?:底|末|12月底?).*(?:完成|投资).*$/],
  ['doneBeforeYear', /^(?:以前|往|历)年度?(?:累计)?(?:已)?完成(?:投资)?额?$|^(?:上年|去年)底累计.*投资.*$/],
  ['doneThisPeriod', /^(?:本|当)(?:月|周|期|旬)(?:累计)?(?:实际)?完成(?:投资)?额?(?:情况)?$/],
  [
    'doneThisYear',
    /^(?:N年|本年度?|年度|今年|当年|年内|全年)\/?(?:以来|至今|初至今)?\/?(?:累计|实际|已)*完成(?:投资)?额?(?:情况)?$/,
  ],
  [
    'doneThisYear',
    /^年初(?:至今|以来)(?:累计)?完成(?:投资)?额?$|^(?:N年)?1(?:月份?)?[-~至](?:\d{1,2}|本|当)月份?(?:累计|实际)?完成(?:投资)?额?$/,
  ],
  ['doneThisYear', /^(?:N年)?(?:1[-~至])?\d{1,2}月底?(?:累计)完成(?:投资)?额?$/, 0.7],
  ['investmentToDate', /^(?:截至|截止)(?:目前|N年\d{1,2}月底?|\d{1,2}月底)?(?:已)?完成(?:总)?投资额?$/],
  ['investmentToDate', /^(?:自)?(?:开工|开建)(?:以来|至今)?(?:累计)?完成(?:投资)?额?$/],
  ['investmentToDate', /^(?:截至|截止).*完成.*$|^(?:累计)?(?:已)?完成(?:总)?投资额?$|^累计(?:已)?完成额?$/, 0.6],
  [
    'plannedThisYear',
    /^(?:N年|本年度?|年度|今年|当年|全年)度?\/?(?:预计|拟|目标)?(?:计划)\/?(?:完成)?(?:总)?投资(?:额|数|目标)?$/,
  ],
  [
    'plannedThisYear',
    /^(?:N年|本年度?|年度|今年|当年|全年)度?\/?(?:投资(?:计划|目标)|目标投资|计划投资额?|完成投资(?:计划|目标))(?:额|数)?$/,
  ],
  ['plannedThisYear', /^(?:N年|本年度?|年度|今年|当年)\/?投资额?$|^计划(?:完成)?投资额?$|^投资计划$/, 0.8],
  [
    'totalInvestment',
    /^(?:项目|计划|工程|概算|估算|预计|建设|规划)*总投资(?:额|估算|概算|规模|及来源)?(?:\/(?:合计|总计|小计))?$|^投资(?:总额|规模|总规模|概算|估算)$/,
  ],
  ['totalInvestment', /^(?:投资额|概算|项目投资)$/, 0.7],
  [
    'period',
    /^(?:建设|项目)?(?:起止|建设)(?:年限|年月|时间|期限|日期|年度|周期|\/建成)+$|^(?:建设)?工期$|^建设(?:周期|期)$|^起止\/建成$|^开工(?:时间)?[、/及和](?:竣|完)工(?:时间|日期|年月)$/,
  ],
  [
    'startsOn',
    /^(?:项目)?(?:计划|预计|拟|实际)?(?:开工|动工|开建|启动|建设开始)(?:建设)?(?:时间|日期|年月|年份|年度|月份)?$|^(?:起止年限|建设年限|建设起止年限|建设时间|建设工期)\/(?:开工|起|开始|起始).*$/,
  ],
  [
    'completesOn',
    /^(?:项目)?(?:计划|预计|拟|实际)?(?:竣工|完工|建成|投产|竣工投产)(?:投产|投用)?(?:时间|日期|年月|年份|年度|月份)?$|^(?:起止年限|建设年限|建设起止年限|建设时间|建设工期)\/(?:竣工|止|结束|完工|建成).*$/,
  ],
  ['fundingSource', /^(?:建设|项目|投资)?资金(?:渠道|来源|性质|筹措(?:方式)?|来源渠道|构成)$|^投资渠道$/],
  [
    'responsibleLeaders',
    /^.*(?:包联|分包|联系|包保|包抓|挂钩|挂点|包挂|挂联|联点|督导|责任|牵头|分管|县级|区级|市级|县处级)+\/?(?:县级|区级|市级|县处级|区)*领导.*$|^(?:分管|包联|联系|分包|包保|挂钩)(?:省|市|区|县)领导.*$|^领导$|^.*责任县级干部$/,
  ],
  ['projectSteward', /^(?:项目)?(?:管家|秘书|专员|服务专员)$|^首席服务[官员](?:姓名)?$|^项目管家.*$/],
  ['permitAgentUnit', /^(?:手续)?(?:服务|代办|帮办|手续代办|手续办理)(?:责任)?(?:单位|部门)$|^服务单位.*$/],
  ['departmentInCharge', /^(?:行业|项目|市直|区直|县直)*(?:主管|行业|分管|监管)(?:单位|部门|局)$/],
  [
    'responsibleUnits',
    /^(?:主体|牵头|推进|项目|属地|第一|主要)*(?:责任|牵头|推进|负责|实施|承办)(?:责任|主体)*(?:单位|部门|主体)(?:\/(?!.*(?:人|领导|电话)).*|\(.*\))?$/,
  ],
  ['responsibleUnits', /^(?:属地|责任)(?:镇街|街道|乡镇|办事处)$|^属地(?:责任)?单位$|^配合单位$|^协办单位$/, 0.6],
  [
    'owner',
    /^(?:项目)?(?:建设|业主|法人|投资|建设\/投资|项目|企业|投资建设)(?:业主|单位|主体|法人|方|企业)(?:名称|单位)?$|^(?:项目)?业主(?:名称)?$|^投资(?:主体|方|商|单位)$|^企业名称$|^承建单位$/,
  ],
  [
    'ownerContact',
    /^(?:项目)?(?:单位|业主|企业|建设单位)?(?:联系|负责)(?:人|方式|电话)+(?:(?:及|和|、|\/)?(?:联系)?(?:电话|方式|手机))?$|^(?:项目)?负责人及电话$/,
  ],
  ['physicalProgress', /^(?:目前|当前|工程|本月|本周|截至目前|项目)*形象进度(?:情况)?$/],
  [
    'problems',
    /^(?:目前|当前|项目)?(?:主要)?(?:存在|面临|需(?:要)?解决)?的?(?:主要)?(?:困难|问题)(?:和|及|与|、)?(?:困难|问题|涉及单位|涉及部门|原因|建议)*$/,
  ],
  ['coordination', /^.*(?:协调)(?:解决)?(?:的)?(?:情况|事项|问题|内容)*$/],
  [
    'progressText',
    /^(?:目前|当前|工作|项目|建设|工程|推进|最新|本周|本月|前期|手续)*(?:进展|进度|推进)(?:情况|\/问题)?$|^(?:完成|建设|推进)情况$/,
  ],
  [
    'summary',
    /^(?:主要|项目|建设|工程)*(?:建设)?(?:规模|内容|概况|简介|基本情况|情况|规模与?内容)(?:和|及|与|、|\/)?(?:主要)?(?:建设)?(?:规模|内容)?$/,
  ],
  [
    'place',
    /^(?:项目|建设|所在|工程)*(?:地点|地址|所在地|地|区域|位置|选址|乡镇|镇街|镇办|区\(县\)|区县|县区)$|^所[在属].{1,5}$|^属地$/,
  ],
  ['plot', /^(?:地块|宗地|用地)(?:名称|编号|位置|情况)?$|^四至$/],
  ['remark', /^(?:备注|说明|附注)$/],
];

const irrelevant =
  /^(?:来源.*|.*URL|是否.*|责任人|施工单位|面积.*|.*面积|用地.*|.*[月]份?(?:计划|投资|目标|工作内容)?|\d{1,2}月.*|[一二三四五六七八九十]+月.*|税收|产值|就业.*|完成率|.*比例?|.*率|排名|.*级别|职务|电话|图片|照片|.*备案.*|.*许可.*|.*环评.*)$/;

const longestHead = 120;
const saidOriginal = /\(原文\)/g;

/** Reads one head, levels joined by “/”. */
export function readHead(joined: string): HeadReading {
  if (joined.length > longestHead) return { field: null, confidence: 0, unit: null, year: null, isIrrelevant: false };
  const text = halfWidth(squash(joined))
    .replace(/[*※#]+/g, '')
    .replace(saidOriginal, '');
  const unitMatch =
    /\((?:单位[:：]?)?(?:人民币)?(亿元|万元|元|亿|万)\)|[,、/：:-](?:单位[:：]?)?(亿元|万元|元)$|(?<=投资额?|金额)(亿元|万元|元)$/.exec(
      text,
    );
  const unit = unitOf(unitMatch?.[1] ?? unitMatch?.[2] ?? unitMatch?.[3]);
  const withoutUnit = unitMatch === null ? text : text.replace(unitMatch[0], '');
  const year = /((?:19|20)\d{2})年?度?/.exec(withoutUnit)?.[1] ?? null;
  const bare = withoutUnit
    .replace(/((?:19|20)\d{2})年?度?/, 'N年')
    .replace(/\((?:规模)?\)|[:：。]$/g, '')
    .replace(/\/+/g, '/')
    .replace(/^\/|\/$/g, '');
  const found = matchRules(bare) ?? matchLastLevel(bare) ?? matchWithoutHint(bare);
  const isPlanYear = found !== null && found.field !== 'doneBeforeYear' && found.field !== 'investmentToDate';
  return {
    field: found?.field ?? null,
    confidence: found?.confidence ?? 0,
    unit,
    year: year !== null && isPlanYear ? Number(year) : null,
    isIrrelevant: found === null && irrelevant.test(bare),
  };
}

export function unitOf(text: string | undefined): MoneyUnit | null {
  if (text === undefined) return null;
  return text.startsWith('亿') ? 'yi' : text.startsWith('万') ? 'wan' : 'yuan';
}

/** A money unit printed above the table (“单位：万元”, “金额单位：亿元”, “（万元）”), not “责任单位：…”. */
export function printedUnit(text: string): MoneyUnit | null {
  const bare = halfWidth(squash(text));
  const match =
    /单位[:为]?\(?(?:人民币|[、,/亩公里个%]|平方米)*(亿元|万元|元)/.exec(bare) ?? /^\((亿元|万元|元)\)$/.exec(bare);
  return unitOf(match?.[1]);
}

function matchRules(bare: string): { field: LedgerField; confidence: number } | null {
  for (const [field, pattern, confidence = 1] of rules) if (pattern.test(bare)) return { field, confidence };
  return null;
}

/** “起止年限（年月-年月）”: a hint in brackets that no rule knows. */
function matchWithoutHint(bare: string): { field: LedgerField; confidence: number } | null {
  const plain = bare.replace(/\([^()]*\)/g, '');
  const found = plain === bare ? null : (matchRules(plain) ?? matchLastLevel(plain));
  return found === null ? null : { field: found.field, confidence: Math.min(found.confidence, 0.9) };
}

/** “项目基本情况/总投资”: the group over a head often says nothing; the last level alone may. */
function matchLastLevel(bare: string): { field: LedgerField; confidence: number } | null {
  const levels = bare.split('/');
  for (let from = 1; from < levels.length; from += 1) {
    const found = matchRules(levels.slice(from).join('/'));
    if (found !== null) return { field: found.field, confidence: Math.min(found.confidence, 0.9) };
  }
  if (irrelevant.test(levels.at(-1) ?? '')) return null;
  const first = matchRules(levels[0] ?? '');
  return first === null || levels.length === 1 || isMoneyField(first.field)
    ? null
    : { field: first.field, confidence: Math.min(first.confidence, 0.6) };
}
