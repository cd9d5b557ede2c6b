import { ActionIcon, Anchor, Button, Group, Text, Title } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { Link } from 'wouter';
import type { MembershipView } from '#shared/contract/lists.ts';
import { shownElsewhere, useCommand, useQueryOf } from '../../client.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { useUndo } from '../../use-undo.ts';
import { AddToList } from '../lists/add-to-list.tsx';

/** The lists a project is on, year by year; also a card of 概况. */
export function ProjectLists({ projectId }: { readonly projectId: string }): ReactNode {
  const memberships = useQueryOf('lists.ofProject', { projectId });
  const lists = useQueryOf('lists.list', {});
  const remove = useCommand('lists.remove');
  const undo = useUndo(['lists.addMany', 'lists.save', 'lists.remove']);
  const [isAdding, setAdding] = useState(false);
  const rows = memberships.data?.rows ?? [];
  const mayEdit = memberships.data?.mayEdit === true;
  return (
    <section className="overview-card" aria-label="名单">
      <Group justify="space-between" mb="xs">
        <Title order={2} size="h3">
          名单
        </Title>
        {mayEdit && (
          <Button
            size="xs"
            variant="default"
            leftSection={<IconPlus size={14} aria-hidden />}
            onClick={() => setAdding(true)}
          >
            列入名单
          </Button>
        )}
      </Group>
      <ErrorNotice problem={memberships.error} />
      <ErrorNotice problem={remove.problem} onClose={remove.reset} />
      {rows.length === 0 && (
        <Text size="sm" c="var(--quiet)">
          不在任何名单里。
        </Text>
      )}
      <Group gap="xs">
        {rows.map((row) => (
          <Group key={row.id} gap={4} className="overview-list" data-ended={row.untilDay !== null || undefined}>
            <Anchor component={Link} size="sm" href={`/lists?year=${row.year}&list=${encodeURIComponent(row.list)}`}>
              {membershipText(row)}
            </Anchor>
            {row.isFromAbove && (
              <Text span size="xs" c="var(--quiet)">
                中心列入
              </Text>
            )}
            {row.mayEdit && (
              <ActionIcon
                variant="subtle"
                size="sm"
                aria-label={`从${row.list}删除`}
                onClick={() => void remove.run({ ids: [row.id] }).catch(shownElsewhere)}
              >
                <IconX size={13} aria-hidden />
              </ActionIcon>
            )}
          </Group>
        ))}
      </Group>
      {isAdding && lists.data !== undefined && (
        <AddToList
          lists={lists.data}
          projectIds={[projectId]}
          onAdded={() => undefined}
          undo={undo}
          onClose={() => setAdding(false)}
        />
      )}
    </section>
  );
}

function membershipText({ year, list, issue, part, untilDay }: MembershipView): string {
  const more = [issue, part].filter((each) => each !== null).join(' ');
  return `${year}年${list}${more === '' ? '' : `（${more}）`}${untilDay === null ? '' : ` ${untilDay}移出`}`;
}
