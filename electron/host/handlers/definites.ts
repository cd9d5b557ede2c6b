/** 六个明确 and 五个一 of projects: the facts the rules ask for, read once for one project or for all. */

import type { InstalledOffice } from '#db/queries/installation.ts';
import {
  groupNames,
  lastPeriods,
  planNames,
  type ScheduledProject,
  type ScheduleScope,
  scheduledProjects,
} from '#db/queries/milestones.ts';
import { leadersOn } from '#db/queries/people.ts';
import { listProjects, projectRow } from '#db/queries/projects.ts';
import { rulePackInForce } from '#db/queries/rule-packs.ts';
import type { Reading } from '#db/run.ts';
import { businessDay } from '#shared/calendar/day.ts';
import type { MissingRow } from '#shared/contract/milestones.ts';
import type { ProjectRow } from '#shared/contract/projects.ts';
import { shownLeader } from '#shared/rules/delegations.ts';
import { fiveOnesOf } from '#shared/rules/five-ones.ts';
import { startEvidence } from '#shared/rules/overdue.ts';
import { ruleOf } from '#shared/rules/packs/index.ts';
import { type Definite, sixDefinitesOf } from '#shared/rules/six-definites.ts';
import type { QueryHandlers } from '../context.ts';
import { requireOffice } from './authoring.ts';

export const definiteQueries = {
  'definites.list'({ reading, now }) {
    const pack = rulePackInForce(reading);
    const rows = missingRows(reading, now);
    const labels = (key: 'sixDefinites' | 'fiveOnes') => rows[0]?.[key].map((each) => each.label) ?? [];
    return {
      sixDefinites: { labels: labels('sixDefinites'), source: ruleOf(pack, 'sixDefinites').source },
      fiveOnes: { labels: labels('fiveOnes'), source: ruleOf(pack, 'fiveOnes').source },
      rows,
    };
  },
} satisfies Partial<QueryHandlers>;

export interface Definites {
  readonly sixDefinites: Definite[];
  readonly fiveOnes: Definite[];
}

/** What one project has and lacks, for the head of its page. */
export function definitesOf(reading: Reading, projectId: string, now: string): Definites {
  const [scheduled] = scheduledProjects(reading, { projectId });
  const row = projectRow(reading, projectId);
  if (scheduled === undefined || row === undefined) return { sixDefinites: [], fiveOnes: [] };
  return judge(reading, now, projectId)(scheduled, row);
}

/** Every project at work in the order of the ledger, complete ones too. */
export function missingRows(reading: Reading, now: string): MissingRow[] {
  const scope = scopeOf(requireOffice(reading));
  const { rows } = listProjects(reading, scope.officeId === undefined ? {} : { offices: [scope.officeId] });
  const byId = new Map(rows.map((row) => [row.id, row]));
  const definites = judge(reading, now);
  return scheduledProjects(reading, scope).flatMap((project): MissingRow[] => {
    const row = byId.get(project.id);
    if (row === undefined) return [];
    const found = definites(project, row);
    const missing = [...found.sixDefinites, ...found.fiveOnes].filter((each) => each.state === 'missing').length;
    return [{ ...projectWords(project), id: project.id, ...found, missing }];
  });
}

/** A centre looks at every district, a district at its own projects. */
export function scopeOf(office: Pick<InstalledOffice, 'id' | 'kind'>): ScheduleScope {
  return office.kind === 'centre' ? {} : { officeId: office.id };
}

/** How every list of the registry names a project. */
export function projectWords(
  project: ScheduledProject,
): Pick<MissingRow, 'projectId' | 'projectName' | 'officeName' | 'level' | 'responsibleUnits' | 'pinyin' | 'initials'> {
  return {
    projectId: project.id,
    projectName: project.name,
    officeName: project.officeName,
    level: project.level,
    responsibleUnits: [...project.responsibleUnits],
    pinyin: project.pinyin,
    initials: project.initials,
  };
}

function judge(
  reading: Reading,
  now: string,
  projectId?: string,
): (project: ScheduledProject, row: ProjectRow) => Definites {
  const pack = rulePackInForce(reading);
  const today = businessDay(now);
  const people = leadersOn(reading, today, undefined, projectId === undefined ? undefined : [projectId]);
  const plans = planNames(reading, projectId);
  const periods = lastPeriods(reading, projectId);
  const groups = groupNames(reading);
  return (project, row) => {
    const present = people.get(project.id) ?? [];
    const completed = project.nodes.find((node) => node.kind === 'completion')?.actualOn ?? null;
    return {
      sixDefinites: sixDefinitesOf(pack, {
        row,
        people: present.map((person) => ({ ...person, name: shownLeader(person.name, person.delegate, today) })),
        nodes: project.nodes,
        hasStarted: startEvidence(project) !== null,
      }),
      fiveOnes: fiveOnesOf(
        pack,
        {
          leaders: present.filter((person) => person.role === 'responsibleLeader').map((person) => person.name),
          teams: project.groupIds.flatMap((id) => groups.get(id) ?? []),
          plans: plans.get(project.id) ?? [],
          lastPeriod: periods.get(project.id) ?? null,
          isCompleted: completed !== null,
        },
        today,
      ),
    };
  };
}
