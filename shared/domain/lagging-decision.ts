import { z } from 'zod';
import { defineEntity, parent, text, type ValuesOf } from './entity.ts';

/**
 * The centre's word on whether a project stands in 附件2 of a period: 列入 / 不列入 with a reason.
 * No notice gives a threshold, so a rule proposes and a person decides (domain.md 3 “滞后”).
 * Id: deterministic from (project, period).
 */
export const laggingDecision = defineEntity({
  name: 'laggingDecision',
  table: 'lagging_decisions',
  label: '滞后认定',
  fields: {
    projectId: parent('项目', 'project'),
    period: { schema: z.iso.date(), storage: 'text', label: '报送期' },
    isListed: { schema: z.boolean(), storage: 'boolean', label: '是否列入' },
    reason: text('理由', 500),
    /** The liaison group's half of 协调解决情况, printed joined with the district's. */
    coordination: text('协调解决情况（工作组）', 3000),
    /** The pack, with version, whose rule stood beside the decision. */
    rulePack: text('适用文件', 60),
  },
});

export type LaggingDecision = ValuesOf<typeof laggingDecision>;
