/** What rounds and coverage stand on: which projects there are to visit, when each was visited last, what the pack asks for. */
import { idsAtWork, plannedSheets, type VisitOnSite, visitsOnSite } from '#db/queries/inspection-rounds.ts';
import type { InstalledOffice } from '#db/queries/installation.ts';
import { listProjects } from '#db/queries/projects.ts';
import { rulePackInForce } from '#db/queries/rule-packs.ts';
import type { Reading } from '#db/run.ts';
import type { OutputOf } from '#shared/contract/index.ts';
import type { ProjectRow } from '#shared/contract/projects.ts';
import type { Choosable } from '#shared/inspection/choose.ts';
import { ruleOf } from '#shared/rules/packs/index.ts';
import { lateReasons } from './late-projects.ts';

export type InspectionDemand = OutputOf<'inspectionRounds.list'>['demand'];
type Standing = OutputOf<'inspectionRounds.list'>['standing'];

export interface Visited {
  readonly row: ProjectRow;
  /** By this office, newest first. */
  readonly visits: readonly VisitOnSite[];
  /** By another: at the centre the districts' own. */
  readonly byOthers: readonly VisitOnSite[];
  readonly plannedIn: string | null;
}

/** A district inspects its own projects, the centre's liaison groups those of every district. */
export function projectsToVisit(reading: Reading, office: InstalledOffice): Visited[] {
  const isCentre = office.kind === 'centre';
  const atWork = idsAtWork(reading, isCentre ? null : office.id);
  const visits = Map.groupBy(visitsOnSite(reading), (visit) => visit.projectId);
  const planned = plannedSheets(reading, office.id);
  return listProjects(reading, isCentre ? {} : { offices: [office.id] })
    .rows.filter((row) => atWork.has(row.id))
    .map((row) => {
      const all = visits.get(row.id) ?? [];
      return {
        row,
        visits: all.filter((visit) => visit.homeOffice === office.id),
        byOthers: all.filter((visit) => visit.homeOffice !== office.id),
        plannedIn: planned.get(row.id) ?? null,
      };
    });
}

/** `withReasons`: why each is late too, which costs a look at every plan and node. */
export function choosables(
  reading: Reading,
  projects: readonly Visited[],
  today: string,
  withReasons: boolean,
): Choosable[] {
  const reasonsOf = withReasons ? lateReasons(reading, today) : () => [];
  return projects.map(({ row, visits, plannedIn }) => ({
    id: row.id,
    officeName: row.officeName,
    place: row.place,
    responsibleUnits: row.responsibleUnits.map((unit) => unit.name),
    lateReasons: reasonsOf(row),
    lastVisitedOn: visits[0]?.onDay ?? null,
    plannedIn,
  }));
}

export function inspectionDemand(reading: Reading): InspectionDemand {
  const { parameters, shown, source } = ruleOf(rulePackInForce(reading), 'inspections');
  return {
    isMonthly: parameters.rhythm === 'monthly',
    isFullCoverage: parameters.isFullCoverage,
    topics: [...parameters.topics],
    shown,
    source,
  };
}

export function siteStanding(projects: readonly Visited[], today: string): Standing {
  const rest = projects.filter((project) => !isVisitedThisMonth(project, today));
  const open = rest.filter((project) => !isSettled(project, today)).length;
  return {
    projects: projects.length,
    visitedThisMonth: projects.length - rest.length,
    plannedThisMonth: rest.length - open,
    openThisMonth: open,
  };
}

/** Visited this month, or on a sheet that is still out. */
export function isSettled(project: Visited, today: string): boolean {
  return project.plannedIn !== null || isVisitedThisMonth(project, today);
}

function isVisitedThisMonth({ visits }: Visited, today: string): boolean {
  return visits[0]?.onDay.slice(0, 7) === today.slice(0, 7);
}
