/** Returned files, one by one: read, recognised, held against the store; what cannot be taken is refused with a sentence. */
import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { type ProjectToFill, projectsToFill, unitsInForce, unitsToAsk } from '#db/queries/collections.ts';
import type { InstalledOffice } from '#db/queries/installation.ts';
import { listPersons, listUnits } from '#db/queries/registers.ts';
import type { Reading } from '#db/run.ts';
import type { Period } from '#shared/calendar/period.ts';
import { type ComparedRow, compareRow, otherPeriodSentence, type RowFacts } from '#shared/collection/compare.ts';
import { formFromTable } from '#shared/collection/from-table.ts';
import { readForm } from '#shared/collection/read-form.ts';
import type { ReturnedForm, ReturnedRow } from '#shared/collection/returned.ts';
import { ProblemError } from '#shared/error.ts';
import { analyseWorkbook } from '#shared/ledger-import/analyse.ts';
import type { RawWorkbook } from '#shared/ledger-import/cells.ts';
import { squash } from '#shared/ledger-import/text.ts';
import { readWorkbook } from '../files/read-workbook.ts';
import { rowFacts } from '../handlers/collections.ts';

export interface FileFacts {
  readonly name: string;
  readonly sha256: string;
  /** When it was last saved, an instant. */
  readonly savedAt: string;
}

export type ReadFile = FileFacts &
  (
    | { readonly kind: 'refused'; readonly sentence: string; readonly unitId: string | null }
    | { readonly kind: 'form' | 'table'; readonly form: ReturnedForm }
  );

export interface MatchedRow {
  readonly row: ReturnedRow;
  readonly projectId: string | null;
  readonly compared: ComparedRow;
  readonly state: RowFacts['state'];
}

export interface MatchedFile {
  readonly unitId: string | null;
  readonly unitName: string | null;
  readonly rows: readonly MatchedRow[];
  /** Projects of the unit that the file does not hold. */
  readonly missing: readonly string[];
  readonly notes: readonly string[];
}

/** Reads one file; never throws for what is wrong with the file itself. */
export async function readReturned(
  path: string,
  name: string,
  context: { readonly year: number; readonly units: readonly string[]; readonly persons: readonly string[] },
): Promise<ReadFile> {
  const savedAt = statSync(path).mtime.toISOString();
  const bytes = readFileSync(path);
  const facts = { name, sha256: createHash('sha256').update(bytes).digest('hex'), savedAt };
  try {
    const workbook = await readWorkbook(bytes, name);
    const form = readForm(workbook);
    if (form !== null) return { ...facts, kind: 'form', form };
    const table = formFromTable(analysed(workbook, context), context.year);
    if (table !== null) return { ...facts, kind: 'table', form: table };
    const sentence = `文件“${name}”里没有填报表，也没有本年累计、形象进度、进展情况等栏目，没有读取。请核对是否选对了文件。`;
    return { ...facts, kind: 'refused', sentence, unitId: null };
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    const sentence =
      error.code === 'LEDGER_NOT_FOUND'
        ? `文件“${name}”里没有填报表，也认不出项目进展表，没有读取。请核对是否选对了文件。`
        : error.message;
    return { ...facts, kind: 'refused', sentence, unitId: null };
  }
}

function analysed(
  workbook: RawWorkbook,
  {
    year,
    units,
    persons,
  }: { readonly year: number; readonly units: readonly string[]; readonly persons: readonly string[] },
) {
  return analyseWorkbook(workbook, {}, { currentYear: year, knownUnits: units, knownPersons: persons });
}

/** Names the analysis of a table tells units and persons by. */
export function knownNames(
  reading: Reading,
  day: string,
): {
  readonly units: readonly string[];
  readonly persons: readonly string[];
} {
  return {
    units: listUnits(reading).map((unit) => unit.name),
    persons: listPersons(reading, day).map((person) => person.name),
  };
}

export interface Matcher {
  match(
    file: ReadFile & { readonly form: ReturnedForm },
  ): MatchedFile | { readonly refused: string; readonly unitId: string | null };
}

export function openMatcher(reading: Reading, office: InstalledOffice, period: Period): Matcher {
  const projects = projectsToFill(reading, office.id);
  const facts = rowFacts(reading, office.id, period.closesOn);
  const units = unitsToAsk(reading);
  const unitNames = new Map(units.map((unit) => [unit.id, unit.name]));
  const asked = new Set(projects.map((each) => each.leadUnitId));
  const inForce = unitsInForce(reading);
  return {
    match({ form, name }) {
      if (form.officeId !== null && form.officeId !== office.id)
        return {
          refused: `文件“${name}”是别的重点办发出的填报表，不是本单位的，没有读取。请退给交来的单位核对。`,
          unitId: null,
        };
      const sentTo = form.unitId ?? units.find((unit) => squash(unit.name) === squash(form.unitName ?? ''))?.id ?? null;
      // A unit merged since the form went out returns it for its successor.
      const unitId = sentTo === null ? null : inForce(sentTo);
      if (form.period !== null && form.period !== period.closesOn)
        return { refused: otherPeriodSentence(form.period, period.closesOn), unitId };
      if (form.rows.length === 0)
        return { refused: `文件“${name}”的填报表里一个项目也没有，没有读取。请让单位重新交来。`, unitId };
      const rows = matchRows(form, projects, facts, period.closesOn, unitId);
      const found = new Set(rows.map((row) => row.projectId));
      const own = form.kind === 'form' && unitId !== null ? projects.filter((each) => each.leadUnitId === unitId) : [];
      const notes = [...form.notes];
      if (unitId !== null && !asked.has(unitId))
        notes.push('这个单位本期没有要填的项目（不在填报单位里），请核对它交来的各行。');
      return {
        unitId,
        unitName: unitId === null ? form.unitName : (unitNames.get(unitId) ?? form.unitName),
        rows,
        missing: own.filter((each) => !found.has(each.projectId)).map((each) => each.name),
        notes,
      };
    },
  };
}

function matchRows(
  form: ReturnedForm,
  projects: readonly ProjectToFill[],
  facts: ReadonlyMap<string, RowFacts>,
  period: string,
  unitId: string | null,
): MatchedRow[] {
  const byName = namesOf(projects);
  const byCode = new Map(
    projects.flatMap((each) => (each.code === null ? [] : [[each.code, each.projectId] as const])),
  );
  const taken = new Map<string, number>();
  return form.rows.map((row): MatchedRow => {
    const candidates = [
      row.projectId,
      ...(row.projectId === null
        ? [row.code === null ? undefined : byCode.get(row.code), ...(byName.get(squash(row.name ?? '')) ?? [])]
        : []),
    ].filter((id): id is string => typeof id === 'string');
    const projectId = candidates.find((id) => !taken.has(id)) ?? candidates[0] ?? null;
    const earlier = projectId === null ? undefined : taken.get(projectId);
    if (projectId !== null && earlier === undefined) taken.set(projectId, row.rowNumber);
    const known = projectId === null ? null : (facts.get(projectId) ?? null);
    const twice =
      earlier === undefined ? [] : [{ sentence: `与第${earlier}行是同一个项目，两行只能收一行，请核对收哪一行。` }];
    const compared = compareRow({ ...row, projectId, doubts: [...row.doubts, ...twice] }, known, {
      period,
      unitId: form.kind === 'form' ? unitId : null,
    });
    return { row, projectId, compared, state: known?.state ?? null };
  });
}

/** Present names before former ones; the k-th row of a name is the k-th project of that name. */
function namesOf(projects: readonly ProjectToFill[]): ReadonlyMap<string, readonly string[]> {
  const byName = new Map<string, string[]>();
  const remember = (name: string, id: string) => {
    const ids = byName.get(squash(name));
    if (ids === undefined) byName.set(squash(name), [id]);
    else if (!ids.includes(id)) ids.push(id);
  };
  for (const { name, projectId } of projects) remember(name, projectId);
  for (const { formerNames, projectId } of projects) for (const former of formerNames) remember(former, projectId);
  return byName;
}
