/** 县（区）会商: which of the districts that report here were consulted, where the rules in force ask for it. */
import { districtNames } from '#db/queries/district-order.ts';
import type { Reading } from '#db/run.ts';
import { businessDay } from '#shared/calendar/day.ts';
import type { OutputOf } from '#shared/contract/index.ts';
import { consultationCoverage, isConsultationType } from '#shared/rules/consultations.ts';
import { meetingRows, meetingTypeRows } from './meeting-rows.ts';

/** null: no rule asks for it, or no district reports here. */
export function consultations(reading: Reading, now: string): OutputOf<'meetings.list'>['consultations'] {
  const type = meetingTypeRows(reading, now).find(isConsultationType);
  const districts = districtNames(reading);
  if (type === undefined || districts.length === 0) return null;
  const today = businessDay(now);
  const own = meetingRows(reading).filter((row) => row.isOurs && row.type === type.code);
  const { thisMonth, districts: rows, notYet, unnamed } = consultationCoverage(districts, own, today);
  return {
    today,
    type: type.code,
    source: type.source,
    thisMonth: [...thisMonth],
    districts: [...rows],
    notYet: [...notYet],
    unnamed,
  };
}
