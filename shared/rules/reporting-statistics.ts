/**
 * A year's items counted for the commendation “对解决问题好、报送信息多的处室和个人” (郑重办〔2022〕XX号 四(四)). Filed ones count;
 * which of the sections and persons is best a person decides, no notice gives a formula.
 */
import type { ReportingItemKind } from '../domain/reporting-item.ts';
import { type GroupReport, isBelowMinimum, monthOf } from './group-reports.ts';

export interface CountedItem {
  readonly groupId: string | null;
  readonly personId: string | null;
  readonly personName: string | null;
  /** The 处室 or unit the person is of. */
  readonly personUnit: string | null;
  readonly section: string | null;
  readonly kind: ReportingItemKind;
  readonly period: string;
  readonly isLate: boolean;
  readonly isProblemSolved: boolean;
}

export interface ItemCounts {
  readonly byKind: Partial<Record<ReportingItemKind, number>>;
  readonly filed: number;
  readonly late: number;
  readonly solved: number;
}

export interface CountedGroup {
  readonly id: string;
  readonly name: string;
  readonly districtName: string | null;
  readonly leaderName: string | null;
  readonly memberIds: readonly string[];
}

/** `items`: the filed ones of the year. `monthsPast`: the months of it that have ended. */
export function countItems(
  items: readonly CountedItem[],
  groups: readonly CountedGroup[],
  reports: readonly GroupReport[],
  monthsPast: readonly string[],
) {
  const groupOf = (personId: string) => groups.find((group) => group.memberIds.includes(personId))?.name ?? null;
  const persons = [...Map.groupBy(items, (item) => item.personId)].flatMap(([personId, own]) => {
    const [first] = own;
    if (personId === null || first === undefined) return [];
    const { personName, personUnit } = first;
    return [{ personId, name: personName ?? '', unitName: personUnit, groupName: groupOf(personId), ...counted(own) }];
  });
  const units = [...Map.groupBy(items, (item) => item.personUnit)].flatMap(([name, own]) =>
    name === null ? [] : [{ name, ...counted(own) }],
  );
  // What goes to two sections counts at both.
  const received = items.flatMap((item) => (item.section ?? '').split('、').map((name) => ({ name, item })));
  const sections = [...Map.groupBy(received, ({ name }) => name)].flatMap(([name, own]) =>
    name === '' ? [] : [{ name, ...counted(own.map(({ item }) => item)) }],
  );
  const ofGroup = Map.groupBy(items, (item) => item.groupId);
  return {
    persons: persons.toSorted(mostFirst),
    units: units.toSorted(mostFirst),
    sections: sections.toSorted(mostFirst),
    groups: groups.map(({ id, name, districtName, leaderName }) => {
      const own = ofGroup.get(id) ?? [];
      return {
        groupId: id,
        name,
        districtName,
        leaderName,
        ...counted(own),
        monthsBelow: monthsPast.filter((month) =>
          reports.some((report) =>
            isBelowMinimum(
              own.filter((item) => item.kind === report.kind && monthOf(item.period) === month).length,
              report,
            ),
          ),
        ),
      };
    }),
  };
}

function counted(items: readonly CountedItem[]): ItemCounts {
  const byKind: Partial<Record<ReportingItemKind, number>> = {};
  for (const { kind } of items) byKind[kind] = (byKind[kind] ?? 0) + 1;
  return {
    byKind,
    filed: items.length,
    late: items.filter((item) => item.isLate).length,
    solved: items.filter((item) => item.isProblemSolved).length,
  };
}

type Ranked = ItemCounts & { readonly name: string };

/** Solved problems stand first in the notice, then what was filed. */
function mostFirst(left: Ranked, right: Ranked): number {
  return right.solved - left.solved || right.filed - left.filed || left.name.localeCompare(right.name, 'zh-CN');
}
