/** A version being adapted: which rules are stated, which were changed. Values in, values out. */
import type { InputOf, OutputOf } from '#shared/contract/index.ts';
import { notStated } from '#shared/rules/catalogue.ts';
import type { FormChoice } from '#shared/rules/parameter-form.ts';

type Pack = OutputOf<'rulePacks.get'>;

export interface RuleDraft {
  readonly kind: string;
  readonly label: string;
  readonly isStated: boolean;
  readonly isChanged: boolean;
  readonly shown: string;
  readonly source: string;
  readonly parameters: Readonly<Record<string, unknown>>;
}

export interface PackDraft {
  readonly name: string;
  readonly documentNumber: string;
  readonly validFrom: string | null;
  readonly validUntil: string | null;
  readonly note: string;
  readonly isUsed: boolean;
  readonly rules: readonly RuleDraft[];
}

/** For what no notice states and the office now decides; it stays in the list of what was left open. */
const ownDecision = '通知未规定，本单位确定';

export function draftOf(pack: Pack, today: string): PackDraft {
  return {
    name: pack.name,
    documentNumber: pack.documentNumber,
    validFrom: today,
    validUntil: null,
    note: '',
    isUsed: true,
    rules: pack.rules.map(({ kind, label, isStated, shown, source, parameters }) => ({
      kind,
      label,
      isStated,
      isChanged: false,
      shown,
      source,
      parameters: parameters as RuleDraft['parameters'],
    })),
  };
}

export type RuleChange = Partial<Pick<RuleDraft, 'shown' | 'source' | 'parameters'>>;

/** The first change of a default makes it the office's own decision, and says so in its source. */
export function withRule(draft: PackDraft, kind: string, change: RuleChange): PackDraft {
  const rules = draft.rules.map((rule) => {
    if (rule.kind !== kind) return rule;
    const source = rule.isChanged ? rule.source : rule.source.replaceAll(notStated, ownDecision);
    return { ...rule, source, ...change, isChanged: true };
  });
  return { ...draft, rules };
}

export function withoutChange(draft: PackDraft, pack: Pack, kind: string): PackDraft {
  const before = draftOf(pack, '').rules.find((rule) => rule.kind === kind);
  return { ...draft, rules: draft.rules.map((rule) => (rule.kind === kind && before !== undefined ? before : rule)) };
}

export function saveInput(draft: PackDraft, basedOn: string): InputOf<'rulePacks.save'> {
  const { name, documentNumber, validFrom, validUntil, note, isUsed } = draft;
  const rules = draft.rules
    .filter((rule) => rule.isStated || rule.isChanged)
    .map(({ kind, parameters, source, shown }) => ({ kind, parameters, source, shown }));
  return {
    basedOn,
    name,
    documentNumber: documentNumber === '' ? null : documentNumber,
    validFrom,
    validUntil,
    note: note === '' ? null : note,
    isUsed,
    rules: rules as InputOf<'rulePacks.save'>['rules'],
  };
}

/** The steps of the draft's own templates, once each. */
export function stepChoices(draft: PackDraft): FormChoice[] {
  const templates = draft.rules.find((rule) => rule.kind === 'permitTemplates')?.parameters['templates'];
  const choices = new Map<string, string>();
  for (const template of Array.isArray(templates) ? (templates as readonly { steps?: unknown }[]) : [])
    for (const step of Array.isArray(template.steps) ? (template.steps as readonly StepWords[]) : [])
      if (!choices.has(step.code)) choices.set(step.code, step.name);
  return [...choices].map(([value, label]) => ({ value, label }));
}

interface StepWords {
  readonly code: string;
  readonly name: string;
}
