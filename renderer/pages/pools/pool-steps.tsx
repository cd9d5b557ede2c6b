import { Anchor, Table, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { RecordedPoolStep } from '#shared/contract/pools.ts';
import { isEntry } from '#shared/rules/pool-history.ts';
import { poolTransitionKindLabels } from '#shared/text/labels.ts';
import { call, shownElsewhere } from '../../client.ts';
import { saveFile } from '../../components/files.ts';
import { poolName } from './pool-words.ts';

/** The dated moves of a project, newest first, each with its papers and clause. */
export function PoolSteps({
  steps,
  keepsPools,
}: {
  readonly steps: readonly RecordedPoolStep[];
  readonly keepsPools: boolean;
}): ReactNode {
  return (
    <Table className="pools-steps" withTableBorder layout="fixed" verticalSpacing={6}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th w={110}>日期</Table.Th>
          <Table.Th w={120}>类别</Table.Th>
          <Table.Th w={190}>变动</Table.Th>
          <Table.Th>事由、材料与依据</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {steps.map((step) => (
          <Table.Tr key={step.id}>
            <Table.Td>{step.onDay}</Table.Td>
            <Table.Td>{poolTransitionKindLabels[step.kind]}</Table.Td>
            <Table.Td>
              {keepsPools
                ? `${isEntry(step) ? '未入库' : poolName(step.fromPool)} → ${step.kind === 'exit' ? '退出' : poolName(step.toPool, '不在库')}`
                : step.kind === 'exit'
                  ? '在册 → 退出'
                  : '恢复在册'}
            </Table.Td>
            <Table.Td>
              <StepFacts step={step} />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

export function StepFacts({ step }: { readonly step: RecordedPoolStep }): ReactNode {
  const { application } = step;
  const facts = [
    step.groundLabel,
    step.groundText,
    step.signedBy === null ? null : `审核签字：${step.signedBy}`,
    step.consentOn === null && step.consentDocument === null
      ? null
      : `研究同意：${[step.consentOn, step.consentDocument].filter((each) => each !== null).join(' ')}`,
    step.isLandReclaimed ? '已收回土地' : null,
  ].filter((each) => each !== null);
  async function keep(id: string): Promise<void> {
    const { file } = await call('attachments.file', { id });
    await saveFile(file);
  }
  return (
    <>
      {facts.length > 0 && <Text size="sm">{facts.join('；')}</Text>}
      {application !== null && (
        <Text size="sm">
          选报申请：
          <Anchor
            component="button"
            type="button"
            size="sm"
            onClick={() => void keep(application.id).catch(shownElsewhere)}
          >
            {application.name}
          </Anchor>
        </Text>
      )}
      {step.source !== null && (
        <div className="pools-why">
          依据：{step.source}
          {step.rulePack === null ? '' : ` · ${step.rulePack}`}
        </div>
      )}
    </>
  );
}
