import { Group, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';

interface GroupInputsProps {
  /** Which of the eight, counted from 1. */
  readonly groups: readonly number[];
  readonly answers: readonly string[];
  readonly onAnswers: (answers: readonly string[]) => void;
}

/** Groups of five digits, typed from a paper or over the telephone. */
export function GroupInputs({ groups, answers, onAnswers }: GroupInputsProps): ReactNode {
  return (
    <Group gap="md">
      {groups.map((group, index) => (
        <TextInput
          key={group}
          label={`第 ${group} 组`}
          w={120}
          inputMode="numeric"
          autoComplete="off"
          placeholder="五个数字"
          maxLength={5}
          autoFocus={index === 0}
          value={answers[index] ?? ''}
          onChange={(event) => {
            const typed = event.currentTarget.value.normalize('NFKC').replace(/\D/g, '');
            onAnswers(answers.map((answer, place) => (place === index ? typed : answer)));
          }}
          styles={{ input: { fontVariantNumeric: 'tabular-nums', letterSpacing: '0.1em' } }}
        />
      ))}
    </Group>
  );
}
