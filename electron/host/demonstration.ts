/** `--demo`: a first start on an empty data folder loads the fictional district. */
import type { Writable } from 'node:stream';
import { z } from 'zod';
import type { Host } from './host.ts';

const current = z.object({ office: z.unknown().nullable() });

/** Does nothing where an office is set up already; throws the refusal's sentence when the district cannot be loaded. */
export async function loadDemonstration(host: Pick<Host, 'call'>, log: Writable): Promise<void> {
  const before = await host.call('offices.current', {});
  if (!before.ok) throw new Error(before.error.message);
  if (current.parse(before.value).office !== null) return;
  log.write('正在载入演示区（第一次需要几秒）… (loading the demonstration district)\n');
  const loaded = await host.call('offices.loadDemonstration', {});
  if (!loaded.ok) throw new Error(loaded.error.message);
}
