/** The tables of a Friday (郑重办〔2022〕 四(三)): 附件2, 3, 4 as prescribed and the white list in a layout of our own. */
import { shownDay } from '../calendar/day.ts';
import type { LeaderTier } from '../domain/assignment.ts';
import type { TableModel, TableRow } from './model.ts';
import { paperMoney } from './paper-text.ts';
import {
  notice003Templates,
  ownTemplates,
  type ProjectFacts,
  type TableTemplate,
  type TableWishes,
  tableFromTemplate,
} from './table-template.ts';

export const fridayTables = ['annex2', 'annex3', 'annex4', 'whiteList'] as const;
export type FridayTable = (typeof fridayTables)[number];

/** Whose leaders a table is about; null: not a table of leaders. */
export const tierOfTable: Readonly<Record<FridayTable, Extract<LeaderTier, 'provincial' | 'municipal'> | null>> = {
  annex2: null,
  annex3: 'provincial',
  annex4: 'municipal',
  whiteList: null,
};

export interface FridayTableWishes extends TableWishes {
  /** 合计 below the rows. */
  readonly hasTotal: boolean;
  /** Below our own table: what the figures are of, and who signs. Ignored by the prescribed ones (domain.md 6). */
  readonly dataDay: string | null;
  readonly signatures: readonly string[] | null;
}

/** Rows stand in the order given. */
export function fridayTable(table: FridayTable, facts: readonly ProjectFacts[], wishes: FridayTableWishes): TableModel {
  const template: TableTemplate = table === 'whiteList' ? ownTemplates.whiteList : notice003Templates[table];
  const model = tableFromTemplate(template, facts, wishes);
  return {
    ...model,
    ...(table === 'whiteList' && {
      unitLine: '单位：万元',
      below: [
        ...(wishes.dataDay === null ? [] : [`数据日期：${shownDay(wishes.dataDay)}`]),
        ...(wishes.signatures === null ? [] : [wishes.signatures.join('　　　　　　')]),
      ],
    }),
    footRows: wishes.hasTotal && facts.length > 0 ? [totalRow(template, facts)] : [],
  };
}

const summed = ['totalInvestment', 'plannedThisYear', 'investmentToDate'] as const;

/** Amounts in 元; a column nobody filled stays empty. */
function totalRow({ columns }: TableTemplate, facts: readonly ProjectFacts[]): TableRow {
  return {
    cells: columns.map(({ fact }) => {
      if (fact === 'name') return { text: `合计（${facts.length}个）`, value: `合计（${facts.length}个）` };
      const money = summed.find((each) => each === fact);
      if (money === undefined) return { text: '', value: null };
      const known = facts.flatMap((each) => each[money] ?? []);
      const sum = known.length === 0 ? null : known.reduce((total, amount) => total + amount, 0);
      return { text: paperMoney(sum), value: sum };
    }),
  };
}
