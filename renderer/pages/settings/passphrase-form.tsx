import { Button, Group, PasswordInput, Stack, Title } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { type FormEvent, type ReactNode, useState } from 'react';
import { shownElsewhere, useJob } from '../../client.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { JobDialog } from '../../components/job-dialog.tsx';
import { isPassphraseReady, NewPassphrase, noPassphrase } from './new-passphrase.tsx';

const nothingTyped = { current: '', ...noPassphrase };
type Typed = typeof nothingTyped;

export function PassphraseForm(): ReactNode {
  const job = useJob('sessions.changePassphrase');
  const [typed, setTyped] = useState<Typed>(nothingTyped);
  const isReady = typed.current !== '' && isPassphraseReady(typed);

  function change(changes: Partial<Typed>): void {
    job.reset();
    setTyped({ ...typed, ...changes });
  }

  async function changePassphrase(): Promise<void> {
    await job.run({ current: typed.current, next: typed.passphrase });
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
        <NewPassphrase label="新口令" againLabel="再输一遍新口令" typed={typed} onTyped={change} />
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
