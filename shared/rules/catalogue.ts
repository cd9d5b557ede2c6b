/**
 * The closed catalogue of rule kinds: parameters as zod, evaluation as plain functions elsewhere in this folder.
 * A pack chooses kinds, sets parameters and cites the clause; there is no expression language.
 */
import { z } from 'zod';

export const ruleKinds = {
  reportingPeriod: {
    label: '报送周期',
    parameters: z.strictObject({ closingWeekday: z.int().min(1).max(7), closingMinute: z.int().min(0).max(1439) }),
  },
  lagging: {
    label: '进度滞后',
    /** Behind time-proportional progress of the year's plan by more than so many percentage points. */
    parameters: z.strictObject({
      behindPoints: z.number().min(0).max(100),
      levels: z.array(z.enum(['provincial', 'municipal', 'district'])),
    }),
  },
  projectPools: {
    label: '项目四库',
    parameters: z.strictObject({ pools: z.array(z.enum(['reserve', 'start', 'construction', 'completion'])) }),
  },
  sixDefinites: {
    label: '六个明确',
    parameters: z.strictObject({
      items: z.array(
        z.enum(['responsibleLeader', 'projectSteward', 'milestones', 'period', 'responsibleUnit', 'investmentTarget']),
      ),
    }),
  },
  steward: { label: '项目管家', parameters: z.strictObject({ title: z.string() }) },
  shownMoneyUnit: { label: '金额单位', parameters: z.strictObject({ unit: z.enum(['wan', 'yi']) }) },
} as const;

export type RuleKind = keyof typeof ruleKinds;
export type ParametersOf<Kind extends RuleKind> = z.infer<(typeof ruleKinds)[Kind]['parameters']>;

export interface Rule<Kind extends RuleKind = RuleKind> {
  readonly kind: Kind;
  readonly parameters: ParametersOf<Kind>;
  /** Notice number and clause; for what no notice states: “通知未规定，本软件默认”. */
  readonly source: string;
  /** The rule in one Chinese sentence, as alerts and 适用文件 show it. */
  readonly shown: string;
}

export interface RulePack {
  /** `id@version`, stored with the office and with what was decided by it. */
  readonly id: string;
  readonly name: string;
  readonly documentNumber: string;
  readonly rules: { readonly [Kind in RuleKind]?: Rule<Kind> };
}
