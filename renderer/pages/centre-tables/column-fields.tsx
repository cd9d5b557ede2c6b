/** One column of a table: its heading, and what fills it. */
import { ActionIcon, Select, TextInput } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { centreFact, centreFactNames, centreFacts } from '#shared/report/centre-facts.ts';
import type { EditedColumn } from './table-draft.ts';

interface ColumnFieldsProps {
  readonly column: EditedColumn;
  /** From 1. */
  readonly place: number;
  readonly onChange: (column: EditedColumn) => void;
  readonly onRemove: () => void;
}

/** Select knows no null. */
const byHand = 'hand';
const offered = [
  { value: byHand, label: '区县手填' },
  ...centreFactNames.map((name) => ({ value: name as string, label: centreFacts[name].label })),
];

export function ColumnFields({ column, place, onChange, onRemove }: ColumnFieldsProps): ReactNode {
  const { fact } = column;
  const unknown = fact !== null && centreFact(fact) === undefined ? [{ value: fact, label: '新版本的内容' }] : [];
  return (
    <div className="centre-table-column">
      <TextInput
        size="xs"
        aria-label={`第${place}栏上级表头`}
        placeholder="上级表头"
        maxLength={60}
        value={column.group}
        onChange={(event) => onChange({ ...column, group: event.currentTarget.value })}
      />
      <TextInput
        size="xs"
        aria-label={`第${place}栏表头`}
        placeholder="表头"
        maxLength={60}
        value={column.head}
        onChange={(event) => onChange({ ...column, head: event.currentTarget.value })}
      />
      <Select
        size="xs"
        aria-label={`第${place}栏取自`}
        allowDeselect={false}
        searchable
        value={fact ?? byHand}
        data={[...offered, ...unknown]}
        onChange={(value) => onChange({ ...column, fact: value === byHand ? null : value })}
      />
      <ActionIcon variant="subtle" color="gray" aria-label={`去掉第${place}栏`} onClick={onRemove}>
        <IconTrash size={16} aria-hidden />
      </ActionIcon>
    </div>
  );
}
