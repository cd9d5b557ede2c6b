import { Table, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { ImportSheet } from '#shared/contract/ledger-imports.ts';
import { wanText } from '../../components/money-text.ts';

const comparedHeads = ['count', 'total', 'plan'].flatMap((figure) => [
  { key: `${figure}-printed`, head: '表上印的' },
  { key: `${figure}-summed`, head: '逐行相加' },
]);

/** What the sheet prints as totals, held against what its rows add up to. */
export function SheetTotals({ sheet }: { readonly sheet: ImportSheet }): ReactNode {
  const { printedTotals, sums } = sheet;
  return (
    <div className="imports-scroll">
      <Text size="sm" mb={6}>
        这张表读到 {sheet.projects.toLocaleString('zh-CN')} 个项目，逐行相加：总投资 {wanText(sums.totalInvestment)}{' '}
        万元，年度计划投资 {wanText(sums.plannedThisYear)} 万元。
        {printedTotals.length === 0 ? '表上没有印合计行，没有可以对照的数。' : '下面与表上印的合计逐项对照。'}
      </Text>
      {printedTotals.length > 0 && (
        <Table withTableBorder verticalSpacing={5} stickyHeader>
          <Table.Thead>
            <Table.Tr>
              <Table.Th rowSpan={2} w={60} ta="right">
                行
              </Table.Th>
              <Table.Th rowSpan={2}>合计行</Table.Th>
              <Table.Th colSpan={2} ta="center">
                项目数（个）
              </Table.Th>
              <Table.Th colSpan={2} ta="center">
                总投资（万元）
              </Table.Th>
              <Table.Th colSpan={2} ta="center">
                年度计划投资（万元）
              </Table.Th>
              <Table.Th rowSpan={2} w={210}>
                结果
              </Table.Th>
            </Table.Tr>
            <Table.Tr>
              {comparedHeads.map(({ key, head }) => (
                <Table.Th key={key} ta="right" fw={400}>
                  {head}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody style={{ fontVariantNumeric: 'tabular-nums' }}>
            {printedTotals.map((total) => (
              <Table.Tr key={total.rowNumber} {...(total.agrees ? {} : { bg: '#fff4e0' })}>
                <Table.Td ta="right">{total.rowNumber}</Table.Td>
                <Table.Td>
                  {total.label}
                  <Text span size="xs" c="var(--quiet)">
                    {total.over === 'sheet' ? '（全表）' : '（本段）'}
                  </Text>
                </Table.Td>
                <Table.Td ta="right">{total.count ?? '—'}</Table.Td>
                <Table.Td ta="right">{total.sumCount}</Table.Td>
                <Table.Td ta="right">{amount(total.totalInvestment)}</Table.Td>
                <Table.Td ta="right">{wanText(total.sumTotalInvestment)}</Table.Td>
                <Table.Td ta="right">{amount(total.plannedThisYear)}</Table.Td>
                <Table.Td ta="right">{wanText(total.sumPlannedThisYear)}</Table.Td>
                <Table.Td>
                  {total.agrees ? (
                    '一致'
                  ) : (
                    <Text size="sm" c="#8a4b00" fw={600}>
                      不一致：{differenceOf(total)}
                    </Text>
                  )}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
      {printedTotals.some((total) => !total.agrees) && (
        <Text size="sm" c="var(--quiet)" mt={6}>
          不一致多半是原表的合计没有重算，或有一行没有读成项目。请到“各行”里看“忽略”和“存疑”的行；不影响导入。
        </Text>
      )}
    </div>
  );
}

function amount(yuan: number | null): string {
  return yuan === null ? '—' : wanText(yuan);
}

/** Our sum less the printed one, where one is printed. */
function differenceOf(total: ImportSheet['printedTotals'][number]): string {
  const parts: string[] = [];
  const signed = (text: string, value: number) => `${value > 0 ? '多' : '少'} ${text}`;
  const projects = total.count === null ? 0 : total.sumCount - total.count;
  const money = [
    ['总投资', total.totalInvestment === null ? 0 : total.sumTotalInvestment - total.totalInvestment],
    ['年度计划', total.plannedThisYear === null ? 0 : total.sumPlannedThisYear - total.plannedThisYear],
  ] as const;
  if (projects !== 0) parts.push(`项目${signed(`${Math.abs(projects)} 个`, projects)}`);
  for (const [label, yuan] of money)
    if (yuan !== 0) parts.push(`${label}${signed(`${wanText(Math.abs(yuan))} 万元`, yuan)}`);
  return `逐行相加的${parts.join('，')}`;
}
