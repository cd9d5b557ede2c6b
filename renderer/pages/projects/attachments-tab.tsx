import type { ReactNode } from 'react';
import { AttachmentBox } from '../../components/attachments/attachment-box.tsx';
import type { FoundProject } from './tabs.ts';

/** Every file of the project, also those that belong to a permit or a transition. */
export function AttachmentsTab({ found }: { readonly found: FoundProject }): ReactNode {
  return <AttachmentBox key={found.row.id} projectId={found.row.id} />;
}
