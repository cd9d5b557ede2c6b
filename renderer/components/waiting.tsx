import { Skeleton, Stack } from '@mantine/core';
import { type ReactNode, useEffect, useState } from 'react';

/** Skeletons only above 300 ms: quick answers do not flicker. */
export function Waiting({ lines = 6 }: { readonly lines?: number }): ReactNode {
  const [isSlow, setSlow] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), 300);
    return () => clearTimeout(timer);
  }, []);
  if (!isSlow) return null;
  return (
    <Stack gap="xs" role="status" aria-busy aria-label="正在读取">
      {Array.from({ length: lines }, (_, index) => (
        <Skeleton key={index} height={24} />
      ))}
    </Stack>
  );
}
