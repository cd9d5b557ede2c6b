/** The paper of a list of the registry: one button, one dialog. */
import { Button } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import type { InputOf } from '#shared/contract/index.ts';
import { runJob } from '../client.ts';
import { PaperDialog } from './paper-dialog.tsx';

interface ListPaperProps {
  readonly title: string;
  readonly about?: string;
  readonly wishes: Omit<InputOf<'registerTables.render'>, 'format'>;
  readonly label?: string;
  readonly isDisabled?: boolean;
}

export function ListPaper({
  title,
  about = '',
  wishes,
  label = '打印',
  isDisabled = false,
}: ListPaperProps): ReactNode {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button
        variant="default"
        disabled={isDisabled}
        leftSection={<IconPrinter size={16} aria-hidden />}
        onClick={() => setOpen(true)}
      >
        {label}
      </Button>
      {isOpen && (
        <PaperDialog
          title={title}
          about={about}
          paperKey={['registerTables.render', wishes]}
          make={(options) => runJob('registerTables.render', { ...wishes, format: 'pdf' }, options)}
          makeWorkbook={() => runJob('registerTables.render', { ...wishes, format: 'xlsx' })}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  );
}
