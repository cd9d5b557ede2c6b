/** All that a project's page types: refusals, warnings, findings, former names, words offered. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { machineFolder, type Office, openOffice, preparedOffices, projectIds } from '#test/support/offices.ts';

const folder = machineFolder();
let office: Office;
let ids: Record<string, string>;
const idOf = (name: string) => ids[name] ?? '';

beforeAll(async () => {
  const { district } = await preparedOffices(folder.path);
  office = openOffice(district);
  ids = await projectIds(office);
});
afterAll(async () => {
  await office.close();
  folder.remove();
});

describe('typing a project', () => {
  it('refuses amounts that cannot be', async () => {
    const id = idOf('青石大桥');
    const large = await office.refusal('projects.save', { id, changes: { totalInvestment: 1_000_000_000_001 } });
    expect(large).toMatchObject({ code: 'AMOUNT_TOO_LARGE', message: expect.stringContaining('总投资') as string });
    const negative = await office.refusal('projects.save', { id, changes: { plannedThisYear: -1 } });
    expect(negative).toMatchObject({ code: 'INPUT_INVALID', message: expect.stringContaining('不能为负数') as string });
    expect(
      (await office.refusal('projects.saveMany', { items: [{ id, changes: { totalInvestment: 2e12 } }] })).code,
    ).toBe('AMOUNT_TOO_LARGE');
  });

  it('refuses a completion before the start, alone or in a pasted block', async () => {
    const id = idOf('青石大桥');
    const refused = await office.refusal('projects.save', { id, changes: { completesOn: '2024-12' } });
    expect(refused.code).toBe('DAYS_REVERSED');
    expect(refused.message).toContain('2024年12月');
    expect(refused.message).toContain('2025年3月');
    expect((await office.refusal('projects.saveMany', { items: [{ id, changes: { startsOn: '2029' } }] })).code).toBe(
      'DAYS_REVERSED',
    );
    await office.call('projects.save', { id, changes: { startsOn: '2029', completesOn: '2030' } });
    await office.call('projects.save', { id, changes: { startsOn: '2025-03', completesOn: '2027' } });
  });

  it('saves a jump of ten thousand times and says so', async () => {
    const id = idOf('望江学校');
    const saved = await office.call('projects.save', { id, changes: { totalInvestment: 400_000_000_000 } });
    expect(saved.warnings).toMatchObject([{ field: 'totalInvestment' }]);
    expect(saved.warnings[0]?.sentence).toContain('万元和亿元');
    await office.call('changes.undo', { changeId: saved.changeId ?? '' });
    const plain = await office.call('projects.save', { id, changes: { totalInvestment: 45_000_000 } });
    expect(plain.warnings).toEqual([]);
  });

  it('keeps the old name when a project is renamed and not when a typo is corrected', async () => {
    const id = idOf('柳林道路');
    const facts = async () => (await office.call('projects.get', { id })).row.facts.formerNames ?? [];
    await office.call('projects.save', { id, changes: { name: '柳林大道' } });
    expect(await facts()).toEqual(['柳林道路']);
    await office.call('projects.save', { id, changes: { name: '柳林大道二期' }, nameChange: 'corrected' });
    expect(await facts()).toEqual(['柳林道路']);
    await office.call('projects.save', { id, changes: { name: '柳林道路' } });
    expect(await facts()).toEqual(['柳林大道二期']);
    await office.call('projects.save', { id, changes: { formerNames: [] } });
    expect(await facts()).toEqual([]);
  });
});

describe('a project’s facts', () => {
  it('carry what is there and nothing else', async () => {
    const id = idOf('白桦湾水厂');
    await office.call('projects.save', {
      id,
      changes: { industry: '水的生产和供应业', industryChain: '绿色环保', isTop500: false, plot: '白桦湾 12 号' },
    });
    const { row } = await office.call('projects.get', { id });
    expect(row.facts).toEqual({
      industry: '水的生产和供应业',
      industryChain: '绿色环保',
      isTop500: false,
      plot: '白桦湾 12 号',
    });
    const words = await office.call('projects.words', {});
    expect(words.industry).toEqual(['水的生产和供应业']);
    expect(words.departmentInCharge).toEqual([]);
  });

  it('that should be looked at are findings with a sentence, and block nothing', async () => {
    const id = idOf('白桦湾水厂');
    await office.call('projects.save', { id, changes: { code: '2026-410100-46-01-000001' } });
    await office.call('projects.save', { id: idOf('青石大桥'), changes: { code: '2026-410100-46-01-000001' } });
    const { rows } = await office.call('projects.findings', { id });
    expect(rows.map((each) => each.code)).toEqual(['CODE_TWICE']);
    expect(rows[0]?.sentence).toContain('青石大桥');
    await office.call('projects.save', { id, changes: { code: '不是代码' } });
    expect((await office.call('projects.findings', { id })).rows.map((each) => each.code)).toEqual(['CODE_SHAPE']);
    expect((await office.refusal('projects.findings', { id: 'nobody' })).code).toBe('RECORD_NOT_FOUND');
  });
});
