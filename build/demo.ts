/** `npm run demo`: the whole journey without a screen. Its PDF needs a browser, found or installed as for `npm test`. */
import { pathToFileURL } from 'node:url';
import { ensureBrowser } from './ensure-browser.ts';
import { ensureBuilt } from './ensure-built.ts';
import { callersFolder, inProject } from './project.ts';

await ensureBuilt();
process.env['FIVE_ONES_BROWSER'] = await ensureBrowser();
process.chdir(callersFolder());
await import(pathToFileURL(inProject('dist/host/demo.js')).href);
