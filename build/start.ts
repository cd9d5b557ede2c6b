/** `npm start [-- --data DIR] [--demo] [--no-window]`: Electron, else a browser's app window, else the printed address. */
import { spawn } from 'node:child_process';
import { pathToFileURL } from 'node:url';
import { electronBinary } from './electron-binary.ts';
import { ensureBuilt } from './ensure-built.ts';
import { callersFolder, inProject } from './project.ts';

const words = process.argv.slice(2);
await ensureBuilt();
process.chdir(callersFolder());

const electron = words.includes('--no-window')
  ? { path: null, reason: '不开窗口。(--no-window)' }
  : await electronBinary({ mayFetch: true });
if (electron.path === null) {
  process.argv.push('--reason', electron.reason);
  await import(pathToFileURL(inProject('dist/host/loopback.js')).href);
} else {
  process.stdout.write(`${electron.reason}\n`);
  // Chromium's sandbox cannot be set up for root.
  const forRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const child = spawn(electron.path, [...forRoot, inProject('dist/host/shell.js'), ...words], { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => child.kill(signal));
  child.on('error', (error) => {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  });
  child.on('exit', (code) => {
    process.exitCode = code ?? 1;
  });
}
