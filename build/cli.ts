/** `npm run --silent cli -- …`: door 3, from its bundle. */
import { pathToFileURL } from 'node:url';
import { ensureBuilt } from './ensure-built.ts';
import { callersFolder, inProject } from './project.ts';

await ensureBuilt();
process.chdir(callersFolder());
await import(pathToFileURL(inProject('dist/host/cli.js')).href);
