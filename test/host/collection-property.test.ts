/** Whatever a unit types into a form and sends back is what is recorded; a form sent back as it went out records nothing. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { tidyWords } from '#shared/collection/words.ts';
import { collectedPeriod, fillDistrict, openForm } from '#test/support/collection.ts';
import { setUpDistrict } from '#test/support/host.ts';
import { machineFolder, type Office, openOffice } from '#test/support/offices.ts';

const machine = machineFolder();
const back = join(machine.path, 'back');
let office: Office;
let unitId: string;

beforeAll(async () => {
  const folder = join(machine.path, 'office');
  await setUpDistrict(folder);
  mkdirSync(back);
  office = openOffice(folder);
  await fillDistrict(office, 1, 5);
  unitId = (await office.call('collections.units', {})).rows[0]?.unitId ?? '';
});
afterAll(async () => {
  await office.close();
  machine.remove();
});

async function exported(name: string): Promise<string> {
  const { file } = await office.call('collections.export', { unitIds: [unitId] });
  return office.keep(file, join(back, `${name}.xlsx`));
}

const words = fc.oneof(
  fc.constant(''),
  fc.stringMatching(/^[一-龥，。0-9a-zA-Z+=@\- \n]{1,60}$/),
  fc.string({ unit: 'binary', maxLength: 40 }),
);
const edit = fc.record(
  {
    // 元, as far as 万元 with four decimals go.
    doneThisYear: fc.oneof(fc.constant(null), fc.integer({ min: 0, max: 9_000_000_000_000 })),
    physicalProgress: words,
    progressText: words,
    problems: words,
    coordination: words,
  },
  { requiredKeys: [] },
);

it('export → sent back unchanged → everything is the same or empty, and nothing can be taken', {
  timeout: 120_000,
}, async () => {
  for (const state of ['empty', 'filled'] as const) {
    if (state === 'filled') await office.call('progress.copyLast', { period: collectedPeriod });
    const path = await exported(state);
    const before = await office.call('progress.period', {});
    const shown = await office.call('collections.preview', { files: [office.take(path)] });
    expect(shown.counts).toMatchObject({
      new: 0,
      changed: 0,
      doubtful: 0,
      added: 0,
      same: state === 'filled' ? 5 : 0,
      empty: state === 'empty' ? 5 : 0,
    });
    expect(shown.files[0]?.rows.flatMap((row) => [...row.differences, ...row.lockedChanges])).toEqual([]);
    expect((await office.refusal('collections.accept', { token: shown.token })).code).toBe(
      'COLLECTION_NOTHING_TO_TAKE',
    );
    expect(await office.call('progress.period', {})).toEqual(before);
  }
});

it('export → edited → accepted → the records are the edits', { timeout: 240_000 }, async () => {
  let run = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(edit, { minLength: 5, maxLength: 5 }), async (edits) => {
      run += 1;
      const form = await openForm(await exported(`run-${run}`));
      const before = await office.call('progress.period', {});
      const expected = new Map(before.rows.map((row) => [row.name, { ...row.current }]));
      form.names().forEach((name, index) => {
        const current = expected.get(name);
        if (current === undefined) throw new Error(name);
        for (const [key, value] of Object.entries(edits[index] ?? {})) {
          const field = key as keyof typeof current;
          if (field === 'doneThisYear') {
            form.set(name, field, value === null ? null : Number(value) / 10_000);
            current.doneThisYear = value === null ? null : Number(value);
          } else {
            form.set(name, field, value === '' ? null : String(value));
            current[field] = tidyWords(String(value), field).value;
          }
        }
      });
      const path = await form.save(back, { name: `run-${run}-back.xlsx` });
      const shown = await office.call('collections.preview', { files: [office.take(path)] });
      const rows = shown.files[0]?.rows ?? [];
      const take = rows.filter((row) => row.differences.length > 0).map(({ rowNumber }) => ({ file: 0, rowNumber }));
      if (take.length > 0) await office.call('collections.accept', { token: shown.token, take });
      const after = await office.call('progress.period', {});
      for (const row of after.rows) expect(row.current, row.name).toEqual(expected.get(row.name));
    }),
    { numRuns: 25, seed: 20261120 },
  );
  expect(await office.call('ledger.check', {})).toMatchObject({ isSound: true, problems: [] });
});
