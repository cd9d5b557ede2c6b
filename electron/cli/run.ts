import { browserPrinter } from '#electron/host/browser-printer.ts';
import { findBrowser } from '#electron/host/find-browser.ts';
import { type Host, openHost } from '#electron/host/host.ts';
import { type Environment, hostOptions, rendererFolder } from '#electron/host/surroundings.ts';
import type { Procedure } from '#shared/contract/define.ts';
import { contract, isProcedureName, type OutputOf } from '#shared/contract/index.ts';
import { ProblemError, problem, type Result } from '#shared/error.ts';
import { type Typed, typedArguments, UsageError } from './arguments.ts';
import { readInput, withHandles } from './input.ts';
import { checkOut, hasFile, withFileAt } from './out-file.ts';

/** What the command line needs of the process it runs in. */
export interface Terminal {
  readonly env: Environment;
  readonly stdin: NodeJS.ReadableStream;
  readonly stdout: { write(text: string): unknown };
  readonly stderr: { write(text: string): unknown };
  once(signal: 'SIGINT' | 'SIGTERM', listener: () => void): unknown;
}

type Call = Extract<Typed, { kind: 'call' }>;

/** The exit code: 0 done, 1 refused, 2 wrong usage. */
export async function runCommandLine(words: readonly string[], terminal: Terminal): Promise<number> {
  try {
    const typed = typedArguments(words);
    switch (typed.kind) {
      case 'help': {
        const { helpText } = await import('./help.ts');
        terminal.stdout.write(helpText);
        return 0;
      }
      case 'list': {
        const { listedProcedures } = await import('./help.ts');
        return answer(terminal, { ok: true, value: { procedures: listedProcedures() } });
      }
      case 'call':
        return answer(terminal, await runCall(typed, terminal));
    }
  } catch (error) {
    if (error instanceof UsageError) {
      terminal.stderr.write(`${error.message}\nnpm run --silent cli -- help\n`);
      answer(terminal, refusal(problem('USAGE_INVALID', { problem: error.message })));
      return 2;
    }
    if (error instanceof ProblemError) return answer(terminal, refusal(error));
    terminal.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
    return answer(terminal, refusal(problem('INTERNAL')));
  }
}

async function runCall(typed: Call, terminal: Terminal): Promise<Result<unknown>> {
  const input = await readInput(typed.input, terminal.stdin);
  if (typed.out !== null) checkOut(typed.out);
  const printer = browserPrinter(() => findBrowser(), rendererFolder());
  const host = openHost(hostOptions({ dataFolder: typed.dataFolder, environment: terminal.env, printer }));
  try {
    const unlocked = await unlockFor(host, typed.procedure, terminal.env['FIVE_ONES_PASSPHRASE']);
    if (!unlocked.ok) return unlocked;
    await signInFor(host, terminal.env['FIVE_ONES_OPERATOR']);
    const completed = withSurroundings(typed.procedure, withHandles(input, host.files), terminal.env);
    const result = await callWithProgress(host, typed.procedure, completed, terminal);
    return result.ok ? kept(result.value, typed.out, host, terminal) : result;
  } finally {
    await host.close();
  }
}

/** Only where the key is needed: opening it takes the better part of a second by design. */
async function unlockFor(host: Host, procedure: string, passphrase: string | undefined): Promise<Result<unknown>> {
  const definition: Procedure | null = isProcedureName(procedure) ? contract[procedure] : null;
  if (passphrase === undefined || passphrase === '' || definition?.needsKey !== true) return { ok: true, value: null };
  return host.call('sessions.unlock', { passphrase });
}

/** Without FIVE_ONES_OPERATOR whoever worked here last is meant; the host refuses where there is nobody. */
async function signInFor(host: Host, operator: string | undefined): Promise<void> {
  if (operator !== undefined && operator !== '') return;
  const current = await host.call('offices.current', {});
  const [last] = current.ok ? (current.value as OutputOf<'offices.current'>).operators : [];
  if (last !== undefined) await host.call('sessions.signIn', { operator: last });
}

/** An operator or passphrase the procedure asks for and the input leaves out is taken from the environment. */
function withSurroundings(procedure: string, input: unknown, environment: Environment): unknown {
  if (!isProcedureName(procedure) || typeof input !== 'object' || input === null || Array.isArray(input)) return input;
  const { shape } = contract[procedure].input;
  const given: Record<string, unknown> = { ...input };
  for (const [field, value] of [
    ['operator', environment['FIVE_ONES_OPERATOR']],
    ['passphrase', environment['FIVE_ONES_PASSPHRASE']],
  ] as const)
    if (field in shape && given[field] === undefined && value !== undefined && value !== '') given[field] = value;
  return given;
}

async function callWithProgress(
  host: Host,
  procedure: string,
  input: unknown,
  terminal: Terminal,
): Promise<Result<unknown>> {
  const stopping = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) terminal.once(signal, () => stopping.abort());
  return host.call(procedure, input, {
    signal: stopping.signal,
    onProgress: ({ done, total, text }) =>
      terminal.stderr.write(`${text} ${done}${total === null ? '' : `/${total}`}\n`),
  });
}

function kept(value: unknown, out: string | null, host: Host, terminal: Terminal): Result<unknown> {
  if (out === null) {
    if (hasFile(value)) terminal.stderr.write('the returned file is not kept without --out FILE\n');
    return { ok: true, value };
  }
  const { value: shown, path } = withFileAt(value, out, host.files);
  if (path === null) terminal.stderr.write('no file was returned: nothing was written to --out\n');
  return { ok: true, value: shown };
}

function refusal(error: ProblemError): Result<never> {
  return { ok: false, error: { code: error.code, message: error.message, details: error.details } };
}

function answer(terminal: Terminal, result: Result<unknown>): number {
  terminal.stdout.write(`${JSON.stringify(result)}\n`);
  return result.ok ? 0 : 1;
}
