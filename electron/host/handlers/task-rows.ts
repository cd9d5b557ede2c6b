/** 督办事项 as they are shown: the ledger's rows with their lateness, and the whole life of one. */
import { calendarInForce } from '#db/queries/calendar.ts';
import {
  filesOfOrigin,
  filesOfTask,
  issueEntriesOfTask,
  listTasks,
  originOfTask,
  type StoredTask,
  type StoredTaskEntry,
  taskById,
  taskEntriesOf,
} from '#db/queries/tasks.ts';
import type { Reading } from '#db/run.ts';
import { businessDay, shownDay } from '#shared/calendar/day.ts';
import type { Calendar } from '#shared/calendar/working-day.ts';
import type { OutputOf } from '#shared/contract/index.ts';
import type { TaskRow } from '#shared/contract/tasks.ts';
import { problem } from '#shared/error.ts';
import { deadlineFinding, isReviewDue } from '#shared/rules/deadlines.ts';
import { lacksOf, taskWorkingDaysLate, workingDaysLeft } from '#shared/rules/tasks.ts';
import { issueEntryKindLabels, taskEntryKindLabels } from '#shared/text/labels.ts';
import { requireOffice } from './authoring.ts';

type Chain = OutputOf<'tasks.get'>['chain'];

interface Scope {
  readonly projectId?: string | undefined;
  readonly originId?: string | undefined;
}

export function taskRows(reading: Reading, officeId: string, now: string, scope: Scope): TaskRow[] {
  const today = businessDay(now);
  const calendar = calendarInForce(reading);
  return listTasks(reading, scope).map((stored) => taskRowOf(stored, officeId, today, calendar));
}

function taskRowOf(
  { homeOffice, unitId, personId, officeId, ...stored }: StoredTask,
  officeIdOfUs: string,
  today: string,
  calendar: Calendar,
): TaskRow {
  const isOpen = stored.state !== 'closed' && stored.state !== 'draft';
  return {
    ...stored,
    supportingUnits: [...stored.supportingUnits],
    number: `${stored.assignedOn.slice(0, 4)}-${stored.number ?? '?'}`,
    isOurs: homeOffice === officeIdOfUs,
    dueFinding: stored.state === 'closed' ? null : deadlineFinding(stored.dueOn, calendar),
    isForUs: homeOffice !== officeIdOfUs && officeId === officeIdOfUs,
    lacks: stored.state === 'draft' ? lacksOf({ unitId, personId, dueOn: stored.dueOn, officeId }) : [],
    isReviewDue: isReviewDue(stored, today),
    workingDaysLate: taskWorkingDaysLate(stored, today, calendar),
    workingDaysLeft: isOpen ? workingDaysLeft(stored.dueOn, today, calendar) : null,
  };
}

export function taskWithHistory(reading: Reading, now: string, id: string): OutputOf<'tasks.get'> {
  const office = requireOffice(reading);
  const stored = storedTask(reading, id);
  const entries = taskEntriesOf(reading, id);
  const row = taskRowOf(stored, office.id, businessDay(now), calendarInForce(reading));
  return { row, entries, chain: chainOf(reading, stored, entries) };
}

/** 来龙去脉: where it came from, what was done, the files, the closing and the review; oldest first. */
function chainOf(reading: Reading, stored: StoredTask, entries: readonly StoredTaskEntry[]): Chain {
  const origin = originOfTask(reading, stored.id, stored.origin);
  const file = (id: string | null, name: string | null) => (id === null ? null : { id, name: name ?? '附件' });
  const first: Chain =
    origin === undefined
      ? []
      : [
          {
            onDay: origin.onDay,
            what: origin.what,
            body: origin.body,
            byWhom: origin.byWhom,
            attachment: file(origin.attachmentId, origin.attachmentName),
          },
        ];
  const ofSite: Chain = filesOfOrigin(reading, stored.id)
    .filter((each) => each.id !== origin?.attachmentId)
    .map((each) => ({
      onDay: each.onDay,
      what: each.isPhoto ? '现场照片' : '来源材料',
      body: each.note ?? '',
      byWhom: each.byWhom,
      attachment: { id: each.id, name: each.name },
    }));
  const ofIssue: Chain = issueEntriesOfTask(reading, stored.id).map((entry) => ({
    onDay: entry.onDay,
    what: `问题${issueEntryKindLabels[entry.kind]}`,
    body: entry.body,
    byWhom: entry.byWhom,
    attachment: null,
  }));
  const named = new Set(entries.map((entry) => entry.attachmentId));
  const files: Chain = filesOfTask(reading, stored.id)
    .filter((each) => !named.has(each.id))
    .map((each) => ({
      onDay: each.onDay,
      what: '佐证材料',
      body: each.note ?? '',
      byWhom: each.byWhom,
      attachment: { id: each.id, name: each.name },
    }));
  const own: Chain = entries.toReversed().map((entry) => ({
    onDay: entry.onDay,
    what: taskEntryKindLabels[entry.kind],
    body: `${entry.newDueOn === null ? '' : `延至${shownDay(entry.newDueOn)}。`}${entry.body ?? ''}`,
    byWhom: entry.byWhom,
    attachment: file(entry.attachmentId, entry.attachmentName),
  }));
  const handedOver: Chain =
    stored.handedOverOn === null
      ? []
      : [
          {
            onDay: stored.handedOverOn,
            what: '移交督查',
            body: '列入议定事项清单移交督查',
            byWhom: null,
            attachment: null,
          },
        ];
  // Stable: what happened on one day keeps its order, the origin before the rest.
  return [...first, ...ofSite, ...ofIssue, ...own, ...handedOver, ...files].toSorted((left, right) =>
    left.onDay < right.onDay ? -1 : left.onDay > right.onDay ? 1 : 0,
  );
}

export function storedTask(reading: Reading, id: string): StoredTask {
  const stored = taskById(reading, id);
  if (stored === undefined) throw problem('RECORD_NOT_FOUND', { noun: '督办事项' });
  return stored;
}
