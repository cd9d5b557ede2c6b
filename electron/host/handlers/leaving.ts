/** What leaves with the next package and what stays (exchange.md “What goes up”): shown before anything is signed. */
import { storedOperation } from '#db/ledger/stored-line.ts';
import { acknowledgementOf, type LedgerLine, streamsOf, unheldLines } from '#db/queries/exchange.ts';
import { listedProjects } from '#db/queries/lists.ts';
import { listProjects } from '#db/queries/projects.ts';
import { recordNames } from '#db/queries/record-names.ts';
import { enrolledOffices } from '#db/queries/trust.ts';
import type { Reading } from '#db/run.ts';
import type { OutputOf } from '#shared/contract/index.ts';
import type { Scope } from '#shared/contract/packages.ts';
import { entities, isEntityName } from '#shared/domain/entities.ts';
import { projectLevels } from '#shared/domain/project.ts';
import type { Operation } from '#shared/package/operation.ts';
import { projectLevelLabels } from '#shared/text/labels.ts';
import type { QueryHandlers } from '../context.ts';
import { requireOffice } from './authoring.ts';
import { fieldsOf, titleOf } from './received-differences.ts';
import { reportAudience, reportedProjects, type WhyItStays } from './report-audience.ts';

const mostRecords = 500;

export const leavingQueries = {
  'packages.leaving'({ reading }, { scope = { kind: 'all' }, recipient }) {
    const office = requireOffice(reading);
    const reported = reportedProjects(reading, office.id, scope);
    const { going, stays, follows } = gather(reading, scope, recipient);
    return { ...projectCounts(reading, office, reported), kinds: kindsOf(going), follows, stays: staysOf(stays) };
  },
  'packages.leavingRecords'({ reading }, { scope = { kind: 'all' }, recipient, entity, field }) {
    const { going } = gather(reading, scope, recipient);
    const byRecord = Map.groupBy(
      going.filter((each) => each.entity === entity),
      (each) => each.id,
    );
    const wanted = [...byRecord.values()].filter(
      (operations) => field === undefined || operations.some(({ changes }) => changes[field] !== undefined),
    );
    const names = recordNames(reading);
    const rows = wanted.slice(0, mostRecords).flatMap((operations) => {
      const [first] = operations;
      const of = operations.map((operation) => ({ operation }));
      return first === undefined
        ? []
        : [{ id: first.id, title: titleOf(reading, of, names), fields: fieldsOf(of, names) }];
    });
    return { total: wanted.length, rows };
  },
} satisfies Partial<QueryHandlers>;

interface Gathered {
  readonly going: readonly Operation[];
  readonly stays: ReadonlyMap<WhyItStays, ReadonlyMap<string, ReadonlySet<string>>>;
  readonly follows: number;
}

/** Operations that the recipient has not said it holds, and records that stay, by reason and kind. */
function gather(reading: Reading, scope: Scope, recipient: string | undefined): Gathered {
  const office = requireOffice(reading);
  const recipientId = recipient ?? enrolledOffices(reading).find((each) => each.kind === 'centre')?.id ?? '';
  const audience = reportAudience(reading, office.id, recipientId, scope);
  const going: Operation[] = [];
  const follows = new Set<string>();
  const stays = new Map<WhyItStays, Map<string, Set<string>>>();
  const stay = ({ entity, recordId }: LedgerLine) => {
    if (entity === null || recordId === null) return;
    const why = audience.stays(entity, recordId);
    if (why === null) return;
    const kinds = stays.get(why) ?? new Map<string, Set<string>>();
    stays.set(why, kinds.set(entity, (kinds.get(entity) ?? new Set()).add(recordId)));
  };
  for (const stream of streamsOf(reading, office.id)) {
    const held = acknowledgementOf(reading, recipientId, stream.key);
    for (const { line, isLate } of unheldLines(reading, stream.key, held)) {
      if (line.line === null || !audience.goes(line, stream, held)) {
        stay(line);
        continue;
      }
      const operation = storedOperation(line.line);
      going.push(operation);
      if (isLate) follows.add(operation.id);
    }
  }
  return { going, stays, follows: follows.size };
}

type Leaving = OutputOf<'packages.leaving'>;

function projectCounts(
  reading: Reading,
  office: { readonly id: string; readonly ledgerYear: number },
  reported: ReadonlySet<string>,
): Pick<Leaving, 'levels' | 'lists'> {
  const rows = listProjects(reading, { offices: [office.id] }).rows.filter((row) => reported.has(row.id));
  const levels = [...projectLevels, null].map((level) => {
    const of = rows.filter((row) => (row.confirmedLevel ?? row.level) === level);
    return {
      label: level === null ? '未定级别' : projectLevelLabels[level],
      projects: of.length,
      totalInvestment: of.reduce((sum, row) => sum + (row.totalInvestment ?? 0), 0),
    };
  });
  const lists = new Map<string, number>();
  for (const { list, projectId } of listedProjects(reading, office.ledgerYear))
    if (reported.has(projectId)) lists.set(list, (lists.get(list) ?? 0) + 1);
  return {
    levels: levels.filter(({ projects }) => projects > 0),
    lists: [...lists].map(([label, projects]) => ({ label, projects })),
  };
}

/** What a clerk looks for first. */
const first: readonly string[] = ['project', 'annualPlan', 'progressReport'];
const rank = (entity: string) => (first.includes(entity) ? first.indexOf(entity) : first.length);

/** Projects, plans and reports first, the rest in the order of the registry; a field counts once a record. */
function kindsOf(going: readonly Operation[]): Leaving['kinds'] {
  const kinds = new Map<string, { records: Set<string>; fields: Map<string, Set<string>> }>();
  for (const { entity, id, changes } of going) {
    const kind = kinds.get(entity) ?? { records: new Set(), fields: new Map() };
    kind.records.add(id);
    for (const field of Object.keys(changes)) kind.fields.set(field, (kind.fields.get(field) ?? new Set()).add(id));
    kinds.set(entity, kind);
  }
  const inOrder = Object.values(entities).toSorted((left, right) => rank(left.name) - rank(right.name));
  return inOrder.flatMap(({ name: entity, label, fields }) => {
    const kind = kinds.get(entity);
    if (kind === undefined) return [];
    const shown = Object.entries(fields).flatMap(([name, field]) => {
      const records = kind.fields.get(name)?.size ?? 0;
      return records === 0 || field.parent !== undefined ? [] : [{ name, label: field.label, records }];
    });
    return [{ entity, label, records: kind.records.size, fields: shown }];
  });
}

function staysOf(stays: Gathered['stays']): Leaving['stays'] {
  return [...stays].map(([why, kinds]) => ({
    why,
    records: [...kinds.values()].reduce((sum, ids) => sum + ids.size, 0),
    kinds: [...kinds]
      .map(([entity, ids]) => ({ label: isEntityName(entity) ? entities[entity].label : entity, records: ids.size }))
      .toSorted((left, right) => right.records - left.records),
  }));
}
