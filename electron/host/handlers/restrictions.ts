/** 暂不报出: what stays in the office, with all that hangs on it, until a person releases it (exchange.md “What goes up”). */
import type { Draft } from '#db/ledger/append.ts';
import { readRecord, type StoredRecord } from '#db/ledger/records.ts';
import { type Belonging, belongingOf } from '#db/queries/belonging.ts';
import { acknowledgementOf, firstOperationOf, isRecordHeld } from '#db/queries/exchange.ts';
import { endsOfSentPackages, keptBack, type StoredRestriction, storedRestrictions } from '#db/queries/restrictions.ts';
import { enrolledOffices } from '#db/queries/trust.ts';
import type { Reading } from '#db/run.ts';
import { businessDay } from '#shared/calendar/day.ts';
import type { RestrictionView } from '#shared/contract/leaving.ts';
import { entities, isEntityName } from '#shared/domain/entities.ts';
import { problem } from '#shared/error.ts';
import type { CommandHandlers, QueryHandlers } from '../context.ts';
import { recordId } from '../record-id.ts';
import { changeMade, makeChange, requireHome, requireOffice } from './authoring.ts';
import { recordPage, recordTitle } from './record-places.ts';

export const restrictionQueries = {
  'restrictions.list'({ reading }) {
    const stored = storedRestrictions(reading);
    const belonging = belongingOf(reading);
    const below = countBelow(belonging, new Set(stored.map((row) => row.subjectId)));
    return { rows: stored.map((row) => viewOf(reading, row, below.get(row.subjectId) ?? 0)) };
  },
  'restrictions.of'({ reading }, { entity, id }) {
    const office = requireOffice(reading);
    const mayKeep = office.kind === 'district' && readRecord(reading, entity, id)?.homeOffice === office.id;
    const inForce = storedRestrictions(reading).filter((row) => !row.isReleased);
    if (inForce.length === 0) return { mayKeep, own: null, above: null };
    const belonging = belongingOf(reading);
    const own = inForce.find((row) => row.subjectId === id);
    if (own !== undefined) {
      const below = countBelow(belonging, new Set([id]));
      return { mayKeep, own: viewOf(reading, own, below.get(id) ?? 0), above: null };
    }
    const chain = belonging.above(id);
    const above = inForce.find((row) => chain.includes(row.subjectId));
    return {
      mayKeep,
      own: null,
      above:
        above === undefined
          ? null
          : { title: recordTitle(reading, above.subjectEntity, above.subjectId), reason: above.reason },
    };
  },
} satisfies Partial<QueryHandlers>;

export const restrictionCommands = {
  'restrictions.set'(context, { entity, id, reason }) {
    const { writing, now, operator } = context;
    const office = requireOffice(writing);
    const subject = readRecord(writing, entity, id);
    if (subject === undefined || subject.isDeleted) throw problem('RECORD_NOT_FOUND', { noun: entities[entity].label });
    requireHome(writing, subject.homeOffice, office.id);
    if (reason === '') throw problem('RESTRICTION_WITHOUT_REASON');
    const restriction = recordId('restriction', id);
    const known = readRecord(writing, 'restriction', restriction);
    const values = {
      subjectEntity: entity,
      subjectId: id,
      reason,
      restrictedOn: businessDay(now),
      restrictedBy: operator,
      isReleased: false,
      releasedOn: null,
      releasedBy: null,
      releaseNote: null,
    };
    const drafts: Draft[] = [
      ...(known?.isDeleted === true
        ? [{ entity: 'restriction', id: restriction, kind: 'undelete' } satisfies Draft]
        : []),
      { entity: 'restriction', id: restriction, kind: 'put', values },
    ];
    const summary = `暂不报出：${recordTitle(writing, entity, id)}`;
    return changeMade(makeChange(context, 'restrictions.set', summary, drafts));
  },
  'restrictions.release'(context, { ids, note }) {
    const { writing, now, operator } = context;
    const subjects = ids.map((id): { draft: Draft; title: string } => {
      const known = readRecord(writing, 'restriction', id);
      const title = titleOfRestriction(writing, known);
      if (known === undefined || known.isDeleted || known.values['isReleased'] === true)
        throw problem('RESTRICTION_NOT_IN_FORCE', { record: title });
      requireHome(writing, known.homeOffice, requireOffice(writing).id);
      const values = {
        isReleased: true,
        releasedOn: businessDay(now),
        releasedBy: operator,
        releaseNote: note === '' ? null : note,
      };
      return { draft: { entity: 'restriction', id, kind: 'put', values }, title };
    });
    const what = subjects.length === 1 ? (subjects[0]?.title ?? '') : `${subjects.length}条记录`;
    const drafts = subjects.map(({ draft }) => draft);
    return changeMade(makeChange(context, 'restrictions.release', `同意报出：${what}`, drafts));
  },
} satisfies Partial<CommandHandlers>;

function titleOfRestriction(reading: Reading, known: StoredRecord | undefined): string {
  if (known === undefined) return '这条记录';
  const { subjectEntity, subjectId } = known.values;
  return recordTitle(reading, String(subjectEntity), String(subjectId));
}

function viewOf(reading: Reading, row: StoredRestriction, below: number): RestrictionView {
  const { subjectEntity: entity, ...rest } = row;
  return {
    ...rest,
    entity,
    entityLabel: isEntityName(entity) ? entities[entity].label : entity,
    title: recordTitle(reading, entity, row.subjectId),
    page: recordPage(reading, entity, row.subjectId),
    below,
    mayHaveLeft: mayHaveLeft(reading, entity, row.subjectId),
  };
}

/** A package was made while the record was here and not kept back. */
function mayHaveLeft(reading: Reading, entity: string, subjectId: string): boolean {
  const since = keptBack(reading).get(subjectId);
  const made = firstOperationOf(reading, entity, subjectId);
  if (made === undefined) return false;
  return enrolledOffices(reading).some(
    ({ id }) =>
      // By a package made at another computer of the office.
      isRecordHeld(reading, made.streamKey, entity, subjectId, acknowledgementOf(reading, id, made.streamKey)) ||
      (endsOfSentPackages(reading, id).get(made.streamKey) ?? []).some(
        (end) =>
          end >= made.n &&
          (since === undefined || since.wasFree || since.streamKey !== made.streamKey || end < since.n),
      ),
  );
}

/** How many live records hang on each of them. */
function countBelow(belonging: Belonging, subjects: ReadonlySet<string>): Map<string, number> {
  const counts = new Map<string, number>();
  for (const id of belonging.ids())
    for (const above of belonging.above(id))
      if (above !== id && subjects.has(above)) counts.set(above, (counts.get(above) ?? 0) + 1);
  return counts;
}
