import { Title } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { isPhoto } from '#shared/attachment/file-kind.ts';
import type { AttachmentView } from '#shared/contract/attachments.ts';
import type { AttachmentKind } from '#shared/domain/attachment.ts';
import { type CallProblem, call, problemOf, shownElsewhere, useCommand, useQueryOf } from '../../client.ts';
import { useUndo } from '../../use-undo.ts';
import { EmptyState } from '../empty-state.tsx';
import { ErrorNotice } from '../error-notice.tsx';
import { saveFile } from '../files.ts';
import { sayDone } from '../say-done.tsx';
import { Waiting } from '../waiting.tsx';
import { AttachmentDrop } from './attachment-drop.tsx';
import { AttachmentForm } from './attachment-form.tsx';
import { type AttachmentItemProps, FileRow, PhotoTile } from './attachment-item.tsx';
import { AttachmentViewer } from './attachment-viewer.tsx';
import { isShownHere } from './attachment-words.ts';
import './attachments.css';

interface AttachmentBoxProps {
  readonly projectId?: string;
  /**
   * Only what belongs to this matter (a permit, a transition …); new files are given to it. Without a project: a meeting,
   * an instruction, a task, a visit.
   */
  readonly subjectId?: string;
  /** New files are of this kind; without a matter only these are listed. */
  readonly kind?: AttachmentKind;
  /** What is wanted here: “盖章的选报申请扫描件”. */
  readonly hint?: string;
  /** Inside a dialog or a row: lines instead of tiles, no headings. */
  readonly isCompact?: boolean;
  readonly onAdded?: (added: readonly { readonly id: string; readonly name: string }[]) => void;
}

/**
 * The files of a project or of one matter of it: drop, look, keep, remove.
 *
 *   <AttachmentBox projectId={id} />
 *   <AttachmentBox projectId={id} subjectId={permit.id} kind="permit" hint="批复扫描件" isCompact />
 *   <AttachmentBox subjectId={meeting.id} hint="签字盖章的纪要扫描件" isCompact />
 */
export function AttachmentBox({ projectId, subjectId, kind, hint, isCompact, onAdded }: AttachmentBoxProps): ReactNode {
  const place = {
    ...(projectId === undefined ? {} : { projectId }),
    ...(subjectId === undefined ? {} : { subjectId }),
  };
  const list = useQueryOf('attachments.list', place);
  const remove = useCommand('attachments.remove');
  const undo = useUndo(['attachments.add', 'attachments.save', 'attachments.remove']);
  const [opened, setOpened] = useState<string | null>(null);
  const [edited, setEdited] = useState<AttachmentView | null>(null);
  const [problem, setProblem] = useState<CallProblem | null>(null);
  if (list.data === undefined)
    return list.error === null ? <Waiting /> : <ErrorNotice problem={list.error} onRetry={() => void list.refetch()} />;

  const { mayEdit } = list.data;
  const rows = list.data.rows.filter((row) => subjectId !== undefined || kind === undefined || row.kind === kind);
  const photos = isCompact === true ? [] : rows.filter((row) => isPhoto(row.mediaType));
  const files = isCompact === true ? rows : rows.filter((row) => !isPhoto(row.mediaType));
  const shownHere = [...photos, ...files].filter((row) => isShownHere(row) && row.isHere);

  async function keep(attachment: AttachmentView): Promise<void> {
    setProblem(null);
    try {
      const { file } = await call('attachments.file', { id: attachment.id });
      await saveFile(file);
    } catch (error) {
      setProblem(problemOf(error));
    }
  }
  async function takeOut(attachment: AttachmentView): Promise<void> {
    const { changeId } = await remove.run({ ids: [attachment.id] });
    sayDone(`已移除“${attachment.name}”`, () => undo(changeId));
  }
  const itemProps = (attachment: AttachmentView): AttachmentItemProps => ({
    attachment,
    mayEdit,
    onOpen: () => {
      if (isShownHere(attachment) && attachment.isHere) setOpened(attachment.id);
      else void keep(attachment);
    },
    onSave: () => void keep(attachment),
    onEdit: () => setEdited(attachment),
    onRemove: () => void takeOut(attachment).catch(shownElsewhere),
  });

  return (
    <div className="attachment-box">
      {mayEdit && <AttachmentDrop {...place} kind={kind} hint={hint} isCompact={isCompact} onAdded={onAdded} />}
      <ErrorNotice problem={remove.problem} onClose={remove.reset} />
      <ErrorNotice problem={problem} onClose={() => setProblem(null)} />
      {rows.length === 0 && isCompact !== true && (
        <EmptyState title="还没有附件">
          现场照片、批复证照、申请和协议都可以放在这里，跟着项目走。照片按拍摄日期排列，以后开会、打印时不用再找。
        </EmptyState>
      )}
      {photos.length > 0 && (
        <section aria-label="照片">
          <Title order={2} size="h3" mb={6}>
            照片（{photos.length}）
          </Title>
          <div className="attachment-photos">
            {photos.map((row) => (
              <PhotoTile key={row.id} {...itemProps(row)} />
            ))}
          </div>
        </section>
      )}
      {files.length > 0 && (
        <section aria-label="文件">
          {isCompact !== true && (
            <Title order={2} size="h3" mb={6}>
              文件（{files.length}）
            </Title>
          )}
          <div className="attachment-rows">
            {files.map((row) => (
              <FileRow key={row.id} {...itemProps(row)} />
            ))}
          </div>
        </section>
      )}
      {opened !== null && <AttachmentViewer attachments={shownHere} first={opened} onClose={() => setOpened(null)} />}
      {edited !== null && <AttachmentForm attachment={edited} onClose={() => setEdited(null)} />}
    </div>
  );
}
