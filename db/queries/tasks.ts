import type { IssueEntry } from '#shared/domain/issue-entry.ts';
import type { TaskOrigin, TaskReviewResult, TaskState } from '#shared/domain/task.ts';
import type { TaskEntryKind } from '#shared/domain/task-entry.ts';
import { isAllowed } from '#shared/rules/tasks.ts';
import type { Reading } from '../run.ts';
import { unitNames } from './projects.ts';

/** A task as stored, with the names behind its ids. */
export interface StoredTask {
  readonly id: string;
  readonly homeOffice: string;
  readonly officeName: string;
  /** A district the centre gave it to. */
  readonly officeId: string | null;
  readonly districtName: string | null;
  readonly number: number | null;
  readonly origin: TaskOrigin;
  readonly originId: string | null;
  readonly originName: string | null;
  readonly originDay: string | null;
  readonly agendaItemId: string | null;
  readonly projectId: string | null;
  readonly projectName: string | null;
  readonly content: string;
  readonly assignedOn: string;
  readonly dueOn: string | null;
  readonly unitId: string | null;
  readonly unitName: string | null;
  readonly personId: string | null;
  readonly personName: string | null;
  readonly supportingUnits: readonly string[];
  readonly state: TaskState;
  readonly isKeySupervised: boolean;
  readonly replyText: string | null;
  readonly repliedOn: string | null;
  readonly evidenceId: string | null;
  readonly evidenceName: string | null;
  readonly returnedReason: string | null;
  readonly escalatedTo: string | null;
  readonly escalatedOn: string | null;
  readonly closedOn: string | null;
  readonly closedBy: string | null;
  readonly closingNote: string | null;
  readonly handedOverOn: string | null;
  readonly reminders: number;
  readonly remindedOn: string | null;
  readonly extensionAskedTo: string | null;
  readonly reviewDueOn: string | null;
  readonly reviewedOn: string | null;
  readonly reviewResult: TaskReviewResult | null;
  /** What was done last, apart from handing out and chasing. */
  readonly lastEntry: string | null;
  readonly pinyin: string;
  readonly initials: string;
}

type Row = Omit<StoredTask, 'supportingUnits' | 'isKeySupervised' | 'extensionAskedTo'> & {
  readonly supporting_unit_ids: string | null;
  readonly is_key_supervised: number | null;
  readonly lastExtension: string | null;
};

/** “十一月现场核查 26-0037-3”: what a person calls a sheet. */
const sheetName = `h.name || ' ' || substr(q.number, 1, 2) || '-' || substr(q.number, 3, length(q.number) - 3) || '-'
    || substr(q.number, -1)`;

const selectTasks = `SELECT t.id, t.home_office AS homeOffice, coalesce(o.short_name, '') AS officeName,
  t.office_id AS officeId, coalesce(d.short_name, de.short_name) AS districtName, t.number, t.origin,
  t.origin_id AS originId, t.agenda_item_id AS agendaItemId,
  CASE t.origin WHEN 'meeting' THEN m.title WHEN 'instruction' THEN g.paper_title WHEN 'issue' THEN i.title
    WHEN 'visit' THEN coalesce(v.place, '') WHEN 'inspection' THEN ${sheetName} END AS originName,
  CASE t.origin WHEN 'meeting' THEN m.on_day WHEN 'instruction' THEN coalesce(g.instructed_on, g.presented_on)
    WHEN 'issue' THEN i.found_on WHEN 'visit' THEN v.on_day
    WHEN 'inspection' THEN coalesce(q.inspected_on, q.planned_on) END AS originDay,
  t.project_id AS projectId, p.name AS projectName, t.content, t.assigned_on AS assignedOn, t.due_on AS dueOn,
  t.unit_id AS unitId, u.name AS unitName, t.person_id AS personId, n.name AS personName, t.supporting_unit_ids, t.state,
  t.is_key_supervised, t.reply_text AS replyText, t.replied_on AS repliedOn, t.evidence_id AS evidenceId,
  a.name AS evidenceName, t.returned_reason AS returnedReason, t.escalated_to AS escalatedTo,
  t.escalated_on AS escalatedOn, t.closed_on AS closedOn, t.closed_by AS closedBy, t.closing_note AS closingNote,
  t.handed_over_on AS handedOverOn, coalesce(t.reminders, 0) AS reminders, t.reminded_on AS remindedOn,
  (SELECT e.kind || ' ' || coalesce(e.new_due_on, '') FROM task_entries e WHERE e.task_id = t.id AND e.is_deleted = 0
     AND e.kind IN ('extensionAsked', 'extensionGranted', 'extensionRefused')
   ORDER BY e.created_position DESC LIMIT 1) AS lastExtension,
  t.review_due_on AS reviewDueOn, t.reviewed_on AS reviewedOn, t.review_result AS reviewResult,
  (SELECT e.body FROM task_entries e WHERE e.task_id = t.id AND e.is_deleted = 0
     AND e.kind NOT IN ('assign', 'accept', 'reminder')
   ORDER BY e.on_day DESC, e.created_position DESC LIMIT 1) AS lastEntry,
  coalesce(s.pinyin, '') AS pinyin, coalesce(s.initials, '') AS initials
FROM tasks t
LEFT JOIN projects p ON p.id = t.project_id
LEFT JOIN offices o ON o.id = t.home_office
LEFT JOIN offices d ON d.id = t.office_id
LEFT JOIN enrolled_offices de ON de.id = t.office_id
LEFT JOIN units u ON u.id = t.unit_id
LEFT JOIN persons n ON n.id = t.person_id
LEFT JOIN attachments a ON a.id = t.evidence_id
LEFT JOIN meetings m ON m.id = t.origin_id
LEFT JOIN instructions g ON g.id = t.origin_id
LEFT JOIN issues i ON i.id = t.origin_id
LEFT JOIN visits v ON v.id = t.origin_id
LEFT JOIN inspection_sheets q ON q.id = t.origin_id
LEFT JOIN inspection_rounds h ON h.id = q.round_id
LEFT JOIN search_entries s ON s.entity = 'project' AND s.record_id = t.project_id
WHERE t.is_deleted = 0`;

interface TaskScope {
  readonly projectId?: string | undefined;
  readonly originId?: string | undefined;
}

/** The whole ledger, or the part of a project or of a meeting: open ones by deadline, then closed ones, newest first. */
export function listTasks(reading: Reading, { projectId, originId }: TaskScope): StoredTask[] {
  const where = `${projectId === undefined ? '' : ' AND t.project_id = ?'}${originId === undefined ? '' : ' AND t.origin_id = ?'}`;
  const order = ` ORDER BY t.state = 'closed', CASE WHEN t.state = 'closed' THEN NULL ELSE coalesce(t.due_on, '9999') END,
    t.closed_on DESC, t.assigned_on DESC, t.created_position`;
  const given = [projectId, originId].filter((each) => each !== undefined);
  return shown(reading, reading.select<Row>(`${selectTasks}${where}${order}`, ...given));
}

export function taskById(reading: Reading, id: string): StoredTask | undefined {
  return shown(reading, reading.select<Row>(`${selectTasks} AND t.id = ?`, id))[0];
}

function shown(reading: Reading, rows: readonly Row[]): StoredTask[] {
  const units = unitNames(reading);
  return rows.map(({ supporting_unit_ids, is_key_supervised, lastExtension, ...row }) => ({
    ...row,
    supportingUnits: (JSON.parse(supporting_unit_ids ?? '[]') as string[]).map((id) => units.get(id) ?? ''),
    isKeySupervised: is_key_supervised === 1,
    extensionAskedTo: isAllowed('decideExtension', row.state) ? askedTo(lastExtension) : null,
  }));
}

/** Of the newest word about an extension: the day asked for, where that word is a request. */
function askedTo(lastExtension: string | null): string | null {
  const [kind, day] = lastExtension?.split(' ') ?? [];
  return kind === 'extensionAsked' ? (day ?? null) : null;
}

export interface StoredTaskEntry {
  readonly id: string;
  readonly kind: TaskEntryKind;
  readonly onDay: string;
  readonly body: string | null;
  readonly byWhom: string | null;
  readonly newDueOn: string | null;
  readonly attachmentId: string | null;
  readonly attachmentName: string | null;
}

/** Newest first. */
export function taskEntriesOf(reading: Reading, taskId: string): StoredTaskEntry[] {
  return reading.select(
    `SELECT e.id, e.kind, e.on_day AS onDay, e.body, e.by_whom AS byWhom, e.new_due_on AS newDueOn,
       e.attachment_id AS attachmentId, a.name AS attachmentName
     FROM task_entries e LEFT JOIN attachments a ON a.id = e.attachment_id
     WHERE e.task_id = ? AND e.is_deleted = 0 ORDER BY e.on_day DESC, e.created_position DESC`,
    taskId,
  );
}

/** The next running number among the tasks an office made in a year. */
export function nextTaskNumber(reading: Reading, officeId: string, year: string): number {
  const row = reading.selectFirst<{ last: number | null }>(
    'SELECT max(number) AS last FROM tasks WHERE home_office = ? AND substr(assigned_on, 1, 4) = ?',
    officeId,
    year,
  );
  return (row?.last ?? 0) + 1;
}

/** What stands behind a task's origin, in the words of the record itself. */
export interface OriginFacts {
  readonly onDay: string;
  readonly what: string;
  readonly body: string;
  readonly byWhom: string | null;
  readonly attachmentId: string | null;
  readonly attachmentName: string | null;
}

const originQueries: Readonly<Partial<Record<TaskOrigin, string>>> = {
  meeting: `SELECT m.on_day AS onDay, '会议议定' AS what,
      m.title || CASE WHEN m.document_number IS NULL THEN '' ELSE '（' || m.document_number || '）' END
        || CASE WHEN x.title IS NULL THEN '' ELSE '，议题：' || x.title END
        || CASE WHEN x.opinions IS NULL THEN '' ELSE '。' || x.opinions END AS body,
      n.name AS byWhom, NULL AS attachmentId, NULL AS attachmentName
    FROM tasks t JOIN meetings m ON m.id = t.origin_id LEFT JOIN agenda_items x ON x.id = t.agenda_item_id
    LEFT JOIN persons n ON n.id = m.chair_id WHERE t.id = ?`,
  instruction: `SELECT coalesce(g.instructed_on, g.presented_on, t.assigned_on) AS onDay, '领导批示' AS what,
      '《' || g.paper_title || '》' || coalesce('：' || g.words, '') AS body, n.name AS byWhom,
      g.scan_id AS attachmentId, a.name AS attachmentName
    FROM tasks t JOIN instructions g ON g.id = t.origin_id LEFT JOIN persons n ON n.id = g.leader_id
    LEFT JOIN attachments a ON a.id = g.scan_id WHERE t.id = ?`,
  issue: `SELECT i.found_on AS onDay, '发现问题' AS what, i.title || coalesce('。' || i.detail, '') AS body,
      i.found_by AS byWhom, i.evidence_id AS attachmentId, a.name AS attachmentName
    FROM tasks t JOIN issues i ON i.id = t.origin_id LEFT JOIN attachments a ON a.id = i.evidence_id WHERE t.id = ?`,
  visit: `SELECT v.on_day AS onDay, '领导调研' AS what, coalesce(v.place, '') || coalesce('：' || v.instructions, '') AS body,
      n.name AS byWhom, NULL AS attachmentId, NULL AS attachmentName
    FROM tasks t JOIN visits v ON v.id = t.origin_id LEFT JOIN persons n ON n.id = v.leader_id WHERE t.id = ?`,
  inspection: `SELECT coalesce(q.inspected_on, q.planned_on, t.assigned_on) AS onDay, '现场督导' AS what,
      '检查表 ' || ${sheetName} || coalesce('。现场情况：' || q.seen, '') || coalesce('。整改要求：' || q.demands, '') AS body,
      q.inspectors AS byWhom, json_extract(q.scan_ids, '$[0]') AS attachmentId, a.name AS attachmentName
    FROM tasks t JOIN inspection_sheets q ON q.id = t.origin_id JOIN inspection_rounds h ON h.id = q.round_id
    LEFT JOIN attachments a ON a.id = json_extract(q.scan_ids, '$[0]') WHERE t.id = ?`,
};

export function originOfTask(reading: Reading, taskId: string, origin: TaskOrigin): OriginFacts | undefined {
  const sql = originQueries[origin];
  return sql === undefined ? undefined : reading.selectFirst<OriginFacts>(sql, taskId);
}

/** What was done about the issue a task comes from, apart from the task. */
export function issueEntriesOfTask(
  reading: Reading,
  taskId: string,
): Pick<IssueEntry, 'kind' | 'onDay' | 'body' | 'byWhom'>[] {
  return reading.select(
    `SELECT e.kind, e.on_day AS onDay, e.body, e.by_whom AS byWhom FROM tasks t
     JOIN issue_entries e ON e.issue_id = t.origin_id AND e.is_deleted = 0
     WHERE t.id = ? AND t.origin = 'issue' ORDER BY e.on_day, e.created_position`,
    taskId,
  );
}

export interface TaskFile {
  readonly id: string;
  readonly name: string;
  readonly note: string | null;
  readonly onDay: string;
  readonly byWhom: string | null;
}

/**
 * Files of what the task comes from: the signed minutes, a scan, an issue's evidence, photos of a visit; of an inspection its
 * photos by their number. A meeting's photos show the meeting and not the matter.
 */
export function filesOfOrigin(reading: Reading, taskId: string): (TaskFile & { readonly isPhoto: boolean })[] {
  return reading
    .select<TaskFile & { readonly isPhoto: number }>(
      `SELECT a.id, a.name, a.note, a.kind = 'photo' AS isPhoto,
         coalesce(a.taken_on, q.inspected_on, substr(json_extract(o.line, '$.at'), 1, 10), t.assigned_on) AS onDay,
         CASE WHEN q.id IS NULL THEN json_extract(o.line, '$.actor') END AS byWhom
       FROM tasks t JOIN attachments a ON a.subject_id = t.origin_id AND a.is_deleted = 0
       LEFT JOIN inspection_sheets q ON q.id = t.origin_id
       LEFT JOIN operations o ON o.position = a.created_position
       WHERE t.id = ? AND t.origin_id IS NOT NULL AND (t.origin <> 'inspection' OR a.kind = 'photo')
         AND (t.origin <> 'meeting' OR coalesce(a.kind, '') <> 'photo')
       ORDER BY a.photo_number, a.created_position`,
      taskId,
    )
    .map((file) => ({ ...file, isPhoto: file.isPhoto === 1 }));
}

/** Files that belong to the task itself. */
export function filesOfTask(reading: Reading, taskId: string): TaskFile[] {
  return reading.select(
    `SELECT a.id, a.name, a.note, coalesce(a.taken_on, substr(json_extract(o.line, '$.at'), 1, 10)) AS onDay,
       json_extract(o.line, '$.actor') AS byWhom
     FROM attachments a LEFT JOIN operations o ON o.position = a.created_position
     WHERE a.subject_id = ? AND a.is_deleted = 0 ORDER BY a.created_position`,
    taskId,
  );
}
