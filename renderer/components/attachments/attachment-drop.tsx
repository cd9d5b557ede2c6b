import { Alert, Button, List, Text } from '@mantine/core';
import { IconAlertTriangle, IconPaperclip } from '@tabler/icons-react';
import { type ReactNode, useRef, useState } from 'react';
import { attachmentExtensions } from '#shared/attachment/file-kind.ts';
import type { FileHandle } from '#shared/contract/define.ts';
import type { OutputOf } from '#shared/contract/index.ts';
import type { AttachmentKind } from '#shared/domain/attachment.ts';
import { type CallProblem, problemOf, useJob } from '../../client.ts';
import { door } from '../../door.ts';
import { useUndo } from '../../use-undo.ts';
import { useDropTarget } from '../drop-target.ts';
import { ErrorNotice } from '../error-notice.tsx';
import { JobDialog } from '../job-dialog.tsx';
import { sayDone } from '../say-done.tsx';

type Added = OutputOf<'attachments.add'>;

interface AttachmentDropProps {
  readonly projectId?: string | undefined;
  readonly subjectId?: string | undefined;
  readonly kind?: AttachmentKind | undefined;
  readonly hint?: string | undefined;
  readonly isCompact?: boolean | undefined;
  readonly onAdded?: ((added: Added['added']) => void) | undefined;
}

const usualHint = '把照片或文件拖到这里，可以一次放多个。每个不超过 50 MB。';

/** Takes files in: dropped here, or chosen with the button. */
export function AttachmentDrop({
  projectId,
  subjectId,
  kind,
  hint,
  isCompact,
  onAdded,
}: AttachmentDropProps): ReactNode {
  const add = useJob('attachments.add');
  const undo = useUndo(['attachments.add', 'attachments.save', 'attachments.remove']);

  async function take(files: FileHandle[]): Promise<Left> {
    const done = await add.run({
      files,
      ...(projectId === undefined ? {} : { projectId }),
      ...(subjectId === undefined ? {} : { subjectId }),
      ...(kind === undefined ? {} : { kind }),
    });
    if (done.added.length > 0) {
      sayDone(`已放入 ${done.added.length} 个附件`, () => undo(done.changeId));
      onAdded?.(done.added);
    }
    return done;
  }

  return (
    <>
      <DropBox hint={hint ?? usualHint} label="选择附件" isCompact={isCompact} isRunning={add.isRunning} take={take} />
      <JobDialog job={add} title="正在放入附件" />
    </>
  );
}

type Left = Pick<Added, 'refused' | 'alreadyHere'>;

interface DropBoxProps {
  readonly hint: string;
  /** Of the field that takes chosen files. */
  readonly label: string;
  readonly isCompact?: boolean | undefined;
  readonly isRunning: boolean;
  /** Answers with what was left out. */
  readonly take: (files: FileHandle[]) => Promise<Left>;
}

/** The box itself: what is let go here or chosen is handed over; what was left out stands below with its sentence. */
export function DropBox({ hint, label, isCompact, isRunning, take }: DropBoxProps): ReactNode {
  const [isTaking, setTaking] = useState(false);
  const [left, setLeft] = useState<Left | null>(null);
  const [problem, setProblem] = useState<CallProblem | null>(null);
  const chooser = useRef<HTMLInputElement | null>(null);

  async function handOver(dropped: readonly File[]): Promise<void> {
    if (dropped.length === 0 || isTaking || isRunning) return;
    setProblem(null);
    setLeft(null);
    setTaking(true);
    try {
      const files: FileHandle[] = [];
      for (const file of dropped) files.push(await door().takeFile(file));
      const done = await take(files);
      if (done.refused.length > 0 || done.alreadyHere.length > 0) setLeft(done);
    } catch (error) {
      setProblem(problemOf(error));
    } finally {
      setTaking(false);
    }
  }

  const target = useDropTarget((transfer) => void handOver([...transfer.files]));

  return (
    <>
      <div className="attachment-drop" data-compact={isCompact || undefined} {...target}>
        <IconPaperclip size={isCompact === true ? 18 : 26} stroke={1.3} color="#5278b0" aria-hidden />
        <Text size="sm" c="var(--quiet)" className="attachment-drop-words">
          {hint}
        </Text>
        <Button
          variant="default"
          size={isCompact === true ? 'xs' : 'sm'}
          loading={isTaking || isRunning}
          onClick={() => chooser.current?.click()}
        >
          选择文件
        </Button>
        <input
          ref={chooser}
          type="file"
          multiple
          hidden
          aria-label={label}
          accept={attachmentExtensions.map((extension) => `.${extension}`).join(',')}
          onChange={(event) => {
            const chosen = [...(event.currentTarget.files ?? [])];
            // The same file can be chosen again.
            event.currentTarget.value = '';
            void handOver(chosen);
          }}
        />
      </div>
      <ErrorNotice problem={problem} onClose={() => setProblem(null)} />
      {left !== null && <LeftOut left={left} onClose={() => setLeft(null)} />}
    </>
  );
}

interface LeftOutProps {
  readonly left: Left;
  readonly onClose: () => void;
}

function LeftOut({ left, onClose }: LeftOutProps): ReactNode {
  const { refused, alreadyHere } = left;
  return (
    <Alert
      role="alert"
      variant="light"
      color="orange"
      icon={<IconAlertTriangle size={18} aria-hidden />}
      title={`有 ${refused.length + alreadyHere.length} 个文件没有放入`}
      withCloseButton
      closeButtonLabel="知道了"
      onClose={onClose}
    >
      <List size="sm">
        {refused.map((each) => (
          <List.Item key={each.name}>{each.sentence}</List.Item>
        ))}
        {alreadyHere.map((each) => (
          <List.Item key={each.name}>
            “{each.name}”与已有的“{each.sameAs}”是同一个文件，不必再放。
          </List.Item>
        ))}
      </List>
    </Alert>
  );
}
