/** Who answers for the project and who did; what the pack demands of it; how to reach them. */
import { Anchor, Button, Group, Stack, Table, Text, TextInput, Title } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { Link } from 'wouter';
import { shownDay } from '#shared/calendar/day.ts';
import type { TermRow } from '#shared/contract/assignments.ts';
import type { OutputOf } from '#shared/contract/index.ts';
import type { AssignmentRole } from '#shared/domain/assignment.ts';
import { leaderTierLabels } from '#shared/text/labels.ts';
import { call, shownElsewhere, useCommand, useQueryOf } from '../../client.ts';
import { CardMenu } from '../../components/card-dialog.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { Waiting } from '../../components/waiting.tsx';
import { useUndo } from '../../use-undo.ts';
import { FieldEditor } from './field-editor.tsx';
import { LeaderFindings } from './leader-findings.tsx';
import { TermDialog } from './term-dialog.tsx';

type Found = OutputOf<'projects.get'>;
type People = OutputOf<'assignments.ofProject'>;

const typed: readonly { readonly role: AssignmentRole; readonly field: string }[] = [
  { role: 'responsibleLeader', field: 'responsibleLeaderNames' },
  { role: 'projectSteward', field: 'projectStewardNames' },
  { role: 'ownerContact', field: 'ownerContactNames' },
];

export function PeopleTab({ found }: { readonly found: Found }): ReactNode {
  const { id, name } = found.row;
  const people = useQueryOf('assignments.ofProject', { projectId: id });
  useUndo(['assignments.save', 'assignments.remove']);
  const [edited, setEdited] = useState<TermRow | 'new' | null>(null);
  if (people.data === undefined)
    return people.error === null ? (
      <Waiting />
    ) : (
      <ErrorNotice problem={people.error} onRetry={() => void people.refetch()} />
    );
  const { terms, findings, groups, roles } = people.data;
  const present = terms.filter((term) => term.isInForce);
  const others = terms.filter((term) => !term.isInForce);
  return (
    <Stack gap="md" pb="xl">
      <LeaderFindings findings={findings} />
      {found.mayEdit && <NameFields found={found} people={people.data} />}
      <div>
        <Group justify="space-between" mb={6}>
          <Text size="sm" c="var(--quiet)">
            {present.length === 0
              ? '还没有写明分包领导、管家和联系人。填上后，他们的职务和电话也记在这里。'
              : `现在负责的 ${present.length} 人；职务和电话点开就能改`}
          </Text>
          <Group gap="xs">
            {found.mayEdit && (
              <Button
                size="xs"
                variant="default"
                leftSection={<IconPlus size={15} aria-hidden />}
                onClick={() => setEdited('new')}
              >
                添加人员和起止日期
              </Button>
            )}
            <CardMenu projectIds={[id]} about={name} />
          </Group>
        </Group>
        {present.length > 0 && <PresentTable terms={present} onEdit={(term) => setEdited(term)} />}
      </div>
      {groups.length > 0 && (
        <Text size="sm">
          小组与专班：
          {groups.map((group, index) => (
            <span key={group.id}>
              {index > 0 && '、'}
              <Anchor component={Link} href="/leaders?tab=groups" size="sm">
                {group.name}
              </Anchor>
              {group.leader !== null && `（组长${group.leader}）`}
            </span>
          ))}
        </Text>
      )}
      {others.length > 0 && (
        <div>
          <Title order={2} size="h3" mb={4}>
            以前和将来的安排
          </Title>
          {others.map((term) => (
            <Group key={term.id} gap="xs">
              <Text size="sm">
                {term.roleName} {term.personName}：{daysText(term)}
                {term.note !== null && `（${term.note}）`}
              </Text>
              {term.mayEdit && (
                <Anchor component="button" type="button" size="sm" onClick={() => setEdited(term)}>
                  修改
                </Anchor>
              )}
            </Group>
          ))}
        </div>
      )}
      {edited !== null && (
        <TermDialog
          projectId={id}
          roles={roles}
          term={edited === 'new' ? null : edited}
          onClose={() => setEdited(null)}
        />
      )}
    </Stack>
  );
}

/** The quick way: names in a row, as in the ledger. */
function NameFields({ found, people }: { readonly found: Found; readonly people: People }): ReactNode {
  const persons = useQueryOf('persons.list', {});
  const names = persons.data?.rows.map((person) => person.name) ?? [];
  return (
    <div style={{ display: 'grid', gridTemplateColumns: 'repeat(3, minmax(0, 1fr))', gap: 16 }}>
      {typed.map(({ role, field }) => (
        <FieldEditor
          key={`${found.row.id}-${role}`}
          kind="names"
          label={people.roles.find((each) => each.role === role)?.name ?? ''}
          value={people.terms
            .filter((term) => term.mayEdit && term.role === role && term.untilDay === null)
            .map((term) => term.personName)}
          isReadOnly={false}
          suggestions={names}
          onSave={async (value) => {
            await call('projects.save', { id: found.row.id, changes: { [field]: value } });
            return true;
          }}
        />
      ))}
    </div>
  );
}

interface PresentTableProps {
  readonly terms: readonly TermRow[];
  readonly onEdit: (term: TermRow) => void;
}

function PresentTable({ terms, onEdit }: PresentTableProps): ReactNode {
  const mayEditAny = terms.some((term) => term.mayEdit);
  const savePerson = useCommand('persons.save');
  return (
    <>
      <ErrorNotice problem={savePerson.problem} onClose={savePerson.reset} />
      <Table withTableBorder layout="fixed">
        <Table.Thead>
          <Table.Tr>
            <Table.Th w={130}>角色</Table.Th>
            <Table.Th w={170}>姓名</Table.Th>
            <Table.Th w={90}>层级</Table.Th>
            <Table.Th>职务</Table.Th>
            <Table.Th w={110}>职级</Table.Th>
            <Table.Th w={140}>电话</Table.Th>
            <Table.Th w={190}>起止</Table.Th>
            {mayEditAny && <Table.Th w={70} />}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {terms.map((term) => (
            <Table.Tr key={term.id}>
              <Table.Td>{term.roleName}</Table.Td>
              <Table.Td>
                {term.shown}
                {term.delegate !== null && term.delegate.phone !== null && (
                  <Text size="xs" c="var(--quiet)">
                    {term.delegate.name} {term.delegate.phone}
                  </Text>
                )}
              </Table.Td>
              <Table.Td>
                {term.tier === null ? '' : leaderTierLabels[term.tier]}
                {term.isFromAbove && (
                  <Text size="xs" c="var(--quiet)" title="由市级中心明确，本单位只能查看">
                    市下达
                  </Text>
                )}
                {term.isClaim && (
                  <Text size="xs" c="var(--quiet)" title="市级中心已经明确了这一级的领导，统计表按中心的">
                    区县申报
                  </Text>
                )}
              </Table.Td>
              {(['post', 'rank', 'phone'] as const).map((field) => (
                <Table.Td key={field}>
                  {term.mayEdit ? (
                    <PersonFact
                      label={`${term.personName}的${factNames[field]}`}
                      value={term[field]}
                      onSave={(value) =>
                        void savePerson.run({ id: term.personId, changes: { [field]: value } }).catch(shownElsewhere)
                      }
                    />
                  ) : (
                    term[field]
                  )}
                </Table.Td>
              ))}
              <Table.Td>{term.fromDay === null && term.untilDay === null ? '' : daysText(term)}</Table.Td>
              {mayEditAny && (
                <Table.Td>
                  {term.mayEdit && (
                    <Anchor component="button" type="button" size="sm" onClick={() => onEdit(term)}>
                      起止
                    </Anchor>
                  )}
                </Table.Td>
              )}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </>
  );
}

const factNames = { post: '职务', rank: '职级', phone: '电话' } as const;

interface PersonFactProps {
  readonly label: string;
  readonly value: string | null;
  readonly onSave: (value: string | null) => void;
}

function PersonFact({ label, value, onSave }: PersonFactProps): ReactNode {
  const [text, setText] = useState<string | null>(null);
  function finish(): void {
    if (text === null) return;
    const next = text.trim() === '' ? null : text.trim();
    setText(null);
    if (next !== value) onSave(next);
  }
  return (
    <TextInput
      size="xs"
      aria-label={label}
      value={text ?? value ?? ''}
      onChange={(event) => setText(event.currentTarget.value)}
      onBlur={finish}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && !event.nativeEvent.isComposing) finish();
        if (event.key === 'Escape') setText(null);
      }}
    />
  );
}

function daysText({ fromDay, untilDay }: Pick<TermRow, 'fromDay' | 'untilDay'>): string {
  return `${fromDay === null ? '' : shownDay(fromDay)}至${untilDay === null ? '今' : shownDay(untilDay)}`;
}
