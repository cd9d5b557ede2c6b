/**
 * The list of groups as notices print it: role, name, post in three columns without rules, then office and director
 * (金政办〔2019〕3号 一); liaison groups one line each below the deputies who oversee them (郑重办〔2022〕 附件1).
 */
import { shownDay } from '../calendar/day.ts';
import type { GroupRow } from '../contract/groups.ts';
import type { GroupRole } from '../domain/group-member.ts';
import { groupRoleLabels } from '../text/labels.ts';
import { chineseNumber } from './chinese-number.ts';
import type { Block, DocumentModel } from './model.ts';

export interface GroupListInput {
  readonly officeName: string;
  /** YYYY-MM-DD. */
  readonly day: string;
  /** In printed order. */
  readonly groups: readonly GroupRow[];
}

export function groupList({ officeName, day, groups }: GroupListInput): DocumentModel {
  const liaison = groups.filter((group) => group.kind === 'liaisonGroup');
  const others = groups.filter((group) => group.kind !== 'liaisonGroup');
  const documents = [...new Set(groups.flatMap((group) => group.document ?? []))];
  const title = liaison.length > 0 ? '人员分组名单' : others.length === 1 ? `${others[0]?.name ?? ''}名单` : '小组名单';
  return {
    kind: 'document',
    title,
    blocks: [
      ...others.flatMap((group, index): Block[] => [
        ...(others.length === 1 && liaison.length === 0
          ? []
          : [{ kind: 'heading' as const, text: `（${chineseNumber(index + 1)}）${group.name}` }]),
        roster(group.members, liaison),
        ...officeLine(group),
      ]),
      ...(liaison.length === 0 ? [] : liaisonBlocks(liaison)),
      {
        kind: 'paragraph',
        isSmall: true,
        text: [officeName, shownDay(day), ...(documents.length === 0 ? [] : [`依据：${documents.join('；')}`])].join(
          wideSpace,
        ),
      },
    ],
    page: { size: 'A4', orientation: 'portrait' },
    margins: 'official',
    hasPageNumbers: true,
    fileName: `${title}_${day}`,
  };
}

/** As wide as a character. */
const wideSpace = '\u3000';
const printedRoles: readonly GroupRole[] = ['leader', 'executiveDeputy', 'deputy', 'member', 'contact'];

function roster(members: GroupRow['members'], liaison: readonly GroupRow[]): Block {
  const present = members.filter((member) => member.untilDay === null);
  const rows = printedRoles.flatMap((role) =>
    present
      .filter((member) => member.role === role)
      .map((member, index) => ({
        role: index === 0 ? spread(groupRoleLabels[role]) : '',
        name: paddedName(member.personName),
        post: [member.printedPost, overseen(member.personId, liaison)].filter((text) => text !== null).join('\n'),
      })),
  );
  return { kind: 'roster', rows };
}

/** 各项目推进小组下设办公室，办公室均设在区商务局，赵某同志兼任办公室主任。 */
function officeLine(group: GroupRow): Block[] {
  const { officeUnitName: unit, officeDirectorName: director, leadUnitName: lead } = group;
  const parts = [
    ...(unit === null ? [] : [`下设办公室，办公室设在${unit}`]),
    ...(director === null ? [] : [`${director}同志兼任办公室主任`]),
    ...(lead === null ? [] : [`由${lead}牵头`]),
  ];
  return parts.length === 0 ? [] : [{ kind: 'paragraph', isIndented: true, text: `${parts.join('，')}。` }];
}

function liaisonBlocks(groups: readonly GroupRow[]): Block[] {
  return [
    { kind: 'heading', text: `成立${groups.length}个服务督导工作小组：` },
    {
      kind: 'roster',
      rows: groups.map((group) => ({
        role: group.name,
        name: '',
        post: `${group.members
          .filter((member) => member.untilDay === null && member.role !== 'overseer')
          .map((member) => paddedName(member.personName))
          .join(wideSpace)}${group.districtName === null ? '' : `（负责联系${group.districtName}）`}`,
      })),
    },
  ];
}

/** （负责1、2、3、4、5、6组工作）: by the places of the groups he oversees. */
function overseen(personId: string, liaison: readonly GroupRow[]): string | null {
  const places = liaison.flatMap((group, index) =>
    group.members.some((member) => member.personId === personId && member.role === 'overseer') ? [index + 1] : [],
  );
  return places.length === 0 ? null : `（负责${places.join('、')}组工作）`;
}

/** A name of two signs is as wide as one of three: an ideographic space stands between them. */
export function paddedName(name: string): string {
  const signs = [...name];
  return signs.length === 2 && signs.every((sign) => /\p{Script=Han}/u.test(sign)) ? signs.join(wideSpace) : name;
}

/** 组长 and 成员 as wide as 副组长, by the same space. */
function spread(role: string): string {
  return [...role].length === 2 ? [...role].join(wideSpace) : role;
}
