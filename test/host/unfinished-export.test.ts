/** An export killed between marking 已报 and journalling the package: the next start takes the marks back. */
import { spawnSync } from 'node:child_process';
import { afterAll, expect, it } from 'vitest';
import { openStore } from '#db/open.ts';
import { saveSetting, settingValues } from '#db/queries/installation.ts';
import { newId, newStream } from '#electron/host/clock.ts';
import { dataFolderAt } from '#electron/host/data-folder.ts';
import { jobStep } from '#electron/host/handlers/index.ts';
import { machineFolder, openOffice, preparedOffices, projectIds } from '#test/support/offices.ts';

const machine = machineFolder();
afterAll(() => machine.remove());

it('what a killed export marked as 已报 is 已填 again after the next start, and a running one is left alone', async () => {
  const prepared = await preparedOffices(machine.path);
  const before = openOffice(prepared.district);
  const ids = await projectIds(before);
  const projectId = Object.values(ids)[0] ?? '';
  const { period } = await before.call('progress.period', {});
  await before.call('progress.save', { period, projectId, changes: { progressText: '主体施工' } });
  const { offices } = await before.call('offices.list', {});
  await before.close();

  const reserve = jobStep('packages.export', 'reserve');
  const store = openStore(dataFolderAt(prepared.district).store, 'writer');
  store.transaction((writing) => {
    reserve(
      {
        writing,
        now: '2026-11-18T02:00:00.000Z',
        frozenNow: null,
        operator: '经办甲',
        dataFolder: prepared.district,
        newId,
        newStream,
        randomBelow: () => 0,
        path: () => '',
      },
      {
        recipientId: offices.find((office) => office.kind === 'centre')?.id,
        period,
        reviewedBy: '审核甲',
        issuedBy: '签发乙',
        scope: { kind: 'all' },
      } as never,
    );
  });
  const stateOf = async () => {
    const office = openOffice(prepared.district);
    const { rows } = await office.call('progress.period', { period });
    await office.close();
    return rows.find((row) => row.projectId === projectId)?.state;
  };
  // The note names this very process, which runs: the export may still be under way.
  expect(await stateOf()).toBe('reported');

  const gone = spawnSync(process.execPath, ['-e', '']).pid;
  store.transaction((writing) => {
    const note = settingValues(writing)['unfinishedExport'] as { readonly changeId: string };
    saveSetting(writing, 'unfinishedExport', { ...note, processId: gone });
  });
  store.close();
  expect(await stateOf()).toBe('filled');
  expect(await stateOf()).toBe('filled');
});
