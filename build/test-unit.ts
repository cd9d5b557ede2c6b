/** `npm run test:unit [-- file …]`: everything without a page in a browser. */
import { lookForBrowser } from './ensure-browser.ts';
import { ensureBuilt } from './ensure-built.ts';
import { close, runVitest } from './test-runs.ts';

const browser = lookForBrowser();
if (browser !== null) process.env['FIVE_ONES_BROWSER'] = browser;
await ensureBuilt();
close([await runVitest(process.argv.slice(2))]);
