/** “省市领导联系项目没有注明领导层级”: filled in place, one or all; a centre sees whom to telephone. */
import { Anchor, Button, Group, SegmentedControl, Table, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { Link } from 'wouter';
import type { OutputOf } from '#shared/contract/index.ts';
import { type LeaderTier, leaderTiers } from '#shared/domain/assignment.ts';
import { leaderTierLabels, projectLevelLabels } from '#shared/text/labels.ts';
import { shownElsewhere, useCommand } from '../../client.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { sayDone } from '../../components/say-done.tsx';
import { useUndo } from '../../use-undo.ts';

type Row = OutputOf<'reports.leaders'>['untiered'][number];

const shownAtFirst = 6;

export function Untiered({ rows }: { readonly rows: readonly Row[] }): ReactNode {
  const save = useCommand('reports.saveLeaderTiers');
  const undo = useUndo(['reports.saveLeaderTiers']);
  const [isWhole, setWhole] = useState(false);
  const own = rows.filter((row) => row.mayEdit);
  const shown = isWhole ? rows : rows.slice(0, shownAtFirst);

  async function say(items: readonly Row[], tier: LeaderTier): Promise<void> {
    const { changeId } = await save.run({ items: items.map(({ assignmentId }) => ({ assignmentId, tier })) });
    const [first] = items;
    sayDone(
      items.length === 1 && first !== undefined
        ? `${first.personName}已注明为${leaderTierLabels[tier]}`
        : `${items.length}位领导已注明为${leaderTierLabels[tier]}`,
      () => undo(changeId),
    );
  }

  return (
    <section className="reports-untiered" aria-label="没有注明领导层级">
      <Group justify="space-between" wrap="nowrap" mb={4}>
        <Text size="sm">
          <b>省市领导联系项目没有注明领导层级</b>　{rows.length} 位分包领导分不清是省级、市级还是区县级，
          {own.length > 0 ? '注明后才能列进附件3、附件4。' : '请电话请区县在自己的报表页注明后重新报送。'}
        </Text>
        {own.length > 1 && (
          <Button
            size="compact-sm"
            variant="default"
            loading={save.isRunning}
            onClick={() => void say(own, 'district').catch(shownElsewhere)}
          >
            这 {own.length} 位都是区县级
          </Button>
        )}
      </Group>
      <ErrorNotice problem={save.problem} onClose={save.reset} />
      <Table className="figures" verticalSpacing={3}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>分包领导</Table.Th>
            <Table.Th>职务、职级</Table.Th>
            <Table.Th>项目</Table.Th>
            <Table.Th w={84}>级别</Table.Th>
            <Table.Th w={300}>{own.length > 0 ? '领导层级' : '区县'}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {shown.map((row) => (
            <Table.Tr key={row.assignmentId}>
              <Table.Td style={{ whiteSpace: 'nowrap' }}>{row.personName}</Table.Td>
              <Table.Td>{[row.post, row.rank].filter((word) => word !== null).join('，')}</Table.Td>
              <Table.Td>
                <Anchor component={Link} size="sm" href={`/projects/${row.projectId}`}>
                  {row.projectName}
                </Anchor>
              </Table.Td>
              <Table.Td>{row.level === null ? '' : projectLevelLabels[row.level]}</Table.Td>
              <Table.Td>
                {row.mayEdit ? (
                  <SegmentedControl
                    size="xs"
                    aria-label={`${row.personName}的层级`}
                    value=""
                    disabled={save.isRunning}
                    data={leaderTiers.map((tier) => ({ value: tier, label: leaderTierLabels[tier] }))}
                    onChange={(value) => {
                      const tier = leaderTiers.find((each) => each === value);
                      if (tier !== undefined) void say([row], tier).catch(shownElsewhere);
                    }}
                  />
                ) : (
                  row.officeName
                )}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {rows.length > shownAtFirst && (
        <Button size="compact-sm" variant="subtle" onClick={() => setWhole(!isWhole)}>
          {isWhole ? '收起' : `全部 ${rows.length} 位`}
        </Button>
      )}
    </section>
  );
}
