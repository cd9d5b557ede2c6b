/** What was typed after `cli`, as a value. */
import { parseArgs } from 'node:util';

export type Typed =
  | { readonly kind: 'help' }
  | { readonly kind: 'list' }
  | {
      readonly kind: 'call';
      readonly dataFolder: string;
      readonly procedure: string;
      /** JSON, `@file`, or `-` for standard input; `{}` when nothing was typed. */
      readonly input: string;
      readonly out: string | null;
    };

/** Throws UsageError with one English sentence. */
export function typedArguments(words: readonly string[]): Typed {
  const { values, positionals } = parsed(words);
  const [first, input, ...rest] = positionals;
  if (values.help === true || first === 'help' || (first === undefined && values.data === undefined))
    return { kind: 'help' };
  if (first === undefined) throw new UsageError('no procedure given');
  if (rest.length > 0) throw new UsageError(`one input at most, unexpected: ${rest.join(' ')}`);
  if (first === 'list') return { kind: 'list' };
  if (values.data === undefined || values.data === '') throw new UsageError('--data DIR is missing');
  if (values.out === '') throw new UsageError('--out needs a file');
  return { kind: 'call', dataFolder: values.data, procedure: first, input: input ?? '{}', out: values.out ?? null };
}

export class UsageError extends Error {}

function parsed(words: readonly string[]) {
  try {
    return parseArgs({
      args: [...words],
      allowPositionals: true,
      options: { data: { type: 'string' }, out: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}
