import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import type { DuplicatePairView } from '#shared/contract/duplicates.ts';
import { shownElsewhere, useCommand } from '../../client.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { sayDone } from '../../components/say-done.tsx';
import { useUndo } from '../../use-undo.ts';

interface ApartDialogProps {
  readonly pair: DuplicatePairView;
  readonly onClose: () => void;
}

/** A word that they are two, with why: whoever comes after must not ask again. */
export function ApartDialog({ pair, onClose }: ApartDialogProps): ReactNode {
  const keep = useCommand('duplicates.keepApart');
  const undo = useUndo(['duplicates.keepApart']);
  const [reason, setReason] = useState('');
  const [left, right] = pair.sides;

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (left === undefined || right === undefined) return;
    const made = await keep.run({
      keptId: left.row.id,
      otherId: right.row.id,
      ...(reason.trim() === '' ? {} : { reason: reason.trim() }),
    });
    onClose();
    sayDone('已记为不是同一个项目，以后不再提示', () => undo(made.changeId));
  }
  return (
    <Modal opened onClose={onClose} title="不是同一个项目" centered>
      <form onSubmit={(event) => void submit(event).catch(shownElsewhere)}>
        <Stack gap="sm">
          <Text size="sm">
            “{left?.row.name}”与“{right?.row.name}”是两个项目，以后查重不再提示。
          </Text>
          <TextInput
            data-autofocus
            label="理由（可不填）"
            placeholder="例如：一个是旧桥加固，一个是新建"
            maxLength={500}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          <ErrorNotice problem={keep.problem} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              取消
            </Button>
            <Button type="submit" loading={keep.isRunning}>
              确定
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
