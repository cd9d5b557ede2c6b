/** The wizard's draft of 结转: what a person changed stands before the proposal, and what was saved before both. */
import { describe, expect, it } from 'vitest';
import { carryItem, shownRow, unexplained } from '#renderer/pages/year-turn/carry-edits.ts';
import type { CarryRow } from '#shared/contract/year-turn.ts';

const row: CarryRow = {
  projectId: 'p',
  name: '青石大桥',
  level: 'municipal',
  pool: 'construction',
  plannedInvestment: 60_000_000,
  doneBeforeYear: 10_000_000,
  doneThisYear: 45_000_000,
  decision: 'carried',
  isDecided: false,
  nextDoneBefore: 55_000_000,
  recordedNextDoneBefore: null,
  toPool: 'completion',
  choices: ['completion'],
  why: '计划2027年竣工',
  source: '通知',
  isDoubtful: false,
  note: null,
};

describe('a row to carry over', () => {
  it('is the proposal until somebody decides otherwise', () => {
    expect(carryItem(shownRow(row, undefined))).toEqual({
      projectId: 'p',
      decision: 'carried',
      doneBeforeYear: 55_000_000,
      toPool: 'completion',
      note: null,
    });
    expect(carryItem(shownRow(row, { toPool: null, nextDoneBefore: 50_000_000, note: '审定' }))).toMatchObject({
      doneBeforeYear: 50_000_000,
      toPool: null,
      note: '审定',
    });
  });

  it('that was saved shows what was saved; a figure imported before is offered, not taken', () => {
    const recorded = { ...row, recordedNextDoneBefore: 54_000_000 };
    expect(shownRow(recorded, undefined).nextDoneBefore).toBe(55_000_000);
    expect(shownRow({ ...recorded, isDecided: true }, undefined).nextDoneBefore).toBe(54_000_000);
  });

  it('not carried over moves to no pool and needs words', () => {
    const left = shownRow(row, { decision: 'notCarried' });
    expect(carryItem(left).toPool).toBeNull();
    expect(unexplained([left, shownRow(row, { decision: 'notCarried', note: '放弃' }), row])).toEqual([left]);
  });
});
