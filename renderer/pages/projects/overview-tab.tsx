import { SimpleGrid, Stack, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import type { OutputOf } from '#shared/contract/index.ts';
import { project } from '#shared/domain/project.ts';
import { call, useQueryOf } from '../../client.ts';
import { levelChoices, natureChoices, poolChoices } from '../../components/choices.ts';
import type { Choice } from '../../components/ledger-grid/ledger-column.ts';
import { FieldEditor, type FieldKind, type FieldValue } from './field-editor.tsx';

type Found = OutputOf<'projects.get'>;

interface ShownField {
  /** The name `projects.save` takes. */
  readonly name: string;
  readonly label: string;
  readonly kind: FieldKind;
  readonly value: (found: Found) => unknown;
  readonly choices?: readonly Choice[];
  readonly isWide?: boolean;
}

type ProjectField = keyof typeof project.fields;
const ofProject = (
  name: ProjectField,
  kind: FieldKind,
  more: Pick<ShownField, 'choices' | 'isWide'> = {},
): ShownField => ({
  name,
  label: project.fields[name].label,
  kind,
  value: (found) => found.project[name],
  ...more,
});

const sections: readonly {
  readonly title: string;
  readonly columns: number;
  readonly fields: readonly ShownField[];
}[] = [
  {
    title: '项目',
    columns: 4,
    fields: [
      ofProject('name', 'text', { isWide: true }),
      ofProject('level', 'choice', { choices: levelChoices }),
      ofProject('pool', 'choice', { choices: poolChoices }),
      ofProject('nature', 'choice', { choices: natureChoices }),
      ofProject('category', 'text'),
      ofProject('code', 'text'),
      ofProject('investmentClass', 'text'),
    ],
  },
  {
    title: '投资与工期',
    columns: 4,
    fields: [
      ofProject('totalInvestment', 'money'),
      { name: 'plannedThisYear', label: '本年计划投资', kind: 'money', value: (found) => found.row.plannedThisYear },
      {
        name: 'doneBeforeYear',
        label: '截至上年底完成投资',
        kind: 'money',
        value: (found) => found.row.doneBeforeYear,
      },
      ofProject('fundingSource', 'text'),
      ofProject('startsOn', 'day'),
      ofProject('completesOn', 'day'),
    ],
  },
  {
    title: '单位与地点',
    columns: 4,
    fields: [
      {
        name: 'responsibleUnitNames',
        label: '责任单位',
        kind: 'names',
        isWide: true,
        value: (found) => found.row.responsibleUnits.map((unit) => unit.name),
      },
      ofProject('departmentInCharge', 'text'),
      ofProject('permitAgentUnit', 'text'),
      ofProject('owner', 'text', { isWide: true }),
      ofProject('place', 'text'),
      ofProject('plot', 'text'),
    ],
  },
  {
    title: '内容',
    columns: 2,
    fields: [ofProject('summary', 'longText'), ofProject('overallGoal', 'longText'), ofProject('remark', 'longText')],
  },
];

export function OverviewTab({ found }: { readonly found: Found }): ReactNode {
  const units = useQueryOf('units.list', {}, { isEnabled: found.mayEdit });
  const names = units.data?.rows.map((unit) => unit.name) ?? [];
  const id = found.row.id;
  return (
    <Stack gap="lg" pb="xl">
      {sections.map((section) => (
        <section key={section.title}>
          <Title order={2} size="h3" mb="xs">
            {section.title}
          </Title>
          <SimpleGrid cols={section.columns} spacing="md" verticalSpacing="sm">
            {section.fields.map((field) => (
              <div key={field.name} style={field.isWide ? { gridColumn: 'span 2' } : undefined}>
                <FieldEditor
                  key={id}
                  kind={field.kind}
                  label={field.label}
                  value={fieldValue(field.value(found))}
                  isReadOnly={!found.mayEdit}
                  isRequired={field.name === 'name'}
                  choices={field.choices ?? []}
                  suggestions={names}
                  onSave={async (value) => {
                    await call('projects.save', { id, changes: { [field.name]: value } });
                  }}
                />
              </div>
            ))}
          </SimpleGrid>
        </section>
      ))}
    </Stack>
  );
}

function fieldValue(value: unknown): FieldValue {
  if (typeof value === 'string' || typeof value === 'number') return value;
  return Array.isArray(value) ? value.map(String) : null;
}
