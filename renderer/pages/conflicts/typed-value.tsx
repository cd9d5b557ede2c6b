import { Button, Group, NumberInput, Select, Textarea, TextInput } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import { DayInput } from '../../components/day-input.tsx';
import { MoneyInput } from '../../components/money-input.tsx';
import type { Conflict } from './conflicts-page.tsx';

type Value = Conflict['value'];

interface TypedValueProps {
  readonly conflict: Conflict;
  readonly isBusy: boolean;
  readonly onUse: (value: Value) => void;
  readonly onClose: () => void;
}

/** A third value, in the field's own input. */
export function TypedValue({ conflict, isBusy, onUse, onClose }: TypedValueProps): ReactNode {
  const [value, setValue] = useState<Value>(conflict.value);
  function submit(event: FormEvent): void {
    event.preventDefault();
    onUse(value);
  }
  return (
    <form className="conflict-typed" onSubmit={submit}>
      <ValueInput conflict={conflict} value={value} onChange={setValue} />
      <Group gap="xs">
        <Button type="submit" size="xs" disabled={isBusy}>
          用填的
        </Button>
        <Button size="xs" variant="subtle" onClick={onClose}>
          取消
        </Button>
      </Group>
    </form>
  );
}

interface ValueInputProps {
  readonly conflict: Conflict;
  readonly value: Value;
  readonly onChange: (value: Value) => void;
}

function ValueInput({ conflict: { label, input, choices }, value, onChange }: ValueInputProps): ReactNode {
  const named = { 'aria-label': `另填${label}`, autoFocus: true } as const;
  const text = typeof value === 'string' ? value : '';
  switch (input) {
    case 'money':
      return <MoneyInput {...named} value={typeof value === 'number' ? value : null} onSave={onChange} />;
    case 'day':
      return <DayInput {...named} value={text === '' ? null : text} onSave={onChange} />;
    case 'number':
      return (
        <NumberInput
          {...named}
          allowDecimal={false}
          value={typeof value === 'number' ? value : ''}
          onChange={(next) => onChange(typeof next === 'number' ? next : null)}
        />
      );
    case 'choice':
      return <Select {...named} clearable data={[...choices]} value={text === '' ? null : text} onChange={onChange} />;
    case 'yesNo':
      return (
        <Select
          {...named}
          clearable
          data={[
            { value: 'yes', label: '是' },
            { value: 'no', label: '否' },
          ]}
          value={typeof value === 'boolean' ? (value ? 'yes' : 'no') : null}
          onChange={(next) => onChange(next === null ? null : next === 'yes')}
        />
      );
    case 'longText':
      return (
        <Textarea
          {...named}
          autosize
          minRows={2}
          value={text}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      );
    case 'text':
    case 'none':
      return <TextInput {...named} value={text} onChange={(event) => onChange(event.currentTarget.value)} />;
  }
}
