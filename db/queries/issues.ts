import type { IssueOrigin, IssueState, ReviewResult } from '#shared/domain/issue.ts';
import type { IssueEntryKind } from '#shared/domain/issue-entry.ts';
import type { Reading } from '../run.ts';
import { unitNames } from './projects.ts';

/** An issue as stored, with the names behind its ids. */
export interface StoredIssue {
  readonly id: string;
  readonly homeOffice: string;
  readonly officeName: string;
  readonly number: number | null;
  readonly projectId: string;
  readonly projectName: string;
  readonly title: string;
  readonly detail: string | null;
  readonly issueClass: string | null;
  readonly grade: string | null;
  readonly origin: IssueOrigin | null;
  readonly foundOn: string;
  readonly foundBy: string | null;
  readonly unitName: string | null;
  readonly personName: string | null;
  readonly supportingUnits: readonly string[];
  readonly team: string | null;
  /** The 镇街 among its units, else among those of the project. */
  readonly street: string | null;
  readonly measure: string | null;
  readonly dueOn: string | null;
  readonly state: IssueState;
  readonly isKeySupervised: boolean;
  readonly closedOn: string | null;
  readonly closedBy: string | null;
  readonly closingNote: string | null;
  readonly evidenceId: string | null;
  readonly reopenings: number;
  readonly reviewDueOn: string | null;
  readonly reviewedOn: string | null;
  readonly reviewResult: ReviewResult | null;
  readonly lastEntry: string | null;
  readonly pinyin: string;
  readonly initials: string;
}

type Row = Omit<StoredIssue, 'supportingUnits' | 'isKeySupervised' | 'street'> & {
  readonly unit_id: string | null;
  readonly project_units: string | null;
  readonly supporting_unit_ids: string;
  readonly is_key_supervised: number | null;
};

const selectIssues = `SELECT i.id, i.home_office AS homeOffice, coalesce(o.short_name, '') AS officeName, i.number,
  i.project_id AS projectId, p.name AS projectName, i.title, i.detail, i.issue_class AS issueClass, i.grade, i.origin,
  i.found_on AS foundOn, i.found_by AS foundBy, i.unit_id, p.responsible_units AS project_units,
  u.name AS unitName, n.name AS personName, i.supporting_unit_ids, i.team,
  i.measure, i.due_on AS dueOn, i.state, i.is_key_supervised, i.closed_on AS closedOn, i.closed_by AS closedBy,
  i.closing_note AS closingNote, i.evidence_id AS evidenceId, coalesce(i.reopenings, 0) AS reopenings,
  i.review_due_on AS reviewDueOn, i.reviewed_on AS reviewedOn, i.review_result AS reviewResult,
  (SELECT e.body FROM issue_entries e WHERE e.issue_id = i.id AND e.is_deleted = 0
   ORDER BY e.on_day DESC, e.created_position DESC LIMIT 1) AS lastEntry,
  coalesce(s.pinyin, '') AS pinyin, coalesce(s.initials, '') AS initials
FROM issues i JOIN projects p ON p.id = i.project_id
LEFT JOIN offices o ON o.id = i.home_office
LEFT JOIN units u ON u.id = i.unit_id
LEFT JOIN persons n ON n.id = i.person_id
LEFT JOIN search_entries s ON s.entity = 'project' AND s.record_id = i.project_id
WHERE i.is_deleted = 0 AND p.is_deleted = 0`;

/** The whole ledger, or a project's part of it: open ones first by deadline, then closed ones, newest first. */
export function listIssues(reading: Reading, projectId: string | undefined): StoredIssue[] {
  const order = ` ORDER BY i.state = 'closed', CASE WHEN i.state = 'closed' THEN NULL ELSE coalesce(i.due_on, '9999') END,
    i.closed_on DESC, i.found_on DESC, i.created_position DESC`;
  const rows =
    projectId === undefined
      ? reading.select<Row>(`${selectIssues}${order}`)
      : reading.select<Row>(`${selectIssues} AND i.project_id = ?${order}`, projectId);
  return shown(reading, rows);
}

export function issueById(reading: Reading, id: string): StoredIssue | undefined {
  return shown(reading, reading.select<Row>(`${selectIssues} AND i.id = ?`, id))[0];
}

function shown(reading: Reading, rows: readonly Row[]): StoredIssue[] {
  const units = unitNames(reading);
  const streets = streetNames(reading);
  return rows.map(({ supporting_unit_ids, is_key_supervised, unit_id, project_units, ...row }) => {
    const supporting = JSON.parse(supporting_unit_ids) as string[];
    const near = [unit_id ?? '', ...supporting, ...(JSON.parse(project_units ?? '[]') as string[])];
    return {
      ...row,
      supportingUnits: supporting.map((id) => units.get(id) ?? ''),
      street: near.map((id) => streets.get(id)).find((name) => name !== undefined) ?? null,
      isKeySupervised: is_key_supervised === 1,
    };
  });
}

function streetNames(reading: Reading): ReadonlyMap<string, string> {
  return new Map(
    reading
      .select<{ id: string; name: string }>("SELECT id, name FROM units WHERE kind = 'town'")
      .map(({ id, name }) => [id, name]),
  );
}

export interface StoredEntry {
  readonly id: string;
  readonly kind: IssueEntryKind;
  readonly onDay: string;
  readonly body: string;
  readonly byWhom: string | null;
}

/** Newest first. */
export function entriesOf(reading: Reading, issueId: string): StoredEntry[] {
  return reading.select(
    `SELECT id, kind, on_day AS onDay, body, by_whom AS byWhom FROM issue_entries
     WHERE issue_id = ? AND is_deleted = 0 ORDER BY on_day DESC, created_position DESC`,
    issueId,
  );
}

/** The next running number among the issues an office found in a year. */
export function nextIssueNumber(reading: Reading, officeId: string, year: string): number {
  const row = reading.selectFirst<{ last: number | null }>(
    'SELECT max(number) AS last FROM issues WHERE home_office = ? AND substr(found_on, 1, 4) = ?',
    officeId,
    year,
  );
  return (row?.last ?? 0) + 1;
}

/** Title and unit of every open issue by project, oldest deadline first: what a report's problem column is made of. */
export function openIssuesByProject(
  reading: Reading,
  officeId: string,
): ReadonlyMap<string, { readonly title: string; readonly unitName: string | null }[]> {
  const byProject = new Map<string, { title: string; unitName: string | null }[]>();
  const rows = reading.select<{ project_id: string; title: string; unitName: string | null }>(
    `SELECT i.project_id, i.title, u.name AS unitName FROM issues i LEFT JOIN units u ON u.id = i.unit_id
     WHERE i.is_deleted = 0 AND i.home_office = ? AND i.state <> 'closed'
     ORDER BY i.project_id, coalesce(i.due_on, '9999'), i.found_on, i.created_position`,
    officeId,
  );
  for (const { project_id, ...issue } of rows) {
    const found = byProject.get(project_id);
    if (found === undefined) byProject.set(project_id, [issue]);
    else found.push(issue);
  }
  return byProject;
}
