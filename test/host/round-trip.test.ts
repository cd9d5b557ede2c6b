/** A view to Excel and back: what left unchanged comes back without a difference, every edit comes back as itself. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readWorkbook } from '#electron/host/files/read-workbook.ts';
import { writeViewWorkbook } from '#electron/host/files/write-view.ts';
import type { OutputOf } from '#shared/contract/index.ts';
import { cellContent } from '#shared/round-trip/cell.ts';
import { compareReturned, type RoundTripChecks } from '#shared/round-trip/compare.ts';
import { readExported, readReturned } from '#shared/round-trip/returned.ts';
import type { ExportedView, ViewColumn, ViewRow, ViewValue } from '#shared/round-trip/view.ts';
import { machineFolder, type Office, openOffice, preparedOffices, projectIds } from '#test/support/offices.ts';
import { headsRow, marksRow, type OpenedView, openView } from '#test/support/returned-view.ts';

const columns: readonly ViewColumn[] = [
  { id: 'name', title: '项目名称', kind: 'text', isReadOnly: false, isRequired: true },
  {
    id: 'level',
    title: '级别',
    kind: 'choice',
    isReadOnly: false,
    isRequired: false,
    choices: [
      { value: 'provincial', label: '省重点' },
      { value: 'municipal', label: '市重点' },
    ],
  },
  { id: 'total', title: '总投资', kind: 'money', isReadOnly: false, isRequired: false },
  { id: 'rate', title: '完成率', kind: 'percent', isReadOnly: true, isRequired: false },
  { id: 'units', title: '责任单位', kind: 'names', isReadOnly: false, isRequired: false },
  { id: 'starts', title: '开工', kind: 'partialDay', isReadOnly: false, isRequired: false },
  { id: 'isTop', title: '500强', kind: 'yesNo', isReadOnly: false, isRequired: false },
  { id: 'summary', title: '概况', kind: 'longText', isReadOnly: false, isRequired: false },
];

const words = fc
  .array(fc.constantFrom('青', '石', '=1+1', '-5', '、', ' ', '"', 'a', '\n', '0', '<b>', '&', '，', '𠮷'), {
    maxLength: 8,
  })
  .map((parts) => parts.join('').trim());
const orNull = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null });
const values: Readonly<Record<string, fc.Arbitrary<ViewValue>>> = {
  name: words.map((text) => `项目${text}`.replace(/\s*\n\s*/g, '')),
  level: fc.constantFrom('provincial', 'municipal', null),
  total: orNull(fc.nat({ max: 999_999_999_999 })),
  rate: orNull(fc.nat({ max: 2000 }).map((number) => number / 10)),
  units: fc.uniqueArray(fc.constantFrom('区交通局', '区水利局', 'A、B 联合体', '青石 街道办'), { maxLength: 3 }),
  starts: fc.constantFrom('2018', '2018-05', '2018-05-31', null),
  isTop: fc.constantFrom(true, false, null),
  summary: orNull(words.filter((text) => text !== '')),
};
const valueOf = (column: ViewColumn): fc.Arbitrary<ViewValue> => values[column.id] ?? fc.constant(null);

const anyView: fc.Arbitrary<ExportedView> = fc
  .array(fc.tuple(...columns.map(valueOf)), { minLength: 1, maxLength: 6 })
  .map((rows) => ({
    meta: {
      format: 1,
      grid: 'projects',
      officeId: 'office',
      officeName: '青石区',
      name: '全部',
      exportedAt: '2026-11-18T02:00:00.000Z',
      ledgerYear: 2026,
      columns,
    },
    rows: rows.map((row, index) => ({ id: `project-${index}`, isReadOnly: false, values: row })),
  }));

const unchecked: RoundTripChecks = { whyNotValue: () => null, faultsOf: () => ({}), markOf: () => null };

function currentOf(rows: readonly ViewRow[]) {
  return new Map(
    rows.map((row) => [
      row.id,
      {
        isReadOnly: false,
        value: (id: string) => row.values[columns.findIndex((column) => column.id === id)] ?? null,
      },
    ]),
  );
}

async function compared(bytes: Uint8Array, now: readonly ViewRow[]) {
  const workbook = await readWorkbook(bytes, '视图.xlsx');
  const exported = readExported(workbook);
  if (exported === null) throw new Error('not ours');
  const returned = readReturned(workbook, exported.meta);
  if (returned === null) throw new Error('identity lost');
  return { exported, returned, findings: compareReturned(exported, returned, currentOf(now), unchecked) };
}

describe('any view', () => {
  it('written and read again is itself, and nobody having touched it there is no difference', async () => {
    await fc.assert(
      fc.asyncProperty(anyView, async (view) => {
        const { exported, returned, findings } = await compared(await writeViewWorkbook(view, '全部'), view.rows);
        expect(exported).toEqual(view);
        expect(returned).toMatchObject({ renamed: [], missing: [], extra: [] });
        expect(findings).toEqual({ changed: [], added: [], missing: [], gone: [], same: view.rows.length });
      }),
      { numRuns: 60, seed: 20_261_118 },
    );
  });

  it('saved by another program and edited at random shows exactly these edits', async () => {
    const editable = columns.filter((column) => !column.isReadOnly && column.id !== 'summary' && column.id !== 'units');
    const edits = fc.array(fc.record({ row: fc.nat(5), column: fc.constantFrom(...editable), seed: fc.nat() }), {
      maxLength: 5,
    });
    await fc.assert(
      fc.asyncProperty(anyView, edits, async (view, wanted) => {
        const opened = await openView(await writeViewWorkbook(view, '全部'));
        const expected = new Map<string, string | number>();
        for (const { row: place, column, seed } of wanted) {
          const row = place % view.rows.length;
          const before = view.rows[row]?.values[columns.indexOf(column)] ?? null;
          const [after = null] = fc.sample(valueOf(column), { numRuns: 1, seed });
          const content = cellContent(column, after);
          opened.put(row + headsRow + 1, column.id, content === '' ? null : content);
          const key = `project-${row} ${column.id}`;
          if (content === cellContent(column, before)) expected.delete(key);
          else expected.set(key, content);
        }
        const { findings } = await compared(await opened.saved(), view.rows);
        const found = findings.changed.flatMap((row) =>
          row.differences.map((each) => {
            const column = columns.find((one) => one.id === each.columnId);
            return [`${row.id} ${each.columnId}`, column === undefined ? '' : cellContent(column, each.value)] as const;
          }),
        );
        expect(new Map(found)).toEqual(expected);
        expect(findings.changed.flatMap((row) => row.refused)).toEqual([]);
        expect({ added: findings.added, missing: findings.missing }).toEqual({ added: [], missing: [] });
      }),
      { numRuns: 60, seed: 20_261_119 },
    );
  });
});

const folder = machineFolder();
let office: Office;
let ids: Record<string, string>;
let files = 0;

beforeAll(async () => {
  const { district } = await preparedOffices(folder.path);
  office = openOffice(district);
  ids = await projectIds(office);
});
afterAll(async () => {
  await office.close();
  folder.remove();
});

const asked = [
  ['name', '项目名称'],
  ['level', '级别'],
  ['totalInvestment', '总投资'],
  ['doneThisYear', '本年累计'],
  ['rateThisYear', '本年完成率'],
  ['responsibleUnitNames', '责任单位'],
  ['responsibleLeaderNames', '分包领导'],
  ['startsOn', '开工'],
  ['completesOn', '竣工'],
  ['summary', '项目概况'],
  ['remark', '备注'],
].map(([id = '', title = '']) => ({ id, title, isReadOnly: id === 'doneThisYear' || id === 'rateThisYear' }));

async function exportedNow(): Promise<OpenedView> {
  const { rows } = await office.call('projects.list', {});
  const { file, leftOut } = await office.call('views.export', {
    grid: 'projects',
    name: '全部',
    columns: asked,
    ids: rows.map((row) => row.id),
  });
  expect(leftOut).toEqual([]);
  expect(file.name).toBe('全部 2026-11-18.xlsx');
  return await openView(new Uint8Array(await readBytes(file)));
}

async function readBytes(file: { readonly handle: string; readonly name: string }): Promise<Buffer> {
  const { readFile } = await import('node:fs/promises');
  return await readFile(office.host.files.resolve(file).path);
}

async function takeFile(bytes: Uint8Array) {
  files += 1;
  const path = join(folder.path, `取回${files}.xlsx`);
  writeFileSync(path, bytes);
  return office.take(path);
}

async function previewed(opened: OpenedView): Promise<OutputOf<'views.preview'>> {
  return await office.call('views.preview', { file: await takeFile(await opened.saved()) });
}

async function rowNamed(name: string) {
  const { rows } = await office.call('projects.list', { search: name });
  return rows[0];
}

describe('项目库 through a workbook', () => {
  it('export, no edit: no difference', async () => {
    const preview = await previewed(await exportedNow());
    expect(preview).toMatchObject({ changed: [], added: [], missing: [], gone: [], same: 4, viewName: '全部' });
  });

  it('edits are accepted as one change with one undo, names made where they are new', async () => {
    const before = (await office.call('projects.list', {})).rows;
    const opened = await exportedNow();
    const bridge = opened.rowWith('name', '青石大桥');
    opened.put(bridge, 'totalInvestment', 13_000.5);
    opened.put(bridge, 'responsibleUnitNames', '区交通局、区新设局');
    opened.put(bridge, 'level', '省重点');
    opened.put(opened.rowWith('name', '望江学校'), 'startsOn', '2019年3月');
    const preview = await previewed(opened);
    expect(
      preview.changed.map((row) => [row.name, row.differences.map((each) => [each.label, each.before, each.after])]),
    ).toEqual([
      [
        '青石大桥',
        [
          ['级别', '市重点', '省重点'],
          ['总投资', '12,000万元', '13,000.5万元'],
          [
            '责任单位',
            before
              .find((row) => row.name === '青石大桥')
              ?.responsibleUnits.map((unit) => unit.name)
              .join('、') ?? null,
            '区交通局、区新设局',
          ],
        ],
      ],
      ['望江学校', [['开工', before.find((row) => row.name === '望江学校')?.startsOn ?? null, '2019-03']]],
    ]);
    const accepted = await office.call('views.accept', { token: preview.token });
    expect(accepted).toMatchObject({ changed: 2, added: 0, removed: 0 });
    expect(await rowNamed('青石大桥')).toMatchObject({ totalInvestment: 130_005_000, level: 'provincial' });
    expect((await office.refusal('views.accept', { token: preview.token })).code).toBe('PREVIEW_UNKNOWN');
    await office.call('changes.undo', { changeId: accepted.changeId ?? '' });
    expect((await office.call('projects.list', {})).rows).toEqual(before);
  });

  it('a locked cell that was changed all the same is said and not taken', async () => {
    const opened = await exportedNow();
    const bridge = opened.rowWith('name', '青石大桥');
    opened.put(bridge, 'doneThisYear', 99);
    const preview = await previewed(opened);
    expect(preview.changed).toMatchObject([
      { name: '青石大桥', differences: [], refused: [{ label: '本年累计', text: '99' }] },
    ]);
    expect(preview.changed[0]?.refused[0]?.reason).toContain('不能在表格里改');
  });

  it('a renamed column is taken and said; a deleted one and one of the reader’s own are said', async () => {
    const opened = await exportedNow();
    const heads = opened.rows[headsRow] ?? [];
    heads[opened.place('remark')] = '说明';
    opened.put(opened.rowWith('name', '柳林道路'), 'remark', '已核');
    const summary = opened.place('summary');
    for (const row of opened.rows) row.splice(summary, 1);
    heads.push('我的批注');
    const preview = await previewed(opened);
    expect(preview.columns).toEqual({
      renamed: [{ from: '备注', to: '说明' }],
      missing: ['项目概况'],
      extra: ['我的批注'],
    });
    expect(preview.changed).toMatchObject([{ name: '柳林道路', differences: [{ label: '备注', after: '已核' }] }]);
  });

  it('a value changed here since is a conflict: kept unless decided otherwise', async () => {
    const opened = await exportedNow();
    const bridge = opened.rowWith('name', '青石大桥');
    opened.put(bridge, 'remark', '表里写的');
    opened.put(bridge, 'totalInvestment', 12_500);
    const id = ids['青石大桥'] ?? '';
    const { changeId } = await office.call('projects.save', { id, changes: { remark: '这里写的' } });
    const preview = await previewed(opened);
    expect(preview.changed[0]?.differences).toMatchObject([
      { label: '总投资', isConflict: false },
      { label: '备注', before: '这里写的', after: '表里写的', base: null, isConflict: true },
    ]);
    const kept = await office.call('views.accept', { token: preview.token });
    expect(await rowNamed('青石大桥')).toMatchObject({ remark: '这里写的', totalInvestment: 125_000_000 });
    await office.call('changes.undo', { changeId: kept.changeId ?? '' });

    const again = await previewed(opened);
    const taken = await office.call('views.accept', {
      token: again.token,
      takeConflicts: [{ id, columnId: 'remark' }],
    });
    expect(await rowNamed('青石大桥')).toMatchObject({ remark: '表里写的', totalInvestment: 125_000_000 });
    await office.call('changes.undo', { changeId: taken.changeId ?? '' });
    await office.call('changes.undo', { changeId: changeId ?? '' });
  });

  it('a new row is added when ticked, a row deleted in the workbook only when ticked', async () => {
    const before = (await office.call('projects.list', {})).rows;
    const opened = await exportedNow();
    const school = opened.rowWith('name', '望江学校');
    const [copied = []] = opened.rows.slice(school, school + 1);
    opened.rows.push([...copied]);
    opened.put(opened.rows.length, 'name', '临江码头');
    opened.put(opened.rows.length - 1, 'totalInvestment', '1.5亿');
    opened.rows.splice(opened.rowWith('name', '柳林道路'), 1);
    const preview = await previewed(opened);
    expect(preview.missing).toMatchObject([{ name: '柳林道路' }]);
    expect(preview.added).toMatchObject([
      { name: '望江学校', copyOf: school + 1, problem: null },
      { name: '临江码头', copyOf: null, problem: null, values: [{ shown: '临江码头' }, { shown: '15,000万元' }] },
    ]);
    const nothing = await office.call('views.accept', { token: preview.token });
    expect(nothing).toMatchObject({ changeId: null, changed: 0, added: 0, removed: 0 });

    const again = await previewed(opened);
    const made = await office.call('views.accept', {
      token: again.token,
      add: again.added.filter((row) => row.copyOf === null).map((row) => row.rowNumber),
      remove: again.missing.map((row) => row.id),
    });
    expect(made).toMatchObject({ added: 1, removed: 1 });
    expect(await rowNamed('临江码头')).toMatchObject({ totalInvestment: 150_000_000 });
    expect(await rowNamed('柳林道路')).toBeUndefined();
    await office.call('changes.undo', { changeId: made.changeId ?? '' });
    expect((await office.call('projects.list', {})).rows).toEqual(before);
  });

  it('what cannot be is refused field by field with its sentence', async () => {
    const opened = await exportedNow();
    const bridge = opened.rowWith('name', '青石大桥');
    opened.put(bridge, 'totalInvestment', '很多');
    opened.put(bridge, 'level', '国家级');
    opened.put(bridge, 'startsOn', '2020');
    opened.put(bridge, 'completesOn', '2019-05');
    const school = opened.rowWith('name', '望江学校');
    opened.put(school, 'totalInvestment', 200_000_000_000);
    opened.put(school, 'name', null);
    const { changed } = await previewed(opened);
    expect(changed.flatMap((row) => row.differences)).toEqual([]);
    expect(changed.flatMap((row) => row.refused.map((each) => [row.name, each.label, each.reason]))).toEqual([
      ['青石大桥', '级别', '没有“国家级”这一项，可选：省重点、市重点、区县重点'],
      ['青石大桥', '总投资', '“很多”不是金额，可写 12,345.67（万元）、1.2亿 或 3000万'],
      ['青石大桥', '开工', '竣工时间2019年5月早于开工时间2020年'],
      ['青石大桥', '竣工', '竣工时间2019年5月早于开工时间2020年'],
      ['望江学校', '项目名称', '“项目名称”不能为空'],
      ['望江学校', '总投资', '总投资200,000,000,000万元超出范围（最多1万亿元），请核对单位'],
    ]);
  });

  it('a jump of a thousandfold is marked and can be left out', async () => {
    const opened = await exportedNow();
    opened.put(opened.rowWith('name', '青石大桥'), 'totalInvestment', 60_000_000);
    const preview = await previewed(opened);
    const [row] = preview.changed;
    expect(row?.differences[0]?.mark).toContain('相差上千倍');
    const id = row?.id ?? '';
    const left = await office.call('views.accept', {
      token: preview.token,
      leaveOut: [{ id, columnId: 'totalInvestment' }],
    });
    expect(left.changeId).toBeNull();
  });

  it('a change made between preview and acceptance asks for a new preview', async () => {
    const opened = await exportedNow();
    opened.put(opened.rowWith('name', '青石大桥'), 'remark', '甲');
    const preview = await previewed(opened);
    const { changeId } = await office.call('projects.save', { id: ids['望江学校'] ?? '', changes: { remark: '乙' } });
    expect((await office.refusal('views.accept', { token: preview.token })).code).toBe('PREVIEW_OUTDATED');
    await office.call('changes.undo', { changeId: changeId ?? '' });
  });

  it('another workbook, one without its identity, another office’s and another year’s are refused', async () => {
    const opened = await exportedNow();
    const bytes = await opened.saved();
    const refusalOf = async (changed: Uint8Array) =>
      (await office.refusal('views.preview', { file: await takeFile(changed) })).code;
    expect(await refusalOf(await (await openView(bytes, false)).saved())).toBe('VIEW_NOT_OURS');
    const headless = await openView(bytes);
    headless.rows.splice(marksRow, 1);
    expect(await refusalOf(await headless.saved())).toBe('VIEW_IDENTITY_LOST');
    const { rows } = await office.call('projects.list', {});
    const elsewhere = async (changes: Partial<ExportedView['meta']>) => {
      const exportedView: ExportedView = {
        meta: {
          format: 1,
          grid: 'projects',
          officeId: rows[0]?.homeOffice ?? '',
          officeName: '白鹭区',
          name: '全部',
          exportedAt: '2026-11-18T02:00:00.000Z',
          ledgerYear: 2026,
          columns,
          ...changes,
        },
        rows: [],
      };
      return await refusalOf(await writeViewWorkbook(exportedView, '全部'));
    };
    expect(await elsewhere({ officeId: 'other' })).toBe('VIEW_OF_OTHER_OFFICE');
    expect(await elsewhere({ ledgerYear: 2025 })).toBe('VIEW_OF_OTHER_YEAR');
  });

  it('leaves the ledger sound', async () => {
    expect((await office.call('ledger.check', {})).problems).toEqual([]);
  });
});
