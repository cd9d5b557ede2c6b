/** Questions and answers between offices. */
import type { AnswerKind } from '#shared/domain/answer.ts';
import type { QuestionKind, QuestionState } from '#shared/domain/question.ts';
import type { Reading } from '../run.ts';
import { acknowledgementOf } from './exchange.ts';

export interface StoredAnswer {
  readonly id: string;
  readonly homeOffice: string;
  readonly questionId: string;
  readonly kind: AnswerKind;
  readonly body: string | null;
  readonly answeredOn: string;
  readonly answeredBy: string | null;
}

export interface StoredQuestion {
  readonly id: string;
  readonly homeOffice: string;
  readonly kind: QuestionKind;
  readonly toOfficeId: string;
  readonly projectId: string | null;
  readonly projectName: string | null;
  readonly subjectEntity: string | null;
  readonly subjectId: string | null;
  readonly field: string | null;
  readonly shown: string | null;
  readonly proposed: string | null;
  readonly body: string;
  readonly askedOn: string;
  readonly askedBy: string | null;
  readonly dueOn: string | null;
  readonly period: string | null;
  readonly state: QuestionState;
  readonly settledOn: string | null;
  readonly settledBy: string | null;
  readonly note: string | null;
  readonly answers: readonly StoredAnswer[];
}

/** Newest first, with their answers, oldest first. Only the asked office's word is an answer. */
export function storedQuestions(reading: Reading, id?: string): StoredQuestion[] {
  const answers = new Map<string, StoredAnswer[]>();
  for (const row of reading.select<StoredAnswer>(
    `SELECT a.id, a.home_office AS homeOffice, a.question_id AS questionId, a.kind, a.body, a.answered_on AS answeredOn,
       a.answered_by AS answeredBy
     FROM answers a JOIN questions q ON q.id = a.question_id AND q.to_office_id = a.home_office
     WHERE a.is_deleted = 0${id === undefined ? '' : ' AND q.id = ?'} ORDER BY a.answered_on, a.created_position`,
    ...(id === undefined ? [] : [id]),
  ))
    answers.set(row.questionId, [...(answers.get(row.questionId) ?? []), row]);
  return reading
    .select<Omit<StoredQuestion, 'answers'>>(
      `SELECT q.id, q.home_office AS homeOffice, q.kind, q.to_office_id AS toOfficeId, q.project_id AS projectId,
         p.name AS projectName, q.subject_entity AS subjectEntity, q.subject_id AS subjectId, q.field, q.shown,
         q.proposed, q.body, q.asked_on AS askedOn, q.asked_by AS askedBy, q.due_on AS dueOn, q.period, q.state,
         q.settled_on AS settledOn, q.settled_by AS settledBy, q.note
       FROM questions q LEFT JOIN projects p ON p.id = q.project_id
       WHERE q.is_deleted = 0${id === undefined ? '' : ' AND q.id = ?'}
       ORDER BY q.asked_on DESC, q.created_position DESC`,
      ...(id === undefined ? [] : [id]),
    )
    .map((row) => ({ ...row, answers: answers.get(row.id) ?? [] }));
}

/** How far the other side has said that it holds an own record: its first word, and its last. */
export interface Receipt {
  readonly isDelivered: boolean;
  readonly isUnsent: boolean;
}

/** Receipts of the own questions and answers, asked record by record. */
export function receiptsOf(reading: Reading, officeId: string): (recordId: string, otherOfficeId: string) => Receipt {
  const words = new Map<string, { streamKey: number; first: number; last: number }[]>();
  for (const { recordId, ...row } of reading.select<{
    recordId: string;
    streamKey: number;
    first: number;
    last: number;
  }>(
    `SELECT o.record_id AS recordId, o.stream_key AS streamKey, min(o.n) AS first, max(o.n) AS last
     FROM operations o JOIN streams s ON s.key = o.stream_key
     WHERE s.office_id = ? AND o.entity IN ('question', 'answer') GROUP BY o.record_id, o.stream_key`,
    officeId,
  ))
    words.set(recordId, [...(words.get(recordId) ?? []), row]);
  const held = new Map<string, ReturnType<typeof acknowledgementOf>>();
  const holds = (otherId: string, streamKey: number, n: number) => {
    const key = `${otherId} ${streamKey}`;
    if (!held.has(key)) held.set(key, acknowledgementOf(reading, otherId, streamKey));
    const known = held.get(key);
    return known !== undefined && n <= known.n && !known.withheld.some(([from, to]) => n >= from && n <= to);
  };
  return (recordId, otherId) => {
    const own = words.get(recordId) ?? [];
    return {
      isDelivered: own.some(({ streamKey, first }) => holds(otherId, streamKey, first)),
      isUnsent: own.some(({ streamKey, last }) => !holds(otherId, streamKey, last)),
    };
  };
}

/** Whether an office has open questions about a period that came after what was sent to it for that period. */
export function isQuestioned(
  reading: Reading,
  askerId: string,
  period: string,
  sent: readonly { readonly stream: string; readonly to: number }[],
): boolean {
  const positions = sent.map(
    ({ stream, to }) =>
      reading.selectFirst<{ position: number }>(
        `SELECT o.position FROM operations o JOIN streams s ON s.key = o.stream_key WHERE s.stream = ? AND o.n = ?`,
        stream,
        to,
      )?.position ?? 0,
  );
  return (
    reading.selectFirst(
      `SELECT 1 FROM questions WHERE home_office = ? AND period = ? AND created_position > ? AND state = 'open'
         AND is_deleted = 0 AND to_office_id = (SELECT office_id FROM installation) LIMIT 1`,
      askerId,
      period,
      Math.max(0, ...positions),
    ) !== undefined
  );
}

/** Whether an office asks about a record and nobody has settled it. */
export function hasOpenQuestion(reading: Reading, askerId: string, recordId: string): boolean {
  return (
    reading.selectFirst(
      `SELECT 1 FROM questions WHERE home_office = ? AND subject_id = ? AND state = 'open' AND is_deleted = 0 LIMIT 1`,
      askerId,
      recordId,
    ) !== undefined
  );
}

/** Ids of the live records of one kind at home in an office, of a project where one is given; newest first. */
export function recordsToAskAbout(
  reading: Reading,
  table: string,
  homeOffice: string,
  wishes: { readonly projectId?: string | undefined; readonly orderBy?: string; readonly limit?: number },
): string[] {
  const { projectId, orderBy = 'created_position', limit = 50 } = wishes;
  return reading
    .select<{ id: string }>(
      `SELECT id FROM ${table} WHERE home_office = ? AND is_deleted = 0${projectId === undefined ? '' : ' AND project_id = ?'}
       ORDER BY ${orderBy} DESC LIMIT ${limit}`,
      homeOffice,
      ...(projectId === undefined ? [] : [projectId]),
    )
    .map(({ id }) => id);
}
