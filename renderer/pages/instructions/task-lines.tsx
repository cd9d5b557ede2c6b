import { ActionIcon, Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { TaskAsked } from '#shared/contract/instructions.ts';
import { DayInput } from '../../components/day-input.tsx';
import { PersonInput, UnitInput } from '../../components/register-inputs.tsx';

/** A task as it is typed; a line without content is none. */
export interface TaskLine {
  readonly key: number;
  readonly content: string;
  readonly unitName: string;
  readonly personName: string;
  readonly dueOn: string | null;
}

export function emptyLine(key: number): TaskLine {
  return { key, content: '', unitName: '', personName: '', dueOn: null };
}

export function askedTasks(lines: readonly TaskLine[]): TaskAsked[] {
  return lines.filter((line) => line.content.trim() !== '').map(({ key: _key, ...line }) => line);
}

interface TaskLinesProps {
  readonly lines: readonly TaskLine[];
  readonly onChange: (lines: readonly TaskLine[]) => void;
}

/** What a leader wants done, one line each: they become tasks (督办事项). */
export function TaskLines({ lines, onChange }: TaskLinesProps): ReactNode {
  function change(key: number, part: Partial<TaskLine>): void {
    onChange(lines.map((line) => (line.key === key ? { ...line, ...part } : line)));
  }
  const next = Math.max(0, ...lines.map((line) => line.key)) + 1;
  return (
    <fieldset className="instruction-tasks">
      <legend>转为督办事项</legend>
      <Stack gap="xs">
        {lines.length === 0 && (
          <Text size="sm" c="var(--quiet)">
            要求具体去办的，一件事写一条；缺单位或时限的先放在“待明确”里。
          </Text>
        )}
        {lines.map((line, index) => (
          <Group key={line.key} gap="xs" wrap="nowrap" align="flex-end">
            <TextInput
              label={index === 0 ? '工作任务' : undefined}
              aria-label={`工作任务${index + 1}`}
              style={{ flex: 3 }}
              maxLength={1000}
              value={line.content}
              onChange={(event) => change(line.key, { content: event.currentTarget.value })}
            />
            <UnitInput
              label={index === 0 ? '责任单位' : undefined}
              aria-label={`责任单位${index + 1}`}
              style={{ flex: 2 }}
              value={line.unitName}
              onChange={(unitName) => change(line.key, { unitName })}
            />
            <PersonInput
              label={index === 0 ? '责任人' : undefined}
              aria-label={`责任人${index + 1}`}
              style={{ flex: 1.2 }}
              value={line.personName}
              onChange={(personName) => change(line.key, { personName })}
            />
            <DayInput
              label={index === 0 ? '办结时限' : undefined}
              aria-label={`办结时限${index + 1}`}
              style={{ flex: 1.6 }}
              precision="day"
              value={line.dueOn}
              onSave={(dueOn) => change(line.key, { dueOn })}
            />
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={`去掉第${index + 1}条`}
              mb={4}
              onClick={() => onChange(lines.filter((each) => each.key !== line.key))}
            >
              <IconX size={16} aria-hidden />
            </ActionIcon>
          </Group>
        ))}
        <Group>
          <Button
            size="xs"
            variant="default"
            leftSection={<IconPlus size={14} aria-hidden />}
            onClick={() => onChange([...lines, emptyLine(next)])}
          >
            加一条
          </Button>
        </Group>
      </Stack>
    </fieldset>
  );
}
