/** 5 000 open tasks: the ledger, one saved cell, the chain of one, 工作台; p95 against the same rows by a plain statement. */
import Database from 'better-sqlite3';
import { insertRecord } from '#db/ledger/records.ts';
import { openStore } from '#db/open.ts';
import { dataFolderAt } from '#electron/host/data-folder.ts';
import { addDays } from '#shared/calendar/day.ts';
import { deterministicId } from '#shared/package/operation.ts';
import { type BenchRow, plainRow, quantile, ratioRow, timed } from './measure.ts';
import { openBenchOffice, wideStore } from './stores.ts';

const tasks = 5_000;
const rounds = 30;

export async function taskRows(folder: string): Promise<BenchRow[]> {
  const dataFolder = await wideStore(500, folder, (line) => process.stderr.write(`${line}\n`));
  fillTasks(dataFolder);
  const office = openBenchOffice('青石区', dataFolder);
  const raw = new Database(dataFolderAt(dataFolder).store);
  try {
    raw.pragma('synchronous = FULL');
    const readAll = raw.prepare(
      `SELECT t.*, p.name AS project, u.name AS unit FROM tasks t LEFT JOIN projects p ON p.id = t.project_id
       LEFT JOIN units u ON u.id = t.unit_id WHERE t.is_deleted = 0`,
    );
    const readOne = raw.prepare('SELECT * FROM task_entries WHERE task_id = ? ORDER BY on_day');
    const write = raw.prepare('UPDATE tasks SET closing_note = ? WHERE id = ?');
    const { rows } = await office.call('tasks.list', { show: 'open' });
    const idAt = (count: number) => rows[(count * 37) % rows.length]?.id ?? '';
    const copied = (found: unknown) => JSON.parse(JSON.stringify(found)) as unknown;
    const list = await pair(
      () => office.call('tasks.list', {}),
      () => copied(readAll.all()),
    );
    const save = await pair(
      (count) => office.call('tasks.save', { id: idAt(count), changes: { content: `第${count}次核对` } }),
      (count) => write.run(`第${count}次`, idAt(count)),
    );
    const get = await pair(
      (count) => office.call('tasks.get', { id: idAt(count) }),
      (count) => copied(readOne.all(idAt(count))),
    );
    const desk = await pair(
      () => office.call('overviews.district', {}),
      () => copied(readAll.all()),
    );
    return [
      ratioRow(`${tasks} open tasks: list, p95`, list.measured, list.floor, 3, 'floor: the tables read and parsed'),
      ratioRow('  one saved cell, p95', save.measured, save.floor, 3, 'floor: one UPDATE, written through'),
      plainRow('  chain of a task, p95', get.measured, `a bare statement takes ${get.floor.toFixed(2)} ms`),
      ratioRow('  工作台, p95', desk.measured, desk.floor, 3, 'floor: the tasks read and parsed'),
    ];
  } finally {
    raw.close();
    await office.close();
  }
}

/** p95 of both, run in turn so that they meet the same moods of the machine; the first rounds warm up. */
async function pair(
  work: (count: number) => unknown,
  floorWork: (count: number) => unknown,
): Promise<{ readonly measured: number; readonly floor: number }> {
  const measured: number[] = [];
  const floor: number[] = [];
  for (let count = -3; count < rounds; count += 1) {
    const one = await timed(() => work(count + 3));
    const bare = await timed(() => floorWork(count + 3));
    if (count < 0) continue;
    measured.push(one.milliseconds);
    floor.push(bare.milliseconds);
  }
  return { measured: quantile(measured, 0.95), floor: quantile(floor, 0.95) };
}

/** Two thirds are late, by up to half a year; each has been handed out, worked on and reminded. */
function fillTasks(dataFolder: string): void {
  const store = openStore(dataFolderAt(dataFolder).store, 'writer');
  try {
    store.transaction((writing) => {
      const office =
        writing.selectFirst<{ home: string }>('SELECT home_office AS home FROM projects LIMIT 1')?.home ?? '';
      const ids = (table: string) => writing.select<{ id: string }>(`SELECT id FROM ${table}`).map(({ id }) => id);
      const [projects, units, persons] = [ids('projects'), ids('units'), ids('persons')];
      for (let count = 0; count < tasks; count += 1) {
        const id = deterministicId('benchTask', office, count);
        const assignedOn = addDays('2026-03-02', count % 250);
        const values = {
          number: count + 1,
          origin: 'own',
          projectId: count % 4 === 0 ? null : (projects[count % projects.length] ?? null),
          content: `督促责任单位在规定期限内完成第${count + 1}项工作，并把结果书面报区重点项目办`,
          assignedOn,
          dueOn: addDays(assignedOn, 20 + (count % 80)),
          unitId: units[count % units.length] ?? null,
          personId: persons[count % persons.length] ?? null,
          supportingUnitIds: [units[(count + 3) % units.length] ?? ''],
          state: count % 5 === 0 ? 'replied' : 'inHand',
          isKeySupervised: count % 7 === 0,
          reminders: count % 3,
        };
        insertRecord(writing, 'task', id, office, 1, values);
        for (const [index, kind] of ['assign', 'progress', 'reminder'].entries())
          insertRecord(writing, 'taskEntry', deterministicId('benchEntry', id, index), office, 1, {
            taskId: id,
            kind,
            onDay: addDays(assignedOn, index * 3),
            body: '已与有关单位对接，正在办理。',
            byWhom: '经办甲',
          });
      }
    });
  } finally {
    store.close();
  }
}
