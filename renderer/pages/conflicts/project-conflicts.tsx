import { Alert, Anchor, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { useQueryOf } from '../../client.ts';

/** On a project's page: something of it was changed differently at two computers. */
export function ProjectConflicts({ projectId }: { readonly projectId: string }): ReactNode {
  const summary = useQueryOf('conflicts.summary', {});
  const count = summary.data?.projects.find((each) => each.projectId === projectId)?.count ?? 0;
  if (count === 0) return null;
  return (
    <Alert variant="light" color="orange" py={6} mb="xs" role="status">
      <Text size="sm" c="#4d2a00">
        这个项目有 {count} 处两台电脑改得不一致，这里显示的是现在的内容。
        <Anchor component={Link} href={`/conflicts?project=${projectId}`} ml={8} size="sm" underline="always">
          去选定
        </Anchor>
      </Text>
    </Alert>
  );
}
