// `node build/run.mjs <script> …`: checks the Node version before any TypeScript is read, then runs build/<script>.ts.
// Plain JavaScript of the oldest kind we may meet, because an old Node must be able to read it and say what is missing.
import { readFileSync } from 'node:fs';

const needed = 24;
const found = Number(process.versions.node.split('.')[0]);
if (found < needed) {
  process.stderr.write(
    `Five Ones needs Node ${needed} or newer; this is Node ${process.versions.node} (${process.execPath}).\n` +
      'Run it through npm (npm ci once, then npm start, npm test …): npm then uses the Node 24 that npm ci installed.\n' +
      `需要 Node ${needed} 以上，现在是 ${process.versions.node}。请先执行 npm ci，再用 npm start、npm test 等命令运行。\n`,
  );
  process.exit(1);
}
const name = process.argv[2] ?? '';
if (!/^[a-z][a-z0-9-]*$/.test(name)) {
  process.stderr.write(`usage: node build/run.mjs <script> […], scripts: ${scripts().join(', ')}\n`);
  process.exit(2);
}
process.argv.splice(2, 1);
await import(new URL(`./${name}.ts`, import.meta.url).href);

function scripts() {
  const text = readFileSync(new URL('../package.json', import.meta.url), 'utf8');
  return Object.keys(JSON.parse(text).scripts);
}
