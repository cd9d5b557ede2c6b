/** What is checked when a project is typed: refusals with a sentence, warnings that block nothing, its former names. */
import { readRecord, type StoredRecord, textOf } from '#db/ledger/records.ts';
import { centreRulesInForce } from '#db/queries/centre-rules.ts';
import { partsOf, planFacts, planOfYear } from '#db/queries/investments.ts';
import { namesWithCode } from '#db/queries/project-facts.ts';
import type { Reading } from '#db/run.ts';
import { businessDay } from '#shared/calendar/day.ts';
import type { ProjectChanges } from '#shared/contract/projects.ts';
import { annualPlan } from '#shared/domain/annual-plan.ts';
import { codedFields } from '#shared/domain/centre-rule.ts';
import { project } from '#shared/domain/project.ts';
import { problem } from '#shared/error.ts';
import type { JsonValue } from '#shared/package/operation.ts';
import { formerNamesAfter, type NameChange } from '#shared/rules/former-names.ts';
import { investmentFindings, jumpSentence, largestAmount, reversedPeriod } from '#shared/rules/project-amounts.ts';
import { codeFindings } from '#shared/rules/project-code.ts';
import { wanText } from '#shared/text/money.ts';

export interface Warning {
  readonly field: string;
  readonly sentence: string;
}

/** Amounts that a person types with a project, and where their value before stands. */
const amounts = [
  ['totalInvestment', project.fields.totalInvestment.label],
  ['plannedThisYear', annualPlan.fields.plannedInvestment.label],
  ['doneBeforeYear', annualPlan.fields.doneBeforeYear.label],
] as const;

/** Throws AMOUNT_TOO_LARGE, DAYS_REVERSED; answers with what should be looked at. */
export function checkTyped(
  reading: Reading,
  record: StoredRecord | undefined,
  changes: ProjectChanges,
  ledgerYear: number,
): readonly Warning[] {
  const warnings: Warning[] = [];
  for (const [field, label] of amounts) {
    const after = changes[field];
    if (after === undefined || after === null) continue;
    checkAmount(label, after);
    const before = record === undefined ? null : amountBefore(reading, record, field, ledgerYear);
    const sentence = jumpSentence(label, before, after);
    if (sentence !== null) warnings.push({ field, sentence });
  }
  if (changes.startsOn === undefined && changes.completesOn === undefined) return warnings;
  const day = (field: 'startsOn' | 'completesOn') =>
    changes[field] ?? (changes[field] === null ? null : dayIn(record, field));
  const reversed = reversedPeriod(day('startsOn'), day('completesOn'));
  if (reversed !== null)
    throw problem('DAYS_REVERSED', {
      earlier: project.fields.startsOn.label,
      earlierDay: reversed.earlier,
      later: project.fields.completesOn.label,
      laterDay: reversed.later,
    });
  return warnings;
}

/** What should be looked at in a project's own facts: its code, its sums. */
export function factFindings(
  reading: Reading,
  id: string,
  now: string,
): readonly { readonly field: string; readonly code: string; readonly sentence: string }[] {
  const record = readRecord(reading, 'project', id);
  if (record === undefined) throw problem('RECORD_NOT_FOUND', { noun: project.label });
  const code = textOf(record, 'code') || null;
  const codes = codeFindings({
    code,
    isReserve: record.values['pool'] === 'reserve',
    thisYear: Number(businessDay(now).slice(0, 4)),
    sameCodeNames: code === null ? [] : namesWithCode(reading, code, id),
  });
  const total = record.values['totalInvestment'];
  const sums = investmentFindings(
    typeof total === 'number' ? total : null,
    planFacts(reading, id),
    partsOf(reading, id),
  );
  return [
    ...codes.map((each) => ({ ...each, field: 'code' })),
    ...sums.map(({ code: kind, sentence }) => ({ code: kind, sentence, field: 'investment' })),
    ...wordsNotCoded(reading, record),
  ];
}

/** Words in a field whose words the centre has fixed, that are not among them. */
function wordsNotCoded(
  reading: Reading,
  record: StoredRecord,
): { readonly field: string; readonly code: string; readonly sentence: string }[] {
  return centreRulesInForce(reading, 'codes').flatMap((rule) => {
    const field = codedFields.find((each) => each === rule.field);
    const word = field === undefined ? '' : textOf(record, field);
    if (field === undefined || word === '' || rule.codes.some(({ code, name }) => name === word || code === word))
      return [];
    const source = rule.source === null ? '' : `（依据${rule.source}）`;
    const sentence = `${project.fields[field].label}“${word}”不在市级中心下达的“${rule.name}”里，请从里面选${source}。`;
    return [{ field, code: 'WORD_NOT_CODED', sentence }];
  });
}

/** Throws AMOUNT_TOO_LARGE. Negative ones are refused by the schema. */
export function checkAmount(label: string, amount: number | null | undefined): void {
  if (amount !== null && amount !== undefined && amount > largestAmount)
    throw problem('AMOUNT_TOO_LARGE', { field: label, amount: wanText(amount) });
}

/** The changes with the former names a new name brings about; without being told, a new name is a renaming. */
export function withFormerNames(
  record: StoredRecord | undefined,
  changes: ProjectChanges,
  nameChange: NameChange,
): ProjectChanges {
  const name = changes.name?.trim();
  if (record === undefined || name === undefined || changes.formerNames !== undefined) return changes;
  const before = { name: textOf(record, 'name'), formerNames: namesIn(record.values['formerNames']) };
  if (name === before.name) return changes;
  return { ...changes, formerNames: [...formerNamesAfter(before, name, nameChange)] };
}

export function namesIn(value: JsonValue | undefined): readonly string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
}

function amountBefore(
  reading: Reading,
  record: StoredRecord,
  field: (typeof amounts)[number][0],
  ledgerYear: number,
): number | null {
  const plan = field === 'totalInvestment' ? undefined : planOfYear(reading, record.id, ledgerYear);
  const value =
    field === 'totalInvestment'
      ? record.values[field]
      : plan?.values[field === 'plannedThisYear' ? 'plannedInvestment' : field];
  return typeof value === 'number' ? value : null;
}

function dayIn(record: StoredRecord | undefined, field: 'startsOn' | 'completesOn'): string | null {
  return textOf(record, field) || null;
}
