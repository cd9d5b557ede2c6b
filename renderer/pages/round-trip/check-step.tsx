import { Alert, Button, Checkbox, Group, Table, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { instantText } from '../../components/instant-text.ts';
import {
  type ChangedRow,
  countsOf,
  type Decisions,
  type Difference,
  flip,
  isTaken,
  type ReturnedPreview,
  toggled,
} from './decisions.ts';

interface CheckStepProps {
  readonly preview: ReturnedPreview;
  readonly decisions: Decisions;
  readonly onDecisions: (decisions: Decisions) => void;
  readonly isWriting: boolean;
  /** The store has changed since the file was read. */
  readonly isOutdated: boolean;
  readonly onWrite: () => void;
  readonly onReadAgain: () => void;
  readonly onAnother: () => void;
}

/** Shown at once; more on demand. */
const shownFirst = 60;

export function CheckStep(props: CheckStepProps): ReactNode {
  const { preview, decisions, onDecisions } = props;
  const counts = countsOf(preview, decisions);
  const nothing = counts.fields === 0 && counts.added === 0 && counts.removed === 0;
  const [shown, setShown] = useState(shownFirst);
  const rows = preview.changed.slice(0, shown);
  return (
    <div className="round-trip">
      <div className="round-trip-head">
        <Text size="sm" role="status">
          视图“{preview.viewName}”，{instantText(preview.exportedAt)}导出 · 有改动 {preview.changed.length} 个项目 ·
          没有改动 {preview.same} 个{preview.added.length > 0 && ` · 新增 ${preview.added.length} 行`}
          {preview.missing.length > 0 && ` · 表里删去 ${preview.missing.length} 行`}
          {counts.conflicts > 0 && ` · 两边都改过 ${counts.conflicts} 处`}
          {counts.refused > 0 && ` · 不能采用 ${counts.refused} 处`}
        </Text>
        <Group gap="sm" wrap="nowrap">
          <Button variant="default" onClick={props.onAnother}>
            换一个文件
          </Button>
          {props.isOutdated ? (
            <Button onClick={props.onReadAgain}>重新核对</Button>
          ) : (
            <Button disabled={nothing} loading={props.isWriting} onClick={props.onWrite}>
              {nothing ? '没有要写入的改动' : writeWords(counts)}
            </Button>
          )}
        </Group>
      </div>
      <ColumnFindings preview={preview} />
      <div className="round-trip-list">
        {rows.map((row) => (
          <ChangedRecord key={row.id} row={row} decisions={decisions} onDecisions={onDecisions} />
        ))}
        {preview.changed.length > shown && (
          <Button variant="default" onClick={() => setShown(shown + shownFirst * 5)}>
            还有 {preview.changed.length - shown} 个有改动的项目，继续列出
          </Button>
        )}
        <AddedRows {...props} />
        <MissingRows {...props} />
        {preview.gone.length > 0 && (
          <section>
            <h2>已在本系统删除的项目</h2>
            <Text size="sm">
              {preview.gone.map((row) => `第 ${row.rowNumber} 行 ${row.name}`).join('；')}
              。导出之后已被删除，表里的内容没有采用。
            </Text>
          </section>
        )}
        {preview.changed.length + preview.added.length + preview.missing.length + preview.gone.length === 0 && (
          <Text>表格与项目库完全一致，没有改动。</Text>
        )}
      </div>
    </div>
  );
}

function writeWords({ fields, records, added, removed }: ReturnType<typeof countsOf>): string {
  const parts = [
    ...(fields > 0 ? [`${records} 个项目 ${fields} 处改动`] : []),
    ...(added > 0 ? [`新增 ${added} 个`] : []),
    ...(removed > 0 ? [`删除 ${removed} 个`] : []),
  ];
  return `写入：${parts.join('，')}`;
}

function ColumnFindings({ preview }: { readonly preview: ReturnedPreview }): ReactNode {
  const { renamed, missing, extra } = preview.columns;
  const lines = [
    ...renamed.map(({ from, to }) => `栏目“${from}”的表头改成了“${to}”，仍按“${from}”读取`),
    ...(missing.length > 0 ? [`栏目${quoted(missing)}在表里已删去，这些内容不变`] : []),
    ...(extra.length > 0 ? [`栏目${quoted(extra)}不是导出时的栏目，没有读取`] : []),
  ];
  if (lines.length === 0) return null;
  return (
    <Alert color="yellow" p="xs" mb="sm" title="表格的栏目有变化" styles={{ title: { color: '#6b4a00' } }}>
      {lines.map((line) => (
        <div key={line}>{line}</div>
      ))}
    </Alert>
  );
}

function quoted(titles: readonly string[]): string {
  return titles.map((title) => `“${title}”`).join('、');
}

interface ChangedRecordProps {
  readonly row: ChangedRow;
  readonly decisions: Decisions;
  readonly onDecisions: (decisions: Decisions) => void;
}

function ChangedRecord({ row, decisions, onDecisions }: ChangedRecordProps): ReactNode {
  return (
    <section aria-label={row.name}>
      <h2>
        {row.name} <span className="round-trip-row">表格第 {row.rowNumber} 行</span>
      </h2>
      <Table withTableBorder verticalSpacing={3} layout="fixed" bg="#fff">
        <Table.Thead>
          <Table.Tr>
            <Table.Th w={64}>采用</Table.Th>
            <Table.Th w={130}>栏目</Table.Th>
            <Table.Th>项目库现在</Table.Th>
            <Table.Th>表格里</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody style={{ overflowWrap: 'anywhere', whiteSpace: 'pre-line' }}>
          {row.differences.map((difference) => (
            <DifferenceLine
              key={difference.columnId}
              difference={difference}
              isTaken={isTaken(decisions, row, difference)}
              onFlip={() => onDecisions(flip(decisions, row, difference))}
            />
          ))}
          {row.refused.map((field) => (
            <Table.Tr key={field.label}>
              <Table.Td>不采用</Table.Td>
              <Table.Td>{field.label}</Table.Td>
              <Table.Td />
              <Table.Td>
                <Text span size="sm" c="var(--quiet)">
                  {field.text === '' ? '（空）' : field.text}
                </Text>
                <div className="round-trip-why">{field.reason}</div>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </section>
  );
}

interface DifferenceLineProps {
  readonly difference: Difference;
  readonly isTaken: boolean;
  readonly onFlip: () => void;
}

function DifferenceLine({ difference, isTaken: takes, onFlip }: DifferenceLineProps): ReactNode {
  const { label, before, after, base, isConflict, mark } = difference;
  return (
    <Table.Tr>
      <Table.Td>
        <Checkbox aria-label={`采用 ${label}`} checked={takes} onChange={onFlip} />
      </Table.Td>
      <Table.Td>{label}</Table.Td>
      <Table.Td c="var(--quiet)">
        {before ?? '（空）'}
        {isConflict && (
          <div className="round-trip-why">导出时是“{base ?? '空'}”，之后在这里改过；不打勾就保留这里的</div>
        )}
      </Table.Td>
      <Table.Td fw={600}>
        {after ?? '（空）'}
        {mark !== null && <div className="round-trip-why">{mark}</div>}
      </Table.Td>
    </Table.Tr>
  );
}

function AddedRows({ preview, decisions, onDecisions }: CheckStepProps): ReactNode {
  if (preview.added.length === 0) return null;
  return (
    <section>
      <h2>新增的行</h2>
      <Table withTableBorder verticalSpacing={3} layout="fixed" bg="#fff">
        <Table.Tbody style={{ overflowWrap: 'anywhere' }}>
          {preview.added.map((row) => (
            <Table.Tr key={row.rowNumber}>
              <Table.Td w={64}>
                <Checkbox
                  aria-label={`新增 ${row.name}`}
                  disabled={row.problem !== null}
                  checked={decisions.added.has(row.rowNumber)}
                  onChange={() => onDecisions({ ...decisions, added: toggled(decisions.added, row.rowNumber) })}
                />
              </Table.Td>
              <Table.Td>
                <Text span fw={600} size="sm">
                  {row.name === '' ? '（没有名称）' : row.name}
                </Text>{' '}
                <span className="round-trip-row">表格第 {row.rowNumber} 行</span>
                <div className="round-trip-values">
                  {row.values.map(({ label, shown }) => `${label} ${shown ?? ''}`).join('；')}
                </div>
                {row.problem !== null && <div className="round-trip-why">{row.problem}</div>}
                {row.copyOf !== null && (
                  <div className="round-trip-why">这一行是从第 {row.copyOf} 行复制来的；确实是另一个项目才打勾</div>
                )}
                {row.refused.map((field) => (
                  <div key={field.label} className="round-trip-why">
                    “{field.label}”不采用：{field.reason}
                  </div>
                ))}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </section>
  );
}

function MissingRows({ preview, decisions, onDecisions }: CheckStepProps): ReactNode {
  if (preview.missing.length === 0) return null;
  return (
    <section>
      <h2>表格里删去的行</h2>
      <Text size="sm" c="var(--quiet)" mb={4}>
        表格里没有这些项目了。不打勾就保留；打勾才从项目库删除（历史保留，可以撤销）。
      </Text>
      <div className="round-trip-missing">
        {preview.missing.map((row) => (
          <Checkbox
            key={row.id}
            label={`删除 ${row.name}`}
            disabled={row.isReadOnly}
            checked={decisions.removed.has(row.id)}
            onChange={() => onDecisions({ ...decisions, removed: toggled(decisions.removed, row.id) })}
          />
        ))}
      </div>
    </section>
  );
}
