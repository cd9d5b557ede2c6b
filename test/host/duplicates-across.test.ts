/** One project reported by two districts: suggested at the centre with evidence, judged, and both asked (exchange.md “Ownership”). */
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { machineFolder, type Office, openOffice, preparedOffices } from '#test/support/offices.ts';

const machine = machineFolder();
let district: Office;
let other: Office;
let centre: Office;

beforeAll(async () => {
  const prepared = await preparedOffices(machine.path);
  process.env['FIVE_ONES_STATE'] = join(machine.path, 'state');
  district = openOffice(prepared.district);
  other = openOffice(prepared.other, { operator: '经办己' });
  centre = openOffice(prepared.centre, { operator: '经办戊' });
  await Promise.all([district.unlock(), other.unlock(), centre.unlock()]);
  const river = { totalInvestment: 500_000_000, owner: '云岭水务发展有限公司', code: '2601-410000-04-01-123456' };
  await district.call('projects.save', { changes: { name: '界河综合治理工程', ...river } });
  await other.call('projects.save', { changes: { name: '界河综合治理', ...river } });
  // Two alike within one district are not between districts.
  for (const name of ['望江路改造工程', '望江路改造'])
    await district.call('projects.save', { changes: { name, totalInvestment: 9_000_000, owner: '城投公司' } });
  for (const [office, file] of [
    [district, '1.ldx'],
    [other, '2.ldx'],
  ] as const) {
    const sent = await office.call('packages.export', { reviewedBy: '审核甲', issuedBy: '签发乙' });
    const { token } = await centre.call('packages.preview', {
      file: centre.take(office.keep(sent.file, join(machine.path, file))),
    });
    await centre.call('packages.import', { token });
  }
}, 120_000);
afterAll(async () => {
  await Promise.all([district.close(), other.close(), centre.close()]);
  machine.remove();
});

const across = async () => (await centre.call('duplicates.find', { isAcross: true })).pairs;
const idsOf = async () => {
  const { pairs } = await centre.call('duplicates.find', {});
  return pairs.map((pair) => ({ isAcross: pair.isAcross, ids: pair.sides.map((side) => side.row.id) }));
};

it('only pairs of two districts are offered, with code, name, owner and amount as evidence; the centre merges nothing', async () => {
  const pairs = await across();
  expect(pairs).toHaveLength(1);
  const [pair] = pairs;
  expect(pair).toMatchObject({ isAcross: true, mayMerge: false, likelihood: '很可能是同一个' });
  expect(pair?.sides.map((side) => side.row.officeName).toSorted()).toEqual(['白鹭区', '青石区']);
  expect(pair?.evidence.map((each) => each.kind)).toEqual(['code', 'name', 'owner', 'amount']);
  expect((await idsOf()).filter((each) => !each.isAcross)).toHaveLength(1);
});

it('judged to be one, both districts are asked; it is shown open while both report it; taken back it is offered again', async () => {
  const [pair] = await across();
  const [keptId = '', otherId = ''] = pair?.sides.map((side) => side.row.id) ?? [];
  const made = await centre.call('duplicates.same', { keptId, otherId, reason: '电话核实过' });
  expect(made.asked).toBe(2);
  expect(await across()).toEqual([]);
  const [judged] = (await centre.call('duplicates.apart', {})).rows;
  expect(judged).toMatchObject({ verdict: 'same', isOpen: true });
  expect(new Set([judged?.officeName, judged?.otherOfficeName])).toEqual(new Set(['白鹭区', '青石区']));
  expect(judged?.reason).toMatch(/^电话核实过；项目代码相同：/);
  const { rows } = await centre.call('questions.list', { side: 'asked' });
  expect(new Map(rows.map((row) => [row.toName, row.body.slice(0, 4)]))).toEqual(
    new Map([
      ['白鹭区', '与青石区'],
      ['青石区', '与白鹭区'],
    ]),
  );
  await centre.call('duplicates.reconsider', { id: judged?.id ?? '' });
  expect(await across()).toHaveLength(1);
  await centre.call('duplicates.keepApart', { keptId, otherId });
  expect((await centre.call('duplicates.apart', {})).rows).toEqual([
    expect.objectContaining({ verdict: 'different', isOpen: false }),
  ]);
  expect((await centre.call('ledger.check', {})).problems).toEqual([]);
});

it('of one district it is not the centre’s to say, and a district does not say it of others', async () => {
  const within = (await idsOf()).find((each) => !each.isAcross)?.ids ?? [];
  const both = { keptId: within[0] ?? '', otherId: within[1] ?? '' };
  expect((await centre.refusal('duplicates.same', both)).code).toBe('DUPLICATE_NOT_ACROSS');
  expect((await district.refusal('duplicates.same', both)).code).toBe('ROLE_NOT_ALLOWED');
});
