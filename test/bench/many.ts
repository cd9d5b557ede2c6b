/** 500, 5 000 and 50 000 projects: the list, what comes after one saved cell, Ctrl+K, and the grid in the browser. */
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { dataFolderAt } from '#electron/host/data-folder.ts';
import { barePage, onEmptyPage, onProgram, searchField, startBrowser } from './grid.ts';
import { type BenchRow, differenceRow, growthRow, quantile, ratioRow, timed } from './measure.ts';
import { openBenchOffice, wideStore } from './stores.ts';

const sizes = [500, 5_000, 50_000] as const;
/** Chinese, initials, pinyin, a code, nothing at all: typed in turn. */
const words = ['大桥', 'qsdq', 'yunling', '2026-99', '没有这个', '青石区', 'x'];

interface Measured {
  readonly size: number;
  readonly list: number;
  readonly listFloor: number;
  readonly since: number;
  readonly sinceFloor: number;
  readonly find: number;
  readonly findFloor: number;
  readonly usable: number;
  readonly stroke: number;
}

export async function manyRows(folder: string): Promise<BenchRow[]> {
  const tell = (line: string) => process.stderr.write(`${line}\n`);
  const stores: { readonly size: number; readonly folder: string }[] = [];
  for (const size of sizes) stores.push({ size, folder: await wideStore(size, folder, tell) });
  const browser = await startBrowser(folder);
  try {
    const bare = await barePage(browser);
    const empty = await onEmptyPage(browser, join(folder, 'nobody-many'));
    const measured: Measured[] = [];
    for (const store of stores) {
      const grid = await onProgram(browser, store.folder, '#/projects', searchField, '.lg-viewport');
      const felt = { usable: grid.usable, stroke: quantile(grid.strokes, 0.5) };
      measured.push({ size: store.size, ...felt, ...(await inHost(store.folder)) });
    }
    return measured.flatMap((each, index) => {
      const name = each.size.toLocaleString('en').replace(',', ' ');
      const smaller = measured[index - 1];
      const emptyStroke = quantile(empty.strokes, 0.5);
      const grown = (what: string, field: 'list' | 'find' | 'usable' | 'stroke') =>
        // Below 5 000 the fixed costs are most of it: growth is looked at from there on.
        smaller === undefined || smaller.size < 5_000
          ? []
          : [
              growthRow(
                `  ${what}, growth from ${smaller.size}`,
                { size: smaller.size, milliseconds: smaller[field] },
                { size: each.size, milliseconds: each[field] },
              ),
            ];
      return [
        ratioRow(`${name} projects: list whole`, each.list, each.listFloor, 3, 'floor: the tables read and parsed'),
        ...grown('list', 'list'),
        differenceRow('  list after one saved cell', each.since, each.sinceFloor, 10, 'floor: an empty question'),
        // A small store is asked in less time than the question takes to travel.
        each.size < 5_000
          ? differenceRow('  Ctrl+K, p95', each.find, each.findFloor, 10, 'floor: one pass over the names')
          : ratioRow('  Ctrl+K, p95', each.find, each.findFloor, 4, 'floor: one pass over the names'),
        ...grown('Ctrl+K', 'find'),
        differenceRow('  page usable', each.usable, bare, 700 + each.size / 10, 'over a bare page'),
        ...grown('page usable', 'usable'),
        differenceRow('  filter keystroke to paint', each.stroke, emptyStroke, 50 + each.size / 200),
        ...grown('keystroke', 'stroke'),
      ];
    });
  } finally {
    await browser.close();
  }
}

/** Through the whole host; floors on the same file with nothing between. */
async function inHost(
  dataFolder: string,
): Promise<Pick<Measured, 'list' | 'listFloor' | 'since' | 'sinceFloor' | 'find' | 'findFloor'>> {
  const office = openBenchOffice('青石区', dataFolder);
  const raw = new Database(dataFolderAt(dataFolder).store, { readonly: true });
  try {
    const readAll = raw.prepare(
      'SELECT p.*, a.planned_investment, a.done_before_year FROM projects p LEFT JOIN annual_plans a ON a.project_id = p.id',
    );
    const lists = await inTurn(5, 1, [
      () => office.call('projects.list', {}),
      () => JSON.parse(JSON.stringify(readAll.all())) as unknown,
    ]);
    let { rows, position } = await office.call('projects.list', {});
    const since: number[] = [];
    const sinceFloor: number[] = [];
    for (let count = 0; count < 40; count += 1) {
      const id = rows[(count * 7) % rows.length]?.id ?? '';
      await office.call('projects.save', { id, changes: { remark: `第${count}次核对` } });
      const asked = await timed(() => office.call('projects.list', { since: position }));
      ({ position } = asked.value);
      since.push(asked.milliseconds);
      sinceFloor.push((await timed(() => office.call('settings.get', {}))).milliseconds);
    }
    const scan = raw.prepare('SELECT count(*) FROM search_entries WHERE title LIKE ?');
    const find: number[] = [];
    const findFloor: number[] = [];
    for (let count = -words.length; count < words.length * 6; count += 1) {
      const text = words[(count + words.length) % words.length] ?? '';
      const found = await timed(() => office.call('search.find', { text }));
      const floor = await timed(() => scan.get(`%${text}%`));
      if (count < 0) continue;
      find.push(found.milliseconds);
      findFloor.push(floor.milliseconds);
    }
    rows = [];
    return {
      list: Math.min(...(lists[0] ?? [])),
      listFloor: Math.min(...(lists[1] ?? [])),
      since: quantile(since, 0.5),
      sinceFloor: quantile(sinceFloor, 0.5),
      find: quantile(find, 0.95),
      findFloor: quantile(findFloor, 0.95),
    };
  } finally {
    raw.close();
    await office.close();
  }
}

/** Times of each, run in turn so that all meet the same moods of the machine; the first rounds warm up. */
async function inTurn(times: number, warm: number, works: readonly (() => unknown)[]): Promise<number[][]> {
  const found = works.map((): number[] => []);
  for (let count = -warm; count < times; count += 1)
    for (const [index, work] of works.entries()) {
      const { milliseconds } = await timed(work);
      if (count >= 0) found[index]?.push(milliseconds);
    }
  return found;
}
