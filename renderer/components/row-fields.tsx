/**
 * Fields for the cells of a short table: saved on Enter or when left, a refusal stands below the cell. For long tables
 * there is LedgerGrid.
 */
import { Autocomplete, NativeSelect, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { sentenceOf } from '../client.ts';
import { DayInput } from './day-input.tsx';
import type { DayPrecision } from './day-text.ts';
import type { Choice } from './ledger-grid/ledger-column.ts';

interface RowFieldProps<Value> {
  /** Read aloud, as the head of the column is far away: “开工的计划时间”. */
  readonly label: string;
  readonly value: Value;
  readonly isReadOnly: boolean;
  readonly onSave: (value: Value) => Promise<unknown>;
}

interface TextFieldProps extends RowFieldProps<string | null> {
  /** Offered while typing: names of units and persons. */
  readonly suggestions?: readonly string[];
  readonly placeholder?: string;
}

export function RowText({ label, value, isReadOnly, onSave, suggestions, placeholder }: TextFieldProps): ReactNode {
  const [typed, setTyped] = useState<string | null>(null);
  const saving = useSaving(onSave);

  function finish(text: string | null): void {
    if (text === null) return;
    const next = text.trim() === '' ? null : text.trim();
    setTyped(null);
    if (next !== value) saving.save(next);
  }

  if (isReadOnly) return value;
  const common = {
    'aria-label': label,
    size: 'xs',
    placeholder,
    value: typed ?? value ?? '',
    error: saving.problem,
    onBlur: () => finish(typed),
    onKeyDown: (event: React.KeyboardEvent) => {
      if (event.key === 'Enter' && !event.nativeEvent.isComposing) finish(typed);
      if (event.key === 'Escape') setTyped(null);
    },
  } as const;
  return suggestions === undefined ? (
    <TextInput {...common} onChange={(event) => setTyped(event.currentTarget.value)} />
  ) : (
    <Autocomplete
      {...common}
      data={[...new Set(suggestions)]}
      limit={8}
      onChange={setTyped}
      onOptionSubmit={(chosen) => finish(chosen)}
    />
  );
}

export function RowDay({
  label,
  value,
  isReadOnly,
  onSave,
  precision = 'partial',
}: RowFieldProps<string | null> & { readonly precision?: DayPrecision }): ReactNode {
  const saving = useSaving(onSave);
  if (isReadOnly) return value;
  return (
    <DayInput
      aria-label={label}
      size="xs"
      placeholder=""
      precision={precision}
      value={value}
      error={saving.problem}
      onSave={saving.save}
    />
  );
}

/** Whole numbers, with what they count beside them. */
export function RowNumber({ label, value, isReadOnly, onSave }: RowFieldProps<number | null>): ReactNode {
  const [unread, setUnread] = useState<string | null>(null);
  return (
    <>
      <RowText
        label={label}
        value={value === null ? null : String(value)}
        isReadOnly={isReadOnly}
        onSave={async (text) => {
          const number = text === null ? null : Number(text.normalize('NFKC'));
          if (number !== null && !Number.isSafeInteger(number)) return setUnread(`“${text}”不是整数`);
          setUnread(null);
          await onSave(number);
        }}
      />
      {unread !== null && <small role="alert">{unread}</small>}
    </>
  );
}

export function RowChoice({
  label,
  value,
  isReadOnly,
  onSave,
  choices,
  emptyLabel,
}: RowFieldProps<string | null> & {
  readonly choices: readonly Choice[];
  /** Given: nothing may be chosen, shown so. */
  readonly emptyLabel?: string;
}): ReactNode {
  const saving = useSaving(onSave);
  if (isReadOnly) return choices.find((choice) => choice.value === value)?.label ?? emptyLabel;
  return (
    <NativeSelect
      aria-label={label}
      size="xs"
      value={value ?? ''}
      error={saving.problem}
      data={[
        ...(value === null || emptyLabel !== undefined ? [{ value: '', label: emptyLabel ?? '' }] : []),
        ...choices,
      ]}
      onChange={(event) => saving.save(event.currentTarget.value === '' ? null : event.currentTarget.value)}
    />
  );
}

function useSaving<Value>(onSave: (value: Value) => Promise<unknown>): {
  readonly problem: string | null;
  readonly save: (value: Value) => void;
} {
  const [problem, setProblem] = useState<string | null>(null);
  return {
    problem,
    save: (value) => {
      setProblem(null);
      onSave(value).catch((error: unknown) => setProblem(sentenceOf(error)));
    },
  };
}
