/** A change of the demonstration and the drafts it is made of, said in one line each. */
import { instantOf } from '../calendar/day.ts';
import type { ProcedureName } from '../contract/index.ts';
import type { EntityName } from '../domain/entity.ts';
import type { JsonValue } from '../package/operation.ts';
import type { DemonstrationChange } from './district.ts';
import type { DraftRecord } from './ledger.ts';
import { operators } from './names.ts';

export function put(
  entity: EntityName,
  id: string | undefined,
  values: Readonly<Record<string, JsonValue>>,
): DraftRecord {
  return { entity, id: id ?? '', kind: 'put', values };
}

/** By the clerk who does most of it. `minute`: of the day. */
export function made(
  day: string,
  minute: number,
  procedure: ProcedureName,
  summary: string,
  drafts: readonly DraftRecord[],
): DemonstrationChange {
  return change(day, minute, operators[0], procedure, summary, drafts);
}

export function change(
  day: string,
  minute: number,
  actor: string,
  procedure: ProcedureName,
  summary: string,
  drafts: readonly DraftRecord[],
): DemonstrationChange {
  return { at: instantOf(day, minute), actor, procedure, summary, drafts };
}
