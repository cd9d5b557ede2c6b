/** One field of a record, saved on Enter or when left; what it lacks or why it was refused stands beside it. */
import { Autocomplete, Select, TagsInput, Textarea, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { sentenceOf } from '../../client.ts';
import { DayInput } from '../../components/day-input.tsx';
import type { Choice } from '../../components/ledger-grid/ledger-column.ts';
import { MoneyInput } from '../../components/money-input.tsx';

/** words: text with what is written elsewhere offered. */
export type FieldKind =
  | 'text'
  | 'words'
  | 'longText'
  | 'money'
  | 'integer'
  | 'day'
  | 'fullDay'
  | 'choice'
  | 'yesNo'
  | 'names';
export type FieldValue = string | number | boolean | readonly string[] | null;

export interface FieldEditorProps {
  readonly kind: FieldKind;
  readonly label: string;
  readonly value: FieldValue;
  readonly isReadOnly: boolean;
  readonly choices?: readonly Choice[];
  readonly suggestions?: readonly string[];
  readonly isRequired?: boolean;
  readonly maxLength?: number;
  /** A sentence to look at, beside the field; blocks nothing. */
  readonly notice?: string | null;
  /** Settles with false when the person thought better of it. */
  readonly onSave: (value: FieldValue) => Promise<unknown>;
}

export function FieldEditor(props: FieldEditorProps): ReactNode {
  const { kind, label, value, isReadOnly } = props;
  const [problem, setProblem] = useState<string | null>(null);
  const [pending, setPending] = useState<{ readonly value: FieldValue; readonly before: FieldValue } | null>(null);

  function save(next: FieldValue): void {
    void keep(next);
  }

  async function keep(next: FieldValue): Promise<void> {
    setProblem(null);
    setPending({ value: next, before: value });
    try {
      if ((await props.onSave(next)) === false) setPending(null);
    } catch (error) {
      setPending(null);
      setProblem(sentenceOf(error));
    }
  }

  // What was just saved is shown until the host's record has it.
  const shown = pending !== null && same(pending.before, value) ? pending.value : value;
  const common = {
    label,
    error: problem ?? props.notice ?? null,
    readOnly: isReadOnly,
    variant: isReadOnly ? 'unstyled' : 'default',
  } as const;
  switch (kind) {
    case 'money':
      return <MoneyInput {...common} value={typeof shown === 'number' ? shown : null} onSave={save} />;
    case 'day':
    case 'fullDay':
      return isReadOnly ? (
        <TextInput {...common} value={String(shown ?? '')} />
      ) : (
        <DayInput
          {...common}
          precision={kind === 'day' ? 'partial' : 'day'}
          value={typeof shown === 'string' ? shown : null}
          onSave={save}
        />
      );
    case 'choice':
      return (
        <Select
          {...common}
          data={(props.choices ?? []).map((choice) => ({ value: choice.value, label: choice.label }))}
          value={typeof shown === 'string' ? shown : null}
          clearable={!isReadOnly}
          onChange={(next) => save(next)}
        />
      );
    case 'yesNo':
      return (
        <Select
          {...common}
          data={yesNoChoices}
          value={typeof shown === 'boolean' ? String(shown) : null}
          clearable={!isReadOnly}
          onChange={(next) => save(next === null ? null : next === 'true')}
        />
      );
    case 'integer':
      return (
        <TextField
          {...props}
          shown={typeof shown === 'number' ? String(shown) : ''}
          problem={common.error}
          onSave={(text) => {
            if (text === null) return save(null);
            const number = Number(String(text).normalize('NFKC').replace('%', ''));
            if (Number.isInteger(number) && number >= 0) save(number);
            else setProblem(`${label}应为整数，例如 80`);
          }}
          setProblem={setProblem}
        />
      );
    case 'names':
      return (
        <TagsInput
          {...common}
          data={[...new Set(props.suggestions ?? [])]}
          value={Array.isArray(shown) ? [...shown] : []}
          splitChars={['、', ',', '，', ';', '；']}
          acceptValueOnBlur
          limit={10}
          placeholder={isReadOnly || (Array.isArray(shown) && shown.length > 0) ? '' : '填写后回车，可以有多个'}
          onChange={save}
        />
      );
    case 'text':
    case 'words':
    case 'longText':
      return (
        <TextField
          {...props}
          shown={typeof shown === 'string' ? shown : ''}
          problem={common.error}
          onSave={save}
          setProblem={setProblem}
        />
      );
  }
}

const yesNoChoices = [
  { value: 'true', label: '是' },
  { value: 'false', label: '否' },
];

interface TextFieldProps extends Omit<FieldEditorProps, 'onSave'> {
  readonly shown: string;
  readonly problem: string | null;
  readonly onSave: (value: FieldValue) => void;
  readonly setProblem: (problem: string | null) => void;
}

function TextField(props: TextFieldProps): ReactNode {
  const { label, shown, problem, isReadOnly, kind } = props;
  const [typed, setTyped] = useState<string | null>(null);

  function finish(): void {
    if (typed === null) return;
    const text = typed.trim();
    if (text === '' && props.isRequired) return props.setProblem(`${label}不能为空`);
    setTyped(null);
    if (text !== shown) props.onSave(text === '' ? null : text);
  }
  const common = {
    label,
    error: problem,
    readOnly: isReadOnly,
    variant: isReadOnly ? 'unstyled' : 'default',
    value: typed ?? shown,
    maxLength: props.maxLength ?? 5000,
    onBlur: finish,
  } as const;
  if (kind === 'longText') {
    return (
      <Textarea
        {...common}
        autosize
        minRows={2}
        maxRows={12}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
    );
  }
  if (kind === 'words' && !isReadOnly) {
    return (
      <Autocomplete
        {...common}
        data={[...(props.suggestions ?? [])]}
        limit={8}
        onChange={setTyped}
        onOptionSubmit={(chosen) => {
          setTyped(null);
          if (chosen !== shown) props.onSave(chosen);
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && !event.nativeEvent.isComposing) finish();
          if (event.key === 'Escape') setTyped(null);
        }}
      />
    );
  }
  return (
    <TextInput
      {...common}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && !event.nativeEvent.isComposing) finish();
        if (event.key === 'Escape') setTyped(null);
      }}
    />
  );
}

function same(left: FieldValue, right: FieldValue): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}
