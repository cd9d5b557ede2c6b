/**
 * Tests run the host's workers bundled, as they are shipped. From source each worker thread would strip the types of some
 * hundred files with Node's own WebAssembly: four times the work at every start, and threads that do so side by side bring
 * Node 24 down now and then (bardesss/haelan#187 has the stack).
 */
import { mkdirSync, mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Plugin } from 'vite';
import { hostPrograms } from '../../build/bundles.ts';
import { inProject } from '../../build/project.ts';

const variable = 'FIVE_ONES_TEST_WORKERS';
const workers = ['writer-worker', 'reader-worker', 'job-worker'];

/** Answers the folder they are in; inside the project, so that they find its packages. */
export async function bundleWorkers(): Promise<string> {
  const { build } = await import('vite');
  mkdirSync(inProject('.cache'), { recursive: true });
  const outDir = mkdtempSync(inProject(join('.cache', 'workers-')));
  const environmentBefore = process.env['NODE_ENV'];
  process.env['NODE_ENV'] = 'production';
  try {
    const input = Object.fromEntries(workers.map((name) => [name, inProject(`electron/host/workers/${name}.ts`)]));
    const { rolldownOptions, ...rest } = hostPrograms.build ?? {};
    await build({ ...hostPrograms, build: { ...rest, outDir, rolldownOptions: { ...rolldownOptions, input } } });
  } finally {
    if (environmentBefore === undefined) delete process.env['NODE_ENV'];
    else process.env['NODE_ENV'] = environmentBefore;
  }
  process.env[variable] = pathToFileURL(join(outDir, '/')).href;
  return outDir;
}

/** The module that says where the workers are (electron/host/workers/worker-file.ts), for tests. */
export function bundledWorkers(): Plugin {
  return {
    name: 'bundled-workers',
    enforce: 'pre',
    load: (id) =>
      id.endsWith('electron/host/workers/worker-file.ts')
        ? `export const workerFile = (name) => new URL(\`./\${name}.js\`, process.env['${variable}']);`
        : undefined,
  };
}
