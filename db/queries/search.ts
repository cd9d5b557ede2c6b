/**
 * Ctrl+K: whatever the words are found by, as what a person looks for – a project, a person, a paper's number. First the
 * narrow table of words is searched, then only what may be shown is looked up: with 50 000 projects the joins cost five
 * times the search.
 */
import type { OutputOf } from '#shared/contract/index.ts';
import { groupKindLabels } from '#shared/text/labels.ts';
import { recordIdOf, type SearchKind } from '../ledger/search-index.ts';
import type { Reading } from '../run.ts';

type Hit = OutputOf<'search.find'>['hits'][number];

interface Entry {
  readonly kind: SearchKind;
  readonly entryId: string;
  readonly title: string;
}

/** Entries looked at of one kind: photos with a usual name must not crowd out the one project. */
const perKind = 60;
/** Hits of a group before the other groups have had their turn. */
const firstTurn = 5;

const groups: readonly Hit['entity'][] = [
  'project',
  'person',
  'unit',
  'group',
  'permit',
  'issue',
  'meeting',
  'task',
  'instruction',
  'list',
  'attachment',
];

/** The best of each group, a beginning before a middle, groups in their order. */
export function findByText(reading: Reading, text: string, limit: number): Hit[] {
  const wanted = text.trim().toLowerCase().replace(/\s+/g, '');
  if (wanted === '') return [];
  const byGroup = new Map<Hit['entity'], Hit[]>(groups.map((group) => [group, []]));
  const seen = new Set<string>();
  for (const entry of matchingEntries(reading, wanted)) {
    // What a group can show at most is there: the rest need not be looked up.
    if ((byGroup.get(groupOf(entry.kind))?.length ?? 0) >= limit) continue;
    const hit = hitOf(reading, entry);
    if (hit === null || seen.has(`${hit.entity} ${hit.id}`)) continue;
    seen.add(`${hit.entity} ${hit.id}`);
    byGroup.get(hit.entity)?.push(hit);
  }
  const shares = new Map(groups.map((group) => [group, Math.min(firstTurn, byGroup.get(group)?.length ?? 0)]));
  let left = limit - [...shares.values()].reduce((sum, share) => sum + share, 0);
  for (const group of groups) {
    const more = Math.max(0, Math.min(left, (byGroup.get(group)?.length ?? 0) - (shares.get(group) ?? 0)));
    shares.set(group, (shares.get(group) ?? 0) + more);
    left -= more;
  }
  return groups.flatMap((group) => (byGroup.get(group) ?? []).slice(0, shares.get(group) ?? 0)).slice(0, limit);
}

function groupOf(kind: SearchKind): Hit['entity'] {
  switch (kind) {
    case 'project':
    case 'project.code':
    case 'project.formerName':
      return 'project';
    case 'unit':
    case 'unit.formerName':
    case 'unit.shortName':
    case 'unitName':
      return 'unit';
    case 'person':
    case 'person.spelling':
      return 'person';
    default:
      return kind;
  }
}

/** Numbers of papers are typed without their brackets, codes without their dashes. */
function matchingEntries(reading: Reading, wanted: string): Entry[] {
  const like = (words: string) => words.replace(/[\\%_]/g, (sign) => `\\${sign}`);
  const plain = wanted.normalize('NFKC').replace(/[〔〕()[\]【】\-—]/g, '');
  const bare = `%${like(plain === '' ? wanted : plain)}%`;
  return reading.select<Entry>(
    `SELECT kind, entryId, title FROM (
       SELECT entity AS kind, record_id AS entryId, title, rank,
         row_number() OVER (PARTITION BY entity ORDER BY rank, length(title), title) AS place
       FROM (
         SELECT entity, record_id, title,
           CASE WHEN title LIKE ? ESCAPE '\\' OR initials LIKE ? ESCAPE '\\' THEN 0 ELSE 1 END AS rank
         FROM search_entries
         WHERE title LIKE ? ESCAPE '\\' OR pinyin LIKE ? ESCAPE '\\' OR initials LIKE ? ESCAPE '\\'
           OR (entity = 'permit' AND replace(replace(replace(replace(title, '〔', ''), '〕', ''), '[', ''), ']', '') LIKE ? ESCAPE '\\')
       )
     ) WHERE place <= ${perKind} ORDER BY rank, length(title), title`,
    `${like(wanted)}%`,
    `${like(wanted)}%`,
    `%${like(wanted)}%`,
    bare,
    bare,
    bare,
  );
}

function hitOf(reading: Reading, { kind, entryId, title }: Entry): Hit | null {
  const id = recordIdOf(entryId);
  switch (kind) {
    case 'project':
      return projectHit(reading, id, null);
    case 'project.code':
      return projectHit(reading, id, `项目代码 ${title}`);
    case 'project.formerName':
      return projectHit(reading, id, `曾用名 ${title}`);
    case 'unit':
      return unitHit(reading, id, null);
    case 'unit.formerName':
      return unitHit(reading, id, `曾用名 ${title}`);
    case 'unit.shortName':
      return unitHit(reading, id, `简称 ${title}`);
    case 'unitName':
      return nameOfTime(reading, id, title);
    case 'person':
      return personHit(reading, id, null);
    case 'person.spelling':
      return personHit(reading, id, `其他写法 ${title}`);
    case 'group':
      return groupHit(reading, id);
    case 'attachment':
      return fileHit(reading, id, title);
    case 'permit':
    case 'issue':
      return belongingHit(reading, kind, id, title);
    case 'meeting':
    case 'task':
    case 'instruction':
      return matterHit(reading, kind, id, title);
    case 'list':
      return listHit(reading, entryId, title);
  }
}

interface ProjectFacts {
  readonly name: string;
  readonly category: string | null;
  readonly office: string | null;
  readonly isDeleted: number;
  readonly exitedOn: string | null;
  readonly mergedIntoId: string | null;
}

function projectFacts(reading: Reading, id: string): ProjectFacts | undefined {
  return reading.selectFirst<ProjectFacts>(
    `SELECT p.name, p.category, o.short_name AS office, p.is_deleted AS isDeleted, p.exited_on AS exitedOn,
       p.merged_into_id AS mergedIntoId
     FROM projects p LEFT JOIN offices o ON o.id = p.home_office WHERE p.id = ?`,
    id,
  );
}

/** A merged project leads to the one it went into; one that has left the pools is marked. */
function projectHit(reading: Reading, id: string, found: string | null): Hit | null {
  const facts = projectFacts(reading, id);
  if (facts === undefined) return null;
  if (facts.mergedIntoId !== null) {
    const kept = projectFacts(reading, facts.mergedIntoId);
    if (kept === undefined || kept.isDeleted === 1) return null;
    const detail = `已并入“${kept.name}”`;
    return { entity: 'project', id: facts.mergedIntoId, title: facts.name, detail, projectId: null };
  }
  if (facts.isDeleted === 1) return null;
  const exited = facts.exitedOn === null ? null : `已于${facts.exitedOn}退库`;
  return {
    entity: 'project',
    id,
    title: facts.name,
    detail: joined(facts.office, found ?? facts.category ?? '项目', exited),
    projectId: null,
  };
}

function unitHit(reading: Reading, id: string, found: string | null): Hit | null {
  const unit = reading.selectFirst<{ name: string; endedOn: string | null; successor: string | null }>(
    `SELECT u.name, u.ended_on AS endedOn, s.name AS successor FROM units u LEFT JOIN units s ON s.id = u.successor_id
     WHERE u.id = ? AND u.is_deleted = 0`,
    id,
  );
  if (unit === undefined) return null;
  const dissolved = unit.endedOn === null ? null : '已撤销';
  const ended = unit.successor === null ? dissolved : `已并入${unit.successor}`;
  return { entity: 'unit', id, title: unit.name, detail: joined(found ?? '责任单位', ended), projectId: null };
}

function nameOfTime(reading: Reading, id: string, title: string): Hit | null {
  const row = reading.selectFirst<{ unitId: string }>(
    'SELECT unit_id AS unitId FROM unit_names WHERE id = ? AND is_deleted = 0',
    id,
  );
  return row === undefined ? null : unitHit(reading, row.unitId, `曾用名 ${title}`);
}

function personHit(reading: Reading, id: string, found: string | null): Hit | null {
  const person = reading.selectFirst<{ name: string; post: string | null; mergedIntoId: string | null }>(
    'SELECT name, post, merged_into_id AS mergedIntoId FROM persons WHERE id = ? AND is_deleted = 0',
    id,
  );
  if (person === undefined || person.mergedIntoId !== null) return null;
  return { entity: 'person', id, title: person.name, detail: joined(person.post ?? '人员', found), projectId: null };
}

function groupHit(reading: Reading, id: string): Hit | null {
  const group = reading.selectFirst<{ name: string; kind: keyof typeof groupKindLabels; dissolvedOn: string | null }>(
    'SELECT name, kind, dissolved_on AS dissolvedOn FROM groups WHERE id = ? AND is_deleted = 0',
    id,
  );
  if (group === undefined) return null;
  const detail = joined(groupKindLabels[group.kind], group.dissolvedOn === null ? null : '已撤销');
  return { entity: 'group', id, title: group.name, detail, projectId: null };
}

const belonging = {
  permit: { table: 'permits', name: 'r.name' },
  issue: { table: 'issues', name: 'NULL' },
} as const;

/** Something of a project: what it is, and of which one. */
function belongingHit(reading: Reading, entity: keyof typeof belonging, id: string, title: string): Hit | null {
  const { table, name } = belonging[entity];
  const row = reading.selectFirst<{ projectId: string; project: string; name: string | null }>(
    `SELECT p.id AS projectId, p.name AS project, ${name} AS name
     FROM ${table} r JOIN projects p ON p.id = r.project_id WHERE r.id = ? AND r.is_deleted = 0 AND p.is_deleted = 0`,
    id,
  );
  if (row === undefined) return null;
  return { entity, id, title, detail: joined(row.name, row.project), projectId: row.projectId };
}

const matters = {
  meeting: { table: 'meetings', day: 'on_day' },
  task: { table: 'tasks', day: 'due_on' },
  instruction: { table: 'instructions', day: 'coalesce(instructed_on, presented_on)' },
} as const;

/** A meeting by its day, a task by its deadline, a paper by the day of the words on it. */
function matterHit(reading: Reading, entity: keyof typeof matters, id: string, title: string): Hit | null {
  const { table, day } = matters[entity];
  const row = reading.selectFirst<{ day: string | null }>(
    `SELECT ${day} AS day FROM ${table} WHERE id = ? AND is_deleted = 0`,
    id,
  );
  if (row === undefined) return null;
  const words = entity === 'task' && row.day !== null ? `限${row.day}` : row.day;
  return { entity, id, title, detail: joined(subjectLabels[entity], words), projectId: null };
}

/** A file of a project, or of a matter of no single one. */
function fileHit(reading: Reading, id: string, title: string): Hit | null {
  const file = reading.selectFirst<{
    projectId: string | null;
    project: string | null;
    kind: SubjectKind | null;
    subjectId: string;
    subject: string | null;
  }>(
    `SELECT a.project_id AS projectId, p.name AS project, a.subject_id AS subjectId,
       CASE WHEN m.id IS NOT NULL THEN 'meeting' WHEN g.id IS NOT NULL THEN 'instruction'
         WHEN t.id IS NOT NULL THEN 'task' WHEN v.id IS NOT NULL THEN 'visit' END AS kind,
       coalesce(m.title, g.paper_title, t.content, v.place) AS subject
     FROM attachments a LEFT JOIN projects p ON p.id = a.project_id
     LEFT JOIN meetings m ON m.id = a.subject_id AND m.is_deleted = 0
     LEFT JOIN instructions g ON g.id = a.subject_id AND g.is_deleted = 0
     LEFT JOIN tasks t ON t.id = a.subject_id AND t.is_deleted = 0
     LEFT JOIN visits v ON v.id = a.subject_id AND v.is_deleted = 0
     WHERE a.id = ? AND a.is_deleted = 0 AND coalesce(p.is_deleted, 0) = 0`,
    id,
  );
  if (file === undefined) return null;
  const { projectId, project, kind, subjectId, subject } = file;
  if (projectId !== null) return { entity: 'attachment', id, title, detail: project, projectId };
  if (kind === null) return null;
  const detail = joined(subjectLabels[kind], subject);
  return { entity: 'attachment', id, title, detail, projectId: null, subject: { kind, id: subjectId } };
}

type SubjectKind = NonNullable<Hit['subject']>['kind'];

const subjectLabels: Readonly<Record<SubjectKind, string>> = {
  meeting: '会议',
  instruction: '领导批示',
  task: '督办事项',
  visit: '领导调研',
};

/** Entry `<year> <list>`. */
function listHit(reading: Reading, entryId: string, list: string): Hit | null {
  const year = recordIdOf(entryId);
  const count =
    reading.selectFirst<{ count: number }>(
      `SELECT count(DISTINCT m.project_id) AS count FROM list_memberships m JOIN projects p ON p.id = m.project_id
       WHERE m.list = ? AND m.year = ? AND m.is_deleted = 0 AND p.is_deleted = 0`,
      list,
      Number(year),
    )?.count ?? 0;
  if (count === 0) return null;
  return { entity: 'list', id: entryId, title: list, detail: `${year}年名单 · ${count}个项目`, projectId: null };
}

function joined(...words: readonly (string | null)[]): string {
  return words.filter((word) => word !== null).join(' · ');
}
