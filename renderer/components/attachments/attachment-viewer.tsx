import { ActionIcon, Button, Group, Modal, Text } from '@mantine/core';
import { IconArrowLeft, IconArrowRight, IconDownload } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, type ReactNode, useState } from 'react';
import { isDrawable } from '#shared/attachment/file-kind.ts';
import type { AttachmentView } from '#shared/contract/attachments.ts';
import type { FileHandle } from '#shared/contract/define.ts';
import { type CallProblem, call } from '../../client.ts';
import { door } from '../../door.ts';
import { ErrorNotice } from '../error-notice.tsx';
import { saveFile } from '../files.ts';
import { PdfPreview } from '../pdf-preview/pdf-preview.tsx';
import { ReportedLine } from '../reported-line/reported-line.tsx';
import { Waiting } from '../waiting.tsx';
import { factsText } from './attachment-words.ts';

interface AttachmentViewerProps {
  /** What ← and → go through. */
  readonly attachments: readonly AttachmentView[];
  readonly first: string;
  readonly onClose: () => void;
}

/** One photo or PDF large, the neighbours a key away. */
export function AttachmentViewer({ attachments, first, onClose }: AttachmentViewerProps): ReactNode {
  const [id, setId] = useState(first);
  const index = attachments.findIndex((each) => each.id === id);
  const shown = attachments[index];
  const file = useQuery<FileHandle, CallProblem>({
    queryKey: ['attachment-file', id],
    queryFn: async () => (await call('attachments.file', { id })).file,
    staleTime: 'static',
    gcTime: 0,
  });
  if (shown === undefined) return null;

  function step(by: 1 | -1): void {
    const next = attachments[index + by];
    if (next !== undefined) setId(next.id);
  }
  function onKeyDown(event: KeyboardEvent): void {
    // A dialog opened from here is none of its arrows' business.
    if (!(event.target instanceof Node) || !event.currentTarget.contains(event.target)) return;
    if (event.key === 'ArrowLeft') step(-1);
    if (event.key === 'ArrowRight') step(1);
  }
  return (
    <Modal opened onClose={onClose} title={shown.name} size={1080} centered yOffset={20} onKeyDown={onKeyDown}>
      <div className="attachment-viewer">
        <ErrorNotice problem={file.error} />
        {file.data === undefined ? (
          file.error === null && <Waiting />
        ) : isDrawable(shown.mediaType) ? (
          <div className="attachment-viewer-picture">
            <img src={door().fileAddress(file.data)} alt={shown.note ?? shown.name} />
          </div>
        ) : (
          <PdfPreview key={id} source={door().fileAddress(file.data)} />
        )}
        <ReportedLine key={id} entity="attachment" id={id} title={shown.name} />
        <Group justify="space-between" wrap="nowrap">
          <Text size="sm" c="var(--quiet)" truncate>
            {[shown.takenOn === null ? null : `拍摄于 ${shown.takenOn}`, shown.note, factsText(shown)]
              .filter((each) => each !== null)
              .join(' · ')}
          </Text>
          <Group gap="xs" wrap="nowrap">
            {attachments.length > 1 && (
              <>
                <ActionIcon
                  variant="default"
                  size="lg"
                  aria-label="上一个"
                  disabled={index === 0}
                  onClick={() => step(-1)}
                >
                  <IconArrowLeft size={18} aria-hidden />
                </ActionIcon>
                <Text size="sm" style={{ whiteSpace: 'nowrap' }}>
                  {index + 1} / {attachments.length}
                </Text>
                <ActionIcon
                  variant="default"
                  size="lg"
                  aria-label="下一个"
                  disabled={index === attachments.length - 1}
                  onClick={() => step(1)}
                >
                  <IconArrowRight size={18} aria-hidden />
                </ActionIcon>
              </>
            )}
            <Button
              variant="default"
              leftSection={<IconDownload size={16} aria-hidden />}
              disabled={file.data === undefined}
              onClick={() => file.data !== undefined && void saveFile(file.data)}
            >
              另存
            </Button>
          </Group>
        </Group>
      </div>
    </Modal>
  );
}
