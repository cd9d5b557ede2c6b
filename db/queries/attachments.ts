import type { AttachmentView } from '#shared/contract/attachments.ts';
import { milestoneKindLabels, poolTransitionKindLabels } from '#shared/text/labels.ts';
import type { Reading, Writing } from '../run.ts';

interface Row extends Omit<AttachmentView, 'isHere' | 'subjectName'> {
  readonly isHere: number;
  readonly permitName: string | null;
  readonly taskContent: string | null;
  readonly milestoneName: string | null;
  readonly milestoneKind: keyof typeof milestoneKindLabels | null;
  readonly transitionKind: keyof typeof poolTransitionKindLabels | null;
}

const selectAttachments = `SELECT a.id, a.project_id AS projectId, a.name, a.kind, a.bytes, a.media_type AS mediaType, a.sha256,
  a.taken_on AS takenOn, a.subject_id AS subjectId, a.note, json_extract(o.line, '$.at') AS addedAt,
  json_extract(o.line, '$.actor') AS addedBy, b.sha256 IS NOT NULL AS isHere, p.name AS permitName,
  k.content AS taskContent, m.name AS milestoneName, m.kind AS milestoneKind, t.kind AS transitionKind
FROM attachments a
LEFT JOIN operations o ON o.position = a.created_position
LEFT JOIN blobs b ON b.sha256 = a.sha256
LEFT JOIN permits p ON p.id = a.subject_id
LEFT JOIN milestones m ON m.id = a.subject_id
LEFT JOIN pool_transitions t ON t.id = a.subject_id
LEFT JOIN tasks k ON k.id = a.subject_id
WHERE a.is_deleted = 0`;

/** Of a project, or of one matter of it (a permit, a transition …). */
export function listAttachments(reading: Reading, projectId: string, subjectId: string | undefined): AttachmentView[] {
  const rows = reading.select<Row>(
    `${selectAttachments} AND a.project_id = ?${subjectId === undefined ? '' : ' AND a.subject_id = ?'}
     ORDER BY coalesce(a.taken_on, substr(addedAt, 1, 10)) DESC, a.created_position`,
    projectId,
    ...(subjectId === undefined ? [] : [subjectId]),
  );
  return rows.map(({ permitName, taskContent, milestoneName, milestoneKind, transitionKind, isHere, ...row }) => ({
    ...row,
    addedAt: row.addedAt ?? '',
    addedBy: row.addedBy ?? '',
    isHere: isHere === 1,
    subjectName:
      permitName ??
      taskContent ??
      milestoneName ??
      (milestoneKind === null ? null : milestoneKindLabels[milestoneKind]) ??
      (transitionKind === null ? null : poolTransitionKindLabels[transitionKind]),
  }));
}

export interface SameFile {
  readonly sha256: string;
  readonly name: string;
  readonly subjectId: string | null;
}

/** What a project has already: a file dropped twice is noticed by its bytes, whatever it is called. */
export function filesOfProject(reading: Reading, projectId: string): SameFile[] {
  return reading.select(
    'SELECT sha256, name, subject_id AS subjectId FROM attachments WHERE project_id = ? AND is_deleted = 0',
    projectId,
  );
}

export interface StoredBlob {
  readonly sha256: string;
  readonly bytes: number;
  readonly mediaType: string;
}

/** The file's bytes are in the data folder now. */
export function rememberBlob(writing: Writing, blob: StoredBlob, at: string): void {
  writing.execute(
    'INSERT OR IGNORE INTO blobs (sha256, bytes, media_type, at) VALUES (?, ?, ?, ?)',
    blob.sha256,
    blob.bytes,
    blob.mediaType,
    at,
  );
}

export function hasBlob(reading: Reading, sha256: string): boolean {
  return reading.selectFirst('SELECT 1 FROM blobs WHERE sha256 = ?', sha256) !== undefined;
}

export interface OwedFile {
  readonly sha256: string;
  readonly bytes: number;
  readonly name: string;
  readonly projectName: string;
}

/** Files that must be in the data folder: this office's own, and whatever else was taken in; one row a file. */
export function owedFiles(reading: Reading, officeId: string): OwedFile[] {
  return reading.select(
    `SELECT a.sha256, min(a.bytes) AS bytes, min(a.name) AS name, min(p.name) AS projectName
     FROM attachments a JOIN projects p ON p.id = a.project_id
     WHERE a.is_deleted = 0 AND (a.home_office = ? OR a.sha256 IN (SELECT sha256 FROM blobs))
     GROUP BY a.sha256 ORDER BY min(a.created_position)`,
    officeId,
  );
}
