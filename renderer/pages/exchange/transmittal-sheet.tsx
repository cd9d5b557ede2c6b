import type { ReactNode } from 'react';
import { runJob } from '../../client.ts';
import { PaperDialog } from '../../components/paper-dialog.tsx';

/** The 报送单 for the seal. */
export function TransmittalSheet({
  packageId,
  onClose,
}: {
  readonly packageId: string;
  readonly onClose: () => void;
}): ReactNode {
  return (
    <PaperDialog
      title="报送单"
      about="打印后盖章，与报送包一起交给对方"
      paperKey={['packages.transmittalSheet', packageId]}
      make={(options) => runJob('packages.transmittalSheet', { packageId }, options)}
      onClose={onClose}
    />
  );
}
