/** Opening and closing the key, and saying who works: the host's own procedures, since the key lives in its memory. */
import { existsSync, readFileSync } from 'node:fs';
import type { OutputOf, ParsedInputOf, ProcedureName } from '#shared/contract/index.ts';
import { problem } from '#shared/error.ts';
import { changeSealedPassphrase, openSealedKeys } from './package/keys.ts';
import type { SessionProcedure } from './context.ts';
import type { DataFolder } from './data-folder.ts';
import type { Session } from './session.ts';
import { writeDurably } from './write-durably.ts';

interface SessionTools {
  readonly session: Session;
  readonly folder: DataFolder;
  readonly now: string;
  write(step: string, payload: unknown): Promise<unknown>;
}

export const minimumPassphrase = 4;

export function isSessionProcedure(name: ProcedureName): name is SessionProcedure {
  return name.startsWith('sessions.');
}

export async function runSessionProcedure(name: SessionProcedure, input: unknown, tools: SessionTools): Promise<unknown> {
  const { session, now } = tools;
  switch (name) {
    case 'sessions.state':
      return session.state(now) satisfies OutputOf<'sessions.state'>;
    case 'sessions.signIn': {
      const { operator } = input as ParsedInputOf<'sessions.signIn'>;
      await tools.write('remember', { operator });
      session.signIn(operator);
      return { operator };
    }
    case 'sessions.signOut':
      session.signOut();
      return { done: true };
    case 'sessions.lock':
      session.lock();
      return { isUnlocked: false };
    case 'sessions.unlock': {
      const { passphrase } = input as ParsedInputOf<'sessions.unlock'>;
      session.open(await openSealedKeys(readSealed(tools.folder), passphrase));
      const { isUnlocked, unlockedUntil } = session.state(now);
      return { isUnlocked, unlockedUntil };
    }
    case 'sessions.changePassphrase': {
      const { current, next } = input as ParsedInputOf<'sessions.changePassphrase'>;
      requirePassphrase(next);
      const sealed = await changeSealedPassphrase(readSealed(tools.folder), current, next);
      writeDurably(tools.folder.keys, JSON.stringify(sealed, null, 2));
      return { done: true };
    }
  }
}

export function requirePassphrase(passphrase: string): void {
  if ([...passphrase].length < minimumPassphrase) throw problem('PASSPHRASE_TOO_SHORT', { minimum: minimumPassphrase });
}

function readSealed(folder: DataFolder): unknown {
  if (!existsSync(folder.keys)) throw problem('KEY_MISSING');
  return JSON.parse(readFileSync(folder.keys, 'utf8'));
}
