import { defineEntity, integer, parent, reference, requiredChoice, text, type ValuesOf } from './entity.ts';

/** 出席 / 列席 / 请假. */
export const attendanceKinds = ['present', 'observer', 'excused'] as const;
export type AttendanceKind = (typeof attendanceKinds)[number];

/** Id: deterministic from (meeting, person). */
export const attendance = defineEntity({
  name: 'attendance',
  table: 'attendances',
  label: '参会人员',
  fields: {
    meetingId: parent('会议', 'meeting'),
    personId: parent('人员', 'person'),
    kind: requiredChoice('参会情况', attendanceKinds),
    /** Who came in his place. */
    standInId: reference('代会人', 'person'),
    printedPost: text('职务', 100),
    printOrder: integer('排序'),
  },
});

export type Attendance = ValuesOf<typeof attendance>;
