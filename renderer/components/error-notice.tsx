import { Alert, Anchor, CopyButton, Group, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { CallProblem } from '../client.ts';

interface ErrorNoticeProps {
  /** null: nothing is shown, so that callers need no condition. */
  readonly problem: CallProblem | null;
  readonly onClose?: () => void;
  readonly onRetry?: () => void;
}

/** The one Chinese sentence of a refusal, with its code to copy for the telephone. */
export function ErrorNotice({ problem, onClose, onRetry }: ErrorNoticeProps): ReactNode {
  if (problem === null) return null;
  return (
    <Alert
      role="alert"
      variant="light"
      color="orange"
      icon={<IconAlertTriangle size={18} aria-hidden />}
      {...(onClose === undefined ? {} : { withCloseButton: true, onClose, closeButtonLabel: '知道了' })}
    >
      <Text size="sm" c="#4d2a00">
        {problem.message}
      </Text>
      <Group gap="md" mt={4}>
        <CopyButton value={`${problem.message}（代码 ${problem.code}）`}>
          {({ copied, copy }) => (
            <Anchor component="button" type="button" size="xs" onClick={copy}>
              {copied ? '已复制' : `复制这句话和代码 ${problem.code}`}
            </Anchor>
          )}
        </CopyButton>
        {onRetry !== undefined && (
          <Anchor component="button" type="button" size="xs" onClick={onRetry}>
            重试
          </Anchor>
        )}
      </Group>
    </Alert>
  );
}
