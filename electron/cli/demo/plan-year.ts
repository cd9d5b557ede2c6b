/** The business time of the demonstration: a ledger of another year is worked on in that year. */
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { readWorkbook } from '#electron/host/files/read-workbook.ts';
import { addDays, businessDay, instantOf, weekday } from '#shared/calendar/day.ts';
import { analyseWorkbook } from '#shared/ledger-import/analyse.ts';
import { JourneyError } from './office.ts';

/** The year most of its projects are planned for. A file that cannot be read is refused as the import would. */
export async function planYearOf(ledger: string, now: string): Promise<number> {
  const currentYear = Number(businessDay(now).slice(0, 4));
  const workbook = await readWorkbook(bytesOf(ledger), basename(ledger));
  const analysed = analyseWorkbook(workbook, {}, { currentYear, knownUnits: [], knownPersons: [] });
  const counts = new Map<number, number>();
  for (const sheet of analysed.sheets)
    if (sheet.included) counts.set(sheet.planYear.value, (counts.get(sheet.planYear.value) ?? 0) + sheet.projectCount);
  const [most] = [...counts].toSorted((left, right) => right[1] - left[1]);
  return most?.[0] ?? currentYear;
}

/** 09:00 on the third Friday of November: most of the year is over, and the weekly report is due at noon. */
export function fridayInNovember(year: number): string {
  const first = `${year}-11-01`;
  return instantOf(addDays(first, ((5 - weekday(first) + 7) % 7) + 14), 540);
}

function bytesOf(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    throw new JourneyError(`读不到台账“${path}”：${error instanceof Error ? error.message : ''}`);
  }
}
