/** 按月查账, 年终结账 and the weekly collection from the units, as the office has kept them. */
import { deterministicId, type JsonValue } from '../package/operation.ts';
import type { DraftRecord, Identities } from './ledger.ts';
import { units } from './names.ts';
import { type Random, randomOf } from './random.ts';

/** What the books need to know of a project. */
export interface BookedProject {
  readonly id: string;
  readonly pool: string;
  readonly plan: { readonly planned: number | null; readonly doneBefore: number };
  readonly last: { readonly doneThisYear: number | null; readonly physicalProgress: string | null } | null;
  readonly project: { readonly units: readonly number[] };
}

const findings = [
  '与统计入库数相差较大，已请责任单位核对发票和工程量签证。',
  '本月填报数比监理月报多，待现场核查后更正。',
  '月末数与最后一期周报不一致，责任单位说明中。',
] as const;

/** The month's figures held against the weekly ones; two or three in a hundred are questioned. */
export function monthCheckDrafts(
  projects: readonly BookedProject[],
  month: string,
  checkedOn: string,
  checkers: readonly string[],
): DraftRecord[] {
  return projects.flatMap(({ id, last }): DraftRecord[] => {
    const random = randomOf('month check', id, month);
    const isQuestioned = random.chance(0.03);
    // Somebody is still to be asked when the month has just been closed.
    if (random.chance(0.02)) return [];
    return [
      {
        entity: 'monthCheck',
        id: deterministicId('monthCheck', id, month),
        kind: 'put',
        values: {
          projectId: id,
          month,
          doneThisYear: last?.doneThisYear ?? null,
          state: isQuestioned ? 'questioned' : 'checked',
          finding: isQuestioned ? random.pick(findings) : null,
          checkedBy: random.pick(checkers),
          checkedOn,
        },
      },
    ];
  });
}

/** What was questioned when the month was checked is settled before it is locked. */
export function monthLockDrafts(
  checks: readonly DraftRecord[],
  officeId: string,
  month: string,
  lockedOn: string,
  lockedBy: string,
): DraftRecord[] {
  const settled = checks
    .filter((check) => check.values?.['state'] === 'questioned')
    .map(({ entity, id }): DraftRecord => {
      const values = { state: 'checked', finding: '责任单位已补充签证资料，数字无误。', checkedOn: lockedOn };
      return { entity, id, kind: 'put', values };
    });
  const lock = { month, isLocked: true, lockedBy, lockedOn };
  return [
    ...settled,
    { entity: 'monthLock', id: deterministicId('monthLock', officeId, month), kind: 'put', values: lock },
  ];
}

export function yearClosingDrafts(
  projects: readonly BookedProject[],
  officeId: string,
  year: number,
  closedOn: string,
  closedBy: string,
): DraftRecord[] {
  const sum = (amounts: readonly (number | null)[]) =>
    amounts.reduce<number>((total, amount) => total + (amount ?? 0), 0);
  return [
    {
      entity: 'yearClosing',
      id: deterministicId('yearClosing', officeId, year),
      kind: 'put',
      values: {
        year,
        closedOn,
        closedBy,
        projects: projects.length,
        plannedInvestment: sum(projects.map((project) => project.plan.planned)),
        doneThisYear: sum(projects.map((project) => project.last?.doneThisYear ?? null)),
      },
    },
    ...projects.map(
      ({ id, pool, plan, last }): DraftRecord => ({
        entity: 'closingFigure',
        id: deterministicId('closingFigure', id, year),
        kind: 'put',
        values: {
          projectId: id,
          year,
          plannedInvestment: plan.planned,
          doneBeforeYear: plan.doneBefore,
          doneThisYear: last?.doneThisYear ?? null,
          pool,
          physicalProgress: last?.physicalProgress ?? null,
        },
      }),
    ),
  ];
}

interface Round {
  readonly ids: Identities;
  readonly period: string;
  readonly random: Random;
}

/** A fill-in workbook to each unit that answers first for a project. */
export function sentDrafts(projects: readonly BookedProject[], { ids, period }: Round, sentAt: string): DraftRecord[] {
  return [...byUnit(projects)].map(([unit, own]) =>
    unitReturn(ids, period, unit, { period, unitId: ids.units[unit] ?? '', sentAt, projects: own, reminders: 0 }),
  );
}

/** `share` of them have come back by now; the others are reminded, some of them twice. */
export function returnedDrafts(
  projects: readonly BookedProject[],
  { ids, period, random }: Round,
  at: string,
  share: number,
): DraftRecord[] {
  return [...byUnit(projects)].map(([unit, own]) => {
    const name = units[unit]?.shortName ?? units[unit]?.name ?? '';
    const returnedAt = new Date(Date.parse(at) - random.between(5, 200) * 60_000).toISOString();
    if (!random.chance(share))
      return unitReturn(ids, period, unit, {
        remindedAt: at,
        reminders: random.between(1, 2),
        note: random.chance(0.3) ? '经办人外出，答应下班前交回。' : null,
      });
    return unitReturn(ids, period, unit, {
      returnedAt,
      returnedProjects: random.chance(0.12) ? Math.max(1, own - 1) : own,
      fileNames: [`${name}_${period}.xlsx`],
    });
  });
}

function unitReturn(
  ids: Identities,
  period: string,
  unit: number,
  values: Readonly<Record<string, JsonValue>>,
): DraftRecord {
  return {
    entity: 'unitReturn',
    id: deterministicId('unitReturn', period, ids.units[unit] ?? ''),
    kind: 'put',
    values,
  };
}

function byUnit(projects: readonly BookedProject[]): Map<number, number> {
  const counts = new Map<number, number>();
  for (const { project } of projects) {
    const first = project.units[0];
    if (first !== undefined) counts.set(first, (counts.get(first) ?? 0) + 1);
  }
  return counts;
}
