import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fridayNoon, periodAt } from '#shared/calendar/period.ts';
import { isProcedureName } from '#shared/contract/index.ts';
import {
  type DemonstrationChange,
  type DistrictWishes,
  demonstrationSize,
  districtChanges,
} from '#shared/demonstration/district.ts';
import type { DraftRecord } from '#shared/demonstration/ledger.ts';
import { operators, reviewer } from '#shared/demonstration/names.ts';
import { randomOf } from '#shared/demonstration/random.ts';
import { entityOf } from '#shared/domain/entities.ts';
import type { JsonValue } from '#shared/package/operation.ts';

const now = '2026-11-21T02:00:00.000Z';
const wishes: DistrictWishes = { ...demonstrationSize, now, officeId: 'office-1' };
const noticesFolder = new URL('../../../shared/seeds/', import.meta.url);
const groupsFile = new URL('../../../shared/data/seed-groups.csv', import.meta.url);

function changes(overrides: Partial<DistrictWishes> = {}): DemonstrationChange[] {
  return [...districtChanges({ ...wishes, ...overrides })];
}

/** The records as they stand after all changes. */
function records(
  made: readonly DemonstrationChange[],
): Map<string, DraftRecord & { values: Record<string, JsonValue> }> {
  const standing = new Map<string, DraftRecord & { values: Record<string, JsonValue> }>();
  for (const draft of made.flatMap((change) => change.drafts)) {
    const key = `${draft.entity} ${draft.id}`;
    if (draft.kind === 'delete') standing.delete(key);
    else standing.set(key, { ...draft, values: { ...standing.get(key)?.values, ...draft.values } });
  }
  return standing;
}

function valuesOf(made: readonly DemonstrationChange[], entity: string): Record<string, JsonValue>[] {
  return [...records(made).values()].filter((record) => record.entity === entity).map((record) => record.values);
}

function textOf(values: Readonly<Record<string, JsonValue>>, field: string): string {
  const value = values[field];
  return typeof value === 'string' ? value : '';
}

const all = changes();

if (!existsSync(noticesFolder)) process.stdout.write('the notices are absent: names are not held against them\n');

describe('the fictional district', () => {
  it('is the same every time it is made, and another one from another seed', () => {
    expect(changes()).toEqual(all);
    const names = (made: readonly DemonstrationChange[]) => valuesOf(made, 'project').map((values) => values['name']);
    expect(names(changes({ seed: 7 }))).not.toEqual(names(all));
  });

  it('has the same names but no record in common when another office loads it', () => {
    const other = changes({ officeId: 'office-2' });
    expect(other.map((change) => change.summary)).toEqual(all.map((change) => change.summary));
    const ids = new Set(records(all).keys());
    expect([...records(other).keys()].filter((id) => ids.has(id) && !id.startsWith('office '))).toEqual([]);
  });

  it('holds about 120 projects of which ten are 省重点 and twenty-five 市重点', () => {
    const projects = valuesOf(all, 'project');
    const levels = projects.map((values) => values['level']);
    expect(projects).toHaveLength(120);
    expect(levels.filter((level) => level === 'provincial')).toHaveLength(10);
    expect(levels.filter((level) => level === 'municipal')).toHaveLength(25);
    expect(new Set(projects.map((values) => values['name'])).size).toBe(120);
    for (const pool of ['reserve', 'start', 'construction', 'completion'])
      expect(projects.filter((values) => values['pool'] === pool).length, pool).toBeGreaterThan(3);
    for (const values of projects) {
      expect(values['totalInvestment']).toBeGreaterThanOrEqual(5_000_000);
      expect(values['totalInvestment']).toBeLessThanOrEqual(6_600_000_000);
    }
  });

  it('knows dates only as precisely as offices do, and lacks some of the data', () => {
    const projects = valuesOf(all, 'project');
    expect(new Set(projects.map((values) => textOf(values, 'startsOn').length))).toEqual(new Set([0, 4, 7, 10]));
    expect(projects.filter((values) => textOf(values, 'owner') === '').length).toBeGreaterThan(0);
    expect(projects.filter((values) => textOf(values, 'summary').length > 150).length).toBeGreaterThan(3);
    expect(projects.filter((values) => textOf(values, 'name').length > 35).length).toBeGreaterThan(2);
  });

  it('fits the schema of every field it fills', () => {
    for (const draft of all.flatMap((change) => change.drafts))
      for (const [name, value] of Object.entries(draft.values ?? {})) {
        const field = entityOf(draft.entity).fields[name];
        if (field === undefined) throw new Error(`${draft.entity} has no field ${name}`);
        expect(field.schema.safeParse(value), `${draft.entity}.${name} = ${JSON.stringify(value)}`).toMatchObject({
          success: true,
        });
      }
  });

  it('is told in order of time by procedures of the contract and ends before now', () => {
    const instants = all.map((change) => change.at);
    expect(instants.toSorted()).toEqual(instants);
    expect((instants.at(-1) ?? '~') < now).toBe(true);
    expect(all.filter((change) => !isProcedureName(change.procedure))).toEqual([]);
    expect(new Set(all.map((change) => change.actor))).toEqual(new Set(operators));
  });

  it('has a year of periods reported and the open one about half filled', () => {
    const open = periodAt(now, fridayNoon).closesOn;
    const reports = valuesOf(all, 'progressReport');
    const periods = [...new Set(reports.map((values) => textOf(values, 'period')))].toSorted();
    expect(periods).toHaveLength(51);
    expect(periods.at(-1)).toBe(open);
    const filled = reports.filter((values) => values['period'] === open);
    expect(filled.length).toBeGreaterThan(40);
    expect(filled.length).toBeLessThan(80);
    expect(new Set(filled.map((values) => values['state']))).toEqual(new Set(['filled']));
    const past = reports.filter((values) => values['period'] !== open).map((values) => values['state']);
    expect(past.filter((state) => state !== 'reported' && state !== 'corrected')).toEqual([]);
  });

  it('never lets the figure of a year fall from one period to the next, once corrected', () => {
    const byProject = Map.groupBy(
      valuesOf(all, 'progressReport'),
      (values) => `${textOf(values, 'projectId')} ${textOf(values, 'period').slice(0, 4)}`,
    );
    for (const reports of byProject.values()) {
      const figures = reports
        .toSorted((left, right) => textOf(left, 'period').localeCompare(textOf(right, 'period')))
        .flatMap((values) => (typeof values['doneThisYear'] === 'number' ? [values['doneThisYear']] : []));
      expect(figures.toSorted((left, right) => left - right)).toEqual(figures);
    }
  });

  it('shows life in every part of the registry: done, under way, late, and still to be filled in', () => {
    const today = '2026-11-21';
    const nodes = valuesOf(all, 'milestone');
    // Planned start and completion are the project's own (domain/milestone.ts).
    const plans: Readonly<Record<string, string>> = { start: 'startsOn', completion: 'completesOn' };
    const made = records(all);
    const plannedOn = (values: Readonly<Record<string, JsonValue>>) => {
      const field = plans[textOf(values, 'kind')];
      return field === undefined
        ? textOf(values, 'plannedOn')
        : textOf(made.get(`project ${textOf(values, 'projectId')}`)?.values ?? {}, field);
    };
    const late = (values: Readonly<Record<string, JsonValue>>) =>
      values['actualOn'] === null && plannedOn(values) !== '' && plannedOn(values) < today.slice(0, 7);
    for (const kind of ['start', 'completion', 'own'])
      expect(nodes.filter((values) => values['kind'] === kind && late(values)).length, kind).toBeGreaterThan(0);
    expect(nodes.filter((values) => values['actualOn'] !== null).length).toBeGreaterThan(200);
    const states = (entity: string, field: string) => new Set(valuesOf(all, entity).map((values) => values[field]));
    expect(states('permit', 'state')).toEqual(new Set(['done', 'inHand', 'notStarted', 'notApplicable']));
    expect(states('factorNeed', 'state')).toEqual(new Set(['needed', 'met', 'notNeeded']));
    expect(states('poolTransition', 'kind')).toEqual(new Set(['entry', 'lateEntry', 'transfer', 'exit']));
    expect(states('assignment', 'tier')).toEqual(new Set(['provincial', 'municipal', 'district', undefined]));
    expect(states('listMembership', 'list').size).toBe(2);
    expect(states('issue', 'state')).toEqual(new Set(['open', 'inHand', 'closed']));
    expect(states('issue', 'reviewResult')).toEqual(new Set([undefined, 'solved']));
    expect(states('issueEntry', 'kind')).toEqual(new Set(['progress', 'closing', 'review']));
    expect(valuesOf(all, 'plotAttraction')).toHaveLength(1);
    expect(valuesOf(all, 'suspension').some((values) => values['resumedOn'] === null)).toBe(true);
    const [back, waiting] = [true, false].map((isBack) =>
      valuesOf(all, 'unitReturn').filter((values) => (values['returnedAt'] !== undefined) === isBack),
    );
    expect(Math.min(back?.length ?? 0, waiting?.length ?? 0)).toBeGreaterThan(0);
    for (const delegation of valuesOf(all, 'delegation'))
      expect([textOf(delegation, 'fromDay') < today, textOf(delegation, 'untilDay') > today]).toEqual([true, true]);
    const checks = valuesOf(all, 'monthCheck');
    expect(new Set(checks.map((values) => textOf(values, 'month')))).toEqual(
      new Set(Array.from({ length: 10 }, (_, month) => `2026-${String(month + 1).padStart(2, '0')}`)),
    );
    const locked = valuesOf(all, 'monthLock').map((values) => textOf(values, 'month'));
    expect(locked).not.toContain('2026-10');
    expect(locked).toContain('2026-09');
    expect(valuesOf(all, 'yearClosing').map((values) => values['year'])).toEqual([2025]);
    const due = valuesOf(all, 'project').filter(
      (values) => values['isStatisticalRegistrationDue'] === true && values['statisticallyRegisteredOn'] === null,
    );
    expect(due.length).toBeGreaterThan(0);
  });

  it('holds a leader in two spellings and two projects that are likely one', () => {
    const persons = valuesOf(all, 'person').map((values) => textOf(values, 'name'));
    expect(persons.filter((name) => /立[冬东]$/.test(name))).toHaveLength(2);
    const projects = valuesOf(all, 'project');
    const [first, second] = [61, 120].map((order) => projects.find((values) => values['ledgerOrder'] === order));
    expect(second?.['owner']).toBe(first?.['owner']);
    expect(Math.abs(Number(second?.['totalInvestment']) - Number(first?.['totalInvestment']))).toBeLessThan(
      Number(first?.['totalInvestment']) / 10,
    );
  });

  it('keeps what belongs together: parts make the whole, months make the year, dates follow each other', () => {
    const parts = Map.groupBy(
      valuesOf(all, 'investmentPart').filter((values) => values['year'] === null),
      (values) => textOf(values, 'projectId'),
    );
    expect(parts.size).toBeGreaterThan(20);
    for (const own of parts.values()) for (const part of own) expect(part['amount']).toBeGreaterThanOrEqual(0);
    for (const plan of valuesOf(all, 'annualPlan')) {
      const months = Array.from({ length: 12 }, (_, month) => plan[`month${month + 1}Investment`]);
      if (months.every((amount) => amount === undefined)) continue;
      for (const amount of months) expect(amount).toBeGreaterThanOrEqual(0);
    }
    for (const values of valuesOf(all, 'permit')) {
      const [accepted, finished] = [textOf(values, 'acceptedOn'), textOf(values, 'finishedOn')];
      if (finished !== '') expect(accepted <= finished, textOf(values, 'name')).toBe(true);
    }
  });

  it('says nothing with a blank left unfilled, and seldom the same twice', () => {
    const text = JSON.stringify(all);
    expect(text).not.toMatch(/\{\w+\}/);
    expect(text).not.toContain('undefined');
    const words = valuesOf(all, 'progressReport').map((values) => textOf(values, 'progressText'));
    expect(new Set(words).size).toBeGreaterThan(words.length * 0.85);
  });

  it('corrects some figures after they were sent', () => {
    const corrections = all
      .flatMap((change) => change.drafts)
      .filter((draft) => draft.values?.['state'] === 'corrected');
    expect(corrections.length).toBeGreaterThan(10);
  });

  it('turns the year when the history crosses it', () => {
    const spring = changes({ now: '2027-03-10T02:00:00.000Z' });
    const years = spring
      .flatMap((change) => change.drafts)
      .flatMap((draft) => (draft.entity === 'office' ? [draft.values?.['ledgerYear']] : []));
    expect(years).toEqual([2027]);
    expect(new Set(valuesOf(spring, 'annualPlan').map((values) => values['year']))).toEqual(new Set([2026, 2027]));
  });

  it('can be loaded one minute after a period has opened', () => {
    const made = changes({ now: '2026-11-20T04:01:00.000Z', projects: 12, weeks: 3 });
    const instants = made.map((change) => change.at);
    expect(instants.toSorted()).toEqual(instants);
    expect((instants.at(-1) ?? '~') <= '2026-11-20T04:01:00.000Z').toBe(true);
  });

  it('names no place of the real notices', () => {
    expect(JSON.stringify(all)).not.toMatch(
      /郑州|二七区|金水|登封|开封|茅箭|十堰|中原区|管城|惠济|上街|荥阳|新密|新郑|巩义/,
    );
  });

  it.runIf(existsSync(noticesFolder))('names nobody who is named in the notices', () => {
    const notices = readdirSync(noticesFolder).map((file) =>
      readFileSync(new URL(file, noticesFolder), 'utf8').replace(/[ \u3000\u00a0]/g, ''),
    );
    const groups = existsSync(groupsFile) ? readFileSync(groupsFile, 'utf8') : '';
    const companies = valuesOf(all, 'project').flatMap((values) =>
      textOf(values, 'owner').endsWith('公司') ? [textOf(values, 'owner')] : [],
    );
    const projects = valuesOf(all, 'project').map((values) => textOf(values, 'name'));
    const people = valuesOf(all, 'person').map((values) => textOf(values, 'name'));
    expect(people.length).toBeGreaterThan(100);
    for (const name of [...people, ...operators, reviewer, ...companies, ...projects])
      expect(
        [...notices, groups].filter((text) => text.includes(name)),
        name,
      ).toEqual([]);
  });
});

describe('the seeded generator', () => {
  it('gives ids shaped as UUIDv7 of their instant', () => {
    expect(randomOf('a').id('2026-11-20T00:00:00.000Z')).toMatch(
      /^01[0-9a-f]{6}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    );
  });

  it('spreads evenly', () => {
    const random = randomOf('evenly');
    const counts = Array.from({ length: 10 }, () => 0);
    for (let round = 0; round < 20_000; round += 1) {
      const drawn = random.below(10);
      counts[drawn] = (counts[drawn] ?? 0) + 1;
    }
    for (const count of counts) expect(Math.abs(count - 2000)).toBeLessThan(250);
  });
});
