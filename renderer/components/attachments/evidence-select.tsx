import { Select } from '@mantine/core';
import type { ReactNode } from 'react';
import { useQueryOf } from '../../client.ts';

interface EvidenceSelectProps {
  /** The issue or task whose files can be chosen. */
  readonly subjectId: string;
  readonly value: string | null;
  readonly onChange: (attachmentId: string | null) => void;
}

/** The file that shows what was done, out of those attached to an issue or a task. */
export function EvidenceSelect({ subjectId, value, onChange }: EvidenceSelectProps): ReactNode {
  const files = useQueryOf('attachments.list', { subjectId });
  return (
    <Select
      label="佐证材料"
      description="先在下面放入文件，再在这里选"
      clearable
      value={value}
      data={(files.data?.rows ?? []).map((file) => ({ value: file.id, label: file.name }))}
      onChange={onChange}
    />
  );
}
