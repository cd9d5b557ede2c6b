import { z } from 'zod';
import {
  choice,
  daySchema,
  defineEntity,
  list,
  reference,
  references,
  requiredText,
  text,
  textList,
  type ValuesOf,
  yesNo,
} from './entity.ts';
import { projectLevels, projectPools } from './project.ts';

export const tableMoneyUnits = ['wan', 'yi'] as const;
export type TableMoneyUnit = (typeof tableMoneyUnits)[number];

/** Not strict: what a newer version says of a column besides is kept in the record and not looked at. */
export const centreTableColumn = z.object({
  /** Stays when the heading is reworded, so that what the districts typed below it stays too. */
  key: z.string().trim().min(1).max(130),
  /** The heading over several neighbours: 一季度 over 工作内容 and 投资. */
  group: z.string().trim().max(60),
  head: z.string().trim().min(1).max(60),
  /** What fills it (shared/report/centre-facts.ts), also one this version does not know; null: typed in by the district (手填). */
  fact: z.string().max(40).nullable(),
});
export type CentreTableColumn = z.infer<typeof centreTableColumn>;

/** A table the centre wants from its districts (exchange.md “Ownership”): its headings, and which projects stand in it. */
export const centreTable = defineEntity({
  name: 'centreTable',
  table: 'centre_tables',
  label: '下达报表',
  fields: {
    name: requiredText('表名', 100),
    /** Ids of the districts it is for; empty: all. */
    toOfficeIds: references('适用区县', 'office'),
    columns: list('栏目', centreTableColumn, 60),
    /** Levels, lists and leaders together say which projects; none of them: all. */
    levels: list('级别', z.enum(projectLevels), 3),
    lists: textList('名单'),
    isLeaderProjects: yesNo('省市领导联系项目'),
    /** Of those only these; empty: whatever their pool. */
    pools: list('所在库', z.enum(projectPools), 4),
    moneyUnit: choice('金额单位', tableMoneyUnits),
    hasTotal: yesNo('合计'),
    pageSize: choice('纸张', ['A4', 'A3']),
    note: text('表注', 1000),
    deadlineId: reference('报送时限', 'centreRule'),
    source: text('依据文件', 100),
    issuedOn: { schema: daySchema, storage: 'text', label: '下达日期' },
    isWithdrawn: yesNo('停用'),
  },
});

export type CentreTable = ValuesOf<typeof centreTable>;
