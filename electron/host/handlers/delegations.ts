/** A leader who is away delegates (登项攻坚办〔2018〕1号 (一)): recorded here, shown by every sheet of those days. */
import { readRecord, type StoredRecord, textOf } from '#db/ledger/records.ts';
import { personName } from '#db/queries/assignments.ts';
import { listDelegations } from '#db/queries/people.ts';
import { rulePackInForce } from '#db/queries/rule-packs.ts';
import type { Reading } from '#db/run.ts';
import { addDays, businessDay, shownDay } from '#shared/calendar/day.ts';
import type { DelegationRow } from '#shared/contract/assignments.ts';
import type { OutputOf } from '#shared/contract/index.ts';
import { problem } from '#shared/error.ts';
import { type DelegationDays, delegationFault, delegationHint } from '#shared/rules/delegations.ts';
import { ruleOf } from '#shared/rules/packs/index.ts';
import { coversDay } from '#shared/rules/terms.ts';
import type { CommandContext, CommandHandlers, QueryHandlers } from '../context.ts';
import { daysText, requireOrder } from './assignments.ts';
import { changeMade, makeChange, requireHome, requireOffice } from './authoring.ts';
import { requireOwnProject, requireProject } from './own-project.ts';
import { openPeopleBook } from './people.ts';
import { trimmed } from './projects.ts';

export const delegationQueries = {
  'delegations.list'({ reading, now }) {
    const rule = ruleOf(rulePackInForce(reading), 'delegation');
    return { rows: delegationRows(reading, businessDay(now)), rule: { sentence: rule.shown, source: rule.source } };
  },
} satisfies Partial<QueryHandlers>;

export const delegationCommands = {
  'delegations.save'(context, { id, leaderId, delegateName, fromDay, untilDay, reason, projectIds }) {
    const office = requireOffice(context.writing);
    if (id !== undefined) ownRecord(context, 'delegation', id, '委托');
    const leader = ownRecord(context, 'person', leaderId, '委托人');
    const before = id === undefined ? undefined : readRecord(context.writing, 'delegation', id);
    const only = projectIds ?? ((before?.values['projectIds'] ?? []) as readonly string[]);
    // A leader the centre has named answers for projects of the districts.
    for (const projectId of only)
      if (office.kind === 'centre') requireProject(context.writing, projectId);
      else requireOwnProject(context.writing, projectId, office.id);
    const book = openPeopleBook(context.writing, office.id, context.newId);
    const delegateId = book.person(delegateName);
    const delegationId = id ?? context.newId();
    const wished: DelegationDays = { id: delegationId, leaderId, delegateId, fromDay, untilDay, projectIds: only };
    requireOrder(wished);
    refuseFault(context.writing, wished, textOf(leader, 'name'), delegateName);
    const hint = delegationHint(wished, ruleOf(rulePackInForce(context.writing), 'delegation'));
    const made = makeChange(
      context,
      'delegations.save',
      `${textOf(leader, 'name')}委托${delegateName}：${daysText(wished)}`,
      [
        ...book.newRecords(),
        {
          entity: 'delegation',
          id: delegationId,
          kind: 'put',
          values: { leaderId, delegateId, fromDay, untilDay, projectIds: only, ...trimmed({ reason }) },
        },
      ],
    );
    return { ...changeMade(made), id: delegationId, hint };
  },
  'delegations.remove'(context, { id }) {
    const record = ownRecord(context, 'delegation', id, '委托');
    const leader = personName(context.writing, textOf(record, 'leaderId'));
    return changeMade(
      makeChange(context, 'delegations.remove', `删除${leader}的委托`, [{ entity: 'delegation', id, kind: 'delete' }]),
    );
  },
} satisfies Partial<CommandHandlers>;

/** A reminder a week before a delegation ends, and on its last day; and one that has just ended. */
export function delegationTasks(reading: Reading, today: string): OutputOf<'overviews.district'>['tasks'] {
  const rule = ruleOf(rulePackInForce(reading), 'delegation');
  return delegationRows(reading, today)
    .filter((row) => row.mayEdit && row.untilDay >= addDays(today, -3) && row.untilDay <= addDays(today, 7))
    .map((row) => ({
      code: 'DELEGATION_ENDS',
      subject: row.id,
      tone: 'plain' as const,
      sentence:
        row.untilDay < today
          ? `${row.leaderName}的委托已于${shownDay(row.untilDay)}结束，请确认是否已经回来。`
          : `${row.leaderName}委托${row.delegateName}到${shownDay(row.untilDay)}结束。`,
      why: rule.source,
      action: { label: '看委托', page: '/leaders?tab=delegations' },
      ...(row.untilDay < today ? {} : { dueOn: row.untilDay }),
    }));
}

function delegationRows(reading: Reading, today: string): DelegationRow[] {
  const office = requireOffice(reading);
  const rule = ruleOf(rulePackInForce(reading), 'delegation');
  return listDelegations(reading).map(({ homeOffice, projectIds, ...row }) => ({
    ...row,
    leaderName: personName(reading, row.leaderId),
    delegateName: personName(reading, row.delegateId),
    // Of the centre's delegation only the projects that are here.
    projects: projectIds.flatMap((id) => {
      const project = readRecord(reading, 'project', id);
      return project === undefined ? [] : [{ id, name: textOf(project, 'name') }];
    }),
    state: coversDay(row, today) ? 'inForce' : row.fromDay > today ? 'coming' : 'past',
    hint: delegationHint(row, rule),
    mayEdit: homeOffice === office.id,
  }));
}

function refuseFault(reading: Reading, wished: DelegationDays, leader: string, delegate: string): void {
  const fault = delegationFault(listDelegations(reading), wished);
  if (fault === null) return;
  switch (fault.kind) {
    case 'self':
      throw problem('DELEGATION_TO_SELF');
    case 'reversed':
      return requireOrder(wished);
    case 'overlap':
      throw problem('DELEGATION_OVERLAPS', {
        leader,
        delegate: personName(reading, fault.other.delegateId),
        days: daysText(fault.other),
      });
    case 'delegateAway':
      throw problem('DELEGATE_AWAY', { delegate, days: daysText(fault.other) });
  }
}

function ownRecord(context: CommandContext, entity: 'person' | 'delegation', id: string, noun: string): StoredRecord {
  const record = readRecord(context.writing, entity, id);
  if (record === undefined || record.isDeleted) throw problem('RECORD_NOT_FOUND', { noun });
  requireHome(context.writing, record.homeOffice, requireOffice(context.writing).id);
  return record;
}
