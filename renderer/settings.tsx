/** Settings of this computer: read once at the start, kept by the host, so that they outlive the page's address. */
import { type ReactNode, useMemo, useRef, useState } from 'react';
import { call, shownElsewhere } from './client.ts';
import { type Memory, MemoryContext } from './components/remember.ts';

/** Dragging a column edge changes a width many times: the last one is kept. */
const writeAfter = 500;

export function RememberedSettings({
  values,
  children,
}: {
  readonly values: Readonly<Record<string, unknown>>;
  readonly children: ReactNode;
}): ReactNode {
  const [known] = useState(() => new Map(Object.entries(values)));
  const timers = useRef(new Map<string, ReturnType<typeof setTimeout>>());
  const memory = useMemo<Memory>(
    () => ({
      get: (key) => known.get(key),
      set: (key, value) => {
        known.set(key, value);
        clearTimeout(timers.current.get(key));
        timers.current.set(
          key,
          setTimeout(() => {
            call('settings.set', { key, value: value as never }).catch(shownElsewhere);
          }, writeAfter),
        );
      },
    }),
    [known],
  );
  return <MemoryContext value={memory}>{children}</MemoryContext>;
}

export const largeTypeKey = 'largeType';
