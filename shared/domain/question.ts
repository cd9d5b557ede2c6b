import { z } from 'zod';
import {
  day,
  daySchema,
  defineEntity,
  reference,
  requiredChoice,
  requiredText,
  text,
  type ValuesOf,
} from './entity.ts';

/** 询问: about a figure of the other side. 更改请求: please change a record of yours. */
export const questionKinds = ['question', 'changeRequest'] as const;
export type QuestionKind = (typeof questionKinds)[number];

/** 待答复 / 已了结 / 撤回: the asker's word; whether an answer is there is another record. */
export const questionStates = ['open', 'settled', 'withdrawn'] as const;
export type QuestionState = (typeof questionStates)[number];

/**
 * One office asks another about a record of the other's (exchange.md “Ownership”): nobody writes another's field, so the
 * centre returns a figure with a question and the district corrects or explains; both stay.
 */
export const question = defineEntity({
  name: 'question',
  table: 'questions',
  label: '询问',
  fields: {
    kind: requiredChoice('类别', questionKinds),
    toOfficeId: requiredText('对方单位', 64),
    projectId: reference('项目', 'project'),
    /** Kind and id of the record asked about, and the field of it; null: the project as a whole. */
    subjectEntity: text('所问事项类别', 40),
    subjectId: text('所问事项', 64),
    field: text('所问栏目', 60),
    /** As it stood when it was asked, in words. */
    shown: text('当时的内容', 2000),
    /** What the asker thinks is right. */
    proposed: text('建议改为', 2000),
    body: requiredText('内容', 1000),
    askedOn: { schema: daySchema, storage: 'text', label: '提出日期' },
    askedBy: text('提出人', 40),
    dueOn: day('答复时限'),
    period: { schema: z.iso.date().nullable(), storage: 'text', label: '报送期' },
    state: requiredChoice('状态', questionStates),
    settledOn: day('了结日期'),
    settledBy: text('了结人', 40),
    note: text('了结说明', 1000),
  },
});

export type Question = ValuesOf<typeof question>;
