/** The office's telephone book: units with their heads, persons with their posts over time, groups with their members. */
import { deterministicId, type JsonValue } from '../package/operation.ts';
import { put } from './change.ts';
import type { DraftRecord, Identities } from './ledger.ts';
import {
  contacts,
  districtName,
  leaders,
  liaisons,
  misspeltLeader,
  type NamedPost,
  seniorLeaders,
  stewards,
  unitIndex,
  units,
} from './names.ts';
import type { FictionalProject } from './projects.ts';
import { randomOf } from './random.ts';

type Values = Readonly<Record<string, JsonValue>>;

export function registerDrafts(ids: Identities, year: number): DraftRecord[] {
  return [
    ...units.map(({ name, shortName, kind }, index) =>
      put('unit', ids.units[index], {
        name,
        shortName,
        kind,
        formerNames: formerNames.has(shortName) ? [formerNames.get(shortName) ?? ''] : [],
        headId: ids.stewards[index % stewards.length] ?? null,
        sectorLeaderId: ids.stewards[(index + 7) % stewards.length] ?? null,
        contactId: ids.liaisons[index] ?? null,
        phone: `0000-555${6001 + index}`,
        printOrder: index + 1,
      }),
    ),
    ...people(seniorLeaders, ids.seniors, 9001, () => null),
    ...people(leaders, ids.leaders, 1001, () => null),
    put('person', ids.misspelt, {
      name: misspeltLeader.name,
      post: leaders[misspeltLeader.index]?.post ?? null,
      rank: '县处级',
    }),
    ...people(stewards, ids.stewards, 2001, (index) => ids.units[index] ?? null),
    ...people(contacts, ids.contacts, 3001, () => null),
    ...people(liaisons, ids.liaisons, 7001, (index) => ids.units[index] ?? null),
    ...formerNameDrafts(ids),
    ...posts(ids, year),
    ...groups.flatMap((group, index) => groupDrafts(ids, group, index, year)),
  ];
}

/** The group that answers for a project's field, and a task force for the three largest of the province. */
export function groupsOfProject(ids: Identities, project: FictionalProject): string[] {
  const field = groups.findIndex((group) => group.categories.includes(project.theme.category));
  const id = field < 0 ? undefined : ids.groups[field];
  return id === undefined ? [] : [id];
}

function people(
  list: readonly NamedPost[],
  keys: readonly string[],
  phones: number,
  unitOf: (index: number) => string | null,
): DraftRecord[] {
  return list.map(({ name, post, rank }, index) =>
    // 555 numbers belong to nobody.
    put('person', keys[index], { name, post, rank, phone: `0000-555${phones + index}`, unitId: unitOf(index) }),
  );
}

/** Two departments were called otherwise before the reform of 2019. */
const formerNames: ReadonlyMap<string | null, string> = new Map([
  ['自然资源局', '区国土资源局'],
  ['生态环境局', '区环境保护局'],
]);

function formerNameDrafts(ids: Identities): DraftRecord[] {
  return [...formerNames].map(([unit, name]) => {
    const unitId = ids.units[unitIndex(unit ?? '')] ?? '';
    return put('unitName', deterministicId('unitName', unitId, 1), {
      unitId,
      name,
      fromDay: null,
      untilDay: '2019-02-28',
      document: '青石办〔2019〕3号',
    });
  });
}

function posts(ids: Identities, year: number): DraftRecord[] {
  const held = (personId: string, n: number, values: Values) =>
    put('personPost', deterministicId('personPost', personId, n), { personId, ...values });
  return [
    ...leaders.flatMap(({ post, rank }, index) => {
      const id = ids.leaders[index] ?? '';
      const since = `${year - 1 - (index % 3)}-0${(index % 6) + 2}-15`;
      const earlier = index % 3 === 1;
      return [
        ...(earlier
          ? [held(id, 1, { post: '区政府办公室主任', rank: '乡科级正职', fromDay: '2016-05-01', untilDay: since })]
          : []),
        held(id, 2, { post, rank, fromDay: since, untilDay: null }),
      ];
    }),
    ...stewards.map(({ post, rank }, index) =>
      held(ids.stewards[index] ?? '', 1, {
        unitId: ids.units[index] ?? null,
        post,
        rank,
        fromDay: `${year - 1 - (index % 4)}-0${(index % 8) + 1}-01`,
        untilDay: null,
      }),
    ),
  ];
}

interface Group {
  readonly name: string;
  readonly kind: 'leadingGroup' | 'promotionGroup' | 'solvingTeam' | 'taskForce';
  readonly field: string | null;
  readonly officeUnit: string;
  readonly categories: readonly string[];
}

const groups: readonly Group[] = [
  {
    name: '工业和数字经济项目推进小组',
    kind: 'promotionGroup',
    field: '工业和数字经济',
    officeUnit: '工业信息化局',
    categories: ['先进制造业', '数字经济'],
  },
  {
    name: '城建交通水利项目推进小组',
    kind: 'promotionGroup',
    field: '城建交通水利',
    officeUnit: '住房城乡建设局',
    categories: ['基础设施', '安置房及城市更新', '生态水利'],
  },
  {
    name: '服务业和民生项目推进小组',
    kind: 'promotionGroup',
    field: '服务业和民生',
    officeUnit: '商务局',
    categories: ['现代服务业', '社会民生', '文化旅游', '现代农业'],
  },
  {
    name: `${districtName}重点项目建设领导小组`,
    kind: 'leadingGroup',
    field: null,
    officeUnit: '发展改革局',
    categories: [],
  },
  { name: '资金保障攻坚组', kind: 'solvingTeam', field: '资金', officeUnit: '发展改革局', categories: [] },
  { name: '手续办理攻坚组', kind: 'solvingTeam', field: '手续办理', officeUnit: '自然资源局', categories: [] },
  { name: '征迁清表攻坚组', kind: 'solvingTeam', field: '拆迁', officeUnit: '城市管理局', categories: [] },
  { name: '琥珀大道沿线项目工作专班', kind: 'taskForce', field: null, officeUnit: '交通运输局', categories: [] },
];

function groupDrafts(ids: Identities, group: Group, index: number, year: number): DraftRecord[] {
  const groupId = ids.groups[index] ?? '';
  const random = randomOf('group', group.name);
  const founded = `${year}-02-${10 + index}`;
  const chairs = random.some(
    leaders.map((_, at) => at),
    3,
  );
  const members = random.some(
    stewards.map((_, at) => at),
    5,
  );
  const member = (personId: string | undefined, role: string, post: string | null, order: number) =>
    put('groupMember', deterministicId('groupMember', groupId, personId ?? ''), {
      groupId,
      personId: personId ?? '',
      role,
      printedPost: post,
      printOrder: order,
      fromDay: founded,
      untilDay: null,
    });
  const printed = (list: readonly NamedPost[], at: number) => list[at]?.post ?? null;
  const unit = unitIndex(group.officeUnit);
  return [
    put('group', groupId, {
      name: group.name,
      kind: group.kind,
      officeUnitId: ids.units[unit] ?? null,
      officeDirectorId: ids.stewards[unit % stewards.length] ?? null,
      leadUnitId: ids.units[unit] ?? null,
      field: group.field,
      document: `青石办〔${year}〕${7 + index}号`,
      foundedOn: founded,
      printOrder: index + 1,
    }),
    ...chairs.map((at, order) =>
      member(ids.leaders[at], order === 0 ? 'leader' : 'deputy', printed(leaders, at), order + 1),
    ),
    ...members.map((at, order) => member(ids.stewards[at], 'member', printed(stewards, at), order + 4)),
    member(ids.liaisons[unit], 'contact', printed(liaisons, unit), 9),
  ];
}
