/** One act on one project: 入库, 转化, 退库 or 更正, each asking only for what its clause wants. */
import { Group, Modal, SegmentedControl, Stack, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { OutputOf } from '#shared/contract/index.ts';
import { useQueryOf } from '../../client.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { Waiting } from '../../components/waiting.tsx';
import { CorrectionForm } from './correction-form.tsx';
import { EntryForm } from './entry-form.tsx';
import { ExitForm } from './exit-form.tsx';
import { stateWords } from './pool-words.ts';
import { TransferForm } from './transfer-form.tsx';

export type PoolFactsOf = OutputOf<'pools.ofProject'>;
export type PoolAct = 'enter' | 'transfer' | 'exit' | 'correct';

interface MoveDialogProps {
  readonly projectId: string;
  readonly name?: string;
  readonly act?: PoolAct;
  readonly onClose: () => void;
}

export interface FormProps {
  readonly projectId: string;
  readonly facts: PoolFactsOf;
  readonly onDone: () => void;
}

const actLabels: Readonly<Record<PoolAct, string>> = {
  enter: '入库',
  transfer: '转化',
  exit: '退出',
  correct: '更正',
};

export function MoveDialog({ projectId, act: wanted, onClose }: MoveDialogProps): ReactNode {
  const facts = useQueryOf('pools.ofProject', { id: projectId });
  const project = useQueryOf('projects.list', {});
  const [chosen, setChosen] = useState<PoolAct | null>(wanted ?? null);
  const name = project.data?.rows.find((row) => row.id === projectId)?.name ?? '';
  const acts = facts.data === undefined ? [] : actsOf(facts.data);
  const act = acts.find((each) => each === chosen) ?? acts[0];
  const form = facts.data === undefined ? null : { projectId, facts: facts.data, onDone: onClose };
  return (
    <Modal opened onClose={onClose} title={name === '' ? '办理' : name} size={680} centered>
      <Stack gap="sm">
        <ErrorNotice problem={facts.error} />
        {form === null ? (
          facts.error === null && <Waiting />
        ) : (
          <>
            <Group justify="space-between" wrap="nowrap">
              <Text size="sm">
                现在：<b>{stateWords(form.facts.state, form.facts.rules.pools.length > 0)}</b>
              </Text>
              <SegmentedControl
                size="xs"
                aria-label="办理什么"
                value={act ?? ''}
                onChange={(next) => setChosen(acts.find((each) => each === next) ?? null)}
                data={acts.map((each) => ({ value: each, label: actLabels[each] }))}
              />
            </Group>
            {act === 'enter' && <EntryForm {...form} />}
            {act === 'transfer' && <TransferForm {...form} />}
            {act === 'exit' && <ExitForm {...form} />}
            {act === 'correct' && <CorrectionForm {...form} />}
          </>
        )}
      </Stack>
    </Modal>
  );
}

/** What can be done now, the likeliest first. */
export function actsOf(facts: PoolFactsOf): PoolAct[] {
  const { state, rules, steps, moves } = facts;
  const keepsPools = rules.pools.length > 0;
  const isOut = state.state === 'exited' || (keepsPools && state.state === 'none');
  const acts: PoolAct[] = [];
  if (!isOut && moves.length > 0) acts.push('transfer');
  if (isOut) acts.push('enter');
  if (!isOut && rules.exits.reasons.length > 0) acts.push('exit');
  if (keepsPools && (!isOut || steps.length > 0)) acts.push('correct');
  // An imported project may have its entry recorded once.
  if (!isOut && keepsPools && steps.length === 0) acts.push('enter');
  return acts;
}
