/** 省、市领导联系重点项目: named at the centre for any district's project, handed down, read-only there. */
import type { Draft } from '#db/ledger/append.ts';
import { readRecord, textOf } from '#db/ledger/records.ts';
import { type StoredTerm, termsOfProjects } from '#db/queries/assignments.ts';
import { listProjects } from '#db/queries/projects.ts';
import { assignmentsInRole } from '#db/queries/registers.ts';
import { businessDay } from '#shared/calendar/day.ts';
import { type NamedLeaderRow, type NamedTier, namedTiers } from '#shared/contract/named-leaders.ts';
import { namedLeaders } from '#shared/rules/named-leaders.ts';
import { coversDay } from '#shared/rules/terms.ts';
import { leaderTierLabels } from '#shared/text/labels.ts';
import type { CommandContext, CommandHandlers, QueryHandlers } from '../context.ts';
import { changeMade, makeChange, requireOffice } from './authoring.ts';
import { requireProject } from './own-project.ts';
import { firstTermId, openPeopleBook, type PeopleBook } from './people.ts';
import { trimmed } from './projects.ts';

const role = 'responsibleLeader';

export const namedLeaderQueries = {
  'namedLeaders.list'({ reading, now }) {
    const today = businessDay(now);
    const terms = Map.groupBy(termsOfProjects(reading, role), (term) => term.projectId);
    const rows = listProjects(reading, {}).rows.filter((row) => row.exitedOn === null);
    return {
      today,
      rows: rows.map((row): NamedLeaderRow => {
        const present = (terms.get(row.id) ?? []).filter((term) => coversDay(term, today));
        const [provincial, municipal] = namedTiers.map((tier) =>
          namedNow(present.filter((term) => term.tier === tier)),
        );
        return {
          projectId: row.id,
          name: row.name,
          officeId: row.homeOffice,
          officeName: row.officeName,
          level: row.confirmedLevel ?? row.level,
          pinyin: row.pinyin,
          initials: row.initials,
          provincial: provincial ?? namedNow([]),
          municipal: municipal ?? namedNow([]),
        };
      }),
    };
  },
} satisfies Partial<QueryHandlers>;

function namedNow(terms: readonly StoredTerm[]): NamedLeaderRow[NamedTier] {
  const above = terms.filter((term) => term.isFromAbove);
  return {
    names: above.map((term) => term.personName),
    fromDay: above[0]?.fromDay ?? null,
    note: above.find((term) => term.note !== null)?.note ?? null,
    claimed: terms.filter((term) => !term.isFromAbove).map((term) => term.personName),
  };
}

export const namedLeaderCommands = {
  'namedLeaders.name'(context, { items, fromDay, note }) {
    const office = requireOffice(context.writing);
    const book = openPeopleBook(context.writing, office.id, context.newId);
    const named = items.map((item) => namingDrafts(context, book, office.id, { ...item, fromDay, note }));
    const drafts = named.flat();
    const changed = named.filter((each) => each.length > 0).length;
    const [first] = items;
    const tiers = [...new Set(items.map(({ tier }) => leaderTierLabels[tier]))].join('、');
    const about =
      items.length === 1 && first !== undefined
        ? `${textOf(readRecord(context.writing, 'project', first.projectId), 'name')} ${first.names.join('、') || '（无）'}`
        : `${items.length}项`;
    const change = makeChange(context, 'namedLeaders.name', `明确${tiers}：${about}`.slice(0, 200), [
      ...book.newRecords(),
      ...drafts,
    ]);
    return { ...changeMade(change), changed };
  },
} satisfies Partial<CommandHandlers>;

interface Naming {
  readonly projectId: string;
  readonly tier: NamedTier;
  readonly names: readonly string[];
  readonly fromDay: string | null;
  readonly note?: string | null | undefined;
}

/** Drafts for one tier of one project. */
function namingDrafts(
  context: CommandContext,
  book: PeopleBook,
  officeId: string,
  { projectId, tier, names, fromDay, note }: Naming,
): Draft[] {
  requireProject(context.writing, projectId);
  const existing = assignmentsInRole(context.writing, projectId, role, officeId);
  const terms = termsOfProjects(context.writing, role, projectId).filter(
    (term) => term.homeOffice === officeId && term.tier === tier,
  );
  const personIds = [...new Set(names.map((name) => book.person(name)))];
  const made = namedLeaders(terms, { personIds, fromDay });
  const orderOf = (personId: string) => personIds.indexOf(personId) + 1;
  return [
    ...made.ended.map(({ id, untilDay }): Draft => ({ entity: 'assignment', id, kind: 'put', values: { untilDay } })),
    ...made.dropped.map((id): Draft => ({ entity: 'assignment', id, kind: 'delete' })),
    ...[...made.kept].map(
      ([personId, id]): Draft => ({
        entity: 'assignment',
        id,
        kind: 'put',
        values: { untilDay: null, printOrder: orderOf(personId), ...trimmed({ note }) },
      }),
    ),
    ...made.begun.map(
      ({ personId, ...days }): Draft => ({
        entity: 'assignment',
        id: firstTermId(existing, projectId, role, personId, context.newId),
        kind: 'put',
        values: { projectId, personId, role, tier, printOrder: orderOf(personId), ...days, ...trimmed({ note }) },
      }),
    ),
  ];
}
