import { Alert, Anchor, Button, Group, Text } from '@mantine/core';
import { IconUsers } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import type { OutputOf } from '#shared/contract/index.ts';
import type { PersonRow } from '#shared/contract/people.ts';
import { shownElsewhere, useCommand, useQueryOf } from '../../client.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { sayDone } from '../../components/say-done.tsx';
import { useUndo } from '../../use-undo.ts';

type Pair = OutputOf<'persons.alike'>['pairs'][number];
const shownAtFirst = 3;

/** Two spellings that may be one person: the evidence, and two answers. Nothing is decided by the program. */
export function AlikeList(): ReactNode {
  const alike = useQueryOf('persons.alike', {});
  const merge = useCommand('persons.merge');
  const keepApart = useCommand('persons.keepApart');
  const undo = useUndo(['persons.merge']);
  const [isWhole, setWhole] = useState(false);
  const pairs = alike.data?.pairs ?? [];
  if (pairs.length === 0) return null;

  async function join(pair: Pair): Promise<void> {
    const made = await merge.run({ keptId: pair.left.id, otherId: pair.right.id });
    sayDone(`“${pair.right.name}”已并入“${pair.left.name}”，${made.moved} 处随之转过去`, () => undo(made.changeId));
  }

  return (
    <Alert
      variant="light"
      icon={<IconUsers size={18} aria-hidden />}
      mb="sm"
      title={`有 ${pairs.length} 对可能是同一个人`}
    >
      {pairs.slice(0, isWhole ? undefined : shownAtFirst).map((pair) => (
        <Group key={`${pair.left.id}-${pair.right.id}`} gap="sm" mb={4} wrap="nowrap">
          <Text size="sm" style={{ flex: 1, minWidth: 0 }}>
            {described(pair.left)} 与 {described(pair.right)}：{pair.evidence.join('，')}
          </Text>
          <Button size="compact-xs" loading={merge.isRunning} onClick={() => void join(pair).catch(shownElsewhere)}>
            是同一人，保留“{pair.left.name}”
          </Button>
          <Button
            size="compact-xs"
            variant="default"
            onClick={() => void keepApart.run({ leftId: pair.left.id, rightId: pair.right.id }).catch(shownElsewhere)}
          >
            不是同一人
          </Button>
        </Group>
      ))}
      {pairs.length > shownAtFirst && (
        <Anchor component="button" type="button" size="sm" onClick={() => setWhole(!isWhole)}>
          {isWhole ? '收起' : `全部 ${pairs.length} 对`}
        </Anchor>
      )}
      <ErrorNotice problem={merge.problem ?? keepApart.problem} />
    </Alert>
  );
}

function described(person: PersonRow): string {
  const facts = [person.unitName, person.post, person.projects > 0 ? `${person.projects}个项目` : null];
  const more = facts.filter((fact) => fact !== null).join('，');
  // Blanks within the name are what may differ: quotation marks show them.
  return `“${person.name}”${more === '' ? '' : `（${more}）`}`;
}
