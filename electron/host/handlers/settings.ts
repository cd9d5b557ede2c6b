import { saveSetting, settingValues } from '#db/queries/installation.ts';
import type { JsonValue } from '#shared/package/operation.ts';
import type { CommandHandlers, QueryHandlers } from '../context.ts';

export const settingQueries = {
  'settings.get': ({ reading }) => ({ values: settingValues(reading) as Record<string, JsonValue> }),
} satisfies Partial<QueryHandlers>;

export const settingCommands = {
  'settings.set'({ writing }, { key, value }) {
    saveSetting(writing, key, value);
    return { done: true };
  },
} satisfies Partial<CommandHandlers>;
