import { Alert, Button, Group, List, PasswordInput, Stack, Text, Title } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { type FormEvent, type ReactNode, useState } from 'react';
import { call, shownElsewhere, useJob, useQueryOf } from '../../client.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { instantText } from '../../components/instant-text.ts';
import { JobDialog } from '../../components/job-dialog.tsx';
import { shortestPassphrase } from '../setup/passphrase-strength.ts';
import { isPassphraseReady, NewPassphrase, noPassphrase } from './new-passphrase.tsx';

const nothingTyped = { current: '', ...noPassphrase };
const howTexts = { first: '首次设置', changed: '换用', lost: '遗失后重做' } as const;

/** A new key under the same or another passphrase; the one in force signs for it, so nobody has to start again. */
export function ChangeKeyForm(): ReactNode {
  const job = useJob('keys.change');
  const state = useQueryOf('keys.state', {});
  const [isOpen, setOpen] = useState(false);
  const [typed, setTyped] = useState(nothingTyped);
  const isReady = typed.current !== '' && isPassphraseReady(typed);
  const keys = state.data?.keys ?? [];

  function change(changes: Partial<typeof nothingTyped>): void {
    job.reset();
    setTyped({ ...typed, ...changes });
  }

  async function changeKey(): Promise<void> {
    await job.run({ current: typed.current, next: typed.passphrase });
    await call('sessions.unlock', { passphrase: typed.passphrase });
    setTyped(nothingTyped);
    setOpen(false);
    notifications.show({ message: '已换用新密钥。请现在打印新的恢复单和登记单；原来的恢复单作废，请当面销毁。' });
  }

  function submit(event: FormEvent): void {
    event.preventDefault();
    if (isReady) changeKey().catch(shownElsewhere);
  }

  return (
    <div>
      <Title order={3} mb={4}>
        换用新密钥
      </Title>
      <Text size="sm" mb="xs">
        口令或恢复单可能被别人看到过、经办人调离、或按规定每隔几年，换一把新的。原来的密钥会为新密钥签字，对方收到下一份文件时就会知道。
        {keys.length > 1 &&
          `用过的：${keys.map(({ version, since, how }) => `第 ${version} 把（${since === '' ? '' : `${instantText(since)} `}${howTexts[how]}）`).join('、')}。`}
      </Text>
      {!isOpen ? (
        <Button variant="default" onClick={() => setOpen(true)}>
          换用新密钥
        </Button>
      ) : (
        <form onSubmit={submit}>
          <Stack gap="sm">
            <Alert variant="light" color="blue" py={6}>
              <Text size="sm">换好以后还有三件事：</Text>
              <List type="ordered" size="sm">
                <List.Item>打印新的恢复单封存，销毁原来那张。</List.Item>
                <List.Item>在“单位登记”导出新的登记文件、打印新的登记单，交给来往单位。</List.Item>
                <List.Item>路上还没有送到的文件不受影响，对方照样能读，您也照样能读。</List.Item>
              </List>
            </Alert>
            <PasswordInput
              label="现在的口令"
              autoComplete="off"
              value={typed.current}
              onChange={(event) => change({ current: event.currentTarget.value })}
            />
            <NewPassphrase
              label="今后的口令"
              againLabel="再输一遍今后的口令"
              description={`可以与现在的一样；怀疑口令外泄时请换一个，至少 ${shortestPassphrase} 个字符`}
              typed={typed}
              onTyped={change}
            />
            <ErrorNotice problem={job.problem} onClose={job.reset} />
            <Group>
              <Button type="submit" disabled={!isReady} loading={job.isRunning}>
                换用新密钥
              </Button>
              <Button variant="default" onClick={() => setOpen(false)}>
                不换
              </Button>
            </Group>
          </Stack>
        </form>
      )}
      <JobDialog job={job} title="正在换用新密钥" />
    </div>
  );
}
