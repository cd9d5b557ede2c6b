import { Button, Group, Modal, PasswordInput, Stack, Text } from '@mantine/core';
import { type FormEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { type CallProblem, call, offerRemedy, problemOf } from '../client.ts';
import { ErrorNotice } from './error-notice.tsx';

/** Opens when a step needs the signing key and it is locked; the step goes on by itself afterwards. */
export function UnlockDialog(): ReactNode {
  const [isOpen, setOpen] = useState(false);
  const [passphrase, setPassphrase] = useState('');
  const [isChecking, setChecking] = useState(false);
  const [problem, setProblem] = useState<CallProblem | null>(null);
  const waiting = useRef<((isUnlocked: boolean) => void)[]>([]);

  useEffect(
    () =>
      offerRemedy('KEY_LOCKED', () => {
        setOpen(true);
        return new Promise((resolve) => waiting.current.push(resolve));
      }),
    [],
  );

  function finish(isUnlocked: boolean): void {
    setOpen(false);
    setPassphrase('');
    setProblem(null);
    for (const resolve of waiting.current.splice(0)) resolve(isUnlocked);
  }

  async function unlock(event: FormEvent): Promise<void> {
    event.preventDefault();
    setChecking(true);
    setProblem(null);
    try {
      const state = await call('sessions.unlock', { passphrase });
      finish(state.isUnlocked);
    } catch (error) {
      setProblem(problemOf(error));
    } finally {
      setChecking(false);
    }
  }

  return (
    <Modal
      opened={isOpen}
      onClose={() => finish(false)}
      title="输入口令"
      centered
      zIndex={400}
      // It often stands over the dialog of a job, which darkens the page already.
      overlayProps={{ backgroundOpacity: 0.2 }}
    >
      <form onSubmit={(event) => void unlock(event)}>
        <Stack gap="sm">
          <Text size="sm">这一步要用本单位的签名密钥，请输入首次设置时定下的口令。</Text>
          <PasswordInput
            data-autofocus
            label="口令"
            value={passphrase}
            autoComplete="off"
            onChange={(event) => setPassphrase(event.currentTarget.value)}
          />
          <ErrorNotice problem={problem} />
          {problem !== null && (
            <Text size="sm" c="var(--quiet)">
              本单位有几台电脑、已经在另一台重做了密钥的，请到“报送接收 → 各台电脑”点“取来新密钥”。
            </Text>
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={() => finish(false)}>
              暂不
            </Button>
            <Button type="submit" loading={isChecking} disabled={passphrase === ''}>
              解锁
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
