/** Opening and closing the key, and saying who works: the host's own procedures, since the key lives in its memory. */
import type { OutputOf, ParsedInputOf, ProcedureName } from '#shared/contract/index.ts';
import { problem } from '#shared/error.ts';
import type { SessionProcedure } from './context.ts';
import type { DataFolder } from './data-folder.ts';
import {
  changePassphrase,
  lockKeys,
  publicKeysOf,
  readKeyFile,
  unlockKeys,
  withEarlier,
  writeKeyFile,
} from './package/keys.ts';
import { fromRecoveryText } from './package/recovery-text.ts';
import type { Session } from './session.ts';

interface SessionTools {
  readonly session: Session;
  readonly folder: DataFolder;
  readonly now: string;
  /** Of the key in force, as it is recorded; null where none is. */
  newestKeyId(): string | null;
  write(step: string, payload: unknown): Promise<unknown>;
}

export const minimumPassphrase = 4;

export function isSessionProcedure(name: ProcedureName): name is SessionProcedure {
  return name.startsWith('sessions.');
}

export async function runSessionProcedure(
  name: SessionProcedure,
  input: unknown,
  tools: SessionTools,
): Promise<unknown> {
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
      session.open(await unlockKeys(await keyFileOf(tools.folder), passphrase));
      const { isUnlocked, unlockedUntil } = session.state(now);
      return { isUnlocked, unlockedUntil };
    }
    case 'sessions.recover': {
      const { recoveryText, passphrase } = input as ParsedInputOf<'sessions.recover'>;
      requirePassphrase(passphrase);
      const typed = await fromRecoveryText(recoveryText);
      const keyFile = await readKeyFile(tools.folder.keys);
      const isOfFile = keyFile !== undefined && publicKeysOf(keyFile).signingKey === typed.signingKey;
      // A sheet of an earlier office or key would sign what nobody who has enrolled this one accepts.
      if (keyFile !== undefined && !isOfFile && tools.newestKeyId() !== typed.keyId)
        throw problem('RECOVERY_OTHER_KEY');
      const keys = isOfFile ? withEarlier(typed, keyFile) : typed;
      await writeKeyFile(tools.folder.keys, await lockKeys(keys, passphrase));
      session.open(keys);
      const { isUnlocked, unlockedUntil } = session.state(now);
      return { isUnlocked, unlockedUntil };
    }
    case 'sessions.changePassphrase': {
      const { current, next } = input as ParsedInputOf<'sessions.changePassphrase'>;
      requirePassphrase(next);
      await writeKeyFile(tools.folder.keys, await changePassphrase(await keyFileOf(tools.folder), current, next));
      return { done: true };
    }
  }
}

export function requirePassphrase(passphrase: string): void {
  if ([...passphrase].length < minimumPassphrase) throw problem('PASSPHRASE_TOO_SHORT', { minimum: minimumPassphrase });
}

async function keyFileOf(folder: DataFolder): Promise<string> {
  const keyFile = await readKeyFile(folder.keys);
  if (keyFile === undefined) throw problem('KEY_MISSING');
  return keyFile;
}
