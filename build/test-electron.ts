/** `npm run test:electron`: the same specs on a real Electron binary; 2 where there is none. */
import { electronBinary } from './electron-binary.ts';
import { ensureBuilt } from './ensure-built.ts';
import { close, runPlaywright } from './test-runs.ts';

const { path } = await electronBinary({ mayFetch: true });
if (path === null) {
  process.stderr.write(
    'There is no Electron binary here, so the Electron door was not tested; put one at FIVE_ONES_ELECTRON.\n',
  );
  process.exit(2);
}
process.env['FIVE_ONES_ELECTRON'] = path;
await ensureBuilt();
close([await runPlaywright('electron', process.argv.slice(2))]);
