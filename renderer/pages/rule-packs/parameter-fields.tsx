/** A form made from what the catalogue says of a rule's parameters: no kind of rule has a form of its own. */
import { Button, Checkbox, Group, NumberInput, Select, Text, Textarea, TextInput } from '@mantine/core';
import { IconArrowUp, IconPlus, IconTrash } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { emptyRow, type FormChoice, type FormGroup, type FormNode } from '#shared/rules/parameter-form.ts';
import { clockText } from '#shared/rules/parameter-text.ts';
import { MoneyInput } from '../../components/money-input.tsx';

type Values = Readonly<Record<string, unknown>>;

interface GroupProps {
  readonly group: FormGroup;
  readonly values: Values;
  /** Permit steps that may be chosen. */
  readonly steps: readonly FormChoice[];
  readonly onChange: (values: Values) => void;
}

export function ParameterFields({ group, values, steps, onChange }: GroupProps): ReactNode {
  return (
    <div className="packs-fields">
      {group.fields.map(({ name, label, node, isNullable, isOptional }) => (
        <ParameterField
          key={name}
          label={label}
          node={node}
          isNullable={isNullable || isOptional}
          value={values[name]}
          steps={steps}
          onChange={(value) =>
            onChange(isOptional && value === null ? without(values, name) : { ...values, [name]: value })
          }
        />
      ))}
    </div>
  );
}

function without(values: Values, name: string): Values {
  return Object.fromEntries(Object.entries(values).filter(([key]) => key !== name));
}

interface FieldProps {
  readonly label: string;
  readonly node: FormNode;
  readonly isNullable: boolean;
  readonly value: unknown;
  readonly steps: readonly FormChoice[];
  readonly onChange: (value: unknown) => void;
}

const weekdays = [...'一二三四五六日'].map((name, index) => ({ value: String(index + 1), label: `周${name}` }));

function ParameterField({ label, node, isNullable, value, steps, onChange }: FieldProps): ReactNode {
  switch (node.type) {
    case 'text':
    case 'monthDay':
      return (
        <Textarea
          label={label}
          autosize
          minRows={1}
          maxLength={300}
          placeholder={node.type === 'monthDay' ? '03-31' : isNullable ? '不填为没有规定' : ''}
          value={textOf(value)}
          onChange={({ currentTarget }) =>
            onChange(currentTarget.value === '' && isNullable ? null : currentTarget.value)
          }
        />
      );
    case 'texts':
      return <TextsField label={label} value={textsOf(value)} onChange={onChange} />;
    case 'number':
      return (
        <NumberInput
          label={label}
          min={node.minimum}
          max={node.maximum}
          allowDecimal={!node.isWhole}
          placeholder={isNullable ? '不填为没有规定' : ''}
          value={typeof value === 'number' ? value : ''}
          onChange={(typed) => onChange(typeof typed === 'number' ? typed : isNullable ? null : node.minimum)}
        />
      );
    case 'money':
      return (
        <MoneyInput
          label={label}
          placeholder="不填为不限"
          value={typeof value === 'number' ? value : null}
          onSave={(yuan) => onChange(yuan)}
        />
      );
    case 'weekday':
      return (
        <Select
          label={label}
          data={weekdays}
          allowDeselect={false}
          value={String(value)}
          onChange={(day) => onChange(Number(day))}
        />
      );
    case 'clock':
      return (
        <TextInput
          label={label}
          type="time"
          value={clockText(Number(value))}
          onChange={({ currentTarget }) => {
            const [hour, minute] = currentTarget.value.split(':').map(Number);
            if (hour !== undefined && minute !== undefined) onChange(hour * 60 + minute);
          }}
        />
      );
    case 'yesNo':
      return (
        <Checkbox
          className="packs-yes"
          label={label}
          checked={value === true}
          onChange={({ currentTarget }) => onChange(currentTarget.checked)}
        />
      );
    case 'choice':
      return (
        <Select
          label={label}
          data={node.choices}
          allowDeselect={isNullable}
          clearable={isNullable}
          placeholder={isNullable ? '（没有）' : ''}
          value={typeof value === 'string' ? value : null}
          onChange={onChange}
        />
      );
    case 'choices':
      return <ChoicesField label={label} choices={node.choices} value={textsOf(value)} onChange={onChange} />;
    case 'stepsBefore':
    case 'stepsOfTemplates':
      return <ChoicesField label={label} choices={steps} value={textsOf(value)} onChange={onChange} />;
    case 'list':
      return <ListField label={label} item={node.item} rows={rowsOf(value)} steps={steps} onChange={onChange} />;
    case 'group':
      return (
        <OptionalGroup
          label={label}
          group={node}
          isNullable={isNullable}
          value={value}
          steps={steps}
          onChange={onChange}
        />
      );
  }
}

function TextsField({
  label,
  value,
  onChange,
}: {
  readonly label: string;
  readonly value: readonly string[];
  readonly onChange: (value: readonly string[]) => void;
}): ReactNode {
  // What is being typed may end in an empty line; what is kept has none.
  const [typed, setTyped] = useState<string | null>(null);
  return (
    <Textarea
      label={label}
      description="每行一项"
      autosize
      minRows={2}
      value={typed ?? value.join('\n')}
      onBlur={() => setTyped(null)}
      onChange={({ currentTarget }) => {
        setTyped(currentTarget.value);
        const lines = currentTarget.value.split('\n').map((line) => line.trim());
        onChange(lines.filter((line) => line !== ''));
      }}
    />
  );
}

function ChoicesField({
  label,
  choices,
  value,
  onChange,
}: {
  readonly label: string;
  readonly choices: readonly FormChoice[];
  readonly value: readonly string[];
  readonly onChange: (value: string[]) => void;
}): ReactNode {
  return (
    <Checkbox.Group className="packs-wide" label={label} value={[...value]} onChange={onChange}>
      <Group gap="md" mt={4}>
        {choices.map((choice) => (
          <Checkbox key={choice.value} value={choice.value} label={choice.label} />
        ))}
      </Group>
    </Checkbox.Group>
  );
}

interface ListProps {
  readonly label: string;
  readonly item: FormGroup;
  readonly rows: readonly Values[];
  readonly steps: readonly FormChoice[];
  readonly onChange: (rows: readonly Values[]) => void;
}

function ListField({ label, item, rows, steps, onChange }: ListProps): ReactNode {
  const isSteps = item.fields.some((field) => field.node.type === 'stepsBefore');
  const siblings = rows.map((row) => ({ value: textOf(row['code']), label: textOf(row['name']) }));
  const keys = useRowKeys(rows.length);
  const replace = (index: number, values: Values) => onChange(rows.with(index, values));
  return (
    <fieldset className="packs-wide packs-rows">
      <legend>{label}</legend>
      {rows.length === 0 && (
        <Text size="sm" c="var(--quiet)">
          （没有）
        </Text>
      )}
      {rows.map((row, index) => (
        <div key={keys.shown[index]} className="packs-row">
          <span className="packs-row-number">{index + 1}</span>
          <ParameterFields
            group={item}
            values={row}
            steps={isSteps ? siblings.filter((each) => each.value !== row['code']) : steps}
            onChange={(values) => replace(index, values)}
          />
          <Group gap={4} wrap="nowrap">
            <Button
              variant="subtle"
              size="compact-sm"
              disabled={index === 0}
              aria-label={`${label}第${index + 1}条上移`}
              onClick={() => {
                keys.moveUp(index);
                onChange(movedUp(rows, index));
              }}
            >
              <IconArrowUp size={15} aria-hidden />
            </Button>
            <Button
              variant="subtle"
              size="compact-sm"
              aria-label={`删除${label}第${index + 1}条`}
              onClick={() => {
                keys.remove(index);
                onChange(rows.toSpliced(index, 1));
              }}
            >
              <IconTrash size={15} aria-hidden />
            </Button>
          </Group>
        </div>
      ))}
      <Button
        variant="default"
        size="compact-sm"
        leftSection={<IconPlus size={14} aria-hidden />}
        onClick={() => onChange([...rows, emptyRow(item, freeCode(rows))])}
      >
        加一条{label}
      </Button>
    </fieldset>
  );
}

function OptionalGroup({
  label,
  group,
  isNullable,
  value,
  steps,
  onChange,
}: Omit<FieldProps, 'node'> & { readonly group: FormGroup }): ReactNode {
  const values = typeof value === 'object' && value !== null ? (value as Values) : null;
  return (
    <div className="packs-wide">
      {isNullable && (
        <Checkbox
          label={label}
          checked={values !== null}
          onChange={({ currentTarget }) => onChange(currentTarget.checked ? emptyRow(group, '') : null)}
        />
      )}
      {values !== null && <ParameterFields group={group} values={values} steps={steps} onChange={onChange} />}
    </div>
  );
}

interface RowKeys {
  readonly shown: readonly number[];
  remove(index: number): void;
  moveUp(index: number): void;
}

/** Rows have no name of their own, yet what is being typed must stay with its row when another one goes. */
function useRowKeys(count: number): RowKeys {
  const [keys, setKeys] = useState<readonly number[]>([]);
  const newest = Math.max(-1, ...keys);
  const shown = Array.from({ length: count }, (_, index) => keys[index] ?? newest + 1 + index - keys.length);
  return {
    shown,
    remove: (index) => setKeys(shown.toSpliced(index, 1)),
    moveUp: (index) => setKeys(movedUp(shown, index)),
  };
}

function movedUp<Row>(rows: readonly Row[], index: number): readonly Row[] {
  return rows.toSpliced(index, 1).toSpliced(index - 1, 0, ...rows.slice(index, index + 1));
}

/** A code no row has yet. */
function freeCode(rows: readonly Values[]): string {
  const used = new Set(rows.map((row) => row['code']));
  let number = rows.length + 1;
  while (used.has(`own-${number}`)) number += 1;
  return `own-${number}`;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function textsOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
}

function rowsOf(value: unknown): readonly Values[] {
  return Array.isArray(value) ? (value as readonly Values[]) : [];
}
