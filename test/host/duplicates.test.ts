/** Finding two records of one project, saying they are two, merging them, and taking them apart again. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { InputOf } from '#shared/contract/index.ts';
import { machineFolder, type Office, openOffice, preparedOffices, projectIds } from '#test/support/offices.ts';
import { pdfBytes, writeSample } from '#test/support/sample-files.ts';

const folder = machineFolder();
let office: Office;
let centre: Office;
let ids: Record<string, string>;
const idOf = (name: string) => ids[name] ?? '';

beforeAll(async () => {
  const offices = await preparedOffices(folder.path);
  office = openOffice(offices.district);
  centre = openOffice(offices.centre);
  ids = await projectIds(office);
});
afterAll(async () => {
  await office.close();
  await centre.close();
  folder.remove();
});

const pairs = async () => (await office.call('duplicates.find', {})).pairs;
const add = async (changes: InputOf<'projects.save'>['changes']) =>
  (await office.call('projects.save', { changes })).id;

/** Everything a person can see of two projects. */
async function everything(one: string, other: string): Promise<unknown> {
  const whole = async (id: string) => {
    const result = await office.host.call('projects.get', { id });
    const files = await office.host.call('attachments.list', { projectId: id });
    return { result, files };
  };
  const seen = {
    list: (await office.call('projects.list', {})).rows,
    one: await whole(one),
    other: await whole(other),
  };
  // Where a record stands in the ledger is no fact of the project.
  return JSON.parse(JSON.stringify(seen, (key, value: unknown) => (key.endsWith('Position') ? undefined : value)));
}

describe('查重', () => {
  let other = '';
  it('offers two records of one project side by side with the evidence', async () => {
    expect(await pairs()).toEqual([]);
    other = await add({
      name: '青石大桥建设工程',
      totalInvestment: 120_500_000,
      owner: '云岭路桥有限公司',
      code: '2026-410100-48-01-123456',
      plannedThisYear: 61_000_000,
      annualTask: '完成主桥合龙。',
      projectStewardNames: ['赵某某'],
      responsibleLeaderNames: ['钱某某'],
    });
    const found = await pairs();
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({ mayMerge: true, likelihood: expect.stringContaining('同') as string });
    expect(found[0]?.evidence.map((each) => each.kind)).toEqual(['name', 'amount']);
    expect(found[0]?.sides.map((side) => side.row.name).toSorted()).toEqual(['青石大桥', '青石大桥建设工程']);
  });

  it('is not asked again once a person has said that they are two, until that is taken back', async () => {
    await office.call('duplicates.keepApart', { keptId: idOf('青石大桥'), otherId: other, reason: '一个是旧桥加固' });
    expect(await pairs()).toEqual([]);
    const { rows } = await office.call('duplicates.apart', {});
    expect(rows).toMatchObject([{ reason: '一个是旧桥加固', actor: '经办甲' }]);
    await office.call('duplicates.reconsider', { id: rows[0]?.id ?? '' });
    expect(await pairs()).toHaveLength(1);
    expect((await office.refusal('duplicates.reconsider', { id: rows[0]?.id ?? '' })).code).toBe('RECORD_NOT_FOUND');
  });
});

describe('an import', () => {
  it('warns of a new row that resembles a project that is there, and not of the other phase of one', async () => {
    const text = [
      '项目名称,建设性质,总投资（万元）,2026年计划投资（万元）,责任单位',
      '望江学校建设项目,新建,4000,2000,区教育局',
      '柳林道路,新建,1500,100,区交通局',
      '青石大桥二期工程,新建,90000,100,区交通局',
    ].join('\n');
    const file = office.take(writeSample(folder.path, '计划.csv', Buffer.from(text)));
    const { sheets } = await office.call('ledgerImports.preview', { file });
    const rows = sheets.flatMap((sheet) => sheet.rows).filter((row) => row.status !== 'ignored');
    const resembling = rows.filter((row) => row.doubts.some((doubt) => doubt.code === 'resembles-existing'));
    expect(resembling.map((row) => [row.name, row.status])).toContainEqual(['望江学校建设项目', 'doubtful']);
    expect(resembling.map((row) => row.name)).not.toContain('柳林道路');
    const [doubt] = resembling.find((row) => row.name === '望江学校建设项目')?.doubts ?? [];
    expect(doubt?.sentence).toContain('像是已有的“望江学校”');
    expect(doubt?.sentence).toContain('总投资相同');
  });
});

describe('merging', () => {
  let kept = '';
  let other = '';
  beforeAll(async () => {
    kept = idOf('青石大桥');
    other = (await projectIds(office))['青石大桥建设工程'] ?? '';
    await office.call('progress.save', {
      projectId: kept,
      period: '2026-11-13',
      changes: { doneThisYear: 50_000_000, progressText: '正在架梁。' },
    });
    for (const [period, doneThisYear] of [
      ['2026-11-06', 48_000_000],
      ['2026-11-13', 49_000_000],
    ] as const)
      await office.call('progress.save', {
        projectId: other,
        period,
        changes: { doneThisYear, progressText: '别处填的。' },
      });
    await office.call('attachments.add', {
      projectId: other,
      files: [office.take(writeSample(folder.path, '批复.pdf', pdfBytes))],
    });
  });

  it('shows field by field and record by record what would happen, and writes nothing', async () => {
    const before = (await office.call('offices.current', {})).position;
    const preview = await office.call('duplicates.preview', { keptId: kept, otherId: other });
    expect(preview).toMatchObject({ keptName: '青石大桥', otherName: '青石大桥建设工程' });
    expect(preview.fields.find((each) => each.field === 'totalInvestment')).toMatchObject({
      kept: '12,000万元',
      other: '12,050万元',
      isFilled: false,
    });
    expect(preview.fields.find((each) => each.field === 'owner')).toMatchObject({ kept: null, isFilled: true });
    expect(preview.records).toContainEqual({ label: '周报', taken: 1, left: 1 });
    expect(preview.records).toContainEqual({ label: '附件', taken: 1, left: 0 });
    expect((await office.call('offices.current', {})).position).toBe(before);
  });

  it('fills what is empty, takes what was chosen, the reports of periods that lack one, files and people', async () => {
    await office.call('duplicates.merge', { keptId: kept, otherId: other, choose: ['totalInvestment'] });
    const { row, plans, reports, assignments } = await office.call('projects.get', { id: kept });
    expect(row).toMatchObject({
      name: '青石大桥',
      totalInvestment: 120_500_000,
      owner: '云岭路桥有限公司',
      code: '2026-410100-48-01-123456',
      plannedThisYear: 60_000_000,
    });
    expect(row.facts.formerNames).toEqual(['青石大桥建设工程']);
    expect(plans[0]).toMatchObject({ task: '完成主桥合龙。' });
    expect(reports.map((each) => [each.period, each['doneThisYear']])).toEqual([
      ['2026-11-13', 50_000_000],
      ['2026-11-06', 48_000_000],
    ]);
    // The kept one has a leader: a second one would be a second word; it had no steward.
    expect(assignments.map((each) => `${each.role} ${each.personName}`).toSorted()).toEqual([
      'projectSteward 赵某某',
      'responsibleLeader 张某某',
    ]);
    expect((await office.call('attachments.list', { projectId: kept })).rows.map((each) => each.name)).toEqual([
      '批复.pdf',
    ]);
  });

  it('takes the other one off every list, and it stays findable behind the kept one', async () => {
    expect((await office.call('projects.list', {})).rows.map((each) => each.id)).not.toContain(other);
    expect(await pairs()).toEqual([]);
    const { rows } = await office.call('duplicates.merged', { projectId: kept });
    expect(rows).toMatchObject([{ id: other, name: '青石大桥建设工程', actor: '经办甲', maySplit: true }]);
    expect((await office.call('ledger.check', {})).problems).toEqual([]);
  });

  it('is refused with oneself, with what is merged away, with nobody, and for another office', async () => {
    expect((await office.refusal('duplicates.merge', { keptId: kept, otherId: kept })).code).toBe('MERGE_SAME');
    const again = await office.refusal('duplicates.merge', { keptId: idOf('望江学校'), otherId: other });
    expect(again).toMatchObject({
      code: 'MERGE_ALREADY',
      message: expect.stringContaining('青石大桥建设工程') as string,
    });
    expect((await office.refusal('duplicates.preview', { keptId: kept, otherId: 'nobody' })).code).toBe(
      'RECORD_NOT_FOUND',
    );
    expect((await office.refusal('duplicates.split', { otherId: kept })).code).toBe('SPLIT_NOT_POSSIBLE');
    expect((await office.refusal('duplicates.split', { otherId: 'nobody' })).code).toBe('RECORD_NOT_FOUND');
  });

  it('is turned round by 拆回; what was written since stays and is said', async () => {
    await office.call('projects.save', { id: kept, changes: { owner: '青石路桥公司' } });
    const split = await office.call('duplicates.split', { otherId: other });
    expect(split.changedSince.map((each) => each.label)).toEqual(['建设单位']);
    expect((await projectIds(office))['青石大桥建设工程']).toBe(other);
    const { row, reports } = await office.call('projects.get', { id: kept });
    expect(row).toMatchObject({ totalInvestment: 120_000_000, code: null, owner: '青石路桥公司' });
    expect(reports.map((each) => each.period)).toEqual(['2026-11-13']);
    expect((await office.call('attachments.list', { projectId: other })).rows).toHaveLength(1);
    expect((await office.refusal('duplicates.split', { otherId: other })).code).toBe('SPLIT_NOT_POSSIBLE');
    await office.call('projects.save', { id: kept, changes: { owner: null } });
  });

  it('turns round what names the project elsewhere too: a delegation stays with the work', async () => {
    const persons = (await office.call('persons.list', {})).rows;
    await office.call('delegations.save', {
      leaderId: persons.find((row) => row.name === '钱某某')?.id ?? '',
      delegateName: '李某某',
      fromDay: '2026-11-01',
      untilDay: '2026-12-20',
      projectIds: [other],
    });
    const preview = await office.call('duplicates.preview', { keptId: kept, otherId: other });
    expect(preview.records).toContainEqual({ label: '委托', taken: 1, left: 0 });
  });

  it('then undone leaves everything as it was, redone merges again, undone again leaves it as it was', async () => {
    const before = await everything(kept, other);
    const merge = await office.call('duplicates.merge', { keptId: kept, otherId: other, choose: ['totalInvestment'] });
    const merged = await everything(kept, other);
    const undone = await office.call('changes.undo', { changeId: merge.changeId ?? '' });
    expect(undone.changedSince).toEqual([]);
    expect(await everything(kept, other)).toEqual(before);
    await office.call('changes.redo', { changeId: merge.changeId ?? '' });
    expect(await everything(kept, other)).toEqual(merged);
    expect((await office.call('duplicates.merged', { projectId: kept })).rows).toHaveLength(1);
    await office.call('changes.undo', { changeId: merge.changeId ?? '' });
    expect(await everything(kept, other)).toEqual(before);
    expect((await office.call('ledger.check', {})).problems).toEqual([]);
  });
});

describe('merging and taking apart again', () => {
  const word = fc.option(fc.constantFrom('甲', '乙', '青石路桥', '青石镇'), { nil: null });
  const facts = fc.record({
    totalInvestment: fc.option(fc.constantFrom(10_000, 50_000_000), { nil: null }),
    owner: word,
    place: word,
    industry: word,
    isTop500: fc.option(fc.boolean(), { nil: null }),
    plannedThisYear: fc.option(fc.constantFrom(10_000, 20_000), { nil: null }),
    annualTask: word,
    responsibleLeaderNames: fc.subarray(['张某某', '李某某']),
    projectStewardNames: fc.subarray(['王某某']),
  });
  const periods = fc.subarray(['2026-10-30', '2026-11-06', '2026-11-13']);
  const lists = fc.subarray(['三个一批', '白名单']);

  it('leaves everything as it was, whatever the two held and whatever was chosen', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.tuple(facts, facts),
        fc.tuple(periods, periods),
        fc.tuple(lists, lists),
        fc.subarray(['totalInvestment', 'owner', 'place', 'isTop500']),
        fc.boolean(),
        async (both, reported, listed, choose, isSplit) => {
          const made: string[] = [];
          for (const [place, changes] of both.entries()) {
            const id = await add({ name: `随机项目${place}`, ...changes });
            made.push(id);
            for (const period of reported[place] ?? [])
              await office.call('progress.save', { projectId: id, period, changes: { progressText: `第${place}` } });
            for (const list of listed[place] ?? [])
              await office.call('lists.addMany', { list, year: 2026, projectIds: [id] });
          }
          const [kept = '', other = ''] = made;
          const before = await everything(kept, other);
          const merge = await office.call('duplicates.merge', { keptId: kept, otherId: other, choose });
          if (isSplit) await office.call('duplicates.split', { otherId: other });
          else await office.call('changes.undo', { changeId: merge.changeId ?? '' });
          expect(await everything(kept, other)).toEqual(before);
          await office.call('projects.remove', { ids: made });
        },
      ),
      { numRuns: 40 },
    );
    expect((await office.call('ledger.check', {})).problems).toEqual([]);
  });
});
