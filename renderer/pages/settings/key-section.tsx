import { Alert, Button, Group, Stack, Switch, Text, Title } from '@mantine/core';
import { IconLock, IconLockOpen } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { shownElsewhere, useCommand, useJob, useQueryOf } from '../../client.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { printFile, saveFile } from '../../components/files.ts';
import { instantText } from '../../components/instant-text.ts';
import { JobDialog } from '../../components/job-dialog.tsx';
import { useRemembered } from '../../components/remember.ts';
import { isEncryptedByUsual } from '../exchange/encryption-setting.ts';
import { ChangeKeyForm } from './change-key-form.tsx';
import { LostKeyForm } from './lost-key-form.tsx';
import { PassphraseForm } from './passphrase-form.tsx';
import { RecoverForm } from './recover-form.tsx';
import { Section } from './section.tsx';

export function KeySection(): ReactNode {
  return (
    <Section
      title="口令与密钥"
      about="本单位的签名密钥证明报送包确实由本单位生成，口令保护这把密钥。口令不存在任何地方，忘记时只能用封存的恢复单。"
    >
      <Stack gap="xl" maw={560}>
        <LockState />
        <PassphraseForm />
        <Encryption />
        <RecoverySheet />
        <ChangeKeyForm />
        <RecoverForm />
        <LostKeyForm />
      </Stack>
    </Section>
  );
}

function Encryption(): ReactNode {
  const [isOn, setOn] = useRemembered(...isEncryptedByUsual);
  return (
    <Switch
      label="报送包和回执都加密"
      description="加密给接收单位，只有对方和本单位能打开；关掉以后仍然签名，但拿到文件的人都能看到内容"
      checked={isOn}
      onChange={(event) => setOn(event.currentTarget.checked)}
    />
  );
}

function LockState(): ReactNode {
  const session = useQueryOf('sessions.state', {});
  const lock = useCommand('sessions.lock');
  if (session.data === undefined) return <ErrorNotice problem={session.error} />;
  const { isUnlocked, unlockedUntil } = session.data;
  return (
    <div>
      <Title order={3} mb={4}>
        锁定
      </Title>
      <Group gap="xs">
        {isUnlocked ? <IconLockOpen size={18} aria-hidden /> : <IconLock size={18} aria-hidden />}
        <Text style={{ flex: 1 }}>
          {isUnlocked
            ? `密钥已解锁${unlockedUntil === null ? '' : `，不操作时 ${instantText(unlockedUntil).slice(11)} 自动锁定`}。`
            : '密钥已锁定。填写、查看不受影响，生成报送包等用到密钥时会请您输入口令。'}
        </Text>
        {isUnlocked && (
          <Button variant="default" loading={lock.isRunning} onClick={() => void lock.run({}).catch(shownElsewhere)}>
            现在锁定
          </Button>
        )}
      </Group>
      <ErrorNotice problem={lock.problem} onClose={lock.reset} />
    </div>
  );
}

function RecoverySheet(): ReactNode {
  const sheet = useJob('offices.recoverySheet');
  const isDue = useQueryOf('keys.state', {}).data?.isSheetDue ?? false;

  async function make(use: 'print' | 'save'): Promise<void> {
    const { file } = await sheet.run({});
    await (use === 'print' ? printFile(file) : saveFile(file));
  }

  return (
    <div>
      <Title order={3} mb={4}>
        恢复单
      </Title>
      <Text size="sm" mb="xs">
        忘记口令、换电脑时，用恢复单恢复密钥。拿到恢复单的人就能以本单位名义签名：打印后装入信封封存，由单位负责人保管，不要拍照，不要留电子版。
      </Text>
      {isDue && (
        <Alert variant="light" color="orange" py={6} mb="xs">
          <Text size="sm" c="#4d2a00">
            密钥已经换过，信封里那张恢复单不能用了。请现在打印新的恢复单封存，当面销毁原来那张。
          </Text>
        </Alert>
      )}
      <Group>
        <Button loading={sheet.isRunning} onClick={() => void make('print').catch(shownElsewhere)}>
          打印恢复单
        </Button>
        <Button variant="default" disabled={sheet.isRunning} onClick={() => void make('save').catch(shownElsewhere)}>
          存到U盘，稍后打印
        </Button>
      </Group>
      <ErrorNotice problem={sheet.problem} onClose={sheet.reset} />
      <JobDialog job={sheet} title="正在生成恢复单" />
    </div>
  );
}
