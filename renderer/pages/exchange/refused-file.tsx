import { Alert, Anchor, CopyButton, Group, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { type CallProblem, useQueryOf } from '../../client.ts';

interface RefusedFileProps {
  readonly problem: CallProblem | null;
  readonly fileName: string | null;
}

/** What, why and what next in a sentence one can read aloud on the telephone. */
export function RefusedFile({ problem, fileName }: RefusedFileProps): ReactNode {
  const quarantine = useQueryOf('quarantine.list', {}, { isEnabled: problem !== null });
  if (problem === null || problem.code === 'CANCELLED') return null;
  const newest = quarantine.data?.rows[0];
  const isSetAside = newest !== undefined && newest.code === problem.code && newest.fileName === fileName;
  return (
    <Alert
      role="alert"
      variant="light"
      color="orange"
      mt="sm"
      icon={<IconAlertTriangle size={20} aria-hidden />}
      title={fileName}
      styles={{ title: { color: '#4d2a00' } }}
    >
      <Text c="#4d2a00" size="md">
        {problem.message}
      </Text>
      <Text size="sm" c="#4d2a00" mt={4}>
        {isSetAside ? '文件已放入隔离区，没有写入任何内容。' : '没有写入任何内容。'}
      </Text>
      <Group gap="lg" mt={6}>
        <CopyButton value={`${fileName ?? ''}：${problem.message}（代码 ${problem.code}）`}>
          {({ copied, copy }) => (
            <Anchor component="button" type="button" size="sm" onClick={copy}>
              {copied ? '已复制' : `复制这句话和代码 ${problem.code}`}
            </Anchor>
          )}
        </CopyButton>
        {problem.code === 'PACKAGE_SEEN_BEFORE' && (
          <Anchor component={Link} href="/exchange" size="sm">
            到来往记录里再存一次回执
          </Anchor>
        )}
        {problem.code === 'PACKAGE_OTHER_KEY' && (
          <Anchor component={Link} href="/exchange/offices" size="sm">
            对方确实换了密钥的，去登记新密钥
          </Anchor>
        )}
        {problem.code === 'PACKAGE_HISTORY_DIFFERS' && (
          <Anchor component={Link} href="/exchange/offices" size="sm">
            对方恢复过旧备份的，给对方生成找回包
          </Anchor>
        )}
        {(problem.code === 'PACKAGE_SENDER_UNKNOWN' || problem.code === 'PACKAGE_NOT_A_PACKAGE') && (
          <Anchor component={Link} href="/exchange/offices" size="sm">
            {problem.code === 'PACKAGE_SENDER_UNKNOWN' ? '去登记对方单位' : '如果是登记文件，请到“单位登记”里读入'}
          </Anchor>
        )}
      </Group>
    </Alert>
  );
}
