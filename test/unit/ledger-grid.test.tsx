import { MantineProvider } from '@mantine/core';
import { act, cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import {
  type CellChange,
  type CellValue,
  type GridRow,
  type LedgerColumn,
  LedgerGrid,
  type LedgerGridProps,
} from '#renderer/components/ledger-grid/ledger-grid.tsx';

interface Row extends GridRow {
  readonly name: string;
  readonly total: number | null;
  readonly level: string | null;
}

const columns: readonly LedgerColumn<Row>[] = [
  { id: 'name', title: '项目名称', kind: 'text', isFrozen: true, value: (row) => row.name },
  { id: 'total', title: '总投资', kind: 'money', value: (row) => row.total },
  {
    id: 'level',
    title: '级别',
    kind: 'choice',
    choices: [
      { value: 'provincial', label: '省重点' },
      { value: 'municipal', label: '市重点' },
    ],
    value: (row) => row.level,
    mark: (row) => (row.level === null ? { tone: 'look', reason: '还没有写明级别' } : null),
  },
];
const rows: readonly Row[] = [
  { id: 'a', name: '青石大道改造', total: 120_000_000, level: 'provincial', initials: 'qsddgz' },
  { id: 'b', name: '云岭产业园', total: 30_000_000, level: null, initials: 'ylcyy' },
  { id: 'c', name: '松涛水厂扩建', total: null, level: 'municipal', initials: 'stsckj' },
];

beforeEach(() => {
  // happy-dom lays nothing out: give the scroll window a size, so that rows are drawn.
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(600);
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(1000);
});
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

let grids = 0;

function show(props: Partial<LedgerGridProps<Row>> = {}) {
  grids += 1;
  render(
    <MantineProvider env="test">
      <LedgerGrid<Row> gridId={`grid-${grids}`} label="项目库" rows={rows} columns={columns} {...props} />
    </MantineProvider>,
  );
  const sink = screen.getByRole<HTMLTextAreaElement>('textbox', { name: /^项目库/ });
  return {
    cell: (row: number, field: string) => {
      const found = document.querySelector(`[data-index="${row}"] [data-field="${field}"]`);
      if (!(found instanceof HTMLElement)) throw new Error(`no cell ${row} ${field}`);
      return found;
    },
    sink,
    type: (text: string) => fireEvent.input(sink, { target: { value: text } }),
    press: (key: string, more: object = {}) => fireEvent.keyDown(sink, { key, ...more }),
  };
}

function point(element: HTMLElement): void {
  fireEvent.pointerDown(element, { button: 0, buttons: 1 });
  fireEvent.pointerUp(element);
}

describe('LedgerGrid', () => {
  test('is a grid to a screen reader, with its heads, totals and marks in words', () => {
    show();
    const grid = screen.getByRole('grid', { name: '项目库' });
    expect(grid.getAttribute('aria-rowcount')).toBe('4');
    expect(
      within(grid)
        .getByRole('columnheader', { name: /总投资/ })
        .getAttribute('aria-sort'),
    ).toBe('none');
    expect(within(grid).getByRole('img', { name: '还没有写明级别' })).toBeTruthy();
    expect(grid.textContent).toContain('15,000');
  });

  test('typing on a cell and Enter saves the value and goes down', async () => {
    const saved: [string, string, CellValue][] = [];
    const grid = show({
      onSave: (...change) => {
        saved.push(change);
        return Promise.resolve();
      },
    });
    point(grid.cell(0, 'total'));
    grid.type('1.5亿');
    grid.press('Enter');
    await waitFor(() => expect(saved).toEqual([['a', 'total', 150_000_000]]));
    expect(grid.cell(0, 'total').textContent).toBe('15,000');
    expect(grid.sink.getAttribute('aria-activedescendant')).toMatch(/-1-1$/);
  });

  test('a text that is no amount keeps the editor open with the reason, Esc gives it up', () => {
    const onSave = vi.fn(() => Promise.resolve());
    const grid = show({ onSave });
    point(grid.cell(0, 'total'));
    grid.type('很多');
    grid.press('Enter');
    expect(screen.getByRole('alert').textContent).toContain('不是金额');
    grid.press('Escape');
    expect(screen.queryByRole('alert')).toBeNull();
    expect(grid.cell(0, 'total').textContent).toBe('12,000');
    expect(onSave).not.toHaveBeenCalled();
  });

  test('a refused save stays in the cell, marked with its sentence', async () => {
    const grid = show({ onSave: () => Promise.reject(new Error('这条记录归云岭市管理')) });
    point(grid.cell(1, 'name'));
    grid.type('改名');
    grid.press('Enter');
    await waitFor(() => expect(grid.cell(1, 'name').getAttribute('aria-invalid')).toBe('true'));
    expect(grid.cell(1, 'name').title).toContain('这条记录归云岭市管理');
    expect(grid.cell(1, 'name').textContent).toBe('改名');
  });

  test('nothing is saved when nothing changed, and not while the input method composes', () => {
    const onSave = vi.fn(() => Promise.resolve());
    const grid = show({ onSave });
    point(grid.cell(1, 'name'));
    grid.press('F2');
    grid.press('Enter');
    fireEvent.compositionStart(grid.sink);
    grid.type('yun');
    grid.press('Enter', { isComposing: true });
    expect(onSave).not.toHaveBeenCalled();
  });

  test('a read-only grid copies but does not edit', () => {
    const grid = show();
    point(grid.cell(0, 'name'));
    grid.press('ArrowRight', { shiftKey: true });
    const copied: string[] = [];
    fireEvent.copy(grid.sink, { clipboardData: { setData: (_: string, text: string) => copied.push(text) } });
    expect(copied).toEqual(['青石大道改造\t12000']);
    grid.type('x');
    expect(grid.sink.value).toBe('');
  });

  test('a pasted block goes in at once; what cannot be read is listed by row and column', async () => {
    const blocks: (readonly CellChange[])[] = [];
    const grid = show({
      onSave: () => Promise.resolve(),
      onSaveMany: (changes) => {
        blocks.push(changes);
        return Promise.resolve([]);
      },
    });
    point(grid.cell(0, 'total'));
    fireEvent.paste(grid.sink, { clipboardData: { getData: () => '5000\t市重点\r\nxx\t省重点\r\n' } });
    await waitFor(() =>
      expect(blocks).toEqual([
        [
          { rowId: 'a', field: 'total', value: 50_000_000 },
          { rowId: 'a', field: 'level', value: 'municipal' },
          { rowId: 'b', field: 'level', value: 'provincial' },
        ],
      ]),
    );
    expect(screen.getByRole('alert').textContent).toContain('第 2 行“总投资”');
  });

  test('the search box finds rows by initials and says how many', () => {
    show();
    fireEvent.change(screen.getByRole('searchbox'), { target: { value: 'ylcyy' } });
    expect(screen.getByRole('status').textContent).toBe('筛选出 1 行，共 3 行');
    expect(document.querySelector('[data-index="0"]')?.textContent).toContain('云岭产业园');
  });

  test('a row edited under a filter stays until the clerk asks for the filter again', () => {
    grids += 1;
    const page = (shown: readonly Row[]) => (
      <MantineProvider env="test">
        <LedgerGrid<Row>
          gridId={`grid-${grids}`}
          label="项目库"
          rows={shown}
          columns={columns}
          initialFilters={[{ id: 'level', value: { kind: 'blank' } }]}
        />
      </MantineProvider>
    );
    const { rerender } = render(page(rows));
    expect(screen.getByRole('status').textContent).toContain('筛选出 1 行');
    rerender(page(rows.map((row) => (row.id === 'b' ? { ...row, level: 'municipal' } : row))));
    expect(screen.getByRole('status').textContent).toContain('筛选出 1 行');
    act(() => screen.getByRole('button', { name: /重新筛选/ }).click());
    expect(screen.getByRole('status').textContent).toContain('筛选出 0 行');
  });

  test('sorting puts blank cells last in both directions', () => {
    show();
    const sort = within(screen.getByRole('columnheader', { name: /总投资/ })).getAllByRole('button')[0];
    const names = () =>
      [...document.querySelectorAll('[data-index] [data-field="name"]')].map((cell) => cell.textContent);
    act(() => sort?.click());
    expect(names()).toEqual(['云岭产业园', '青石大道改造', '松涛水厂扩建']);
    act(() => sort?.click());
    expect(names()).toEqual(['青石大道改造', '云岭产业园', '松涛水厂扩建']);
  });
});
