/** `npm run bench`: from the sources, with the browser that the rows about pages need. */
import { pathToFileURL } from 'node:url';
import { ensureBrowser } from './ensure-browser.ts';
import { ensureBuilt } from './ensure-built.ts';
import { inProject } from './project.ts';

await ensureBuilt();
process.env['FIVE_ONES_BROWSER'] = await ensureBrowser();
await import(pathToFileURL(inProject('test/bench/run.ts')).href);
