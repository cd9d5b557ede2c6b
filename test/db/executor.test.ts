/** The synchronous executor: the three misuses of a transaction are refused loudly and leave nothing behind. */
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStore } from '#db/open.ts';
import { saveSetting, settingValues } from '#db/queries/installation.ts';
import { build, type Store, type Writing } from '#db/run.ts';
import { temporaryFolder } from '#test/support/ledger.ts';

const folder = temporaryFolder();
let store: Store;
beforeAll(() => {
  store = openStore(join(folder.path, 'store.sqlite'), 'writer');
});
afterAll(() => {
  store.close();
  folder.remove();
});

const settings = () => store.snapshot(settingValues);

describe('a transaction', () => {
  it('commits what it wrote, and gives its value', () => {
    expect(store.transaction((writing) => saveSetting(writing, 'a', 1) ?? 'done')).toBe('done');
    expect(settings()).toEqual({ a: 1 });
  });

  it('that throws leaves nothing', () => {
    expect(() =>
      store.transaction((writing) => {
        saveSetting(writing, 'b', 2);
        throw new Error('stop');
      }),
    ).toThrow('stop');
    expect(settings()).toEqual({ a: 1 });
  });

  it('given an async function is refused and rolled back, and what the function writes later fails too', async () => {
    let late: Promise<void> = Promise.resolve();
    const work = async (writing: Writing): Promise<void> => {
      saveSetting(writing, 'c', 3);
      await Promise.resolve();
      saveSetting(writing, 'd', 4);
    };
    expect(() =>
      store.transaction((writing) => {
        late = work(writing);
        return late;
      }),
    ).toThrow('a transaction must be synchronous');
    await expect(late).rejects.toThrow('this transaction has ended');
    expect(settings()).toEqual({ a: 1 });
  });

  it('a handle kept beyond its transaction is useless, also within the next one', () => {
    const kept = store.transaction((writing) => writing);
    expect(() => saveSetting(kept, 'e', 5)).toThrow('this transaction has ended');
    expect(() => kept.selectFirst('SELECT 1')).toThrow('this transaction has ended');
    store.transaction(() => {
      expect(() => saveSetting(kept, 'e', 5)).toThrow('this transaction has ended');
    });
    expect(settings()).toEqual({ a: 1 });
  });

  it('within a transaction is refused; not caught, it takes the outer one with it', () => {
    expect(() =>
      store.transaction((writing) => {
        saveSetting(writing, 'f', 6);
        store.transaction((inner) => saveSetting(inner, 'g', 7));
      }),
    ).toThrow(/within a transaction/);
    expect(settings()).toEqual({ a: 1 });
    // The store goes on working.
    store.transaction((writing) => saveSetting(writing, 'h', 8));
    expect(settings()).toEqual({ a: 1, h: 8 });
  });

  it('a snapshot sees one state of the store, whatever is written meanwhile', () => {
    const reader = openStore(join(folder.path, 'store.sqlite'), 'reader');
    const [before, after] = reader.snapshot((reading) => {
      const first = settingValues(reading);
      store.transaction((writing) => saveSetting(writing, 'i', 9));
      return [first, settingValues(reading)];
    });
    expect(after).toEqual(before);
    expect(reader.snapshot(settingValues)).toHaveProperty('i', 9);
    reader.close();
  });

  it('a reader cannot write', () => {
    const reader = openStore(join(folder.path, 'store.sqlite'), 'reader');
    expect(() => reader.snapshot((reading) => saveSetting(reading as Writing, 'j', 10))).toThrow(
      /readonly|read-only|attempt to write/,
    );
    reader.close();
  });

  it('runs what the builder builds', () => {
    const query = build.selectFrom('settings').select(['key', 'value']).where('key', '=', 'a');
    expect(store.snapshot((reading) => reading.all(query))).toEqual([{ key: 'a', value: '1' }]);
    expect(store.snapshot((reading) => reading.first(query.where('value', '=', '2')))).toBeUndefined();
  });
});
