/** Rows of a workbook held against the store: which project each one is, and what it would change. */

import { entityPlan, liveRecords, readRecord, type StoredRecord } from '#db/ledger/records.ts';
import { sameValue } from '#db/ledger/same-value.ts';
import { namesByProject, projectNames, unitNames } from '#db/queries/projects.ts';
import { recordNames } from '#db/queries/record-names.ts';
import { personsByName, unitsByName } from '#db/queries/registers.ts';
import type { Reading } from '#db/run.ts';
import type { EntityName } from '#shared/domain/entity.ts';
import type { AnalysedRow, AnalysedSheet } from '#shared/ledger-import/analyse.ts';
import type { Doubt } from '#shared/ledger-import/doubt.ts';
import { type LedgerRecord, ledgerFields } from '#shared/ledger-import/fields.ts';
import { squash } from '#shared/ledger-import/text.ts';
import type { JsonValue } from '#shared/package/operation.ts';
import { type DuplicateFacts, duplicatePair, plainName } from '#shared/rules/duplicates.ts';
import { fieldText } from '#shared/text/field-text.ts';
import { recordId } from '../record-id.ts';

/** What a row will write, by record. Names of units and leaders become ids when it is committed. */
export interface RowValues {
  readonly project: Readonly<Record<string, JsonValue>>;
  readonly plan: Readonly<Record<string, JsonValue>>;
  readonly progress: Readonly<Record<string, JsonValue>>;
  readonly responsibleUnits: readonly string[] | null;
  readonly responsibleLeaders: readonly string[] | null;
  readonly projectStewards: readonly string[] | null;
  readonly ownerContacts: readonly string[] | null;
}

export interface MatchedRow {
  readonly sheet: string;
  readonly rowNumber: number;
  readonly planYear: number;
  readonly projectId: string | null;
  readonly values: RowValues;
  /** Names as printed, before what a clerk decided about them earlier. */
  readonly printedNames: Pick<RowValues, 'responsibleUnits' | 'responsibleLeaders'>;
  readonly isDoubtful: boolean;
  /** A new row that may be a project that is there under another name. */
  readonly resembles: Doubt | null;
  readonly differences: readonly { field: string; label: string; before: string | null; after: string | null }[];
}

const projectFields = [
  'name',
  'code',
  'nature',
  'level',
  'category',
  'pool',
  'summary',
  'place',
  'plot',
  'owner',
  'totalInvestment',
  'startsOn',
  'completesOn',
  'fundingSource',
  'investmentClass',
  'departmentInCharge',
  'permitAgentUnit',
  'overallGoal',
  'remark',
] as const satisfies readonly (keyof LedgerRecord)[];
const planFields = [
  'doneBeforeYear',
  'quarter1Task',
  'quarter1Investment',
  'quarter2Task',
  'quarter2Investment',
  'quarter3Task',
  'quarter3Investment',
  'quarter4Task',
  'quarter4Investment',
  'month1Investment',
  'month2Investment',
  'month3Investment',
  'month4Investment',
  'month5Investment',
  'month6Investment',
  'month7Investment',
  'month8Investment',
  'month9Investment',
  'month10Investment',
  'month11Investment',
  'month12Investment',
] as const satisfies readonly (keyof LedgerRecord)[];
const progressFields = [
  'doneThisYear',
  'physicalProgress',
  'progressText',
  'problems',
  'coordination',
] as const satisfies readonly (keyof LedgerRecord)[];

function duplicateFactsOf(id: string, values: Readonly<Record<string, JsonValue | undefined>>): DuplicateFacts {
  const words = (field: string) => {
    const value = values[field];
    return typeof value === 'string' && value !== '' ? value : null;
  };
  const amount = values['totalInvestment'];
  return {
    id,
    name: words('name') ?? '',
    formerNames: [],
    code: words('code'),
    pinyin: '',
    plot: words('plot'),
    owner: words('owner'),
    place: words('place'),
    totalInvestment: typeof amount === 'number' ? amount : null,
  };
}

export interface Matcher {
  match(sheet: AnalysedSheet, row: AnalysedRow): MatchedRow | null;
}

/** Under which a clerk's reading of a project's printed names is remembered: the same cell is read so next time. */
export function namesKey(
  field: 'responsibleUnits' | 'responsibleLeaders',
  project: string,
  printed: readonly string[],
): string {
  return `${field}\n${squash(project)}\n${printed.join('\n')}`;
}

/**
 * Own projects by squashed name and code; the k-th row of a name is the k-th project of that name. `remembered` holds
 * what a clerk decided about printed names, by `namesKey`.
 */
export function openMatcher(
  reading: Reading,
  officeId: string,
  period: string,
  remembered: ReadonlyMap<string, unknown>,
): Matcher {
  const asDecided = (
    field: 'responsibleUnits' | 'responsibleLeaders',
    project: string,
    printed: readonly string[] | null,
  ): readonly string[] | null => {
    const decided = printed === null ? undefined : remembered.get(namesKey(field, project, printed));
    return (decided as readonly string[] | undefined) ?? printed;
  };
  const byName = new Map<string, string[]>();
  const byCode = new Map<string, string>();
  const rows = projectNames(reading, officeId);
  const remember = (name: string, id: string) => {
    const key = squash(name);
    const ids = byName.get(key);
    if (ids === undefined) byName.set(key, [id]);
    else ids.push(id);
  };
  for (const { id, name, code } of rows) {
    remember(name, id);
    if (code !== null && !byCode.has(code)) byCode.set(code, id);
  }
  for (const { id, formerNames } of rows) for (const former of formerNames) remember(former, id);

  const byPlainName = new Map<string, string[]>();
  for (const { id, name } of rows) {
    const key = plainName(name);
    byPlainName.set(key, [...(byPlainName.get(key) ?? []), id]);
  }

  const units = unitNames(reading);
  const names = recordNames(reading);
  // A former name of a unit and another spelling of a person are that unit and that person: no difference.
  const unitIdsByName = unitsByName(reading, officeId);
  const persons = personsByName(reading, officeId);
  const personNames = new Map([...persons].toReversed().map(([name, id]) => [id, name]));
  const unitToday = (name: string) => units.get(unitIdsByName.get(name.trim()) ?? '') ?? name;
  const personToday = (name: string) => personNames.get(persons.get(name.trim()) ?? '') ?? name;
  const today = (printed: readonly string[] | null, become: (name: string) => string) =>
    printed === null ? null : [...new Set(printed.map(become))];
  const people = {
    responsibleLeader: namesByProject(reading, 'responsibleLeader'),
    projectSteward: namesByProject(reading, 'projectSteward'),
    ownerContact: namesByProject(reading, 'ownerContact'),
  };
  // Read whole at the first match: one look-up a row is too slow for ten thousand of them.
  const records = new Map<EntityName, ReadonlyMap<string, StoredRecord>>();
  const recordsOf = (entity: EntityName) => {
    const whole = records.get(entity) ?? liveRecords(reading, entity, officeId);
    records.set(entity, whole);
    return whole;
  };
  // Reports are many and rarely printed in a ledger: each is looked up by itself.
  const storedValues = (entity: EntityName, id: string): StoredRecord['values'] => {
    const record = entity === 'progressReport' ? readRecord(reading, entity, id) : recordsOf(entity).get(id);
    return record === undefined || record.isDeleted ? {} : record.values;
  };
  const taken = new Set<string>();
  const resembling = (record: LedgerRecord): Doubt | null => {
    const name = String(record.name);
    const fromRow = duplicateFactsOf('row', { ...record, name });
    for (const id of byPlainName.get(plainName(name)) ?? []) {
      const existing = duplicateFactsOf(id, recordsOf('project').get(id)?.values ?? {});
      const pair = taken.has(id) ? null : duplicatePair(fromRow, existing);
      if (pair === null) continue;
      const why = pair.evidence.map((each) => each.sentence.replace(/。$/, '')).join('；');
      const sentence = `像是已有的“${existing.name}”（${why}）：是同一个项目的，这一行先不导入，或导入后到“查重”里合并`;
      return { code: 'resembles-existing', sentence };
    }
    return null;
  };
  return {
    match(sheet, row) {
      if (row.record === null || typeof row.record.name !== 'string') return null;
      const record = row.record;
      const planYear = sheet.planYear.value;
      const code = record.code ?? null;
      const candidates = [
        ...(code === null ? [] : [byCode.get(code)]),
        ...(byName.get(squash(String(record.name))) ?? []),
      ];
      const projectId = candidates.find((id) => id !== undefined && !taken.has(id)) ?? null;
      if (projectId !== null) taken.add(projectId);
      const printed = rowValues(sheet, row, record, projectId === null);
      const values: RowValues = {
        ...printed,
        responsibleUnits: today(
          asDecided('responsibleUnits', String(record.name), printed.responsibleUnits),
          unitToday,
        ),
        responsibleLeaders: today(
          asDecided('responsibleLeaders', String(record.name), printed.responsibleLeaders),
          personToday,
        ),
        projectStewards: today(printed.projectStewards, personToday),
        ownerContacts: today(printed.ownerContacts, personToday),
      };
      const resembles = projectId === null ? resembling(record) : null;
      const base = {
        sheet: sheet.name,
        rowNumber: row.rowNumber,
        planYear,
        projectId,
        isDoubtful: row.doubts.length > 0 || resembles !== null,
        resembles,
        printedNames: {
          responsibleUnits: printed.responsibleUnits,
          responsibleLeaders: printed.responsibleLeaders,
        },
      };
      if (projectId === null) return { ...base, values, differences: [] };

      const differences: MatchedRow['differences'][number][] = [];
      const compare = (entity: EntityName, id: string, wanted: Readonly<Record<string, JsonValue>>) => {
        if (Object.keys(wanted).length === 0) return;
        const stored = storedValues(entity, id);
        const { byName: plans } = entityPlan(entity);
        for (const [field, value] of Object.entries(wanted)) {
          const plan = plans.get(field);
          const before = stored[field] ?? null;
          if (plan === undefined || sameValue(before, value)) continue;
          const shown = (each: JsonValue) => fieldText(entity, field, plan.field, each, names);
          differences.push({ field, label: plan.field.label, before: shown(before), after: shown(value) });
        }
      };
      compare('project', projectId, values.project);
      compare('annualPlan', recordId('annualPlan', projectId, String(planYear)), values.plan);
      compare('progressReport', recordId('progressReport', projectId, period), values.progress);
      const compareNames = (
        field: keyof typeof ledgerFields,
        wanted: readonly string[] | null,
        stored: readonly string[],
      ) => {
        if (wanted === null || wanted.join('\n') === stored.join('\n')) return;
        differences.push({
          field,
          label: ledgerFields[field].label,
          before: stored.join('、') || null,
          after: wanted.join('、'),
        });
      };
      const unitIds = (recordsOf('project').get(projectId)?.values['responsibleUnits'] ?? []) as readonly string[];
      compareNames(
        'responsibleUnits',
        values.responsibleUnits,
        unitIds.map((id) => units.get(id) ?? ''),
      );
      const namesOf = (role: keyof typeof people) => (people[role].get(projectId) ?? []).map((person) => person.name);
      compareNames('responsibleLeaders', values.responsibleLeaders, namesOf('responsibleLeader'));
      compareNames('projectSteward', values.projectStewards, namesOf('projectSteward'));
      compareNames('ownerContact', values.ownerContacts, namesOf('ownerContact'));
      return { ...base, values, differences };
    },
  };
}

/** A printed blank says nothing: it never empties what is known. The proposed pool and category are for new projects only. */
function rowValues(sheet: AnalysedSheet, row: AnalysedRow, record: LedgerRecord, isNew: boolean): RowValues {
  const project = known(record, projectFields);
  if (isNew) {
    if (project['pool'] === undefined && row.proposedPool !== null) project['pool'] = row.proposedPool;
    const category = row.section?.split(' / ').at(-1) ?? categoryOfSheet(sheet.name);
    if (project['category'] === undefined && category !== null) project['category'] = category;
  }
  const plan = known(record, planFields);
  if (typeof record.plannedThisYear === 'number') plan['plannedInvestment'] = record.plannedThisYear;
  if (typeof record.annualTask === 'string') plan['task'] = record.annualTask;
  const progress = known(record, progressFields);
  const done = doneThisYear(record, sheet.planYear.value);
  if (done !== null && progress['doneThisYear'] === undefined) progress['doneThisYear'] = done;
  return {
    project,
    plan,
    progress,
    responsibleUnits: filled(record.responsibleUnits),
    responsibleLeaders: filled(record.responsibleLeaders),
    projectStewards: filled(splitNames(record.projectSteward)),
    ownerContacts: filled(splitNames(record.ownerContact)),
  };
}

/**
 * “截至完成投资” does not say whether it means this year or since the start (domain.md 2). It is taken only where both
 * mean the same: the part before the year is printed, or the project starts in the year of the plan.
 */
function doneThisYear(record: LedgerRecord, planYear: number): number | null {
  const toDate = record.investmentToDate ?? null;
  if (toDate === null) return null;
  const before = record.doneBeforeYear ?? null;
  if (before !== null) return toDate >= before ? toDate - before : null;
  return record.startsOn?.slice(0, 4) === String(planYear) ? toDate : null;
}

function known(record: LedgerRecord, fields: readonly (keyof LedgerRecord)[]): Record<string, JsonValue> {
  const values: Record<string, JsonValue> = {};
  for (const field of fields) {
    const value = record[field];
    if (value !== undefined && value !== null && value !== '') values[field] = value as JsonValue;
  }
  return values;
}

function filled(names: readonly string[] | undefined): readonly string[] | null {
  return names === undefined || names.length === 0 ? null : names;
}

function splitNames(text: string | null | undefined): readonly string[] | undefined {
  return text === null || text === undefined ? undefined : text.split(/[、，,;；\s]+/).filter((name) => name !== '');
}

function categoryOfSheet(name: string): string | null {
  const plain = name.trim();
  return plain === '' || /^(sheet|工作表|表)\s*\d*$/i.test(plain) ? null : plain;
}
