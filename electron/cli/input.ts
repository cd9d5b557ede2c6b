/** The input of a call as typed: JSON with `{"$file": "path"}` wherever the contract wants a file. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import type { FileStore } from '#electron/host/files.ts';
import { problem } from '#shared/error.ts';
import { UsageError } from './arguments.ts';

/** Throws UsageError when it cannot be read or is not JSON. */
export async function readInput(typed: string, standardInput: NodeJS.ReadableStream): Promise<unknown> {
  const source = await inputText(typed, standardInput);
  try {
    return JSON.parse(source);
  } catch (error) {
    throw new UsageError(`the input is not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** Replaces every `{"$file": path}` by a handle. Throws FILE_NOT_FOUND. */
export function withHandles(value: unknown, files: Pick<FileStore, 'register'>): unknown {
  if (Array.isArray(value)) return value.map((item) => withHandles(item, files));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value);
  const [only] = entries;
  if (entries.length === 1 && only?.[0] === '$file' && typeof only[1] === 'string') {
    const path = resolve(only[1]);
    if (!existsSync(path) || !statSync(path).isFile()) throw problem('FILE_NOT_FOUND', { name: only[1] });
    return files.register(path, basename(path));
  }
  return Object.fromEntries(entries.map(([key, item]) => [key, withHandles(item, files)]));
}

async function inputText(typed: string, standardInput: NodeJS.ReadableStream): Promise<string> {
  if (typed === '-') return text(standardInput);
  if (!typed.startsWith('@')) return typed;
  try {
    return readFileSync(resolve(typed.slice(1)), 'utf8');
  } catch (error) {
    throw new UsageError(`the input file cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}
