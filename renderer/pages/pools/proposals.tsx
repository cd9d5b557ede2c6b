import { Anchor, Badge, Button, Checkbox, Group, Table, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { OutputOf } from '#shared/contract/index.ts';
import { shownElsewhere, useCommand } from '../../client.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { sayDone } from '../../components/say-done.tsx';
import { useUndo } from '../../use-undo.ts';

type Proposal = OutputOf<'pools.overview'>['proposals'][number];

const keyOf = (proposal: Proposal) => `${proposal.projectId} ${proposal.to ?? 'exit'}`;

/** 建议转化: the conditions hold by what is recorded; each with its clause and one button, or many by ticks. */
export function Proposals({ proposals }: { readonly proposals: readonly Proposal[] }): ReactNode {
  const transfer = useCommand('pools.transfer');
  const exit = useCommand('pools.exit');
  const undo = useUndo(['pools.transfer', 'pools.exit']);
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  if (proposals.length === 0) return null;
  const chosen = proposals.filter((each) => ticked.has(keyOf(each)));

  async function make(moves: readonly Proposal[]): Promise<void> {
    const transfers = moves.flatMap(({ projectId, to, onDay }) => (to === null ? [] : [{ projectId, to, onDay }]));
    const exits = moves.flatMap(({ projectId, to, onDay, ground }) =>
      to === null ? [{ projectId, onDay, code: ground }] : [],
    );
    const made: (string | null)[] = [];
    if (transfers.length > 0) made.push((await transfer.run({ items: transfers })).changeId);
    if (exits.length > 0) made.push((await exit.run({ items: exits })).changeId);
    setTicked(new Set());
    const [only] = moves;
    sayDone(
      moves.length === 1 && only !== undefined
        ? `已办理：${only.name} ${only.label}`
        : `已办理 ${moves.length} 个项目的转化`,
      () => {
        for (const changeId of made.toReversed()) undo(changeId);
      },
    );
  }

  function tick(key: string): void {
    const next = new Set(ticked);
    if (!next.delete(key)) next.add(key);
    setTicked(next);
  }

  return (
    <section aria-labelledby="pools-proposals">
      <Group gap="sm" mb={6} wrap="nowrap">
        <Text fw={600} id="pools-proposals">
          建议转化 {proposals.length} 个
        </Text>
        <Text size="sm" c="var(--quiet)" style={{ flex: 1 }}>
          已登记的手续和节点说明条件已经具备，核对后办理
        </Text>
        <Button
          size="xs"
          disabled={chosen.length === 0}
          loading={transfer.isRunning || exit.isRunning}
          onClick={() => void make(chosen).catch(shownElsewhere)}
        >
          办理所选 {chosen.length} 个
        </Button>
      </Group>
      <ErrorNotice
        problem={transfer.problem ?? exit.problem}
        onClose={transfer.problem === null ? exit.reset : transfer.reset}
      />
      <div className="pools-proposals">
        <Table verticalSpacing={4} horizontalSpacing={10} layout="fixed">
          <Table.Thead>
            <Table.Tr>
              <Table.Th w={38}>
                <Checkbox
                  size="xs"
                  aria-label="全选"
                  checked={chosen.length === proposals.length}
                  indeterminate={chosen.length > 0 && chosen.length < proposals.length}
                  onChange={() => setTicked(new Set(chosen.length === proposals.length ? [] : proposals.map(keyOf)))}
                />
              </Table.Th>
              <Table.Th>项目名称</Table.Th>
              <Table.Th w={176}>转化</Table.Th>
              <Table.Th w="42%">理由与依据</Table.Th>
              <Table.Th w={104}>日期</Table.Th>
              <Table.Th w={76} />
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {proposals.map((proposal) => (
              <Table.Tr key={keyOf(proposal)}>
                <Table.Td>
                  <Checkbox
                    size="xs"
                    aria-label={`选中 ${proposal.name}`}
                    checked={ticked.has(keyOf(proposal))}
                    onChange={() => tick(keyOf(proposal))}
                  />
                </Table.Td>
                <Table.Td>
                  <Anchor href={`#/projects/${proposal.projectId}?tab=pools`}>{proposal.name}</Anchor>
                </Table.Td>
                <Table.Td>
                  {proposal.label}
                  {proposal.isAtOnce && (
                    <Badge ml={6} size="sm" variant="light" radius="sm">
                      即时
                    </Badge>
                  )}
                </Table.Td>
                <Table.Td>
                  {proposal.why} <span className="pools-why">依据：{proposal.source}</span>
                </Table.Td>
                <Table.Td>{proposal.onDay}</Table.Td>
                <Table.Td>
                  <Button
                    size="compact-xs"
                    variant="default"
                    aria-label={`${proposal.to === null ? '退库' : '转化'}：${proposal.name} ${proposal.label}`}
                    onClick={() => void make([proposal]).catch(shownElsewhere)}
                  >
                    {proposal.to === null ? '退库' : '转化'}
                  </Button>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </div>
    </section>
  );
}
