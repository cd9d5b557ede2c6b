import { Button, Group, Table, Text, TextInput } from '@mantine/core';
import { IconPrinter, IconSearch } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import type { OutputOf } from '#shared/contract/index.ts';
import { runJob, useQueryOf } from '../../client.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { PaperDialog } from '../../components/paper-dialog.tsx';
import { Waiting } from '../../components/waiting.tsx';

type PhoneUnit = OutputOf<'people.phoneBook'>['units'][number];

/** By unit, to be looked up while the telephone rings. */
export function PhoneBookView(): ReactNode {
  const [search, setSearch] = useState('');
  const [isPrinting, setPrinting] = useState(false);
  const book = useQueryOf('people.phoneBook', { search: search.trim() }, { keepsLast: true });
  if (book.data === undefined)
    return book.error === null ? <Waiting /> : <ErrorNotice problem={book.error} onRetry={() => void book.refetch()} />;
  const { units } = book.data;
  const count = units.reduce((sum, unit) => sum + unit.persons.length, 0);
  if (count === 0 && search.trim() === '')
    return (
      <EmptyState title="通讯录还是空的">
        在“人员”里填上单位、职务和电话，通讯录就按单位排好了，可以打印，也可以导出 Excel。
      </EmptyState>
    );
  return (
    <>
      <Group mb={8} gap="xs">
        <TextInput
          w={280}
          aria-label="查找电话"
          placeholder="查找：姓名、拼音、单位、职务、号码"
          leftSection={<IconSearch size={16} aria-hidden />}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
        <Text size="sm" c="var(--quiet)" role="status" style={{ flex: 1 }}>
          {units.length} 个单位，{count} 人
        </Text>
        <Button leftSection={<IconPrinter size={16} aria-hidden />} onClick={() => setPrinting(true)}>
          打印或导出
        </Button>
      </Group>
      <section aria-label="通讯录" tabIndex={0} style={{ flex: 1, overflow: 'auto', minHeight: 200 }}>
        <Table withTableBorder layout="fixed" stickyHeader bg="white">
          <Table.Thead>
            <Table.Tr>
              <Table.Th w="26%">单位</Table.Th>
              <Table.Th w={110}>姓名</Table.Th>
              <Table.Th>职务</Table.Th>
              <Table.Th w={150}>电话</Table.Th>
              <Table.Th w="24%">承担的工作</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {units.map((unit) => (
              <UnitRows key={unit.unitId ?? ''} unit={unit} />
            ))}
          </Table.Tbody>
        </Table>
      </section>
      {isPrinting && (
        <PaperDialog
          title="通讯录"
          about=""
          paperKey={['people.phoneBookPaper', book.dataUpdatedAt]}
          make={(options) => runJob('people.phoneBookPaper', { format: 'pdf' }, options)}
          makeWorkbook={() => runJob('people.phoneBookPaper', { format: 'xlsx' })}
          onClose={() => setPrinting(false)}
        />
      )}
    </>
  );
}

function UnitRows({ unit }: { readonly unit: PhoneUnit }): ReactNode {
  return unit.persons.map((person, index) => (
    <Table.Tr key={person.id}>
      {index === 0 && (
        <Table.Td rowSpan={unit.persons.length} style={{ verticalAlign: 'top' }}>
          {unit.unitName}
          {unit.phone !== null && (
            <Text size="xs" c="var(--quiet)">
              {unit.phone}
            </Text>
          )}
        </Table.Td>
      )}
      <Table.Td>{person.name}</Table.Td>
      <Table.Td>{person.post}</Table.Td>
      <Table.Td>{person.phone}</Table.Td>
      <Table.Td>{person.duties}</Table.Td>
    </Table.Tr>
  ));
}
