import type { ReactNode } from 'react';
import { runJob } from '../../client.ts';
import { PaperDialog } from '../../components/paper-dialog.tsx';

/** 接收报告: what one package brought, for the file. */
export function ImportReport({
  packageId,
  about,
  onClose,
}: {
  readonly packageId: string;
  readonly about: string;
  readonly onClose: () => void;
}): ReactNode {
  return (
    <PaperDialog
      title="接收报告"
      about={about}
      paperKey={['packages.importReport', packageId]}
      make={(options) => runJob('packages.importReport', { packageId, format: 'pdf' }, options)}
      makeWorkbook={() => runJob('packages.importReport', { packageId, format: 'xlsx' })}
      onClose={onClose}
    />
  );
}
