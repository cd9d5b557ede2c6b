import { ActionIcon, Anchor, Menu, Text, Tooltip } from '@mantine/core';
import { useIntersection } from '@mantine/hooks';
import { IconDots, IconFileText, IconPhoto } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { isPhoto } from '#shared/attachment/file-kind.ts';
import type { AttachmentView } from '#shared/contract/attachments.ts';
import { factsText, isShownHere } from './attachment-words.ts';
import { useThumbnail } from './thumbnails.ts';

export interface AttachmentItemProps {
  readonly attachment: AttachmentView;
  readonly mayEdit: boolean;
  readonly onOpen: () => void;
  readonly onSave: () => void;
  readonly onEdit: () => void;
  readonly onRemove: () => void;
}

/** A photo as a tile: its picture, the day it was taken, its name. */
export function PhotoTile(props: AttachmentItemProps): ReactNode {
  const { attachment } = props;
  const { ref, entry } = useIntersection<HTMLDivElement>({ rootMargin: '200px' });
  const picture = useThumbnail(attachment, entry?.isIntersecting === true);
  return (
    <div ref={ref} className="attachment-photo">
      <button
        type="button"
        className="attachment-picture"
        onClick={props.onOpen}
        aria-label={`打开 ${attachment.name}`}
      >
        {picture === null ? whyNoPicture(attachment) : <img src={picture} alt="" />}
      </button>
      <div className="attachment-foot">
        <div className="attachment-words">
          <Text size="sm" truncate title={attachment.name}>
            {attachment.name}
          </Text>
          <Text size="xs" c="var(--quiet)" truncate>
            {attachment.takenOn ?? '拍摄日期不详'}
            {attachment.subjectName === null ? '' : ` · ${attachment.subjectName}`}
          </Text>
        </div>
        <ItemMenu {...props} />
      </div>
    </div>
  );
}

/** Any file as a line. */
export function FileRow(props: AttachmentItemProps): ReactNode {
  const { attachment } = props;
  const Icon = isPhoto(attachment.mediaType) ? IconPhoto : IconFileText;
  return (
    <div className="attachment-row">
      <Icon size={20} stroke={1.4} color="#5278b0" aria-hidden />
      <div className="attachment-words">
        <Anchor component="button" type="button" size="sm" maw="100%" truncate onClick={props.onOpen}>
          {attachment.name}
        </Anchor>
        <Text size="xs" c="var(--quiet)" truncate>
          {factsText(attachment)}
          {attachment.note === null ? '' : ` · ${attachment.note}`}
          {attachment.isHere ? '' : ' · 文件不在本机'}
        </Text>
      </div>
      <ItemMenu {...props} />
    </div>
  );
}

function ItemMenu({ attachment, mayEdit, onOpen, onSave, onEdit, onRemove }: AttachmentItemProps): ReactNode {
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Tooltip label="打开、另存、修改">
          <ActionIcon variant="subtle" aria-label={`${attachment.name} 的操作`}>
            <IconDots size={16} aria-hidden />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
        {isShownHere(attachment) && <Menu.Item onClick={onOpen}>打开</Menu.Item>}
        <Menu.Item onClick={onSave}>另存</Menu.Item>
        {mayEdit && <Menu.Item onClick={onEdit}>修改名称、日期、说明</Menu.Item>}
        {mayEdit && <Menu.Item onClick={onRemove}>移除</Menu.Item>}
      </Menu.Dropdown>
    </Menu>
  );
}

function whyNoPicture(attachment: AttachmentView): string {
  if (!attachment.isHere) return '文件不在本机';
  return isShownHere(attachment) ? '' : '这种照片不能预览，可以另存后打开';
}
