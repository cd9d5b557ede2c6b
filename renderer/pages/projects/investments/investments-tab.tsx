import { Alert, Button, Group, SegmentedControl, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { type ReactNode, useState } from 'react';
import type { InputOf } from '#shared/contract/index.ts';
import { call, shownElsewhere, useCommand, useQueryOf } from '../../../client.ts';
import { EmptyState } from '../../../components/empty-state.tsx';
import { ErrorNotice } from '../../../components/error-notice.tsx';
import { Waiting } from '../../../components/waiting.tsx';
import { useUndo } from '../../../use-undo.ts';
import type { FoundProject } from '../tabs.ts';
import './investments.css';
import { PartsTable } from './parts-table.tsx';
import { PlanTable } from './plan-table.tsx';

type PlanChanges = InputOf<'investments.savePlan'>['changes'];

/** Plan and done by year, quarter and month; the parts by source and class; what does not add up. */
export function InvestmentsTab({ found }: { readonly found: FoundProject }): ReactNode {
  const projectId = found.row.id;
  const facts = useQueryOf('investments.get', { projectId });
  const add = useCommand('investments.savePlan');
  useUndo(['investments.savePlan', 'investments.savePart', 'investments.removePart']);
  const [wanted, setWanted] = useState<number | null>(null);
  if (facts.data === undefined)
    return facts.error === null ? (
      <Waiting />
    ) : (
      <ErrorNotice problem={facts.error} onRetry={() => void facts.refetch()} />
    );

  const { years, parts, findings, mayEdit, ledgerYear } = facts.data;
  const shown =
    years.find((each) => each.year === wanted) ?? years.find((each) => each.year === ledgerYear) ?? years[0];
  const here = findings.filter((finding) => finding.year === null || finding.year === shown?.year);
  const elsewhere = [...new Set(findings.flatMap(({ year }) => (year === null || year === shown?.year ? [] : [year])))];
  const missing = [ledgerYear, ledgerYear + 1].filter((year) => years.every((each) => each.year !== year));

  async function save(year: number, changes: PlanChanges): Promise<void> {
    const { warnings } = await call('investments.savePlan', { projectId, year, changes });
    for (const { sentence } of warnings)
      notifications.show({ title: '已保存，请核对', message: sentence, color: 'orange', autoClose: false });
  }
  async function begin(year: number): Promise<void> {
    await add.run({ projectId, year, changes: { carryOver: years.length === 0 ? 'new' : 'carried' } });
    setWanted(year);
  }
  return (
    <div className="investments">
      {findings.length > 0 && (
        <Alert variant="light" color="orange" title="请核对" role="status">
          {here.map((finding) => (
            <Text key={finding.sentence} size="sm">
              {finding.sentence}
            </Text>
          ))}
          {elsewhere.length > 0 && <Text size="sm">{elsewhere.join('、')}年还有要核对的。</Text>}
        </Alert>
      )}
      <Group gap="sm">
        {years.length > 0 && (
          <SegmentedControl
            aria-label="年度"
            value={String(shown?.year ?? '')}
            onChange={(year) => setWanted(Number(year))}
            data={years.map((each) => ({ value: String(each.year), label: `${each.year}年` }))}
          />
        )}
        {mayEdit &&
          missing.map((year) => (
            <Button
              key={year}
              variant="default"
              size="xs"
              loading={add.isRunning}
              onClick={() => void begin(year).catch(shownElsewhere)}
            >
              增加{year}年计划
            </Button>
          ))}
        <Text size="sm" c="var(--quiet)">
          金额单位：万元。完成数取自周报，已按月查账的月份取查账数。
        </Text>
      </Group>
      <ErrorNotice problem={add.problem} onClose={add.reset} />
      {shown === undefined ? (
        <EmptyState title="还没有年度计划">
          年度、季度、月度的计划投资和工作内容填在这里，旁边是周报里的完成数。
        </EmptyState>
      ) : (
        <PlanTable key={shown.year} plan={shown} mayEdit={mayEdit} onSave={(changes) => save(shown.year, changes)} />
      )}
      <PartsTable projectId={projectId} parts={parts} years={years.map((each) => each.year)} mayEdit={mayEdit} />
    </div>
  );
}
