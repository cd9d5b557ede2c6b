/** Persons over time: facts, posts, and two spellings of one person becoming one. */
import type { Draft } from '#db/ledger/append.ts';
import { liveRecords, readRecord, type StoredRecord, textOf } from '#db/ledger/records.ts';
import { saveSetting, settingValues } from '#db/queries/installation.ts';
import { groupsOfPerson, postsOf, spelledPersons, termsOfPerson } from '#db/queries/persons.ts';
import { listPersons, personRow } from '#db/queries/registers.ts';
import { rulePackInForce } from '#db/queries/rule-packs.ts';
import type { Reading } from '#db/run.ts';
import { addDays, businessDay, shownDay } from '#shared/calendar/day.ts';
import { problem } from '#shared/error.ts';
import { roleName } from '#shared/rules/leaders.ts';
import { alikePersons } from '#shared/rules/same-person.ts';
import { overlap } from '#shared/rules/terms.ts';
import type { CommandContext, CommandHandlers, QueryHandlers } from '../context.ts';
import { changeMade, makeChange, requireHome, requireOffice } from './authoring.ts';
import { openPeopleBook } from './people.ts';
import { trimmed } from './projects.ts';
import { repointingDrafts } from './repoint.ts';
import { requirePast } from './units.ts';

/** Pairs a clerk has called different persons, `id id` in the order of their letters; of this computer. */
const keptApartKey = 'people.keptApart';

export const personQueries = {
  'persons.list': ({ reading, now }) => ({ rows: listPersons(reading, businessDay(now)) }),
  'persons.get'({ reading, now }, { id }) {
    const person = personRow(reading, id, businessDay(now));
    if (person === undefined) throw problem('RECORD_NOT_FOUND', { noun: '人员' });
    const pack = rulePackInForce(reading);
    return {
      person,
      posts: postsOf(reading, id),
      groups: groupsOfPerson(reading, id),
      terms: termsOfPerson(reading, id).map((term) => ({ ...term, roleName: roleName(pack, term.role) })),
    };
  },
  'persons.alike'({ reading, now }) {
    const office = requireOffice(reading);
    const rows = new Map(listPersons(reading, businessDay(now)).map((row) => [row.id, row]));
    const apart = keptApart(reading);
    const pairs = alikePersons(spelledPersons(reading, office.id)).flatMap(({ left, right, evidence }) => {
      const [one, other] = [rows.get(left), rows.get(right)];
      if (one === undefined || other === undefined || apart.has(pairKey(left, right))) return [];
      // The spelling more projects use is proposed to stay.
      const isTurned = other.projects > one.projects;
      return [{ left: isTurned ? other : one, right: isTurned ? one : other, evidence: [...evidence], isOurs: true }];
    });
    return { pairs };
  },
} satisfies Partial<QueryHandlers>;

export const personCommands = {
  'persons.save'(context, { id, changes }) {
    const office = requireOffice(context.writing);
    const { unitName, ...fields } = changes;
    const before = id === undefined ? undefined : ownPerson(context, id);
    if (id === undefined && fields.name === undefined)
      throw problem('FIELD_INVALID', { field: '姓名', reason: '新人员要有姓名' });
    const personId = id ?? context.newId();
    const book = openPeopleBook(context.writing, office.id, context.newId);
    const unit = unitName === undefined ? {} : { unitId: unitName === null ? null : book.unit(unitName) };
    const drafts: Draft[] = [
      ...book.newRecords(),
      { entity: 'person', id: personId, kind: 'put', values: trimmed({ ...fields, ...unit }) },
    ];
    const name = fields.name ?? textOf(before, 'name');
    const made = makeChange(context, 'persons.save', `${id === undefined ? '新增' : '修改'}人员：${name}`, drafts);
    return { ...changeMade(made), id: personId };
  },
  'persons.newPost'(context, { id, unitName, post, rank, fromDay }) {
    const office = requireOffice(context.writing);
    const person = ownPerson(context, id);
    requirePast(context, fromDay, '任职日期');
    const name = textOf(person, 'name');
    const posts = postsOf(context.writing, id);
    const since =
      posts
        .map((each) => each.fromDay ?? '')
        .toSorted()
        .at(-1) ?? '';
    if (since !== '' && fromDay <= since)
      throw problem('POST_DAY_TOO_EARLY', { name, since: shownDay(since), day: shownDay(fromDay) });
    const book = openPeopleBook(context.writing, office.id, context.newId);
    const unitId =
      unitName === undefined ? (person.values['unitId'] ?? null) : unitName === null ? null : book.unit(unitName);
    const now = trimmed({ unitId, post, rank: rank ?? null });
    const drafts: Draft[] = [
      ...book.newRecords(),
      ...closedPosts(context, person, posts, addDays(fromDay, -1)),
      { entity: 'personPost', id: context.newId(), kind: 'put', values: { personId: id, fromDay, ...now } },
      { entity: 'person', id, kind: 'put', values: now },
    ];
    return changeMade(makeChange(context, 'persons.newPost', `${name}任${post}`, drafts));
  },
  'persons.merge'(context, { keptId, otherId }) {
    const office = requireOffice(context.writing);
    if (keptId === otherId) throw problem('PERSON_MERGE_ITSELF');
    const kept = ownPerson(context, keptId);
    const other = ownPerson(context, otherId);
    const moved = mergedReferences(context.writing, office.id, keptId, otherId);
    const spellings = [...listOf(kept, 'otherSpellings'), textOf(other, 'name'), ...listOf(other, 'otherSpellings')];
    const drafts: Draft[] = [
      {
        entity: 'person',
        id: keptId,
        kind: 'put',
        values: {
          otherSpellings: [...new Set(spellings)].filter((name) => name !== textOf(kept, 'name')),
          ...blanksFilled(kept, other),
        },
      },
      ...moved,
      { entity: 'person', id: otherId, kind: 'put', values: { mergedIntoId: keptId } },
    ];
    const summary = `“${textOf(other, 'name')}”并入“${textOf(kept, 'name')}”`;
    return { ...changeMade(makeChange(context, 'persons.merge', summary, drafts)), moved: moved.length };
  },
  'persons.keepApart'(context, { leftId, rightId }) {
    for (const id of [leftId, rightId]) ownPerson(context, id);
    const apart = [...new Set([...keptApart(context.writing), pairKey(leftId, rightId)])];
    saveSetting(context.writing, keptApartKey, apart);
    return { done: true as const };
  },
} satisfies Partial<CommandHandlers>;

function ownPerson(context: CommandContext, id: string): StoredRecord {
  const record = readRecord(context.writing, 'person', id);
  if (record === undefined || record.isDeleted || textOf(record, 'mergedIntoId') !== '')
    throw problem('RECORD_NOT_FOUND', { noun: '人员' });
  requireHome(context.writing, record.homeOffice, requireOffice(context.writing).id);
  return record;
}

/** Open posts end; a post nobody wrote down before is written down now, so that it is not lost. */
function closedPosts(
  context: CommandContext,
  person: StoredRecord,
  posts: ReturnType<typeof postsOf>,
  untilDay: string,
): Draft[] {
  const open = posts.filter((each) => each.untilDay === null);
  if (open.length > 0)
    return open.map((each) => ({ entity: 'personPost', id: each.id, kind: 'put', values: { untilDay } }));
  const { unitId = null, post = null, rank = null } = person.values;
  if (posts.length > 0 || (post === null && unitId === null)) return [];
  const values = { personId: person.id, unitId, post, rank, untilDay };
  return [{ entity: 'personPost', id: context.newId(), kind: 'put', values }];
}

/** Everything that said the other says the kept one; what would then stand twice falls away. */
function mergedReferences(reading: Reading, officeId: string, keptId: string, otherId: string): Draft[] {
  const drafts = repointingDrafts(reading, {
    entity: 'person',
    from: [otherId],
    to: keptId,
    officeId,
    except: ['person'],
  });
  const terms = [...liveRecords(reading, 'assignment', officeId).values()].filter(
    (term) => term.values['personId'] === keptId,
  );
  const members = [...liveRecords(reading, 'groupMember', officeId).values()].filter(
    (member) => member.values['personId'] === keptId,
  );
  return drafts.map((draft): Draft => {
    const gone: Draft = { entity: draft.entity, id: draft.id, kind: 'delete' };
    const record = readRecord(reading, draft.entity, draft.id);
    if (record === undefined) return draft;
    if (draft.entity === 'assignment' && terms.some((term) => isSameTerm(term, record))) return gone;
    if (draft.entity === 'groupMember' && members.some((member) => isSameSeat(member, record))) return gone;
    const after = { ...record.values, ...draft.values };
    return draft.entity === 'delegation' && after['leaderId'] === after['delegateId'] ? gone : draft;
  });
}

function isSameTerm(left: StoredRecord, right: StoredRecord): boolean {
  return (
    left.values['projectId'] === right.values['projectId'] &&
    left.values['role'] === right.values['role'] &&
    overlap(daysOf(left), daysOf(right))
  );
}

function isSameSeat(left: StoredRecord, right: StoredRecord): boolean {
  return left.values['groupId'] === right.values['groupId'] && left.values['role'] === right.values['role'];
}

function daysOf(record: StoredRecord): { readonly fromDay: string | null; readonly untilDay: string | null } {
  return { fromDay: textOf(record, 'fromDay') || null, untilDay: textOf(record, 'untilDay') || null };
}

function blanksFilled(kept: StoredRecord, other: StoredRecord): Record<string, string> {
  const filled: Record<string, string> = {};
  for (const field of ['unitId', 'post', 'rank', 'phone'])
    if (textOf(kept, field) === '' && textOf(other, field) !== '') filled[field] = textOf(other, field);
  return filled;
}

function listOf(record: StoredRecord, field: string): readonly string[] {
  return (record.values[field] ?? []) as readonly string[];
}

function keptApart(reading: Reading): ReadonlySet<string> {
  const kept = settingValues(reading)[keptApartKey];
  return new Set(Array.isArray(kept) ? kept.map(String) : []);
}

function pairKey(left: string, right: string): string {
  return [left, right].toSorted().join(' ');
}
