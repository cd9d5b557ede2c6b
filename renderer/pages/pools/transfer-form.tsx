import { Alert, Button, Group, Radio, Stack, Text, Textarea } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { shownElsewhere, useCommand } from '../../client.ts';
import { DayInput } from '../../components/day-input.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { sayDone } from '../../components/say-done.tsx';
import { useUndo } from '../../use-undo.ts';
import type { FormProps } from './move-dialog.tsx';

export function TransferForm({ projectId, facts, onDone }: FormProps): ReactNode {
  const transfer = useCommand('pools.transfer');
  const undo = useUndo(['pools.transfer']);
  const moves = facts.moves.flatMap((move) => (move.to === null ? [] : [{ ...move, to: move.to }]));
  const [chosen, setChosen] = useState(moves.find((move) => move.holds && !move.isBackward)?.to ?? moves[0]?.to);
  const move = moves.find((each) => each.to === chosen);
  const [day, setDay] = useState<string | null>(null);
  const [reason, setReason] = useState('');
  if (move === undefined)
    return <Text size="sm">这个项目现在没有可以转入的库。达效的项目请办理“退出”，记错了的请用“更正”。</Text>;
  const needsReason = move.isBackward || !move.holds;
  const { to, label, onDay } = move;

  async function save(): Promise<void> {
    const item = { projectId, to, onDay: day ?? onDay, groundText: reason.trim() === '' ? null : reason };
    const made = await transfer.run({ items: [item] });
    onDone();
    sayDone(`已转化：${label}`, () => undo(made.changeId));
  }

  return (
    <Stack gap="sm">
      <Radio.Group
        label="转入哪个库"
        value={chosen ?? ''}
        onChange={(next) => setChosen(moves.find((each) => each.to === next)?.to)}
      >
        <Stack gap={6} mt={4}>
          {moves.map((each) => (
            <Radio key={each.to} value={each.to} label={each.label} description={`${each.why}（依据${each.source}）`} />
          ))}
        </Stack>
      </Radio.Group>
      {!move.holds && !move.isBackward && (
        <Alert role="note" variant="light" color="yellow" py={6}>
          <Text size="sm">
            已登记的情况还看不出条件具备：{move.why}。请先补登节点或手续；确需现在转化的，写明情况。
          </Text>
        </Alert>
      )}
      <DayInput label="转化日期" w={200} precision="day" value={day ?? onDay} onSave={setDay} />
      <Textarea
        label="情况说明"
        required={needsReason}
        autosize
        minRows={2}
        maxLength={1000}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <ErrorNotice problem={transfer.problem} onClose={transfer.reset} />
      <Group justify="flex-end">
        <Button
          loading={transfer.isRunning}
          disabled={needsReason && reason.trim() === ''}
          onClick={() => void save().catch(shownElsewhere)}
        >
          转化：{label}
        </Button>
      </Group>
    </Stack>
  );
}
