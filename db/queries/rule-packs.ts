/** The rule pack in force (适用文件): a built-in one, or a version the office has adapted. */
import { z } from 'zod';
import { type Rule, type RuleKind, type RulePack, ruleKinds } from '#shared/rules/catalogue.ts';
import { builtInPack } from '#shared/rules/packs/index.ts';
import { neutralPack } from '#shared/rules/packs/neutral.ts';
import type { Reading } from '../run.ts';
import { installedOffice } from './installation.ts';

/** The office's pack; the neutral one where there is no office yet or its pack is not here. */
export function rulePackInForce(reading: Reading): RulePack {
  const office = installedOffice(reading);
  return (office === null ? undefined : rulePackById(reading, office.rulePack)) ?? neutralPack;
}

/** A pack by `key@version`, built in or adapted: what was decided names the version that decided it. */
export function rulePackById(reading: Reading, id: string): RulePack | undefined {
  return builtInPack(id) ?? adoptedPacks(reading).find((pack) => pack.id === id);
}

/** Every version the office has adapted, oldest first. */
export function adoptedPacks(reading: Reading): RulePack[] {
  return reading
    .select<{
      pack_id: string;
      name: string;
      document_number: string | null;
      valid_from: string | null;
      valid_until: string | null;
      rules: string;
    }>(
      `SELECT pack_id, name, document_number, valid_from, valid_until, rules FROM adopted_rule_packs
       WHERE is_deleted = 0 ORDER BY created_position`,
    )
    .map((row) => ({
      id: row.pack_id,
      name: row.name,
      documentNumber: row.document_number ?? '',
      validFrom: row.valid_from,
      validUntil: row.valid_until,
      rules: rulesOf(JSON.parse(row.rules) as unknown),
    }));
}

const storedRule = z.object({
  kind: z.string(),
  parameters: z.unknown(),
  source: z.string(),
  shown: z.string(),
});

/** Stored rules by kind. A kind this version does not know, or whose parameters it cannot read, is left to the neutral pack. */
export function rulesOf(stored: unknown): RulePack['rules'] {
  const rules: Partial<Record<RuleKind, Rule>> = {};
  for (const each of z.array(storedRule).parse(stored)) {
    if (!Object.hasOwn(ruleKinds, each.kind)) continue;
    const kind = each.kind as RuleKind;
    const parameters = ruleKinds[kind].parameters.safeParse(each.parameters);
    if (parameters.success) rules[kind] = { ...each, kind, parameters: parameters.data };
  }
  return rules as RulePack['rules'];
}
