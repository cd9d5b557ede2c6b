/** Who is working, and the open key. Both live in the host's memory only and are gone with it. */
import { problem } from '#shared/error.ts';
import type { OpenKeys } from './package/keys.ts';

/** Unlocking keeps the key open for this long without use. */
export const idleMilliseconds = 30 * 60_000;

export interface Session {
  operator(): string | null;
  signIn(operator: string): void;
  signOut(): void;
  open(keys: OpenKeys): void;
  lock(): void;
  /** The open key; each use prolongs it. Throws KEY_LOCKED. */
  useKeys(): OpenKeys;
  state(now: string): { operator: string | null; isUnlocked: boolean; unlockedUntil: string | null };
}

export function newSession(operator: string | null, monotonicNow: () => number = () => performance.now()): Session {
  let working = operator;
  let keys: OpenKeys | null = null;
  let until = 0;
  const isOpen = () => keys !== null && monotonicNow() < until;
  const lock = () => {
    keys = null;
    until = 0;
  };
  return {
    operator: () => working,
    signIn(name) {
      working = name;
    },
    signOut() {
      working = null;
      lock();
    },
    open(opened) {
      keys = opened;
      until = monotonicNow() + idleMilliseconds;
    },
    lock,
    useKeys() {
      if (!isOpen()) lock();
      if (keys === null) throw problem('KEY_LOCKED');
      until = monotonicNow() + idleMilliseconds;
      return keys;
    },
    state(now) {
      if (!isOpen()) lock();
      const isUnlocked = keys !== null;
      const left = until - monotonicNow();
      return {
        operator: working,
        isUnlocked,
        unlockedUntil: isUnlocked ? new Date(Date.parse(now) + left).toISOString() : null,
      };
    },
  };
}
