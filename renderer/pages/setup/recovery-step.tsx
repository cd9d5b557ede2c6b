import { Button, Checkbox, Code, Group, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { shownElsewhere, useJob } from '../../client.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { printFile, saveFile } from '../../components/files.ts';
import { JobDialog } from '../../components/job-dialog.tsx';

/** The last step: the only way back when the passphrase is forgotten is a sheet of paper in a sealed envelope. */
export function RecoveryStep({
  fingerprint,
  onDone,
}: {
  readonly fingerprint: readonly string[];
  readonly onDone: () => void;
}): ReactNode {
  const sheet = useJob('offices.recoverySheet');
  const [isPrinted, setPrinted] = useState(false);
  const [isSealed, setSealed] = useState(false);

  async function print(): Promise<void> {
    const { file } = await sheet.run({});
    await printFile(file);
    setPrinted(true);
  }
  async function keep(): Promise<void> {
    const { file } = await sheet.run({});
    if (await saveFile(file)) setPrinted(true);
  }

  return (
    <Stack gap="md" mih={360}>
      <Title order={2}>打印恢复单</Title>
      <Text>
        设置已完成，本单位的签名密钥已生成。忘记口令时，只有这张恢复单能恢复密钥。请打印一份，装入信封封存，由单位负责人保管，不要存在电脑或手机里。
      </Text>
      <div>
        <Text size="sm" c="var(--quiet)">
          本单位核对数（对方登记本单位时，电话核对其中两组）
        </Text>
        <SimpleGrid cols={4} mt={6} maw={420} spacing="xs">
          {fingerprint.map((group) => (
            <Code key={group} fz="lg" ta="center">
              {group}
            </Code>
          ))}
        </SimpleGrid>
      </div>
      <ErrorNotice problem={sheet.problem} />
      <Group>
        <Button onClick={() => void print().catch(shownElsewhere)} loading={sheet.isRunning}>
          打印恢复单
        </Button>
        <Button variant="default" onClick={() => void keep().catch(shownElsewhere)} disabled={sheet.isRunning}>
          存到U盘，稍后打印
        </Button>
      </Group>
      <Checkbox
        label="恢复单已打印并封存"
        checked={isSealed}
        onChange={(event) => setSealed(event.currentTarget.checked)}
      />
      <Group justify="flex-end" mt="auto">
        <Button variant={isSealed ? 'filled' : 'default'} onClick={onDone}>
          {isSealed || isPrinted ? '开始使用' : '以后再打印，先开始使用'}
        </Button>
      </Group>
      <JobDialog job={sheet} title="正在生成恢复单" />
    </Stack>
  );
}
