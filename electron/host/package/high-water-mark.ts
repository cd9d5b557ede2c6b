/**
 * What this installation has last sent, kept outside the data folder with the machine's name: a restored backup or a
 * cloned PC knows less than its mark and is noticed (exchange.md “Writing”).
 */
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { homedir, hostname } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { writeDurably } from '../write-durably.ts';

const markSchema = z.object({
  machine: z.string(),
  officeId: z.string(),
  stream: z.string(),
  n: z.int(),
  at: z.string(),
  /** The data folder that sent it: another installation of the office may work on this machine too. */
  folder: z.string().optional(),
});
export type HighWaterMark = z.infer<typeof markSchema>;

/** FIVE_ONES_STATE names another place: tests and portable installations. */
function stateFolder(): string {
  const given = process.env['FIVE_ONES_STATE'] ?? process.env['XDG_STATE_HOME'] ?? process.env['LOCALAPPDATA'];
  return join(given ?? join(homedir(), '.local', 'state'), 'five-ones');
}

export function writeMark(mark: Omit<HighWaterMark, 'machine'>): void {
  mkdirSync(stateFolder(), { recursive: true, mode: 0o700 });
  writeDurably(markFile(mark.officeId, mark.stream), JSON.stringify({ machine: hostname(), ...mark }));
}

/** Marks an office's installation in this data folder has left on this machine. */
export function marksOf(officeId: string, folder: string): readonly HighWaterMark[] {
  const prefix = `${officeId}.`;
  return namesIn(stateFolder())
    .filter((name) => name.startsWith(prefix) && name.endsWith('.json'))
    .flatMap((name) => readMark(officeId, name.slice(prefix.length, -'.json'.length)) ?? [])
    .filter((mark) => mark.folder === folder);
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}

/** Null where there is none, or where it cannot be read: the mark is a second look, not a lock. */
export function readMark(officeId: string, stream: string): HighWaterMark | null {
  try {
    const parsed = markSchema.safeParse(JSON.parse(readFileSync(markFile(officeId, stream), 'utf8')));
    return parsed.success ? parsed.data : null;
  } catch (error) {
    if (error instanceof SyntaxError || (error instanceof Error && 'code' in error)) return null;
    throw error;
  }
}

function markFile(officeId: string, stream: string): string {
  return join(stateFolder(), `${officeId}.${stream}.json`);
}
