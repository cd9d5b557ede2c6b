/** `npm run simulate`: long runs of simulated lives, kills and mutations; see test/simulate/run.ts for what it takes. */
import { pathToFileURL } from 'node:url';
import { inProject } from './project.ts';

await import(pathToFileURL(inProject('test/simulate/run.ts')).href);
