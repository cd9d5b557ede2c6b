/** 现场督导安排表: the list of a round in the order of the route, to lie on top of its sheets. Own layout: none is prescribed. */
import { shownDay } from '../calendar/day.ts';
import { shownSheetNumber } from '../inspection/sheet-number.ts';
import { indexColumn, listTable } from './list-table.ts';
import type { TableModel } from './model.ts';

export interface CoverListRow {
  readonly sheetId: string;
  /** As kept: 2600373. */
  readonly number: string;
  /** null: a blank sheet. */
  readonly projectId: string | null;
  readonly projectName: string | null;
  readonly responsibleUnits: readonly string[];
  readonly place: string | null;
  /** Who is met on site, as far as known. */
  readonly contacts: readonly { readonly name: string; readonly phone: string | null }[];
  readonly plannedOn: string | null;
  /** What is to be looked at in this project, in a few words; '' where nothing stands out. */
  readonly toVerify: string;
  readonly isReturned: boolean;
}

export interface CoverList {
  readonly officeName: string;
  readonly roundName: string;
  readonly fromDay: string;
  readonly untilDay: string;
  readonly inspectors: string;
  readonly templateName: string;
  readonly source: string | null;
  /** YYYY-MM-DD. */
  readonly today: string;
  /** In the order of the route. */
  readonly rows: readonly CoverListRow[];
}

export function roundCoverList(list: CoverList): TableModel {
  const days = list.fromDay === list.untilDay ? [list.fromDay] : [list.fromDay, list.untilDay];
  const returned = list.rows.filter((row) => row.isReturned).length;
  const people = list.inspectors.trim() === '' ? '' : `　　督导人员：${list.inspectors}`;
  return {
    ...listTable<CoverListRow>({
      title: '现场督导安排表',
      source: list.source ?? '',
      office: list.officeName,
      today: list.today,
      pageSize: 'A4',
      columns: [
        indexColumn(),
        {
          head: '表号',
          width: 22,
          align: 'center',
          text: (row) => shownSheetNumber(row.number),
          records: (row) => [row.sheetId],
        },
        {
          head: '项目名称',
          width: 58,
          text: (row) => row.projectName ?? '（空白表，到现场填写）',
          records: (row) => (row.projectId === null ? [] : [row.projectId]),
        },
        { head: '责任单位', width: 36, text: (row) => row.responsibleUnits.join('、') },
        { head: '建设地点', width: 40, text: (row) => row.place ?? '' },
        { head: '项目单位联系人', width: 30, text: contactLines },
        {
          head: '计划日期',
          width: 22,
          align: 'center',
          text: (row) => (row.plannedOn === null ? '' : monthAndDay(row.plannedOn)),
        },
        { head: '应核实事项', width: 44, text: (row) => row.toVerify },
        { head: '已回收', width: 13, align: 'center', text: (row) => (row.isReturned ? '√' : '') },
      ],
      rows: list.rows,
      below: [`共${list.rows.length}张检查表，已回收${returned}张。收回一张，在“已回收”栏打√。`],
      emptyText: '这一轮还没有检查表',
    }),
    above: [
      `督导单位：${list.officeName}　　督导轮次：${list.roundName}　　检查表：${list.templateName}`,
      `督导时间：${days.map(shownDay).join('至')}${people}`,
    ],
    fileName: `督导安排表_${list.roundName}_${list.today}`,
  };
}

/** A telephone number is not broken at its dash. */
function contactLines({ contacts }: CoverListRow): string {
  return contacts.flatMap(({ name, phone }) => (phone === null ? [name] : [name, phone])).join('\n');
}

/** The year stands above. */
function monthAndDay(day: string): string {
  return shownDay(day).replace(/^\d+年/, '');
}
