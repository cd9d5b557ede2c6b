import { appendChange } from '#db/ledger/append.ts';
import { installedOffice, ledgerPosition, rememberOperator } from '#db/queries/installation.ts';
import {
  demonstrationOffice,
  demonstrationSize,
  districtChanges,
  ledgerOpenedAt,
  ledgerYearAtOpening,
} from '#shared/demonstration/district.ts';
import { operators } from '#shared/demonstration/names.ts';
import { problem } from '#shared/error.ts';
import { newStream } from '../clock.ts';
import type { CommandContext, JobHandler } from '../context.ts';
import { install, makeOfficeKeys } from './offices.ts';

/** Printed wherever the demonstration is offered: there is nothing to protect. */
export const demonstrationPassphrase = 'demo';

interface Loading {
  readonly officeId: string;
  readonly stream: string;
  readonly operator: string;
}

/** In one transaction, so that a start broken off leaves an empty folder and not half a district. */
export const loadDemonstrationJob: JobHandler<'offices.loadDemonstration'> = {
  async run(context, { operator }) {
    const { office, position } = context.read((reading) => ({
      office: installedOffice(reading),
      position: ledgerPosition(reading),
    }));
    // The office itself is the first operation; anything beyond it is somebody's work.
    if (office !== null && position > 1) throw problem('DEMONSTRATION_NOT_EMPTY');
    await makeOfficeKeys(context, demonstrationPassphrase);
    context.progress({ done: 0, total: null, text: '正在写入演示区的项目和一年的周报' });
    const loading = { officeId: context.newId(), stream: newStream(), operator };
    const counts = await context.write<{ projects: number; reports: number }>('load', loading);
    return { officeId: loading.officeId, ...counts };
  },
  steps: { load: loadDistrict },
};

function loadDistrict(
  context: CommandContext,
  { officeId, stream, operator }: Loading,
): { projects: number; reports: number } {
  const wishes = { ...demonstrationSize, officeId, now: context.now };
  const { writing } = context;
  // The office was set up when its ledger begins, not at the moment of loading.
  install(
    { ...context, now: ledgerOpenedAt(wishes) },
    {
      officeId,
      stream,
      operator,
      facts: { ...demonstrationOffice, ledgerYear: ledgerYearAtOpening(wishes) },
      isDemonstration: true,
    },
  );
  const made = { project: new Set<string>(), progressReport: new Set<string>() };
  for (const { at, actor, procedure, summary, drafts } of districtChanges(wishes)) {
    appendChange(writing, { officeId, actor, at }, { id: context.newId(), procedure, summary }, drafts);
    for (const { entity, id } of drafts) if (entity === 'project' || entity === 'progressReport') made[entity].add(id);
  }
  for (const name of operators) rememberOperator(writing, name, ledgerOpenedAt(wishes));
  rememberOperator(writing, operator, context.now);
  return { projects: made.project.size, reports: made.progressReport.size };
}
