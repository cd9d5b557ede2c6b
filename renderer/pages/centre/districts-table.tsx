import { Table } from '@mantine/core';
import { IconCircleCheck, IconCircleDashed } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { periodLabel } from '#shared/calendar/period.ts';
import type { OutputOf } from '#shared/contract/index.ts';
import { instantText } from '../../components/instant-text.ts';
import { wanText } from '../../components/money-text.ts';
import { Rate, rateOf } from '../../components/rate.tsx';
import './centre.css';

type District = OutputOf<'overviews.centre'>['offices'][number];

interface DistrictsTableProps {
  readonly offices: readonly District[];
  /** The open period: “11月20日期”. */
  readonly label: string;
}

export function DistrictsTable({ offices, label }: DistrictsTableProps): ReactNode {
  const total = (field: 'projects' | 'keyProjects' | 'totalInvestment' | 'plannedThisYear' | 'doneThisYear') =>
    offices.reduce((sum, office) => sum + office[field], 0);
  return (
    <div className="centre-table">
      <Table className="figures" withTableBorder highlightOnHover stickyHeader verticalSpacing={5}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th className="centre-number">序号</Table.Th>
            <Table.Th>区县</Table.Th>
            <Table.Th>{label}</Table.Th>
            <Table.Th className="figure">项目数</Table.Th>
            <Table.Th className="figure">省市重点</Table.Th>
            <Table.Th className="figure">总投资</Table.Th>
            <Table.Th className="figure">年度计划</Table.Th>
            <Table.Th className="figure">本年完成</Table.Th>
            <Table.Th className="figure">完成率</Table.Th>
            <Table.Th>最近一次报送</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {offices.map((office, index) => (
            <DistrictRow key={office.id} office={office} number={index + 1} />
          ))}
        </Table.Tbody>
        <Table.Tfoot>
          <Table.Tr>
            <Table.Th />
            <Table.Th scope="row">合计</Table.Th>
            <Table.Th>
              已报 {offices.filter((office) => office.hasReported).length} / {offices.length}
            </Table.Th>
            <Table.Th className="figure">{total('projects').toLocaleString('zh-CN')}</Table.Th>
            <Table.Th className="figure">{total('keyProjects').toLocaleString('zh-CN')}</Table.Th>
            <Table.Th className="figure">{wanText(total('totalInvestment'))}</Table.Th>
            <Table.Th className="figure">{wanText(total('plannedThisYear'))}</Table.Th>
            <Table.Th className="figure">{wanText(total('doneThisYear'))}</Table.Th>
            <Table.Th className="figure">
              <Rate rate={rateOf(total('doneThisYear'), total('plannedThisYear'))} />
            </Table.Th>
            <Table.Th />
          </Table.Tr>
        </Table.Tfoot>
      </Table>
    </div>
  );
}

function DistrictRow({ office, number }: { readonly office: District; readonly number: number }): ReactNode {
  const projects = `/projects?office=${encodeURIComponent(office.shortName)}`;
  return (
    <Table.Tr>
      <Table.Td className="centre-number">{number}</Table.Td>
      <Table.Td>
        <Link href={projects} title={`看${office.fullName}的项目`}>
          {office.shortName}
        </Link>
      </Table.Td>
      <Table.Td>
        <Reported hasReported={office.hasReported} />
      </Table.Td>
      <Table.Td className="figure">{office.projects.toLocaleString('zh-CN')}</Table.Td>
      <Table.Td className="figure">
        {office.keyProjects === 0 ? (
          '0'
        ) : (
          <Link href={`${projects}&level=provincial,municipal`}>{office.keyProjects}</Link>
        )}
      </Table.Td>
      <Table.Td className="figure">{wanText(office.totalInvestment)}</Table.Td>
      <Table.Td className="figure">{wanText(office.plannedThisYear)}</Table.Td>
      <Table.Td className="figure">{wanText(office.doneThisYear)}</Table.Td>
      <Table.Td className="figure">
        <Rate rate={rateOf(office.doneThisYear, office.plannedThisYear)} />
      </Table.Td>
      <Table.Td className="centre-last">
        {office.lastPackageAt === null ? (
          <span className="quiet">还没有报送过</span>
        ) : (
          <>
            {office.lastPeriod === null ? '' : `${periodLabel(office.lastPeriod)}，`}
            <span className="quiet">{instantText(office.lastPackageAt)} 接收</span>
          </>
        )}
      </Table.Td>
    </Table.Tr>
  );
}

function Reported({ hasReported }: { readonly hasReported: boolean }): ReactNode {
  const Icon = hasReported ? IconCircleCheck : IconCircleDashed;
  return (
    <span className={hasReported ? 'centre-state' : 'centre-state centre-waiting'}>
      <Icon size={17} aria-hidden />
      {hasReported ? '已报' : '未报'}
    </span>
  );
}
