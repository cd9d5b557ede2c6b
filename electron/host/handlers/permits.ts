/** 手续办理台账: templates put into projects, steps edited, progress and clock over all projects. */
import type { Draft } from '#db/ledger/append.ts';
import { textOf } from '#db/ledger/records.ts';
import { calendarInForce } from '#db/queries/calendar.ts';
import { byProject, type ScheduledProject, scheduledProjects } from '#db/queries/milestones.ts';
import { type PermitRow, permitRows, permitRowsToWatch } from '#db/queries/permits.ts';
import { rulePackInForce } from '#db/queries/rule-packs.ts';
import type { Reading } from '#db/run.ts';
import { addDays, businessDay, shownDay } from '#shared/calendar/day.ts';
import type { OutputOf } from '#shared/contract/index.ts';
import type { OpenPermitRow, PermitChanges, PermitLedgerRow, PermitRowOfProject } from '#shared/contract/permits.ts';
import { permitStages } from '#shared/domain/permit.ts';
import { problem } from '#shared/error.ts';
import type { JsonValue } from '#shared/package/operation.ts';
import { approvalClock } from '#shared/rules/approval-clock.ts';
import { requireNotInFuture } from '#shared/rules/milestones.ts';
import { startEvidence } from '#shared/rules/overdue.ts';
import { ruleOf } from '#shared/rules/packs/index.ts';
import {
  expiringWithin,
  missingSteps,
  type PermitStanding,
  permitStandings,
  requireNoPermitCircle,
} from '#shared/rules/permits.ts';
import type { CommandContext, CommandHandlers, QueryHandlers } from '../context.ts';
import { recordId } from '../record-id.ts';
import { changeMade, makeChange, requireOffice } from './authoring.ts';
import { scopeOf } from './definites.ts';
import { oneProject } from './milestones.ts';
import { idOfName, requireOwnProject, requirePart } from './own-project.ts';
import { openPeopleBook, type PeopleBook } from './people.ts';
import { trimmed } from './projects.ts';

type Clock = PermitLedgerRow['clock'];

export const permitQueries = {
  'permits.ledger': ({ reading, now }) => permitLedger(reading, now),
  'permits.ofProject'({ reading, now }, { projectId }) {
    const project = oneProject(reading, projectId);
    const pack = rulePackInForce(reading);
    const permits = permitRows(reading, projectId);
    const templates = ruleOf(pack, 'permitTemplates');
    const speedUp = ruleOf(pack, 'approvalSpeedUp');
    const { landTenure, landAuctionDay, isInFreeTradeZone, usesCommitment } = project;
    return {
      rows: permitShower(reading, now)(permits),
      clock: clockOf(reading, now)(project),
      land: { landTenure, landAuctionDay, isInFreeTradeZone, usesCommitment },
      templates: templates.parameters.templates.map((template) => ({
        code: template.code,
        name: template.name,
        steps: template.steps.length,
        missing: missingSteps(template, permits).length,
      })),
      templatesSource: templates.source,
      speedUp: { percent: speedUp.parameters.percent, source: speedUp.source },
      mayEdit: project.homeOffice === requireOffice(reading).id,
    };
  },
} satisfies Partial<QueryHandlers>;

export const permitCommands = {
  'permits.instantiate'(context, { projectId, template: code }) {
    const project = requireOwnProject(context.writing, projectId, requireOffice(context.writing).id);
    const { templates } = ruleOf(rulePackInForce(context.writing), 'permitTemplates').parameters;
    const template = templates.find((each) => each.code === code);
    if (template === undefined) throw problem('PERMIT_TEMPLATE_UNKNOWN', { template: code });
    const missing = missingSteps(template, permitRows(context.writing, projectId));
    const drafts = missing.map(
      (step): Draft => ({
        entity: 'permit',
        id: recordId('permit', projectId, step.code),
        kind: 'put',
        values: {
          projectId,
          step: step.code,
          stage: step.stage,
          name: step.name,
          state: 'notStarted',
          statutoryDays: step.statutoryDays,
          promisedDays: step.promisedDays,
          after: step.after.map((before) => recordId('permit', projectId, before)),
          printOrder: (template.steps.indexOf(step) + 1) * 10,
        },
      }),
    );
    const summary = `套用手续模板“${template.name}”：${textOf(project, 'name')}`;
    const change = makeChange(context, 'permits.instantiate', summary, drafts);
    return { ...changeMade(change), added: missing.length, kept: template.steps.length - missing.length };
  },
  'permits.save'(context, { projectId, id, changes }) {
    const { book, name } = openLedger(context, projectId);
    const permitId = id ?? context.newId();
    const permits = permitRows(context.writing, projectId);
    const drafts = permitDrafts(context, book, permits, projectId, permitId, changes, id === undefined);
    const summary = `${id === undefined ? '新增' : '办理'}手续“${changes.name ?? drafts.name}”：${name}`;
    const change = makeChange(context, 'permits.save', summary, drafts.all);
    return { ...changeMade(change), id: permitId };
  },
  'permits.saveMany'(context, { projectId, items }) {
    const { book, name } = openLedger(context, projectId);
    const permits = permitRows(context.writing, projectId);
    const drafts = items.flatMap(
      ({ id, changes }) => permitDrafts(context, book, permits, projectId, id, changes, false).all,
    );
    const change = makeChange(context, 'permits.saveMany', `批量办理${items.length}项手续：${name}`, drafts);
    return { ...changeMade(change), changed: items.length };
  },
  'permits.remove'(context, { projectId, ids }) {
    const { name } = openLedger(context, projectId);
    const drafts = ids.map((id): Draft => {
      requirePart(context.writing, 'permit', id, projectId);
      return { entity: 'permit', id, kind: 'delete' };
    });
    return changeMade(makeChange(context, 'permits.remove', `删除${ids.length}项手续：${name}`, drafts));
  },
} satisfies Partial<CommandHandlers>;

/** The steps of one project with where they stand. Pack and calendar are looked up once for all projects. */
function permitShower(reading: Reading, now: string): (permits: readonly PermitRow[]) => PermitRowOfProject[] {
  const { percent } = ruleOf(rulePackInForce(reading), 'approvalSpeedUp').parameters;
  const calendar = calendarInForce(reading);
  const today = businessDay(now);
  return (permits) => permitsShown(permits, permitStandings(permits, today, calendar, percent));
}

function permitsShown(
  permits: readonly PermitRow[],
  standings: ReadonlyMap<string, PermitStanding>,
): PermitRowOfProject[] {
  const nameOf = new Map(
    permits.flatMap(
      (each) => [[each.id, each.name], ...(each.step === null ? [] : [[each.step, each.name]])] as [string, string][],
    ),
  );
  return permits.map((row) => {
    const { projectId: _, printOrder: __, after, ...permit } = row;
    const { waitsFor: ___, sentence, notLoadedYear: ____, ...standing } = standings.get(permit.id) as PermitStanding;
    return { ...permit, ...standing, finding: sentence, afterNames: after.flatMap((each) => nameOf.get(each) ?? []) };
  });
}

export function permitLedger(reading: Reading, now: string): OutputOf<'permits.ledger'> {
  const permits = byProject(permitRows(reading));
  const show = permitShower(reading, now);
  const clock = clockOf(reading, now);
  const rule = ruleOf(rulePackInForce(reading), 'approvalClock');
  const rows: PermitLedgerRow[] = [];
  const open: OpenPermitRow[] = [];
  for (const project of scheduledProjects(reading, scopeOf(requireOffice(reading)))) {
    const shown = show(permits.get(project.id) ?? []);
    rows.push(ledgerRow(project, shown, clock(project)));
    open.push(...openRows(project, shown));
  }
  const unitNames = [...new Set(open.flatMap((row) => row.holderUnitName ?? []))];
  return {
    hasClock: rule.parameters.limits.length > 0,
    clockSource: rule.source,
    rows,
    open,
    units: unitNames
      .map((unitName) => {
        const own = open.filter((row) => row.holderUnitName === unitName);
        return {
          unitName,
          inHand: own.filter((row) => row.state === 'inHand').length,
          late: own.filter((row) => row.isLate).length,
          open: own.length,
        };
      })
      .toSorted((left, right) => right.open - left.open),
  };
}

type Task = OutputOf<'overviews.district'>['tasks'][number];

export interface WatchedPermits {
  readonly late: readonly (OpenPermitRow & { readonly responsibleUnits: readonly string[] })[];
  readonly expiring: readonly PermitRowOfProject[];
  readonly overClock: readonly { readonly project: ScheduledProject; readonly clock: Clock }[];
  /** Of what is late by its own limit or plan. */
  readonly source: string;
  readonly clockSource: string;
}

/** What of the permits is late or runs out, without building the ledger of every step of every project. */
export function watchedPermits(reading: Reading, now: string, projects: readonly ScheduledProject[]): WatchedPermits {
  const today = businessDay(now);
  const pack = rulePackInForce(reading);
  const permits = byProject(permitRowsToWatch(reading, today, addDays(today, expiringWithin)));
  const show = permitShower(reading, now);
  const clock = clockOf(reading, now);
  const shown = projects.flatMap((project) => {
    const own = permits.get(project.id);
    return own === undefined ? [] : [{ project, permits: show(own) }];
  });
  return {
    late: shown.flatMap(({ project, permits: own }) =>
      openRows(
        project,
        own.filter((each) => each.isLate),
      ).map((row) => ({ ...row, responsibleUnits: project.responsibleUnits })),
    ),
    expiring: shown.flatMap(({ permits: own }) => own.filter((each) => each.isExpiring || each.isExpired)),
    overClock: projects.flatMap((project) => {
      const found = project.landAuctionDay === null ? null : clock(project);
      return found?.state === 'late' ? [{ project, clock: found }] : [];
    }),
    source: `手续办理台账倒排工期（${ruleOf(pack, 'factors').source}）`,
    clockSource: ruleOf(pack, 'approvalClock').source,
  };
}

/** What of the permits is late or runs out, for 工作台. */
export function permitTasks(reading: Reading, now: string, projects: readonly ScheduledProject[]): Task[] {
  const { late, expiring, overClock, source, clockSource } = watchedPermits(reading, now, projects);
  const tasks: Task[] = [];
  if (late.length > 0)
    tasks.push({
      code: 'PERMITS_LATE',
      sentence: `${late.length}项手续超过时限或计划办结日期：${late[0]?.projectName ?? ''}“${late[0]?.name ?? ''}”${late.length > 1 ? '等' : ''}。`,
      why: source,
      tone: 'late',
      action: { label: '看手续', page: '/permits?view=open' },
      facts: late.map((row) => row.id),
    });
  if (overClock.length > 0)
    tasks.push({
      code: 'CLOCK_LATE',
      sentence: `${overClock.length}个项目从土地摘牌起超过审批时限还没有开工：${overClock[0]?.project.name ?? ''}${overClock.length > 1 ? '等' : ''}。`,
      why: clockSource,
      tone: 'late',
      action: { label: '看手续', page: '/permits' },
      facts: overClock.map(({ project }) => project.id),
    });
  if (expiring.length > 0)
    tasks.push({
      code: 'PERMITS_EXPIRING',
      sentence: `${expiring.length}项批复已过或快到有效期。`,
      why: '有效期前30天提示：通知未规定，本软件默认',
      tone: 'look',
      action: { label: '看手续', page: '/permits' },
      facts: expiring.map((row) => row.id),
    });
  return tasks;
}

export function clockOf(reading: Reading, now: string): (project: ScheduledProject) => Clock {
  const rule = ruleOf(rulePackInForce(reading), 'approvalClock');
  const calendar = calendarInForce(reading);
  const today = businessDay(now);
  return (project) => {
    const startedOn = project.nodes.find((node) => node.kind === 'start')?.actualOn ?? null;
    const hasStarted = startEvidence(project) !== null;
    const facts = { ...project, startedOn, hasStarted };
    return { ...approvalClock(facts, rule, today, calendar), source: rule.source };
  };
}

function ledgerRow(project: ScheduledProject, permits: readonly PermitRowOfProject[], clock: Clock): PermitLedgerRow {
  const applicable = permits.filter((each) => each.state !== 'notApplicable');
  const names = (chosen: (each: PermitRowOfProject) => boolean) => applicable.filter(chosen).map((each) => each.name);
  return {
    id: project.id,
    projectName: project.name,
    officeName: project.officeName,
    level: project.level,
    responsibleUnits: [...project.responsibleUnits],
    stages: permitStages.map((stage) => {
      const own = applicable.filter((each) => each.stage === stage);
      return { stage, done: own.filter((each) => each.state === 'done').length, total: own.length };
    }),
    done: applicable.filter((each) => each.state === 'done').length,
    total: applicable.length,
    inHand: names((each) => each.state === 'inHand'),
    late: names((each) => each.isLate),
    canBegin: names((each) => each.canBegin),
    expiring: names((each) => each.isExpiring || each.isExpired),
    holderUnits: [...new Set(applicable.flatMap((each) => each.holderUnitName ?? []))],
    clock,
    pinyin: project.pinyin,
    initials: project.initials,
  };
}

function openRows(project: ScheduledProject, permits: readonly PermitRowOfProject[]): OpenPermitRow[] {
  return permits
    .filter((each) => each.state === 'inHand' || each.isLate || each.canBegin)
    .map((each) => ({
      id: each.id,
      projectId: project.id,
      projectName: project.name,
      stage: each.stage,
      name: each.name,
      state: each.state,
      holderUnitName: each.holderUnitName,
      holderName: each.holderName,
      acceptedOn: each.acceptedOn,
      plannedOn: each.plannedOn,
      usedDays: each.usedDays,
      limitDays: each.limitDays,
      isLate: each.isLate,
      canBegin: each.canBegin,
      finding: each.finding,
      pinyin: project.pinyin,
      initials: project.initials,
    }));
}

function openLedger(context: CommandContext, projectId: string): { book: PeopleBook; name: string } {
  const office = requireOffice(context.writing);
  const project = requireOwnProject(context.writing, projectId, office.id);
  return { book: openPeopleBook(context.writing, office.id, context.newId), name: textOf(project, 'name') };
}

function permitDrafts(
  context: CommandContext,
  book: PeopleBook,
  permits: PermitRow[],
  projectId: string,
  id: string,
  changes: PermitChanges,
  isNew: boolean,
): { readonly all: readonly Draft[]; readonly name: string } {
  const known = permits.find((each) => each.id === id);
  if (!isNew && known === undefined) throw problem('RECORD_NOT_FOUND', { noun: '手续' });
  if (isNew && (changes.name ?? '').trim() === '')
    throw problem('FIELD_INVALID', { field: '手续名称', reason: '新手续要有名称' });
  const { authorityName, holderUnitName, holderName, afterNames, ...fields } = changes;
  const after = afterNames?.map((name) => stepNamed(permits, name));
  const name = changes.name ?? known?.name ?? '';
  if (after !== undefined) {
    const changed = { id, step: known?.step ?? null, name, after };
    requireNoPermitCircle([...permits.filter((each) => each.id !== id), changed]);
    // Several changed at once must not make a circle together.
    if (known !== undefined) permits[permits.indexOf(known)] = { ...known, after };
  }
  requireDays(context, name, known, changes);
  const values: Record<string, JsonValue> = {
    projectId,
    ...(isNew ? { stage: 'constructionApproval', state: 'notStarted', printOrder: lastOrder(permits) + 10 } : {}),
    ...trimmed({
      ...fields,
      ...followingState(known, changes),
      after,
      authorityId: idOfName(book.unit, authorityName),
      holderUnitId: idOfName(book.unit, holderUnitName),
      holderId: idOfName(book.person, holderName),
    }),
  };
  const drafts: Draft[] = [...book.newRecords(), { entity: 'permit', id, kind: 'put', values }];
  const project = oneProject(context.writing, projectId);
  // 统计入库 is one fact: done as a step of the ledger, it is the project's day of registration.
  if (known?.step === 'statistics' && changes.finishedOn && project.statisticallyRegisteredOn === null)
    drafts.push({
      entity: 'project',
      id: projectId,
      kind: 'put',
      values: { statisticallyRegisteredOn: changes.finishedOn },
    });
  return { all: drafts, name };
}

/** A day of acceptance begins a step and a day of finishing ends it; nobody has to say it twice. */
function followingState(known: PermitRow | undefined, changes: PermitChanges): Record<string, JsonValue | undefined> {
  const state = known?.state ?? 'notStarted';
  if (changes.state !== undefined) {
    const isOpenAgain = changes.state === 'notStarted' || changes.state === 'inHand';
    return isOpenAgain && changes.finishedOn === undefined ? { finishedOn: null } : {};
  }
  if (changes.finishedOn) return { state: 'done' };
  if (changes.acceptedOn && state === 'notStarted') return { state: 'inHand' };
  return {};
}

function requireDays(
  context: CommandContext,
  name: string,
  known: PermitRow | undefined,
  changes: PermitChanges,
): void {
  const today = businessDay(context.now);
  requireNotInFuture(`${name}受理日期`, changes.acceptedOn ?? null, today);
  requireNotInFuture(`${name}办结日期`, changes.finishedOn ?? null, today);
  const accepted = changes.acceptedOn === undefined ? (known?.acceptedOn ?? null) : changes.acceptedOn;
  const finished = changes.finishedOn === undefined ? (known?.finishedOn ?? null) : changes.finishedOn;
  if (accepted !== null && finished !== null && finished < accepted)
    throw problem('PERMIT_FINISHED_BEFORE_ACCEPTED', {
      name,
      finished: shownDay(finished),
      accepted: shownDay(accepted),
    });
}

function stepNamed(permits: readonly PermitRow[], name: string): string {
  const found = permits.find((each) => each.name === name);
  if (found === undefined)
    throw problem('FIELD_INVALID', { field: '前置手续', reason: `这个项目没有“${name}”这项手续` });
  return found.id;
}

function lastOrder(permits: readonly PermitRow[]): number {
  return Math.max(0, ...permits.map((each) => each.printOrder ?? 0));
}
