import { Button, Group, PasswordInput, Progress, Stack, Text, Title } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { type FormEvent, type ReactNode, useState } from 'react';
import { shownElsewhere, useJob } from '../../client.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { JobDialog } from '../../components/job-dialog.tsx';
import { passphraseStrength, shortestPassphrase } from '../setup/passphrase-strength.ts';

const nothingTyped = { current: '', next: '', again: '' };
type Typed = typeof nothingTyped;

export function PassphraseForm(): ReactNode {
  const job = useJob('sessions.changePassphrase');
  const [typed, setTyped] = useState<Typed>(nothingTyped);
  const strength = passphraseStrength(typed.next);
  const isLong = [...typed.next].length >= shortestPassphrase;
  const isSame = typed.next === typed.again;
  const isReady = typed.current !== '' && isLong && isSame;

  function change(changes: Partial<Typed>): void {
    job.reset();
    setTyped({ ...typed, ...changes });
  }

  async function changePassphrase(): Promise<void> {
    await job.run({ current: typed.current, next: typed.next });
    setTyped(nothingTyped);
    notifications.show({ message: '口令已修改，从现在起用新口令。原来的恢复单仍然有效。' });
  }

  function submit(event: FormEvent): void {
    event.preventDefault();
    if (isReady) changePassphrase().catch(shownElsewhere);
  }

  return (
    <form onSubmit={submit}>
      <Title order={3} mb={4}>
        修改口令
      </Title>
      <Stack gap="sm">
        <PasswordInput
          label="现在的口令"
          autoComplete="off"
          value={typed.current}
          onChange={(event) => change({ current: event.currentTarget.value })}
        />
        <div>
          <PasswordInput
            label="新口令"
            description={`至少 ${shortestPassphrase} 个字符，可以是一句自己记得住的话`}
            autoComplete="off"
            value={typed.next}
            onChange={(event) => change({ next: event.currentTarget.value })}
          />
          {typed.next !== '' && (
            <>
              <Progress value={strength.level} size="sm" mt={6} aria-label="口令强度" />
              <Text size="xs" c="var(--quiet)">
                {strength.words}
              </Text>
            </>
          )}
        </div>
        <PasswordInput
          label="再输一遍新口令"
          autoComplete="off"
          value={typed.again}
          error={typed.again !== '' && !isSame ? '两次输入的不一样' : null}
          onChange={(event) => change({ again: event.currentTarget.value })}
        />
        <ErrorNotice problem={job.problem} onClose={job.reset} />
        <Group>
          <Button type="submit" disabled={!isReady} loading={job.isRunning}>
            修改口令
          </Button>
        </Group>
      </Stack>
      <JobDialog job={job} title="正在修改口令" />
    </form>
  );
}
