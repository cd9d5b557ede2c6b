import { Checkbox } from '@mantine/core';
import type { ReactNode } from 'react';
import { DifferencesTable } from '../../components/differences-table.tsx';
import { RowList, type RowListColumn } from '../../components/row-list.tsx';
import {
  cellKey,
  isTakeable,
  type PlacedRow,
  type Preview,
  rowKey,
  type Ticks,
  withCell,
  withRows,
} from './receive-draft.ts';
import { rowWords, statusWords } from './row-words.ts';

interface ReceivedRowsProps {
  readonly preview: Preview;
  readonly rows: readonly PlacedRow[];
  readonly ticks: Ticks;
  readonly onTicks: (ticks: Ticks) => void;
}

/** Rows of all files together, each with what would change and why one should look. */
export function ReceivedRows({ preview, rows, ticks, onTicks }: ReceivedRowsProps): ReactNode {
  const columns: readonly RowListColumn<PlacedRow>[] = [
    {
      id: 'take',
      title: '收下',
      width: '44px',
      render: (placed) =>
        isTakeable(placed) && (
          <Checkbox
            size="xs"
            aria-label={`收下${placed.row.name}`}
            checked={ticks.rows.has(rowKey(placed))}
            onChange={(event) => onTicks(withRows(preview, ticks, [placed], event.currentTarget.checked))}
          />
        ),
    },
    {
      id: 'status',
      title: '结果',
      width: '60px',
      render: ({ row }) => (
        <span className={`collections-status collections-${row.status}`}>{statusWords[row.status]}</span>
      ),
    },
    { id: 'name', title: '项目名称', width: 'minmax(180px, 1.5fr)', render: ({ row }) => row.name },
    {
      id: 'unit',
      title: '单位',
      width: 'minmax(120px, 0.9fr)',
      render: ({ file }) => file.unitName ?? file.name,
    },
    {
      id: 'why',
      title: '说明',
      width: 'minmax(260px, 2.6fr)',
      render: ({ row }) => <span className="collections-why">{rowWords(row)}</span>,
    },
  ];
  return (
    <RowList
      label="交回的各行"
      rows={rows}
      rowKey={rowKey}
      columns={columns}
      hasDetails={({ row }) => row.differences.length + row.lockedChanges.length + row.reasons.length > 0}
      isFaint={(placed) => isTakeable(placed) && !ticks.rows.has(rowKey(placed))}
      renderDetails={(placed) => <RowDetails placed={placed} ticks={ticks} onTicks={onTicks} />}
      emptyText="这一类没有行。"
    />
  );
}

function RowDetails({
  placed,
  ticks,
  onTicks,
}: {
  readonly placed: PlacedRow;
  readonly ticks: Ticks;
  readonly onTicks: (ticks: Ticks) => void;
}): ReactNode {
  const { file, row } = placed;
  return (
    <>
      <ul className="collections-notes">
        {row.reasons.map((reason) => (
          <li key={reason}>{reason}</li>
        ))}
        {row.notes.map((note) => (
          <li key={note} data-quiet>
            {note}
          </li>
        ))}
        <li data-quiet>
          来自“{file.name}”第 {row.rowNumber} 行。
        </li>
      </ul>
      {row.differences.length > 0 && <DifferencesTable rows={row.differences} />}
      {row.lockedChanges.length > 0 && (
        <div className="collections-locked">
          单位改动了锁定的格子，默认不收；要收的请勾选：
          {row.lockedChanges.map((change) => {
            const key = cellKey(placed, change.field);
            return (
              <Checkbox
                key={key}
                mt={4}
                size="sm"
                disabled={change.problem !== null || row.projectId === null}
                checked={ticks.cells.has(key)}
                onChange={(event) => onTicks(withCell(ticks, key, event.currentTarget.checked))}
                label={`${change.label}：${change.before ?? '（空）'} → ${change.after ?? '（空）'}${change.problem === null ? '' : `（不能收：${change.problem}）`}`}
              />
            );
          })}
        </div>
      )}
    </>
  );
}
