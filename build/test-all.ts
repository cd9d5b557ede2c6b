/** `npm test`: everything that can run on this machine, closed by one line. */
import { ensureBrowser } from './ensure-browser.ts';
import { ensureBuilt } from './ensure-built.ts';
import { ensureOffice } from './ensure-office.ts';
import { close, runPlaywright, runVitest } from './test-runs.ts';

process.env['FIVE_ONES_BROWSER'] = await ensureBrowser();
await ensureOffice();
await ensureBuilt();
close([await runVitest([]), await runPlaywright('loopback', [])]);
