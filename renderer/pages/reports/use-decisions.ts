import { notifications } from '@mantine/notifications';
import { useCallback, useState } from 'react';
import { type CallProblem, call, problemOf, sentenceOf } from '../../client.ts';
import type { CellChange, CellValue, RefusedCell } from '../../components/ledger-grid/ledger-grid.tsx';
import { type Decision, decisionAfter } from './decision.ts';
import type { LaggingGridRow } from './lagging-columns.tsx';
import { listedValue, standingOf } from './standing.ts';

export interface Decisions {
  /** Fields of the list by their column; rejects with the refusal. */
  readonly decide: (projectId: string, changes: Readonly<Record<string, CellValue>>) => Promise<void>;
  readonly decideMany: (changes: readonly CellChange[]) => Promise<readonly RefusedCell[]>;
  /** A button in a row: the refusal stands above the list. */
  readonly press: (projectId: string, value: string) => void;
  readonly listAllProposed: () => Promise<void>;
  readonly isListingAll: boolean;
  readonly problem: CallProblem | null;
  readonly forgetProblem: () => void;
}

export function useDecisions(period: string, rows: readonly LaggingGridRow[]): Decisions {
  const [problem, setProblem] = useState<CallProblem | null>(null);
  const [isListingAll, setListingAll] = useState(false);

  const decide = useCallback(
    async (projectId: string, changes: Readonly<Record<string, CellValue>>) => {
      const row = rows.find((one) => one.id === projectId);
      if (row !== undefined) await call('reports.decideLagging', { period, items: [decisionAfter(row, changes)] });
    },
    [period, rows],
  );

  const press = useCallback(
    (projectId: string, value: string) => {
      setProblem(null);
      decide(projectId, { decision: value }).catch((error: unknown) => setProblem(problemOf(error)));
    },
    [decide],
  );

  /** A pasted block is one change: one Ctrl+Z takes it back. */
  async function decideMany(changes: readonly CellChange[]): Promise<readonly RefusedCell[]> {
    const refused: RefusedCell[] = [];
    const items: Decision[] = [];
    for (const [rowId, cells] of Map.groupBy(changes, (change) => change.rowId)) {
      const row = rows.find((one) => one.id === rowId);
      if (row === undefined) continue;
      try {
        items.push(decisionAfter(row, Object.fromEntries(cells.map((cell) => [cell.field, cell.value]))));
      } catch (error) {
        refused.push(...cells.map(({ field }) => ({ rowId, field, reason: sentenceOf(error) })));
      }
    }
    if (items.length > 0) await call('reports.decideLagging', { period, items });
    return refused;
  }

  async function listAllProposed(): Promise<void> {
    setProblem(null);
    setListingAll(true);
    const items = rows
      .filter((row) => standingOf(row) === 'proposed')
      .map((row) => decisionAfter(row, { decision: listedValue }));
    try {
      if (items.length > 0) await call('reports.decideLagging', { period, items });
      notifications.show({ message: `已认定列入 ${items.length} 个项目，按 Ctrl+Z 可一次撤销` });
    } catch (error) {
      setProblem(problemOf(error));
    } finally {
      setListingAll(false);
    }
  }

  return { decide, decideMany, press, listAllProposed, isListingAll, problem, forgetProblem: () => setProblem(null) };
}
