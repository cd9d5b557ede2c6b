import { defineEntity, parent, requiredChoice, text, type ValuesOf } from './entity.ts';

/** 不是同一个项目 / 已合并 / 是同一个项目: of two districts, which only they can put right (the centre writes neither's record). */
export const duplicateVerdicts = ['different', 'merged', 'same'] as const;

/** A person's word on two projects that look alike. Id: deterministic from both ids in order. */
export const duplicateVerdict = defineEntity({
  name: 'duplicateVerdict',
  table: 'duplicate_verdicts',
  label: '查重结论',
  fields: {
    projectId: parent('项目', 'project'),
    otherProjectId: parent('另一项目', 'project'),
    verdict: requiredChoice('结论', duplicateVerdicts),
    reason: text('理由', 500),
  },
});

export type DuplicateVerdict = ValuesOf<typeof duplicateVerdict>;
