import { choice, day, defineEntity, integer, reference, requiredText, text, type ValuesOf } from './entity.ts';

/** 已呈送 / 已批示 / 办理中 / 已反馈. */
export const instructionStates = ['presented', 'received', 'inHand', 'answered'] as const;
export type InstructionState = (typeof instructionStates)[number];

/** 领导批示: a paper that went up (呈阅件), what came back in handwriting, what became of it (domain.md 4, practice). */
export const instruction = defineEntity({
  name: 'instruction',
  table: 'instructions',
  label: '领导批示',
  fields: {
    number: integer('编号'),
    paperTitle: requiredText('呈阅件标题', 200),
    presentedOn: day('呈送日期'),
    leaderId: reference('批示领导', 'person'),
    leaderPost: text('领导职务', 60),
    instructedOn: day('批示日期'),
    words: text('批示内容', 3000),
    projectId: reference('项目', 'project'),
    scanId: reference('批示件扫描', 'attachment'),
    handlingUnitId: reference('承办单位', 'unit'),
    dueOn: day('办理时限'),
    state: choice('状态', instructionStates),
    feedback: text('办理情况', 3000),
    feedbackOn: day('反馈日期'),
  },
});

export type Instruction = ValuesOf<typeof instruction>;
