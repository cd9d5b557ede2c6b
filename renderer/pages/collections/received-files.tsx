import { Checkbox } from '@mantine/core';
import { type ReactNode, useMemo } from 'react';
import type { CollectedFile } from '#shared/contract/collections.ts';
import { instantText } from '../../components/instant-text.ts';
import { RowList, type RowListColumn } from '../../components/row-list.tsx';
import { isTakeable, type PlacedRow, type Preview, rowKey, type Ticks, withRows } from './receive-draft.ts';
import { rowWords, statusWords } from './row-words.ts';

interface ReceivedFilesProps {
  readonly preview: Preview;
  readonly ticks: Ticks;
  readonly onTicks: (ticks: Ticks) => void;
}

/** One line a file, refused ones first in words; a file unfolds into its rows. */
export function ReceivedFiles({ preview, ticks, onTicks }: ReceivedFilesProps): ReactNode {
  const files = useMemo(() => preview.files.toSorted(byAttention), [preview.files]);
  const isTicked = (placed: PlacedRow) => ticks.rows.has(rowKey(placed));
  const columns: readonly RowListColumn<CollectedFile>[] = [
    {
      id: 'take',
      title: '收下',
      width: '44px',
      render: (file) => {
        const rows = surely(file);
        if (rows.length === 0) return null;
        const count = rows.filter(isTicked).length;
        return (
          <Checkbox
            size="xs"
            aria-label={`收下这一份：${file.name}`}
            checked={count === rows.length}
            indeterminate={count > 0 && count < rows.length}
            onChange={(event) => onTicks(withRows(preview, ticks, rows, event.currentTarget.checked))}
          />
        );
      },
    },
    {
      id: 'unit',
      title: '单位',
      width: 'minmax(110px, 0.9fr)',
      render: (file) => (file.kind === 'table' ? '（普通进展表）' : (file.unitName ?? '—')),
    },
    { id: 'name', title: '文件', width: 'minmax(250px, 1.9fr)', render: (file) => file.name },
    { id: 'saved', title: '保存时间', width: '126px', render: (file) => instantText(file.savedAt).slice(5) },
    {
      id: 'sentence',
      title: '结果',
      width: 'minmax(270px, 2.2fr)',
      render: (file) => (
        <>
          <span className={file.kind === 'refused' || !file.isProposed ? 'collections-refused' : ''}>
            {file.sentence}
          </span>
          {file.notes.length > 0 && <span className="collections-source"> {file.notes.length} 条说明</span>}
        </>
      ),
    },
  ];
  return (
    <RowList
      label="交回的文件"
      rows={files}
      rowKey={(file) => String(file.file)}
      columns={columns}
      hasDetails={(file) => file.rows.length > 0 || file.notes.length > 0}
      isFaint={(file) => file.kind === 'refused'}
      renderDetails={(file) => (
        <>
          {(file.notes.length > 0 || file.missing.length > 0 || file.signers !== null) && (
            <ul className="collections-notes">
              {file.notes.map((note) => (
                <li key={note}>{note}</li>
              ))}
              {file.missing.length > 0 && (
                <li>
                  表里少了 {file.missing.length} 行，没有收到这些项目的填报：{file.missing.join('、')}。
                </li>
              )}
              {file.signers !== null && <li data-quiet>{file.signers}</li>}
            </ul>
          )}
          <div className="collections-file-rows">
            {file.rows.map((row) => {
              const placed = { file, row };
              return [
                <span key={`${row.rowNumber}-tick`}>
                  {isTakeable(placed) && (
                    <Checkbox
                      size="xs"
                      aria-label={`收下${row.name}`}
                      checked={isTicked(placed)}
                      onChange={(event) => onTicks(withRows(preview, ticks, [placed], event.currentTarget.checked))}
                    />
                  )}
                </span>,
                <span key={`${row.rowNumber}-row`} className="collections-source">
                  {row.rowNumber} 行
                </span>,
                <span key={`${row.rowNumber}-status`} className={`collections-status collections-${row.status}`}>
                  {statusWords[row.status]}
                </span>,
                <span key={`${row.rowNumber}-name`}>{row.name}</span>,
                <span key={`${row.rowNumber}-why`}>{rowWords(row)}</span>,
              ];
            })}
          </div>
        </>
      )}
      emptyText="没有文件。"
    />
  );
}

/** What a tick on the whole file takes: not what has to be looked at first. */
function surely(file: CollectedFile): PlacedRow[] {
  return file.rows
    .filter((row) => row.status === 'new' || (row.status === 'changed' && !row.needsConsent))
    .map((row) => ({ file, row }));
}

/** What needs a look stands first: not read, not proposed, with doubts or notes; then by unit, 2 before 10. */
function byAttention(left: CollectedFile, right: CollectedFile): number {
  return (
    attention(left) - attention(right) ||
    (left.unitName ?? left.name).localeCompare(right.unitName ?? right.name, 'zh-CN', { numeric: true })
  );
}

function attention(file: CollectedFile): number {
  if (file.kind === 'refused') return 0;
  if (!file.isProposed) return 1;
  const isPlain =
    file.notes.length === 0 &&
    file.missing.length === 0 &&
    file.rows.every((row) => ['new', 'changed', 'same'].includes(row.status) && row.lockedChanges.length === 0);
  return isPlain ? 3 : 2;
}
