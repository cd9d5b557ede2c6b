/** The way of a meeting: held, minuted, issued with the number of the issuing organ, cancelled, or one step back. */
import type { Draft } from '#db/ledger/append.ts';
import { textOf } from '#db/ledger/records.ts';
import { agendaOf } from '#db/queries/meetings.ts';
import { businessDay, shownDay } from '#shared/calendar/day.ts';
import type { MeetingState } from '#shared/domain/meeting.ts';
import { problem } from '#shared/error.ts';
import { type MeetingAct, meetingAfter } from '#shared/rules/meetings.ts';
import { meetingStateLabels } from '#shared/text/labels.ts';
import type { CommandHandlers } from '../context.ts';
import { changeMade, makeChange } from './authoring.ts';
import { requireMeeting } from './meetings.ts';
import { keySupervisedDrafts } from './special-topics.ts';

const actNames: Readonly<Record<MeetingAct, string>> = {
  hold: '登记召开',
  minute: '形成纪要',
  issue: '登记印发',
  cancel: '取消',
  back: '退回上一步',
};

export const meetingActCommands = {
  'meetings.act'(context, { id, act }) {
    const found = requireMeeting(context, id);
    const state = textOf(found, 'state') as MeetingState;
    const title = textOf(found, 'title');
    const onDay = textOf(found, 'onDay');
    const after = meetingAfter(act.kind, state);
    if (after === null)
      throw problem('MEETING_ACT_NOT_ALLOWED', {
        meeting: title,
        state: meetingStateLabels[state],
        act: actNames[act.kind],
      });
    if (act.kind === 'hold' && onDay > businessDay(context.now))
      throw problem('MEETING_IN_FUTURE', { meeting: title, day: shownDay(onDay) });
    if (act.kind === 'minute' && !agendaOf(context.writing, id).some((each) => !each.isDropped))
      throw problem('MEETING_EMPTY', { meeting: title });
    if (act.kind === 'issue') {
      if (act.documentNumber === '') throw problem('MEETING_NUMBER_MISSING');
      if (act.issuedOn < onDay) throw problem('MEETING_DAY_BEFORE', { day: act.issuedOn, held: onDay });
    }
    const issued =
      act.kind === 'issue'
        ? { documentNumber: act.documentNumber, issuedBy: act.issuedBy, issuedOn: act.issuedOn }
        : // Withdrawn: the number belonged to what was issued.
          state === 'issued'
          ? { documentNumber: null, issuedBy: null, issuedOn: null }
          : {};
    const drafts: Draft[] = [
      { entity: 'meeting', id, kind: 'put', values: { ...issued, state: after } },
      ...(act.kind === 'hold' ? keySupervisedDrafts(context.writing, found, agendaOf(context.writing, id)) : []),
    ];
    const change = makeChange(context, 'meetings.act', `${actNames[act.kind]}：${title}`, drafts);
    return { ...changeMade(change), state: after };
  },
} satisfies Partial<CommandHandlers>;
