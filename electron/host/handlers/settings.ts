import { saveSetting, settingValues } from '#db/queries/installation.ts';
import type { JsonValue } from '#shared/package/operation.ts';
import { type Rule, ruleKinds } from '#shared/rules/catalogue.ts';
import { rulePacks } from '#shared/rules/packs/index.ts';
import type { CommandHandlers, QueryHandlers } from '../context.ts';

export const settingQueries = {
  'settings.get': ({ reading }) => ({ values: settingValues(reading) as Record<string, JsonValue> }),
  'rulePacks.list': () => ({
    rows: rulePacks.map((pack) => ({
      id: pack.id,
      name: pack.name,
      documentNumber: pack.documentNumber,
      rules: (Object.values(pack.rules) as readonly Rule[]).map(({ kind, shown, source }) => ({
        kind,
        label: ruleKinds[kind].label,
        shown,
        source,
      })),
    })),
  }),
} satisfies Partial<QueryHandlers>;

export const settingCommands = {
  'settings.set'({ writing }, { key, value }) {
    saveSetting(writing, key, value);
    return { done: true };
  },
} satisfies Partial<CommandHandlers>;
