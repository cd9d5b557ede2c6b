/** The facts of a project beyond the grid's first columns, the words they are written in, and its lists of the year. */
import type { OutputOf } from '#shared/contract/index.ts';
import type { FurtherFacts } from '#shared/contract/projects.ts';
import type { Reading } from '../run.ts';
import { centreRulesInForce } from './centre-rules.ts';

export interface FactColumns {
  former_names: string | null;
  industry: string | null;
  industry_chain: string | null;
  investment_class: string | null;
  is_top500: number | null;
  plot: string | null;
  department_in_charge: string | null;
  permit_agent_unit: string | null;
  overall_goal: string | null;
  stage: NonNullable<FurtherFacts['stage']> | null;
  reserve_stage: NonNullable<FurtherFacts['reserveStage']> | null;
  land_tenure: NonNullable<FurtherFacts['landTenure']> | null;
  land_auction_day: string | null;
  is_in_free_trade_zone: number | null;
  uses_commitment: number | null;
  is_statistical_registration_due: number | null;
  statistically_registered_on: string | null;
  capacity_percent: number | null;
  ledger_year: number | null;
}

/** Only what is there: most projects leave most of it open. */
export function furtherFacts(
  row: FactColumns & { readonly id: string },
  lists: ReadonlyMap<string, readonly string[]>,
): FurtherFacts {
  const formerNames = JSON.parse(row.former_names ?? '[]') as string[];
  const yesNo = (value: number | null) => (value === null ? null : value === 1);
  const facts: { readonly [Name in keyof Required<FurtherFacts>]: Required<FurtherFacts>[Name] | null } = {
    formerNames: formerNames.length === 0 ? null : formerNames,
    industry: row.industry,
    industryChain: row.industry_chain,
    investmentClass: row.investment_class,
    isTop500: yesNo(row.is_top500),
    plot: row.plot,
    departmentInCharge: row.department_in_charge,
    permitAgentUnit: row.permit_agent_unit,
    overallGoal: row.overall_goal,
    stage: row.stage,
    reserveStage: row.reserve_stage,
    landTenure: row.land_tenure,
    landAuctionDay: row.land_auction_day,
    isInFreeTradeZone: yesNo(row.is_in_free_trade_zone),
    usesCommitment: yesNo(row.uses_commitment),
    isStatisticalRegistrationDue: yesNo(row.is_statistical_registration_due),
    statisticallyRegisteredOn: row.statistically_registered_on,
    capacityPercent: row.capacity_percent,
    lists: [...(lists.get(`${row.id} ${row.ledger_year}`) ?? [])],
  };
  const filled: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(facts))
    if (value !== null && (!Array.isArray(value) || value.length > 0)) filled[name] = value;
  return filled;
}

/** By project and year: “三个一批（签约）”. */
export function listsByProjectYear(reading: Reading): ReadonlyMap<string, readonly string[]> {
  const rows = reading.select<{ key: string; list: string; part: string | null }>(
    `SELECT project_id || ' ' || year AS key, list, part FROM list_memberships
     WHERE is_deleted = 0 AND until_day IS NULL ORDER BY list, issue`,
  );
  const byKey = new Map<string, string[]>();
  for (const { key, list, part } of rows) {
    const shown = part === null ? list : `${list}（${part}）`;
    const found = byKey.get(key);
    if (found === undefined) byKey.set(key, [shown]);
    else if (!found.includes(shown)) found.push(shown);
  }
  return byKey;
}

const wordColumns = {
  industry: 'industry',
  industryChain: 'industry_chain',
  investmentClass: 'investment_class',
  category: 'category',
  fundingSource: 'funding_source',
  departmentInCharge: 'department_in_charge',
  permitAgentUnit: 'permit_agent_unit',
} as const;

/** What is written in fields of free words, the most frequent first; the centre's codes before them. */
export function usualWords(reading: Reading): OutputOf<'projects.words'> {
  const codes = centreRulesInForce(reading, 'codes');
  const entries = Object.entries(wordColumns).map(([field, column]) => {
    const coded = codes.find((rule) => rule.field === field)?.codes.map((each) => each.name) ?? [];
    const written = reading
      .select<{ word: string }>(
        `SELECT ${column} AS word FROM projects WHERE is_deleted = 0 AND ${column} IS NOT NULL
         GROUP BY ${column} ORDER BY count(*) DESC, ${column} LIMIT 100`,
      )
      .map((row) => row.word);
    return [field, [...new Set([...coded, ...written])]];
  });
  return Object.fromEntries(entries) as OutputOf<'projects.words'>;
}

/** Other live projects with the same code. */
export function namesWithCode(reading: Reading, code: string, exceptId: string): string[] {
  return reading
    .select<{ name: string }>(
      'SELECT name FROM projects WHERE code = ? AND id <> ? AND is_deleted = 0 ORDER BY ledger_order',
      code,
      exceptId,
    )
    .map((row) => row.name);
}
