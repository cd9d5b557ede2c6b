/** Terms of leaders and stewards, and delegations: rules in sentences, and any sequence of changes by machine. */
import { describe, expect, it } from 'vitest';
import { addDays } from '#shared/calendar/day.ts';
import { randomOf } from '#shared/demonstration/random.ts';
import {
  type DelegationDays,
  delegationFault,
  delegationHint,
  delegationLength,
  delegationOn,
  shownLeader,
} from '#shared/rules/delegations.ts';
import { coversDay, handover, isReversed, overlap, overlappingTerm, type Term } from '#shared/rules/terms.ts';

const term = (
  personId: string,
  fromDay: string | null,
  untilDay: string | null,
  id = `${personId}-${fromDay}`,
): Term => ({
  id,
  projectId: 'p',
  role: 'responsibleLeader',
  personId,
  fromDay,
  untilDay,
});

describe('a term', () => {
  it('covers its first and its last day, and everything where it is open', () => {
    expect(coversDay(term('a', '2026-03-01', '2026-03-31'), '2026-03-31')).toBe(true);
    expect(coversDay(term('a', '2026-03-01', '2026-03-31'), '2026-04-01')).toBe(false);
    expect(coversDay(term('a', null, null), '1999-01-01')).toBe(true);
  });
  it('meets another only on a shared day', () => {
    expect(overlap(term('a', null, '2026-03-31'), term('a', '2026-04-01', null))).toBe(false);
    expect(overlap(term('a', null, '2026-03-31'), term('a', '2026-03-31', null))).toBe(true);
    expect(isReversed(term('a', '2026-03-02', '2026-03-01'))).toBe(true);
    expect(isReversed(term('a', '2026-03-01', '2026-03-01'))).toBe(false);
  });
  it('of one person in one role of one project meets no second one', () => {
    const terms = [term('a', '2026-01-01', '2026-06-30')];
    expect(overlappingTerm(terms, { ...term('a', '2026-06-30', null), id: 'new' })?.id).toBe('a-2026-01-01');
    expect(overlappingTerm(terms, { ...term('a', '2026-07-01', null), id: 'new' })).toBeNull();
    expect(overlappingTerm(terms, { ...term('b', '2026-06-30', null), id: 'new' })).toBeNull();
    expect(overlappingTerm(terms, term('a', '2026-02-01', null, 'a-2026-01-01'))).toBeNull();
  });
});

describe('a change of leader on a day', () => {
  const change = { projectId: 'p', role: 'responsibleLeader', from: 'a', to: 'b', day: '2026-05-10' };
  it('ends the old term the day before and begins the new on the day', () => {
    expect(handover([term('a', null, null)], change)).toEqual({
      ended: [{ id: 'a-null', untilDay: '2026-05-09' }],
      dropped: [],
      begun: { personId: 'b', fromDay: '2026-05-10', untilDay: null },
    });
  });
  it('begins nothing where the successor is there already, and stops before a later term of his', () => {
    expect(handover([term('a', null, null), term('b', '2026-01-01', null)], change)?.begun).toBeNull();
    expect(handover([term('a', null, null), term('b', '2026-08-01', null)], change)?.begun).toEqual({
      personId: 'b',
      fromDay: '2026-05-10',
      untilDay: '2026-07-31',
    });
  });
  it('drops what would only have begun then, and knows nothing to do where the person holds no such role', () => {
    expect(handover([term('a', '2026-05-10', null)], change)?.dropped).toEqual(['a-2026-05-10']);
    expect(handover([term('a', null, '2026-05-09')], change)).toBeNull();
    expect(handover([term('a', null, null)], { ...change, to: null })?.begun).toBeNull();
  });
  it('for any sequence of changes at most one term covers a person on a day, and the last change decides each day', () => {
    const persons = ['a', 'b', 'c'];
    for (let seed = 1; seed <= 60; seed += 1) {
      const random = randomOf('terms', seed);
      let terms: Term[] = [term('a', null, null, 't0')];
      for (let step = 1; step <= 12; step += 1) {
        const from = random.pick(persons);
        const to = random.pick(persons.filter((person) => person !== from));
        const day = addDays('2026-01-01', random.between(0, 60));
        const before = terms;
        const made = handover(terms, { projectId: 'p', role: 'responsibleLeader', from, to, day });
        if (made === null) continue;
        const ends = new Map(made.ended.map((each) => [each.id, each.untilDay]));
        terms = terms
          .filter((each) => !made.dropped.includes(each.id))
          .map((each) => ({ ...each, untilDay: ends.get(each.id) ?? each.untilDay }));
        if (made.begun !== null) terms.push({ ...term('', null, null, `t${step}`), ...made.begun });
        for (let offset = -5; offset <= 70; offset += 1) {
          const on = addDays('2026-01-01', offset);
          const holders = terms.filter((each) => coversDay(each, on)).map((each) => each.personId);
          expect(new Set(holders).size, `seed ${seed} step ${step} ${on}`).toBe(holders.length);
          if (on < day)
            expect(holders.toSorted()).toEqual(
              before
                .filter((each) => coversDay(each, on))
                .map((each) => each.personId)
                .toSorted(),
            );
          else expect(holders).not.toContain(from);
        }
        expect(terms.filter((each) => coversDay(each, day)).map((each) => each.personId)).toContain(to);
      }
    }
  });
});

describe('a delegation (登项攻坚办〔2018〕1号 (一))', () => {
  const away = (fromDay: string, untilDay: string, more: Partial<DelegationDays> = {}): DelegationDays => ({
    id: fromDay,
    leaderId: 'a',
    delegateId: 'b',
    fromDay,
    untilDay,
    projectIds: [],
    ...more,
  });
  it('speaks for the leader on its days only, for one project before all of them', () => {
    const all = away('2026-11-01', '2026-12-05');
    const one = away('2026-11-10', '2026-11-20', { id: 'one', delegateId: 'c', projectIds: ['p'] });
    expect(delegationOn([all, one], 'a', 'p', '2026-11-15')?.delegateId).toBe('c');
    expect(delegationOn([all, one], 'a', 'q', '2026-11-15')?.delegateId).toBe('b');
    expect(delegationOn([all, one], 'a', 'p', '2026-12-06')).toBeNull();
    expect(delegationOn([all], 'b', 'p', '2026-11-15')).toBeNull();
  });
  it('is printed beside the leader, with the year only where it is another', () => {
    expect(shownLeader('张某某', { name: '李某某', untilDay: '2026-12-05' }, '2026-11-18')).toBe(
      '张某某（委托李某某，至12月5日）',
    );
    expect(shownLeader('张某某', { name: '李某某', untilDay: '2027-01-05' }, '2026-11-18')).toBe(
      '张某某（委托李某某，至2027年1月5日）',
    );
    expect(shownLeader('张某某', null, '2026-11-18')).toBe('张某某');
  });
  it('is refused to oneself, backwards, twice for the same days, and to somebody who is away himself', () => {
    const known = [away('2026-11-01', '2026-12-05')];
    expect(delegationFault([], away('2026-11-01', '2026-12-05', { delegateId: 'a' }))?.kind).toBe('self');
    expect(delegationFault([], away('2026-11-02', '2026-11-01'))?.kind).toBe('reversed');
    expect(delegationFault(known, away('2026-12-05', '2026-12-31', { id: 'new' }))?.kind).toBe('overlap');
    expect(delegationFault(known, away('2026-12-06', '2026-12-31', { id: 'new' }))).toBeNull();
    expect(delegationFault(known, away('2026-11-20', '2026-12-31'))?.kind).toBe('overlap');
    expect(
      delegationFault(known, away('2026-11-05', '2026-11-09', { id: 'new', leaderId: 'd', delegateId: 'a' }))?.kind,
    ).toBe('delegateAway');
    const partial = [away('2026-11-01', '2026-12-05', { projectIds: ['p'] })];
    expect(delegationFault(partial, away('2026-11-02', '2026-12-05', { id: 'new', projectIds: ['q'] }))).toBeNull();
    expect(delegationFault(partial, away('2026-11-02', '2026-12-05', { id: 'new' }))?.kind).toBe('overlap');
  });
  it('shorter than the pack demands is told with its clause, not refused', () => {
    const rule = {
      kind: 'delegation',
      parameters: { minimumDays: 30 },
      source: '登项攻坚办〔2018〕1号 (一)',
      shown: '',
    } as const;
    expect(delegationLength(away('2026-11-01', '2026-11-30'))).toBe(30);
    expect(delegationHint(away('2026-11-01', '2026-11-30'), rule)).toBeNull();
    expect(delegationHint(away('2026-11-01', '2026-11-29'), rule)).toContain('登项攻坚办〔2018〕1号 (一)');
    expect(delegationHint(away('2026-11-01', '2026-11-02'), { ...rule, parameters: { minimumDays: null } })).toBeNull();
  });
});
