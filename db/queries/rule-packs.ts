/** The rule pack in force (适用文件): a built-in one, or a version the office has adapted. */
import { z } from 'zod';
import { type Rule, type RuleKind, type RulePack, ruleKinds } from '#shared/rules/catalogue.ts';
import { builtInPack } from '#shared/rules/packs/index.ts';
import { neutralPack } from '#shared/rules/packs/neutral.ts';
import { storedOperation } from '../ledger/stored-line.ts';
import type { Reading } from '../run.ts';
import { installedOffice } from './installation.ts';

/** The office's pack; the neutral one where there is no office yet or its pack is not here. */
export function rulePackInForce(reading: Reading): RulePack {
  const office = installedOffice(reading);
  return (office === null ? undefined : rulePackById(reading, office.rulePack)) ?? neutralPack;
}

/** A pack by `key@version`, built in or adapted: what was decided names the version that decided it, also a withdrawn one. */
export function rulePackById(reading: Reading, id: string): RulePack | undefined {
  return builtInPack(id) ?? storedPacks(reading, 'pack_id = ?', id)[0];
}

export interface AdoptedPack extends RulePack {
  readonly basedOn: string | null;
  readonly note: string | null;
}

/** Every version the office has adapted, oldest first. */
export function adoptedPacks(reading: Reading): AdoptedPack[] {
  return storedPacks(reading, 'is_deleted = 0');
}

/** The newest version of a key ever given out, withdrawn ones too; 0 where there is none. */
export function newestVersion(reading: Reading, key: string): number {
  const versions = reading.select<{ version: number | null }>(
    `SELECT version FROM adopted_rule_packs WHERE substr(pack_id, 1, ?) = ?`,
    key.length + 1,
    `${key}@`,
  );
  return Math.max(0, ...versions.map((row) => row.version ?? 0));
}

/** Which pack was in force from when, newest first, as the ledger has it. */
export function packHistory(reading: Reading, officeId: string): { id: string; at: string; actor: string }[] {
  const lines = reading.select<{ line: string }>(
    `SELECT line FROM operations WHERE entity = 'office' AND record_id = ? AND line IS NOT NULL
     AND status IN ('applied', 'conflict') ORDER BY position DESC`,
    officeId,
  );
  return lines.flatMap(({ line }) => {
    const { changes, at, actor } = storedOperation(line);
    const id = changes['rulePack']?.[1];
    return typeof id === 'string' ? [{ id, at, actor }] : [];
  });
}

function storedPacks(reading: Reading, condition: string, ...parameters: readonly string[]): AdoptedPack[] {
  return reading
    .select<{
      pack_id: string;
      name: string;
      document_number: string | null;
      valid_from: string | null;
      valid_until: string | null;
      rules: string;
      based_on: string | null;
      note: string | null;
    }>(
      `SELECT pack_id, name, document_number, valid_from, valid_until, rules, based_on, note FROM adopted_rule_packs
       WHERE ${condition} ORDER BY created_position`,
      ...parameters,
    )
    .map((row) => ({
      id: row.pack_id,
      name: row.name,
      documentNumber: row.document_number ?? '',
      validFrom: row.valid_from,
      validUntil: row.valid_until,
      rules: rulesOf(JSON.parse(row.rules) as unknown),
      basedOn: row.based_on,
      note: row.note,
    }));
}

const storedRule = z.object({
  kind: z.string(),
  parameters: z.unknown(),
  source: z.string(),
  shown: z.string(),
});

/** Stored rules by kind. A kind this version does not know, or whose parameters it cannot read, is left to the neutral pack. */
function rulesOf(stored: unknown): RulePack['rules'] {
  const rules: Partial<Record<RuleKind, Rule>> = {};
  for (const each of z.array(storedRule).parse(stored)) {
    if (!Object.hasOwn(ruleKinds, each.kind)) continue;
    const kind = each.kind as RuleKind;
    const parameters = ruleKinds[kind].parameters.safeParse(each.parameters);
    if (parameters.success) rules[kind] = { ...each, kind, parameters: parameters.data };
  }
  return rules as RulePack['rules'];
}
