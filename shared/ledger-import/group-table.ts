/**
 * A table of groups and their members, as offices keep it beside the founding notice: one row a member (小组名称, 角色, 姓名,
 * 职务, 说明: 金政办〔2019〕3号 一), or one row a group (组别, 组长, 成员…, 联系区县, 分管负责人: 郑重办〔2022〕 附件1).
 */
import type { GroupKind } from '../domain/group.ts';
import type { GroupRole } from '../domain/group-member.ts';
import type { RawSheet, SheetCell } from './cells.ts';
import { oneLine, squash } from './text.ts';

export interface ReadGroup {
  readonly name: string;
  readonly kind: GroupKind;
  readonly districtName: string | null;
  readonly officeUnitName: string | null;
  readonly officeDirectorName: string | null;
  readonly members: readonly ReadMember[];
  /** What could not be read, each a sentence with its row. */
  readonly doubts: readonly string[];
}

export interface ReadMember {
  readonly name: string;
  readonly role: GroupRole;
  readonly printedPost: string | null;
}

const heads = {
  groupName: /^(group_name|小组名称|推进小组|工作专班|专班名称|小组|名称)$/,
  groupLabel: /^(group_label|组别|工作小组|组名)$/,
  role: /^(role|角色|组内职务|分工)$/,
  name: /^(name|姓名|人员)$/,
  printedName: /^(name_as_printed)$/,
  post: /^(title|post|职务|单位及职务|单位职务|现任职务)$/,
  note: /^(note|备注|说明)$/,
  leader: /^(leader|组长)$/,
  deputy: /^(deputy|副组长)(_?\d+)?$/,
  member: /^(member|成员)(_?\d+)?$/,
  district: /^(district|联系区县|联系区县（市）|负责联系|联系单位)$/,
  overseer: /^(responsible_deputy|分管负责人|分管领导|负责人)$/,
  overseerPost: /^(responsible_deputy_title|分管负责人职务|分管领导职务)$/,
  head: /^(overall_head|总负责人|总组长)$/,
  headPost: /^(overall_head_title|总负责人职务|总组长职务)$/,
} as const;
type Head = keyof typeof heads;

const roleWords: readonly (readonly [RegExp, GroupRole | 'officeDirector'])[] = [
  [/办公室主任/, 'officeDirector'],
  [/常务副组长|第一副组长/, 'executiveDeputy'],
  [/副组长|副指挥长/, 'deputy'],
  [/组长|指挥长/, 'leader'],
  [/联络员|联系人/, 'contact'],
  [/分管|负责人/, 'overseer'],
  [/成员|组员/, 'member'],
];

/** The groups of the first sheet that is such a table; null where none is. */
export function readGroupTable(sheets: readonly RawSheet[]): readonly ReadGroup[] | null {
  for (const sheet of sheets) {
    if (sheet.hidden) continue;
    // A title and a line or two may stand above the head.
    for (let row = 0; row < Math.min(sheet.rows.length, 8); row += 1) {
      const columns = columnsOf(sheet.rows[row] ?? []);
      if (
        columns.groupName.length > 0 &&
        columns.role.length > 0 &&
        columns.name.length + columns.printedName.length > 0
      )
        return readByMember(sheet, row, columns);
      if (columns.groupLabel.length > 0 && columns.leader.length > 0) return readByGroup(sheet, row, columns);
    }
  }
  return null;
}

/** 推进小组, 专班, 攻坚组 …: what a group is by its name; a task force where the name says nothing. */
export function groupKindOf(name: string): GroupKind {
  if (/领导小组/.test(name)) return 'leadingGroup';
  if (/推进小组/.test(name)) return 'promotionGroup';
  if (/攻坚组|攻坚小组/.test(name)) return 'solvingTeam';
  if (/指挥部/.test(name)) return 'commandPost';
  if (/督导|服务.*小组|^第[一二三四五六七八九十]+组$/.test(name)) return 'liaisonGroup';
  return 'taskForce';
}

type Columns = Readonly<Record<Head, readonly number[]>>;

function columnsOf(cells: readonly SheetCell[]): Columns {
  const found = Object.fromEntries(Object.keys(heads).map((head) => [head, [] as number[]])) as Record<Head, number[]>;
  cells.forEach((cell, column) => {
    const text = squash(cell.text);
    for (const [head, pattern] of Object.entries(heads) as [Head, RegExp][])
      if (pattern.test(text)) found[head].push(column);
  });
  return found;
}

function readByMember(sheet: RawSheet, headRow: number, columns: Columns): ReadGroup[] {
  const groups = new Map<string, Reading>();
  let group: Reading | null = null;
  let lastRole: GroupRole = 'member';
  sheet.rows.slice(headRow + 1).forEach((cells, index) => {
    const row = headRow + 2 + index;
    const at = (head: Head) => textIn(cells, columns[head][0]);
    const groupName = at('groupName');
    if (groupName !== '') {
      const known = groups.get(groupName) ?? newReading(groupName);
      // A merged cell above says the group's name for all its rows; a new name begins with the leader.
      if (known !== group) lastRole = 'member';
      group = known;
      groups.set(groupName, known);
    }
    const name = squash(at('name') || at('printedName'));
    if (group === null || name === '') return;
    const word = squash(at('role'));
    const role = word === '' ? lastRole : roleOf(word);
    if (role === null) {
      group.doubts.push(`第${row}行的角色“${word}”认不出，按成员读入`);
      group.members.push({ name, role: 'member', printedPost: at('post') || null });
      return;
    }
    if (role === 'officeDirector') {
      group.officeDirectorName = name;
      group.officeUnitName = /设在([^，,。；;、\s]+)/.exec(at('note'))?.[1] ?? group.officeUnitName;
      return;
    }
    lastRole = role;
    group.members.push({ name, role, printedPost: at('post') || null });
  });
  return [...groups.values()].map(finished);
}

/** One row a group; who leads all of them, and the deputies who oversee some, become a group of their own at the top. */
function readByGroup(sheet: RawSheet, headRow: number, columns: Columns): ReadGroup[] {
  const above = newReading('协调服务工作小组');
  above.kind = 'leadingGroup';
  const groups: Reading[] = [];
  for (const cells of sheet.rows.slice(headRow + 1)) {
    const at = (head: Head) => textIn(cells, columns[head][0]);
    const all = (head: Head) =>
      columns[head].map((column) => squash(textIn(cells, column))).filter((name) => name !== '');
    const name = at('groupLabel');
    if (name === '') continue;
    const group = newReading(name);
    group.kind = 'liaisonGroup';
    group.districtName = at('district') || null;
    for (const leader of all('leader')) group.members.push({ name: leader, role: 'leader', printedPost: null });
    for (const deputy of all('deputy')) group.members.push({ name: deputy, role: 'deputy', printedPost: null });
    for (const member of all('member')) group.members.push({ name: member, role: 'member', printedPost: null });
    const overseer = squash(at('overseer'));
    const post = at('overseerPost') || null;
    if (overseer !== '') {
      group.members.push({ name: overseer, role: 'overseer', printedPost: post });
      addOnce(above, { name: overseer, role: 'deputy', printedPost: post });
    }
    const head = squash(at('head'));
    if (head !== '') addOnce(above, { name: head, role: 'leader', printedPost: at('headPost') || null });
    if (group.members.length === 0) group.doubts.push(`${name}没有读到人员`);
    groups.push(group);
  }
  above.members.sort((left, right) => Number(left.role === 'deputy') - Number(right.role === 'deputy'));
  return [...(above.members.length > 0 ? [above] : []), ...groups].map(finished);
}

interface Reading {
  readonly name: string;
  kind: GroupKind;
  districtName: string | null;
  officeUnitName: string | null;
  officeDirectorName: string | null;
  readonly members: ReadMember[];
  readonly doubts: string[];
}

function newReading(name: string): Reading {
  return {
    name,
    kind: groupKindOf(name),
    districtName: null,
    officeUnitName: null,
    officeDirectorName: null,
    members: [],
    doubts: [],
  };
}

function finished(reading: Reading): ReadGroup {
  const leaders = reading.members.filter((member) => member.role === 'leader').length;
  const doubts = leaders === 0 ? [...reading.doubts, '没有组长'] : reading.doubts;
  return { ...reading, doubts };
}

function addOnce(group: Reading, member: ReadMember): void {
  if (!group.members.some((known) => known.name === member.name)) group.members.push(member);
}

function roleOf(word: string): GroupRole | 'officeDirector' | null {
  return roleWords.find(([pattern]) => pattern.test(word))?.[1] ?? null;
}

function textIn(cells: readonly SheetCell[], column: number | undefined): string {
  return column === undefined ? '' : oneLine(cells[column]?.text ?? '');
}
