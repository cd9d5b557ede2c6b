import { annualPlan } from './annual-plan.ts';
import { assignment } from './assignment.ts';
import type { Entity, EntityName } from './entity.ts';
import { laggingDecision } from './lagging-decision.ts';
import { office } from './office.ts';
import { person } from './person.ts';
import { progressReport } from './progress-report.ts';
import { project } from './project.ts';
import { submission } from './submission.ts';
import { unit } from './unit.ts';

/** Every kind of record there is, by its name in operations. */
export const entities = {
  office,
  unit,
  person,
  project,
  annualPlan,
  assignment,
  progressReport,
  submission,
  laggingDecision,
} as const satisfies Record<EntityName, Entity>;

export function isEntityName(name: string): name is EntityName {
  return Object.hasOwn(entities, name);
}

export function entityOf(name: EntityName): Entity {
  return entities[name];
}
