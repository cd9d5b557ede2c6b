import { Button, Group, SegmentedControl, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { CallProblem } from '../../client.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import {
  acceptInput,
  isTakeable,
  type PlacedRow,
  type Preview,
  rowKey,
  rowsOfView,
  type Ticks,
  type View,
  views,
  withRows,
} from './receive-draft.ts';
import { ReceivedFiles } from './received-files.tsx';
import { ReceivedRows } from './received-rows.tsx';

interface ReceivedFormsProps {
  readonly preview: Preview;
  readonly ticks: Ticks;
  readonly onTicks: (ticks: Ticks) => void;
  readonly problem: CallProblem | null;
  readonly isTaking: boolean;
  readonly onTake: () => void;
  readonly onReadAgain: () => void;
}

const viewLabels: Readonly<Record<View, string>> = {
  files: '按文件',
  doubtful: '存疑',
  consent: '已审已报的',
  locked: '改了锁定格',
  added: '新增项目',
  empty: '没有填',
  all: '全部各行',
};

/** What came back, what becomes of it, and what has to be looked at. */
export function ReceivedForms(props: ReceivedFormsProps): ReactNode {
  const { preview, ticks, onTicks, problem } = props;
  const [view, setView] = useState<View>('files');
  const counted = views.map((each) => [each, rowsOfView(preview, each)] as const);
  const rows = counted.find(([each]) => each === view)?.[1] ?? [];
  const input = acceptInput(preview, ticks);
  const chosen = (input.take?.length ?? 0) + (input.add?.length ?? 0) + (input.locked?.length ?? 0);
  const units = new Set(
    preview.files.filter((file) => file.rows.some((row) => ticks.rows.has(rowKey({ file, row })))).map(unitOf),
  );

  return (
    <>
      <section className="collections-summary">
        <div className="collections-summary-words">
          <Text fw={600}>
            已勾选 {(input.take?.length ?? 0) + (input.add?.length ?? 0)} 个项目，来自 {units.size} 个单位
            {(input.locked?.length ?? 0) > 0 && `，另收锁定格 ${input.locked?.length} 处`}
          </Text>
          <Text size="sm" c="var(--quiet)" role="status">
            {countWords(preview)}
            {preview.missingUnits.length > 0
              ? `。还有 ${preview.missingUnits.length} 个单位没有交：${preview.missingUnits.slice(0, 6).join('、')}${preview.missingUnits.length > 6 ? '等' : ''}`
              : '。各单位都交齐了'}
            。什么都还没有写入。
          </Text>
        </div>
        <Button size="md" disabled={chosen === 0} loading={props.isTaking} onClick={props.onTake}>
          收下勾选的 {chosen} 项
        </Button>
      </section>
      <ErrorNotice
        problem={problem}
        {...(problem?.code.startsWith('PREVIEW_') ? { onRetry: props.onReadAgain } : {})}
      />
      <Group gap="xs" mb={6} wrap="nowrap">
        <SegmentedControl
          size="xs"
          aria-label="看什么"
          value={view}
          onChange={(value) => setView(views.find((each) => each === value) ?? 'files')}
          data={counted
            .filter(([each, found]) => each === 'files' || each === 'all' || found.length > 0)
            .map(([each, found]) => ({
              value: each,
              label: `${viewLabels[each]} ${each === 'files' ? preview.files.length : found.length}`,
            }))}
        />
        {view !== 'files' && view !== 'empty' && (
          <TickAll rows={rows} preview={preview} ticks={ticks} onTicks={onTicks} />
        )}
      </Group>
      {view === 'files' ? (
        <ReceivedFiles preview={preview} ticks={ticks} onTicks={onTicks} />
      ) : (
        <ReceivedRows key={view} preview={preview} rows={rows} ticks={ticks} onTicks={onTicks} />
      )}
    </>
  );
}

function TickAll({
  rows,
  preview,
  ticks,
  onTicks,
}: {
  readonly rows: readonly PlacedRow[];
  readonly preview: Preview;
  readonly ticks: Ticks;
  readonly onTicks: (ticks: Ticks) => void;
}): ReactNode {
  const takeable = rows.filter(isTakeable);
  if (takeable.length === 0) return null;
  const areAll = takeable.every((placed) => ticks.rows.has(rowKey(placed)));
  return (
    <Button size="compact-sm" variant="default" onClick={() => onTicks(withRows(preview, ticks, takeable, !areAll))}>
      {areAll ? `这 ${takeable.length} 行都不收` : `这 ${takeable.length} 行都收下`}
    </Button>
  );
}

function unitOf(file: Preview['files'][number]): string {
  return file.unitName ?? file.name;
}

function countWords({ counts }: Preview): string {
  const parts = [
    ['新填', counts.new],
    ['有改动', counts.changed],
    ['存疑', counts.doubtful + counts.elsewhere],
    ['新增项目', counts.added],
    ['相同', counts.same],
    ['没有填', counts.empty],
  ] as const;
  const rows = parts.filter(([, count]) => count > 0).map(([label, count]) => `${label} ${count}`);
  if (counts.refused > 0) rows.push(`没有读取的文件 ${counts.refused}`);
  return rows.join('　');
}
