import type { AgendaReason } from '#shared/domain/agenda-item.ts';
import type { AttendanceKind } from '#shared/domain/attendance.ts';
import type { MeetingState } from '#shared/domain/meeting.ts';
import type { Reading } from '../run.ts';

/** A meeting as stored, with the names behind its ids. */
export interface StoredMeeting {
  readonly id: string;
  readonly homeOffice: string;
  readonly type: string;
  readonly title: string;
  readonly onDay: string;
  readonly time: string | null;
  readonly place: string | null;
  readonly chairName: string | null;
  readonly chairPost: string | null;
  readonly recorder: string | null;
  readonly districtName: string | null;
  readonly state: MeetingState;
  readonly opening: string | null;
  readonly closing: string | null;
  readonly briefingOpening: string | null;
  readonly briefingClosing: string | null;
  readonly documentNumber: string | null;
  readonly issuedBy: string | null;
  readonly issuedOn: string | null;
  readonly copyTo: string | null;
  readonly topics: number;
  readonly decisions: number;
  readonly drafts: number;
}

const selectMeetings = `SELECT m.id, m.home_office AS homeOffice, m.type, m.title, m.on_day AS onDay, m.time, m.place,
  n.name AS chairName, m.chair_post AS chairPost, m.recorder, m.district_name AS districtName, m.state, m.opening,
  m.closing, m.briefing_opening AS briefingOpening, m.briefing_closing AS briefingClosing, m.document_number AS documentNumber, m.issued_by AS issuedBy, m.issued_on AS issuedOn, m.copy_to AS copyTo,
  (SELECT count(*) FROM agenda_items a WHERE a.meeting_id = m.id AND a.is_deleted = 0 AND coalesce(a.is_dropped, 0) = 0)
    AS topics,
  (SELECT count(*) FROM tasks t WHERE t.origin_id = m.id AND t.is_deleted = 0) AS decisions,
  (SELECT count(*) FROM tasks t WHERE t.origin_id = m.id AND t.is_deleted = 0 AND t.state = 'draft') AS drafts
FROM meetings m LEFT JOIN persons n ON n.id = m.chair_id
WHERE m.is_deleted = 0`;

export function listMeetings(reading: Reading): StoredMeeting[] {
  return reading.select(`${selectMeetings} ORDER BY m.on_day DESC, m.created_position DESC`);
}

export function meetingById(reading: Reading, id: string): StoredMeeting | undefined {
  return reading.select<StoredMeeting>(`${selectMeetings} AND m.id = ?`, id)[0];
}

export interface StoredAgendaItem {
  readonly id: string;
  readonly title: string;
  readonly reason: AgendaReason | null;
  readonly facts: string | null;
  readonly projectId: string | null;
  readonly projectName: string | null;
  readonly subjectId: string | null;
  readonly reportingUnitName: string | null;
  readonly isDropped: boolean;
  readonly heard: string | null;
  readonly opinions: string | null;
}

/** In the order of the agenda; those dropped last. */
export function agendaOf(reading: Reading, meetingId: string): StoredAgendaItem[] {
  const rows = reading.select<Omit<StoredAgendaItem, 'isDropped'> & { readonly isDropped: number }>(
    `SELECT a.id, a.title, a.reason, a.facts, a.project_id AS projectId, p.name AS projectName,
       a.subject_id AS subjectId, u.name AS reportingUnitName, coalesce(a.is_dropped, 0) AS isDropped, a.heard, a.opinions
     FROM agenda_items a LEFT JOIN projects p ON p.id = a.project_id LEFT JOIN units u ON u.id = a.reporting_unit_id
     WHERE a.meeting_id = ? AND a.is_deleted = 0
     ORDER BY coalesce(a.is_dropped, 0), coalesce(a.print_order, 9999), a.created_position`,
    meetingId,
  );
  return rows.map((row) => ({ ...row, isDropped: row.isDropped === 1 }));
}

export interface StoredAttendance {
  readonly id: string;
  readonly personName: string;
  readonly kind: AttendanceKind;
  readonly standInName: string | null;
  readonly printedPost: string | null;
}

export function attendanceOf(reading: Reading, meetingId: string): StoredAttendance[] {
  return reading.select(
    `SELECT a.id, n.name AS personName, a.kind, s.name AS standInName, a.printed_post AS printedPost
     FROM attendances a JOIN persons n ON n.id = a.person_id LEFT JOIN persons s ON s.id = a.stand_in_id
     WHERE a.meeting_id = ? AND a.is_deleted = 0 ORDER BY coalesce(a.print_order, 9999), a.created_position`,
    meetingId,
  );
}

/** The last place in the order of the agenda. */
export function lastAgendaOrder(reading: Reading, meetingId: string): number {
  const row = reading.selectFirst<{ last: number | null }>(
    'SELECT max(print_order) AS last FROM agenda_items WHERE meeting_id = ? AND is_deleted = 0',
    meetingId,
  );
  return row?.last ?? 0;
}
