/** Real hosts on real data folders for tests of the host and of the doors. */
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Host, openHost } from '#electron/host/host.ts';
import { hostOptions } from '#electron/host/surroundings.ts';
import type { InputOf, OutputOf, ProcedureName } from '#shared/contract/index.ts';
import { problem } from '#shared/error.ts';

/** A Wednesday, 10:00 in China. */
export const frozenNow = '2026-11-18T02:00:00.000Z';

/** Gone when the test file ends. */
export function temporaryFolder(): { readonly path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'five-ones-test-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 }) };
}

export function openTestHost(dataFolder: string, operator = '经办甲'): Host {
  const printer = async () => {
    throw problem('BROWSER_NOT_FOUND');
  };
  return openHost(
    hostOptions({ dataFolder, environment: { FIVE_ONES_NOW: frozenNow, FIVE_ONES_OPERATOR: operator }, printer }),
  );
}

/** The value, or the refusal thrown. */
export async function valueOf<Name extends ProcedureName>(
  host: Host,
  procedure: Name,
  input: InputOf<Name>,
): Promise<OutputOf<Name>> {
  const result = await host.call(procedure, input);
  if (!result.ok) throw new Error(`${procedure}: ${result.error.code} ${result.error.message}`);
  return result.value as OutputOf<Name>;
}

/** A district with no projects yet; passphrase 青石口令2026. */
export const testPassphrase = '青石口令2026';

export async function setUpDistrict(dataFolder: string): Promise<void> {
  const host = openTestHost(dataFolder);
  await valueOf(host, 'offices.setUp', {
    kind: 'district',
    fullName: '青石区重点项目推进办公室',
    shortName: '青石区',
    operator: '经办甲',
    passphrase: testPassphrase,
    ledgerYear: 2026,
  });
  await host.close();
}

/** A copy of a closed data folder: setting up an office costs a key's worth of time. */
export function copyFolder(from: string, to: string): string {
  cpSync(from, to, { recursive: true });
  return to;
}
