import { z } from 'zod';
import {
  day,
  daySchema,
  defineEntity,
  integer,
  list,
  references,
  requiredChoice,
  requiredText,
  text,
  type ValuesOf,
  yesNo,
} from './entity.ts';

/**
 * 周报时限, 每月时限, 一次性时限; 编码: what may stand in a field of a project; 截至完成投资: since when it counts in the tables,
 * which no notice says and the centre decides once.
 */
export const centreRuleKinds = [
  'weeklyDeadline',
  'monthlyDeadline',
  'dayDeadline',
  'codes',
  'investmentToDate',
] as const;
export type CentreRuleKind = (typeof centreRuleKinds)[number];

/** Fields of a project whose words the centre may fix. */
export const codedFields = ['industry', 'industryChain', 'investmentClass', 'category', 'fundingSource'] as const;
export type CodedField = (typeof codedFields)[number];

export const codeItem = z.strictObject({
  code: z.string().trim().max(40),
  name: z.string().trim().min(1).max(60),
});

/**
 * The centre's own deadlines, tables and codes (exchange.md “Ownership”): handed down, read-only in the district, whose rule
 * pack stays its own. What a kind does not need is null.
 */
export const centreRule = defineEntity({
  name: 'centreRule',
  table: 'centre_rules',
  label: '时限、编码和口径',
  fields: {
    kind: requiredChoice('类别', centreRuleKinds),
    name: requiredText('名称', 100),
    /** Ids of the districts it is for; empty: all. */
    toOfficeIds: references('适用区县', 'office'),
    /** 1 = Monday. */
    weekday: integer('星期'),
    dayOfMonth: integer('每月几日'),
    /** Minute of the day, 720 = 12:00. */
    minute: integer('钟点'),
    dueOn: day('日期'),
    field: text('栏目', 40),
    codes: list('编码', codeItem, 500),
    /** thisYear or sinceStart. */
    meaning: text('截至完成投资', 20),
    source: text('依据文件', 100),
    note: text('说明', 500),
    issuedOn: { schema: daySchema, storage: 'text', label: '下达日期' },
    isWithdrawn: yesNo('停用'),
  },
});

export type CentreRule = ValuesOf<typeof centreRule>;
