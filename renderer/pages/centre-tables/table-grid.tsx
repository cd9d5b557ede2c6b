/** A table of the centre on the screen: what the records fill is read-only, what is left open is typed. */
import { type ReactNode, useMemo } from 'react';
import { useLocation } from 'wouter';
import type { FilledTable } from '#shared/contract/centre-tables.ts';
import { useCommand } from '../../client.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { type CellChange, type LedgerColumn, LedgerGrid } from '../../components/ledger-grid/ledger-grid.tsx';
import { useIsCentre } from '../../office-context.ts';
import { useUndoRedo } from '../../use-undo.ts';

type Row = FilledTable['rows'][number];
type Column = FilledTable['columns'][number];

interface TableGridProps {
  readonly tableId: string;
  readonly name: string;
  readonly filled: FilledTable;
}

export function TableGrid({ tableId, name, filled }: TableGridProps): ReactNode {
  const fill = useCommand('centreTables.fill');
  const { undo, redo } = useUndoRedo(['centreTables.fill']);
  const isCentre = useIsCentre();
  const [, go] = useLocation();
  const columns = useMemo(() => gridColumns(filled.columns), [filled.columns]);

  async function save(changes: readonly CellChange[]): Promise<[]> {
    const items = changes.map(({ rowId, field, value }) => ({
      projectId: rowId,
      columnKey: field,
      text: typeof value === 'string' ? value : null,
    }));
    await fill.run({ id: tableId, items });
    return [];
  }

  return (
    <LedgerGrid<Row>
      gridId={`centreTable.${tableId}`}
      label={name}
      rows={filled.rows}
      columns={columns}
      onSave={async (rowId, field, value) => {
        await save([{ rowId, field, value }]);
      }}
      onSaveMany={save}
      onUndo={() => undo()}
      onRedo={redo}
      onOpen={(row) => go(`/projects/${row.id}`)}
      searchHint="查找：项目名称、拼音首字母"
      emptyState={
        <EmptyState title="这张表现在没有项目">
          {isCentre
            ? '各区县报来的项目里没有符合这张表范围的。范围在“修改”里定；没有收到报送包的区县还没有内容。'
            : '本区没有符合这张表范围的项目。范围由市级中心定，有意见点“请求更改”。'}
        </EmptyState>
      }
    />
  );
}

function gridColumns(columns: readonly Column[]): readonly LedgerColumn<Row>[] {
  const isNamed = (column: Column) => column.head.includes('名称');
  const name = columns.find(isNamed);
  return columns
    .filter((column) => column.kind !== 'index')
    .map(
      (column): LedgerColumn<Row> => ({
        id: column.key,
        title: column.head,
        ...(column.group === '' ? {} : { group: column.group }),
        kind: column.kind === 'index' ? 'number' : column.kind,
        width: gridWidth(column),
        isReadOnly: !column.isHand,
        isEditable: (row) => row.mayFill,
        isFrozen: column === name && columns.indexOf(column) <= 2 && column.group === '',
        value: (row) => row.values[column.key] ?? null,
        about: column.isHand
          ? '手填：由区县在这里填写'
          : column.isUnknown
            ? '新版本程序才有的内容，升级后自动填'
            : '按项目库、年度计划和周报自动填',
      }),
    );
}

const widths = { text: 130, longText: 220, money: 116, number: 116, percent: 92, day: 112, index: 60 } as const;

function gridWidth({ head, kind }: Column): number {
  if (head.includes('名称')) return 220;
  return Math.max(widths[kind], Math.min(260, head.length * 15 + 34));
}
