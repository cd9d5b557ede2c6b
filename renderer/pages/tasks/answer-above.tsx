import { Button, Group, Stack, Text, Textarea } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { InputOf } from '#shared/contract/index.ts';
import { shownElsewhere, useCommand } from '../../client.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { sayDone } from '../../components/say-done.tsx';
import { useUndo } from '../../use-undo.ts';

const said = { accept: '已签收', progress: '已填进展', reply: '已反馈办理结果' } as const;

/** A task from above: this office says how far it is, the centre closes it. */
export function AnswerAbove({
  taskId,
  officeName,
}: {
  readonly taskId: string;
  readonly officeName: string;
}): ReactNode {
  const answer = useCommand('tasks.answerAbove');
  const undo = useUndo(['tasks.answerAbove']);
  const [body, setBody] = useState('');

  async function say(kind: InputOf<'tasks.answerAbove'>['kind']): Promise<void> {
    const made = await answer.run({ id: taskId, kind, body: body.trim() });
    setBody('');
    sayDone(`${said[kind]}，随下一份报送包交给${officeName}`, () => undo(made.changeId));
  }

  const isEmpty = body.trim() === '';
  return (
    <Stack gap="xs">
      <Textarea
        label={`答复${officeName}`}
        autosize
        minRows={2}
        maxLength={3000}
        placeholder="办到什么程度、还有什么困难"
        value={body}
        onChange={(event) => setBody(event.currentTarget.value)}
      />
      <Group gap="xs">
        <Button
          size="xs"
          variant="default"
          loading={answer.isRunning}
          onClick={() => void say('accept').catch(shownElsewhere)}
        >
          签收
        </Button>
        <Button
          size="xs"
          variant="default"
          disabled={isEmpty || answer.isRunning}
          onClick={() => void say('progress').catch(shownElsewhere)}
        >
          填进展
        </Button>
        <Button
          size="xs"
          disabled={isEmpty || answer.isRunning}
          onClick={() => void say('reply').catch(shownElsewhere)}
        >
          反馈办理结果
        </Button>
        <Text size="xs" c="var(--quiet)">
          由{officeName}确认办结
        </Text>
      </Group>
      <ErrorNotice problem={answer.problem} onClose={answer.reset} />
    </Stack>
  );
}
