import { Table, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { periodLabel } from '#shared/calendar/period.ts';
import type { OutputOf } from '#shared/contract/index.ts';
import { progressStateLabels } from '#shared/text/labels.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { wanText } from '../../components/money-text.ts';

type Found = OutputOf<'projects.get'>;

/** Plans by year, then every period's report, newest first. */
export function ReportsTab({ found }: { readonly found: Found }): ReactNode {
  return (
    <>
      <Title order={2} size="h3" mb="xs">
        年度计划 <Unit />
      </Title>
      <Table withTableBorder withColumnBorders striped={false} mb="lg" layout="fixed">
        <Table.Thead>
          <Table.Tr>
            <Table.Th w={90}>年度</Table.Th>
            <Table.Th w={150} ta="right">
              年度计划投资
            </Table.Th>
            <Table.Th w={170} ta="right">
              截至上年底完成投资
            </Table.Th>
            <Table.Th>年度建设任务</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {found.plans.map((plan) => (
            <Table.Tr key={plan.id}>
              <Table.Td>{plan.year}</Table.Td>
              <Table.Td ta="right">{money(plan.plannedInvestment)}</Table.Td>
              <Table.Td ta="right">{money(plan.doneBeforeYear)}</Table.Td>
              <Table.Td style={{ whiteSpace: 'pre-wrap' }}>{words(plan.task)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <Title order={2} size="h3" mb="xs">
        各期进展 <Unit />
      </Title>
      {found.reports.length === 0 ? (
        <EmptyState title="还没有周报">在“周报”里填写本期进展后，各期内容会按时间列在这里。</EmptyState>
      ) : (
        <Table withTableBorder withColumnBorders layout="fixed">
          <Table.Thead>
            <Table.Tr>
              <Table.Th w={110}>报送期</Table.Th>
              <Table.Th w={70}>状态</Table.Th>
              <Table.Th w={120} ta="right">
                本年累计
              </Table.Th>
              <Table.Th>形象进度</Table.Th>
              <Table.Th>进展情况</Table.Th>
              <Table.Th>存在问题及涉及单位</Table.Th>
              <Table.Th>协调解决情况</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {found.reports.map((report) => (
              <Table.Tr key={report.period} style={{ verticalAlign: 'top' }}>
                <Table.Td title={report.period}>{periodWords(report.period, found.reports[0]?.period)}</Table.Td>
                <Table.Td>{stateWords(report.state)}</Table.Td>
                <Table.Td ta="right">{money(report.doneThisYear)}</Table.Td>
                {(['physicalProgress', 'progressText', 'problems', 'coordination'] as const).map((field) => (
                  <Table.Td key={field} style={{ whiteSpace: 'pre-wrap' }}>
                    {words(report[field])}
                  </Table.Td>
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </>
  );
}

function Unit(): ReactNode {
  return (
    <Text span size="xs" c="var(--quiet)" fw={400}>
      金额单位：万元
    </Text>
  );
}

/** The year is said where it is not the newest report's. */
function periodWords(period: string, newest: string | undefined): string {
  const year = period.slice(0, 4);
  return year === newest?.slice(0, 4) ? periodLabel(period) : `${year}年${periodLabel(period)}`;
}

const money = (value: unknown) => (typeof value === 'number' ? wanText(value) : '');
const words = (value: unknown) => (typeof value === 'string' ? value : '');
const stateWords = (state: string) => (progressStateLabels as Readonly<Record<string, string>>)[state] ?? state;
