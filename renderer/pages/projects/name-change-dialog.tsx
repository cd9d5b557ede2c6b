import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { NameChange } from '#shared/rules/former-names.ts';

interface NameChangeDialogProps {
  readonly before: string;
  readonly name: string;
  readonly onChoose: (change: NameChange) => void;
  readonly onClose: () => void;
}

/** A renamed project keeps its old name; a typo is not worth keeping. Only the person knows which it is. */
export function NameChangeDialog({ before, name, onChoose, onClose }: NameChangeDialogProps): ReactNode {
  return (
    <Modal opened onClose={onClose} title="项目名称改了" centered>
      <Stack gap="sm">
        <div>
          <Text size="sm" c="var(--quiet)">
            原来：{before}
          </Text>
          <Text size="sm" fw={600}>
            现在：{name}
          </Text>
        </div>
        <Text size="sm">
          项目正式改名的，原名记入曾用名，旧台账、旧文件里的名称仍能找到它；只是改正错字的，不必保留。两种都记在变更记录里。
        </Text>
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            不改了
          </Button>
          <Button variant="default" onClick={() => onChoose('corrected')}>
            只是改正错字
          </Button>
          <Button data-autofocus onClick={() => onChoose('renamed')}>
            项目改名，保留原名
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
