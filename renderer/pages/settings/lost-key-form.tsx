import { Alert, Anchor, Button, Group, List, Stack, Text, TextInput, Title } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { type FormEvent, type ReactNode, useState } from 'react';
import { Link } from 'wouter';
import { call, shownElsewhere, useJob, useQueryOf } from '../../client.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { JobDialog } from '../../components/job-dialog.tsx';
import { useOffice } from '../../office-context.ts';
import { isPassphraseReady, NewPassphrase, noPassphrase } from './new-passphrase.tsx';

const nothingTyped = { fullName: '', ...noPassphrase };

/** Neither passphrase nor recovery sheet is left: a key made anew, that every other office enrols again. */
export function LostKeyForm(): ReactNode {
  const { office } = useOffice();
  const job = useJob('keys.replaceLost');
  const desks = useQueryOf('desks.list', {});
  const [isOpen, setOpen] = useState(false);
  const [typed, setTyped] = useState(nothingTyped);
  const isReady = typed.fullName.trim() !== '' && isPassphraseReady(typed);

  function change(changes: Partial<typeof nothingTyped>): void {
    job.reset();
    setTyped({ ...typed, ...changes });
  }

  async function replace(): Promise<void> {
    await job.run({ fullName: typed.fullName, passphrase: typed.passphrase });
    await call('sessions.unlock', { passphrase: typed.passphrase });
    setTyped(nothingTyped);
    setOpen(false);
    notifications.show({ message: '密钥已重做。请打印新的恢复单和登记单，并请每个来往单位重新登记。' });
  }

  function submit(event: FormEvent): void {
    event.preventDefault();
    if (isReady) replace().catch(shownElsewhere);
  }

  return (
    <div>
      <Title order={3} mb={4}>
        密钥遗失怎么办
      </Title>
      <Text size="sm" mb="xs">
        忘了口令、恢复单还在的，用上面的“恢复密钥”。口令和恢复单都没有了，才重做密钥。
        {!isOpen && (
          <Anchor component="button" type="button" size="sm" ml={6} onClick={() => setOpen(true)}>
            口令和恢复单都没有了
          </Anchor>
        )}
      </Text>
      {isOpen && (
        <form onSubmit={submit}>
          <Stack gap="sm">
            {(desks.data?.rows.length ?? 0) > 0 && (
              <Alert variant="light" color="orange" py={8}>
                <Text size="sm" c="#4d2a00">
                  本单位有几台电脑，只在一台上重做。另一台已经重做好了的，不要再重做一次，请到
                  <Anchor component={Link} href="/desks" size="sm">
                    本单位各台电脑
                  </Anchor>
                  点“取来新密钥”，从那台取来。
                </Text>
              </Alert>
            )}
            <List size="sm">
              <List.Item>数据一处也不会丢，已经交出去的照旧有效。</List.Item>
              <List.Item>
                每个来往单位都要凭新的登记文件和盖章的登记单重新登记；登记之前，新生成的文件对方不读取。
              </List.Item>
              {(desks.data?.rows.length ?? 0) > 0 && (
                <List.Item>
                  重做以后，到其他各台电脑的“本单位各台电脑”里取来新密钥，各台才能继续互相同步和报送。
                </List.Item>
              )}
              <List.Item>路上加密给原来密钥的文件打不开了，要请对方重新生成。</List.Item>
            </List>
            <TextInput
              label="完整输入本单位全称，表示确实要重做"
              placeholder={office.fullName}
              value={typed.fullName}
              onChange={(event) => change({ fullName: event.currentTarget.value })}
            />
            <NewPassphrase label="设一个新口令" againLabel="再输一遍这个口令" typed={typed} onTyped={change} />
            <ErrorNotice problem={job.problem} onClose={job.reset} />
            <Group>
              <Button type="submit" color="orange" disabled={!isReady} loading={job.isRunning}>
                重做密钥
              </Button>
              <Button variant="default" onClick={() => setOpen(false)}>
                不重做
              </Button>
            </Group>
          </Stack>
        </form>
      )}
      <JobDialog job={job} title="正在重做密钥" />
    </div>
  );
}
