/** 撤销接收: a package that was taken in by mistake is taken back, and nobody's record is written in another's name. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { entities } from '#shared/domain/entities.ts';
import type { Manifest } from '#shared/package/manifest.ts';
import type { PrintModel } from '#shared/report/model.ts';
import { machineFolder, type Office, openOffice, preparedOffices, projectIds } from '#test/support/offices.ts';
import { partsOfZip } from '#test/support/zip-parts.ts';

const machine = machineFolder();
let district: Office;
let centre: Office;
let ids: Record<string, string>;
let printed: PrintModel | null = null;
const idOf = (name: string) => ids[name] ?? '';

beforeAll(async () => {
  const prepared = await preparedOffices(machine.path);
  district = openOffice(prepared.district);
  centre = openOffice(prepared.centre, {
    operator: '经办戊',
    printer: async (model, outPath) => {
      printed = model;
      writeFileSync(outPath, '%PDF-');
      return { pages: 1 };
    },
  });
  await Promise.all([district.unlock(), centre.unlock()]);
  ids = await projectIds(district);
  for (const office of [district, centre])
    await office.call('settings.set', { key: 'exchange.isEncrypted', value: false });
});
afterAll(async () => {
  await Promise.all([district.close(), centre.close()]);
  machine.remove();
});

let files = 0;
async function report(): Promise<string> {
  const { file } = await district.call('packages.export', { reviewedBy: '审核甲', issuedBy: '签发乙' });
  files += 1;
  return district.keep(file, join(machine.path, `report-${files}.ldx`));
}

async function takeIn(office: Office, path: string) {
  const { token, sentence } = await office.call('packages.preview', { file: office.take(path) });
  const done = await office.call('packages.import', { token });
  files += 1;
  const receipt = done.file === null ? '' : office.keep(done.file, join(machine.path, `receipt-${files}.ldx`));
  return { ...done, sentence, receipt };
}

async function undo(office: Office, packageId: string) {
  const done = await office.call('packages.undo', { packageId });
  files += 1;
  return {
    ...done,
    receipt: done.file === null ? '' : office.keep(done.file, join(machine.path, `receipt-${files}.ldx`)),
  };
}

const inPlace = (office: Office) => {
  const store = new Database(join(office.dataFolder, 'store.sqlite'), { readonly: true });
  const dump: Record<string, unknown> = {};
  for (const { table } of Object.values(entities))
    dump[table] = store.prepare(`SELECT * FROM ${table} ORDER BY id`).all();
  dump['search'] = store.prepare('SELECT * FROM search_entries ORDER BY entity, record_id').all();
  dump['conflicts'] = store.prepare('SELECT entity, record_id, field, position FROM conflicts').all();
  store.close();
  return dump;
};

async function digest(office: Office): Promise<string> {
  const check = await office.call('ledger.check', {});
  expect(check).toMatchObject({ isSound: true, problems: [] });
  return check.digest;
}

async function namesAt(office: Office): Promise<string[]> {
  return (await office.call('projects.list', {})).rows.map((row) => row.name).toSorted();
}

const rowOf = async (office: Office, id: string) =>
  (await office.call('packages.list', {})).rows.find((row) => row.id === id);

describe('the centre takes a report back', () => {
  it('and has what it had before, to the last table; the same file can be taken in again', async () => {
    const path = await report();
    const before = { tables: inPlace(centre), digest: await digest(centre) };
    const taken = await takeIn(centre, path);
    const inForce = { tables: inPlace(centre), digest: await digest(centre) };
    expect(await rowOf(centre, taken.packageId)).toMatchObject({ state: 'received', mayUndo: true });

    const undone = await undo(centre, taken.packageId);
    expect(undone.changedSince).toEqual([]);
    expect(undone.undone).toBeGreaterThan(4);
    expect({ tables: inPlace(centre), digest: await digest(centre) }).toEqual(before);
    expect(await namesAt(centre)).toEqual([]);
    expect(await rowOf(centre, taken.packageId)).toMatchObject({ state: 'takenBack', mayUndo: false });

    const again = await centre.call('packages.preview', { file: centre.take(path) });
    expect(again.verdict).toBe('fits');
    expect(again.sentence).toBe('文件完整、签名有效，可以接收。这一份2026年11月18日撤销过接收，可以再次接收。');
    const { packageId } = await centre.call('packages.import', { token: again.token });
    expect({ tables: inPlace(centre), digest: await digest(centre) }).toEqual(inForce);
    expect((await centre.refusal('packages.preview', { file: centre.take(path) })).code).toBe('PACKAGE_SEEN_BEFORE');
    await undo(centre, packageId);
    expect(inPlace(centre)).toEqual(before.tables);
  });

  it('a list that was read before is read whole, although nothing was written', async () => {
    const taken = await takeIn(centre, await report());
    const { position, rows } = await centre.call('projects.list', {});
    expect(rows).toHaveLength(4);
    await undo(centre, taken.packageId);
    expect(await centre.call('projects.list', { since: position })).toMatchObject({ rows: [], isPartial: false });
  });

  it('the report of what came can be printed, now and after it was taken back', async () => {
    await district.call('investments.savePlan', {
      projectId: idOf('青石大桥'),
      year: 2026,
      changes: { month2Investment: 2_000_000, month10Investment: 10_000_000 },
    });
    const taken = await takeIn(centre, await report());
    const receipt = manifestOf(taken.receipt);
    await centre.call('packages.importReport', { packageId: taken.packageId, format: 'pdf' });
    const text = JSON.stringify(printed);
    expect(printed).toMatchObject({ kind: 'document', title: '报送包接收报告', hasPageNumbers: true });
    for (const words of [
      '青石区重点项目推进办公室',
      '云岭市重点项目建设中心',
      '审核甲、签发乙',
      `第${receipt.seq}号`,
      '["项目","总投资","46,000"]',
      // As they stand in the ledger, not by the alphabet.
      '["年度计划","2月计划投资","200"],["年度计划","10月计划投资","1,000"]',
      '["项目","4","","","","","","4"]',
      '没有变更和删除，收到的都是新增内容。',
      '没有随带文件',
    ])
      expect(text).toContain(words);
    const { file } = await centre.call('packages.importReport', { packageId: taken.packageId, format: 'xlsx' });
    expect(file.name).toMatch(/^青石区重点项目推进办公室_报送包第\d+号_接收报告\.xlsx$/);
    await undo(centre, taken.packageId);
    await centre.call('packages.importReport', { packageId: taken.packageId, format: 'pdf' });
    expect(JSON.stringify(printed)).toContain('由经办戊撤销，原回执作废');
    expect(JSON.stringify(printed)).toContain('["项目","4","","","","","","4"]');
    const sent = (await centre.call('packages.list', {})).rows.find((row) => row.direction === 'sent');
    expect((await centre.refusal('packages.importReport', { packageId: sent?.id ?? '', format: 'pdf' })).code).toBe(
      'RECORD_NOT_FOUND',
    );
  });

  it('a preview made before counts no more', async () => {
    const taken = await takeIn(centre, await report());
    await district.call('projects.save', { id: idOf('望江学校'), changes: { remark: '改过' } });
    const { token } = await centre.call('packages.preview', { file: centre.take(await report()) });
    await undo(centre, taken.packageId);
    expect((await centre.refusal('packages.import', { token })).code).toBe('PREVIEW_UNKNOWN');
  });

  it('a later one goes first, and only what it brought goes', async () => {
    const first = await takeIn(centre, await report());
    const afterFirst = { tables: inPlace(centre), digest: await digest(centre) };
    await district.call('projects.save', { id: idOf('青石大桥'), changes: { totalInvestment: 130_000_000 } });
    await district.call('projects.save', { changes: { name: '南岭隧道' } });
    const second = await takeIn(centre, await report());
    expect(await rowOf(centre, first.packageId)).toMatchObject({ state: 'received', mayUndo: false });
    const { seq } = (await rowOf(centre, second.packageId)) ?? { seq: 0 };
    expect(await centre.refusal('packages.undo', { packageId: first.packageId })).toMatchObject({
      code: 'PACKAGE_FOLLOWED',
      message: `“青石区重点项目推进办公室”后来的第${seq}号已经接收，它是接着这一份写的，不能单独撤销这一份。请先撤销后来的，再撤销这一份。`,
    });
    expect((await undo(centre, second.packageId)).changedSince).toEqual([]);
    expect({ tables: inPlace(centre), digest: await digest(centre) }).toEqual(afterFirst);
    await undo(centre, first.packageId);
    expect(await namesAt(centre)).toEqual([]);
  });

  it('twice, a receipt, or nothing at all is refused with its sentence', async () => {
    const taken = await takeIn(centre, await report());
    await undo(centre, taken.packageId);
    expect((await centre.refusal('packages.undo', { packageId: taken.packageId })).message).toBe(
      '这一份的接收2026年11月18日已经撤销过了，不需要再撤销。要重新写入，请再接收一次原文件。',
    );
    const receipt = await takeIn(district, taken.receipt);
    for (const packageId of [receipt.packageId, 'nothing'])
      expect(await district.refusal('packages.undo', { packageId })).toMatchObject({
        code: 'PACKAGE_NOT_TAKEN_IN',
        message: '这一份没有可以撤销的接收：它不是收到的、是回执，或者没有写入任何内容。请在来往记录里重新选择。',
      });
  });

  it('the void receipt is gone, the new one names every operation set aside, and what follows brings them along', async () => {
    // Its first receipt is carried home already: from here on the district sends only what comes after.
    const taken = await takeIn(centre, await report());
    const undone = await undo(centre, taken.packageId);
    const receipts = (await centre.call('packages.list', {})).rows.filter((row) => row.kind === 'receipt');
    expect(await rowOf(centre, taken.packageId)).toMatchObject({ state: 'takenBack', hasFile: true });
    expect(receipts.at(0)?.fileName).toBe(undone.file?.name);
    expect(receipts[1]).toMatchObject({ state: 'takenBack', hasFile: false });
    const issues = manifestOf(undone.receipt).acknowledgements[0]?.issues ?? [];
    expect(issues.length).toBeGreaterThan(10);
    expect(new Set(issues.map(({ code }) => code))).toEqual(new Set(['TAKEN_BACK']));
    await takeIn(district, undone.receipt);

    await district.call('projects.save', { id: idOf('青石大桥'), changes: { totalInvestment: 140_000_000 } });
    const next = await takeIn(centre, await report());
    expect(next.sentence).toBe('文件完整、签名有效，可以接收。以前撤销接收的内容，对方是接着它改的，这次一并接收。');
    expect(await namesAt(centre)).toEqual(await namesAt(district));
    const { rows } = await centre.call('projects.list', {});
    expect(rows.find((row) => row.name === '青石大桥')?.totalInvestment).toBe(140_000_000);
    await digest(centre);
    await undo(centre, next.packageId);
    expect(await namesAt(centre)).toEqual([]);
  });

  it('what the centre has built on stays with all it needs, and is listed', async () => {
    const taken = await takeIn(centre, await report());
    await centre.call('levels.confirm', { projectIds: [idOf('青石大桥')], level: 'municipal' });
    const shown = (await centre.call('projects.get', { id: idOf('青石大桥') })).row;
    const undone = await undo(centre, taken.packageId);
    expect(undone.changedSince.map((each) => each.title)).toContain('青石大桥');
    expect(await namesAt(centre)).toEqual(['青石大桥']);
    expect(shown.responsibleUnits.map((unit) => unit.name)).toEqual(['区交通局']);
    expect((await centre.call('projects.get', { id: idOf('青石大桥') })).row.responsibleUnits).toEqual(
      shown.responsibleUnits,
    );
    await digest(centre);
  });

  it('the district takes what was handed down back just so', async () => {
    const before = inPlace(district);
    const { file } = await centre.call('packages.exportDown', {
      recipient: (await district.call('offices.current', {})).office?.id ?? '',
      issuedBy: '签发丁',
    });
    const taken = await takeIn(district, centre.keep(file, join(machine.path, 'down.ldx')));
    expect((await district.call('levels.list', {})).rows.filter((row) => row.confirmed !== null)).toHaveLength(1);
    const undone = await undo(district, taken.packageId);
    expect(undone.changedSince).toEqual([]);
    expect(inPlace(district)).toEqual(before);
    await digest(district);
  });
});

/** The manifest of a package that is not encrypted. */
function manifestOf(path: string): Manifest {
  const envelope = partsOfZip(readFileSync(path)).get('manifest.dsse.json') ?? '{}';
  const { payload } = JSON.parse(envelope) as { readonly payload: string };
  return JSON.parse(Buffer.from(payload, 'base64').toString('utf8')) as Manifest;
}
