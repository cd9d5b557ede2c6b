import { notStated, type ParametersOf, type Rule, type RuleKind } from '../catalogue.ts';

/** Rules of one notice: the clause becomes the source with the notice's number before it. */
type RuleMaker = <Kind extends RuleKind>(
  kind: Kind,
  clause: string,
  parameters: ParametersOf<Kind>,
  shown: string,
) => { readonly [K in Kind]: Rule<K> };

export function rulesFrom(documentNumber: string): RuleMaker {
  return (kind, clause, parameters, shown) =>
    oneRule({ kind, parameters, source: `${documentNumber} ${clause}`, shown });
}

/** A rule of which the notice leaves a part open, said beside the clause: “… ；星期和钟点：通知未规定，本软件默认”. */
export function andOpen(clause: string, part: string): string {
  return `${clause}；${part}：${notStated}`;
}

function oneRule<Kind extends RuleKind>(rule: Rule<Kind>): { readonly [K in Kind]: Rule<K> } {
  const single: Partial<Record<Kind, Rule<Kind>>> = {};
  single[rule.kind] = rule;
  return single as { readonly [K in Kind]: Rule<K> };
}
