import { z } from 'zod';
import { attachment, attachmentKinds } from '../domain/attachment.ts';
import { changeMade, command, fileHandle, job, query } from './define.ts';

const attachmentView = z.object({
  id: z.string(),
  projectId: z.string().nullable(),
  name: z.string(),
  kind: z.enum(attachmentKinds).nullable(),
  bytes: z.int(),
  mediaType: z.string(),
  sha256: z.string(),
  takenOn: z.string().nullable(),
  subjectId: z.string().nullable(),
  subjectName: z.string().nullable().describe('what it belongs to besides the project, as a person names it'),
  note: z.string().nullable(),
  addedAt: z.string(),
  addedBy: z.string(),
  isHere: z.boolean().describe('false: the record came in a package, its file did not'),
});
export type AttachmentView = z.infer<typeof attachmentView>;

const { name, kind, takenOn, subjectId, note } = attachment.fields;

/** A project, a matter of a project, or a meeting, an instruction, a task, a visit of no single project. */
const place = {
  projectId: z.string().nullable().optional(),
  subjectId: subjectId.schema.optional().describe('alone: a meeting, an instruction, a task or a visit'),
};

export const attachments = {
  'attachments.add': job(
    'Attaches files to a project, or to a matter alone, many at once. What is refused is listed with its sentence; the others are taken.',
    z.strictObject({
      ...place,
      files: z.array(fileHandle).min(1).max(200),
      kind: kind.schema.optional().describe('photos are photos where it is left out'),
      note: note.schema.optional(),
    }),
    changeMade.extend({
      added: z.array(z.object({ id: z.string(), name: z.string() })),
      alreadyHere: z.array(z.object({ name: z.string(), sameAs: z.string() })).describe('the very same file'),
      refused: z.array(z.object({ name: z.string(), code: z.string(), sentence: z.string() })),
    }),
  ),
  'attachments.list': query(
    'Attachments of a project, of one matter of it, or of a matter of no project; photos newest first.',
    z
      .strictObject(place)
      .refine((asked) => (asked.projectId ?? asked.subjectId ?? null) !== null, '没有说明看哪里的附件'),
    z.object({ rows: z.array(attachmentView), mayEdit: z.boolean() }),
  ),
  'attachments.file': job(
    'Hands an attached file out, to be shown or kept.',
    z.strictObject({ id: z.string() }),
    z.object({ file: fileHandle }),
  ),
  'attachments.save': command(
    'Changes what is known of attachments: name, kind, day, matter, note.',
    z.strictObject({
      ids: z.array(z.string()).min(1).max(1000),
      changes: z.strictObject({
        name: name.schema.optional().describe('the extension stays'),
        kind: kind.schema.optional(),
        takenOn: takenOn.schema.optional(),
        subjectId: subjectId.schema.optional(),
        note: note.schema.optional(),
      }),
    }),
    changeMade,
  ),
  'attachments.remove': command(
    'Removes attachments; their files stay for history and undo.',
    z.strictObject({ ids: z.array(z.string()).min(1).max(1000) }),
    changeMade,
  ),
};
