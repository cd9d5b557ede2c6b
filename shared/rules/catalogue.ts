/**
 * The closed catalogue of rule kinds: parameters as zod, evaluation as plain functions elsewhere in this folder.
 * A pack chooses kinds, sets parameters and cites the clause; there is no expression language. A kind a pack leaves open
 * is taken from the neutral pack, whose source says that no notice states it. Money is integer 元.
 */
import { z } from 'zod';
import { factors } from '../domain/factor-need.ts';
import { milestoneKinds } from '../domain/milestone.ts';
import { permitStages } from '../domain/permit.ts';
import { projectLevels, projectPools, projectStages, reserveStages } from '../domain/project.ts';
import { reportingItemKinds } from '../domain/reporting-item.ts';

const words = z.string().trim().min(1).max(300);
const code = z.string().regex(/^[a-zA-Z0-9-]{1,40}$/);
const levels = z.array(z.enum(projectLevels));
const weekday = z.int().min(1).max(7);
const minute = z.int().min(0).max(1439);
const monthDay = z.string().regex(/^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/);
const workingDays = z.int().min(1).max(1000);

export const permitStepSchema = z.strictObject({
  code,
  stage: z.enum(permitStages),
  name: words,
  statutoryDays: workingDays.nullable(),
  promisedDays: workingDays.nullable(),
  /** Codes of steps to be finished before; steps that do not wait for each other run in parallel (并联审批). */
  after: z.array(code),
});

export const ruleKinds = {
  slogan: { label: '机制名称', parameters: z.strictObject({ text: words, elements: z.array(words) }) },
  projectLevels: {
    label: '项目级别',
    parameters: z.strictObject({ provincial: words, municipal: words, district: words }),
  },
  projectLists: {
    label: '项目名单',
    parameters: z.strictObject({ lists: z.array(z.strictObject({ name: words, parts: z.array(words) })) }),
  },
  reportingPeriod: {
    label: '报送周期',
    parameters: z.strictObject({ closingWeekday: weekday, closingMinute: minute }),
  },
  reportDeadlines: {
    label: '报送要求',
    parameters: z.strictObject({
      items: z.array(z.strictObject({ code, name: words, when: words, to: words })),
    }),
  },
  /** What the centre's liaison groups file: the four kinds, each with its rhythm, where it goes, and how many a month. */
  groupReports: {
    label: '工作组报送',
    parameters: z.strictObject({
      items: z.array(
        z.strictObject({
          kind: z.enum(reportingItemKinds),
          name: words,
          /** weekly: by the close of the reporting period; monthly: by `monthDay`. */
          rhythm: z.enum(['weekly', 'monthly']),
          monthDay: z.int().min(1).max(28).nullable(),
          sections: z.array(words),
          /** Per group and month; null: none is set. */
          minimumPerMonth: z.int().min(1).max(100).nullable(),
        }),
      ),
    }),
  },
  /** Where a deadline on a holiday moves. */
  deadlineShift: { label: '节假日顺延', parameters: z.strictObject({ shift: z.enum(['before', 'after', 'none']) }) },
  /** By when the units return their 填报表, so that the office can report. */
  unitCollection: { label: '单位填报时限', parameters: z.strictObject({ weekday, minute }) },
  /** null: the month's last day. */
  monthCheck: {
    label: '按月查账',
    parameters: z.strictObject({ closingDay: z.int().min(1).max(28).nullable() }),
  },
  lagging: {
    label: '进度滞后',
    /** Behind the plan by more than so many percentage points of the year's plan. */
    parameters: z.strictObject({
      behindPoints: z.number().min(0).max(100),
      levels,
      basis: z.enum(['timeProportional', 'quarterPlan', 'monthPlan']),
    }),
  },
  investmentToDate: {
    label: '截至完成投资',
    parameters: z.strictObject({ meaning: z.enum(['thisYear', 'sinceStart']) }),
  },
  /** No pools: the district keeps none and sees none. */
  projectPools: { label: '项目四库', parameters: z.strictObject({ pools: z.array(z.enum(projectPools)) }) },
  poolEntry: {
    label: '入库',
    parameters: z.strictObject({
      /** null: no window is set, every entry is within it. */
      window: z.strictObject({ from: monthDay, until: monthDay }).nullable(),
      lateGrounds: z.array(z.strictObject({ code, label: words })),
      latePapers: z.array(words),
      consentOf: words.nullable(),
    }),
  },
  poolTransfers: {
    label: '转化',
    parameters: z.strictObject({
      transfers: z.array(
        z.strictObject({
          from: z.enum(projectPools),
          to: z.enum(projectPools).nullable(),
          /** startStandardsMet: the permits of `startStandards` are done; completionDueThisYear: proposed at the year's turn. */
          condition: z.enum(['startStandardsMet', 'started', 'completionDueThisYear', 'fullBenefit']),
          isAtOnce: z.boolean(),
          source: words,
        }),
      ),
    }),
  },
  /** The steps of the permit templates that make “手续完备达到开工标准”. */
  startStandards: { label: '开工标准', parameters: z.strictObject({ steps: z.array(code) }) },
  poolExits: {
    label: '退库',
    parameters: z.strictObject({
      exits: z.array(
        z.strictObject({
          code,
          label: words,
          needsConsent: z.boolean(),
          opensAttraction: z.boolean(),
          mayReclaimLand: z.boolean(),
          source: words,
        }),
      ),
      consentOf: words.nullable(),
    }),
  },
  stages: { label: '项目阶段', parameters: z.strictObject({ stages: z.array(z.enum(projectStages)) }) },
  /** Empty: no reserve funnel. */
  reserveFunnel: { label: '储备项目阶段', parameters: z.strictObject({ stages: z.array(z.enum(reserveStages)) }) },
  milestones: { label: '建设节点', parameters: z.strictObject({ kinds: z.array(z.enum(milestoneKinds)) }) },
  sixDefinites: {
    label: '六个明确',
    parameters: z.strictObject({
      items: z.array(
        z.enum(['responsibleLeader', 'projectSteward', 'milestones', 'period', 'responsibleUnit', 'investmentTarget']),
      ),
    }),
  },
  fiveOnes: {
    label: '五个一',
    parameters: z.strictObject({
      items: z.array(z.enum(['project', 'leader', 'team', 'plan', 'toTheEnd'])),
    }),
  },
  steward: {
    label: '项目管家',
    parameters: z.strictObject({
      title: words,
      /** As printed: 乡镇副科级以上; null where none is demanded. */
      minimumRank: words.nullable(),
      inPrinciple: words.nullable(),
      levels,
    }),
  },
  responsibleLeaders: {
    label: '领导分包与挂钩',
    parameters: z.strictObject({
      demands: z.array(
        z.strictObject({
          role: z.enum(['responsibleLeader', 'areaLeader', 'townHead', 'accountableOfficer']),
          levels,
          /** Of the total investment, 元; null: any. */
          minimumInvestment: z.int().min(0).nullable(),
          /** Below it, 元; null: any. */
          maximumInvestment: z.int().min(0).nullable(),
          rank: words.nullable(),
          text: words,
          source: words,
        }),
      ),
    }),
  },
  /** null: the notices know no delegation; it may still be recorded. */
  delegation: { label: '委托', parameters: z.strictObject({ minimumDays: z.int().min(1).max(365).nullable() }) },
  factors: { label: '要素保障', parameters: z.strictObject({ factors: z.array(z.enum(factors)) }) },
  /** From the land auction to the start, in working days; the strictest that fits counts. Empty: no clock. */
  approvalClock: {
    label: '审批时限',
    parameters: z.strictObject({
      limits: z.array(
        z.strictObject({ when: z.enum(['all', 'freeTradeZone', 'freeTradeZoneCommitment']), workingDays }),
      ),
    }),
  },
  approvalSpeedUp: {
    label: '审批提速',
    parameters: z.strictObject({ percent: z.int().min(0).max(99) }),
  },
  permitTemplates: {
    label: '手续模板',
    parameters: z.strictObject({
      templates: z.array(z.strictObject({ code, name: words, steps: z.array(permitStepSchema).min(1).max(80) })),
    }),
  },
  statisticalRegistration: { label: '统计入库', parameters: z.strictObject({ levels }) },
  meetings: {
    label: '会议',
    parameters: z.strictObject({
      types: z.array(
        z.strictObject({
          code,
          name: words,
          rhythm: z.enum([
            'weekly',
            'halfMonthly',
            'monthly',
            'evenMonths',
            'quarterly',
            'halfYearly',
            'yearly',
            'onDemand',
          ]),
          chair: words.nullable(),
          supervisor: words.nullable(),
          source: words,
        }),
      ),
    }),
  },
  supervision: {
    label: '督办',
    parameters: z.strictObject({ body: words.nullable(), mayIssueNotices: z.boolean() }),
  },
  issues: {
    label: '问题分类分级',
    parameters: z.strictObject({
      classes: z.array(words),
      /** null: at once. */
      grades: z.array(z.strictObject({ code, name: words, workingDays: workingDays.nullable() })),
      teams: z.array(z.strictObject({ field: words, leader: words, leadUnit: words.nullable() })),
      /** Closing (销号) asks for a file that shows it. */
      needsEvidence: z.boolean().optional(),
      /** After the closing of what a special meeting settled (回头看); absent: 20. */
      reviewAfterWorkingDays: workingDays.optional(),
    }),
  },
  inspections: {
    label: '巡查督导',
    parameters: z.strictObject({
      rhythm: z.enum(['monthly', 'irregular']),
      isFullCoverage: z.boolean(),
      topics: z.array(words),
      /** Limits of the questions reports raise over time (shared/rules/report-patterns.ts); ours where left open. */
      unchangedPeriods: z.int().min(2).max(52).optional(),
      quarterEndShare: z.int().min(10).max(100).optional(),
    }),
  },
  evaluation: {
    label: '考核评价',
    parameters: z.strictObject({
      rhythms: z.array(words),
      indicators: z.array(words),
      consequences: z.array(z.strictObject({ when: words, what: words })),
    }),
  },
  accountability: { label: '责任追究', parameters: z.strictObject({ grounds: z.array(words), by: words.nullable() }) },
  yearTurn: {
    label: '年度结转',
    parameters: z.strictObject({ proposesCompletion: z.boolean(), notCarriedOver: words }),
  },
  tables: { label: '统计表', parameters: z.strictObject({ reports: z.array(code) }) },
  shownMoneyUnit: { label: '金额单位', parameters: z.strictObject({ unit: z.enum(['wan', 'yi']) }) },
} as const;

export type RuleKind = keyof typeof ruleKinds;
export type ParametersOf<Kind extends RuleKind> = z.infer<(typeof ruleKinds)[Kind]['parameters']>;

export interface Rule<Kind extends RuleKind = RuleKind> {
  readonly kind: Kind;
  readonly parameters: ParametersOf<Kind>;
  /** Notice number and clause; for what no notice states: `notStated`. */
  readonly source: string;
  /** The rule in one Chinese sentence, as alerts and 适用文件 show it. */
  readonly shown: string;
}

export interface RulePack {
  /** `key@version`, stored with the office and with what was decided by it. */
  readonly id: string;
  readonly name: string;
  readonly documentNumber: string;
  readonly validFrom: string | null;
  readonly validUntil: string | null;
  readonly rules: { readonly [Kind in RuleKind]?: Rule<Kind> };
}

/** In the source of a rule, or of a part of it, that no notice states: shown so, and listed for the office to decide. */
export const notStated = '通知未规定，本软件默认';

export function isLeftOpen(rule: Pick<Rule, 'source'>): boolean {
  return rule.source.includes('通知未规定');
}

/** Cites a rule, as alerts and refusals do: “… （二七办文〔2024〕7号 四(二)3）”. */
export function cited(rule: Pick<Rule, 'shown' | 'source'>): string {
  return `${rule.shown}（${rule.source}）`;
}
