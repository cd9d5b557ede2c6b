/** Rounds of on-site inspection with their sheets, and who was visited when. */
import { type InspectionRound, roundSelection } from '#shared/domain/inspection-round.ts';
import { type InspectionSheet, type SheetContent, sheetContent } from '#shared/domain/inspection-sheet.ts';
import { runningNumberOf } from '#shared/inspection/sheet-number.ts';
import type { Reading } from '../run.ts';

export interface StoredRound extends Omit<InspectionRound, 'selection'> {
  readonly id: string;
  readonly homeOffice: string;
  readonly officeName: string;
  readonly selection: InspectionRound['selection'][number] | null;
  readonly groupName: string | null;
  readonly inspectorNames: readonly string[];
  readonly sheets: RoundCounts;
}

export interface RoundCounts {
  readonly planned: number;
  readonly printed: number;
  readonly returned: number;
  readonly void: number;
}

/** Newest first. */
export function storedRounds(reading: Reading): StoredRound[] {
  return roundRows(reading, '1', []);
}

export function storedRound(reading: Reading, id: string): StoredRound | undefined {
  return roundRows(reading, 'r.id = ?', [id])[0];
}

type Row = Omit<StoredRound, 'inspectorIds' | 'selection' | 'inspectorNames' | 'sheets'> & {
  readonly inspectors: string | null;
  readonly names: string | null;
  readonly chosen: string | null;
  readonly counts: string | null;
};

function roundRows(reading: Reading, condition: string, parameters: readonly unknown[]): StoredRound[] {
  return reading
    .select<Row>(
      `SELECT r.id, r.home_office AS homeOffice, coalesce(o.short_name, '') AS officeName, r.name, r.number,
         r.template_id AS templateId, r.from_day AS fromDay, r.until_day AS untilDay, r.inspector_ids AS inspectors,
         (SELECT json_group_array(p.name) FROM json_each(r.inspector_ids) j JOIN persons p ON p.id = j.value) AS names,
         r.other_inspectors AS otherInspectors, r.group_id AS groupId, g.name AS groupName, r.source,
         r.selection AS chosen, r.state, r.note, r.rule_pack AS rulePack,
         (SELECT json_group_object(state, n) FROM (SELECT state, count(*) AS n FROM inspection_sheets s
            WHERE s.round_id = r.id AND s.is_deleted = 0 GROUP BY state)) AS counts
       FROM inspection_rounds r LEFT JOIN offices o ON o.id = r.home_office LEFT JOIN groups g ON g.id = r.group_id
       WHERE r.is_deleted = 0 AND ${condition} ORDER BY r.from_day DESC, r.created_position DESC`,
      ...parameters,
    )
    .map(({ inspectors, names, chosen, counts, ...row }) => ({
      ...row,
      inspectorIds: JSON.parse(inspectors ?? '[]') as string[],
      inspectorNames: JSON.parse(names ?? '[]') as string[],
      selection: roundSelection.array().parse(JSON.parse(chosen ?? '[]'))[0] ?? null,
      sheets: { planned: 0, printed: 0, returned: 0, void: 0, ...(JSON.parse(counts ?? '{}') as Partial<RoundCounts>) },
    }));
}

export interface StoredSheet
  extends Pick<
    InspectionSheet,
    'projectId' | 'routeOrder' | 'plannedOn' | 'state' | 'inspectedOn' | 'inspectors' | 'enteredOn' | 'voidReason'
  > {
  readonly id: string;
  readonly roundId: string;
  readonly homeOffice: string;
  readonly number: string;
  readonly projectName: string | null;
  readonly projectOfficeName: string | null;
  readonly place: string | null;
  readonly responsibleUnits: readonly string[];
  readonly content: SheetContent | null;
}

/** In the order of the route. */
export function sheetsOfRound(reading: Reading, roundId: string): StoredSheet[] {
  return reading
    .select<Omit<StoredSheet, 'content' | 'responsibleUnits'> & { content: string | null; units: string | null }>(
      `SELECT s.id, s.round_id AS roundId, s.home_office AS homeOffice, s.project_id AS projectId,
         coalesce(s.number, '') AS number, s.route_order AS routeOrder, s.planned_on AS plannedOn, s.state, s.content,
         s.inspected_on AS inspectedOn, s.inspectors, s.entered_on AS enteredOn, s.void_reason AS voidReason,
         p.name AS projectName, o.short_name AS projectOfficeName, p.place,
         (SELECT json_group_array(u.name) FROM json_each(p.responsible_units) j JOIN units u ON u.id = j.value) AS units
       FROM inspection_sheets s LEFT JOIN projects p ON p.id = s.project_id LEFT JOIN offices o ON o.id = p.home_office
       WHERE s.is_deleted = 0 AND s.round_id = ? ORDER BY s.route_order IS NULL, s.route_order, s.created_position`,
      roundId,
    )
    .map(({ content, units, ...row }) => ({
      ...row,
      responsibleUnits: JSON.parse(units ?? '[]') as string[],
      content: sheetContent.array().parse(JSON.parse(content ?? '[]'))[0] ?? null,
    }));
}

/** The last running number an office gave a sheet of a year; those taken out count: a number is never given again. */
export function lastSheetNumber(reading: Reading, officeId: string, year: number): number {
  const rows = reading.select<{ number: string }>(
    'SELECT number FROM inspection_sheets WHERE home_office = ? AND number LIKE ?',
    officeId,
    `${String(year % 100).padStart(2, '0')}%`,
  );
  return rows.reduce((last, { number }) => Math.max(last, runningNumberOf(number, year)), 0);
}

/** The next number of a round of an office in a year. */
export function nextRoundNumber(reading: Reading, officeId: string, year: string): number {
  const row = reading.selectFirst<{ last: number | null }>(
    'SELECT max(number) AS last FROM inspection_rounds WHERE home_office = ? AND substr(from_day, 1, 4) = ?',
    officeId,
    year,
  );
  return (row?.last ?? 0) + 1;
}

export interface VisitOnSite {
  readonly projectId: string;
  readonly sheetId: string;
  readonly roundId: string;
  readonly roundName: string;
  readonly homeOffice: string;
  readonly officeName: string;
  readonly onDay: string;
  readonly inspectors: string | null;
}

/** Every sheet that came back with its project, newest first: that is when somebody was there. */
export function visitsOnSite(reading: Reading): VisitOnSite[] {
  return reading.select<VisitOnSite>(
    `SELECT s.project_id AS projectId, s.id AS sheetId, r.id AS roundId, r.name AS roundName, s.home_office AS homeOffice,
       coalesce(o.short_name, '') AS officeName, s.inspected_on AS onDay, s.inspectors
     FROM inspection_sheets s JOIN inspection_rounds r ON r.id = s.round_id LEFT JOIN offices o ON o.id = s.home_office
     WHERE s.is_deleted = 0 AND s.state = 'returned' AND s.project_id IS NOT NULL AND s.inspected_on IS NOT NULL
     ORDER BY s.inspected_on DESC, s.created_position DESC`,
  );
}

/** Projects with a sheet of this office that has not come back, with the name of its round. */
export function plannedSheets(reading: Reading, officeId: string): ReadonlyMap<string, string> {
  return new Map(
    reading
      .select<{ projectId: string; name: string }>(
        `SELECT s.project_id AS projectId, r.name FROM inspection_sheets s JOIN inspection_rounds r ON r.id = s.round_id
         WHERE s.is_deleted = 0 AND r.is_deleted = 0 AND s.home_office = ? AND s.state IN ('planned', 'printed')
           AND r.state IN ('planned', 'printed') AND s.project_id IS NOT NULL ORDER BY r.from_day, s.created_position`,
        officeId,
      )
      .map((row) => [row.projectId, row.name]),
  );
}

/** Ids of the projects at work (neither left nor merged), of one office or of all. */
export function idsAtWork(reading: Reading, officeId: string | null): ReadonlySet<string> {
  const rows = reading.select<{ id: string }>(
    `SELECT id FROM projects WHERE is_deleted = 0 AND exited_on IS NULL AND merged_into_id IS NULL
       AND home_office = coalesce(?, home_office)`,
    officeId,
  );
  return new Set(rows.map((row) => row.id));
}
