import { Button, Group, Modal, Stack } from '@mantine/core';
import type { FormEvent, ReactNode } from 'react';
import { type Command, shownElsewhere } from '../client.ts';
import { ErrorNotice } from './error-notice.tsx';

interface FormDialogProps {
  readonly title: string;
  readonly submitLabel: string;
  /** Its refusal stands in the dialog, and what was typed stays. */
  readonly command: Pick<Command<never>, 'problem' | 'isRunning'>;
  readonly isReady: boolean;
  readonly onSubmit: () => Promise<void>;
  readonly onClose: () => void;
  readonly children: ReactNode;
  readonly size?: number | string;
}

/** A few fields and one act: Enter submits, Escape leaves. */
export function FormDialog(props: FormDialogProps): ReactNode {
  const { command, isReady, onClose } = props;
  function submit(event: FormEvent): void {
    event.preventDefault();
    if (isReady && !command.isRunning) void props.onSubmit().catch(shownElsewhere);
  }
  return (
    <Modal opened onClose={onClose} title={props.title} size={props.size ?? 'md'} centered>
      <form onSubmit={submit}>
        <Stack gap="sm">
          {props.children}
          <ErrorNotice problem={command.problem} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              取消
            </Button>
            <Button type="submit" disabled={!isReady} loading={command.isRunning}>
              {props.submitLabel}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
