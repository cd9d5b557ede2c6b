/** Offices a spec opens itself before it starts programs on their folders: marks and prepared offices of this test alone. */
import { join } from 'node:path';
import { test } from './browser.ts';

/** Called once at the top of a spec. What the environment said before is put back after every test. */
export function keepToOwnFolder(): void {
  const kept = {
    FIVE_ONES_STATE: process.env['FIVE_ONES_STATE'],
    FIVE_ONES_TEST_RUN: process.env['FIVE_ONES_TEST_RUN'],
  };
  test.beforeEach(({ folder }) => {
    process.env['FIVE_ONES_STATE'] = join(folder, 'state');
    process.env['FIVE_ONES_TEST_RUN'] = folder;
  });
  test.afterEach(() => {
    for (const [name, value] of Object.entries(kept))
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
  });
}
