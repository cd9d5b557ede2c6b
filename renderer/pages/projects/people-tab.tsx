import { Stack, Table, Text, TextInput, Title } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { OutputOf } from '#shared/contract/index.ts';
import type { AssignmentRole } from '#shared/domain/assignment.ts';
import { assignmentRoleLabels, leaderTierLabels } from '#shared/text/labels.ts';
import { call, shownElsewhere, useCommand, useQueryOf } from '../../client.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { FieldEditor } from './field-editor.tsx';

type Found = OutputOf<'projects.get'>;
type Assigned = Found['assignments'][number];

const roles: readonly { readonly role: AssignmentRole; readonly field: string }[] = [
  { role: 'responsibleLeader', field: 'responsibleLeaderNames' },
  { role: 'projectSteward', field: 'projectStewardNames' },
  { role: 'ownerContact', field: 'ownerContactNames' },
];

/** Who answers for the project, and how to reach them. */
export function PeopleTab({ found }: { readonly found: Found }): ReactNode {
  const persons = useQueryOf('persons.list', {}, { isEnabled: found.mayEdit });
  const savePerson = useCommand('persons.save');
  const names = persons.data?.rows.map((person) => person.name) ?? [];
  const present = roles.flatMap(({ role }) =>
    found.assignments.filter((one) => one.role === role && one.untilDay === null),
  );
  const past = found.assignments.filter((one) => one.untilDay !== null);
  return (
    <Stack gap="lg" pb="xl">
      {found.mayEdit && (
        <div style={{ display: 'grid', gridTemplateColumns: 'repeat(3, minmax(0, 1fr))', gap: 16 }}>
          {roles.map(({ role, field }) => (
            <FieldEditor
              key={`${found.row.id}-${role}`}
              kind="names"
              label={assignmentRoleLabels[role]}
              value={present.filter((one) => one.role === role).map((one) => one.personName)}
              isReadOnly={false}
              suggestions={names}
              onSave={async (value) => {
                await call('projects.save', { id: found.row.id, changes: { [field]: value } });
                return true;
              }}
            />
          ))}
        </div>
      )}
      <ErrorNotice problem={savePerson.problem} onClose={savePerson.reset} />
      <Table withTableBorder layout="fixed">
        <Table.Thead>
          <Table.Tr>
            <Table.Th w={130}>角色</Table.Th>
            <Table.Th w={110}>姓名</Table.Th>
            <Table.Th w={120}>层级</Table.Th>
            <Table.Th>职务</Table.Th>
            <Table.Th w={200}>电话</Table.Th>
            <Table.Th>单位</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {present.map((one) => (
            <Table.Tr key={one.id}>
              <Table.Td>{assignmentRoleLabels[one.role]}</Table.Td>
              <Table.Td>{one.personName}</Table.Td>
              <Table.Td>{one.tier === null ? '' : leaderTierLabels[one.tier]}</Table.Td>
              {(['post', 'phone'] as const).map((field) => (
                <Table.Td key={field}>
                  {found.mayEdit ? (
                    <PersonFact
                      label={`${one.personName}的${field === 'post' ? '职务' : '电话'}`}
                      value={one[field]}
                      onSave={(value) =>
                        void savePerson.run({ id: one.personId, changes: { [field]: value } }).catch(shownElsewhere)
                      }
                    />
                  ) : (
                    one[field]
                  )}
                </Table.Td>
              ))}
              <Table.Td>{one.unitName}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {present.length === 0 && (
        <Text c="var(--quiet)">还没有写明分包领导、项目管家和联系人。填上后，他们的职务和电话也记在这里。</Text>
      )}
      {past.length > 0 && <Past assignments={past} />}
    </Stack>
  );
}

interface PersonFactProps {
  readonly label: string;
  readonly value: string | null;
  readonly onSave: (value: string | null) => void;
}

function PersonFact({ label, value, onSave }: PersonFactProps): ReactNode {
  const [typed, setTyped] = useState<string | null>(null);
  function finish(): void {
    if (typed === null) return;
    const text = typed.trim() === '' ? null : typed.trim();
    setTyped(null);
    if (text !== value) onSave(text);
  }
  return (
    <TextInput
      size="xs"
      aria-label={label}
      value={typed ?? value ?? ''}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={finish}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && !event.nativeEvent.isComposing) finish();
        if (event.key === 'Escape') setTyped(null);
      }}
    />
  );
}

function Past({ assignments }: { readonly assignments: readonly Assigned[] }): ReactNode {
  return (
    <div>
      <Title order={2} size="h3" mb={4}>
        曾经负责
      </Title>
      {assignments.map((one) => (
        <Text key={one.id} size="sm">
          {assignmentRoleLabels[one.role]} {one.personName}：{one.fromDay ?? '…'} 至 {one.untilDay}
        </Text>
      ))}
    </div>
  );
}
