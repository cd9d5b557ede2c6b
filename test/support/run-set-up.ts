/** Vitest's global set-up: what all test files of a run share, data folders made once and the host's workers. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleWorkers } from './bundled-workers.ts';

export default async function setUp(): Promise<(() => void) | undefined> {
  if (process.env['FIVE_ONES_TEST_RUN'] !== undefined) return undefined;
  const folder = mkdtempSync(join(tmpdir(), 'five-ones-run-'));
  process.env['FIVE_ONES_TEST_RUN'] = folder;
  const workers = await bundleWorkers();
  return () => {
    for (const made of [folder, workers]) rmSync(made, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
  };
}
