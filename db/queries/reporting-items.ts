/** Items of liaison groups, the groups themselves, and what has come from their districts. */
import type { ReportingItemKind, ReportingItemState } from '#shared/domain/reporting-item.ts';
import type { Reading } from '../run.ts';
import { districtOrder } from './district-order.ts';
import { type MemberRow, memberRows } from './groups.ts';

export interface StoredItem {
  readonly id: string;
  readonly homeOffice: string;
  readonly groupId: string | null;
  readonly groupName: string;
  readonly districtName: string | null;
  readonly kind: ReportingItemKind;
  readonly period: string;
  readonly title: string;
  readonly body: string | null;
  readonly projectId: string | null;
  readonly projectName: string | null;
  readonly section: string | null;
  readonly personId: string | null;
  readonly personName: string | null;
  readonly personUnit: string | null;
  readonly state: ReportingItemState;
  readonly filedOn: string | null;
  readonly filedTime: string | null;
  readonly returnedReason: string | null;
  readonly isProblemSolved: boolean;
}

/** Of the periods that close, and the months that lie, between two months; in the order of the groups. */
export function storedItems(reading: Reading, fromMonth: string, untilMonth: string): StoredItem[] {
  return reading
    .select<Omit<StoredItem, 'isProblemSolved'> & { readonly isProblemSolved: number | null }>(
      `SELECT i.id, i.home_office AS homeOffice, i.group_id AS groupId, coalesce(g.name, '') AS groupName,
         coalesce(o.short_name, g.district_name) AS districtName, i.kind, i.period, i.title, i.body,
         i.project_id AS projectId, p.name AS projectName, i.section, i.person_id AS personId, n.name AS personName,
         u.name AS personUnit, i.state, i.filed_on AS filedOn, i.filed_time AS filedTime,
         i.returned_reason AS returnedReason, i.is_problem_solved AS isProblemSolved
       FROM reporting_items i
       LEFT JOIN groups g ON g.id = i.group_id
       LEFT JOIN enrolled_offices o ON o.id = i.district_office_id
       LEFT JOIN projects p ON p.id = i.project_id
       LEFT JOIN persons n ON n.id = i.person_id
       LEFT JOIN units u ON u.id = n.unit_id
       WHERE i.is_deleted = 0 AND i.period >= ? AND i.period <= ?
       ORDER BY i.period DESC, g.print_order IS NULL, g.print_order, g.created_position, i.kind, i.created_position`,
      fromMonth,
      // Every day of the month sorts before it.
      `${untilMonth}-99`,
    )
    .map((row) => ({ ...row, isProblemSolved: row.isProblemSolved === 1 }));
}

export interface LiaisonGroup {
  readonly id: string;
  readonly name: string;
  readonly officeId: string | null;
  readonly districtName: string;
  readonly members: readonly MemberRow[];
}

/** The living ones in printed order, each with its district: by name where it was made before the district was enrolled. */
export function liaisonGroups(reading: Reading, officeId: string, today: string): LiaisonGroup[] {
  const members = Map.groupBy(
    memberRows(reading).filter((row) => row.untilDay === null || row.untilDay >= today),
    (row) => row.groupId,
  );
  return reading
    .select<Omit<LiaisonGroup, 'members'>>(
      `SELECT g.id, g.name, min(e.id) AS officeId, coalesce(e.short_name, g.district_name, '') AS districtName
       FROM groups g LEFT JOIN enrolled_offices e ON e.kind = 'district' AND CASE
         WHEN g.district_office_id IS NULL THEN g.district_name IN (e.short_name, e.full_name)
           OR (length(g.district_name) > 1 AND instr(e.full_name, g.district_name) > 0)
         ELSE e.id = g.district_office_id END
       WHERE g.is_deleted = 0 AND g.home_office = ? AND g.kind = 'liaisonGroup'
         AND (g.dissolved_on IS NULL OR g.dissolved_on > ?)
       GROUP BY g.id ORDER BY g.print_order IS NULL, g.print_order, g.created_position`,
      officeId,
      today,
    )
    .map((group) => ({ ...group, members: members.get(group.id) ?? [] }));
}

interface DistrictStanding {
  readonly officeId: string;
  readonly shortName: string;
  readonly fullName: string;
  /** The first package of this period, or of a later one, that was taken in. */
  readonly takenAt: string | null;
  readonly openQuestions: number;
  /** Changes of the district, ever sent, that were not taken in. */
  readonly notTaken: number;
}

export function districtStandings(reading: Reading, centreId: string, period: string): DistrictStanding[] {
  return reading.select<DistrictStanding>(
    `SELECT e.id AS officeId, e.short_name AS shortName, e.full_name AS fullName,
       (SELECT min(p.at) FROM packages p WHERE p.office_id = e.id AND p.direction = 'received' AND p.kind = 'report'
          AND p.state = 'received' AND p.period >= ?) AS takenAt,
       (SELECT count(*) FROM questions q WHERE q.home_office = ? AND q.to_office_id = e.id AND q.state = 'open'
          AND q.is_deleted = 0) AS openQuestions,
       (SELECT count(*) FROM operations o JOIN streams s ON s.key = o.stream_key
          WHERE s.office_id = e.id AND o.status = 'refused') AS notTaken
     FROM enrolled_offices e WHERE e.kind = 'district' ORDER BY ${districtOrder}`,
    period,
    centreId,
  );
}

export interface SetAside {
  readonly fileName: string;
  readonly at: string;
  readonly sentence: string;
  /** The office the refusal names, where it could be told. */
  readonly office: string | null;
}

/** Files set aside between two instants, the newest first. */
export function filesSetAside(reading: Reading, from: string, until: string): SetAside[] {
  return reading.select<SetAside>(
    `SELECT file_name AS fileName, at, sentence, json_extract(details, '$.office') AS office
     FROM quarantine WHERE at >= ? AND at < ? ORDER BY at DESC`,
    from,
    until,
  );
}

export interface PackageQuestion {
  readonly id: string;
  readonly toOfficeId: string;
  readonly body: string;
  readonly askedOn: string;
  readonly answers: number;
}

/** Open reminders and requests to send again about a period: they are asked of the office itself. */
export function openPackageQuestions(reading: Reading, centreId: string, period: string): PackageQuestion[] {
  return reading.select<PackageQuestion>(
    `SELECT q.id, q.to_office_id AS toOfficeId, q.body, q.asked_on AS askedOn,
       (SELECT count(*) FROM answers a WHERE a.question_id = q.id AND a.is_deleted = 0) AS answers
     FROM questions q
     WHERE q.is_deleted = 0 AND q.home_office = ? AND q.subject_entity = 'office' AND q.period = ? AND q.state = 'open'
     ORDER BY q.asked_on DESC, q.created_position DESC`,
    centreId,
    period,
  );
}

interface SolvedIssue {
  readonly projectId: string;
  readonly projectName: string;
  readonly title: string;
  readonly closingNote: string | null;
}

/** What a district's issue ledger closed within a month (解决问题情况). */
export function issuesClosedIn(reading: Reading, officeId: string, month: string): SolvedIssue[] {
  return reading.select<SolvedIssue>(
    `SELECT i.project_id AS projectId, p.name AS projectName, i.title, i.closing_note AS closingNote
     FROM issues i JOIN projects p ON p.id = i.project_id
     WHERE i.is_deleted = 0 AND i.home_office = ? AND i.closed_on LIKE ? ORDER BY i.closed_on, i.created_position`,
    officeId,
    `${month}-%`,
  );
}
