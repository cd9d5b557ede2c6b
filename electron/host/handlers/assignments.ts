/** 分包与挂钩: who answers for which project on a day, what the pack demands, and changes that keep every past day right. */
import type { Draft } from '#db/ledger/append.ts';
import { readRecord, type StoredRecord, textOf } from '#db/ledger/records.ts';
import { groupsOfProject, personName, type StoredTerm, termsOfProject, unitHeads } from '#db/queries/assignments.ts';
import { type LeaderOnDay, leadersOn, listDelegations, withoutClaims } from '#db/queries/people.ts';
import { listProjects, projectRow, unitNames } from '#db/queries/projects.ts';
import { assignmentsInRole } from '#db/queries/registers.ts';
import { rulePackInForce } from '#db/queries/rule-packs.ts';
import type { Reading } from '#db/run.ts';
import { businessDay, shownDay } from '#shared/calendar/day.ts';
import type { TermRow } from '#shared/contract/assignments.ts';
import type { OutputOf } from '#shared/contract/index.ts';
import type { ProjectRow } from '#shared/contract/projects.ts';
import { type AssignmentRole, assignmentRoles } from '#shared/domain/assignment.ts';
import { problem } from '#shared/error.ts';
import type { RulePack } from '#shared/rules/catalogue.ts';
import { delegationOn, shownLeader } from '#shared/rules/delegations.ts';
import { isLack, type LeaderFinding, leaderFindings, openFindings, roleName } from '#shared/rules/leaders.ts';
import { ruleOf } from '#shared/rules/packs/index.ts';
import { coversDay, type Days, handover, isReversed, overlappingTerm } from '#shared/rules/terms.ts';
import type { CommandContext, CommandHandlers, QueryHandlers } from '../context.ts';
import { changeMade, makeChange, requireHome, requireOffice } from './authoring.ts';
import { lateReasons } from './late-projects.ts';
import { requireProject } from './own-project.ts';
import { firstTermId, openPeopleBook } from './people.ts';
import { trimmed } from './projects.ts';

type Board = OutputOf<'assignments.board'>;

export const assignmentQueries = {
  'assignments.board'({ reading, now }, input) {
    const office = requireOffice(reading);
    const day = input.day ?? businessDay(now);
    const pack = rulePackInForce(reading);
    const scope = office.kind === 'centre' ? {} : { offices: [office.id] };
    // What has left every pool is history: nobody carries it any more.
    const rows = listProjects(reading, scope).rows.filter((row) => row.exitedOn === null);
    const onDay = leadersOn(reading, day);
    return {
      day,
      roleNames: Object.fromEntries(assignmentRoles.map((role) => [role, roleName(pack, role)])) as Board['roleNames'],
      leaders: leaderLoads(reading, rows, leadersOn(reading, day, input.roles), pack, day, office.kind === 'centre'),
      missing: missingLeaders(reading, rows, onDay, pack),
      demands: demandsOf(pack),
    };
  },
  'assignments.ofProject'({ reading, now }, { projectId, day: asked }) {
    const row = projectRow(reading, projectId);
    if (row === undefined) throw problem('RECORD_NOT_FOUND', { noun: '项目' });
    const pack = rulePackInForce(reading);
    const day = asked ?? businessDay(now);
    const { id: officeId } = requireOffice(reading);
    const delegations = listDelegations(reading);
    const inOrder = termsOfProject(reading, projectId).toSorted(
      (left, right) => assignmentRoles.indexOf(left.role) - assignmentRoles.indexOf(right.role),
    );
    const inForce = withoutClaims(inOrder.filter((term) => coversDay(term, day)));
    const terms = inOrder.map((term): TermRow => {
      const delegation = delegationOn(delegations, term.personId, projectId, day);
      const delegate =
        delegation === null
          ? null
          : {
              name: personName(reading, delegation.delegateId),
              phone: textOf(readRecord(reading, 'person', delegation.delegateId), 'phone') || null,
              untilDay: delegation.untilDay,
            };
      const { projectId: _, printOrder: __, homeOffice, ...shown } = term;
      return {
        ...shown,
        roleName: roleName(pack, term.role),
        shown: shownLeader(term.personName, delegate, day),
        isInForce: coversDay(term, day),
        isClaim: coversDay(term, day) && !inForce.includes(term),
        mayEdit: homeOffice === officeId,
        delegate,
      };
    });
    return {
      day,
      stewardTitle: roleName(pack, 'projectSteward'),
      roles: assignmentRoles.map((role) => ({ role, name: roleName(pack, role) })),
      terms,
      findings: [
        ...findingsOf(
          row,
          leadersOn(reading, day, undefined, [projectId]).get(projectId) ?? [],
          pack,
          unitHeads(reading),
        ),
      ],
      groups: groupsOfProject(reading, projectId).map(({ id, name, leader }) => ({ id, name, leader })),
    };
  },
} satisfies Partial<QueryHandlers>;

export const assignmentCommands = {
  'assignments.save'(context, { id, projectId, personName: name, role, tier, fromDay, untilDay, note }) {
    const office = requireOffice(context.writing);
    const before = id === undefined ? undefined : ownTerm(context, id);
    const project = assignableProject(context, projectId, role, tier ?? (textOf(before, 'tier') || null));
    const terms = ownTerms(context.writing, projectId, office.id);
    const book = openPeopleBook(context.writing, office.id, context.newId);
    const personId = book.person(name);
    const days: Days = {
      fromDay: fromDay === undefined ? textOf(before, 'fromDay') || null : fromDay,
      untilDay: untilDay === undefined ? textOf(before, 'untilDay') || null : untilDay,
    };
    requireOrder(days);
    const wished = { projectId, role, personId, ...days, ...(id === undefined ? {} : { id }) };
    const other = overlappingTerm(terms, wished);
    const pack = rulePackInForce(context.writing);
    if (other !== null)
      throw problem('TERM_OVERLAPS', {
        person: name,
        project: textOf(project, 'name'),
        role: roleName(pack, role),
        days: daysText(other),
      });
    const existing = assignmentsInRole(context.writing, projectId, role, office.id);
    const termId = id ?? firstTermId(existing, projectId, role, personId, context.newId);
    const order = before?.values['printOrder'] ?? nextOrder(terms, role);
    const values = { projectId, personId, role, printOrder: order, ...days, ...trimmed({ tier, note }) };
    const drafts: Draft[] = [...book.newRecords(), { entity: 'assignment', id: termId, kind: 'put', values }];
    const summary = `${textOf(project, 'name')}：${roleName(pack, role)}${name}`;
    return { ...changeMade(makeChange(context, 'assignments.save', summary, drafts)), id: termId };
  },
  'assignments.remove'(context, { ids }) {
    const drafts = ids.map((id): Draft => ({ entity: 'assignment', id: ownTerm(context, id).id, kind: 'delete' }));
    return changeMade(makeChange(context, 'assignments.remove', `删除${ids.length}条分包记录`, drafts));
  },
  'assignments.changePerson'(context, { projectIds, role, fromPersonId, toName, day, note }) {
    const office = requireOffice(context.writing);
    const pack = rulePackInForce(context.writing);
    const from = personName(context.writing, fromPersonId);
    const book = openPeopleBook(context.writing, office.id, context.newId);
    const to = toName === null ? null : book.person(toName);
    const drafts: Draft[] = [...book.newRecords()];
    const unchanged: string[] = [];
    for (const projectId of new Set(projectIds)) {
      const terms = ownTerms(context.writing, projectId, office.id);
      const held = terms.find((term) => term.role === role && term.personId === fromPersonId);
      const project = assignableProject(context, projectId, role, held?.tier ?? null);
      const made = to === fromPersonId ? null : handover(terms, { projectId, role, from: fromPersonId, to, day });
      if (made === null) {
        unchanged.push(textOf(project, 'name'));
        continue;
      }
      for (const { id, untilDay } of made.ended)
        drafts.push({ entity: 'assignment', id, kind: 'put', values: { untilDay } });
      for (const id of made.dropped) drafts.push({ entity: 'assignment', id, kind: 'delete' });
      if (made.begun === null) continue;
      const old = terms.find((term) => [...made.dropped, ...made.ended.map((each) => each.id)].includes(term.id));
      const existing = assignmentsInRole(context.writing, projectId, role, office.id);
      drafts.push({
        entity: 'assignment',
        id: firstTermId(existing, projectId, role, made.begun.personId, context.newId),
        kind: 'put',
        values: {
          projectId,
          role,
          ...made.begun,
          tier: old?.tier ?? null,
          printOrder: old?.printOrder ?? nextOrder(terms, role),
          ...trimmed({ note }),
        },
      });
    }
    const changed = new Set(projectIds).size - unchanged.length;
    if (changed === 0) throw problem('TERM_NOT_HELD', { person: from, role: roleName(pack, role), day: shownDay(day) });
    const summary = `${roleName(pack, role)}由${from}换为${toName ?? '（暂缺）'}：${changed}个项目，${shownDay(day)}起`;
    return { ...changeMade(makeChange(context, 'assignments.changePerson', summary, drafts)), changed, unchanged };
  },
} satisfies Partial<CommandHandlers>;

/** Each person with the projects he answers for on the day; who has most of them first. */
function leaderLoads(
  reading: Reading,
  rows: readonly ProjectRow[],
  onDay: ReadonlyMap<string, readonly LeaderOnDay[]>,
  pack: RulePack,
  day: string,
  isCentre: boolean,
): Board['leaders'] {
  const late = lateReasons(reading, day);
  const units = unitNames(reading);
  const loads = new Map<string, Board['leaders'][number]>();
  for (const row of rows) {
    const why = late(row);
    for (const leader of onDay.get(row.id) ?? []) {
      const load = loads.get(leader.personId) ?? {
        personId: leader.personId,
        name: leader.name,
        shown: leader.name,
        unitName: leader.unitId === null ? null : (units.get(leader.unitId) ?? null),
        post: leader.post,
        rank: leader.rank,
        phone: leader.phone,
        isFromAbove: leader.isFromAbove,
        mayChange: leader.isFromAbove === isCentre,
        projects: [],
        totalInvestment: 0,
        plannedThisYear: 0,
        doneThisYear: 0,
        late: 0,
      };
      loads.set(leader.personId, load);
      if (leader.delegate !== null) load.shown = shownLeader(leader.name, leader.delegate, day);
      const known = load.projects.find((project) => project.projectId === row.id);
      if (known !== undefined) {
        known.roles.push(leader.role);
        known.roleNames.push(roleName(pack, leader.role));
        continue;
      }
      load.projects.push({
        projectId: row.id,
        name: row.name,
        roles: [leader.role],
        roleNames: [roleName(pack, leader.role)],
        totalInvestment: row.totalInvestment,
        plannedThisYear: row.plannedThisYear,
        doneThisYear: row.doneThisYear,
        lateWhy: why.length === 0 ? null : why.join(''),
      });
      load.totalInvestment += row.totalInvestment ?? 0;
      load.plannedThisYear += row.plannedThisYear ?? 0;
      load.doneThisYear += row.doneThisYear ?? 0;
      load.late += why.length === 0 ? 0 : 1;
    }
  }
  return [...loads.values()].toSorted((left, right) => right.projects.length - left.projects.length);
}

/** Projects with an open finding, in the order of the ledger; those that have left every pool are history. */
function missingLeaders(
  reading: Reading,
  rows: readonly ProjectRow[],
  onDay: ReadonlyMap<string, readonly LeaderOnDay[]>,
  pack: RulePack,
): Board['missing'] {
  const heads = unitHeads(reading);
  return rows.flatMap((row) => {
    const findings = openFindings(findingsOf(row, onDay.get(row.id) ?? [], pack, heads));
    return findings.length === 0
      ? []
      : [{ projectId: row.id, projectName: row.name, findings: [...findings], isLacking: findings.some(isLack) }];
  });
}

/** One line for the desk: projects of this office that lack whom the pack demands. */
export function leaderTasks(
  reading: Reading,
  rows: readonly ProjectRow[],
  today: string,
): OutputOf<'overviews.district'>['tasks'] {
  const pack = rulePackInForce(reading);
  const lacking = missingLeaders(reading, rows, leadersOn(reading, today), pack).filter((each) => each.isLacking);
  const lacks = lacking.flatMap(({ findings }) => findings.filter(isLack));
  if (lacks.length === 0) return [];
  const namesOf = (state: LeaderFinding['state']) =>
    [...new Set(lacks.filter((lack) => lack.state === state).map((lack) => lack.roleName))].join('、');
  const [missing, below] = [namesOf('missing'), namesOf('rankBelow')];
  const words = [...(missing === '' ? [] : [`没有明确${missing}`]), ...(below === '' ? [] : [`${below}的职级不够`])];
  return [
    {
      code: 'LEADERS_MISSING',
      tone: 'look',
      sentence: `有${lacking.length}个项目${words.join('，或')}。`,
      why: [...new Set(lacks.map((lack) => lack.source))].join('；'),
      action: { label: '去明确', page: '/leaders?tab=missing' },
      facts: lacking.map((each) => each.projectId),
    },
  ];
}

function findingsOf(
  row: ProjectRow,
  people: readonly LeaderOnDay[],
  pack: RulePack,
  heads: ReadonlyMap<string, string>,
): readonly LeaderFinding[] {
  return leaderFindings(pack, {
    level: row.level,
    totalInvestment: row.totalInvestment,
    // Whom the centre has named is no answer to what the district's own notice demands.
    people: people.filter((person) => !person.isFromAbove),
    unitHeadIds: row.responsibleUnits.flatMap((unit) => heads.get(unit.id) ?? []),
  });
}

function demandsOf(pack: RulePack): Board['demands'] {
  const steward = ruleOf(pack, 'steward');
  return [
    ...ruleOf(pack, 'responsibleLeaders').parameters.demands.map(({ text, source }) => ({ text, source })),
    ...(steward.parameters.levels.length === 0 ? [] : [{ text: steward.shown, source: steward.source }]),
  ];
}

/** An office says who answers for its own projects; the centre names 省、市 leaders of any district's (exchange.md “Ownership”). */
function assignableProject(
  context: CommandContext,
  id: string,
  role: AssignmentRole,
  tier: string | null,
): StoredRecord {
  const project = requireProject(context.writing, id);
  const office = requireOffice(context.writing);
  const isNamed = role === 'responsibleLeader' && (tier === 'provincial' || tier === 'municipal');
  if (office.kind !== 'centre' || !isNamed) requireHome(context.writing, project.homeOffice, office.id);
  return project;
}

function ownTerms(reading: Reading, projectId: string, officeId: string): StoredTerm[] {
  return termsOfProject(reading, projectId).filter((term) => term.homeOffice === officeId);
}

function ownTerm(context: CommandContext, id: string): StoredRecord {
  const term = readRecord(context.writing, 'assignment', id);
  if (term === undefined || term.isDeleted) throw problem('RECORD_NOT_FOUND', { noun: '分包记录' });
  requireHome(context.writing, term.homeOffice, requireOffice(context.writing).id);
  return term;
}

export function requireOrder(days: Days): void {
  if (!isReversed(days)) return;
  throw problem('DAYS_REVERSED', {
    later: '结束日期',
    laterDay: shownDay(days.untilDay ?? ''),
    earlier: '开始日期',
    earlierDay: shownDay(days.fromDay ?? ''),
  });
}

export function daysText({ fromDay, untilDay }: Days): string {
  if (fromDay === null && untilDay === null) return '起止未填';
  return `${fromDay === null ? '' : shownDay(fromDay)}至${untilDay === null ? '今' : shownDay(untilDay)}`;
}

function nextOrder(terms: readonly StoredTerm[], role: AssignmentRole): number {
  return Math.max(0, ...terms.filter((term) => term.role === role).map((term) => term.printOrder ?? 0)) + 1;
}
