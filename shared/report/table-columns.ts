/** Columns of a table of the centre, read off a heading that exists: pasted from Excel, or of a table the program knows. */
import { plainCell, type RawSheet } from '../ledger-import/cells.ts';
import { findHeaderRows, indexMerges, sheetWidth, spreadGroups } from '../ledger-import/header-rows.ts';
import { readHead } from '../ledger-import/heads.ts';
import { halfWidth, oneLine, squash } from '../ledger-import/text.ts';
import { type CentreFact, centreFact, centreFacts } from './centre-facts.ts';
import { notice003Templates, ownTemplates, type TableTemplate } from './table-template.ts';

export interface DraftColumn {
  readonly group: string;
  readonly head: string;
  readonly fact: string | null;
}

/** Rows of heads at most, where nothing says which of the pasted rows are heads. */
const mostHeadRows = 3;
const mostColumns = 60;
const longestHead = 60;

/**
 * The heading of what was copied: its rows of heads where a row that names projects is found among them, else the first rows.
 * A head over several columns stands over its first only (a copied merge), as the ledger import reads it.
 */
export function columnsOfHeading(block: readonly (readonly string[])[]): DraftColumn[] {
  const sheet: RawSheet = {
    name: '',
    rows: block.map((row) => row.map((text) => plainCell(text.trim() === '' ? null : oneLine(text)))),
    merges: [],
    date1904: false,
    hidden: false,
  };
  const width = sheetWidth(sheet);
  const found = findHeaderRows(sheet, indexMerges(sheet, width), width);
  const first = found?.first ?? 0;
  const last = found?.last ?? Math.min(sheet.rows.length, mostHeadRows) - 1;
  const lines = sheet.rows
    .slice(first, last + 1)
    .map((row) => Array.from({ length: width }, (_, at) => row[at]?.text ?? ''))
    .filter((line) => line.some((text) => text !== ''));
  for (const [level, line] of lines.entries()) spreadGroups(line, lines[level + 1]);
  const taken = new Set<CentreFact>();
  return Array.from({ length: width }, (_, at) => at)
    .flatMap((at): DraftColumn[] => {
      const levels = lines
        .map((line) => line[at] ?? '')
        .filter((text, level, all) => text !== '' && text !== all[level - 1]);
      const head = levels.at(-1);
      if (head === undefined) return [];
      const fact = factOfHead(levels.join('/'));
      const isFirst = fact !== null && !taken.has(fact);
      if (isFirst) taken.add(fact);
      return [
        {
          group: levels.slice(0, -1).join('·').slice(0, longestHead),
          head: head.slice(0, longestHead),
          fact: isFirst ? fact : null,
        },
      ];
    })
    .slice(0, mostColumns);
}

/** Heads the ledger import has no field for, or reads otherwise: a ledger has one district, a table of the centre many. */
const ownHeads: readonly (readonly [RegExp, CentreFact | null])[] = [
  // A question to the district: 是否需要协调, 需市级协调事项.
  [/^(?:是否|有无|需|请|拟(?!开工|竣工))/, null],
  [/^(?:项目)?(?:所在|所属|填报)?(?:区\(县\)|县\(区\)|区县|县区|县市区|县\(市、?区\)|区县名称)$/, 'districtName'],
  [/^(?!.*省市).*省.*领导/, 'provincialLeader'],
  [/^(?!.*省市).*市.*领导/, 'municipalLeader'],
  [/完成(?:率|比例|比)$|投资进度\(?%?\)?$/, 'rateThisYear'],
  [/要素/, 'needs'],
  [/名单$/, 'lists'],
  [/统计入库|入统/, 'statisticallyRegisteredOn'],
  [/产业链/, 'industryChain'],
];

/** Levels joined by “/”. null: nothing the program knows; the districts fill it by hand. */
function factOfHead(joined: string): CentreFact | null {
  const bare = halfWidth(squash(joined));
  const own = ownHeads.find(([pattern]) => pattern.test(bare));
  if (own !== undefined) return own[1];
  const { field } = readHead(joined);
  if (field === 'sequenceNumber') return 'index';
  // 本周完成投资 is a column the program has no figure for.
  if (field === 'doneThisPeriod') return /[本当]月/.test(bare) ? 'doneThisMonth' : null;
  return field === null ? null : (centreFact(field)?.name ?? null);
}

/** Tables a new one can start from. */
export const knownTables: readonly { readonly name: string; readonly columns: readonly DraftColumn[] }[] = [
  { name: '附件2（进度滞后）', columns: columnsOfTemplate(notice003Templates.annex2) },
  { name: '附件3（省领导联系）', columns: columnsOfTemplate(notice003Templates.annex3) },
  { name: '附件4（市领导联系）', columns: columnsOfTemplate(notice003Templates.annex4) },
  { name: '白名单', columns: columnsOfTemplate(ownTemplates.whiteList) },
  {
    name: '项目库主要栏目',
    columns: (
      [
        'index',
        'name',
        'level',
        'nature',
        'summary',
        'place',
        'responsibleUnits',
        'responsibleLeaders',
        'period',
        'totalInvestment',
        'plannedThisYear',
        'doneThisYear',
        'rateThisYear',
        'progressText',
        'problems',
        'remark',
      ] as const
    ).map((fact) => ({ group: '', head: centreFacts[fact].label, fact })),
  },
];

function columnsOfTemplate({ columns }: TableTemplate): DraftColumn[] {
  return columns.map(({ head, fact }) => ({
    group: '',
    head,
    fact:
      fact === 'leader'
        ? head.startsWith('省')
          ? 'provincialLeader'
          : 'municipalLeader'
        : (centreFact(fact)?.name ?? null),
  }));
}
