/** 要素保障: projects by factors; a cell says whether it is needed and from whom. Typed in like the ledger. */
import { Group, Select, Text } from '@mantine/core';
import { type ReactNode, useMemo } from 'react';
import { useLocation, useSearchParams } from 'wouter';
import type { InputOf, OutputOf } from '#shared/contract/index.ts';
import type { FactorMatrixRow } from '#shared/contract/milestones.ts';
import { factorStateLabels } from '#shared/text/labels.ts';
import { call, sentenceOf, useQueryOf } from '../../client.ts';
import { choicesOf, levelChoices } from '../../components/choices.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import type { CellChange, LedgerColumn } from '../../components/ledger-grid/ledger-column.ts';
import { LedgerGrid } from '../../components/ledger-grid/ledger-grid.tsx';
import { ListPaper } from '../../components/list-paper.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { Waiting } from '../../components/waiting.tsx';
import { useOffice } from '../../office-context.ts';
import { useUndoRedo } from '../../use-undo.ts';

type Matrix = OutputOf<'factors.matrix'>;
type Factor = Matrix['factors'][number]['factor'];
type Items = InputOf<'factors.saveMany'>['items'];

const stateChoices = choicesOf(factorStateLabels);

export function FactorsPage(): ReactNode {
  const { office } = useOffice();
  const isCentre = office.kind === 'centre';
  const [search, setSearch] = useSearchParams();
  const [, go] = useLocation();
  const matrix = useQueryOf('factors.matrix', {});
  const { undo, redo } = useUndoRedo(['factors.save', 'factors.saveMany']);
  const unit = search.get('unit');
  const factors = matrix.data?.factors;
  const columns = useMemo(() => matrixColumns(factors ?? [], isCentre), [factors, isCentre]);
  const rows = useMemo(
    () => (matrix.data?.rows ?? []).filter((row) => unit === null || row.cells.some((cell) => cell.unitName === unit)),
    [matrix.data, unit],
  );
  if (matrix.data === undefined)
    return matrix.error === null ? (
      <Waiting />
    ) : (
      <ErrorNotice problem={matrix.error} onRetry={() => void matrix.refetch()} />
    );
  return (
    <>
      <PageHead
        title="要素保障"
        about={`${matrix.data.factors.map(({ label, needed, late }) => `${label}待保障 ${needed} 个${late > 0 ? `（逾期 ${late} 个）` : ''}`).join(' · ')}（依据：${matrix.data.source}）`}
        actions={
          <ListPaper
            title="要素保障需求表"
            about={unit ?? ''}
            wishes={{ list: 'factors', ...(unit === null ? {} : { unitName: unit }) }}
          />
        }
      />
      <LedgerGrid<FactorMatrixRow>
        key={unit ?? ''}
        gridId="factors"
        label="要素保障"
        rows={rows}
        columns={columns}
        onOpen={(row) => go(`/projects/${row.id}?tab=factors`)}
        {...(isCentre
          ? {}
          : {
              onUndo: () => undo(),
              onRedo: redo,
              onSave: async (id, field, value) => {
                await call('factors.saveMany', { items: itemsOf([{ rowId: id, field, value }]) });
              },
              onSaveMany: async (changes) => {
                await call('factors.saveMany', { items: itemsOf(changes) });
                return [];
              },
            })}
        sentenceOf={sentenceOf}
        tools={
          <Group gap="xs" wrap="nowrap">
            <Text size="xs" c="var(--quiet)">
              填 1 不需要、2 已保障、3 待保障；需求内容和保障单位在项目页填
            </Text>
            <Select
              aria-label="保障单位"
              placeholder="全部保障单位"
              w={200}
              clearable
              searchable
              checkIconPosition="right"
              data={matrix.data.units.map((each) => ({
                value: each.unitName,
                label: `${each.unitName}（待保障 ${each.needed}）`,
              }))}
              value={unit}
              onChange={(value) => setSearch(value === null ? {} : { unit: value }, { replace: true })}
            />
          </Group>
        }
        emptyState={<EmptyState title="还没有项目">先在项目库里导入台账，再逐个写明需要哪些要素保障。</EmptyState>}
      />
    </>
  );
}

function matrixColumns(factors: Matrix['factors'], isCentre: boolean): readonly LedgerColumn<FactorMatrixRow>[] {
  const width = Math.max(96, Math.floor(720 / Math.max(1, factors.length)));
  const columns: LedgerColumn<FactorMatrixRow>[] = [
    {
      id: 'projectName',
      title: '项目名称',
      kind: 'text',
      width: 250,
      isFrozen: true,
      isReadOnly: true,
      value: (row) => row.projectName,
      render: (row) => <a href={`#/projects/${row.id}?tab=factors`}>{row.projectName}</a>,
    },
    {
      id: 'level',
      title: '级别',
      kind: 'choice',
      width: 96,
      isReadOnly: true,
      choices: levelChoices,
      value: (row) => row.level,
    },
    {
      id: 'units',
      title: '责任单位',
      kind: 'units',
      width: 160,
      isReadOnly: true,
      value: (row) => row.responsibleUnits,
    },
    ...factors.map(
      ({ factor, label }): LedgerColumn<FactorMatrixRow> => ({
        id: factor,
        title: label,
        group: '要素',
        kind: 'choice',
        width,
        choices: stateChoices,
        value: (row) => cellOf(row, factor)?.state ?? null,
        mark: (row) => {
          const cell = cellOf(row, factor);
          if (cell?.state !== 'needed') return null;
          const words = [cell.description, cell.unitName, cell.neededBy === null ? null : `${cell.neededBy}前`];
          const reason = words.filter((text) => text !== null).join('，');
          return cell.isLate
            ? { tone: 'late', reason: `逾期：${reason}` }
            : { tone: 'look', reason: reason === '' ? '没有写需求内容' : reason };
        },
      }),
    ),
  ];
  if (isCentre)
    columns.unshift({
      id: 'office',
      title: '区县',
      kind: 'text',
      width: 90,
      isFrozen: true,
      isReadOnly: true,
      value: (row) => row.officeName,
    });
  return columns;
}

function cellOf(row: FactorMatrixRow, factor: Factor): FactorMatrixRow['cells'][number] | undefined {
  return row.cells.find((cell) => cell.factor === factor);
}

/** The host's schema checks factor and state again. An emptied cell is 不需要: a need once written is not forgotten. */
function itemsOf(changes: readonly CellChange[]): Items {
  return changes.map(
    ({ rowId, field, value }) =>
      ({ projectId: rowId, factor: field, changes: { state: value ?? 'notNeeded' } }) as Items[number],
  );
}
