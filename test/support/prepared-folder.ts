/** Vitest's global set-up: one folder per run in which data folders made once are shared by all test files. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export default function setUp(): (() => void) | undefined {
  if (process.env['FIVE_ONES_TEST_RUN'] !== undefined) return undefined;
  const folder = mkdtempSync(join(tmpdir(), 'five-ones-run-'));
  process.env['FIVE_ONES_TEST_RUN'] = folder;
  return () => rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
}
