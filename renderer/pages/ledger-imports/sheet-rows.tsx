import { Button, Checkbox, Group, SegmentedControl, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { type ReactNode, useMemo, useState } from 'react';
import type { ImportRow, ImportSheet } from '#shared/contract/ledger-imports.ts';
import { wanText } from '../../components/money-text.ts';
import { RowList, type RowListColumn } from '../../components/row-list.tsx';
import { type DraftHolder, isWritable, rowKey } from './import-draft.ts';
import { RowDetails } from './row-details.tsx';

type Status = ImportRow['status'];

const statusLabels: Readonly<Record<Status, string>> = {
  new: '新增',
  changed: '变更',
  doubtful: '存疑',
  same: '相同',
  ignored: '忽略',
};
const statuses = ['new', 'changed', 'doubtful', 'same', 'ignored'] as const;
const isStatus = (text: string): text is Status => Object.hasOwn(statusLabels, text);

interface SheetRowsProps {
  readonly sheet: ImportSheet;
  readonly holder: DraftHolder;
  /** Stands left of the filters: what of the sheet is looked at. */
  readonly views: ReactNode;
}

/** Every row of the sheet with what becomes of it and why. */
export function SheetRows({ sheet, holder, views }: SheetRowsProps): ReactNode {
  const { draft, change, newest } = holder;
  const [status, setStatus] = useState<Status | 'all'>('all');
  const [search, setSearch] = useState('');
  const { leaveOut, decisions } = draft;
  const counts = useMemo(() => countsOf(sheet.rows), [sheet.rows]);
  const wanted = search.trim();
  const rows = sheet.rows.filter(
    (row) => (status === 'all' || row.status === status) && (wanted === '' || isFound(row, wanted)),
  );
  const writable = rows.filter(isWritable);
  const areAllOut = writable.length > 0 && writable.every((row) => leaveOut.has(rowKey(sheet.name, row.rowNumber)));

  function setLeftOut(changed: readonly ImportRow[], isOut: boolean): void {
    const next = new Set(newest().leaveOut);
    for (const row of changed) {
      const key = rowKey(sheet.name, row.rowNumber);
      if (isOut) next.add(key);
      else next.delete(key);
    }
    change({ leaveOut: next });
  }

  const columns: readonly RowListColumn<ImportRow>[] = [
    {
      id: 'take',
      title: '导入',
      width: '40px',
      render: (row) =>
        isWritable(row) && (
          <Checkbox
            size="xs"
            aria-label={`导入第 ${row.rowNumber} 行`}
            checked={!leaveOut.has(rowKey(sheet.name, row.rowNumber))}
            onChange={(event) => setLeftOut([row], !event.currentTarget.checked)}
          />
        ),
    },
    { id: 'row', title: '行', width: '46px', isRight: true, render: (row) => row.rowNumber },
    {
      id: 'status',
      title: '结果',
      width: '52px',
      render: (row) => <span className={`imports-status imports-${row.status}`}>{statusLabels[row.status]}</span>,
    },
    { id: 'name', title: '项目名称', width: 'minmax(200px, 2fr)', render: (row) => <NameCell row={row} /> },
    {
      id: 'total',
      title: '总投资（万元）',
      width: '120px',
      isRight: true,
      render: (row) => wanText(row.totalInvestment),
    },
    {
      id: 'plan',
      title: '年度计划（万元）',
      width: '130px',
      isRight: true,
      render: (row) => wanText(row.plannedThisYear),
    },
    {
      id: 'units',
      title: '责任单位 / 包联领导',
      width: 'minmax(170px, 1.6fr)',
      render: (row) => {
        const decision = decisions.get(rowKey(sheet.name, row.rowNumber));
        const units = decision?.responsibleUnits ?? row.responsibleUnits;
        const leaders = decision?.responsibleLeaders ?? row.responsibleLeaders;
        return [units.join('、'), leaders.join('、')].filter(Boolean).join(' / ');
      },
    },
    {
      id: 'why',
      title: '说明',
      width: 'minmax(170px, 1.8fr)',
      render: (row) => <span className="imports-why">{whyOf(row)}</span>,
    },
  ];

  return (
    <>
      <Group gap="xs">
        {views}
        <SegmentedControl
          size="xs"
          aria-label="按结果查看"
          value={status}
          onChange={(value) => setStatus(isStatus(value) ? value : 'all')}
          data={[
            { value: 'all', label: `全部 ${sheet.rows.length.toLocaleString('zh-CN')}` },
            ...statuses.map((each) => ({
              value: each,
              label: `${statusLabels[each]} ${counts[each].toLocaleString('zh-CN')}`,
              disabled: counts[each] === 0 && status !== each,
            })),
          ]}
        />
        <TextInput
          size="xs"
          w={170}
          placeholder="在这张表里查找"
          aria-label="在这张表里查找"
          leftSection={<IconSearch size={14} aria-hidden />}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
        {writable.length > 0 && (status !== 'all' || wanted !== '') && (
          <Button size="compact-sm" variant="default" onClick={() => setLeftOut(writable, !areAllOut)}>
            {areAllOut ? `这 ${writable.length} 行都导入` : `这 ${writable.length} 行都不导入`}
          </Button>
        )}
      </Group>
      <RowList
        key={`${status}-${wanted}`}
        label={`${sheet.name} 的各行`}
        rows={rows}
        rowKey={(row) => String(row.rowNumber)}
        columns={columns}
        hasDetails={(row) => row.status !== 'ignored' && row.status !== 'same'}
        isFaint={(row) => !isWritable(row) || leaveOut.has(rowKey(sheet.name, row.rowNumber))}
        renderDetails={(row) => (
          <RowDetails
            row={row}
            decision={decisions.get(rowKey(sheet.name, row.rowNumber))}
            isLeftOut={leaveOut.has(rowKey(sheet.name, row.rowNumber))}
            onDecide={(decision) => {
              const next = new Map(newest().decisions);
              next.set(rowKey(sheet.name, row.rowNumber), decision);
              change({ decisions: next });
            }}
            onLeaveOut={(isOut) => setLeftOut([row], isOut)}
          />
        )}
        emptyText={wanted === '' ? '这一类没有行。' : `没有找到“${wanted}”。`}
      />
    </>
  );
}

function NameCell({ row }: { readonly row: ImportRow }): ReactNode {
  return (
    <>
      {row.name}
      {row.section !== null && row.status !== 'ignored' && <span className="imports-section">{row.section}</span>}
    </>
  );
}

/** Why, in one line: the doubts, else what changes. */
function whyOf(row: ImportRow): string {
  if (row.status === 'same') return '与项目库一致，不写';
  if (row.reason !== '') return row.reason;
  if (row.status === 'changed') return `改动：${row.differences.map(({ label }) => label).join('、')}`;
  return '';
}

function countsOf(rows: readonly ImportRow[]): Readonly<Record<Status, number>> {
  const counts = { new: 0, changed: 0, doubtful: 0, same: 0, ignored: 0 };
  for (const row of rows) counts[row.status] += 1;
  return counts;
}

function isFound(row: ImportRow, wanted: string): boolean {
  return [
    row.name ?? '',
    row.section ?? '',
    row.reason,
    String(row.rowNumber),
    ...row.responsibleUnits,
    ...row.responsibleLeaders,
  ].some((text) => text.includes(wanted));
}
