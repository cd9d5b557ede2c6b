import type { ParametersOf, Rule, RuleKind, RulePack } from '../catalogue.ts';
import { erqi2024 } from './erqi-2024.ts';

/** The built-in packs; on screen 适用文件. */
export const rulePacks: readonly RulePack[] = [erqi2024];
export const defaultRulePack: RulePack = erqi2024;

export function rulePackOf(id: string): RulePack {
  return rulePacks.find((pack) => pack.id === id) ?? defaultRulePack;
}

/** The rule of a kind in a pack, or the default pack's where the pack leaves it open (visible as its source). */
export function ruleOf<Kind extends RuleKind>(
  pack: RulePack,
  kind: Kind,
): Rule<Kind> & { parameters: ParametersOf<Kind> } {
  const rule = pack.rules[kind] ?? defaultRulePack.rules[kind];
  if (rule === undefined) throw new Error(`the default pack lacks the rule ${kind}`);
  return rule;
}
