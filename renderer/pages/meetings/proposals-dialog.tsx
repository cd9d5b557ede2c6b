import { Button, Checkbox, Group, Modal, ScrollArea, Stack, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { agendaReasons } from '#shared/domain/agenda-item.ts';
import { agendaReasonLabels } from '#shared/text/labels.ts';
import { shownElsewhere, useCommand, useQueryOf } from '../../client.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { Waiting } from '../../components/waiting.tsx';

/** What the ledgers propose for the agenda, by reason; those already taken are said to be. */
export function ProposalsDialog({ id, onClose }: { readonly id: string; readonly onClose: () => void }): ReactNode {
  const proposals = useQueryOf('meetings.proposals', { id });
  const take = useCommand('meetings.takeProposals');
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const rows = proposals.data?.rows ?? [];

  function toggle(keys: readonly string[], isWanted: boolean): void {
    const next = new Set(chosen);
    for (const key of keys) {
      if (isWanted) next.add(key);
      else next.delete(key);
    }
    setChosen(next);
  }
  async function submit(): Promise<void> {
    await take.run({ id, keys: [...chosen] });
    onClose();
  }

  return (
    <Modal opened onClose={onClose} title="从台账提议题" size={880} centered>
      {proposals.data === undefined && proposals.error === null && <Waiting />}
      <ErrorNotice problem={proposals.error} onRetry={() => void proposals.refetch()} />
      {proposals.data !== undefined && rows.length === 0 && (
        <Text c="var(--quiet)">
          现在没有逾期的督办事项、紧急或逾期的问题、滞后项目、没完成的节点，也没有没填报的项目。可以自己加议题。
        </Text>
      )}
      <ScrollArea.Autosize mah="58vh">
        <Stack gap="sm">
          {agendaReasons.map((reason) => {
            const own = rows.filter((row) => row.reason === reason);
            const open = own.filter((row) => !row.isTaken).map((row) => row.key);
            if (own.length === 0) return null;
            const isAll = open.length > 0 && open.every((key) => chosen.has(key));
            return (
              <section key={reason} aria-label={agendaReasonLabels[reason]}>
                <Checkbox
                  label={`${agendaReasonLabels[reason]}（${own.length}）`}
                  fw={600}
                  checked={isAll}
                  indeterminate={!isAll && open.some((key) => chosen.has(key))}
                  disabled={open.length === 0}
                  onChange={(event) => toggle(open, event.currentTarget.checked)}
                />
                <Stack gap={4} pl={26} mt={4}>
                  {own.map((row) => (
                    <Checkbox
                      key={row.key}
                      label={row.isTaken ? `${row.title}（已列入）` : row.title}
                      description={`${row.unitName === null ? '' : `${row.unitName}：`}${row.facts}`}
                      checked={row.isTaken || chosen.has(row.key)}
                      disabled={row.isTaken}
                      onChange={(event) => toggle([row.key], event.currentTarget.checked)}
                    />
                  ))}
                </Stack>
              </section>
            );
          })}
        </Stack>
      </ScrollArea.Autosize>
      <ErrorNotice problem={take.problem} onClose={take.reset} />
      <Group justify="flex-end" mt="md">
        <Button variant="default" onClick={onClose}>
          取消
        </Button>
        <Button
          disabled={chosen.size === 0}
          loading={take.isRunning}
          onClick={() => void submit().catch(shownElsewhere)}
        >
          列入议程（{chosen.size}）
        </Button>
      </Group>
    </Modal>
  );
}
