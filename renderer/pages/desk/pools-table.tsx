import { Table, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { OutputOf } from '#shared/contract/index.ts';
import { projectPoolLabels } from '#shared/text/labels.ts';
import { wanText } from '../../components/money-text.ts';
import { Rate, rateOf } from '../../components/rate.tsx';

type Pool = OutputOf<'overviews.district'>['pools'][number];

/** 四库; nothing at all in an office that keeps no pools. */
export function PoolsTable({ pools, year }: { readonly pools: readonly Pool[]; readonly year: number }): ReactNode {
  const isUsed = pools.some((pool) => pool.pool !== 'none' && pool.projects > 0);
  if (!isUsed) return null;
  const total = (field: 'projects' | 'totalInvestment' | 'plannedThisYear' | 'doneThisYear') =>
    pools.reduce((sum, pool) => sum + pool[field], 0);
  return (
    <section aria-labelledby="desk-pools">
      <Title order={2} id="desk-pools" mb={8}>
        各库情况
        <Text span size="sm" c="var(--quiet)" fw={400} ml="xs">
          金额单位：万元
        </Text>
      </Title>
      <Table className="figures" withTableBorder verticalSpacing={6}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>所在库</Table.Th>
            <Table.Th className="figure">项目数</Table.Th>
            <Table.Th className="figure">总投资</Table.Th>
            <Table.Th className="figure">{year}年计划</Table.Th>
            <Table.Th className="figure">本年完成</Table.Th>
            <Table.Th className="figure">完成率</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {pools.map((pool) => (
            <Table.Tr key={pool.pool}>
              <Table.Td>
                <PoolName pool={pool} />
              </Table.Td>
              <Table.Td className="figure">{pool.projects}</Table.Td>
              <Table.Td className="figure">{wanText(pool.totalInvestment)}</Table.Td>
              <Table.Td className="figure">{wanText(pool.plannedThisYear)}</Table.Td>
              <Table.Td className="figure">{wanText(pool.doneThisYear)}</Table.Td>
              <Table.Td className="figure">
                <Rate rate={rateOf(pool.doneThisYear, pool.plannedThisYear)} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
        <Table.Tfoot>
          <Table.Tr>
            <Table.Th scope="row">合计</Table.Th>
            <Table.Th className="figure">{total('projects')}</Table.Th>
            <Table.Th className="figure">{wanText(total('totalInvestment'))}</Table.Th>
            <Table.Th className="figure">{wanText(total('plannedThisYear'))}</Table.Th>
            <Table.Th className="figure">{wanText(total('doneThisYear'))}</Table.Th>
            <Table.Th className="figure">
              <Rate rate={rateOf(total('doneThisYear'), total('plannedThisYear'))} />
            </Table.Th>
          </Table.Tr>
        </Table.Tfoot>
      </Table>
    </section>
  );
}

/** `?pool=` alone means: the cell is empty. */
function PoolName({ pool }: { readonly pool: Pool }): ReactNode {
  if (pool.projects === 0) return pool.pool === 'none' ? '未分库' : projectPoolLabels[pool.pool];
  return pool.pool === 'none' ? (
    <Link href="/projects?pool=">未分库</Link>
  ) : (
    <Link href={`/projects?pool=${pool.pool}`}>{projectPoolLabels[pool.pool]}</Link>
  );
}
