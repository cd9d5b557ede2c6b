import { Button, Group, NativeSelect, SimpleGrid, Stack, Text, Textarea } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { projectPoolLabels } from '#shared/text/labels.ts';
import { shownElsewhere, useCommand } from '../../client.ts';
import { DayInput } from '../../components/day-input.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { sayDone } from '../../components/say-done.tsx';
import { useUndo } from '../../use-undo.ts';
import type { FormProps } from './move-dialog.tsx';

export function CorrectionForm({ projectId, facts, onDone }: FormProps): ReactNode {
  const correct = useCommand('pools.correct');
  const undo = useUndo(['pools.correct']);
  const { pools } = facts.rules;
  const [to, setTo] = useState<string>(facts.state.pool ?? '');
  const [onDay, setOnDay] = useState<string | null>(facts.today);
  const [reason, setReason] = useState('');

  async function save(): Promise<void> {
    const pool = pools.find((each) => each === to) ?? null;
    const made = await correct.run({ projectId, to: pool, onDay: onDay ?? facts.today, groundText: reason });
    onDone();
    sayDone('已记为更正', () => undo(made.changeId));
  }

  return (
    <Stack gap="sm">
      <Text size="sm" c="var(--quiet)">
        原来记错了的，写明从哪天起应当在哪个库。可以早于最近一次变动：那天到下一次变动之间改按这里算。原来的记录仍然保留。
      </Text>
      <SimpleGrid cols={2} spacing="sm">
        <NativeSelect
          label="应当在"
          value={to}
          onChange={(event) => setTo(event.currentTarget.value)}
          data={[
            ...pools.map((pool) => ({ value: pool, label: projectPoolLabels[pool] })),
            { value: '', label: '不在库' },
          ]}
        />
        <DayInput label="从哪天起" precision="day" value={onDay} onSave={setOnDay} />
      </SimpleGrid>
      <Textarea
        label="情况说明"
        required
        autosize
        minRows={2}
        maxLength={1000}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <ErrorNotice problem={correct.problem} onClose={correct.reset} />
      <Group justify="flex-end">
        <Button
          disabled={reason.trim() === ''}
          loading={correct.isRunning}
          onClick={() => void save().catch(shownElsewhere)}
        >
          记为更正
        </Button>
      </Group>
    </Stack>
  );
}
