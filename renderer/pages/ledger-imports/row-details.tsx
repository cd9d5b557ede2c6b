import { Group, List, Stack, Switch, TagsInput, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { ImportRow } from '#shared/contract/ledger-imports.ts';
import { useQueryOf } from '../../client.ts';
import { DifferencesTable } from '../../components/differences-table.tsx';
import type { Decision } from './import-draft.ts';

interface RowDetailsProps {
  readonly row: ImportRow;
  readonly decision: Decision | undefined;
  readonly isLeftOut: boolean;
  readonly onDecide: (decision: Decision) => void;
  readonly onLeaveOut: (isOut: boolean) => void;
}

/** The doubts one by one, what changes, and the names that can be put right here. */
export function RowDetails({ row, decision, isLeftOut, onDecide, onLeaveOut }: RowDetailsProps): ReactNode {
  const units = useQueryOf('units.list', {});
  const persons = useQueryOf('persons.list', {});
  const namesOf = (rows: readonly { readonly name: string }[] | undefined) => [
    ...new Set(rows?.map(({ name }) => name) ?? []),
  ];
  const sentences = [...new Set(row.doubts.map(({ sentence }) => sentence))];
  return (
    <Stack gap="sm">
      {row.doubts.length > 0 && (
        <List size="sm" className="imports-doubts">
          {sentences.map((sentence) => (
            <List.Item key={sentence}>{sentence}</List.Item>
          ))}
        </List>
      )}
      {row.differences.length > 0 && <DifferencesTable rows={row.differences} />}
      <Group align="flex-start" gap="md" grow maw={900}>
        <TagsInput
          size="xs"
          label="责任单位"
          description="一个单位一格，按回车添加；分错了在这里改"
          data={namesOf(units.data?.rows)}
          limit={20}
          value={[...(decision?.responsibleUnits ?? row.responsibleUnits)]}
          disabled={isLeftOut}
          onChange={(names) => onDecide({ ...decision, responsibleUnits: names })}
        />
        <TagsInput
          size="xs"
          label="包联领导"
          description="一个人一格，按回车添加"
          data={namesOf(persons.data?.rows)}
          limit={20}
          value={[...(decision?.responsibleLeaders ?? row.responsibleLeaders)]}
          disabled={isLeftOut}
          onChange={(names) => onDecide({ ...decision, responsibleLeaders: names })}
        />
      </Group>
      <Group gap="md">
        <Switch
          size="sm"
          label="不导入这一行"
          checked={isLeftOut}
          onChange={(event) => onLeaveOut(event.currentTarget.checked)}
        />
        {row.doubts.length > 0 && !isLeftOut && (
          <Text size="xs" c="var(--quiet)">
            不处理也可以：这一行照上面读到的内容导入。
          </Text>
        )}
      </Group>
    </Stack>
  );
}
