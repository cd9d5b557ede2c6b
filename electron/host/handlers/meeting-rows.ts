/** Meetings as they are shown, and what the rules in force demand of each type. */
import { calendarInForce } from '#db/queries/calendar.ts';
import { installedAt } from '#db/queries/installation.ts';
import { listMeetings, meetingById, type StoredMeeting } from '#db/queries/meetings.ts';
import { rulePackInForce } from '#db/queries/rule-packs.ts';
import type { Reading } from '#db/run.ts';
import { businessDay } from '#shared/calendar/day.ts';
import type { MeetingRow, MeetingTypeRow } from '#shared/contract/meetings.ts';
import { problem } from '#shared/error.ts';
import { meetingDue } from '#shared/rules/meetings.ts';
import { ruleOf } from '#shared/rules/packs/index.ts';
import { requireOffice } from './authoring.ts';

/** A meeting no rule names: always possible. */
export const otherType = { code: 'other', name: '其他会议' } as const;

export function requireMeetingRow(reading: Reading, id: string): MeetingRow {
  const stored = meetingById(reading, id);
  if (stored === undefined) throw problem('RECORD_NOT_FOUND', { noun: '会议' });
  return rowOf(reading, requireOffice(reading).id)(stored);
}

export function meetingRows(reading: Reading): MeetingRow[] {
  return listMeetings(reading).map(rowOf(reading, requireOffice(reading).id));
}

function rowOf(reading: Reading, officeId: string): (stored: StoredMeeting) => MeetingRow {
  const { types } = ruleOf(rulePackInForce(reading), 'meetings').parameters;
  const names = new Map([...types.map((each) => [each.code, each.name] as const), [otherType.code, otherType.name]]);
  return ({ homeOffice, ...stored }) => ({
    ...stored,
    // Of a pack that is in force no more: its own title says what it was.
    typeName: names.get(stored.type) ?? '其他会议',
    isOurs: homeOffice === officeId,
  });
}

/** What the rules in force demand of each type, and how it stands. */
export function meetingTypeRows(reading: Reading, now: string): MeetingTypeRow[] {
  const rule = ruleOf(rulePackInForce(reading), 'meetings');
  const office = requireOffice(reading);
  const own = listMeetings(reading).filter((each) => each.homeOffice === office.id);
  const since = businessDay(installedAt(reading));
  const calendar = calendarInForce(reading);
  return rule.parameters.types.map((type) => {
    const due = meetingDue(type, own, businessDay(now), since, calendar);
    return { ...type, ...due, missed: [...due.missed] };
  });
}
