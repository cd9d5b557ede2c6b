/** Door 3: `npm run --silent cli -- --data DIR PROCEDURE [JSON | @file | -] [--out FILE]`. See `cli help`. */
import '#shared/jitless.ts';
import { runCommandLine } from './run.ts';

process.exitCode = await runCommandLine(process.argv.slice(2), process);
