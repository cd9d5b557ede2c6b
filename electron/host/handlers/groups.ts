/** 推进小组, 专班, 攻坚组, 指挥部: members in printed order, office and director; read from a table, printed as the notice. */
import { readFileSync } from 'node:fs';
import type { Draft } from '#db/ledger/append.ts';
import { readRecord, type StoredRecord, textOf } from '#db/ledger/records.ts';
import { groupIdsByName, lastGroupOrder, listGroups, memberRows, officeIdsByName } from '#db/queries/groups.ts';
import { projectNames } from '#db/queries/projects.ts';
import type { Reading } from '#db/run.ts';
import { businessDay } from '#shared/calendar/day.ts';
import type { ReadGroupRow } from '#shared/contract/groups.ts';
import type { ParsedInputOf } from '#shared/contract/index.ts';
import { problem } from '#shared/error.ts';
import { readGroupTable } from '#shared/ledger-import/group-table.ts';
import { squash } from '#shared/ledger-import/text.ts';
import { groupList } from '#shared/report/group-list.ts';
import type { CommandContext, CommandHandlers, JobHandler, QueryHandlers } from '../context.ts';
import { readWorkbook } from '../files/read-workbook.ts';
import { requireOrder } from './assignments.ts';
import { changeMade, makeChange, requireHome, requireOffice } from './authoring.ts';
import { handOutPdf } from './papers.ts';
import { openPeopleBook, type PeopleBook } from './people.ts';
import { trimmed } from './projects.ts';

type GroupChanges = ParsedInputOf<'groups.save'>['changes'];
type Members = NonNullable<ParsedInputOf<'groups.save'>['members']>;

export const groupQueries = {
  'groups.list': ({ reading }) => ({ rows: listGroups(reading, requireOffice(reading).id) }),
} satisfies Partial<QueryHandlers>;

export const groupCommands = {
  'groups.save'(context, { id, changes, members, projectIds }) {
    const office = requireOffice(context.writing);
    const before = id === undefined ? undefined : ownGroup(context, id);
    if (id === undefined && changes.name === undefined)
      throw problem('FIELD_INVALID', { field: '名称', reason: '新的小组要有名称' });
    requireOrder({
      fromDay: changes.foundedOn ?? (textOf(before, 'foundedOn') || null),
      untilDay: changes.dissolvedOn ?? (textOf(before, 'dissolvedOn') || null),
    });
    const taken = changes.name === undefined ? undefined : groupIdsByName(context.writing, office.id).get(changes.name);
    if (taken !== undefined && taken !== id) throw problem('GROUP_NAME_TAKEN', { name: changes.name ?? '' });
    const groupId = id ?? context.newId();
    const book = openPeopleBook(context.writing, office.id, context.newId);
    const order =
      id === undefined ? { printOrder: lastGroupOrder(context.writing, office.id) + 1, kind: 'taskForce' } : {};
    const group = groupDraft(context.writing, book, groupId, changes, order);
    const seats = members === undefined ? [] : memberDrafts(context, book, groupId, members);
    const projects = projectIds === undefined ? [] : projectDrafts(context, groupId, projectIds);
    const name = changes.name ?? textOf(before, 'name');
    const made = makeChange(context, 'groups.save', `${id === undefined ? '新增' : '修改'}小组：${name}`, [
      ...book.newRecords(),
      group,
      ...seats,
      ...projects,
    ]);
    return { ...changeMade(made), id: groupId };
  },
  'groups.remove'(context, { id }) {
    const group = ownGroup(context, id);
    const seats = memberRows(context.writing).filter((row) => row.groupId === id);
    const drafts: Draft[] = [
      ...projectDrafts(context, id, []),
      ...seats.map((row): Draft => ({ entity: 'groupMember', id: row.id, kind: 'delete' })),
      { entity: 'group', id, kind: 'delete' },
    ];
    return changeMade(makeChange(context, 'groups.remove', `删除小组：${textOf(group, 'name')}`, drafts));
  },
  'groups.order'(context, { ids }) {
    const drafts = ids.map((id, index): Draft => {
      ownGroup(context, id);
      return { entity: 'group', id, kind: 'put', values: { printOrder: index + 1 } };
    });
    return changeMade(makeChange(context, 'groups.order', '调整小组次序', drafts));
  },
  'groups.takeTable'(context, { groups, document }) {
    const office = requireOffice(context.writing);
    const book = openPeopleBook(context.writing, office.id, context.newId);
    const known = groupIdsByName(context.writing, office.id);
    let order = lastGroupOrder(context.writing, office.id);
    let seatsMade = 0;
    const drafts = groups.flatMap(({ members, projectIds, ...group }) => {
      const existing = known.get(group.name);
      const groupId = existing ?? context.newId();
      if (existing === undefined) order += 1;
      const more = existing === undefined ? { printOrder: order } : {};
      const changes = document === undefined || document === null ? group : { ...group, document };
      const made = groupDraft(context.writing, book, groupId, changes, more);
      const seats = memberDrafts(context, book, groupId, members);
      seatsMade += members.length;
      const projects = projectIds.map((id) => joinDraft(context, groupId, id));
      return [...book.newRecords(), made, ...seats, ...projects];
    });
    const change = makeChange(context, 'groups.takeTable', `从表格读入${groups.length}个小组`, drafts);
    return { ...changeMade(change), groups: groups.length, members: seatsMade };
  },
} satisfies Partial<CommandHandlers>;

export const readGroupTableJob: JobHandler<'groups.readTable'> = {
  async run(context, { file }) {
    context.progress({ done: 0, total: null, text: '正在读取表格' });
    const workbook = await readWorkbook(readFileSync(context.path(file)), file.name);
    const read = readGroupTable(workbook.sheets);
    if (read === null || read.length === 0) throw problem('GROUP_TABLE_NOT_FOUND', { name: file.name });
    return context.read((reading) => {
      const office = requireOffice(reading);
      const known = groupIdsByName(reading, office.id);
      const projects = projectNames(reading, office.id);
      return {
        fileName: file.name,
        groups: read.map(
          (group): ReadGroupRow => ({
            ...group,
            members: [...group.members],
            doubts: [...group.doubts],
            existingId: known.get(group.name) ?? null,
            projects: projects
              .filter((project) => namesProject(group.name, [project.name, ...project.formerNames]))
              .map(({ id, name }) => ({ id, name })),
          }),
        ),
      };
    });
  },
};

export const groupListJob: JobHandler<'groups.paper'> = {
  run(context, { ids }) {
    const model = context.read((reading) => {
      const office = requireOffice(reading);
      const all = listGroups(reading, office.id);
      const groups = all.filter((group) =>
        ids === undefined ? group.mayEdit && group.dissolvedOn === null : ids.includes(group.id),
      );
      if (groups.length === 0) throw problem('RECORD_NOT_FOUND', { noun: '小组' });
      return groupList({ officeName: office.fullName, day: businessDay(context.now), groups });
    });
    return handOutPdf(context, model);
  },
};

/** “青石大桥项目推进小组” is of the project 青石大桥: one name holds the other without its general words. */
function namesProject(groupName: string, names: readonly string[]): boolean {
  const core = squash(groupName).replace(/(项目)?(推进小组|工作专班|专班|指挥部|领导小组)$/, '');
  return (
    core.length >= 4 &&
    names.some((name) => squash(name).replace(/(建设)?项目$/, '') === core.replace(/(建设)?项目$/, ''))
  );
}

function groupDraft(
  reading: Reading,
  book: PeopleBook,
  id: string,
  { officeUnitName, officeDirectorName, leadUnitName, ...fields }: GroupChanges,
  more: Readonly<Record<string, string | number>>,
): Draft {
  const found = <T>(name: string | null | undefined, find: (name: string) => T) =>
    name === undefined ? undefined : name === null ? null : find(name);
  const district =
    fields.districtName === undefined
      ? {}
      : { districtOfficeId: officeIdsByName(reading).get(fields.districtName ?? '') ?? null };
  const values = trimmed({
    ...more,
    ...fields,
    ...district,
    officeUnitId: found(officeUnitName, book.unit),
    leadUnitId: found(leadUnitName, book.unit),
    officeDirectorId: found(officeDirectorName, book.person),
  });
  return { entity: 'group', id, kind: 'put', values };
}

/** Who sat there in the same role keeps his seat and its days; a person made here gets the printed post as his own. */
function memberDrafts(context: CommandContext, book: PeopleBook, groupId: string, members: Members): Draft[] {
  const existing = memberRows(context.writing).filter((row) => row.groupId === groupId && row.untilDay === null);
  const kept = new Set<string>();
  const posts: Draft[] = [];
  const seats = members.map(({ personName, role, printedPost }, index): Draft => {
    const personId = book.person(personName);
    const isNew = readRecord(context.writing, 'person', personId) === undefined;
    if (isNew && printedPost !== undefined && printedPost !== null)
      posts.push({ entity: 'person', id: personId, kind: 'put', values: trimmed({ post: printedPost }) });
    const seat = existing.find((row) => row.personId === personId && row.role === role && !kept.has(row.id));
    if (seat !== undefined) kept.add(seat.id);
    const post = printedPost === undefined ? {} : trimmed({ printedPost });
    return {
      entity: 'groupMember',
      id: seat?.id ?? context.newId(),
      kind: 'put',
      values: { groupId, personId, role, printOrder: index + 1, ...post },
    };
  });
  const gone = existing
    .filter((row) => !kept.has(row.id))
    .map((row): Draft => ({ entity: 'groupMember', id: row.id, kind: 'delete' }));
  return [...posts, ...gone, ...seats];
}

/** Makes these the group's projects, and no others of this office. */
function projectDrafts(context: CommandContext, groupId: string, projectIds: readonly string[]): Draft[] {
  const office = requireOffice(context.writing);
  const group = listGroups(context.writing, office.id).find((each) => each.id === groupId);
  const leaving = (group?.projects ?? []).filter((project) => !projectIds.includes(project.id));
  return [
    ...leaving.map(({ id }): Draft => {
      const groupIds = groupIdsOf(ownProject(context, id)).filter((each) => each !== groupId);
      return { entity: 'project', id, kind: 'put', values: { groupIds } };
    }),
    ...projectIds.map((id) => joinDraft(context, groupId, id)),
  ];
}

function joinDraft(context: CommandContext, groupId: string, projectId: string): Draft {
  const groupIds = [...new Set([...groupIdsOf(ownProject(context, projectId)), groupId])];
  return { entity: 'project', id: projectId, kind: 'put', values: { groupIds } };
}

function groupIdsOf(project: StoredRecord): readonly string[] {
  return (project.values['groupIds'] ?? []) as readonly string[];
}

function ownProject(context: CommandContext, id: string): StoredRecord {
  const project = readRecord(context.writing, 'project', id);
  if (project === undefined || project.isDeleted) throw problem('RECORD_NOT_FOUND', { noun: '项目' });
  requireHome(context.writing, project.homeOffice, requireOffice(context.writing).id);
  return project;
}

function ownGroup(context: CommandContext, id: string): StoredRecord {
  const group = readRecord(context.writing, 'group', id);
  if (group === undefined || group.isDeleted) throw problem('RECORD_NOT_FOUND', { noun: '小组' });
  requireHome(context.writing, group.homeOffice, requireOffice(context.writing).id);
  return group;
}
