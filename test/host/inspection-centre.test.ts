/** The centre's liaison groups inspect the districts' projects with rounds and sheets of their own (郑重办〔2022〕XX号 三). */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { machineFolder, type Office, openOffice, preparedOffices, projectIds } from '#test/support/offices.ts';

const machine = machineFolder();
let centre: Office;
let district: Office;
let ids: Record<string, string>;
const picked = { way: 'picked', street: null, seed: null, count: null, notVisitedDays: null } as const;

beforeAll(async () => {
  const prepared = await preparedOffices(machine.path);
  centre = openOffice(prepared.centre, {
    operator: '经办戊',
    printer: async (_, outPath) => {
      writeFileSync(outPath, 'PDF');
      return { pages: 1 };
    },
  });
  district = openOffice(prepared.district);
  await Promise.all([centre.unlock(), district.unlock()]);
  ids = await projectIds(district);
  await district.call('inspectionRounds.save', {
    changes: { name: '区里督导', templateId: 'factors', fromDay: '2026-11-18' },
    wish: picked,
    projectIds: [ids['望江学校'] ?? ''],
  });
  const sent = await district.call('packages.export', { reviewedBy: '审核甲', issuedBy: '签发乙' });
  const { token } = await centre.call('packages.preview', {
    file: centre.take(district.keep(sent.file, join(machine.path, 'sent.ldx'))),
  });
  await centre.call('packages.import', { token });
});
afterAll(async () => {
  await centre.close();
  await district.close();
  machine.remove();
});

it('the centre makes, prints and ends a round over a district’s projects; its ledger stays whole', async () => {
  const { rows, streets } = await centre.call('inspectionRounds.propose', {
    ...picked,
    way: 'street',
    street: '青石区',
  });
  expect(streets).toContain('青石区');
  expect(rows.filter((row) => row.isChosen).map((row) => row.name)).toContain('青石大桥');
  const { id } = await centre.call('inspectionRounds.save', {
    changes: { name: '第一组督导', templateId: 'start-and-resumption', fromDay: '2026-11-18' },
    wish: picked,
    projectIds: [ids['青石大桥'] ?? '', ids['白桦湾水厂'] ?? ''],
  });
  const { frozen } = await centre.call('inspectionRounds.print', { roundId: id, copies: 1 });
  expect(frozen).toBe(2);
  const { row, sheets } = await centre.call('inspectionRounds.get', { id });
  expect(row).toMatchObject({ isOurs: true, officeName: '云岭市中心', state: 'printed' });
  expect(sheets.map((sheet) => sheet.projectOfficeName)).toEqual(['青石区', '青石区']);
  const { groupedBy, groups } = await centre.call('inspectionRounds.coverage', {});
  expect(groupedBy).toBe('district');
  expect(groups.find((group) => group.name === '青石区')?.projects).toBe(4);
  expect((await centre.call('ledger.check', {})).problems).toEqual([]);
});

it('a district’s own round is seen at the centre and changed by nobody but the district', async () => {
  const found = (await centre.call('inspectionRounds.list', {})).rows.find((row) => row.name === '区里督导');
  expect(found).toMatchObject({ isOurs: false, officeName: '青石区', sheets: { planned: 1 } });
  const roundId = found?.id ?? '';
  const { sheets } = await centre.call('inspectionRounds.get', { id: roundId });
  const sheetIds = sheets.map((sheet) => sheet.id);
  const refusals = await Promise.all([
    centre.refusal('inspectionRounds.save', { id: roundId, changes: { note: '甲' } }),
    centre.refusal('inspectionRounds.addSheets', { roundId, projectIds: [ids['青石大桥'] ?? ''] }),
    centre.refusal('inspectionRounds.removeSheets', { roundId, sheetIds }),
    centre.refusal('inspectionRounds.reorder', { roundId, sheetIds }),
    centre.refusal('inspectionRounds.close', { id: roundId }),
    centre.refusal('inspectionRounds.cancel', { id: roundId }),
    centre.refusal('inspectionRounds.print', { roundId, copies: 1 }),
  ]);
  expect(new Set(refusals.map((refusal) => refusal.code))).toEqual(new Set(['RECORD_NOT_OURS']));
  expect(refusals[0]?.message).toContain('青石区');
});

it('a district goes only to its own projects, and does not see the centre’s rounds', async () => {
  expect((await district.call('inspectionRounds.list', {})).rows.map((row) => row.name)).toEqual(['区里督导']);
  const { rows } = await district.call('inspectionRounds.propose', picked);
  expect(rows.every((row) => row.officeName === '青石区')).toBe(true);
});
