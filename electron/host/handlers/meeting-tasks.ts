import { rulePackInForce } from '#db/queries/rule-packs.ts';
import type { Reading } from '#db/run.ts';
import { businessDay, shownDay } from '#shared/calendar/day.ts';
import type { Reminder } from '#shared/contract/reminders.ts';
import { ruleOf } from '#shared/rules/packs/index.ts';
import { consultations } from './consultations.ts';
import { meetingRows, meetingTypeRows } from './meeting-rows.ts';
import { tourRows } from './tours.ts';

/** What 工作台 says of meetings: those missed, counties not consulted, proposals not screened, minutes not issued. */
export function meetingTasks(reading: Reading, now: string): Reminder[] {
  const missed = meetingTypeRows(reading, now).filter((type) => type.missed.length > 0);
  const open = meetingRows(reading).filter((row) => row.isOurs && (row.state === 'held' || row.state === 'minuted'));
  const passed = meetingRows(reading).filter(
    (row) => row.isOurs && row.state === 'planned' && row.onDay < businessDay(now),
  );
  const rule = ruleOf(rulePackInForce(reading), 'meetings');
  const [toRecord] = passed;
  return [
    // Each with its own clause.
    ...missed.map((type) => ({
      code: 'MEETINGS_MISSED',
      subject: type.code,
      sentence: `${type.name}没有召开记录：${type.missed.slice(0, 3).join('、')}${type.missed.length > 3 ? `等${type.missed.length}次` : ''}。`,
      why: type.source,
      tone: 'look' as const,
      action: { label: '看会议', page: '/meetings' },
      facts: type.missed,
    })),
    ...consultationReminders(reading, now),
    ...tourRows(reading)
      .filter((row) => row.isOurs && row.state === 'planned' && row.waiting > 0)
      .map((row) => ({
        code: 'TOUR_WAITING',
        subject: row.id,
        sentence: `“${row.title}”（${shownDay(row.onDay)}）还有${row.waiting}个推荐项目没有筛选。`,
        why: rule.parameters.types.find((type) => type.name === row.typeName)?.source ?? rule.source,
        tone: 'look' as const,
        action: { label: '去筛选', page: `/tours/${row.id}` },
      })),
    ...(toRecord === undefined
      ? []
      : [
          {
            code: 'MEETINGS_PASSED',
            sentence: `${passed.length}个会议的日子已过，还没有登记召开或取消：${toRecord.title}${passed.length > 1 ? '等' : ''}。`,
            why: rule.source,
            tone: 'look' as const,
            action: { label: '去登记', page: `/meetings/${toRecord.id}` },
          },
        ]),
    ...(open.length === 0
      ? []
      : [
          {
            code: 'MINUTES_OPEN',
            sentence: `${open.length}个会议已经召开，纪要还没有印发：${open[0]?.title ?? ''}${open.length > 1 ? '等' : ''}。`,
            why: rule.source,
            tone: 'look' as const,
            action: { label: '写纪要', page: `/meetings/${open[0]?.id ?? ''}` },
          },
        ]),
  ];
}

/** The month without a consultation, and the counties nobody has been to this year. */
function consultationReminders(reading: Reading, now: string): Reminder[] {
  const found = consultations(reading, now);
  if (found === null || (found.thisMonth.length > 0 && found.notYet.length === 0)) return [];
  const month = `${Number(found.today.slice(5, 7))}月`;
  const parts = [
    found.thisMonth.length > 0 ? null : `${month}还没有到县（区）会商`,
    found.notYet.length === 0
      ? null
      : `今年还没有会商的县（区）${found.notYet.length}个：${found.notYet.slice(0, 5).join('、')}${found.notYet.length > 5 ? '等' : ''}`,
  ];
  return [
    {
      code: 'CONSULTATIONS_MISSING',
      sentence: `${parts.filter((each) => each !== null).join('；')}。`,
      why: found.source,
      tone: 'look',
      action: { label: '安排会商', page: '/meetings' },
      facts: [found.today.slice(0, 7), ...found.notYet],
    },
  ];
}
