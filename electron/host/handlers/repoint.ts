/** What refers to a unit, a person or a project and follows when it becomes another: found by the entities' own descriptions. */
import type { Draft } from '#db/ledger/append.ts';
import { referringRecords } from '#db/queries/references.ts';
import type { Reading } from '#db/run.ts';
import { entities } from '#shared/domain/entities.ts';
import type { EntityName } from '#shared/domain/entity.ts';

export interface Repointing {
  readonly entity: 'unit' | 'person' | 'project';
  /** Ids that become `to`. */
  readonly from: readonly string[];
  readonly to: string;
  readonly officeId: string;
  /** History keeps the old id. */
  readonly except: readonly EntityName[];
}

/** One draft for each record of this office that refers to one of the ids. Drafts of one record are joined. */
export function repointingDrafts(
  reading: Reading,
  { entity, from, to, officeId, except }: Repointing,
): readonly Draft[] {
  const drafts = new Map<string, Draft>();
  const become = (id: string) => (from.includes(id) ? to : id);
  for (const found of referringRecords(reading, entity, from, officeId)) {
    if (except.includes(found.entity)) continue;
    const value = typeof found.value === 'string' ? become(found.value) : [...new Set(found.value.map(become))];
    const key = `${found.entity} ${found.id}`;
    const before = drafts.get(key)?.values ?? {};
    drafts.set(key, { entity: found.entity, id: found.id, kind: 'put', values: { ...before, [found.field]: value } });
  }
  return [...drafts.values()];
}

/** How many records of each kind would follow, by the Chinese name of the kind. */
export function usesOf(
  reading: Reading,
  wishes: Omit<Repointing, 'to'>,
): { readonly label: string; readonly count: number }[] {
  const counts = new Map<string, number>();
  for (const draft of repointingDrafts(reading, { ...wishes, to: '' })) {
    const { label } = entities[draft.entity];
    counts.set(label, (counts.get(label) ?? 0) + 1);
  }
  return [...counts].map(([label, count]) => ({ label, count }));
}
