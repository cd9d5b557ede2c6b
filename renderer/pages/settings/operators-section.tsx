import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconUserCheck } from '@tabler/icons-react';
import { type FormEvent, type ReactNode, useState } from 'react';
import { shownElsewhere, useCommand, useQueryOf } from '../../client.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { useOffice } from '../../office-context.ts';
import { Section } from './section.tsx';

export function OperatorsSection(): ReactNode {
  const { operators } = useOffice();
  const session = useQueryOf('sessions.state', {});
  const signIn = useCommand('sessions.signIn');
  const [name, setName] = useState('');

  async function signInAs(operator: string): Promise<void> {
    await signIn.run({ operator });
    setName('');
    notifications.show({ message: `现在由${operator}操作，之后的改动记在这个名字下` });
  }

  const enter = (operator: string) => void signInAs(operator).catch(shownElsewhere);

  function add(event: FormEvent): void {
    event.preventDefault();
    if (name.trim() !== '') enter(name.trim());
  }

  return (
    <Section
      title="经办人"
      about="每一处改动都记在经办人名下。换人操作时在这里换，也可以用右上角的菜单。名字只用来留痕，不是登录密码；离开时请锁定密钥。"
    >
      <Stack gap="md" maw={460}>
        <ErrorNotice problem={signIn.problem} onClose={signIn.reset} />
        <ul className="settings-operators">
          {operators.map((operator) => (
            <li key={operator}>
              <span>{operator}</span>
              {session.data?.operator === operator ? (
                <span className="settings-current">
                  <IconUserCheck size={17} aria-hidden />
                  正在操作
                </span>
              ) : (
                <Button variant="default" size="xs" disabled={signIn.isRunning} onClick={() => enter(operator)}>
                  换成{operator}
                </Button>
              )}
            </li>
          ))}
        </ul>
        <form onSubmit={add}>
          <Group align="flex-end" wrap="nowrap">
            <TextInput
              style={{ flex: 1 }}
              label="新的经办人"
              description="填写真实姓名"
              value={name}
              maxLength={40}
              onChange={(event) => setName(event.currentTarget.value)}
            />
            <Button type="submit" disabled={name.trim() === ''} loading={signIn.isRunning}>
              添加并换成此人
            </Button>
          </Group>
        </form>
        <Text size="sm" c="var(--quiet)">
          已经写进变更记录的名字不会改变，也不能删除。
        </Text>
      </Stack>
    </Section>
  );
}
