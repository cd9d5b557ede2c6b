/**
 * 县（区）会商: each month at least one county, so that in time none is left out (汴办文〔2019〕13号 四(二): 每月市委市政府主要领导至少到
 * 一个县（区）现场办公). Which one is next no notice says: the one consulted longest ago stands first.
 */
import type { MeetingState } from '../domain/meeting.ts';

export interface ConsultedDistrict {
  readonly name: string;
  readonly lastOn: string | null;
  readonly timesThisYear: number;
}

export interface ConsultationCoverage {
  /** Consulted in the month of today. */
  readonly thisMonth: readonly string[];
  /** Never or longest ago first. */
  readonly districts: readonly ConsultedDistrict[];
  /** Not yet this year, in the same order. */
  readonly notYet: readonly string[];
  /** Held without saying with whom: counted for nobody. */
  readonly unnamed: number;
}

/** A type of the pack that goes to the counties: by its code in the packs that ship, by its name in an office's own. */
export function isConsultationType({ code, name }: { readonly code: string; readonly name: string }): boolean {
  return code === 'consultation' || name.includes('会商');
}

/** What was held counts, on or before today; names are compared as they are written, several apart by 、. */
export function consultationCoverage(
  districts: readonly string[],
  meetings: readonly { readonly districtName: string | null; readonly onDay: string; readonly state: MeetingState }[],
  today: string,
): ConsultationCoverage {
  const held = meetings
    .filter((each) => each.state !== 'planned' && each.state !== 'cancelled' && each.onDay <= today)
    .map((each) => ({ onDay: each.onDay, names: namesIn(each.districtName) }));
  const rows = districts.map((name): ConsultedDistrict => {
    const days = held.filter((each) => each.names.includes(name)).map((each) => each.onDay);
    return {
      name,
      lastOn: days.toSorted().at(-1) ?? null,
      timesThisYear: days.filter((day) => day.startsWith(today.slice(0, 4))).length,
    };
  });
  const inOrder = rows.toSorted((left, right) => (left.lastOn ?? '').localeCompare(right.lastOn ?? ''));
  return {
    thisMonth: [
      ...new Set(held.filter((each) => each.onDay.startsWith(today.slice(0, 7))).flatMap((each) => each.names)),
    ],
    districts: inOrder,
    notYet: inOrder.filter((row) => row.timesThisYear === 0).map((row) => row.name),
    unnamed: held.filter((each) => each.names.length === 0).length,
  };
}

function namesIn(districtName: string | null): string[] {
  return (districtName ?? '')
    .split(/[、，,；;\s]+/u)
    .map((name) => name.trim())
    .filter((name) => name !== '');
}
