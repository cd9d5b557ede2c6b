import type { Reading } from '../run.ts';

/** A visit as stored, with the names behind its ids. */
export interface StoredVisit {
  readonly id: string;
  readonly homeOffice: string;
  readonly officeName: string;
  readonly leaderId: string;
  readonly leaderName: string;
  readonly onDay: string;
  readonly place: string | null;
  readonly projects: readonly { readonly id: string; readonly name: string }[];
  readonly companions: string | null;
  readonly seen: string | null;
  readonly instructions: string | null;
}

/** Newest first; of a leader or of a project where one is named. */
export function listVisits(
  reading: Reading,
  { leaderId, projectId }: { readonly leaderId?: string | undefined; readonly projectId?: string | undefined } = {},
): StoredVisit[] {
  const ofLeader = leaderId === undefined ? '' : ' AND v.leader_id = ?';
  const ofProject =
    projectId === undefined ? '' : ' AND EXISTS (SELECT 1 FROM json_each(v.project_ids) j WHERE j.value = ?)';
  return reading
    .select<Omit<StoredVisit, 'projects'> & { projects: string | null }>(
      `SELECT v.id, v.home_office AS homeOffice, coalesce(o.short_name, '') AS officeName, v.leader_id AS leaderId,
         coalesce(n.name, '') AS leaderName, v.on_day AS onDay, v.place, v.companions, v.seen, v.instructions,
         (SELECT json_group_array(json_object('id', p.id, 'name', p.name)) FROM json_each(v.project_ids) j
          JOIN projects p ON p.id = j.value AND p.is_deleted = 0) AS projects
       FROM visits v LEFT JOIN offices o ON o.id = v.home_office LEFT JOIN persons n ON n.id = v.leader_id
       WHERE v.is_deleted = 0${ofLeader}${ofProject} ORDER BY v.on_day DESC, v.created_position DESC`,
      ...[leaderId, projectId].filter((each) => each !== undefined),
    )
    .map((row) => ({ ...row, projects: JSON.parse(row.projects ?? '[]') as StoredVisit['projects'] }));
}
