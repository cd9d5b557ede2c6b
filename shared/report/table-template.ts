/**
 * A prescribed table is a template over one set of facts: which fact stands under which printed heading, in which order.
 * Another table of the same facts is another entry in the data file, not code.
 */
import { z } from 'zod';
import { shownDay } from '../calendar/day.ts';
import { assertNever } from '../error.ts';
import type { PageSize, TableCell, TableColumn, TableModel } from './model.ts';
import { paperMoney, paperPeriod } from './paper-text.ts';
import notice003 from './tables/notice-003.json' with { type: 'json' };
import own from './tables/own.json' with { type: 'json' };

export const factNames = [
  'index',
  'leader',
  'name',
  'summary',
  'period',
  'totalInvestment',
  'plannedThisYear',
  'investmentToDate',
  'progressText',
  'problems',
  'coordination',
  'districtName',
  'place',
  'needs',
] as const;
export type FactName = (typeof factNames)[number];

export const tableTemplate = z.strictObject({
  source: z.string(),
  title: z.string().describe('{year} and {fillDay} are replaced'),
  above: z.array(z.string()),
  columns: z.array(
    z.strictObject({
      key: z.string(),
      head: z.string(),
      fact: z.enum(factNames),
      width: z.number().positive(),
      mergesEqual: z.boolean().optional(),
    }),
  ),
});
export type TableTemplate = z.infer<typeof tableTemplate>;

/** 附件2, 3 and 4 of the centre's notice; headings as printed there. */
export const notice003Templates = z
  .strictObject({ source: z.string(), templates: z.record(z.enum(['annex2', 'annex3', 'annex4']), tableTemplate) })
  .parse(notice003).templates;

/** Tables no notice gives a form for. */
export const ownTemplates = z
  .strictObject({ templates: z.record(z.enum(['whiteList']), tableTemplate) })
  .parse(own).templates;

/** What the tables can show of one project at one day. Money is integer 元, days may be partial. */
export interface ProjectFacts {
  readonly name: string;
  readonly summary: string | null;
  readonly startsOn: string | null;
  readonly completesOn: string | null;
  readonly totalInvestment: number | null;
  readonly plannedThisYear: number | null;
  readonly investmentToDate: number | null;
  readonly progressText: string | null;
  readonly problems: string | null;
  /** The district's own and the liaison group's: two records, printed joined. */
  readonly coordinationDistrict: string | null;
  readonly coordinationLiaison: string | null;
  readonly districtName: string;
  readonly place?: string | null;
  readonly leader?: string | null;
  /** 要素保障 still open, one a line. */
  readonly needs?: string | null;
  /** Which records a fact was taken from. */
  readonly records?: Readonly<Partial<Record<FactName, readonly string[]>>>;
}

export interface TableWishes {
  /** YYYY-MM-DD. */
  readonly fillDay: string;
  readonly pageSize: PageSize;
}

/** Rows stand in the order given. */
export function tableFromTemplate(
  template: TableTemplate,
  facts: readonly ProjectFacts[],
  wishes: TableWishes,
): TableModel {
  const fill = (text: string) =>
    text.replaceAll('{year}', wishes.fillDay.slice(0, 4)).replaceAll('{fillDay}', shownDay(wishes.fillDay));
  const title = fill(template.title);
  return {
    kind: 'table',
    title,
    source: template.source,
    above: template.above.map(fill),
    unitLine: null,
    columns: template.columns.map(({ fact, ...column }) => ({ ...column, ...columnKind(fact) })),
    rows: facts.map((each, index) => ({
      cells: template.columns.map(({ fact }) => {
        const records = each.records?.[fact];
        return { ...factCell(fact, each, index), ...(records !== undefined && { records: [...records] }) };
      }),
    })),
    footRows: [],
    below: [],
    emptyText: '无',
    page: { size: wishes.pageSize, orientation: 'landscape' },
    repeatsHead: true,
    hasPageNumbers: true,
    fileName: `${title}_${wishes.fillDay}`,
  };
}

function columnKind(fact: FactName): Pick<TableColumn, 'align' | 'kind'> {
  switch (fact) {
    case 'index':
      return { align: 'center', kind: 'index' };
    case 'totalInvestment':
    case 'plannedThisYear':
    case 'investmentToDate':
      return { align: 'right', kind: 'money' };
    case 'period':
      return { align: 'center', kind: 'period' };
    case 'leader':
    case 'districtName':
    case 'place':
      return { align: 'center', kind: 'text' };
    case 'name':
    case 'summary':
    case 'progressText':
    case 'problems':
    case 'coordination':
    case 'needs':
      return { align: 'left', kind: 'text' };
    default:
      return assertNever(fact);
  }
}

function factCell(fact: FactName, facts: ProjectFacts, index: number): TableCell {
  switch (fact) {
    case 'index':
      return { text: String(index + 1), value: index + 1 };
    case 'totalInvestment':
    case 'plannedThisYear':
    case 'investmentToDate':
      return { text: paperMoney(facts[fact]), value: facts[fact] };
    case 'period':
      return textCell(paperPeriod(facts.startsOn, facts.completesOn));
    case 'coordination':
      return textCell([facts.coordinationDistrict, facts.coordinationLiaison].map(tidied).filter(Boolean).join('\n'));
    case 'place':
      return textCell(tidied(facts.place ?? facts.districtName));
    case 'leader':
      return textCell(tidied(facts.leader ?? null));
    case 'needs':
      return textCell(tidied(facts.needs ?? null));
    case 'name':
    case 'summary':
    case 'progressText':
    case 'problems':
    case 'districtName':
      return textCell(tidied(facts[fact]));
    default:
      return assertNever(fact);
  }
}

function textCell(text: string): TableCell {
  return { text, value: text === '' ? null : text };
}

/** Line breaks that people typed stay; empty lines and spaces at the ends, which only waste paper, go. */
function tidied(text: string | null): string {
  return (text ?? '')
    .split(/\r\n|[\r\n]/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join('\n');
}
