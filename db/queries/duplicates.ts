/** What finding and settling duplicates reads of the store. */
import type { EntityName } from '#shared/domain/entity.ts';
import { type DuplicateFacts, pairKey } from '#shared/rules/duplicates.ts';
import { entityPlan, recordOfRow, type StoredRecord } from '../ledger/records.ts';
import type { Reading } from '../run.ts';

/** Every project that may be one of two: live, not merged away. */
export function duplicateFacts(reading: Reading): DuplicateFacts[] {
  return reading
    .select<Omit<DuplicateFacts, 'formerNames'> & { readonly formerNames: string }>(
      `SELECT p.id, p.name, p.former_names AS formerNames, p.code, coalesce(s.pinyin, '') AS pinyin, p.plot, p.owner, p.place,
         p.total_investment AS totalInvestment, p.home_office AS homeOffice
       FROM projects p LEFT JOIN search_entries s ON s.entity = 'project' AND s.record_id = p.id
       WHERE p.is_deleted = 0 AND p.merged_into_id IS NULL ORDER BY p.ledger_order, p.created_position`,
    )
    .map((row) => ({ ...row, formerNames: JSON.parse(row.formerNames) as string[] }));
}

export interface VerdictRow {
  readonly id: string;
  readonly projectId: string;
  readonly projectName: string;
  readonly otherProjectId: string;
  readonly otherProjectName: string;
  /** Null where both are of one office. */
  readonly officeName: string | null;
  readonly otherOfficeName: string | null;
  readonly verdict: 'different' | 'same';
  /** Of a pair that is one: the districts still report both. */
  readonly isOpen: boolean;
  readonly reason: string | null;
  readonly at: string;
  readonly actor: string;
}

/** 不是同一个项目 and, of two districts, 是同一个项目; the newest first. */
export function judgedPairs(reading: Reading): VerdictRow[] {
  return reading
    .select<Omit<VerdictRow, 'isOpen'> & { readonly live: number }>(
      `SELECT v.id, v.project_id AS projectId, p.name AS projectName, v.other_project_id AS otherProjectId,
         q.name AS otherProjectName, v.verdict,
         CASE WHEN p.home_office <> q.home_office THEN f.short_name END AS officeName,
         CASE WHEN p.home_office <> q.home_office THEN g.short_name END AS otherOfficeName, v.reason, coalesce(json_extract(o.line, '$.at'), '') AS at,
         coalesce(json_extract(o.line, '$.actor'), '') AS actor,
         (p.is_deleted = 0 AND p.merged_into_id IS NULL AND p.exited_on IS NULL)
           + (q.is_deleted = 0 AND q.merged_into_id IS NULL AND q.exited_on IS NULL) AS live
       FROM duplicate_verdicts v JOIN projects p ON p.id = v.project_id JOIN projects q ON q.id = v.other_project_id
       LEFT JOIN offices f ON f.id = p.home_office LEFT JOIN offices g ON g.id = q.home_office
       LEFT JOIN operations o ON o.position = v.updated_position
       WHERE v.is_deleted = 0 AND v.verdict IN ('different', 'same') ORDER BY v.updated_position DESC`,
    )
    .map(({ live, ...row }) => ({ ...row, isOpen: row.verdict === 'same' && live === 2 }));
}

export function settledPairs(reading: Reading): ReadonlySet<string> {
  const rows = reading.select<{ one: string; other: string }>(
    'SELECT project_id AS one, other_project_id AS other FROM duplicate_verdicts WHERE is_deleted = 0',
  );
  return new Set(rows.map(({ one, other }) => pairKey(one, other)));
}

export interface MergedProject {
  readonly id: string;
  readonly name: string;
  readonly code: string | null;
  readonly at: string;
  readonly actor: string;
}

/** What was merged into a project, the newest first. */
export function mergedInto(reading: Reading, projectId: string): MergedProject[] {
  return reading.select(
    `SELECT p.id, p.name, p.code, coalesce(json_extract(o.line, '$.at'), '') AS at, coalesce(json_extract(o.line, '$.actor'), '') AS actor
     FROM projects p LEFT JOIN operations o ON o.position = p.updated_position
     WHERE p.merged_into_id = ? ORDER BY p.updated_position DESC`,
    projectId,
  );
}

/** The change that merged a project away and is still in force; undefined where it was made elsewhere. */
export function mergingChange(reading: Reading, projectId: string): string | undefined {
  return reading.selectFirst<{ id: string }>(
    `SELECT c.id FROM operations o JOIN changes_made c ON c.key = o.change_key
     WHERE o.entity = 'project' AND o.record_id = ? AND c.procedure = 'duplicates.merge' AND c.undone_by IS NULL
     ORDER BY c.key DESC LIMIT 1`,
    projectId,
  )?.id;
}

/** Live records of one kind that the project's own office keeps of it, in the order they were made. */
export function liveChildrenOf(reading: Reading, entity: EntityName, projectId: string): StoredRecord[] {
  const plan = entityPlan(entity);
  return reading
    .select<Record<string, string | number | null>>(
      `SELECT * FROM ${plan.entity.table} WHERE project_id = ? AND is_deleted = 0
         AND home_office = (SELECT home_office FROM projects WHERE id = ?) ORDER BY created_position`,
      projectId,
      projectId,
    )
    .map((row) => recordOfRow(plan, row));
}

export interface ProjectCounts {
  readonly reports: number;
  readonly attachments: number;
  readonly permits: number;
}

export function countsOf(reading: Reading, projectId: string): ProjectCounts {
  const count = (table: string) => `(SELECT count(*) FROM ${table} WHERE project_id = ? AND is_deleted = 0)`;
  return (
    reading.selectFirst<ProjectCounts>(
      `SELECT ${count('progress_reports')} AS reports, ${count('attachments')} AS attachments, ${count('permits')} AS permits`,
      projectId,
      projectId,
      projectId,
    ) ?? { reports: 0, attachments: 0, permits: 0 }
  );
}
