import { Group, Select, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { shownElsewhere, useCommand } from '../../client.ts';

/** As the host reads it (settings of this computer). */
const investmentToDateKey = 'reports.investmentToDate';

const choices = [
  { value: 'thisYear', label: '本年累计' },
  { value: 'sinceStart', label: '开工以来累计' },
];

/**
 * 附件2 prints “截至完成投资” and does not say since when: chosen once, remembered; until then the pack's rule counts.
 * Lagging always uses this year.
 */
interface InvestmentToDateProps {
  readonly chosen: 'thisYear' | 'sinceStart';
  /** The centre has decided it for all. */
  readonly isFromAbove: boolean;
}

export function InvestmentToDate({ chosen, isFromAbove }: InvestmentToDateProps): ReactNode {
  const save = useCommand('settings.set');
  return (
    <Group
      gap={6}
      wrap="nowrap"
      title={isFromAbove ? '市级中心下达的口径，各区县相同' : '附件2 没有写明从何时算起，在这里定一次，以后各期相同'}
    >
      <Text size="sm" component="label" htmlFor="investment-to-date">
        截至完成投资{isFromAbove ? '（市级中心下达）' : ''}
      </Text>
      <Select
        id="investment-to-date"
        w={140}
        allowDeselect={false}
        disabled={isFromAbove}
        checkIconPosition="right"
        value={chosen}
        data={choices}
        error={save.problem === null ? null : save.problem.message}
        onChange={(value) => value !== null && void save.run({ key: investmentToDateKey, value }).catch(shownElsewhere)}
      />
    </Group>
  );
}
