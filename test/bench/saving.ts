/** One field saved, durable, through the whole host, beside a raw transaction with the same fsync on the same disk. */
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { type BenchRow, differenceRow, quantile } from './measure.ts';
import { type BenchSet, openBenchOffice } from './stores.ts';

const times = 300;

export async function savingRows(set: BenchSet, folder: string): Promise<BenchRow[]> {
  const office = openBenchOffice('青石区', set.district);
  const raw = new Database(join(folder, 'raw.sqlite'));
  raw.pragma('journal_mode = WAL');
  raw.pragma('synchronous = FULL');
  raw.exec(
    'CREATE TABLE ledger (position INTEGER PRIMARY KEY, line TEXT, hash BLOB) STRICT; CREATE TABLE record (id TEXT PRIMARY KEY, remark TEXT) STRICT',
  );
  raw.exec("INSERT INTO record (id, remark) VALUES ('one', '')");
  const insert = raw.prepare('INSERT INTO ledger (line, hash) VALUES (?, ?)');
  const update = raw.prepare("UPDATE record SET remark = ? WHERE id = 'one'");
  const hash = Buffer.alloc(32, 7);
  const rawSave = raw.transaction((remark: string) => {
    insert.run(`{"line":"${remark.repeat(8)}"}`, hash);
    update.run(remark);
  });
  try {
    const { rows } = await office.call('projects.list', { limit: 50 });
    const host: number[] = [];
    const floor: number[] = [];
    // In turn, so that both meet the same moods of the disk; the first fifty warm up.
    for (let count = -50; count < times; count += 1) {
      const remark = `第${count}次核对`;
      const id = rows[(count + 50) % rows.length]?.id ?? '';
      const start = performance.now();
      await office.call('projects.save', { id, changes: { remark } });
      const middle = performance.now();
      rawSave(remark);
      const end = performance.now();
      if (count < 0) continue;
      host.push(middle - start);
      floor.push(end - middle);
    }
    const floor99 = quantile(floor, 0.99);
    const host99 = quantile(host, 0.99);
    return [
      differenceRow(
        'one field saved, durable: p50',
        quantile(host, 0.5),
        quantile(floor, 0.5),
        1,
        `${times} times, in turn`,
      ),
      {
        what: '  p99',
        measured: host99,
        floor: floor99,
        goal: '≤ 2 × + 5 ms',
        result: `${(host99 / floor99).toFixed(2)} ×`,
        isWithinGoal: host99 <= 2 * floor99 + 5,
        note: '',
      },
    ];
  } finally {
    raw.close();
    await office.close();
  }
}
