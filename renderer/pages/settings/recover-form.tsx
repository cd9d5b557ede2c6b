import { Button, Group, Stack, Text, Textarea, Title } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { type FormEvent, type ReactNode, useState } from 'react';
import { shownElsewhere, useJob } from '../../client.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { JobDialog } from '../../components/job-dialog.tsx';
import { isPassphraseReady, NewPassphrase, noPassphrase } from './new-passphrase.tsx';

const nothingTyped = { recoveryText: '', ...noPassphrase };

/** A forgotten passphrase or a new computer: the sealed sheet opens the keys, a new passphrase closes them. */
export function RecoverForm(): ReactNode {
  const job = useJob('sessions.recover');
  const [typed, setTyped] = useState(nothingTyped);
  const isReady = typed.recoveryText.trim() !== '' && isPassphraseReady(typed);

  function change(changes: Partial<typeof nothingTyped>): void {
    job.reset();
    setTyped({ ...typed, ...changes });
  }

  async function recover(): Promise<void> {
    await job.run({ recoveryText: typed.recoveryText, passphrase: typed.passphrase });
    setTyped(nothingTyped);
    notifications.show({ message: '密钥已恢复，从现在起用新口令。恢复单请重新装入信封封存。' });
  }

  function submit(event: FormEvent): void {
    event.preventDefault();
    if (isReady) recover().catch(shownElsewhere);
  }

  return (
    <form onSubmit={submit}>
      <Title order={3} mb={4}>
        恢复密钥
      </Title>
      <Text size="sm" mb="xs">
        忘记口令时，经单位负责人批准拆开恢复单，把七行内容逐行输入（也可以用扫码枪扫恢复单上的二维码）。
      </Text>
      <Stack gap="sm">
        <Textarea
          label="恢复单上的七行"
          autosize
          minRows={3}
          autoComplete="off"
          spellCheck={false}
          value={typed.recoveryText}
          onChange={(event) => change({ recoveryText: event.currentTarget.value })}
        />
        <NewPassphrase label="设一个新口令" againLabel="再输一遍这个口令" typed={typed} onTyped={change} />
        <ErrorNotice problem={job.problem} onClose={job.reset} />
        <Group>
          <Button type="submit" variant="default" disabled={!isReady} loading={job.isRunning}>
            恢复密钥
          </Button>
        </Group>
      </Stack>
      <JobDialog job={job} title="正在恢复密钥" />
    </form>
  );
}
