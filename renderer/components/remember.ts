/**
 * What this computer remembers of how things were left: column widths, large type. The app gives a memory kept by the
 * host (`settings.*`); without one (tests) it lasts as long as the page.
 */
import { createContext, useContext, useState } from 'react';

export interface Memory {
  readonly get: (key: string) => unknown;
  readonly set: (key: string, value: unknown) => void;
}

export function pageMemory(): Memory {
  const values = new Map<string, unknown>();
  return { get: (key) => values.get(key), set: (key, value) => void values.set(key, value) };
}

export const MemoryContext = createContext<Memory>(pageMemory());

/** State that is still there tomorrow. `isValue` guards against what an older version left. */
export function useRemembered<T>(
  key: string,
  initial: T,
  isValue: (value: unknown) => value is T,
): readonly [T, (value: T) => void] {
  const memory = useContext(MemoryContext);
  const [value, setValue] = useState<T>(() => {
    const kept = memory.get(key);
    return isValue(kept) ? kept : initial;
  });
  function remember(next: T): void {
    setValue(next);
    memory.set(key, next);
  }
  return [value, remember];
}
