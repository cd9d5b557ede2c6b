/** 未报单位清单 and 催报名单: who has not returned a 填报表, whom to call. */
import { businessDay, shownDay } from '../calendar/day.ts';
import type { CollectionUnit } from '../contract/collections.ts';
import type { TableModel } from '../report/model.ts';

export interface CollectionListUnit extends CollectionUnit {
  readonly isMissing: boolean;
}

export interface CollectionListFacts {
  readonly officeName: string;
  readonly periodLabel: string;
  readonly period: string;
  /** 11月19日（周四）17:00 */
  readonly deadline: string;
  readonly rule: { readonly sentence: string; readonly source: string };
  readonly now: string;
  readonly units: readonly CollectionListUnit[];
}

/** Units of whom nothing has come. */
export function missingUnitsTable(facts: CollectionListFacts): TableModel {
  const missing = facts.units.filter((unit) => unit.isMissing);
  return listTable(facts, {
    title: `${facts.periodLabel}填报表未报单位清单`,
    columns: [
      ['unit', '单位', 46, 'left'],
      ['projects', '应填项目（个）', 18, 'center'],
      ['filled', '已填（个）', 16, 'center'],
      ['sentAt', '发出时间', 26, 'center'],
      ['contact', '联络员', 22, 'center'],
      ['phone', '电话', 30, 'center'],
      ['reminders', '已催（次）', 16, 'center'],
    ],
    rows: missing.map((unit) => [
      unit.name,
      String(unit.projects),
      String(unit.filled),
      unit.sentAt === null ? '未发' : shownDay(businessDay(unit.sentAt)),
      unit.contactName ?? '',
      unit.contactPhone ?? '',
      String(unit.reminders),
    ]),
    below: [
      `应报${facts.units.length}个单位，已报${facts.units.length - missing.length}个，未报${missing.length}个。`,
      `填报时限：${facts.deadline}。${facts.rule.sentence}（${facts.rule.source}）`,
    ],
    emptyText: '各单位都已交回。',
  });
}

/** Units to be called: nothing has come, or rows are still empty; with the projects that are missing. */
export function reminderTable(facts: CollectionListFacts): TableModel {
  const open = facts.units.filter((unit) => unit.filled < unit.projects);
  return listTable(facts, {
    title: `${facts.periodLabel}填报表催报名单`,
    columns: [
      ['unit', '单位', 40, 'left'],
      ['contact', '联络员', 20, 'center'],
      ['phone', '电话', 28, 'center'],
      ['standing', '交表情况', 26, 'center'],
      ['missing', '还没有填的项目', 82, 'left'],
      ['reminded', '上次催报', 24, 'center'],
      ['answer', '答复（手写）', 34, 'left'],
    ],
    rows: open.map((unit) => [
      unit.name,
      unit.contactName ?? '',
      unit.contactPhone ?? '',
      unit.isMissing ? '未交表' : `已交，缺${unit.projects - unit.filled}个`,
      `${unit.projects - unit.filled}个：${unit.emptyNames.join('、')}`,
      unit.remindedAt === null ? '' : `${shownDay(businessDay(unit.remindedAt))}\n共${unit.reminders}次`,
      '',
    ]),
    below: [
      `填报时限：${facts.deadline}。${facts.rule.sentence}（${facts.rule.source}）`,
      '催报人：　　　　　　　　催报日期：　　　　年　　月　　日',
    ],
    emptyText: '没有需要催报的单位。',
  });
}

interface ListWishes {
  readonly title: string;
  readonly columns: readonly (readonly [key: string, head: string, width: number, align: 'left' | 'center'])[];
  readonly rows: readonly (readonly string[])[];
  readonly below: readonly string[];
  readonly emptyText: string;
}

function listTable(facts: CollectionListFacts, wishes: ListWishes): TableModel {
  const day = businessDay(facts.now);
  return {
    kind: 'table',
    title: wishes.title,
    source: facts.rule.source,
    above: [`制表单位：${facts.officeName}　　制表日期：${shownDay(day)}`],
    unitLine: null,
    columns: [
      { key: 'index', head: '序号', width: 12, align: 'center', kind: 'index' },
      ...wishes.columns.map(([key, head, width, align]) => ({ key, head, width, align, kind: 'text' as const })),
    ],
    rows: wishes.rows.map((texts, index) => ({
      cells: [String(index + 1), ...texts].map((text) => ({ text, value: text === '' ? null : text })),
    })),
    footRows: [],
    below: [...wishes.below],
    emptyText: wishes.emptyText,
    page: { size: 'A4', orientation: 'landscape' },
    repeatsHead: true,
    hasPageNumbers: true,
    fileName: `${wishes.title}_${day}`,
  };
}
