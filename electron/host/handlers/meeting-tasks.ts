import { rulePackInForce } from '#db/queries/rule-packs.ts';
import type { Reading } from '#db/run.ts';
import { businessDay } from '#shared/calendar/day.ts';
import type { OutputOf } from '#shared/contract/index.ts';
import { ruleOf } from '#shared/rules/packs/index.ts';
import { meetingRows, meetingTypeRows } from './meeting-rows.ts';

/** What 工作台 says of meetings: those missed, those held without issued minutes. */
export function meetingTasks(reading: Reading, now: string): OutputOf<'overviews.district'>['tasks'][number][] {
  const missed = meetingTypeRows(reading, now).filter((type) => type.missed.length > 0);
  const open = meetingRows(reading).filter((row) => row.isOurs && (row.state === 'held' || row.state === 'minuted'));
  const passed = meetingRows(reading).filter(
    (row) => row.isOurs && row.state === 'planned' && row.onDay < businessDay(now),
  );
  const rule = ruleOf(rulePackInForce(reading), 'meetings');
  const [first] = missed;
  const [toRecord] = passed;
  return [
    ...(first === undefined
      ? []
      : [
          {
            code: 'MEETINGS_MISSED',
            sentence: `${missed.length}类会议没有召开记录：${first.name}（${first.missed[0]}）${missed.length > 1 ? '等' : ''}。`,
            why: first.source,
            tone: 'look' as const,
            action: { label: '看会议', page: '/meetings' },
          },
        ]),
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
