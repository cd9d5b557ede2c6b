import { Button, Center, Group, Modal, Paper, Stack, Text, TextInput, Title } from '@mantine/core';
import { type FormEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import type { OfficeView } from '#shared/contract/offices.ts';
import { offerRemedy, shownElsewhere, useCommand, useQueryOf } from '../../client.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';

interface SignInPageProps {
  readonly office: OfficeView;
  readonly operators: readonly string[];
}

/** Who is working: every change is recorded in this name. */
export function SignInPage({ office, operators }: SignInPageProps): ReactNode {
  return (
    <Center h="100%" p="md">
      <Paper withBorder p="xl" w={440}>
        <Stack gap="md">
          <div>
            <Title order={1}>{office.shortName}</Title>
            <Text c="var(--quiet)">{office.fullName}</Text>
          </div>
          <SignInForm operators={operators} />
        </Stack>
      </Paper>
    </Center>
  );
}

function SignInForm({
  operators,
  onDone,
}: {
  readonly operators: readonly string[];
  readonly onDone?: () => void;
}): ReactNode {
  const signIn = useCommand('sessions.signIn');
  const [name, setName] = useState('');
  const [isOther, setOther] = useState(operators.length === 0);

  async function enter(operator: string): Promise<void> {
    await signIn.run({ operator });
    onDone?.();
  }

  function submit(event: FormEvent): void {
    event.preventDefault();
    if (name.trim() !== '') enter(name.trim()).catch(shownElsewhere);
  }

  return (
    <Stack gap="sm">
      <Text>请选择经办人，之后的每一处改动都记在这个名字下。</Text>
      <Stack gap={6}>
        {operators.map((operator, index) => (
          <Button
            key={operator}
            variant="default"
            justify="flex-start"
            size="md"
            loading={signIn.isRunning}
            {...(index === 0 ? { 'data-autofocus': true, autoFocus: true } : {})}
            onClick={() => void enter(operator).catch(shownElsewhere)}
          >
            {operator}
          </Button>
        ))}
      </Stack>
      {isOther ? (
        <form onSubmit={submit}>
          <Group align="flex-end" wrap="nowrap">
            <TextInput
              style={{ flex: 1 }}
              label="经办人姓名"
              value={name}
              maxLength={40}
              autoFocus={operators.length === 0}
              onChange={(event) => setName(event.currentTarget.value)}
            />
            <Button type="submit" disabled={name.trim() === ''} loading={signIn.isRunning}>
              开始工作
            </Button>
          </Group>
        </form>
      ) : (
        <Button variant="subtle" onClick={() => setOther(true)}>
          其他经办人
        </Button>
      )}
      <ErrorNotice problem={signIn.problem} />
    </Stack>
  );
}

/** A call refused because nobody is signed in asks here and goes on. */
export function SignInDialog(): ReactNode {
  const [isOpen, setOpen] = useState(false);
  const waiting = useRef<((isThere: boolean) => void)[]>([]);
  const current = useQueryOf('offices.current', {}, { isEnabled: isOpen });
  useEffect(
    () =>
      offerRemedy('OPERATOR_MISSING', () => {
        setOpen(true);
        return new Promise((resolve) => waiting.current.push(resolve));
      }),
    [],
  );
  function finish(isThere: boolean): void {
    setOpen(false);
    for (const resolve of waiting.current.splice(0)) resolve(isThere);
  }
  return (
    <Modal opened={isOpen} onClose={() => finish(false)} title="谁在操作" centered zIndex={400}>
      {isOpen && <SignInForm operators={current.data?.operators ?? []} onDone={() => finish(true)} />}
    </Modal>
  );
}
