import type { Draft } from '#db/ledger/append.ts';
import { readRecord, textOf } from '#db/ledger/records.ts';
import { projectsChangedSince } from '#db/queries/changed-projects.ts';
import { recordHistory } from '#db/queries/history.ts';
import { ledgerPosition } from '#db/queries/installation.ts';
import { usualWords } from '#db/queries/project-facts.ts';
import { assignmentsOf, lastLedgerOrder, listProjects, plansOf, projectRow, reportsOf } from '#db/queries/projects.ts';
import { findByText } from '#db/queries/search.ts';
import type { Reading } from '#db/run.ts';
import type { OutputOf, ParsedInputOf } from '#shared/contract/index.ts';
import type { ProjectChanges } from '#shared/contract/projects.ts';
import { annualPlan } from '#shared/domain/annual-plan.ts';
import { project } from '#shared/domain/project.ts';
import { problem } from '#shared/error.ts';
import type { JsonValue } from '#shared/package/operation.ts';
import type { CommandHandlers, QueryHandlers } from '../context.ts';
import { recordId } from '../record-id.ts';
import { changeMade, makeChange, requireOffice } from './authoring.ts';
import { definitesOf } from './definites.ts';
import { requireOwnProject } from './own-project.ts';
import { assignmentDrafts, openPeopleBook, type PeopleBook } from './people.ts';
import { checkTyped, factFindings, withFormerNames } from './project-checks.ts';

export const projectQueries = {
  'projects.list': ({ reading }, input) => listSince(reading, input),
  'projects.get'({ reading, now }, { id }) {
    const row = projectRow(reading, id);
    const record = readRecord(reading, 'project', id);
    if (row === undefined || record === undefined) throw problem('RECORD_NOT_FOUND', { noun: '项目' });
    const assignments = assignmentsOf(reading, id);
    const office = requireOffice(reading);
    return {
      row,
      project: record.values,
      plans: plansOf(reading, id).map((plan) => ({
        ...camelCased(plan),
        id: String(plan['id']),
        year: Number(plan['year']),
      })),
      assignments,
      reports: reportsOf(reading, id).map((report) => ({
        ...camelCased(report),
        period: String(report['period']),
        state: String(report['state']),
      })),
      ...definitesOf(reading, id, now),
      mayEdit: record.homeOffice === office.id,
    };
  },
  'projects.findings': ({ reading, now }, { id }) => ({ rows: [...factFindings(reading, id, now)] }),
  'projects.words': ({ reading }) => usualWords(reading),
  'projects.history': ({ reading }, { id, limit }) => recordHistory(reading, id, limit ?? 500),
  'search.find': ({ reading }, { text, limit }) => ({ hits: findByText(reading, text, limit ?? 12) }),
} satisfies Partial<QueryHandlers>;

export const projectCommands = {
  'projects.save'(context, { id, changes: typed, nameChange }) {
    const office = requireOffice(context.writing);
    const book = openPeopleBook(context.writing, office.id, context.newId);
    const projectId = id ?? context.newId();
    if (id === undefined && (typed.name === undefined || typed.name.trim() === ''))
      throw problem('FIELD_INVALID', { field: '项目名称', reason: '新项目要有名称' });
    const record = id === undefined ? undefined : requireOwnProject(context.writing, id, office.id);
    const warnings = checkTyped(context.writing, record, typed, office.ledgerYear);
    const changes = withFormerNames(record, typed, nameChange ?? 'renamed');
    const isNew = id === undefined ? { ledgerOrder: lastLedgerOrder(context.writing, office.id) + 1 } : {};
    const drafts = projectDrafts(context.writing, book, projectId, { ...isNew, ...changes }, office.ledgerYear);
    const name = changes.name ?? nameOf(context.writing, projectId);
    const change = makeChange(
      context,
      'projects.save',
      id === undefined ? `新增项目：${name}` : `修改项目：${name}`,
      drafts,
    );
    return { ...changeMade(change), id: projectId, warnings: [...warnings] };
  },
  'projects.saveMany'(context, { items }) {
    const office = requireOffice(context.writing);
    const book = openPeopleBook(context.writing, office.id, context.newId);
    const drafts: Draft[] = [];
    for (const { id, changes } of items) {
      const record = requireOwnProject(context.writing, id, office.id);
      checkTyped(context.writing, record, changes, office.ledgerYear);
      const named = withFormerNames(record, changes, 'renamed');
      drafts.push(...projectDrafts(context.writing, book, id, named, office.ledgerYear));
    }
    const change = makeChange(
      context,
      'projects.saveMany',
      `批量修改${items.length}个项目${commonField(items)}`,
      drafts,
    );
    return { ...changeMade(change), changed: items.length };
  },
  'projects.remove'(context, { ids }) {
    const office = requireOffice(context.writing);
    const drafts = ids.map((id): Draft => {
      requireOwnProject(context.writing, id, office.id);
      return { entity: 'project', id, kind: 'delete' };
    });
    return changeMade(makeChange(context, 'projects.remove', `删除${ids.length}个项目`, drafts));
  },
} satisfies Partial<CommandHandlers>;

/** The list, or – where it was read before and little has changed – only the rows that differ. */
function listSince(reading: Reading, input: ParsedInputOf<'projects.list'>): OutputOf<'projects.list'> {
  const { since, ...filter } = input;
  const position = ledgerPosition(reading);
  const isCut = filter.limit !== undefined || filter.offset !== undefined;
  const changed = since === undefined || since > position || isCut ? null : projectsChangedSince(reading, since);
  if (changed === null) return { ...listProjects(reading, filter), position, isPartial: false, gone: [] };
  const { rows, total } = listProjects(reading, { ...filter, ids: changed });
  const found = new Set(rows.map((row) => row.id));
  return { total, rows, position, isPartial: true, gone: changed.filter((id) => !found.has(id)) };
}

/** Drafts that make a project hold these values: itself, its plan of the year, its people. */
export function projectDrafts(
  reading: Reading,
  book: PeopleBook,
  projectId: string,
  changes: ProjectChanges,
  ledgerYear: number,
): readonly Draft[] {
  const {
    plannedThisYear,
    doneBeforeYear,
    annualTask,
    responsibleUnitNames,
    responsibleLeaderNames,
    projectStewardNames,
    ownerContactNames,
    ...fields
  } = changes;
  const unitIds = responsibleUnitNames?.map((name) => book.unit(name));
  const people = [
    ['responsibleLeader', responsibleLeaderNames],
    ['projectSteward', projectStewardNames],
    ['ownerContact', ownerContactNames],
  ] as const;
  const assignments = people.flatMap(([role, names]) =>
    names === undefined
      ? []
      : assignmentDrafts(reading, book.newId, projectId, role, unique(names.map((name) => book.person(name)))),
  );
  const drafts: Draft[] = [...book.newRecords()];
  const values = trimmed({ ...fields, ...(unitIds === undefined ? {} : { responsibleUnits: unique(unitIds) }) });
  if (Object.keys(values).length > 0) drafts.push({ entity: 'project', id: projectId, kind: 'put', values });
  const plan = withoutUndefined({ plannedInvestment: plannedThisYear, doneBeforeYear, task: annualTask });
  if (Object.keys(plan).length > 0)
    drafts.push({
      entity: 'annualPlan',
      id: recordId('annualPlan', projectId, String(ledgerYear)),
      kind: 'put',
      values: { projectId, year: ledgerYear, ...trimmed(plan) },
    });
  return [...drafts, ...assignments];
}

/** Text without blanks at its ends; empty text is “nothing known”. */
export function trimmed(values: Readonly<Record<string, JsonValue | undefined>>): Record<string, JsonValue> {
  const clean: Record<string, JsonValue> = {};
  for (const [field, value] of Object.entries(values)) {
    if (value === undefined) continue;
    const shortened = typeof value === 'string' ? value.trim() : value;
    clean[field] = shortened === '' ? null : shortened;
  }
  return clean;
}

/** “：项目级别” where only one field was changed. */
function commonField(items: readonly { readonly changes: ProjectChanges }[]): string {
  const names = new Set(items.flatMap(({ changes }) => Object.keys(changes)));
  const [name = ''] = names;
  const fields: Readonly<Record<string, { readonly label: string }>> = { ...annualPlan.fields, ...project.fields };
  const label = namedFields[name] ?? fields[name]?.label;
  return names.size === 1 && label !== undefined ? `：${label}` : '';
}

/** Fields of `projects.save` that are named otherwise than where they are kept. */
const namedFields: Readonly<Record<string, string>> = {
  plannedThisYear: annualPlan.fields.plannedInvestment.label,
  doneBeforeYear: annualPlan.fields.doneBeforeYear.label,
  annualTask: annualPlan.fields.task.label,
  responsibleUnitNames: '责任单位',
  responsibleLeaderNames: '分包领导',
  projectStewardNames: '项目管家',
  ownerContactNames: '业主联系人',
};

function nameOf(reading: Reading, id: string): string {
  return textOf(readRecord(reading, 'project', id), 'name') || project.label;
}

function withoutUndefined(values: Readonly<Record<string, JsonValue | undefined>>): Record<string, JsonValue> {
  return Object.fromEntries(
    Object.entries(values).filter((entry): entry is [string, JsonValue] => entry[1] !== undefined),
  );
}

function unique<T>(values: readonly T[]): T[] {
  return [...new Set(values)];
}

function camelCased(row: Readonly<Record<string, string | number | null>>): Record<string, string | number | null> {
  return Object.fromEntries(
    Object.entries(row).map(([column, value]) => [
      column.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()),
      value,
    ]),
  );
}
