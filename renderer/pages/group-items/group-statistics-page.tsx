/** 信息统计: a year's items per person, unit, group and section, for the commendation at the year's end. */
import { Button, Group, SegmentedControl, Select, Table } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import type { ItemCounts, ReportingStatistics } from '#shared/contract/reporting-items.ts';
import { reportingItemKindLabels } from '#shared/text/exchange-labels.ts';
import { runJob, useQueryOf } from '../../client.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { PaperDialog } from '../../components/paper-dialog.tsx';
import { Waiting } from '../../components/waiting.tsx';
import { useOffice } from '../../office-context.ts';
import './group-items.css';

const ways = ['persons', 'units', 'groups', 'sections'] as const;
type Way = (typeof ways)[number];
const wayLabels: Readonly<Record<Way, string>> = {
  persons: '个人',
  units: '处室（单位）',
  groups: '工作组',
  sections: '接收处室',
};

export function GroupStatisticsPage(): ReactNode {
  const { today } = useOffice();
  const thisYear = Number(today.slice(0, 4));
  const [year, setYear] = useState(thisYear);
  const [way, setWay] = useState<Way>('persons');
  const [isPrinting, setPrinting] = useState(false);
  const found = useQueryOf('reportingItems.statistics', { year }, { keepsLast: true });
  if (found.data === undefined)
    return found.error === null ? (
      <Waiting />
    ) : (
      <ErrorNotice problem={found.error} onRetry={() => void found.refetch()} />
    );
  const statistics = found.data;
  const total = statistics.groups.reduce((sum, group) => sum + group.filed, 0);
  const solved = statistics.groups.reduce((sum, group) => sum + group.solved, 0);
  return (
    <>
      <PageHead
        title="信息统计"
        about={`${year}年已报${total}条，解决问题${solved}条 · 年底表彰解决问题好、报送信息多的处室和个人（依据 ${statistics.source}、四(四)）`}
        actions={
          <Button
            disabled={total === 0}
            leftSection={<IconPrinter size={16} aria-hidden />}
            onClick={() => setPrinting(true)}
          >
            打印
          </Button>
        }
      />
      <Group mb="xs" gap="sm">
        <Select
          aria-label="年度"
          size="xs"
          w={100}
          allowDeselect={false}
          value={String(year)}
          data={[thisYear, thisYear - 1, thisYear - 2].map((each) => ({ value: String(each), label: `${each}年` }))}
          onChange={(value) => setYear(Number(value ?? thisYear))}
        />
        <SegmentedControl
          size="xs"
          aria-label="按谁统计"
          value={way}
          onChange={(value) => setWay(ways.find((each) => each === value) ?? 'persons')}
          data={ways.map((each) => ({ value: each, label: wayLabels[each] }))}
        />
      </Group>
      {total === 0 ? (
        <EmptyState title={`${year}年还没有报送信息`}>
          工作组报送的信息按报送人、所在处室、工作组和接收处室计数，“解决了问题”的单独计。草稿和退回的不计。
        </EmptyState>
      ) : (
        <StatisticsTable statistics={statistics} way={way} />
      )}
      {isPrinting && (
        <PaperDialog
          title={`${year}年${wayLabels[way]}报送信息统计表`}
          about=""
          paperKey={['reportingItems.statisticsPaper', year, way]}
          make={(options) => runJob('reportingItems.statisticsPaper', { year, by: way, format: 'pdf' }, options)}
          makeWorkbook={() => runJob('reportingItems.statisticsPaper', { year, by: way, format: 'xlsx' })}
          onClose={() => setPrinting(false)}
        />
      )}
    </>
  );
}

interface StatisticsTableProps {
  readonly statistics: ReportingStatistics;
  readonly way: Way;
}

interface Counted {
  readonly key: string;
  readonly leading: readonly string[];
  readonly counts: ItemCounts;
  readonly trailing: readonly string[];
}

function StatisticsTable({ statistics, way }: StatisticsTableProps): ReactNode {
  const { leading, trailing } = heads[way];
  const kinds = statistics.kinds.map(({ kind }) => kind);
  return (
    <div className="statistics-box">
      <Table className="figures" withTableBorder highlightOnHover stickyHeader verticalSpacing={5}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th w={52}>序号</Table.Th>
            {leading.map((head) => (
              <Table.Th key={head}>{head}</Table.Th>
            ))}
            {kinds.map((kind) => (
              <Table.Th key={kind} className="figure">
                {reportingItemKindLabels[kind]}
              </Table.Th>
            ))}
            <Table.Th className="figure">合计</Table.Th>
            <Table.Th className="figure">迟报</Table.Th>
            <Table.Th className="figure">解决问题</Table.Th>
            {trailing.map((head) => (
              <Table.Th key={head}>{head}</Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rowsOf(statistics, way).map((row, index) => (
            <Table.Tr key={row.key}>
              <Table.Td>{index + 1}</Table.Td>
              {row.leading.map((text, at) => (
                <Table.Td key={leading[at]}>{text}</Table.Td>
              ))}
              {kinds.map((kind) => (
                <Table.Td key={kind} className="figure">
                  {row.counts.byKind[kind] ?? 0}
                </Table.Td>
              ))}
              <Table.Td className="figure">
                <b>{row.counts.filed}</b>
              </Table.Td>
              <Table.Td className="figure">{row.counts.late}</Table.Td>
              <Table.Td className="figure">{row.counts.solved}</Table.Td>
              {row.trailing.map((text, at) => (
                <Table.Td key={trailing[at]}>{text}</Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}

const heads: Readonly<Record<Way, { readonly leading: readonly string[]; readonly trailing: readonly string[] }>> = {
  persons: { leading: ['姓名', '处室（单位）', '工作组'], trailing: [] },
  units: { leading: ['处室（单位）'], trailing: [] },
  groups: { leading: ['工作组', '组长', '联系区县'], trailing: ['条数不足的月份'] },
  sections: { leading: ['接收处室'], trailing: [] },
};

function rowsOf({ persons, units, groups, sections }: ReportingStatistics, way: Way): Counted[] {
  switch (way) {
    case 'persons':
      return persons.map((each) => ({
        key: each.personId,
        leading: [each.name, each.unitName ?? '', each.groupName ?? ''],
        counts: each,
        trailing: [],
      }));
    case 'units':
      return units.map((each) => ({ key: each.name, leading: [each.name], counts: each, trailing: [] }));
    case 'groups':
      return groups.map((each) => ({
        key: each.groupId,
        leading: [each.name, each.leaderName ?? '', each.districtName ?? ''],
        counts: each,
        trailing: [each.monthsBelow.map((month) => `${Number(month.slice(5))}月`).join('、')],
      }));
    case 'sections':
      return sections.map((each) => ({ key: each.name, leading: [each.name], counts: each, trailing: [] }));
  }
}
