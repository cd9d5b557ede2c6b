import { day, daySchema, defineEntity, parent, reference, requiredChoice, text, type ValuesOf } from './entity.ts';

/** 交办、签收、进展、反馈、退回、申请延期、同意延期、不同意延期、催办、提交上级、办结、回头看、重新打开. */
export const taskEntryKinds = [
  'assign',
  'accept',
  'progress',
  'reply',
  'return',
  'extensionAsked',
  'extensionGranted',
  'extensionRefused',
  'reminder',
  'escalate',
  'close',
  'review',
  'reopen',
] as const;
export type TaskEntryKind = (typeof taskEntryKinds)[number];

export const taskEntry = defineEntity({
  name: 'taskEntry',
  table: 'task_entries',
  label: '督办记录',
  fields: {
    taskId: parent('督办事项', 'task'),
    kind: requiredChoice('类别', taskEntryKinds),
    onDay: { schema: daySchema, storage: 'text', label: '日期' },
    body: text('内容', 3000),
    byWhom: text('填写人', 60),
    /** Of an extension: the day asked for. */
    newDueOn: day('申请延至'),
    attachmentId: reference('附件', 'attachment'),
  },
});

export type TaskEntry = ValuesOf<typeof taskEntry>;
