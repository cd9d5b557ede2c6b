import { Button, Group, Text, Title } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { ReactNode } from 'react';
import { shownElsewhere, useCommand, useQueryOf } from '../../client.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { instantText } from '../../components/instant-text.ts';

/** What was merged into this project, with the way back; nothing where there is none. */
export function MergedProjects({
  projectId,
  mayEdit,
}: {
  readonly projectId: string;
  readonly mayEdit: boolean;
}): ReactNode {
  const merged = useQueryOf('duplicates.merged', { projectId });
  const split = useCommand('duplicates.split');
  const rows = merged.data?.rows ?? [];
  if (rows.length === 0) return null;

  async function takeOut(id: string, name: string): Promise<void> {
    const { changedSince } = await split.run({ otherId: id });
    const kept = changedSince.map((each) => `“${each.label}”`).join('、');
    notifications.show({
      message: kept === '' ? `已拆回“${name}”` : `已拆回“${name}”；${kept}在合并以后又改过，保留不动，请核对`,
    });
  }
  return (
    <section className="overview-card" aria-label="并入的项目">
      <Title order={2} size="h3" mb="xs">
        并入的项目
      </Title>
      <ErrorNotice problem={split.problem} onClose={split.reset} />
      {rows.map((row) => (
        <Group key={row.id} justify="space-between" wrap="nowrap" mt={4}>
          <Text size="sm">
            {row.name}
            {row.code === null ? '' : `（${row.code}）`}
            <Text span size="sm" c="var(--quiet)">
              　{instantText(row.at).slice(0, 10)} {row.actor}合并
            </Text>
          </Text>
          {mayEdit && row.maySplit && (
            <Button
              size="xs"
              variant="default"
              loading={split.isRunning}
              onClick={() => void takeOut(row.id, row.name).catch(shownElsewhere)}
            >
              拆回
            </Button>
          )}
        </Group>
      ))}
    </section>
  );
}
