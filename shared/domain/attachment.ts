import { z } from 'zod';
import { choice, day, defineEntity, parent, requiredText, text, type ValuesOf } from './entity.ts';

export const attachmentKinds = ['photo', 'application', 'consent', 'permit', 'plan', 'contract', 'other'] as const;
export type AttachmentKind = (typeof attachmentKinds)[number];

/** A file of a project. The bytes are kept by their SHA-256 in the data folder; the record only names them. */
export const attachment = defineEntity({
  name: 'attachment',
  table: 'attachments',
  label: '附件',
  fields: {
    projectId: parent('项目', 'project'),
    name: requiredText('文件名', 200),
    kind: choice('类别', attachmentKinds),
    sha256: { schema: z.string().regex(/^[0-9a-f]{64}$/), storage: 'text', label: '校验值' },
    bytes: { schema: z.int().min(0), storage: 'integer', label: '大小' },
    mediaType: requiredText('文件类型', 100),
    /** The day a photo says it was taken. */
    takenOn: day('拍摄日期'),
    /** What of the project it belongs to (a milestone, a permit …); null: the project itself. */
    subjectId: text('所属事项', 64),
    note: text('说明', 500),
  },
});

export type Attachment = ValuesOf<typeof attachment>;
