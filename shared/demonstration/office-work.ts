/** What the office does besides the weekly report: month checks, lists, delegations, exits, collection from the units. */

import { addDays, dayNumber, dayOfNumber, instantOf } from '../calendar/day.ts';
import { deterministicId } from '../package/operation.ts';
import { type BookedProject, monthCheckDrafts, monthLockDrafts, returnedDrafts, sentDrafts } from './accounts.ts';
import { made } from './change.ts';
import type { DemonstrationChange } from './district.ts';
import type { DraftRecord, Identities } from './ledger.ts';
import { listDrafts } from './lists.ts';
import { operators, reviewer } from './names.ts';
import { exitDrafts } from './pools.ts';
import type { FictionalProject } from './projects.ts';
import { randomOf } from './random.ts';

export interface WorkedProject extends BookedProject {
  readonly name: string;
  readonly project: FictionalProject;
}

export interface OfficeWorkWishes {
  readonly seed: number;
  readonly officeId: string;
  readonly ids: Identities;
  readonly weeks: number;
  /** Day number at which the history ends. */
  readonly today: number;
}

export interface OfficeWork {
  /** On the Monday of a week. A project that leaves is reported by `onExit`. */
  monday(monday: string, week: number, projects: readonly WorkedProject[]): Generator<DemonstrationChange>;
  collection(period: string, projects: readonly WorkedProject[]): Generator<DemonstrationChange>;
  /** Sent out and partly back, between two instants. */
  openCollection(
    period: string,
    projects: readonly WorkedProject[],
    sentAt: string,
    backAt: string,
  ): Generator<DemonstrationChange>;
}

export function officeWork(
  { seed, officeId, ids, weeks, today }: OfficeWorkWishes,
  onExit: (project: WorkedProject) => void,
): OfficeWork {
  const year = dayOfNumber(today).slice(0, 4);
  const lastMonth = addDays(`${dayOfNumber(today).slice(0, 7)}-01`, -1).slice(0, 7);
  /** By month. */
  const checked = new Map<string, readonly DraftRecord[]>();

  return {
    *monday(monday, week, projects) {
      const last = addDays(monday, -7);
      const before = addDays(monday, -21);
      // December of the year before was closed with its year.
      if (last.slice(0, 7) !== monday.slice(0, 7) && last.startsWith(year)) {
        const drafts = monthCheckDrafts(projects, last.slice(0, 7), monday, operators);
        checked.set(last.slice(0, 7), drafts);
        yield made(monday, 610, 'months.saveMany', `核对${Number(last.slice(5, 7))}月账`, drafts);
      }
      // Two weeks later; the last month is still being settled, whatever day it is.
      const checks = checked.get(before.slice(0, 7));
      if (
        checks !== undefined &&
        before.slice(0, 7) < lastMonth &&
        before.slice(0, 7) !== addDays(monday, -14).slice(0, 7)
      )
        yield made(
          monday,
          620,
          'months.lock',
          `锁定${Number(before.slice(5, 7))}月账`,
          monthLockDrafts(checks, officeId, before.slice(0, 7), monday, reviewer),
        );
      if (week === Math.floor(weeks * 0.3))
        yield made(
          monday,
          660,
          'projects.saveMany',
          '登记三个一批、白名单',
          projects.flatMap((each) => listDrafts(each.id, each.project, each.pool, monday)),
        );
      if (dayNumber(monday) <= today - 20 && dayNumber(monday) > today - 27)
        yield made(monday, 670, 'delegations.save', '登记委托', delegationDrafts(monday));
      if (week === Math.floor(weeks * 0.6)) yield* exit(monday, projects);
    },
    *collection(period, projects) {
      const round = { ids, period, random: randomOf(seed, 'collection', period) };
      const monday = addDays(period, -4);
      yield made(
        monday,
        640,
        'collections.export',
        `发出${projects.length}个项目的填报表`,
        sentDrafts(projects, round, instantOf(monday, 640)),
      );
      yield made(
        addDays(period, -1),
        720,
        'collections.accept',
        '收回填报表',
        returnedDrafts(projects, round, instantOf(addDays(period, -1), 720), 0.9),
      );
    },
    *openCollection(period, projects, sentAt, backAt) {
      const round = { ids, period, random: randomOf(seed, 'collection', period) };
      yield {
        ...made(
          period,
          0,
          'collections.export',
          `发出${projects.length}个项目的填报表`,
          sentDrafts(projects, round, sentAt),
        ),
        at: sentAt,
      };
      yield {
        ...made(period, 0, 'collections.accept', '收回填报表', returnedDrafts(projects, round, backAt, 0.45)),
        at: backAt,
      };
    },
  };

  /** Two leaders are away over today, one of the district and one of the city. */
  function delegationDrafts(from: string): DraftRecord[] {
    const away = [
      [ids.leaders[2], ids.leaders[7], '赴省委党校学习'],
      [ids.seniors[4], ids.seniors[6], '赴外地挂职锻炼'],
    ] as const;
    return away.map(([leaderId = '', delegateId = '', reason]) => ({
      entity: 'delegation',
      id: deterministicId('delegation', leaderId, from),
      kind: 'put',
      values: { leaderId, delegateId, fromDay: from, untilDay: dayOfNumber(today + 24), reason, projectIds: [] },
    }));
  }

  function* exit(monday: string, projects: readonly WorkedProject[]): Generator<DemonstrationChange> {
    const leaving = projects.find(
      (each) => each.pool === 'start' && each.project.level === 'district' && each.project.isLagging,
    );
    if (leaving === undefined) return;
    const facts = { projectId: leaving.id, from: 'start' as const, day: monday, plot: 'QS-21-7' };
    yield made(monday, 690, 'pools.exit', `退库：${leaving.name}`, exitDrafts(ids, facts));
    onExit(leaving);
  }
}
