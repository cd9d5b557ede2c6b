/** On-site inspection sheets (督导检查表): as stored, by number, with their files and corrections. */
import type { AttachmentKind } from '#shared/domain/attachment.ts';
import type {
  InspectionSheet,
  InspectionSheetState,
  SheetAnswer,
  SheetContent,
} from '#shared/domain/inspection-sheet.ts';
import type { Reading } from '../run.ts';

export interface StoredSheet {
  readonly id: string;
  readonly homeOffice: string;
  readonly officeName: string;
  readonly number: string | null;
  readonly roundId: string;
  readonly roundName: string;
  readonly roundInspectors: string | null;
  readonly templateId: string;
  readonly projectId: string | null;
  readonly projectName: string | null;
  readonly routeOrder: number | null;
  readonly plannedOn: string | null;
  readonly state: InspectionSheetState;
  /** null until printed. */
  readonly content: SheetContent | null;
  readonly inspectedOn: string | null;
  readonly weather: string | null;
  readonly inspectors: string | null;
  readonly companions: string | null;
  readonly answers: readonly SheetAnswer[];
  readonly seen: string | null;
  readonly demands: string | null;
  readonly demandUnit: string | null;
  readonly demandDueOn: string | null;
  readonly isSignedByInspector: boolean | null;
  readonly isSignedByContact: boolean | null;
  readonly contactName: string | null;
  readonly scanIds: readonly string[];
  readonly enteredOn: string | null;
  readonly enteredBy: string | null;
  readonly voidReason: InspectionSheet['voidReason'];
  readonly photos: number;
  readonly pinyin: string;
  readonly initials: string;
}

type Row = Omit<StoredSheet, 'content' | 'answers' | 'scanIds' | 'isSignedByInspector' | 'isSignedByContact'> & {
  readonly content: string | null;
  readonly answers: string | null;
  readonly scanIds: string | null;
  readonly isSignedByInspector: number | null;
  readonly isSignedByContact: number | null;
};

const selectSheets = `SELECT i.id, i.home_office AS homeOffice, coalesce(o.short_name, '') AS officeName, i.number,
  i.round_id AS roundId, r.name AS roundName, r.other_inspectors AS roundInspectors, r.template_id AS templateId,
  i.project_id AS projectId, p.name AS projectName, i.route_order AS routeOrder, i.planned_on AS plannedOn, i.state,
  i.content, i.inspected_on AS inspectedOn, i.weather, i.inspectors, i.companions, i.answers, i.seen, i.demands,
  i.demand_unit AS demandUnit, i.demand_due_on AS demandDueOn, i.is_signed_by_inspector AS isSignedByInspector,
  i.is_signed_by_contact AS isSignedByContact, i.contact_name AS contactName, i.scan_ids AS scanIds,
  i.entered_on AS enteredOn, i.entered_by AS enteredBy, i.void_reason AS voidReason,
  (SELECT count(*) FROM attachments a WHERE a.subject_id = i.id AND a.is_deleted = 0 AND a.kind = 'photo') AS photos,
  coalesce(s.pinyin, '') AS pinyin, coalesce(s.initials, '') AS initials
FROM inspection_sheets i
JOIN inspection_rounds r ON r.id = i.round_id
LEFT JOIN projects p ON p.id = i.project_id
LEFT JOIN offices o ON o.id = i.home_office
LEFT JOIN search_entries s ON s.entity = 'project' AND s.record_id = i.project_id
WHERE i.is_deleted = 0 AND r.is_deleted = 0`;

interface SheetScope {
  readonly roundId?: string | undefined;
  readonly projectId?: string | undefined;
  readonly sheetId?: string | undefined;
  readonly states?: readonly InspectionSheetState[] | undefined;
  /** Inspected on this day or later. */
  readonly fromDay?: string | undefined;
}

/** What is out first, in the order of the route; then what is back, newest first. */
export function listSheets(reading: Reading, scope: SheetScope): StoredSheet[] {
  const conditions: string[] = [];
  const parameters: unknown[] = [];
  const add = (condition: string, value: unknown) => {
    if (value === undefined) return;
    conditions.push(` AND ${condition}`);
    parameters.push(value);
  };
  add('i.round_id = ?', scope.roundId);
  add('i.project_id = ?', scope.projectId);
  add('i.id = ?', scope.sheetId);
  add('i.inspected_on >= ?', scope.fromDay);
  add(
    'i.state IN (SELECT value FROM json_each(?))',
    scope.states === undefined ? undefined : JSON.stringify(scope.states),
  );
  return reading
    .select<Row>(
      `${selectSheets}${conditions.join('')}
       ORDER BY i.state IN ('returned', 'void'), i.inspected_on DESC, i.planned_on, r.created_position, i.route_order, i.number`,
      ...parameters,
    )
    .map(shown);
}

export function sheetById(reading: Reading, id: string): StoredSheet | undefined {
  return reading.select<Row>(`${selectSheets} AND i.id = ?`, id).map(shown)[0];
}

/** Two desks of an office may have given one number; other offices number for themselves. */
export function sheetsByNumber(reading: Reading, number: string): StoredSheet[] {
  return reading.select<Row>(`${selectSheets} AND i.number = ? ORDER BY i.created_position`, number).map(shown);
}

function shown({ content, answers, scanIds, isSignedByInspector, isSignedByContact, ...row }: Row): StoredSheet {
  // Checked when it was written; parsing thousands of sheets again would take seconds.
  const [printed] = JSON.parse(content ?? '[]') as SheetContent[];
  return {
    ...row,
    content: printed ?? null,
    answers: JSON.parse(answers ?? '[]') as SheetAnswer[],
    scanIds: JSON.parse(scanIds ?? '[]') as string[],
    isSignedByInspector: isSignedByInspector === null ? null : isSignedByInspector === 1,
    isSignedByContact: isSignedByContact === null ? null : isSignedByContact === 1,
  };
}

export interface StoredSheetFile {
  readonly id: string;
  readonly projectId: string | null;
  readonly name: string;
  readonly kind: AttachmentKind | null;
  readonly bytes: number;
  readonly mediaType: string;
  readonly sha256: string;
  readonly takenOn: string | null;
  readonly note: string | null;
  readonly photoNumber: number | null;
  readonly itemKey: string | null;
  readonly addedAt: string;
  readonly addedBy: string;
  readonly isHere: boolean;
}

/** Photos and scans of a sheet, by their number, then as they came. */
export function filesOfSheet(reading: Reading, sheetId: string, scanIds: readonly string[]): StoredSheetFile[] {
  return reading
    .select<Omit<StoredSheetFile, 'isHere'> & { readonly isHere: number }>(
      `SELECT a.id, a.project_id AS projectId, a.name, a.kind, a.bytes, a.media_type AS mediaType, a.sha256,
         a.taken_on AS takenOn, a.note, a.photo_number AS photoNumber, a.item_key AS itemKey,
         coalesce(json_extract(o.line, '$.at'), '') AS addedAt, coalesce(json_extract(o.line, '$.actor'), '') AS addedBy,
         b.sha256 IS NOT NULL AS isHere
       FROM attachments a LEFT JOIN operations o ON o.position = a.created_position
       LEFT JOIN blobs b ON b.sha256 = a.sha256
       WHERE a.is_deleted = 0 AND (a.subject_id = ? OR a.id IN (SELECT value FROM json_each(?)))
       ORDER BY a.photo_number IS NULL, a.photo_number, a.created_position`,
      sheetId,
      JSON.stringify(scanIds),
    )
    .map((row) => ({ ...row, isHere: row.isHere === 1 }));
}

/** The acts that made a returned sheet be typed again, newest first; those that were undone are not among them. */
export function correctionsOfSheet(
  reading: Reading,
  sheetId: string,
): { readonly at: string; readonly by: string; readonly summary: string }[] {
  return reading
    .select<{ readonly key: number; readonly at: string; readonly by: string; readonly summary: string }>(
      `SELECT DISTINCT c.key, c.at, c.actor AS by, c.summary FROM operations o JOIN changes_made c ON c.key = o.change_key
       WHERE o.entity = 'inspectionSheet' AND o.record_id = ? AND c.procedure = 'inspectionSheets.reopen'
         AND c.undone_by IS NULL AND c.is_undo = 0 ORDER BY c.key DESC`,
      sheetId,
    )
    .map(({ at, by, summary }) => ({ at, by, summary }));
}

/** The sheet an issue was found with, and its photos. */
export function sheetOfIssue(reading: Reading, issueId: string) {
  const sheet = reading.selectFirst<{
    readonly sheetId: string;
    readonly number: string | null;
    readonly roundName: string;
    readonly inspectedOn: string | null;
  }>(
    `SELECT i.id AS sheetId, i.number, r.name AS roundName, i.inspected_on AS inspectedOn
     FROM inspection_findings f JOIN inspection_sheets i ON i.id = f.sheet_id JOIN inspection_rounds r ON r.id = i.round_id
     WHERE f.is_deleted = 0 AND f.issue_id = ?`,
    issueId,
  );
  if (sheet === undefined) return undefined;
  const photos = filesOfSheet(reading, sheet.sheetId, []).filter((file) => file.kind === 'photo');
  return { ...sheet, photos: photos.map(({ id, name }) => ({ id, name })) };
}
