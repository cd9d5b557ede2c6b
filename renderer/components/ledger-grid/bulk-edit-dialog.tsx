/** 批量修改: which rows, which column, what it becomes; every row is seen before anything is written. */
import {
  Alert,
  Button,
  Group,
  Modal,
  ScrollArea,
  SegmentedControl,
  Select,
  Stack,
  Table,
  Text,
  TextInput,
} from '@mantine/core';
import { type ReactNode, useMemo, useState } from 'react';
import {
  type BulkAct,
  type BulkActKind,
  type BulkChange,
  type BulkFacts,
  bulkActLabels,
  bulkActsFor,
  planBulkEdit,
} from './bulk-edit.ts';
import { shownText } from './cell-value.ts';
import type { CellChange, CellValue, GridRow, LedgerColumn } from './ledger-column.ts';

export interface BulkEditDialogProps<Row extends GridRow> {
  readonly onClose: () => void;
  /** 项目, with its measure word: 个项目. */
  readonly noun: string;
  readonly shown: readonly Row[];
  readonly ticked: readonly Row[];
  readonly columns: readonly LedgerColumn<Row>[];
  readonly nameOf: (row: Row) => string;
  readonly whyNot: BulkFacts<Row>['whyNot'];
  /** One change with one undo. Resolves when it is written. */
  readonly onApply: (changes: readonly CellChange[], column: LedgerColumn<Row>) => Promise<void>;
  readonly isSaving: boolean;
  /** Above the buttons: what the host said. */
  readonly problem: ReactNode;
}

/** A change of more rows is made in two steps: one command must not hold the store for long. */
const mostRows = 20_000;
const linesShown = 200;

export function BulkEditDialog<Row extends GridRow>(props: BulkEditDialogProps<Row>): ReactNode {
  const { shown, ticked, noun } = props;
  const [scope, setScope] = useState<'ticked' | 'shown'>(ticked.length > 0 ? 'ticked' : 'shown');
  const editable = useMemo(() => props.columns.filter((column) => column.isReadOnly !== true), [props.columns]);
  const [columnId, setColumnId] = useState<string | null>(null);
  const [kind, setKind] = useState<BulkActKind>('set');
  const [text, setText] = useState('');
  const [replacement, setReplacement] = useState('');
  const rows = scope === 'ticked' ? ticked : shown;
  const column = editable.find((one) => one.id === columnId);
  const act: BulkAct = { kind, text, replacement };
  const planned =
    column === undefined
      ? null
      : planBulkEdit(rows, act, {
          column,
          mayEdit: (row) => column.isEditable?.(row) ?? true,
          whyNot: props.whyNot,
        });
  const plan = planned?.ok === true ? planned.plan : null;
  const isTooMany = plan !== null && plan.changes.length > mostRows;

  function chooseColumn(id: string | null): void {
    setColumnId(id);
    setText('');
    setReplacement('');
    const next = editable.find((one) => one.id === id);
    if (next !== undefined && !bulkActsFor(next).includes(kind)) setKind('set');
  }

  async function apply(): Promise<void> {
    if (plan === null || column === undefined) return;
    await props.onApply(
      plan.changes.map(({ row, after }) => ({ rowId: row.id, field: column.id, value: after })),
      column,
    );
  }

  return (
    <Modal opened onClose={props.onClose} title="批量修改" size={860} centered>
      <Stack gap="sm">
        <SegmentedControl
          aria-label="改哪些行"
          value={scope}
          onChange={(value) => setScope(value === 'ticked' ? 'ticked' : 'shown')}
          data={[
            { value: 'ticked', label: `勾选的 ${ticked.length} ${noun}`, disabled: ticked.length === 0 },
            { value: 'shown', label: `筛选出的 ${shown.length} ${noun}` },
          ]}
        />
        <Group gap="sm" align="flex-end" wrap="nowrap">
          <Select
            data-autofocus
            label="栏目"
            w={170}
            searchable
            value={columnId}
            data={editable.map((one) => ({ value: one.id, label: one.title }))}
            onChange={chooseColumn}
          />
          <Select
            label="怎样改"
            w={250}
            disabled={column === undefined}
            allowDeselect={false}
            value={kind}
            data={(column === undefined ? (['set'] as const) : bulkActsFor(column)).map((one) => ({
              value: one,
              label: bulkActLabels[one],
            }))}
            onChange={(value) => {
              if (value !== null) setKind(value);
            }}
          />
          {column !== undefined && (
            <ActFields column={column} act={act} onText={setText} onReplacement={setReplacement} />
          )}
        </Group>
        {planned?.ok === false && (
          <Text size="sm" c="dimmed">
            {planned.reason}
          </Text>
        )}
        {plan !== null && column !== undefined && (
          <>
            <Text size="sm" role="status">
              将修改 {plan.changes.length.toLocaleString('zh-CN')} {noun}
              {plan.same > 0 && `；${plan.same.toLocaleString('zh-CN')} 个本来就是这样`}
              {plan.refused.length > 0 && `；${plan.refused.length.toLocaleString('zh-CN')} 个不能改`}
            </Text>
            {isTooMany && <Alert color="yellow">一次最多修改 2 万{noun}，请先筛选，分几次修改。</Alert>}
            <PlanTable column={column} plan={plan} nameOf={props.nameOf} />
          </>
        )}
        {props.problem}
        <Group justify="flex-end">
          <Button variant="default" onClick={props.onClose}>
            取消
          </Button>
          <Button
            disabled={plan === null || plan.changes.length === 0 || isTooMany}
            loading={props.isSaving}
            onClick={() => void apply()}
          >
            {plan === null || plan.changes.length === 0
              ? '修改'
              : `修改这 ${plan.changes.length.toLocaleString('zh-CN')} ${noun}`}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

interface ActFieldsProps<Row extends GridRow> {
  readonly column: LedgerColumn<Row>;
  readonly act: BulkAct;
  readonly onText: (text: string) => void;
  readonly onReplacement: (text: string) => void;
}

function ActFields<Row extends GridRow>({ column, act, onText, onReplacement }: ActFieldsProps<Row>): ReactNode {
  if (act.kind === 'set' && column.kind === 'choice')
    return (
      <Select
        label="新内容"
        flex={1}
        value={act.text === '' ? null : act.text}
        data={(column.choices ?? []).map((choice) => ({ value: choice.value, label: choice.label }))}
        onChange={(value) => onText(value ?? '')}
      />
    );
  switch (act.kind) {
    case 'set':
    case 'append':
      return (
        <TextInput
          label={act.kind === 'set' ? '新内容' : '加上'}
          flex={1}
          placeholder={
            column.kind === 'money' ? '万元，或 1.2亿' : column.kind === 'day' ? '2018、2018-05 或 2018-05-31' : ''
          }
          value={act.text}
          onChange={(event) => onText(event.currentTarget.value)}
        />
      );
    case 'replace':
      return (
        <>
          <TextInput
            label="原来的文字"
            flex={1}
            value={act.text}
            onChange={(event) => onText(event.currentTarget.value)}
          />
          <TextInput
            label="换成（可留空）"
            flex={1}
            value={act.replacement}
            onChange={(event) => onReplacement(event.currentTarget.value)}
          />
        </>
      );
    default:
      return null;
  }
}

interface PlanTableProps<Row extends GridRow> {
  readonly column: LedgerColumn<Row>;
  readonly plan: {
    readonly changes: readonly BulkChange<Row>[];
    readonly refused: readonly { readonly row: Row; readonly reason: string }[];
  };
  readonly nameOf: (row: Row) => string;
}

function PlanTable<Row extends GridRow>({ column, plan, nameOf }: PlanTableProps<Row>): ReactNode {
  const total = plan.refused.length + plan.changes.length;
  if (total === 0) return null;
  const refused = plan.refused.slice(0, linesShown);
  // What is to be looked at stands first.
  const changes = plan.changes
    .toSorted((left, right) => Number(right.mark !== null) - Number(left.mark !== null))
    .slice(0, Math.max(0, linesShown - refused.length));
  const shown = (value: CellValue) => shownText(column, value) || '（空）';
  return (
    <ScrollArea.Autosize
      mah={320}
      type="auto"
      viewportProps={{ tabIndex: 0, role: 'region', 'aria-label': '修改前后对照' }}
    >
      <Table withTableBorder verticalSpacing={3} layout="fixed" stickyHeader>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>名称</Table.Th>
            <Table.Th>原来</Table.Th>
            <Table.Th>改成</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody style={{ overflowWrap: 'anywhere' }}>
          {refused.map(({ row, reason }) => (
            <Table.Tr key={row.id}>
              <Table.Td>{nameOf(row)}</Table.Td>
              <Table.Td c="var(--quiet)">{shown(column.value(row))}</Table.Td>
              <Table.Td c="var(--mantine-color-error)">不改：{reason}</Table.Td>
            </Table.Tr>
          ))}
          {changes.map(({ row, before, after, mark }) => (
            <Table.Tr key={row.id}>
              <Table.Td>{nameOf(row)}</Table.Td>
              <Table.Td c="var(--quiet)">{shown(before)}</Table.Td>
              <Table.Td fw={600}>
                {shown(after)}
                {mark !== null && (
                  <Text span size="xs" ml="xs" className="lg-look">
                    ⚠ {mark}
                  </Text>
                )}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {total > linesShown && (
        <Text size="xs" c="dimmed" mt={4}>
          只列出前 {linesShown} 行，其余 {(total - linesShown).toLocaleString('zh-CN')} 行同样处理
        </Text>
      )}
    </ScrollArea.Autosize>
  );
}
