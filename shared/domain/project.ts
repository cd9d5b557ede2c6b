import {
  choice,
  defineEntity,
  integer,
  money,
  partialDay,
  references,
  requiredText,
  text,
  textList,
  type ValuesOf,
} from './entity.ts';

/** 省重点 / 市重点 / 区县重点. The district's word is its claim; the centre confirms (exchange.md “Ownership”). */
export const projectLevels = ['provincial', 'municipal', 'district'] as const;
export type ProjectLevel = (typeof projectLevels)[number];

export const constructionNatures = ['newBuild', 'continuing', 'expansion'] as const;
export type ConstructionNature = (typeof constructionNatures)[number];

/** 四库: 储备 / 开工 / 在建 / 竣工 (二七办文〔2024〕7号 四(一)2). Null where a district keeps no pools. */
export const projectPools = ['reserve', 'start', 'construction', 'completion'] as const;
export type ProjectPool = (typeof projectPools)[number];

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
    responsibleUnits: references('责任单位'),
    departmentInCharge: text('主管部门', 200),
    permitAgentUnit: text('手续代办单位', 200),
    fundingSource: text('资金渠道', 100),
    investmentClass: text('投资类别', 60),
    totalInvestment: money('总投资'),
    startsOn: partialDay('开工时间'),
    completesOn: partialDay('竣工时间'),
    overallGoal: text('总体目标', 2000),
    remark: text('备注', 2000),
    /** The order of the office's own ledger; new rows go to the end. */
    ledgerOrder: integer('台账顺序'),
  },
});

export type Project = ValuesOf<typeof project>;
