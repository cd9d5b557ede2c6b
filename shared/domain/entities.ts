import { accountabilityEntry } from './accountability-entry.ts';
import { adoptedRulePack } from './adopted-rule-pack.ts';
import { agendaItem } from './agenda-item.ts';
import { annualPlan } from './annual-plan.ts';
import { answer } from './answer.ts';
import { assignment } from './assignment.ts';
import { attachment } from './attachment.ts';
import { attendance } from './attendance.ts';
import { calendarYear } from './calendar-year.ts';
import { centreRule } from './centre-rule.ts';
import { centreTable } from './centre-table.ts';
import { closingFigure } from './closing-figure.ts';
import { delegation } from './delegation.ts';
import { duplicateVerdict } from './duplicate-verdict.ts';
import type { Entity, EntityName } from './entity.ts';
import { factorNeed } from './factor-need.ts';
import { funnelTarget } from './funnel-target.ts';
import { group } from './group.ts';
import { groupMember } from './group-member.ts';
import { inspectionFinding } from './inspection-finding.ts';
import { inspectionRound } from './inspection-round.ts';
import { inspectionSheet } from './inspection-sheet.ts';
import { inspectionTemplate } from './inspection-template.ts';
import { instruction } from './instruction.ts';
import { investmentPart } from './investment-part.ts';
import { issue } from './issue.ts';
import { issueEntry } from './issue-entry.ts';
import { laggingDecision } from './lagging-decision.ts';
import { levelConfirmation } from './level-confirmation.ts';
import { listMembership } from './list-membership.ts';
import { meeting } from './meeting.ts';
import { milestone } from './milestone.ts';
import { monthCheck } from './month-check.ts';
import { monthLock } from './month-lock.ts';
import { office } from './office.ts';
import { permit } from './permit.ts';
import { person } from './person.ts';
import { personPost } from './person-post.ts';
import { plannedNode } from './planned-node.ts';
import { plotAttraction } from './plot-attraction.ts';
import { poolTransition } from './pool-transition.ts';
import { progressReport } from './progress-report.ts';
import { project } from './project.ts';
import { question } from './question.ts';
import { reportingItem } from './reporting-item.ts';
import { restriction } from './restriction.ts';
import { scopeRequest } from './scope-request.ts';
import { stageDuty } from './stage-duty.ts';
import { submission } from './submission.ts';
import { suspension } from './suspension.ts';
import { tableEntry } from './table-entry.ts';
import { task } from './task.ts';
import { taskEntry } from './task-entry.ts';
import { tourStop } from './tour-stop.ts';
import { unit } from './unit.ts';
import { unitName } from './unit-name.ts';
import { unitReturn } from './unit-return.ts';
import { visit } from './visit.ts';
import { yearClosing } from './year-closing.ts';

/** Every kind of record there is, by its name in operations. */
export const entities = {
  office,
  unit,
  unitName,
  person,
  personPost,
  group,
  groupMember,
  project,
  annualPlan,
  investmentPart,
  listMembership,
  assignment,
  delegation,
  stageDuty,
  milestone,
  suspension,
  factorNeed,
  permit,
  poolTransition,
  plotAttraction,
  funnelTarget,
  attachment,
  progressReport,
  monthCheck,
  monthLock,
  unitReturn,
  submission,
  laggingDecision,
  duplicateVerdict,
  yearClosing,
  closingFigure,
  adoptedRulePack,
  calendarYear,
  issue,
  issueEntry,
  meeting,
  agendaItem,
  attendance,
  task,
  taskEntry,
  instruction,
  visit,
  accountabilityEntry,
  tourStop,
  inspectionTemplate,
  inspectionRound,
  inspectionSheet,
  inspectionFinding,
  question,
  answer,
  levelConfirmation,
  plannedNode,
  scopeRequest,
  centreRule,
  reportingItem,
  restriction,
  centreTable,
  tableEntry,
} as const satisfies Record<EntityName, Entity>;

export function isEntityName(name: string): name is EntityName {
  return Object.hasOwn(entities, name);
}

export function entityOf(name: EntityName): Entity {
  return entities[name];
}
