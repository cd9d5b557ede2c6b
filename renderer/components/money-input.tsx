import { Text, TextInput, type TextInputProps } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { parseMoney, wanText } from './money-text.ts';

interface MoneyInputProps extends Omit<TextInputProps, 'value' | 'onChange' | 'defaultValue'> {
  /** 元 */
  readonly value: number | null;
  /** Called on Enter or blur with a readable amount that differs. */
  readonly onSave: (yuan: number | null) => void;
}

/** Shows 万元, holds 元; takes “1.2亿”, “3000万”, “12,345.67”. */
export function MoneyInput({ value, onSave, ...rest }: MoneyInputProps): ReactNode {
  const [typed, setTyped] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);

  function finish(): void {
    if (typed === null) return;
    const parsed = parseMoney(typed);
    if (!parsed.ok) return setProblem(parsed.reason);
    setTyped(null);
    setProblem(null);
    if (parsed.value !== value) onSave(parsed.value);
  }

  return (
    <TextInput
      rightSection={
        <Text size="xs" c="var(--quiet)">
          万元
        </Text>
      }
      rightSectionWidth={44}
      styles={{ input: { textAlign: 'right', fontVariantNumeric: 'tabular-nums' } }}
      {...rest}
      value={typed ?? wanText(value)}
      error={problem ?? rest.error}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={finish}
      onKeyDown={(event) => {
        if (event.key === 'Enter') finish();
        if (event.key === 'Escape') {
          setTyped(null);
          setProblem(null);
        }
      }}
    />
  );
}
