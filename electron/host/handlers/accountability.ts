/** 责任追究台账: proposed from what was late, entered or struck by a person, released on purpose. */
import type { Draft } from '#db/ledger/append.ts';
import { readRecord, type StoredRecord, textOf } from '#db/ledger/records.ts';
import { formsSent, listAccountability, type StoredAccountability } from '#db/queries/accountability.ts';
import { calendarInForce } from '#db/queries/calendar.ts';
import { rulePackInForce } from '#db/queries/rule-packs.ts';
import type { Reading } from '#db/run.ts';
import { businessDay, shownDay } from '#shared/calendar/day.ts';
import { periodLabel } from '#shared/calendar/period.ts';
import { collectionDeadline } from '#shared/collection/deadline.ts';
import type { AccountabilityChanges } from '#shared/contract/accountability.ts';
import { problem } from '#shared/error.ts';
import {
  type AccountabilityProposal,
  type LateFact,
  proposeAccountability,
  timesNamed,
} from '#shared/rules/accountability.ts';
import { ruleOf } from '#shared/rules/packs/index.ts';
import type { CommandContext, CommandHandlers, QueryHandlers } from '../context.ts';
import { changeMade, makeChange, requireHome, requireOffice } from './authoring.ts';
import { openPeopleBook } from './people.ts';
import { trimmed } from './projects.ts';
import { taskRows } from './task-rows.ts';

export const accountabilityQueries = {
  'accountability.list'({ reading, now }) {
    const office = requireOffice(reading);
    const { parameters, shown, source } = ruleOf(rulePackInForce(reading), 'accountability');
    return {
      rows: listAccountability(reading).map(({ homeOffice, ...row }) => ({ ...row, isOurs: homeOffice === office.id })),
      proposals: proposals(reading, now),
      rule: { grounds: parameters.grounds, by: parameters.by, shown, source },
    };
  },
} satisfies Partial<QueryHandlers>;

export const accountabilityCommands = {
  'accountability.save'(context, { id, sourceId, changes }) {
    const found = id === undefined ? undefined : requireEntry(context, id);
    const proposal = sourceId === undefined ? undefined : requireProposal(context, sourceId);
    const entryId = id ?? context.newId();
    const drafts = entryDrafts(context, entryId, found, proposal, changes);
    const who = changes.unitName ?? changes.personName ?? proposal?.unitName ?? proposal?.personName ?? '';
    const what = found === undefined ? `列入责任追究台账：${who}` : `修改责任追究台账：${textOf(found, 'ground')}`;
    return { ...changeMade(makeChange(context, 'accountability.save', what, drafts)), id: entryId };
  },
  'accountability.strike'(context, { sourceId, reason }) {
    const proposal = requireProposal(context, sourceId);
    const id = context.newId();
    const drafts = entryDrafts(context, id, undefined, proposal, { handling: reason }, true);
    const change = makeChange(context, 'accountability.strike', `不予列入责任追究：${proposal.facts}`, drafts);
    return { ...changeMade(change), id };
  },
  'accountability.release'(context, { ids }) {
    const drafts = ids.map((id): Draft => {
      const found = requireEntry(context, id);
      if (found.values['isStruck'] === true) throw problem('ACCOUNTABILITY_STRUCK', { facts: factsOf(found) });
      return { entity: 'accountabilityEntry', id, kind: 'put', values: { isReleased: true } };
    });
    return changeMade(makeChange(context, 'accountability.release', `同意报出责任追究${ids.length}条`, drafts));
  },
  'accountability.remove'(context, { ids }) {
    const drafts = ids.map((id): Draft => {
      const found = requireEntry(context, id);
      if (found.values['isReleased'] === true) throw problem('ACCOUNTABILITY_RELEASED', { facts: factsOf(found) });
      return { entity: 'accountabilityEntry', id, kind: 'delete' };
    });
    return changeMade(makeChange(context, 'accountability.remove', `删除责任追究台账${ids.length}条`, drafts));
  },
} satisfies Partial<CommandHandlers>;

function entryDrafts(
  context: CommandContext,
  id: string,
  found: StoredRecord | undefined,
  proposal: AccountabilityProposal | undefined,
  changes: AccountabilityChanges,
  isStruck = false,
): Draft[] {
  const office = requireOffice(context.writing);
  const book = openPeopleBook(context.writing, office.id, context.newId);
  const rule = ruleOf(rulePackInForce(context.writing), 'accountability');
  const { unitName = proposal?.unitName, personName = proposal?.personName, ...fields } = changes;
  const named = (name: string | null | undefined, make: (name: string) => string) =>
    name === undefined ? undefined : isBlank(name) ? null : make(name ?? '');
  const values = trimmed({
    ...(proposal === undefined
      ? {}
      : {
          projectId: proposal.projectId,
          ground: proposal.ground,
          onDay: proposal.onDay,
          facts: proposal.facts,
          sourceId: proposal.sourceId,
        }),
    ...fields,
    unitId: named(unitName, book.unit),
    personId: named(personName, book.person),
  });
  if (found === undefined) {
    if (isBlank(unitName ?? null) && isBlank(personName ?? null)) throw problem('ACCOUNTABILITY_NOBODY');
    if (typeof values['ground'] !== 'string')
      throw problem('FIELD_INVALID', { field: '情形', reason: '请写明是什么情形' });
    const times = timesNamed(listAccountability(context.writing).filter(ownOf(office.id)), {
      unitName: unitName ?? null,
      personName: personName ?? null,
    });
    const first = {
      onDay: businessDay(context.now),
      times: isStruck ? null : times + 1,
      source: rule.source,
      isStruck,
      isReleased: false,
    };
    return [...book.newRecords(), { entity: 'accountabilityEntry', id, kind: 'put', values: { ...first, ...values } }];
  }
  const after = (field: 'unitId' | 'personId') => (values[field] === undefined ? found.values[field] : values[field]);
  if ((after('unitId') ?? null) === null && (after('personId') ?? null) === null)
    throw problem('ACCOUNTABILITY_NOBODY');
  return [...book.newRecords(), { entity: 'accountabilityEntry', id, kind: 'put', values }];
}

/** Late tasks and late forms of the office's year that nobody decided about yet. */
function proposals(reading: Reading, now: string): AccountabilityProposal[] {
  const office = requireOffice(reading);
  const rule = ruleOf(rulePackInForce(reading), 'accountability').parameters;
  const decided = listAccountability(reading).filter(ownOf(office.id));
  return proposeAccountability(
    [...lateTasks(reading, office.id, now), ...lateForms(reading, office, now)],
    decided,
    rule,
  );
}

function lateTasks(reading: Reading, officeId: string, now: string): LateFact[] {
  return taskRows(reading, officeId, now, {})
    .filter((row) => row.isOurs && (row.workingDaysLate ?? 0) > 0)
    .map((row) => ({
      sourceId: row.id,
      kind: 'task',
      unitName: row.unitName,
      personName: row.personName,
      projectId: row.projectId,
      projectName: row.projectName,
      onDay: row.dueOn ?? row.assignedOn,
      facts: `${row.content}：应于${shownDay(row.dueOn ?? row.assignedOn)}办结，逾期${row.workingDaysLate}个工作日${row.state === 'closed' ? '后办结' : '未办结'}${row.reminders === 0 ? '' : `，催办${row.reminders}次`}`,
    }));
}

function lateForms(
  reading: Reading,
  office: { readonly id: string; readonly ledgerYear: number },
  now: string,
): LateFact[] {
  const pack = rulePackInForce(reading);
  const rule = ruleOf(pack, 'unitCollection').parameters;
  const { shift } = ruleOf(pack, 'deadlineShift').parameters;
  const calendar = calendarInForce(reading);
  return formsSent(reading, office.id, `${office.ledgerYear}-01-01`).flatMap((form): LateFact[] => {
    const deadline = collectionDeadline(form.period, rule, shift, calendar);
    if (deadline.instant >= now || (form.returnedAt !== null && form.returnedAt <= deadline.instant)) return [];
    const reminded = form.reminders === 0 ? '' : `，催报${form.reminders}次`;
    return [
      {
        sourceId: form.id,
        kind: 'report',
        unitName: form.unitName,
        personName: null,
        projectId: null,
        projectName: null,
        onDay: deadline.day,
        facts: `${periodLabel(form.period)}填报表应于${deadline.shown}前交回，${form.returnedAt === null ? '没有交回' : `${shownDay(businessDay(form.returnedAt))}才交回`}${reminded}`,
      },
    ];
  });
}

function requireProposal(context: CommandContext, sourceId: string): AccountabilityProposal {
  const office = requireOffice(context.writing);
  const decided = listAccountability(context.writing).filter(ownOf(office.id));
  const known = decided.find((entry) => entry.sourceId === sourceId);
  if (known !== undefined) throw problem('ACCOUNTABILITY_TWICE', { facts: known.facts ?? known.ground });
  const found = proposals(context.writing, context.now).find((each) => each.sourceId === sourceId);
  if (found === undefined) throw problem('ACCOUNTABILITY_PROPOSAL_GONE');
  return found;
}

function requireEntry(context: CommandContext, id: string): StoredRecord {
  const found = readRecord(context.writing, 'accountabilityEntry', id);
  if (found === undefined || found.isDeleted) throw problem('RECORD_NOT_FOUND', { noun: '责任追究记录' });
  requireHome(context.writing, found.homeOffice, requireOffice(context.writing).id);
  return found;
}

function ownOf(officeId: string): (entry: StoredAccountability) => boolean {
  return (entry) => entry.homeOffice === officeId;
}

function factsOf(found: StoredRecord): string {
  return textOf(found, 'facts') || textOf(found, 'ground');
}

function isBlank(name: string | null): boolean {
  return name === null || name.trim() === '';
}
