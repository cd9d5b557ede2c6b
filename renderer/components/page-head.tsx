import { Group, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';

interface PageHeadProps {
  readonly title: ReactNode;
  /** Unit, data date, counts: what a table must state. */
  readonly about?: ReactNode;
  readonly actions?: ReactNode;
}

export function PageHead({ title, about, actions }: PageHeadProps): ReactNode {
  return (
    <Group justify="space-between" align="flex-end" wrap="nowrap" mb="xs" gap="md">
      <div style={{ minWidth: 0 }}>
        <Title order={1} lineClamp={1}>
          {title}
        </Title>
        {about !== undefined && (
          <Text component="div" size="sm" c="var(--quiet)" mt={2}>
            {about}
          </Text>
        )}
      </div>
      {actions !== undefined && (
        <Group gap="xs" wrap="nowrap">
          {actions}
        </Group>
      )}
    </Group>
  );
}
