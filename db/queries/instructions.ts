import type { InstructionState } from '#shared/domain/instruction.ts';
import type { TaskState } from '#shared/domain/task.ts';
import type { Reading } from '../run.ts';

/** An instruction as stored, with the names behind its ids. */
export interface StoredInstruction {
  readonly id: string;
  readonly homeOffice: string;
  readonly officeName: string;
  readonly number: number | null;
  readonly paperTitle: string;
  readonly presentedOn: string | null;
  readonly leaderId: string;
  readonly leaderName: string;
  readonly leaderPost: string | null;
  readonly instructedOn: string | null;
  readonly words: string | null;
  readonly projectId: string | null;
  readonly projectName: string | null;
  readonly scanId: string | null;
  readonly scanName: string | null;
  readonly handlingUnitName: string | null;
  readonly dueOn: string | null;
  readonly state: InstructionState;
  readonly feedback: string | null;
  readonly feedbackOn: string | null;
  readonly tasks: number;
  readonly openTasks: number;
  readonly pinyin: string;
  readonly initials: string;
}

const selectInstructions = `SELECT g.id, g.home_office AS homeOffice, coalesce(o.short_name, '') AS officeName, g.number,
  g.paper_title AS paperTitle, g.presented_on AS presentedOn, coalesce(g.leader_id, '') AS leaderId,
  coalesce(n.name, '') AS leaderName, g.leader_post AS leaderPost, g.instructed_on AS instructedOn, g.words,
  g.project_id AS projectId, p.name AS projectName, g.scan_id AS scanId, a.name AS scanName, u.name AS handlingUnitName,
  g.due_on AS dueOn, coalesce(g.state, 'presented') AS state, g.feedback, g.feedback_on AS feedbackOn,
  (SELECT count(*) FROM tasks t WHERE t.origin_id = g.id AND t.is_deleted = 0) AS tasks,
  (SELECT count(*) FROM tasks t WHERE t.origin_id = g.id AND t.is_deleted = 0 AND t.state <> 'closed') AS openTasks,
  coalesce(s.pinyin, '') AS pinyin, coalesce(s.initials, '') AS initials
FROM instructions g
LEFT JOIN projects p ON p.id = g.project_id
LEFT JOIN offices o ON o.id = g.home_office
LEFT JOIN units u ON u.id = g.handling_unit_id
LEFT JOIN persons n ON n.id = g.leader_id
LEFT JOIN attachments a ON a.id = g.scan_id AND a.is_deleted = 0
LEFT JOIN search_entries s ON s.entity = 'project' AND s.record_id = g.project_id
WHERE g.is_deleted = 0`;

export function listInstructions(
  reading: Reading,
  { leaderId, projectId }: { readonly leaderId?: string | undefined; readonly projectId?: string | undefined } = {},
): StoredInstruction[] {
  const where = `${leaderId === undefined ? '' : ' AND g.leader_id = ?'}${projectId === undefined ? '' : ' AND g.project_id = ?'}`;
  return reading.select(
    `${selectInstructions}${where} ORDER BY coalesce(g.instructed_on, g.presented_on) DESC, g.number DESC`,
    ...[leaderId, projectId].filter((each) => each !== undefined),
  );
}

export function instructionById(reading: Reading, id: string): StoredInstruction | undefined {
  return reading.selectFirst(`${selectInstructions} AND g.id = ?`, id);
}

/** The next running number of an office in a year; the year is that of presenting, or of the instruction itself. */
export function nextInstructionNumber(reading: Reading, officeId: string, year: string): number {
  const row = reading.selectFirst<{ last: number | null }>(
    `SELECT max(number) AS last FROM instructions
     WHERE home_office = ? AND substr(coalesce(presented_on, instructed_on), 1, 4) = ?`,
    officeId,
    year,
  );
  return (row?.last ?? 0) + 1;
}

export interface TaskOfOrigin {
  readonly id: string;
  readonly originId: string;
  readonly content: string;
  readonly state: TaskState;
  readonly unitName: string | null;
  readonly personName: string | null;
  readonly dueOn: string | null;
  readonly replyText: string | null;
}

/** The tasks instructions or visits made, in the order they were made; of one of them where it is named. */
export function tasksOfOrigin(
  reading: Reading,
  origin: 'instruction' | 'visit',
  originId: string | undefined,
): TaskOfOrigin[] {
  return reading.select(
    `SELECT t.id, t.origin_id AS originId, t.content, t.state, u.name AS unitName, n.name AS personName,
       t.due_on AS dueOn, coalesce(t.closing_note, t.reply_text) AS replyText
     FROM tasks t LEFT JOIN units u ON u.id = t.unit_id LEFT JOIN persons n ON n.id = t.person_id
     WHERE t.origin = ? AND t.is_deleted = 0 ${originId === undefined ? '' : 'AND t.origin_id = ?'}
     ORDER BY t.created_position, t.number`,
    origin,
    ...(originId === undefined ? [] : [originId]),
  );
}
