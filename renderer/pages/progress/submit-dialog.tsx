import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { type FormEvent, type ReactNode, useState } from 'react';
import type { OutputOf } from '#shared/contract/index.ts';
import { shownElsewhere, useCommand } from '../../client.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';

interface SubmitDialogProps {
  readonly period: string;
  readonly counts: OutputOf<'progress.period'>['counts'];
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** Submitting is its own act: a named person has looked at what is filled. */
export function SubmitDialog({ period, counts, isOpen, onClose }: SubmitDialogProps): ReactNode {
  const submit = useCommand('progress.submit');
  const [reviewedBy, setReviewedBy] = useState('');

  async function onSubmit(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (reviewedBy.trim() === '') return;
    const made = await submit.run({ period, reviewedBy: reviewedBy.trim() });
    onClose();
    const rest = made.empty > 0 ? `，还有 ${made.empty} 个项目未填` : '';
    notifications.show({ message: `${made.reviewed} 个项目已审${rest}。接着到“报送接收”生成报送包` });
  }

  return (
    <Modal opened={isOpen} onClose={onClose} title="提交审核" centered>
      <form onSubmit={(event) => void onSubmit(event).catch(shownElsewhere)}>
        <Stack gap="sm">
          <Text size="sm">
            本期已填的 {counts.filled} 个项目将标为“已审”。
            {counts.empty > 0 && `还有 ${counts.empty} 个项目没有填，不在其中，填好后可以再次提交。`}
          </Text>
          <TextInput
            data-autofocus
            label="审核人"
            description="写明看过并同意的负责人姓名"
            value={reviewedBy}
            maxLength={40}
            onChange={(event) => setReviewedBy(event.currentTarget.value)}
          />
          <ErrorNotice problem={submit.problem} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              取消
            </Button>
            <Button type="submit" disabled={reviewedBy.trim() === ''} loading={submit.isRunning}>
              标为已审
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
