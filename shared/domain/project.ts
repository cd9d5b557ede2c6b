import {
  choice,
  day,
  defineEntity,
  integer,
  money,
  partialDay,
  reference,
  references,
  requiredText,
  text,
  textList,
  type ValuesOf,
  yesNo,
} from './entity.ts';

/** 省重点 / 市重点 / 区县重点. The district's word is its claim; the centre confirms (exchange.md “Ownership”). */
export const projectLevels = ['provincial', 'municipal', 'district'] as const;
export type ProjectLevel = (typeof projectLevels)[number];

export const constructionNatures = ['newBuild', 'continuing', 'expansion'] as const;
export type ConstructionNature = (typeof constructionNatures)[number];

/** 四库: 储备 / 开工 / 在建 / 竣工 (二七办文〔2024〕7号 四(一)2). Null where a district keeps no pools. */
export const projectPools = ['reserve', 'start', 'construction', 'completion'] as const;
export type ProjectPool = (typeof projectPools)[number];

/** 谋划储备、招引落地、项目审批、开工建设、竣工验收 (二七办文〔2024〕7号 四(一)3). */
export const projectStages = ['planning', 'attraction', 'approval', 'construction', 'acceptance'] as const;
export type ProjectStage = (typeof projectStages)[number];

/** 谋划、在谈、签约、落地 (汴办文〔2019〕13号 四(一)). */
export const reserveStages = ['planned', 'inNegotiation', 'signed', 'landed'] as const;
export type ReserveStage = (typeof reserveStages)[number];

/** 出让 / 划拨 / 租赁 / 不涉及用地. The 80/50/30 clock counts from a land auction: only 出让 has one. */
export const landTenures = ['granted', 'allocated', 'leased', 'none'] as const;
export type LandTenure = (typeof landTenures)[number];

/** A key project (domain.md 2). Money is integer 元; days keep the precision they were printed with. */
export const project = defineEntity({
  name: 'project',
  table: 'projects',
  label: '项目',
  fields: {
    name: requiredText('项目名称', 200),
    formerNames: textList('曾用名'),
    code: text('项目代码', 40),
    level: choice('项目级别', projectLevels),
    nature: choice('建设性质', constructionNatures),
    category: text('项目类别', 60),
    pool: choice('所在库', projectPools),
    summary: text('项目概况', 5000),
    place: text('建设地点', 300),
    plot: text('地块', 100),
    owner: text('建设单位', 200),
    responsibleUnits: references('责任单位', 'unit'),
    departmentInCharge: text('主管部门', 200),
    permitAgentUnit: text('手续代办单位', 200),
    fundingSource: text('资金渠道', 100),
    investmentClass: text('投资类别', 60),
    totalInvestment: money('总投资'),
    startsOn: partialDay('开工时间'),
    completesOn: partialDay('竣工时间'),
    overallGoal: text('总体目标', 2000),
    industry: text('行业', 60),
    industryChain: text('产业链', 60),
    isTop500: yesNo('500强投资'),
    stage: choice('所处阶段', projectStages),
    reserveStage: choice('储备阶段', reserveStages),
    /** Out of every pool (退库); the project stays findable for ever. */
    exitedOn: day('退出日期'),
    groupIds: references('推进小组与专班', 'group'),
    landTenure: choice('供地方式', landTenures),
    landAuctionDay: day('土地摘牌日期'),
    isInFreeTradeZone: yesNo('自贸区项目'),
    usesCommitment: yesNo('承诺制'),
    /** Statistics are another account: only whether and when it was entered (domain.md 2). */
    isStatisticalRegistrationDue: yesNo('应统计入库'),
    statisticallyRegisteredOn: day('统计入库日期'),
    statisticalNote: text('未入库原因', 500),
    /** Share of the designed capacity reached, whole percent. */
    capacityPercent: integer('达产率'),
    capacityNote: text('未达产原因', 500),
    /** The project this one turned out to be; it is hidden behind that one until the merging is undone. */
    mergedIntoId: reference('并入项目', 'project'),
    remark: text('备注', 2000),
    /** The order of the office's own ledger; new rows go to the end. */
    ledgerOrder: integer('台账顺序'),
  },
});

export type Project = ValuesOf<typeof project>;
