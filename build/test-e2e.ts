/** `npm run test:e2e [-- file …]`: the real program in a real browser. */
import { ensureBrowser } from './ensure-browser.ts';
import { ensureBuilt } from './ensure-built.ts';
import { close, runPlaywright } from './test-runs.ts';

process.env['FIVE_ONES_BROWSER'] = await ensureBrowser();
await ensureBuilt();
close([await runPlaywright('loopback', process.argv.slice(2))]);
