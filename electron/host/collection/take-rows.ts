/** The drafts of what a clerk accepted: reports, contacts, protected cells ticked one by one, new projects, returns. */
import type { Draft } from '#db/ledger/append.ts';
import { ownerContactOf, type StoredReturn } from '#db/queries/collections.ts';
import type { InstalledOffice } from '#db/queries/installation.ts';
import type { Period } from '#shared/calendar/period.ts';
import type { RowStatus } from '#shared/collection/compare.ts';
import type { Figures, LockedKey } from '#shared/collection/form.ts';
import { problem } from '#shared/error.ts';
import type { JsonValue } from '#shared/package/operation.ts';
import type { CommandContext } from '../context.ts';
import { collectionState, returnId } from '../handlers/collections.ts';
import { assignmentDrafts, openPeopleBook, type PeopleBook } from '../handlers/people.ts';
import { openPeriod, reportDraft } from '../handlers/progress.ts';
import { recordId } from '../record-id.ts';

export interface TakenRow {
  readonly rowNumber: number;
  readonly projectId: string | null;
  readonly name: string;
  readonly status: RowStatus;
  readonly isProposed: boolean;
  readonly wanted: Partial<Figures>;
  readonly contact: { readonly name: string | null; readonly phone: string | null } | null;
  readonly locked: readonly { readonly key: LockedKey; readonly value: string | number | null }[];
  readonly lastPeriod: string | null;
  readonly totalInvestment: number | null;
  readonly plannedThisYear: number | null;
}

interface Chosen {
  readonly file: number;
  readonly row: TakenRow;
}

export interface Acceptance {
  readonly office: InstalledOffice;
  readonly period: Period;
  readonly taken: readonly Chosen[];
  readonly added: readonly Chosen[];
  readonly locked: readonly (Chosen & { readonly field: LockedKey })[];
  readonly files: readonly {
    readonly name: string;
    readonly unitId: string | null;
    readonly signers: string | null;
    readonly isTouched: boolean;
  }[];
  readonly lastOrder: number;
  readonly returns: ReadonlyMap<string, StoredReturn>;
  /** Counted while the drafts are made. */
  readonly result: { units: number; corrections: number };
}

/** A generator: each draft is applied before the next one is made, so that a unit's count sees its rows. */
export function* collectionDrafts(context: CommandContext, acceptance: Acceptance): Generator<Draft> {
  const { office, period, taken, added, locked, result } = acceptance;
  const book = openPeopleBook(context.writing, office.id, context.newId);
  for (const { row } of taken) {
    if (row.projectId === null) throw problem('COLLECTION_ROW_UNKNOWN', { row: row.rowNumber });
    if (Object.keys(row.wanted).length > 0) {
      const { draft, state } = reportDraft(context, office, period, row.projectId, row.wanted);
      if (state === 'corrected') result.corrections += 1;
      yield draft;
    }
    if (row.contact !== null) yield* contactDrafts(context, book, row.projectId, row.contact);
  }
  for (const { row, field } of locked) yield* lockedDrafts(context, office, period, row, field);
  yield* newProjects(context, acceptance, added);
  yield* returnDrafts(context, acceptance);
}

function* contactDrafts(
  context: CommandContext,
  book: PeopleBook,
  projectId: string,
  contact: NonNullable<TakenRow['contact']>,
): Generator<Draft> {
  if (contact.name !== null) {
    const personId = book.person(contact.name);
    yield* book.newRecords();
    yield* assignmentDrafts(context.writing, context.newId, projectId, 'ownerContact', [personId]);
  }
  if (contact.phone === null) return;
  const personId = ownerContactOf(context.writing, projectId);
  if (personId !== undefined) yield { entity: 'person', id: personId, kind: 'put', values: { phone: contact.phone } };
}

/** A protected cell is a fact of the project, of its plan, or of the last period's report, which becomes a correction. */
function* lockedDrafts(
  context: CommandContext,
  office: InstalledOffice,
  period: Period,
  row: TakenRow,
  field: LockedKey,
): Generator<Draft> {
  const change = row.locked.find((each) => each.key === field);
  if (change === undefined || row.projectId === null)
    throw problem('COLLECTION_CELL_NOT_TAKEN', { row: row.rowNumber, name: row.name });
  const { value } = change;
  switch (field) {
    case 'name':
    case 'totalInvestment':
    case 'startsOn':
    case 'completesOn':
      yield { entity: 'project', id: row.projectId, kind: 'put', values: { [field]: value } };
      return;
    case 'plannedThisYear': {
      const year = Number(period.closesOn.slice(0, 4));
      yield {
        entity: 'annualPlan',
        id: recordId('annualPlan', row.projectId, String(year)),
        kind: 'put',
        values: { projectId: row.projectId, year, plannedInvestment: value },
      };
      return;
    }
    case 'lastDone':
    case 'lastPhysical':
    case 'lastText': {
      if (row.lastPeriod === null) throw problem('COLLECTION_CELL_NOT_TAKEN', { row: row.rowNumber, name: row.name });
      const figure = (
        { lastDone: 'doneThisYear', lastPhysical: 'physicalProgress', lastText: 'progressText' } as const
      )[field];
      const last = openPeriod(context.writing, context.now, row.lastPeriod);
      const changes: Record<string, JsonValue> = { [figure]: value };
      yield reportDraft(context, office, last, row.projectId, changes).draft;
      return;
    }
    case 'index':
    case 'level':
      throw problem('COLLECTION_CELL_NOT_TAKEN', { row: row.rowNumber, name: row.name });
  }
}

function* newProjects(
  context: CommandContext,
  { office, period, files, lastOrder }: Acceptance,
  added: readonly Chosen[],
): Generator<Draft> {
  let order = lastOrder;
  for (const { file, row } of added) {
    if (row.projectId !== null) throw problem('COLLECTION_ROW_UNKNOWN', { row: row.rowNumber });
    const id = context.newId();
    const unitId = files[file]?.unitId ?? null;
    order += 1;
    yield {
      entity: 'project',
      id,
      kind: 'put',
      values: {
        name: row.name,
        ledgerOrder: order,
        ...(unitId === null ? {} : { responsibleUnits: [unitId] }),
        ...(row.totalInvestment === null ? {} : { totalInvestment: row.totalInvestment }),
      },
    };
    const year = Number(period.closesOn.slice(0, 4));
    if (row.plannedThisYear !== null)
      yield {
        entity: 'annualPlan',
        id: recordId('annualPlan', id, String(year)),
        kind: 'put',
        values: { projectId: id, year, plannedInvestment: row.plannedThisYear },
      };
    if (Object.keys(row.wanted).length > 0) yield reportDraft(context, office, period, id, row.wanted).draft;
  }
}

/** Returned: units of the forms taken; for a table of many units, every unit one of whose projects was taken. */
function* returnDrafts(context: CommandContext, acceptance: Acceptance): Generator<Draft> {
  const { office, period, taken, files, returns, result } = acceptance;
  const { units, projects } = collectionState(context.writing, office, period, context.now);
  const leadOf = new Map(projects.map((project) => [project.projectId, project.leadUnitId]));
  const names = new Map<string, { files: string[]; signers: string | null }>();
  const came = (unitId: string | null | undefined, file: { name: string; signers: string | null } | undefined) => {
    if (unitId === null || unitId === undefined || file === undefined) return;
    const found = names.get(unitId) ?? { files: [...(returns.get(unitId)?.fileNames ?? [])], signers: null };
    if (!found.files.includes(file.name)) found.files.push(file.name);
    names.set(unitId, { files: found.files, signers: file.signers ?? found.signers });
  };
  for (const file of files) if (file.isTouched) came(file.unitId, file);
  for (const { file, row } of taken)
    if (files[file]?.unitId === null) came(leadOf.get(row.projectId ?? ''), files[file]);
  result.units = names.size;
  for (const [unitId, { files: fileNames, signers }] of names) {
    const unit = units.find((each) => each.unitId === unitId);
    yield {
      entity: 'unitReturn',
      id: returnId(period.closesOn, unitId),
      kind: 'put',
      values: {
        period: period.closesOn,
        unitId,
        projects: unit?.projects ?? 0,
        returnedAt: context.now,
        returnedProjects: unit?.filled ?? 0,
        fileNames: fileNames.slice(-50),
        ...(signers === null ? {} : { note: signers }),
      },
    };
  }
}
