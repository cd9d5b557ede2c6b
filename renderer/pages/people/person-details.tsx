import { Anchor, Button, Group, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { Link } from 'wouter';
import { shownDay } from '#shared/calendar/day.ts';
import type { OutputOf } from '#shared/contract/index.ts';
import type { PersonRow } from '#shared/contract/people.ts';
import { groupRoleLabels } from '#shared/text/labels.ts';
import { useQueryOf } from '../../client.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { NewPostDialog, PersonDialog } from './person-dialogs.tsx';

type Found = OutputOf<'persons.get'>;
const termsShown = 30;

/** Posts over time, groups, projects now and before. */
export function PersonDetails({ person }: { readonly person: PersonRow }): ReactNode {
  const found = useQueryOf('persons.get', { id: person.id });
  const [dialog, setDialog] = useState<'edit' | 'post' | null>(null);
  if (found.data === undefined) return <ErrorNotice problem={found.error} />;
  const { posts, groups, terms } = found.data;
  const present = terms.filter((term) => term.untilDay === null);
  const past = terms.filter((term) => term.untilDay !== null);
  return (
    <>
      {posts.length > 0 && (
        <Text size="sm">
          任职经历：
          {posts
            .map((post) => {
              const what = [post.unitName, post.post, post.rank].filter((part) => part !== null).join(' ');
              return `${what}（${daysText(post)}）`;
            })
            .join('；')}
        </Text>
      )}
      {groups.length > 0 && (
        <Text size="sm">小组：{groups.map((group) => `${group.name}${groupRoleLabels[group.role]}`).join('、')}</Text>
      )}
      <Terms label="项目" terms={present} />
      {past.length > 0 && <Terms label="曾经负责" terms={past} />}
      {person.mayEdit && (
        <Group gap="xs" mt={8}>
          <Button size="xs" variant="default" onClick={() => setDialog('edit')}>
            修改
          </Button>
          <Button size="xs" variant="default" onClick={() => setDialog('post')}>
            任新职
          </Button>
        </Group>
      )}
      {dialog === 'edit' && <PersonDialog person={person} onClose={() => setDialog(null)} />}
      {dialog === 'post' && <NewPostDialog person={person} onClose={() => setDialog(null)} />}
    </>
  );
}

function Terms({ label, terms }: { readonly label: string; readonly terms: Found['terms'] }): ReactNode {
  if (terms.length === 0) return null;
  return (
    <Text size="sm">
      {label}：
      {terms.slice(0, termsShown).map((term, index) => (
        <span key={term.id}>
          {index > 0 && '、'}
          <Anchor component={Link} href={`/projects/${term.projectId}?tab=people`} size="sm">
            {term.projectName}
          </Anchor>
          {`（${term.roleName}${term.fromDay === null && term.untilDay === null ? '' : `，${daysText(term)}`}）`}
        </span>
      ))}
      {terms.length > termsShown && `等 ${terms.length} 个`}
    </Text>
  );
}

function daysText({
  fromDay,
  untilDay,
}: {
  readonly fromDay: string | null;
  readonly untilDay: string | null;
}): string {
  return `${fromDay === null ? '' : shownDay(fromDay)}至${untilDay === null ? '今' : shownDay(untilDay)}`;
}
