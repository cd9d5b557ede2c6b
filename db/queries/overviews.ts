import type { OutputOf } from '#shared/contract/index.ts';
import type { ProjectRow } from '#shared/contract/projects.ts';
import type { Reading } from '../run.ts';
import { districtOrder } from './district-order.ts';

export type OfficeFigures = Omit<OutputOf<'overviews.centre'>['offices'][number], 'hasReported'>;

/** Every enrolled district with its figures and the newest package taken in from it. Amounts in 元. */
export function officeFigures(reading: Reading, rows: readonly ProjectRow[]): OfficeFigures[] {
  const offices = reading.select<{
    id: string;
    full_name: string;
    short_name: string;
    last_at: string | null;
    last_period: string | null;
  }>(
    `SELECT e.id, e.full_name, e.short_name, max(p.at) AS last_at, max(p.period) AS last_period
     FROM enrolled_offices e
     LEFT JOIN packages p ON p.office_id = e.id AND p.direction = 'received' AND p.kind = 'report' AND p.state = 'received'
     WHERE e.kind = 'district' GROUP BY e.id ORDER BY ${districtOrder}`,
  );
  return offices.map((office) => {
    const own = rows.filter((row) => row.homeOffice === office.id);
    const sum = (field: 'totalInvestment' | 'plannedThisYear' | 'doneThisYear') =>
      own.reduce((total, row) => total + (row[field] ?? 0), 0);
    return {
      id: office.id,
      fullName: office.full_name,
      shortName: office.short_name,
      projects: own.length,
      keyProjects: own.filter(isKey).length,
      totalInvestment: sum('totalInvestment'),
      plannedThisYear: sum('plannedThisYear'),
      doneThisYear: sum('doneThisYear'),
      lastPackageAt: office.last_at,
      lastPeriod: office.last_period,
    };
  });
}

export function poolFigures(rows: readonly ProjectRow[]): OutputOf<'overviews.district'>['pools'] {
  const pools = ['reserve', 'start', 'construction', 'completion', 'none'] as const;
  return pools
    .map((pool) => {
      const own = rows.filter((row) => (row.pool ?? 'none') === pool);
      const sum = (field: 'totalInvestment' | 'plannedThisYear' | 'doneThisYear') =>
        own.reduce((total, row) => total + (row[field] ?? 0), 0);
      return {
        pool,
        projects: own.length,
        totalInvestment: sum('totalInvestment'),
        plannedThisYear: sum('plannedThisYear'),
        doneThisYear: sum('doneThisYear'),
      };
    })
    .filter((figure) => figure.pool !== 'none' || figure.projects > 0);
}

/** 省市重点 by the centre's word where there is one. */
function isKey({ confirmedLevel, level }: Pick<ProjectRow, 'confirmedLevel' | 'level'>): boolean {
  return ['provincial', 'municipal'].includes(confirmedLevel ?? level ?? '');
}
