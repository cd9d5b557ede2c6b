import { isDrawable } from '#shared/attachment/file-kind.ts';
import type { AttachmentView } from '#shared/contract/attachments.ts';
import { attachmentKindLabels } from '#shared/text/labels.ts';
import { instantText } from '../instant-text.ts';

export function sizeText(bytes: number): string {
  return bytes < 1024 * 1024 ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

/** “批复证照 · 施工许可证 · 1.2 MB · 2026-11-18 经办甲”. */
export function factsText(attachment: AttachmentView): string {
  return [
    attachment.kind === null ? null : attachmentKindLabels[attachment.kind],
    attachment.subjectName,
    sizeText(attachment.bytes),
    `${instantText(attachment.addedAt).slice(0, 10)} ${attachment.addedBy}`.trim(),
  ]
    .filter((each) => each !== null)
    .join(' · ');
}

/** Shown in the page; anything else is handed out to be opened with its own program. */
export function isShownHere(attachment: AttachmentView): boolean {
  return isDrawable(attachment.mediaType) || attachment.mediaType === 'application/pdf';
}
