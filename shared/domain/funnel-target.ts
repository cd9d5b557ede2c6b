import { day, defineEntity, integer, requiredChoice, type ValuesOf, year } from './entity.ts';
import { reserveStages } from './project.ts';

/** How many projects are to be planned, in negotiation, signed and landed, and by when (汴办文〔2019〕13号 四(一)). */
export const funnelTarget = defineEntity({
  name: 'funnelTarget',
  table: 'funnel_targets',
  label: '储备项目落地计划',
  fields: {
    year: year('年度'),
    stage: requiredChoice('阶段', reserveStages),
    projects: integer('计划个数'),
    dueOn: day('时间节点'),
  },
});

export type FunnelTarget = ValuesOf<typeof funnelTarget>;
