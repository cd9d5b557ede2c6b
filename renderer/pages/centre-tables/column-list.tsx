/** The columns of a table: pasted, taken from a table that exists, or added one by one. */
import { Button, Group, Menu, Text } from '@mantine/core';
import { IconChevronDown, IconClipboardText, IconPlus } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import type { CentreTableView } from '#shared/contract/centre-tables.ts';
import { type DraftColumn, knownTables } from '#shared/report/table-columns.ts';
import { OrderedRows } from '../../components/ordered-rows.tsx';
import { ColumnFields } from './column-fields.tsx';
import { PasteHeading } from './paste-heading.tsx';
import { type EditedColumn, takeColumns } from './table-draft.ts';

interface ColumnListProps {
  readonly columns: readonly EditedColumn[];
  /** Others of the centre, to start from. */
  readonly tables: readonly CentreTableView[];
  readonly onChange: (columns: readonly EditedColumn[]) => void;
}

export function ColumnList({ columns, tables, onChange }: ColumnListProps): ReactNode {
  const [made, setMade] = useState(1);
  const [isPasting, setPasting] = useState(false);
  const byHand = columns.filter((column) => column.fact === null).length;

  function take(read: readonly DraftColumn[]): void {
    onChange(takeColumns(columns, read, made));
    setMade(made + read.length);
    setPasting(false);
  }
  function add(): void {
    onChange([...columns, { row: `new-${made}`, key: null, group: '', head: '', fact: null }]);
    setMade(made + 1);
  }

  return (
    <div>
      <Group gap="xs" mb={6} justify="space-between">
        <Text size="sm">
          {columns.length} 栏{byHand > 0 ? `，其中 ${byHand} 栏区县手填` : ''}
        </Text>
        <Group gap="xs">
          <Button
            size="xs"
            variant="default"
            leftSection={<IconClipboardText size={15} aria-hidden />}
            onClick={() => setPasting(true)}
          >
            粘贴表头
          </Button>
          <Menu position="bottom-end">
            <Menu.Target>
              <Button size="xs" variant="default" rightSection={<IconChevronDown size={14} aria-hidden />}>
                从现成的表开始
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              {[...knownTables, ...tables].map(({ name, columns: known }, index) => (
                <Menu.Item key={`${index + 1} ${name}`} onClick={() => take(known)}>
                  {name}
                </Menu.Item>
              ))}
            </Menu.Dropdown>
          </Menu>
          <Button size="xs" variant="default" leftSection={<IconPlus size={15} aria-hidden />} onClick={add}>
            加一栏
          </Button>
        </Group>
      </Group>
      {columns.length > 0 && (
        <OrderedRows<EditedColumn>
          label="栏目"
          rows={columns}
          rowKey={(column) => column.row}
          rowName={(column) => column.head || '没有表头的栏'}
          onOrder={onChange}
          render={(column, index) => (
            <ColumnFields
              column={column}
              place={index + 1}
              onChange={(changed) => onChange(columns.map((each) => (each.row === changed.row ? changed : each)))}
              onRemove={() => onChange(columns.filter((each) => each.row !== column.row))}
            />
          )}
        />
      )}
      {isPasting && <PasteHeading onTake={take} onClose={() => setPasting(false)} />}
    </div>
  );
}
