import { z } from 'zod';
import { choice, day, defineEntity, integer, optionalParent, requiredText, text, type ValuesOf } from './entity.ts';

export const attachmentKinds = [
  'photo',
  'application',
  'consent',
  'permit',
  'plan',
  'contract',
  'scan',
  'other',
] as const;
export type AttachmentKind = (typeof attachmentKinds)[number];

/** A file of a project. The bytes are kept by their SHA-256 in the data folder; the record only names them. */
export const attachment = defineEntity({
  name: 'attachment',
  table: 'attachments',
  label: '附件',
  fields: {
    /** null: of a meeting, an instruction … of no single project; then it has a `subjectId`. */
    projectId: optionalParent('项目', 'project'),
    name: requiredText('文件名', 200),
    kind: choice('类别', attachmentKinds),
    sha256: { schema: z.string().regex(/^[0-9a-f]{64}$/), storage: 'text', label: '校验值' },
    bytes: { schema: z.int().min(0), storage: 'integer', label: '大小' },
    mediaType: requiredText('文件类型', 100),
    /** The day a photo says it was taken. */
    takenOn: day('拍摄日期'),
    /** What of the project it belongs to (a milestone, a permit …); null: the project itself. */
    subjectId: text('所属事项', 64),
    /** Of a photo taken on site: its number on the sheet, and the item it shows. */
    photoNumber: integer('照片编号'),
    itemKey: text('所示检查项目', 40),
    note: text('说明', 500),
  },
});

export type Attachment = ValuesOf<typeof attachment>;
