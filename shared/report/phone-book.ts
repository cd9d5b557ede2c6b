/** 通讯录: units in the office's order, their people below each other, a switch board number beside the unit. */
import { shownDay } from '../calendar/day.ts';
import type { OutputOf } from '../contract/index.ts';
import type { TableCell, TableModel } from './model.ts';

export interface PhoneBookInput {
  readonly officeName: string;
  /** YYYY-MM-DD. */
  readonly day: string;
  readonly units: OutputOf<'people.phoneBook'>['units'];
}

export function phoneBookTable({ officeName, day, units }: PhoneBookInput): TableModel {
  return {
    kind: 'table',
    title: '重点项目工作通讯录',
    source: '本单位自用',
    above: [`${officeName}\u3000${shownDay(day)}`],
    unitLine: null,
    columns: [
      { key: 'unit', head: '单位', width: 42, align: 'left', kind: 'text', mergesEqual: true },
      { key: 'name', head: '姓名', width: 22, align: 'center', kind: 'text' },
      { key: 'post', head: '职务', width: 44, align: 'left', kind: 'text' },
      { key: 'phone', head: '电话', width: 34, align: 'center', kind: 'text' },
      { key: 'duties', head: '承担的工作', width: 44, align: 'left', kind: 'text' },
    ],
    rows: units.flatMap((unit) => {
      const head = unit.phone === null ? unit.unitName : `${unit.unitName}\n${unit.phone}`;
      return unit.persons.map((person) => ({
        cells: [cell(head), cell(person.name), cell(person.post), cell(person.phone), cell(person.duties)],
      }));
    }),
    footRows: [],
    below: [],
    emptyText: '还没有人员',
    page: { size: 'A4', orientation: 'portrait' },
    repeatsHead: true,
    hasPageNumbers: true,
    fileName: `通讯录_${officeName}_${day}`,
  };
}

function cell(text: string | null): TableCell {
  return { text: text ?? '', value: text === '' ? null : text };
}
