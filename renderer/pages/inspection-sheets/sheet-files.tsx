import { ActionIcon, NativeSelect, Text, TextInput, Title, Tooltip } from '@mantine/core';
import { useIntersection } from '@mantine/hooks';
import { IconX } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import type { AttachmentView } from '#shared/contract/attachments.ts';
import type { SheetFile, SheetView } from '#shared/contract/inspection-sheets.ts';
import { call, runJob, shownElsewhere, useCommand, useJob } from '../../client.ts';
import { AttachmentViewer } from '../../components/attachments/attachment-viewer.tsx';
import '../../components/attachments/attachments.css';
import { DropBox } from '../../components/attachments/attachment-drop.tsx';
import { isShownHere } from '../../components/attachments/attachment-words.ts';
import { useThumbnail } from '../../components/attachments/thumbnails.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { saveFile } from '../../components/files.ts';
import { JobDialog } from '../../components/job-dialog.tsx';
import { sayDone } from '../../components/say-done.tsx';
import { useUndo } from '../../use-undo.ts';

interface SheetFilesProps {
  readonly sheet: SheetView;
}

/** Photos by their number with the item they show, and the scan of the paper as evidence. */
export function SheetFiles({ sheet }: SheetFilesProps): ReactNode {
  const [opened, setOpened] = useState<string | null>(null);
  const remove = useCommand('inspectionSheets.removeFiles');
  const undo = useUndo(['inspectionSheets.addFiles', 'inspectionSheets.savePhoto', 'inspectionSheets.removeFiles']);
  const { photos, scans } = sheet;
  const shown = [...photos, ...scans].map(asAttachment).filter((file) => file.isHere && isShownHere(file));

  async function takeOff(file: SheetFile): Promise<void> {
    const { changeId } = await remove.run({ ids: [file.id] });
    sayDone(`已移除“${file.name}”`, () => undo(changeId));
  }
  async function open(file: SheetFile): Promise<void> {
    if (file.isHere && isShownHere(asAttachment(file))) return setOpened(file.id);
    const made = await runJob('attachments.file', { id: file.id });
    await saveFile(made.file);
  }
  return (
    <div className="sheet-files">
      <section aria-label="现场照片">
        <Title order={2} size="h3" mb={6}>
          现场照片（{photos.length}）
        </Title>
        {sheet.isOurs && (
          <FilesBox sheet={sheet} kind="photo" hint="照片拖到这里，按文件顺序编号，与表上写的照片编号对应。" />
        )}
        <div className="sheet-photos">
          {photos.map((photo) => (
            <PhotoLine
              key={photo.id}
              photo={photo}
              sheet={sheet}
              onOpen={() => void open(photo).catch(shownElsewhere)}
              onRemove={() => void takeOff(photo).catch(shownElsewhere)}
            />
          ))}
        </div>
      </section>
      <section aria-label="检查表扫描件">
        <Title order={2} size="h3" mb={6}>
          检查表扫描件（{scans.length}）
        </Title>
        {sheet.isOurs && (
          <FilesBox sheet={sheet} kind="scan" hint="签过字的表扫描或拍照，作为凭据留存（图片或 PDF）。" />
        )}
        {scans.map((scan) => (
          <div key={scan.id} className="sheet-scan">
            <button type="button" className="sheet-link" onClick={() => void open(scan).catch(shownElsewhere)}>
              {scan.name}
            </button>
            {!scan.isHere && <span className="quiet">文件不在本机</span>}
            {sheet.isOurs && (
              <RemoveButton name={scan.name} onRemove={() => void takeOff(scan).catch(shownElsewhere)} />
            )}
          </div>
        ))}
      </section>
      <ErrorNotice problem={remove.problem} onClose={remove.reset} />
      {opened !== null && <AttachmentViewer attachments={shown} first={opened} onClose={() => setOpened(null)} />}
    </div>
  );
}

interface FilesBoxProps {
  readonly sheet: SheetView;
  readonly kind: 'photo' | 'scan';
  readonly hint: string;
}

function FilesBox({ sheet, kind, hint }: FilesBoxProps): ReactNode {
  const add = useJob('inspectionSheets.addFiles');
  const undo = useUndo(['inspectionSheets.addFiles']);
  const what = kind === 'photo' ? '照片' : '扫描件';
  return (
    <>
      <DropBox
        hint={hint}
        label={`选择${what}`}
        isCompact
        isRunning={add.isRunning}
        take={async (files) => {
          const done = await add.run({ id: sheet.id, kind, files });
          if (done.added.length > 0)
            sayDone(`已放入 ${done.added.length} ${kind === 'photo' ? '张' : '份'}${what}`, () => undo(done.changeId));
          return done;
        }}
      />
      <JobDialog job={add} title={`正在放入${what}`} />
    </>
  );
}

interface PhotoLineProps {
  readonly photo: SheetFile;
  readonly sheet: SheetView;
  readonly onOpen: () => void;
  readonly onRemove: () => void;
}

function PhotoLine({ photo, sheet, onOpen, onRemove }: PhotoLineProps): ReactNode {
  const { ref, entry } = useIntersection<HTMLDivElement>({ rootMargin: '200px' });
  const picture = useThumbnail(asAttachment(photo), entry?.isIntersecting === true);
  const items = sheet.content?.items ?? [];
  const shownItem = items.find((item) => item.key === photo.shownItemKey)?.text ?? null;
  const save = useCommand('inspectionSheets.savePhoto');
  return (
    <div ref={ref} className="sheet-photo">
      <button type="button" className="sheet-photo-picture" aria-label={`打开 ${photo.name}`} onClick={onOpen}>
        {picture === null ? photo.isHere ? '' : '文件不在本机' : <img src={picture} alt="" />}
      </button>
      <div className="sheet-photo-words">
        <Text size="xs" truncate title={photo.name}>
          {photo.name} <span className="quiet">{photo.takenOn ?? '拍摄日期不详'}</span>
        </Text>
        {sheet.isOurs ? (
          <div className="sheet-photo-fields">
            <PhotoNumber photo={photo} />
            <NativeSelect
              size="xs"
              aria-label={`${photo.name} 所示检查项目`}
              value={photo.itemKey ?? ''}
              data={[
                {
                  value: '',
                  label: photo.itemKey === null && shownItem !== null ? `按编号：${shownItem}` : '按编号对应',
                },
                ...items.map((item, index) => ({ value: item.key, label: `${index + 1} ${item.text}` })),
              ]}
              onChange={(event) => {
                const itemKey = event.currentTarget.value === '' ? null : event.currentTarget.value;
                void save.run({ id: photo.id, itemKey }).catch(shownElsewhere);
              }}
            />
          </div>
        ) : (
          <Text size="xs">
            {photo.photoNumber === null ? '' : `${photo.photoNumber}号 `}
            {shownItem ?? ''}
          </Text>
        )}
        <ErrorNotice problem={save.problem} onClose={save.reset} />
      </div>
      {sheet.isOurs && <RemoveButton name={photo.name} onRemove={onRemove} />}
    </div>
  );
}

function PhotoNumber({ photo }: { readonly photo: SheetFile }): ReactNode {
  const [typed, setTyped] = useState<string | null>(null);
  const [isUnread, setUnread] = useState(false);
  async function finish(): Promise<void> {
    if (typed === null) return;
    const number = typed.trim() === '' ? null : Number(typed.normalize('NFKC'));
    const isBad = number !== null && (!Number.isSafeInteger(number) || number < 1 || number > 999);
    setUnread(isBad);
    if (isBad) return;
    setTyped(null);
    if (number !== photo.photoNumber) await call('inspectionSheets.savePhoto', { id: photo.id, photoNumber: number });
  }
  return (
    <TextInput
      size="xs"
      w={46}
      aria-label={`${photo.name} 的照片编号`}
      error={isUnread}
      value={typed ?? String(photo.photoNumber ?? '')}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={() => void finish().catch(shownElsewhere)}
      onKeyDown={(event) => {
        if (event.key === 'Enter') void finish().catch(shownElsewhere);
      }}
    />
  );
}

function RemoveButton({ name, onRemove }: { readonly name: string; readonly onRemove: () => void }): ReactNode {
  return (
    <Tooltip label="移除">
      <ActionIcon variant="subtle" color="gray" size="sm" aria-label={`移除 ${name}`} onClick={onRemove}>
        <IconX size={14} aria-hidden />
      </ActionIcon>
    </Tooltip>
  );
}

/** As the components for attachments take it. */
function asAttachment({
  photoNumber: _number,
  itemKey: _item,
  shownItemKey: _shown,
  ...file
}: SheetFile): AttachmentView {
  return { ...file, subjectId: null, subjectName: null };
}
