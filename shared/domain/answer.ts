import { daySchema, defineEntity, parent, requiredChoice, text, type ValuesOf } from './entity.ts';

/** 已更正 / 已说明 / 不更改. */
export const answerKinds = ['corrected', 'explained', 'declined'] as const;
export type AnswerKind = (typeof answerKinds)[number];

/** What the asked office says to a question; the correction itself is its own edit of its own record. */
export const answer = defineEntity({
  name: 'answer',
  table: 'answers',
  label: '答复',
  fields: {
    questionId: parent('询问', 'question'),
    kind: requiredChoice('答复', answerKinds),
    body: text('说明', 2000),
    answeredOn: { schema: daySchema, storage: 'text', label: '答复日期' },
    answeredBy: text('答复人', 40),
  },
});

export type Answer = ValuesOf<typeof answer>;
