/** Pinyin and initials of what can be found by name, kept beside the records; derived, so never in an operation. */
import { pinyin } from 'pinyin-pro';
import type { EntityName } from '#shared/domain/entity.ts';
import type { JsonValue } from '#shared/package/operation.ts';
import type { Writing } from '../run.ts';

export function indexForSearch(
  writing: Writing,
  entity: EntityName,
  id: string,
  values: Readonly<Record<string, JsonValue>>,
): void {
  if (entity !== 'project' && entity !== 'unit' && entity !== 'person') return;
  const name = values['name'];
  if (typeof name !== 'string') return;
  const spelled = spell(name, entity === 'person');
  writing.execute(
    `INSERT INTO search_entries (entity, record_id, title, pinyin, initials) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (entity, record_id) DO UPDATE SET title = excluded.title, pinyin = excluded.pinyin, initials = excluded.initials`,
    entity,
    id,
    name,
    spelled.pinyin,
    spelled.initials,
  );
}

/** 云岭产业园 → yunlingchanyeyuan, ylcyy. Surnames read as surnames (曾, 单). Letters and digits stay. */
export function spell(name: string, isPerson: boolean): { readonly pinyin: string; readonly initials: string } {
  const syllables = pinyin(name, {
    toneType: 'none',
    type: 'array',
    v: true,
    nonZh: 'consecutive',
    ...(isPerson ? { surname: 'head' as const } : {}),
  });
  const plain = syllables.map((syllable) => syllable.toLowerCase().replace(/[^a-z0-9]/g, ''));
  const initials = syllables.map((syllable, index) =>
    /^[a-z]+$/.test(syllable) ? (plain[index]?.[0] ?? '') : (plain[index] ?? ''),
  );
  return { pinyin: plain.join(''), initials: initials.join('') };
}
