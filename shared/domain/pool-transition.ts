import {
  choice,
  daySchema,
  defineEntity,
  parent,
  reference,
  requiredChoice,
  text,
  type ValuesOf,
  yesNo,
} from './entity.ts';
import { projectPools } from './project.ts';

/** 入库（窗口期内 / 窗口期外）、转化、退库、更正. */
export const poolTransitionKinds = ['entry', 'lateEntry', 'transfer', 'exit', 'correction'] as const;
export type PoolTransitionKind = (typeof poolTransitionKinds)[number];

/**
 * A dated move of a project between the pools (二七办文〔2024〕7号 四(二)). The sum of them is the state of any past day;
 * `project.pool` is kept in step by the same change.
 */
export const poolTransition = defineEntity({
  name: 'poolTransition',
  table: 'pool_transitions',
  label: '入库、转化与退库',
  fields: {
    projectId: parent('项目', 'project'),
    kind: requiredChoice('类别', poolTransitionKinds),
    fromPool: choice('原所在库', projectPools),
    toPool: choice('转入库', projectPools),
    onDay: { schema: daySchema, storage: 'text', label: '日期' },
    /** Code of the pack's transfer condition, late-entry ground or exit reason. */
    ground: text('事由', 60),
    groundText: text('事由说明', 1000),
    /** Head of the responsible unit who signed the application (四(二)1). */
    signedBy: text('审核签字人', 40),
    /** The leading group's consent: day and number of the document or minutes (四(二)3). */
    consentOn: text('同意日期', 10),
    consentDocument: text('同意文号', 100),
    applicationId: reference('选报申请', 'attachment'),
    isLandReclaimed: yesNo('收回土地'),
    /** The pack, with version, and the clause that decided it. */
    rulePack: text('适用文件', 60),
    source: text('依据条款', 300),
  },
});

export type PoolTransition = ValuesOf<typeof poolTransition>;
