import {
  choice,
  defineEntity,
  integer,
  parent,
  reference,
  requiredText,
  text,
  type ValuesOf,
  yesNo,
} from './entity.ts';

/** What the facts proposed it for; null: added by hand. */
export const agendaReasons = ['overdueTask', 'urgentIssue', 'lagging', 'missedMilestone', 'notReported'] as const;
export type AgendaReason = (typeof agendaReasons)[number];

/** One topic of a meeting: proposed by the facts or added, then minuted: heard, opinions; its decisions are tasks. */
export const agendaItem = defineEntity({
  name: 'agendaItem',
  table: 'agenda_items',
  label: '议题',
  fields: {
    meetingId: parent('会议', 'meeting'),
    title: requiredText('议题', 300),
    reason: choice('提出依据', agendaReasons),
    /** The sentence of the facts, as it was when proposed. */
    facts: text('情况', 2000),
    projectId: reference('项目', 'project'),
    /** The task, issue or milestone it is about. */
    subjectId: text('所涉事项', 64),
    reportingUnitId: reference('汇报单位', 'unit'),
    printOrder: integer('排序'),
    isDropped: yesNo('不上会'),
    heard: text('会议听取', 5000),
    opinions: text('会议意见', 5000),
  },
});

export type AgendaItem = ValuesOf<typeof agendaItem>;
