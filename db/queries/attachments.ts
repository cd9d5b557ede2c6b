import type { AttachmentView } from '#shared/contract/attachments.ts';
import { milestoneKindLabels, poolTransitionKindLabels } from '#shared/text/labels.ts';
import type { Reading, Writing } from '../run.ts';

interface Row extends Omit<AttachmentView, 'isHere' | 'subjectName'> {
  readonly isHere: number;
  readonly subject: string | null;
  readonly milestoneKind: keyof typeof milestoneKindLabels | null;
  readonly transitionKind: keyof typeof poolTransitionKindLabels | null;
}

/** What a file belongs to besides its project, or instead of one. */
const subjectJoins = `LEFT JOIN permits sp ON sp.id = a.subject_id
LEFT JOIN milestones sm ON sm.id = a.subject_id
LEFT JOIN pool_transitions st ON st.id = a.subject_id
LEFT JOIN tasks sk ON sk.id = a.subject_id
LEFT JOIN issues si ON si.id = a.subject_id
LEFT JOIN meetings sg ON sg.id = a.subject_id
LEFT JOIN instructions sn ON sn.id = a.subject_id
LEFT JOIN visits sv ON sv.id = a.subject_id
LEFT JOIN persons svl ON svl.id = sv.leader_id`;
const subjectName = `coalesce(sp.name, sk.content, si.title, sg.title, sn.paper_title, sm.name,
  CASE WHEN sv.id IS NULL THEN NULL ELSE coalesce(svl.name, '领导') || '调研' || coalesce('（' || sv.place || '）', '') END)`;

const selectAttachments = `SELECT a.id, a.project_id AS projectId, a.name, a.kind, a.bytes, a.media_type AS mediaType, a.sha256,
  a.taken_on AS takenOn, a.subject_id AS subjectId, a.note, json_extract(o.line, '$.at') AS addedAt,
  json_extract(o.line, '$.actor') AS addedBy, b.sha256 IS NOT NULL AS isHere, ${subjectName} AS subject,
  sm.kind AS milestoneKind, st.kind AS transitionKind
FROM attachments a
LEFT JOIN operations o ON o.position = a.created_position
LEFT JOIN blobs b ON b.sha256 = a.sha256
${subjectJoins}
WHERE a.is_deleted = 0`;

interface FileScope {
  readonly projectId: string | null;
  readonly subjectId: string | null;
}

/** Of a project, of one matter of it (a permit, a transition …), or of a matter alone (a meeting, an instruction …). */
export function listAttachments(reading: Reading, { projectId, subjectId }: FileScope): AttachmentView[] {
  const rows = reading.select<Row>(
    `${selectAttachments}${projectId === null ? '' : ' AND a.project_id = ?'}${subjectId === null ? '' : ' AND a.subject_id = ?'}
     ORDER BY coalesce(a.taken_on, substr(addedAt, 1, 10)) DESC, a.created_position`,
    ...[projectId, subjectId].filter((id) => id !== null),
  );
  return rows.map(({ subject, milestoneKind, transitionKind, isHere, ...row }) => ({
    ...row,
    addedAt: row.addedAt ?? '',
    addedBy: row.addedBy ?? '',
    isHere: isHere === 1,
    subjectName:
      subject ??
      (milestoneKind === null ? null : milestoneKindLabels[milestoneKind]) ??
      (transitionKind === null ? null : poolTransitionKindLabels[transitionKind]),
  }));
}

export interface SameFile {
  readonly sha256: string;
  readonly name: string;
}

/** What a matter has already, or a project itself: a file dropped twice is noticed by its bytes, whatever it is called. */
export function filesThere(reading: Reading, { projectId, subjectId }: FileScope): SameFile[] {
  return subjectId === null
    ? reading.select(
        'SELECT sha256, name FROM attachments WHERE project_id = ? AND subject_id IS NULL AND is_deleted = 0',
        projectId ?? '',
      )
    : reading.select('SELECT sha256, name FROM attachments WHERE subject_id = ? AND is_deleted = 0', subjectId);
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
  /** The project, or what else it belongs to. */
  readonly placeName: string | null;
}

/** Files that must be in the data folder: this office's own, and whatever else was taken in; one row a file. */
export function owedFiles(reading: Reading, officeId: string): OwedFile[] {
  return reading.select(
    `SELECT a.sha256, min(a.bytes) AS bytes, min(a.name) AS name,
       min(coalesce(p.name, ${subjectName})) AS placeName
     FROM attachments a LEFT JOIN projects p ON p.id = a.project_id
     ${subjectJoins}
     WHERE a.is_deleted = 0 AND (a.home_office = ? OR a.sha256 IN (SELECT sha256 FROM blobs))
     GROUP BY a.sha256 ORDER BY min(a.created_position)`,
    officeId,
  );
}
