import type { OfficeKind } from '../../domain/office.ts';
import type { Rule, RuleKind, RulePack } from '../catalogue.ts';
import { dengfeng2018 } from './dengfeng-2018.ts';
import { erqi2024 } from './erqi-2024.ts';
import { jinshui2019 } from './jinshui-2019.ts';
import { kaifeng2019 } from './kaifeng-2019.ts';
import { neutralPack } from './neutral.ts';
import { zhengzhou2022 } from './zhengzhou-2022.ts';

/** The built-in packs; on screen 适用文件. */
export const rulePacks: readonly RulePack[] = [
  erqi2024,
  jinshui2019,
  dengfeng2018,
  kaifeng2019,
  zhengzhou2022,
  neutralPack,
];
/** What a new district starts with until it chooses. */
export const defaultRulePack: RulePack = erqi2024;

export function defaultRulePackOf(kind: OfficeKind): RulePack {
  return kind === 'centre' ? zhengzhou2022 : defaultRulePack;
}

export function builtInPack(id: string): RulePack | undefined {
  return rulePacks.find((pack) => pack.id === id);
}

/** The n of `key@n`. */
export function packVersion(id: string): number {
  return Number(/@(\d+)$/.exec(id)?.[1] ?? 1);
}

/** As one version is told from another: a built-in one has its notice's name. */
export function packTitle({ id, name }: Pick<RulePack, 'id' | 'name'>): string {
  return builtInPack(id) === undefined ? `${name}（本单位第${packVersion(id)}版）` : name;
}

/** The rule of a kind in a pack, or the neutral pack's where the pack leaves it open (its source says so). */
export function ruleOf<Kind extends RuleKind>(pack: RulePack, kind: Kind): Rule<Kind> {
  const rules: { readonly [K in RuleKind]?: Rule<K> } = pack.rules;
  const rule: Rule<Kind> | undefined = rules[kind];
  if (rule !== undefined) return rule;
  const fallback: { readonly [K in RuleKind]: Rule<K> } = neutralPack.rules;
  return fallback[kind];
}
