import { SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { type ReactNode, useState } from 'react';
import type { OutputOf } from '#shared/contract/index.ts';
import { call, useQueryOf } from '../../client.ts';
import { useOffice } from '../../office-context.ts';
import { FieldEditor, type FieldValue } from './field-editor.tsx';
import { MergedProjects } from './merged-projects.tsx';
import { NameChangeDialog } from './name-change-dialog.tsx';
import './overview.css';
import { cards, type ShownField } from './overview-fields.ts';
import { ProjectLists } from './project-lists.tsx';

type Found = OutputOf<'projects.get'>;

/** All facts of a project in cards; each saves itself. What should be looked at stands beside its field. */
export function OverviewTab({ found }: { readonly found: Found }): ReactNode {
  const { id } = found.row;
  const units = useQueryOf('units.list', {}, { isEnabled: found.mayEdit });
  const words = useQueryOf('projects.words', {}, { isEnabled: found.mayEdit });
  const findings = useQueryOf('projects.findings', { id });
  const [newName, setNewName] = useState<NewName | null>(null);
  const { features } = useOffice();
  const isKept = (field: ShownField) => field.name !== 'pool' || features.pools;
  const unitNames = units.data?.rows.map((unit) => unit.name) ?? [];
  const sentences = (field: string) =>
    (findings.data?.rows ?? []).filter((each) => each.field === field).map((each) => each.sentence);

  async function save(field: ShownField, value: FieldValue): Promise<boolean> {
    if (field.name === 'name' && typeof value === 'string') return askName(value);
    const { warnings } = await call('projects.save', { id, changes: { [field.name]: value } });
    for (const { sentence } of warnings)
      notifications.show({ title: '已保存，请核对', message: sentence, color: 'orange', autoClose: false });
    return true;
  }
  /** Settles when the person has said whether it was renamed; leaving the question leaves the name. */
  function askName(name: string): Promise<boolean> {
    return new Promise((settle, fail) => setNewName({ name, settle, fail }));
  }
  const suggestionsOf = (field: ShownField): readonly string[] => {
    if (field.words === undefined) return [];
    return field.words === 'units' ? unitNames : (words.data?.[field.words] ?? []);
  };

  return (
    <Stack gap="md" pb="xl">
      {cards.map((card) => (
        <section key={card.title} className="overview-card" aria-label={card.title}>
          <Title order={2} size="h3" mb="xs">
            {card.title}
          </Title>
          <SimpleGrid cols={card.columns} spacing="md" verticalSpacing="sm">
            {card.fields.filter(isKept).map((field) => (
              <div key={field.name} style={field.isWide === true ? { gridColumn: 'span 2' } : undefined}>
                <FieldEditor
                  key={id}
                  kind={field.kind}
                  label={field.label}
                  value={fieldValue(field.value(found))}
                  isReadOnly={!found.mayEdit}
                  isRequired={field.name === 'name'}
                  choices={field.choices ?? []}
                  suggestions={suggestionsOf(field)}
                  notice={field.name === 'code' ? (sentences('code')[0] ?? null) : null}
                  onSave={(value) => save(field, value)}
                />
              </div>
            ))}
          </SimpleGrid>
          {card.title === '投资' &&
            sentences('investment').map((sentence) => (
              <Text key={sentence} size="sm" c="#8a4b00" mt={6}>
                {sentence}
              </Text>
            ))}
          {card.title === '曾用名' && (
            <Text size="xs" c="var(--quiet)" mt={4}>
              改名时自动记在这里。再导入写着旧名的台账，仍认得是这个项目。
            </Text>
          )}
        </section>
      ))}
      <ProjectLists key={`lists-${id}`} projectId={id} />
      <MergedProjects projectId={id} mayEdit={found.mayEdit} />
      {newName !== null && (
        <NameChangeDialog
          before={found.row.name}
          name={newName.name}
          onChoose={(nameChange) => {
            setNewName(null);
            call('projects.save', { id, changes: { name: newName.name }, nameChange }).then(
              () => newName.settle(true),
              newName.fail,
            );
          }}
          onClose={() => {
            setNewName(null);
            newName.settle(false);
          }}
        />
      )}
    </Stack>
  );
}

interface NewName {
  readonly name: string;
  readonly settle: (isSaved: boolean) => void;
  readonly fail: (error: unknown) => void;
}

function fieldValue(value: unknown): FieldValue {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  return Array.isArray(value) ? value.map(String) : null;
}
