/**
 * What can be found by name or number, with pinyin and initials, kept beside the records; derived, so never in an
 * operation. Besides names: project codes, former names, other spellings, units' names over time, permit numbers, files,
 * lists, issues, meetings, tasks, papers that went up. An entry's kind is the record's, with `.` and the sort of word where it is not the record's own name.
 */
import { pinyin } from 'pinyin-pro';
import type { EntityName } from '#shared/domain/entity.ts';
import type { JsonValue } from '#shared/package/operation.ts';
import type { Reading, Writing } from '../run.ts';

/** Kinds of entries. `list`: one for each list of a year, by its name. */
export type SearchKind =
  | 'project'
  | 'project.code'
  | 'project.formerName'
  | 'unit'
  | 'unit.formerName'
  | 'unit.shortName'
  | 'unitName'
  | 'person'
  | 'person.spelling'
  | 'group'
  | 'permit'
  | 'attachment'
  | 'issue'
  | 'meeting'
  | 'task'
  | 'instruction'
  | 'list';

type Values = Readonly<Record<string, JsonValue>>;

/** Fields that are found by as they stand: one entry a record. */
const plainWords: Readonly<Partial<Record<EntityName, readonly (readonly [SearchKind, field: string])[]>>> = {
  project: [
    ['project', 'name'],
    ['project.code', 'code'],
  ],
  unit: [
    ['unit', 'name'],
    ['unit.shortName', 'shortName'],
  ],
  unitName: [['unitName', 'name']],
  person: [['person', 'name']],
  group: [['group', 'name']],
  permit: [['permit', 'documentNumber']],
  attachment: [['attachment', 'name']],
  issue: [['issue', 'title']],
  meeting: [['meeting', 'title']],
  task: [['task', 'content']],
  instruction: [['instruction', 'paperTitle']],
};

/** Fields that hold several words: entries `<record id> <place>`. */
const listedWords: Readonly<Partial<Record<EntityName, readonly [SearchKind, field: string]>>> = {
  project: ['project.formerName', 'formerNames'],
  unit: ['unit.formerName', 'formerNames'],
  person: ['person.spelling', 'otherSpellings'],
};

/** `values`: those that were just written. */
export function indexForSearch(writing: Writing, entity: EntityName, id: string, values: Values): void {
  for (const [kind, field] of plainWords[entity] ?? []) {
    const value = values[field];
    if (typeof value === 'string' && value !== '') putEntry(writing, kind, id, value);
    else if (value !== undefined)
      writing.execute('DELETE FROM search_entries WHERE entity = ? AND record_id = ?', kind, id);
  }
  const listed = listedWords[entity];
  if (listed !== undefined && Array.isArray(values[listed[1]]))
    putListed(writing, listed[0], id, values[listed[1]] as JsonValue[]);
  if (entity === 'listMembership') putList(writing, id);
}

/** A record that leaves the tables is not found any more. */
export function removeFromSearch(writing: Writing, id: string): void {
  writing.execute(
    'DELETE FROM search_entries WHERE record_id = ? OR (record_id >= ? AND record_id < ?)',
    id,
    `${id} `,
    `${id}!`,
  );
}

/** An entry's record; of listed words the id stands before the blank. */
export function recordIdOf(entryId: string): string {
  return entryId.split(' ')[0] ?? entryId;
}

function putListed(writing: Writing, kind: SearchKind, id: string, words: readonly JsonValue[]): void {
  writing.execute(
    'DELETE FROM search_entries WHERE entity = ? AND record_id >= ? AND record_id < ?',
    kind,
    `${id} `,
    `${id}!`,
  );
  for (const [place, word] of words.entries())
    if (typeof word === 'string') putEntry(writing, kind, `${id} ${place}`, word);
}

function putList(writing: Writing, id: string): void {
  const row = writing.selectFirst<{ list: string | null; year: number | null }>(
    'SELECT list, year FROM list_memberships WHERE id = ?',
    id,
  );
  if (row === undefined || row.list === null) return;
  putEntry(writing, 'list', `${row.year} ${row.list}`, row.list);
}

function putEntry(writing: Writing, kind: SearchKind, id: string, title: string): void {
  const spelled =
    kind === 'project.code' ? codeWords(title) : spell(title, kind === 'person' || kind === 'person.spelling');
  writing.execute(
    `INSERT INTO search_entries (entity, record_id, title, pinyin, initials) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (entity, record_id) DO UPDATE SET title = excluded.title, pinyin = excluded.pinyin, initials = excluded.initials`,
    kind,
    id,
    title,
    spelled.pinyin,
    spelled.initials,
  );
}

function codeWords(code: string): { readonly pinyin: string; readonly initials: string } {
  const digits = code.toLowerCase().replace(/[^a-z0-9]/g, '');
  return { pinyin: digits, initials: digits };
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

/** Raised when more is found by: older stores are brought up to it when they are opened. */
const indexVersion = 3;
const versionKey = 'searchIndexVersion';

/** Enters what an older version did not look for. What it had entered already, the names, stays. */
export function bringSearchUpToDate(writing: Writing): void {
  for (const [entity, table, columns] of lateWords) {
    const rows = writing.select<Record<string, string | null>>(
      `SELECT id, ${Object.values(columns).join(', ')} FROM ${table}`,
    );
    for (const row of rows) {
      const values = Object.fromEntries(
        Object.entries(columns).map(([field, column]) => [field, valueOf(field, row[column] ?? null)]),
      );
      indexForSearch(writing, entity, String(row['id']), values);
    }
  }
  writing.execute(
    'INSERT INTO settings (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
    versionKey,
    String(indexVersion),
  );
}

const lateWords: readonly (readonly [EntityName, table: string, columns: Readonly<Record<string, string>>])[] = [
  ['project', 'projects', { code: 'code', formerNames: 'former_names' }],
  ['unit', 'units', { shortName: 'short_name', formerNames: 'former_names' }],
  ['unitName', 'unit_names', { name: 'name' }],
  ['person', 'persons', { otherSpellings: 'other_spellings' }],
  ['group', 'groups', { name: 'name' }],
  ['permit', 'permits', { documentNumber: 'document_number' }],
  ['attachment', 'attachments', { name: 'name' }],
  ['issue', 'issues', { title: 'title' }],
  ['meeting', 'meetings', { title: 'title' }],
  ['task', 'tasks', { content: 'content' }],
  ['instruction', 'instructions', { paperTitle: 'paper_title' }],
  ['listMembership', 'list_memberships', { list: 'list' }],
];

function valueOf(field: string, cell: string | null): JsonValue {
  if (field !== 'formerNames' && field !== 'otherSpellings') return cell;
  return JSON.parse(cell ?? '[]') as string[];
}

/** Asked before anything is written: a start on a current store costs no write. */
export function isSearchUpToDate(reading: Reading): boolean {
  return storedVersion(reading) >= indexVersion;
}

function storedVersion(reading: Reading): number {
  const row = reading.selectFirst<{ value: string }>('SELECT value FROM settings WHERE key = ?', versionKey);
  return Number(row?.value ?? 0);
}
