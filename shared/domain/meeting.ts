import {
  day,
  daySchema,
  defineEntity,
  integer,
  reference,
  requiredChoice,
  requiredText,
  text,
  type ValuesOf,
} from './entity.ts';

/** 拟召开 / 已召开 / 纪要已形成 / 纪要已印发 / 取消. */
export const meetingStates = ['planned', 'held', 'minuted', 'issued', 'cancelled'] as const;
export type MeetingState = (typeof meetingStates)[number];

/** A meeting of a type of the pack's rule `meetings`, from the plan to the issued minutes (会议纪要). */
export const meeting = defineEntity({
  name: 'meeting',
  table: 'meetings',
  label: '会议',
  fields: {
    /** Code of the type in the pack in force then. */
    type: requiredText('会议类型', 40),
    title: requiredText('会议名称', 200),
    onDay: { schema: daySchema, storage: 'text', label: '会议日期' },
    time: text('时间', 20),
    place: text('地点', 100),
    chairId: reference('主持人', 'person'),
    /** As printed before the name: 区长. */
    chairPost: text('主持人职务', 60),
    recorder: text('记录人', 40),
    groupId: reference('推进小组', 'group'),
    /** 004: at least one county a month is visited. */
    districtName: text('会商县区', 60),
    state: requiredChoice('状态', meetingStates),
    opening: text('会议概述', 3000),
    closing: text('会议要求', 3000),
    /** How the paper for a hearing begins and ends; the facts between are gathered anew each time. */
    briefingOpening: text('汇报材料开头', 3000),
    briefingClosing: text('汇报材料结尾', 3000),
    /** Given by the issuing organ after signing: entered, never generated (domain.md 4). */
    documentNumber: text('纪要文号', 60),
    issuedBy: text('签发人', 40),
    issuedOn: day('印发日期'),
    copyTo: text('抄送', 500),
    sequence: integer('期次'),
    rulePack: text('适用文件', 60),
  },
});

export type Meeting = ValuesOf<typeof meeting>;
