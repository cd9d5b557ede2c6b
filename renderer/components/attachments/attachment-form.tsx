import { Button, Group, Modal, Select, Stack, TextInput } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import type { AttachmentView } from '#shared/contract/attachments.ts';
import { type AttachmentKind, attachmentKinds } from '#shared/domain/attachment.ts';
import { attachmentKindLabels } from '#shared/text/labels.ts';
import { shownElsewhere, useCommand } from '../../client.ts';
import { DayInput } from '../day-input.tsx';
import { ErrorNotice } from '../error-notice.tsx';

const kinds = Object.entries(attachmentKindLabels).map(([value, label]) => ({ value, label }));

interface AttachmentFormProps {
  readonly attachment: AttachmentView;
  readonly onClose: () => void;
}

export function AttachmentForm({ attachment, onClose }: AttachmentFormProps): ReactNode {
  const save = useCommand('attachments.save');
  const [name, setName] = useState(attachment.name);
  const [kind, setKind] = useState<AttachmentKind | null>(attachment.kind);
  const [takenOn, setTakenOn] = useState(attachment.takenOn);
  const [note, setNote] = useState(attachment.note ?? '');

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    await save.run({ ids: [attachment.id], changes: { name, kind, takenOn, note } });
    onClose();
  }
  return (
    <Modal opened onClose={onClose} title="修改附件" centered>
      <form onSubmit={(event) => void submit(event).catch(shownElsewhere)}>
        <Stack gap="sm">
          <TextInput
            label="文件名"
            value={name}
            maxLength={190}
            data-autofocus
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Select
            label="类别"
            data={kinds}
            value={kind}
            onChange={(value) => setKind(attachmentKinds.find((each) => each === value) ?? null)}
          />
          {kind === 'photo' && <DayInput label="拍摄日期" precision="day" value={takenOn} onSave={setTakenOn} />}
          <TextInput
            label="说明"
            value={note}
            maxLength={500}
            onChange={(event) => setNote(event.currentTarget.value)}
          />
          <ErrorNotice problem={save.problem} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              取消
            </Button>
            <Button type="submit" disabled={name.trim() === ''} loading={save.isRunning}>
              保存
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
