import { Button, Group, SegmentedControl } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import type { FindingStatisticsRow } from '#shared/contract/inspection-findings.ts';
import { runJob, useQueryOf } from '../../client.ts';
import { DayInput } from '../../components/day-input.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { PaperDialog } from '../../components/paper-dialog.tsx';
import { RowList, type RowListColumn } from '../../components/row-list.tsx';
import { Waiting } from '../../components/waiting.tsx';

/** How much was visited, how much agreed, what was put right: by unit or by street. */
export function StatisticsView(): ReactNode {
  const [by, setBy] = useState<'unit' | 'street'>('unit');
  const [fromDay, setFrom] = useState<string | null>(null);
  const [untilDay, setUntil] = useState<string | null>(null);
  const [isPrinting, setPrinting] = useState(false);
  const scope = { by, ...(fromDay === null ? {} : { fromDay }), ...(untilDay === null ? {} : { untilDay }) };
  const found = useQueryOf('inspectionFindings.statistics', scope, { keepsLast: true });
  if (found.data === undefined)
    return found.error === null ? (
      <Waiting />
    ) : (
      <ErrorNotice problem={found.error} onRetry={() => void found.refetch()} />
    );
  const { rows } = found.data;
  return (
    <>
      <Group gap="sm" mb="xs" align="center">
        <SegmentedControl
          size="xs"
          aria-label="按什么统计"
          value={by}
          onChange={(value) => setBy(value === 'street' ? 'street' : 'unit')}
          data={[
            { value: 'unit', label: '按责任单位' },
            { value: 'street', label: '按镇街' },
          ]}
        />
        <DayInput
          aria-label="从哪天起"
          size="xs"
          w={140}
          precision="day"
          value={fromDay ?? found.data.fromDay}
          onSave={setFrom}
        />
        <span className="quiet">至</span>
        <DayInput
          aria-label="到哪天止"
          size="xs"
          w={140}
          precision="day"
          value={untilDay ?? found.data.untilDay}
          onSave={setUntil}
        />
        <Button
          size="xs"
          variant="default"
          disabled={rows.length === 0}
          leftSection={<IconPrinter size={16} aria-hidden />}
          onClick={() => setPrinting(true)}
        >
          打印统计
        </Button>
      </Group>
      <RowList<FindingStatisticsRow>
        label="核查情况统计"
        rows={rows}
        rowKey={(row) => row.name}
        columns={by === 'unit' ? columns : [{ ...nameColumn, title: '镇街' }, ...columns.slice(1)]}
        emptyText={
          <EmptyState title="这段时间没有录入的检查表">
            检查表录入以后，这里按责任单位和镇街看：到过多少项目、多少处与填报不符、更正了多少。
          </EmptyState>
        }
      />
      {isPrinting && (
        <PaperDialog
          title="现场督导核查情况统计表"
          about=""
          paperKey={['inspectionFindings.statisticsPaper', scope]}
          make={(options) => runJob('inspectionFindings.statisticsPaper', { ...scope, format: 'pdf' }, options)}
          makeWorkbook={() => runJob('inspectionFindings.statisticsPaper', { ...scope, format: 'xlsx' })}
          onClose={() => setPrinting(false)}
        />
      )}
    </>
  );
}

const nameColumn: RowListColumn<FindingStatisticsRow> = {
  id: 'name',
  title: '责任单位',
  width: 'minmax(160px, 2fr)',
  render: (row) => row.name,
};

function count(id: keyof Omit<FindingStatisticsRow, 'name' | 'agreement'>, title: string) {
  return { id, title, width: '86px', isRight: true, render: (row: FindingStatisticsRow) => String(row[id]) };
}

const columns: readonly RowListColumn<FindingStatisticsRow>[] = [
  nameColumn,
  count('projects', '到过项目'),
  count('sheets', '检查表'),
  count('compared', '核对项次'),
  count('mismatches', '不符'),
  count('serious', '其中严重'),
  count('handled', '已处理'),
  count('corrected', '已更正'),
  {
    id: 'agreement',
    title: '相符率',
    width: '80px',
    isRight: true,
    render: (row) => (row.agreement === null ? '—' : `${row.agreement}%`),
  },
];
