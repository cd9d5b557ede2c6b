/** Cards of projects for leaders and for owners: gathered here, laid out by shared/report/project-cards. */
import { cardMilestones, lastDecisions, newestReport, unitContacts } from '#db/queries/cards.ts';
import { listIssues } from '#db/queries/issues.ts';
import { type LeaderOnDay, leadersOn } from '#db/queries/people.ts';
import { projectRow } from '#db/queries/projects.ts';
import { rulePackInForce } from '#db/queries/rule-packs.ts';
import { unitNamesOn } from '#db/queries/units.ts';
import type { Reading } from '#db/run.ts';
import { businessDay } from '#shared/calendar/day.ts';
import { periodAt } from '#shared/calendar/period.ts';
import type { ProjectRow } from '#shared/contract/projects.ts';
import { assignmentRoles } from '#shared/domain/assignment.ts';
import { problem } from '#shared/error.ts';
import {
  type CardContact,
  type CardWishes,
  contactCards,
  leaderCards,
  type ProjectCard,
} from '#shared/report/project-cards.ts';
import type { RulePack } from '#shared/rules/catalogue.ts';
import { shownLeader } from '#shared/rules/delegations.ts';
import { roleName } from '#shared/rules/leaders.ts';
import { ruleOf } from '#shared/rules/packs/index.ts';
import { projectLevelLabels, projectPoolLabels } from '#shared/text/labels.ts';
import type { JobContext, JobHandler } from '../context.ts';
import { requireOffice } from './authoring.ts';
import { lateReasons } from './late-projects.ts';
import { handOutPdf } from './papers.ts';

export const leaderCardJob: JobHandler<'people.leaderCards'> = {
  run: (context, input) => handOutPdf(context, leaderCards(cardsOf(context, input))),
};

export const contactCardJob: JobHandler<'people.contactCards'> = {
  run: (context, input) => handOutPdf(context, contactCards(cardsOf(context, input))),
};

function cardsOf(
  context: JobContext,
  { projectIds, size }: { readonly projectIds: readonly string[]; readonly size: 'A4' | 'A5' },
): CardWishes {
  return context.read((reading) => {
    const day = businessDay(context.now);
    const gather = cardGatherer(reading, day, context.now, projectIds);
    return { officeName: requireOffice(reading).fullName, day, size, projects: projectIds.map(gather) };
  });
}

/** What all cards need is looked up once; 呈阅件 says the same of a project. */
export function cardGatherer(
  reading: Reading,
  day: string,
  now: string,
  projectIds: readonly string[],
): (projectId: string) => ProjectCard {
  const pack = rulePackInForce(reading);
  const onDay = leadersOn(reading, day, undefined, projectIds);
  const late = lateReasons(reading, day);
  const contactsOf = contactGatherer(reading, pack, day);
  const units = unitNamesOn(reading, day);
  const period = periodAt(now, ruleOf(pack, 'reportingPeriod').parameters).closesOn;
  return (projectId) => {
    const row = projectRow(reading, projectId);
    if (row === undefined) throw problem('RECORD_NOT_FOUND', { noun: '项目' });
    return {
      name: row.name,
      standing: [
        row.level === null
          ? null
          : ruleOf(pack, 'projectLevels').parameters[row.level] || projectLevelLabels[row.level],
        row.pool === null ? null : projectPoolLabels[row.pool],
        row.category,
      ]
        .filter((part) => part !== null)
        .join(' · '),
      place: row.place,
      owner: row.owner,
      startsOn: row.startsOn,
      completesOn: row.completesOn,
      summary: row.summary,
      unitNames: row.responsibleUnits.map((unit) => units.get(unit.id) ?? unit.name),
      totalInvestment: row.totalInvestment,
      plannedThisYear: row.plannedThisYear,
      doneThisYear: row.doneThisYear,
      sinceStart: row.doneThisYear === null ? row.doneBeforeYear : (row.doneBeforeYear ?? 0) + row.doneThisYear,
      report: newestReport(reading, projectId, period) ?? null,
      milestones: cardMilestones(reading, projectId),
      issues: listIssues(reading, projectId)
        .filter((issue) => issue.state !== 'closed')
        .map(({ title, unitName, dueOn }) => ({ title, unitName, dueOn })),
      late: late(row),
      decided: lastDecisions(reading, projectId, day),
      contacts: contactsOf(row, onDay.get(projectId) ?? []),
    };
  };
}

/** Persons in the order of their roles, each delegate below his leader, then the units with their own people. */
function contactGatherer(
  reading: Reading,
  pack: RulePack,
  day: string,
): (row: ProjectRow, people: readonly LeaderOnDay[]) => readonly CardContact[] {
  const contacts = unitContacts(reading);
  const units = unitNamesOn(reading, day);
  const unitName = (id: string | null) => (id === null ? null : (units.get(id) ?? null));
  return (row, people) => {
    const inOrder = assignmentRoles.flatMap((role) => people.filter((person) => person.role === role));
    const persons = inOrder.flatMap(({ delegate, ...person }): CardContact[] => [
      {
        roleName: `${roleName(pack, person.role)}${person.isFromAbove ? '（市下达）' : ''}`,
        isOwners: person.role === 'ownerContact',
        shown: shownLeader(person.name, delegate, day),
        unitName: unitName(person.unitId),
        post: person.post,
        phone: person.phone,
      },
      ...(delegate === null
        ? []
        : [
            {
              roleName: '受委托',
              isOwners: false,
              shown: delegate.name,
              unitName: unitName(delegate.unitId),
              post: delegate.post,
              phone: delegate.phone,
            },
          ]),
    ]);
    const ofUnits = row.responsibleUnits.flatMap(({ id }): CardContact[] => {
      const unit = contacts.get(id);
      const named = units.get(id) ?? '';
      if (unit === undefined) return [];
      const head: CardContact = {
        roleName: '责任单位',
        isOwners: false,
        shown: unit.headName ?? '',
        unitName: named,
        post: null,
        phone: unit.headPhone ?? unit.phone,
      };
      return unit.contactName === null
        ? [head]
        : [
            head,
            {
              roleName: '联络员',
              isOwners: false,
              shown: unit.contactName,
              unitName: named,
              post: null,
              phone: unit.contactPhone,
            },
          ];
    });
    return [...persons, ...ofUnits];
  };
}
