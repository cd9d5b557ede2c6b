import { ActionIcon, Popover, TextInput, type TextInputProps } from '@mantine/core';
import { DatePicker } from '@mantine/dates';
import { IconCalendar } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { type DayPrecision, parseDay } from './day-text.ts';

interface DayInputProps extends Omit<TextInputProps, 'value' | 'onChange' | 'defaultValue'> {
  readonly value: string | null;
  readonly onSave: (day: string | null) => void;
  /** partial (default): “2018” and “2018-05” are kept as they are. */
  readonly precision?: DayPrecision;
}

/** A day as precisely as it is known; typed as one likes, or picked. */
export function DayInput({ value, onSave, precision = 'partial', ...rest }: DayInputProps): ReactNode {
  const [typed, setTyped] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [isOpen, setOpen] = useState(false);

  function finish(): void {
    if (typed === null) return;
    const parsed = parseDay(typed, precision);
    if (!parsed.ok) return setProblem(parsed.reason);
    setTyped(null);
    setProblem(null);
    if (parsed.value !== value) onSave(parsed.value);
  }

  return (
    <TextInput
      placeholder={precision === 'partial' ? '2018、2018-05 或 2018-05-31' : '2018-05-31'}
      {...rest}
      value={typed ?? value ?? ''}
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
      rightSection={
        <Popover opened={isOpen} onChange={setOpen} position="bottom-end" shadow="md" trapFocus>
          <Popover.Target>
            <ActionIcon variant="subtle" aria-label="选日期" onClick={() => setOpen(!isOpen)}>
              <IconCalendar size={16} aria-hidden />
            </ActionIcon>
          </Popover.Target>
          <Popover.Dropdown>
            <DatePicker
              value={value !== null && value.length === 10 ? value : null}
              onChange={(day) => {
                setOpen(false);
                setTyped(null);
                setProblem(null);
                if (day !== value) onSave(day);
              }}
            />
          </Popover.Dropdown>
        </Popover>
      }
    />
  );
}
