/** 年度结账表, and what was corrected after a closing. */
import { lastChangeOf } from '#db/queries/year-corrections.ts';
import { closingFigures, type StoredYearFigures, yearClosings, yearFigures } from '#db/queries/year-turn.ts';
import type { Reading } from '#db/run.ts';
import { businessDay } from '#shared/calendar/day.ts';
import type { OutputOf } from '#shared/contract/index.ts';
import { closingFigure } from '#shared/domain/closing-figure.ts';
import type { EntityName } from '#shared/domain/entity.ts';
import { problem } from '#shared/error.ts';
import { closingSheet } from '#shared/report/closing-sheet.ts';
import { wanText } from '#shared/text/money.ts';
import type { JobHandler } from '../context.ts';
import { requireOffice } from './authoring.ts';
import { handOutTable } from './papers.ts';
import { openTurn } from './year-turn-facts.ts';

type Correction = OutputOf<'yearTurn.corrections'>['rows'][number];

/** Figures of a closed year that are no longer what was frozen, with who changed them last. */
export function correctionsOf(reading: Reading, officeId: string, year: number): Correction[] {
  const frozen = closingFigures(reading, officeId, year);
  const rows: Correction[] = [];
  for (const now of yearFigures(reading, officeId, year, '')) {
    const then = frozen.get(now.projectId);
    if (then === undefined) continue;
    for (const field of ['plannedInvestment', 'doneBeforeYear', 'doneThisYear', 'physicalProgress'] as const) {
      if (then[field] === now[field]) continue;
      const last = lastChangeOf(reading, ...sourceOf(field, now));
      rows.push({
        projectId: now.projectId,
        name: now.name,
        field,
        label: closingFigure.fields[field].label,
        atClosing: shown(then[field]),
        now: shown(now[field]),
        actor: last?.actor ?? null,
        at: last?.at ?? null,
      });
    }
  }
  return rows;
}

function sourceOf(field: string, figures: StoredYearFigures): [EntityName, string | null] {
  return field === 'doneThisYear' || field === 'physicalProgress'
    ? ['progressReport', figures.reportId]
    : ['annualPlan', figures.planId];
}

function shown(value: string | number | null): string | null {
  return typeof value === 'number' ? `${wanText(value)}万元` : value;
}

export const yearSheetJob: JobHandler<'yearTurn.sheet'> = {
  async run(context, { year, format }) {
    const model = context.read((reading) => {
      const office = requireOffice(reading);
      const turn = openTurn(reading, office, year, businessDay(context.now));
      const closing = yearClosings(reading, office.id).find((each) => each.year === year);
      if (closing === undefined) throw problem('YEAR_NOT_CLOSED', { year, source: turn.rule.source });
      const frozen = closingFigures(reading, office.id, year);
      const next = new Map(
        yearFigures(reading, office.id, year + 1, '').map((each) => [each.projectId, each.carryOver]),
      );
      return closingSheet({
        office: office.signatureLine ?? office.fullName,
        year,
        closedOn: closing.closedOn,
        closedBy: closing.closedBy,
        note: closing.note,
        keepsPools: turn.carry.pools.pools.length > 0,
        rows: turn.figures.flatMap((each) => {
          const figures = frozen.get(each.projectId);
          return figures === undefined
            ? []
            : [
                {
                  name: each.name,
                  level: each.level,
                  totalInvestment: each.totalInvestment,
                  ...figures,
                  carryOver: next.get(each.projectId) ?? null,
                  hasLeft: each.exitedOn !== null,
                },
              ];
        }),
      });
    });
    return await handOutTable(context, model, format);
  },
};
