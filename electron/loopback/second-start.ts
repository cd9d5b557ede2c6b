/**
 * One running program a data folder: the first start leaves its port and a secret in `door.json`, readable by its user only.
 * A second start proves that it knows the secret, gets an address to open, and checks that the answer knows it too: the port
 * of a program that has ended may by now be anybody's.
 */
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { z } from 'zod';
import { answerJson, answerText, readBody } from './answers.ts';
import { isSameProof, newSecret, proofOf } from './guard.ts';

const doorFileSchema = z.strictObject({ pid: z.int(), port: z.int().min(1).max(65535), secret: z.string().min(40) });
type DoorFile = z.infer<typeof doorFileSchema>;

const openingRequest = z.strictObject({ nonce: z.string().min(40).max(100), proof: z.string() });
const openingAnswer = z.strictObject({ address: z.string(), proof: z.string() });
const answerMilliseconds = 3000;

export interface Opening {
  readonly secret: string;
  newAddress(): string;
  readonly onSecondStart?: () => void;
}

/** `POST /opening`: a second start asks for an address of its own. */
export async function answerOpening(
  opening: Opening,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const asked = openingRequest.safeParse(json((await readBody(request, 1000)) ?? ''));
  const isKnown =
    request.headers.origin === undefined &&
    asked.success &&
    isSameProof(asked.data.proof, proofOf(opening.secret, 'ask', asked.data.nonce));
  if (!isKnown) return answerText(response, 403, '这个地址只供本机的程序窗口使用。');
  const address = opening.newAddress();
  answerJson(response, { address, proof: proofOf(opening.secret, 'answer', asked.data.nonce, address) });
  opening.onSecondStart?.();
}

/** The address of the program already running on this data folder; null when there is none. */
export async function findRunning(dataFolder: string): Promise<string | null> {
  const door = readDoorFile(dataFolder);
  return door === null ? null : askForAddress(door);
}

/** Writes `door.json`, unless another start was faster: false then. A file left by a program that has ended is replaced. */
export async function claimDataFolder(dataFolder: string, door: DoorFile): Promise<boolean> {
  if (isWritten(doorFilePath(dataFolder), door)) return true;
  const there = readDoorFile(dataFolder);
  if (there !== null && (await askForAddress(there)) !== null) return false;
  takeAwayStale(dataFolder, there);
  return isWritten(doorFilePath(dataFolder), door);
}

export function releaseDataFolder(dataFolder: string, secret: string): void {
  if (readDoorFile(dataFolder)?.secret === secret) rmSync(doorFilePath(dataFolder), { force: true });
}

async function askForAddress(door: DoorFile): Promise<string | null> {
  const nonce = newSecret();
  try {
    const response = await fetch(`http://127.0.0.1:${door.port}/opening`, {
      method: 'POST',
      body: JSON.stringify({ nonce, proof: proofOf(door.secret, 'ask', nonce) }),
      signal: AbortSignal.timeout(answerMilliseconds),
      redirect: 'error',
    });
    const answer = openingAnswer.safeParse(await response.json());
    if (!answer.success) return null;
    return isSameProof(answer.data.proof, proofOf(door.secret, 'answer', nonce, answer.data.address))
      ? answer.data.address
      : null;
  } catch {
    // Nothing listens there any more, or something that is not ours.
    return null;
  }
}

/** Only one of several starts can create the file. */
function isWritten(path: string, door: DoorFile): boolean {
  try {
    writeFileSync(path, JSON.stringify(door), { flag: 'wx', mode: 0o600 });
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

/** Removes the file of an ended program; puts it back when another start has replaced it meanwhile. */
function takeAwayStale(dataFolder: string, stale: DoorFile | null): void {
  const aside = `${doorFilePath(dataFolder)}.${newSecret().slice(0, 8)}`;
  try {
    renameSync(doorFilePath(dataFolder), aside);
  } catch {
    // Already taken away by another start.
    return;
  }
  const taken = readAt(aside);
  if (taken !== null && taken.secret !== stale?.secret) isWritten(doorFilePath(dataFolder), taken);
  rmSync(aside, { force: true });
}

function doorFilePath(dataFolder: string): string {
  return join(dataFolder, 'door.json');
}

function readDoorFile(dataFolder: string): DoorFile | null {
  return readAt(doorFilePath(dataFolder));
}

function readAt(path: string): DoorFile | null {
  try {
    return doorFileSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    // Absent, or half of a file: as good as none.
    return null;
  }
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not JSON: refused like a wrong proof.
    return null;
  }
}
