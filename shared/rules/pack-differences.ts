/** What differs between two versions of 适用文件, kind by kind and parameter by parameter. */
import { type RuleKind, type RulePack, ruleKinds } from './catalogue.ts';
import { ruleOf } from './packs/index.ts';
import { parameterLines, stepNames } from './parameter-text.ts';

export interface RuleDifference {
  readonly kind: RuleKind;
  readonly label: string;
  readonly rows: readonly { readonly label: string; readonly before: string | null; readonly after: string | null }[];
}

/** Kinds that say the same in both are left out. A kind one of them does not state stands there with its default. */
export function packDifferences(before: RulePack, after: RulePack): RuleDifference[] {
  return (Object.keys(ruleKinds) as RuleKind[])
    .map((kind) => ({ kind, label: ruleKinds[kind].label, rows: differences(before, after, kind) }))
    .filter((each) => each.rows.length > 0);
}

function differences(before: RulePack, after: RulePack, kind: RuleKind): RuleDifference['rows'] {
  const left = linesOf(before, kind);
  const right = linesOf(after, kind);
  return left
    .map(({ label, text }, index) => ({
      label,
      before: text === '' ? null : text,
      after: right[index]?.text === '' ? null : (right[index]?.text ?? null),
    }))
    .filter((row) => row.before !== row.after);
}

function linesOf(pack: RulePack, kind: RuleKind): { readonly label: string; readonly text: string }[] {
  const rule = ruleOf(pack, kind);
  const steps = stepNames(ruleOf(pack, 'permitTemplates').parameters);
  return [
    { label: '规定', text: rule.shown },
    { label: '出处', text: rule.source },
    ...parameterLines(kind, rule.parameters, steps),
  ];
}
