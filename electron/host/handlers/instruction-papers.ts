/** The papers of 领导批示: the ledger by leader. */
import { businessDay } from '#shared/calendar/day.ts';
import type { InstructionRow, InstructionShow } from '#shared/contract/instructions.ts';
import { instructionLedger } from '#shared/report/instruction-ledger.ts';
import { instructionStateLabels } from '#shared/text/labels.ts';
import type { JobHandler } from '../context.ts';
import { requireOffice } from './authoring.ts';
import { instructionFilter, instructionRows } from './instructions.ts';
import { handOutTable } from './papers.ts';

const aboutShown: Readonly<Record<InstructionShow, string>> = {
  ...instructionStateLabels,
  open: '未反馈',
  late: '逾期未反馈',
  all: '全部',
};

export const instructionLedgerJob: JobHandler<'instructions.ledger'> = {
  async run(context, { format, show = 'all', ...scope }) {
    const model = context.read((reading) => {
      const office = requireOffice(reading);
      const rows = instructionRows(reading, office.id, context.now, scope).filter(instructionFilter(show));
      const leader = scope.leaderId === undefined ? undefined : rows[0]?.leaderName;
      return instructionLedger({
        officeName: office.shortName,
        about: leader === undefined ? aboutShown[show] : `${leader}批示 · ${aboutShown[show]}`,
        day: businessDay(context.now),
        rows: byLeader(rows),
      });
    });
    return await handOutTable(context, model, format);
  },
};

/** Leaders in the order of their newest instruction, of each the newest first. */
function byLeader(rows: readonly InstructionRow[]): InstructionRow[] {
  return [...Map.groupBy(rows, (row) => row.leaderId).values()].flat();
}
