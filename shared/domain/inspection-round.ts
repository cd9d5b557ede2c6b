import { z } from 'zod';
import {
  daySchema,
  defineEntity,
  integer,
  list,
  reference,
  references,
  requiredChoice,
  requiredText,
  text,
  type ValuesOf,
} from './entity.ts';

/** 安排中 / 已印发 / 已结束 / 取消. */
export const inspectionRoundStates = ['planned', 'printed', 'closed', 'cancelled'] as const;
export type InspectionRoundState = (typeof inspectionRoundStates)[number];

/** How its projects were chosen, so that anybody can choose them again: a street, the lagging ones, at random … */
export const roundSelection = z.strictObject({
  way: z.enum(['picked', 'street', 'lagging', 'random', 'fullCoverage', 'notVisited']),
  street: z.string().max(100).nullable(),
  /** Of a random choice: the same seed on the same projects chooses the same ones. */
  seed: z.string().max(40).nullable(),
  count: z.int().min(1).max(2000).nullable(),
  notVisitedDays: z.int().min(1).max(3650).nullable(),
  /** How many there were to choose from. */
  outOf: z.int().min(0),
});
export type RoundSelection = z.infer<typeof roundSelection>;

/** 督导轮次: people go to projects in an order with one template (汴办文〔2019〕13号: monthly with full coverage). */
export const inspectionRound = defineEntity({
  name: 'inspectionRound',
  table: 'inspection_rounds',
  label: '现场督导',
  fields: {
    name: requiredText('督导名称', 100),
    number: integer('编号'),
    /** Code of a built-in template or id of an own one. */
    templateId: requiredText('检查表模板', 64),
    fromDay: { schema: daySchema, storage: 'text', label: '开始日期' },
    untilDay: { schema: daySchema, storage: 'text', label: '结束日期' },
    inspectorIds: references('督导人员', 'person'),
    /** People who are in no register, and the car. */
    otherInspectors: text('其他人员', 200),
    groupId: reference('工作组', 'group'),
    /** The clause it carries out. */
    source: text('依据', 100),
    /** Empty where it was made before this was kept; one otherwise. */
    selection: list('选取方式', roundSelection, 1),
    state: requiredChoice('状态', inspectionRoundStates),
    note: text('备注', 1000),
    rulePack: text('适用文件', 60),
  },
});

export type InspectionRound = ValuesOf<typeof inspectionRound>;
