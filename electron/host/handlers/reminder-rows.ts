/**
 * What units are reminded of: open rows of the ledgers as their own pages count them, each with the unit that answers, its
 * deadline and the clause. Nothing is computed here that a ledger computes.
 */
import { calendarInForce } from '#db/queries/calendar.ts';
import { hasCollected } from '#db/queries/collections.ts';
import type { InstalledOffice } from '#db/queries/installation.ts';
import { type NodeRow, type ScheduledProject, scheduledProjects } from '#db/queries/milestones.ts';
import { rulePackInForce } from '#db/queries/rule-packs.ts';
import type { Reading } from '#db/run.ts';
import { businessDay, latestDay, shownDay } from '#shared/calendar/day.ts';
import { periodAt } from '#shared/calendar/period.ts';
import type { FindingRow } from '#shared/contract/milestones.ts';
import type { ReminderRow } from '#shared/contract/reminders.ts';
import { workingDaysPast } from '#shared/rules/deadlines.ts';
import { issueFilter } from '#shared/rules/issues.ts';
import { nodesDueSoon } from '#shared/rules/overdue.ts';
import { ruleOf } from '#shared/rules/packs/index.ts';
import { taskFilter } from '#shared/rules/tasks.ts';
import { factorLabels, instructionStateLabels, issueStateLabels, taskStateLabels } from '#shared/text/labels.ts';
import { collectionState, isMissing } from './collections.ts';
import { lateFactors } from './factors.ts';
import { findingRows } from './findings.ts';
import { instructionFilter, instructionRows, instructionSource } from './instructions.ts';
import { issueRows } from './issues.ts';
import { watchedPermits } from './permits.ts';
import { periodRule } from './progress.ts';
import { taskRows } from './task-rows.ts';

export type LedgerReminder = ReminderRow & { readonly leaderId: string | null };

export function reminderRows(reading: Reading, office: InstalledOffice, now: string): LedgerReminder[] {
  const projects = scheduledProjects(reading, { officeId: office.id });
  return [
    ...taskReminders(reading, office.id, now),
    ...issueReminders(reading, office.id, now),
    ...instructionReminders(reading, office.id, now),
    ...milestoneReminders(reading, now, projects),
    ...permitReminders(reading, now, projects),
    ...factorReminders(reading, now, projects),
    ...returnReminders(reading, office, now),
  ].map((row) => ({ leaderId: null, ...row }));
}

/** What was handed out; a draft was not. */
function taskReminders(reading: Reading, officeId: string, now: string): ReminderRow[] {
  const { source } = ruleOf(rulePackInForce(reading), 'supervision');
  const isOpen = taskFilter('open');
  return taskRows(reading, officeId, now, {})
    .filter((row) => row.isOurs && row.state !== 'draft' && isOpen(row))
    .map((row) => ({
      id: row.id,
      kind: row.origin === 'meeting' ? 'decision' : 'task',
      what: row.content,
      state: taskStateLabels[row.state],
      projectId: row.projectId,
      projectName: row.projectName,
      unitName: row.unitName,
      dueOn: row.dueOn,
      ...lateness(row, taskFilter('late')(row)),
      page: `/tasks?task=${row.id}`,
      source,
    }));
}

function issueReminders(reading: Reading, officeId: string, now: string): ReminderRow[] {
  const { source } = ruleOf(rulePackInForce(reading), 'issues');
  const isOpen = issueFilter('open');
  return issueRows(reading, officeId, now, undefined)
    .filter((row) => row.isOurs && isOpen(row))
    .map((row) => ({
      id: row.id,
      kind: 'issue',
      what: row.title,
      state: issueStateLabels[row.state],
      projectId: row.projectId,
      projectName: row.projectName,
      unitName: row.unitName,
      dueOn: row.dueOn,
      ...lateness(row, issueFilter('late')(row)),
      page: `/issues?issue=${row.id}`,
      source,
    }));
}

/** What came back from a leader and was not answered. */
function instructionReminders(reading: Reading, officeId: string, now: string): LedgerReminder[] {
  const source = instructionSource(reading);
  const isOpen = instructionFilter('open');
  return instructionRows(reading, officeId, now, {})
    .filter((row) => row.isOurs && row.instructedOn !== null && isOpen(row))
    .map((row) => ({
      id: row.id,
      kind: 'instruction',
      what: `${row.leaderName}对《${row.paperTitle}》的批示${row.words === null ? '' : `：${row.words}`}`,
      state: instructionStateLabels[row.state],
      projectId: row.projectId,
      projectName: row.projectName,
      unitName: row.handlingUnitName,
      leaderId: row.leaderId,
      dueOn: row.dueOn,
      ...lateness(row, instructionFilter('late')(row)),
      page: `/instructions?instruction=${row.id}`,
      source,
    }));
}

/** Nodes missed, and those due within a month. */
function milestoneReminders(reading: Reading, now: string, projects: readonly ScheduledProject[]): ReminderRow[] {
  const today = businessDay(now);
  const { source } = ruleOf(rulePackInForce(reading), 'milestones');
  const byId = new Map(projects.map((project) => [project.id, project]));
  const missed = findingRows(reading, now, projects)
    .filter((row) => row.isLate)
    .map((row): ReminderRow => {
      const project = byId.get(row.projectId);
      return {
        ...nodeReminder(row.id, row.projectId, row.projectName, row.sentence),
        state: row.reason,
        unitName: project === undefined ? null : (nodeUnit(project, row) ?? leadUnit(project)),
        dueOn: row.plannedOn,
        isLate: true,
        daysLate: row.daysLate,
        source: row.source,
      };
    });
  const due = projects.flatMap((project) =>
    nodesDueSoon(project, today).map(
      (node): ReminderRow => ({
        ...nodeReminder(node.id, project.id, project.name, plannedText(node)),
        unitName: node.unitName ?? leadUnit(project),
        dueOn: node.plannedOn,
        source,
      }),
    ),
  );
  return [...missed, ...due];
}

function plannedText({ kind, name, plannedOn }: NodeRow): string {
  const day = shownDay(plannedOn ?? '');
  return kind === 'own' ? `“${name}”计划${day}完成。` : `计划${day}${name}。`;
}

function nodeReminder(id: string, projectId: string, projectName: string, what: string) {
  return {
    id,
    kind: 'milestone' as const,
    what,
    state: null,
    projectId,
    projectName,
    isLate: false,
    daysLate: null,
    daysAre: 'calendar' as const,
    page: `/projects/${projectId}?tab=milestones`,
  };
}

/** The unit that answers for the node a finding is about. */
function nodeUnit(project: ScheduledProject, finding: FindingRow): string | null {
  const kinds = { dueNotStarted: 'start', dueNotCompleted: 'completion', belowCapacity: 'fullBenefit' } as const;
  const node = project.nodes.find((each) =>
    finding.kind === 'nodeOverdue'
      ? each.name === finding.name && each.plannedOn === finding.plannedOn
      : finding.kind in kinds && each.kind === kinds[finding.kind as keyof typeof kinds],
  );
  return node?.unitName ?? null;
}

function permitReminders(reading: Reading, now: string, projects: readonly ScheduledProject[]): ReminderRow[] {
  const { late, overClock, source, clockSource } = watchedPermits(reading, now, projects);
  const daysPast = workingDaysCounter(reading, now);
  const steps = late.map((row): ReminderRow => {
    const overLimit = Math.max(0, beyond(row.usedDays, row.limitDays) ?? 0);
    const overPlan = daysPast(row.plannedOn) ?? 0;
    return {
      ...permitReminder(row.id, row.projectId, row.projectName),
      what: `办理“${row.name}”${overLimit === 0 ? '' : `：${row.finding ?? ''}`}`,
      unitName: row.holderUnitName ?? row.responsibleUnits[0] ?? null,
      // A plan that still lies ahead is not what it is late by.
      dueOn: overPlan === 0 && overLimit > 0 ? null : row.plannedOn,
      daysLate: Math.max(overLimit, overPlan),
      source,
    };
  });
  const clocks = overClock.map(
    ({ project, clock }): ReminderRow => ({
      ...permitReminder(`${project.id}-clock`, project.id, project.name),
      what: `土地摘牌后按时开工。${clock.sentence}`,
      unitName: leadUnit(project),
      dueOn: clock.dueOn,
      daysLate: beyond(clock.used, clock.limit),
      source: clockSource,
    }),
  );
  return [...steps, ...clocks];
}

function permitReminder(id: string, projectId: string, projectName: string) {
  return {
    id,
    kind: 'permit' as const,
    state: null,
    projectId,
    projectName,
    isLate: true,
    daysAre: 'working' as const,
    page: `/projects/${projectId}?tab=permits`,
  };
}

function factorReminders(reading: Reading, now: string, projects: readonly ScheduledProject[]): ReminderRow[] {
  const { source } = ruleOf(rulePackInForce(reading), 'factors');
  const daysPast = workingDaysCounter(reading, now);
  return lateFactors(reading, now, projects).map((need) => ({
    id: `${need.projectId} ${need.factor}`,
    kind: 'factor',
    what: `解决${factorLabels[need.factor]}${need.description === null ? '' : `：${need.description}`}`,
    state: null,
    projectId: need.projectId,
    projectName: need.projectName,
    unitName: need.unitName ?? need.responsibleUnits[0] ?? null,
    dueOn: need.neededBy,
    isLate: true,
    daysLate: daysPast(need.neededBy),
    daysAre: 'working',
    page: `/projects/${need.projectId}?tab=factors`,
    source,
  }));
}

/** Forms that were sent and have not come back. */
function returnReminders(reading: Reading, office: InstalledOffice, now: string): ReminderRow[] {
  if (!hasCollected(reading, office.id)) return [];
  const period = periodAt(now, periodRule(reading));
  const { units, deadline, isPast, rule } = collectionState(reading, office, period, now);
  const daysLate = isPast ? workingDaysCounter(reading, now)(deadline.day) : null;
  return units
    .filter((unit) => unit.sentAt !== null && isMissing(unit))
    .map((unit) => ({
      id: `${period.closesOn} ${unit.unitId}`,
      kind: 'report',
      what: `交回${period.label}填报表，${deadline.shown}截止。`,
      state: `${unit.projects}个项目已填${unit.filled}个`,
      projectId: null,
      projectName: null,
      unitName: unit.name,
      dueOn: deadline.day,
      isLate: isPast,
      daysLate,
      daysAre: 'working',
      page: '/collections',
      source: rule.source,
    }));
}

/** The first of a project's responsible units answers where no other is named. */
function leadUnit(project: ScheduledProject): string | null {
  return project.responsibleUnits[0] ?? null;
}

/** Working days since the last day of a plan; null where there is none or a year is not loaded. */
function workingDaysCounter(reading: Reading, now: string): (day: string | null) => number | null {
  const calendar = calendarInForce(reading);
  const today = businessDay(now);
  return (day) => (day === null ? null : workingDaysPast(latestDay(day), today, calendar));
}

function beyond(used: number | null, limit: number | null): number | null {
  return used === null || limit === null ? null : used - limit;
}

function lateness(row: { readonly workingDaysLate: number | null }, isLate: boolean) {
  return { isLate, daysLate: isLate ? row.workingDaysLate : null, daysAre: 'working' as const };
}
