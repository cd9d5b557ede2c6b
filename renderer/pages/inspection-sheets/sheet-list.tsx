import { Button, Group, Menu, NativeSelect, SegmentedControl } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { shownDay } from '#shared/calendar/day.ts';
import type { SheetRow, SheetShow } from '#shared/contract/inspection-sheets.ts';
import { inspectionSheetStateLabels, voidReasonLabels } from '#shared/text/inspection-labels.ts';
import { shownElsewhere, useCommand, useQueryOf } from '../../client.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { RowList, type RowListColumn } from '../../components/row-list.tsx';
import { sayDone } from '../../components/say-done.tsx';
import { Waiting } from '../../components/waiting.tsx';
import { useUndo } from '../../use-undo.ts';

const shows: readonly (readonly [SheetShow, string])[] = [
  ['out', '没有录入'],
  ['late', '过期没录'],
  ['returned', '已录入'],
  ['void', '作废'],
  ['all', '全部'],
];
const reasons = Object.entries(voidReasonLabels) as readonly (readonly [keyof typeof voidReasonLabels, string])[];

interface SheetListProps {
  readonly initialShow: SheetShow;
  readonly initialRound: string | null;
  readonly onOpen: (id: string) => void;
}

/** What of the rounds is still out, and what is back. */
export function SheetList({ initialShow, initialRound, onOpen }: SheetListProps): ReactNode {
  const [show, setShow] = useState(initialShow);
  const [roundId, setRound] = useState<string | null>(initialRound);
  const all = useQueryOf('inspectionSheets.list', { show: 'out' });
  const list = useQueryOf(
    'inspectionSheets.list',
    { show, ...(roundId === null ? {} : { roundId }) },
    { keepsLast: true },
  );
  const setVoid = useCommand('inspectionSheets.void');
  const undo = useUndo(['inspectionSheets.void', 'inspectionSheets.complete', 'inspectionSheets.reopen']);
  if (list.data === undefined || all.data === undefined)
    return list.error === null ? <Waiting /> : <ErrorNotice problem={list.error} onRetry={() => void list.refetch()} />;
  const { rows, counts } = list.data;

  async function withdraw(row: SheetRow, reason: (typeof reasons)[number][0]): Promise<void> {
    const { changeId } = await setVoid.run({ ids: [row.id], reason });
    sayDone(`检查表 ${row.shownNumber} 已作废`, () => undo(changeId));
  }
  const columns: readonly RowListColumn<SheetRow>[] = [
    {
      id: 'number',
      title: '表号',
      width: '104px',
      render: (row) => (
        <button type="button" className="sheet-link" onClick={() => onOpen(row.id)}>
          {row.shownNumber}
        </button>
      ),
    },
    { id: 'project', title: '项目', width: 'minmax(180px, 2fr)', render: (row) => row.projectName ?? '空白表' },
    { id: 'round', title: '督导', width: 'minmax(120px, 1.4fr)', render: (row) => row.roundName },
    {
      id: 'day',
      title: '日期',
      width: '124px',
      render: (row) => {
        const day = row.inspectedOn ?? row.plannedOn;
        return <span className={row.isLate ? 'late' : undefined}>{day === null ? '—' : shownDay(day)}</span>;
      },
    },
    {
      id: 'state',
      title: '状态',
      width: '150px',
      render: (row) =>
        row.isLate
          ? `已印，过期没有录入${row.answered > 0 ? '（录了一部分）' : ''}`
          : `${inspectionSheetStateLabels[row.state]}${row.state === 'printed' && row.answered > 0 ? `（录了${row.answered}项）` : ''}`,
    },
    {
      id: 'mismatches',
      title: '与填报不符',
      width: '110px',
      render: (row) =>
        row.state !== 'returned'
          ? ''
          : row.mismatches === 0
            ? '没有'
            : `${row.mismatches}处${row.serious === 0 ? '' : `，严重${row.serious}`}`,
    },
    {
      id: 'files',
      title: '照片/扫描',
      width: '84px',
      isRight: true,
      render: (row) => `${row.photos} / ${row.scans}`,
    },
    {
      id: 'void',
      title: '',
      width: '70px',
      isRight: true,
      render: (row) =>
        row.isOurs && row.state === 'printed' ? (
          <Menu position="bottom-end">
            <Menu.Target>
              <Button size="compact-xs" variant="subtle" aria-label={`作废 ${row.shownNumber}`}>
                作废
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              {reasons.map(([reason, label]) => (
                <Menu.Item key={reason} onClick={() => void withdraw(row, reason).catch(shownElsewhere)}>
                  {label}
                </Menu.Item>
              ))}
            </Menu.Dropdown>
          </Menu>
        ) : null,
    },
  ];
  return (
    <>
      <Group gap="sm" mb="xs" wrap="nowrap">
        <SegmentedControl
          size="xs"
          aria-label="显示哪些检查表"
          value={show}
          onChange={(value) => setShow(shows.find(([key]) => key === value)?.[0] ?? 'out')}
          data={shows.map(([key, label]) => ({ value: key, label: `${label} ${counts[key]}` }))}
        />
        <NativeSelect
          size="xs"
          aria-label="哪一次督导"
          value={roundId ?? ''}
          data={[
            { value: '', label: '全部督导' },
            ...all.data.rounds.map((round) => ({ value: round.id, label: `${round.name}（${round.out}张没有录入）` })),
          ]}
          onChange={(event) => setRound(event.currentTarget.value === '' ? null : event.currentTarget.value)}
        />
      </Group>
      <ErrorNotice problem={setVoid.problem} onClose={setVoid.reset} />
      <RowList<SheetRow>
        label="检查表"
        rows={rows}
        rowKey={(row) => row.id}
        columns={columns}
        isFaint={(row) => row.state === 'void'}
        emptyText={
          <EmptyState title={show === 'out' || show === 'late' ? '没有还没录入的检查表' : '这里没有检查表'}>
            在“现场督导”里选好项目、印出检查表，带到现场填写；回来后在上面输入表号，或用扫码枪扫表上的二维码，按纸上的顺序录入。
          </EmptyState>
        }
      />
    </>
  );
}
