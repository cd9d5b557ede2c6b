import { Select, Table, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { ImportSheet } from '#shared/contract/ledger-imports.ts';
import { fieldChoices, ignored } from './fact-choices.ts';
import type { SheetChoice } from './import-draft.ts';

/** Below this the head was a guess. */
const sure = 0.75;
/** Several columns may fill these together. */
const sharedFields = new Set(['responsibleUnits', 'responsibleLeaders', ignored]);

interface SheetColumnsProps {
  readonly sheet: ImportSheet;
  readonly choice: SheetChoice;
  readonly onChoose: (changes: SheetChoice) => void;
}

/** Head of each column and what it is read as. */
export function SheetColumns({ sheet, choice, onChoose }: SheetColumnsProps): ReactNode {
  const mapping = choice.mapping ?? {};

  function readAs(index: number, field: string): void {
    const next = { ...mapping };
    if (!sharedFields.has(field))
      for (const column of sheet.columns)
        if (column.index !== index && (next[String(column.index)] ?? column.field) === field)
          next[String(column.index)] = ignored;
    next[String(index)] = field;
    onChoose({ mapping: next });
  }

  return (
    <div className="imports-scroll">
      <Text size="sm" mb={6} c="var(--quiet)">
        左边是表头上的字，右边是读成项目库的哪一栏。改过的会记住，下次同样的表不用再改。
      </Text>
      <Table withTableBorder verticalSpacing={4} stickyHeader maw={900}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th w={60}>列</Table.Th>
            <Table.Th>表头</Table.Th>
            <Table.Th w={260}>读作</Table.Th>
            <Table.Th w={170}>把握</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {sheet.columns.map((column) => {
            const chosen = mapping[String(column.index)];
            const value = chosen ?? column.field ?? ignored;
            const isGuess = chosen === undefined && column.field !== null && column.confidence < sure;
            const isUnread = chosen === undefined && column.field === null && column.head !== '';
            return (
              <Table.Tr key={column.index} {...(isGuess ? { bg: '#fff8ec' } : {})}>
                <Table.Td>{columnName(column.index)}</Table.Td>
                <Table.Td>
                  {column.head || (
                    <Text span c="var(--quiet)">
                      （空白）
                    </Text>
                  )}
                </Table.Td>
                <Table.Td>
                  <Select
                    aria-label={`${column.head || columnName(column.index)} 读作`}
                    size="xs"
                    searchable
                    allowDeselect={false}
                    nothingFoundMessage="没有这一栏"
                    maxDropdownHeight={320}
                    data={fieldChoices}
                    value={value}
                    onChange={(field) => field !== null && readAs(column.index, field)}
                  />
                </Table.Td>
                <Table.Td>
                  <Text size="xs" c={isGuess ? '#8a4b00' : 'var(--quiet)'}>
                    {isGuess
                      ? '不太有把握，请确认'
                      : isUnread
                        ? '没有认出，不读'
                        : chosen === undefined
                          ? ''
                          : '您选的'}
                  </Text>
                </Table.Td>
              </Table.Tr>
            );
          })}
        </Table.Tbody>
      </Table>
    </div>
  );
}

/** 0 → A, 26 → AA, as the workbook's own program names them. */
function columnName(index: number): string {
  const rest = Math.floor(index / 26);
  return `${rest > 0 ? columnName(rest - 1) : ''}${String.fromCharCode(65 + (index % 26))}`;
}
