import { Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';

interface SectionProps {
  readonly title: string;
  /** What it is for, in one or two sentences. */
  readonly about: ReactNode;
  readonly children: ReactNode;
}

export function Section({ title, about, children }: SectionProps): ReactNode {
  return (
    <section className="settings-section" aria-label={title}>
      <Title order={2}>{title}</Title>
      <Text size="sm" c="var(--quiet)" mb="md">
        {about}
      </Text>
      {children}
    </section>
  );
}
