/** 县（区）会商 (汴办文〔2019〕13号 四(二): 每月市委市政府主要领导至少到一个县（区）现场办公). */
import { describe, expect, it } from 'vitest';
import type { MeetingState } from '#shared/domain/meeting.ts';
import { consultationCoverage, isConsultationType } from '#shared/rules/consultations.ts';
import { rulePacks } from '#shared/rules/packs/index.ts';

const held = (districtName: string | null, onDay: string, state: MeetingState = 'held') => ({
  districtName,
  onDay,
  state,
});
const cover = (...meetings: ReturnType<typeof held>[]) =>
  consultationCoverage(['青石区', '白鹭区', '松涛区'], meetings, '2026-11-18');

describe('counties consulted', () => {
  it('is asked by the notice of 2019 only', () => {
    const asking = rulePacks.filter((pack) => pack.rules.meetings?.parameters.types.some(isConsultationType));
    expect(asking.map((pack) => pack.documentNumber)).toEqual(['汴办文〔2019〕13号']);
  });

  it('puts those never consulted first, then those longest ago', () => {
    const { districts, notYet } = cover(held('青石区', '2026-09-10'), held('白鹭区', '2025-12-01'));
    expect(districts).toEqual([
      { name: '松涛区', lastOn: null, timesThisYear: 0 },
      { name: '白鹭区', lastOn: '2025-12-01', timesThisYear: 0 },
      { name: '青石区', lastOn: '2026-09-10', timesThisYear: 1 },
    ]);
    expect(notYet).toEqual(['松涛区', '白鹭区']);
  });

  it('counts what was held until today, several counties in one meeting too, and nothing planned or cancelled', () => {
    const { thisMonth, notYet } = cover(
      held('青石区、白鹭区', '2026-11-03'),
      held('松涛区', '2026-11-20', 'planned'),
      held('松涛区', '2026-11-05', 'cancelled'),
      held('松涛区', '2026-11-19'),
    );
    expect(thisMonth).toEqual(['青石区', '白鹭区']);
    expect(notYet).toEqual(['松涛区']);
  });

  it('counts a meeting that says not with whom for nobody, and says how many there are', () => {
    expect(cover(held(null, '2026-11-03'), held(' ', '2026-10-03'))).toMatchObject({ thisMonth: [], unnamed: 2 });
  });
});
