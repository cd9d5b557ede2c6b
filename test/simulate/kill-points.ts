/** Kills the program at every point of a scenario – or at some of them – and looks at what is left each time. */
import { spawnSync } from 'node:child_process';
import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brokenAfterKill, type Scenario, scenarios, startRole } from './kill-scenarios.ts';
import type { PreparedWorld } from './prepared-world.ts';

const child = fileURLToPath(new URL('kill-point-child.ts', import.meta.url));

export interface Killed {
  readonly scenario: string;
  readonly at: number;
  /** Whether it was killed there: a point that was not reached is none. */
  readonly wasKilled: boolean;
  readonly failure: string | null;
}

/** `isChosen`: which of the points; all of them where it is always true. */
export async function killEverywhere(
  prepared: PreparedWorld,
  preparedFolder: string,
  folder: string,
  isChosen: (scenario: string, at: number, points: number) => boolean,
  told: (killed: Killed) => void,
): Promise<void> {
  for (const scenario of scenarios) {
    const begun = join(folder, scenario.name);
    await scenario.prepare(begun, prepared);
    const points = await inCopy(begun, async (copy) => {
      const { points: counted } = work(scenario, copy, preparedFolder, 0);
      const missing = await scenario.isDone(copy, prepared);
      if (missing !== null) throw new Error(`${scenario.name} without a kill: ${missing}`);
      return counted;
    });
    for (let at = 1; at <= points; at += 1)
      if (isChosen(scenario.name, at, points))
        told(await inCopy(begun, (copy) => killAt(prepared, preparedFolder, scenario, copy, at)));
    rmSync(begun, { recursive: true });
  }
}

async function inCopy<T>(begun: string, use: (copy: string) => Promise<T>): Promise<T> {
  const kept = `${begun}-kept`;
  // Marks on the machine name the data folder: the work is always done at the one place.
  cpSync(begun, kept, { recursive: true });
  try {
    return await use(begun);
  } finally {
    rmSync(begun, { recursive: true });
    cpSync(kept, begun, { recursive: true });
    rmSync(kept, { recursive: true });
  }
}

async function killAt(
  prepared: PreparedWorld,
  preparedFolder: string,
  scenario: Scenario,
  folder: string,
  at: number,
): Promise<Killed> {
  const { name } = scenario;
  const { wasKilled } = work(scenario, folder, preparedFolder, at);
  try {
    const broken = await brokenAfterKill(folder, prepared, scenario);
    if (broken.length > 0) return { scenario: name, at, wasKilled, failure: broken.join('; ') };
    const host = startRole(folder, prepared, scenario.role);
    try {
      await scenario.run(host, folder);
    } finally {
      host.close();
    }
    return { scenario: name, at, wasKilled, failure: await scenario.isDone(folder, prepared) };
  } catch (error) {
    return { scenario: name, at, wasKilled, failure: error instanceof Error ? (error.stack ?? '') : String(error) };
  }
}

function work(
  { name }: Scenario,
  folder: string,
  preparedFolder: string,
  at: number,
): { readonly points: number; readonly wasKilled: boolean } {
  const { stdout, stderr, signal, status } = spawnSync(process.execPath, [child, name, folder, preparedFolder], {
    encoding: 'utf8',
    env: {
      ...process.env,
      NODE_OPTIONS: '',
      FIVE_ONES_KILL_AT: String(at),
      NODE_COMPILE_CACHE: join(preparedFolder, 'compiled'),
    },
  });
  if (signal === 'SIGKILL') return { points: at, wasKilled: true };
  if (status !== 0) throw new Error(`${name} at ${at}: ${stderr}`);
  return { points: Number(stdout.trim()), wasKilled: false };
}
