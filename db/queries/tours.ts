import type { MeetingState } from '#shared/domain/meeting.ts';
import type { TourStop } from '#shared/domain/tour-stop.ts';
import type { Reading } from '../run.ts';

/** A stop as stored, with the names behind its ids. */
export interface StoredTourStop
  extends Pick<
    TourStop,
    | 'meetingId'
    | 'projectId'
    | 'proposedBy'
    | 'state'
    | 'reason'
    | 'arrivesAt'
    | 'talkingPoints'
    | 'presenter'
    | 'scores'
    | 'remarks'
  > {
  readonly id: string;
  readonly projectName: string;
  readonly unitName: string | null;
  readonly meetingTitle: string;
  readonly meetingState: MeetingState;
  readonly onDay: string;
}

/** Stops of a tour or of a project: the route in its order, then what waits for screening, then what was left out. */
export function tourStops(
  reading: Reading,
  { meetingId, projectId }: { readonly meetingId?: string; readonly projectId?: string },
): StoredTourStop[] {
  const ofMeeting = meetingId === undefined ? '' : ' AND t.meeting_id = ?';
  const ofProject = projectId === undefined ? '' : ' AND t.project_id = ?';
  return reading
    .select<Omit<StoredTourStop, 'scores'> & { scores: string | null }>(
      `SELECT t.id, t.meeting_id AS meetingId, t.project_id AS projectId, p.name AS projectName,
         t.proposed_by AS proposedBy, u.name AS unitName, t.state, t.reason, t.arrives_at AS arrivesAt,
         t.talking_points AS talkingPoints, t.presenter, t.scores, t.remarks, m.title AS meetingTitle,
         m.state AS meetingState, m.on_day AS onDay
       FROM tour_stops t JOIN meetings m ON m.id = t.meeting_id AND m.is_deleted = 0
       JOIN projects p ON p.id = t.project_id LEFT JOIN units u ON u.id = t.unit_id
       WHERE t.is_deleted = 0${ofMeeting}${ofProject}
       ORDER BY m.on_day DESC, m.created_position DESC,
         CASE t.state WHEN 'chosen' THEN 1 WHEN 'proposed' THEN 2 ELSE 3 END,
         coalesce(t.route_order, 9999), t.created_position`,
      ...[meetingId, projectId].filter((each) => each !== undefined),
    )
    .map(({ scores, ...row }) => ({ ...row, scores: JSON.parse(scores ?? '[]') as TourStop['scores'] }));
}

/** The last place on the route. */
export function lastRouteOrder(reading: Reading, meetingId: string): number {
  const row = reading.selectFirst<{ last: number | null }>(
    'SELECT max(route_order) AS last FROM tour_stops WHERE meeting_id = ? AND is_deleted = 0',
    meetingId,
  );
  return row?.last ?? 0;
}
