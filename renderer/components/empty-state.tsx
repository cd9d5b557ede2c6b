import { Group, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';

interface EmptyStateProps {
  readonly title: string;
  /** What belongs here and how it comes here. */
  readonly children: ReactNode;
  readonly actions?: ReactNode;
}

/** A page without content teaches what it is for and offers the first step. */
export function EmptyState({ title, children, actions }: EmptyStateProps): ReactNode {
  return (
    <Stack align="center" gap="sm" py={48} px="md" ta="center">
      <Title order={2}>{title}</Title>
      <Text maw={520} c="var(--quiet)">
        {children}
      </Text>
      {actions !== undefined && <Group justify="center">{actions}</Group>}
    </Stack>
  );
}
