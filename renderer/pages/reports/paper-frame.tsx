import type { ReactNode } from 'react';
import type { FileHandle } from '#shared/contract/define.ts';
import { door } from '../../door.ts';

/** A PDF in the browser's own viewer. */
export function PaperFrame({ file, title }: { readonly file: FileHandle; readonly title: string }): ReactNode {
  return (
    <iframe
      className="reports-frame"
      src={`${door().fileAddress(file)}#toolbar=0&navpanes=0&view=FitH`}
      title={title}
    />
  );
}
