/** The exchange between two offices through the contract: two data folders, files carried between them. */
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { InputOf, OutputOf } from '#shared/contract/index.ts';
import { machineFolder, type Office, openOffice, preparedOffices, projectIds } from '#test/support/offices.ts';

const machine = machineFolder();
let round = 0;
let stick = '';
let district: Office;
let centre: Office;
let ids: Record<string, string>;
const idOf = (name: string) => ids[name] ?? '';

/** Each group of tests starts from the same two offices, who have exchanged nothing yet. */
async function begin(): Promise<void> {
  round += 1;
  stick = join(machine.path, `round-${round}`);
  const prepared = await preparedOffices(stick);
  process.env['FIVE_ONES_STATE'] = join(stick, 'state');
  district = openOffice(prepared.district);
  centre = openOffice(prepared.centre, { operator: '经办戊' });
  await Promise.all([district.unlock(), centre.unlock()]);
  ids = await projectIds(district);
}

async function end(): Promise<void> {
  await Promise.all([district.close(), centre.close()]);
}

afterAll(() => machine.remove());

type Export = OutputOf<'packages.export'> & { readonly path: string };

async function exportPackage(wishes: Partial<InputOf<'packages.export'>> = {}): Promise<Export> {
  const made = await district.call('packages.export', { reviewedBy: '审核甲', issuedBy: '签发乙', ...wishes });
  return { ...made, path: district.keep(made.file, join(stick, `${made.package.id}.ldx`)) };
}

async function preview(office: Office, path: string): Promise<OutputOf<'packages.preview'>> {
  return office.call('packages.preview', { file: office.take(path) });
}

async function takeIn(
  office: Office,
  path: string,
): Promise<OutputOf<'packages.import'> & { readonly receipt: string | null }> {
  const { token } = await preview(office, path);
  const done = await office.call('packages.import', { token });
  return {
    ...done,
    receipt: done.file === null ? null : office.keep(done.file, join(stick, `${done.packageId}.receipt.ldx`)),
  };
}

async function stateOf(office: Office, packageId: string): Promise<string | undefined> {
  return (await office.call('packages.list', {})).rows.find((row) => row.id === packageId)?.state;
}

async function centreNames(): Promise<string[]> {
  return (await centre.call('projects.list', {})).rows.map((row) => row.name).toSorted();
}

async function expectSound(...offices: readonly Office[]): Promise<void> {
  for (const office of offices)
    expect(await office.call('ledger.check', {})).toMatchObject({ isSound: true, problems: [] });
}

describe('before sending', () => {
  beforeAll(begin);
  afterAll(end);

  it('the pre-check names what is worth a look, row by row, and sums what is in scope', async () => {
    await district.call('progress.save', {
      period: '2026-11-20',
      projectId: idOf('青石大桥'),
      changes: { doneThisYear: 70_000_000, progressText: '主塔封顶' },
    });
    const all = await district.call('packages.precheck', {});
    expect(all).toMatchObject({
      period: '2026-11-20',
      mustCount: 0,
      counts: { projects: 4, inScope: 4, empty: 3, filled: 1, reviewed: 0, reported: 0 },
      sums: { totalInvestment: 460_000_000, plannedThisYear: 180_000_000, doneThisYear: 70_000_000 },
    });
    expect(all.recipients.map((each) => each.fullName)).toEqual(['云岭市重点项目建设中心']);
    expect(all.findings.filter((each) => each.projectName === '青石大桥').map((each) => each.code)).toEqual([
      'NOT_REVIEWED',
      'ABOVE_PLAN',
    ]);
    expect(all.findings.filter((each) => each.code === 'NOT_FILLED')).toHaveLength(3);
    const upper = await district.call('packages.precheck', {
      scope: { kind: 'levels', levels: ['provincial', 'municipal'] },
    });
    expect(upper).toMatchObject({ counts: { projects: 4, inScope: 2 }, sums: { totalInvestment: 420_000_000 } });
    const nothing = await district.call('packages.precheck', { scope: { kind: 'list', projectIds: [] } });
    expect(nothing.findings).toMatchObject([{ tone: 'must', code: 'NOTHING_IN_SCOPE' }]);
  });

  it.each([
    ['审核人', { reviewedBy: ' ', issuedBy: '签发乙' }, 'REVIEWER_MISSING'],
    ['签发人', { reviewedBy: '审核甲', issuedBy: '' }, 'REVIEWER_MISSING'],
    ['a known recipient', { reviewedBy: '审核甲', issuedBy: '签发乙', recipient: 'nobody' }, 'RECIPIENT_UNKNOWN'],
    [
      'something in scope',
      { reviewedBy: '审核甲', issuedBy: '签发乙', scope: { kind: 'list', projectIds: [] } },
      'PRECHECK_FAILED',
    ],
    ['a period that has begun', { reviewedBy: '审核甲', issuedBy: '签发乙', period: '2026-11-27' }, 'PERIOD_IN_FUTURE'],
  ] as const)('needs %s; refused, nothing is written', async (_, input, code) => {
    const before = (await district.call('offices.current', {})).position;
    expect((await district.refusal('packages.export', input as InputOf<'packages.export'>)).code).toBe(code);
    expect((await district.call('offices.current', {})).position).toBe(before);
    expect((await district.call('packages.list', {})).rows).toEqual([]);
    expect(readdirSync(join(district.dataFolder, 'packages'))).toEqual([]);
  });
});

describe('a report package', () => {
  beforeAll(begin);
  afterAll(end);
  let sent: Export;

  it('records who reviewed and issued it, and marks what was filled as 已报', async () => {
    await district.call('progress.save', {
      period: '2026-11-20',
      projectId: idOf('青石大桥'),
      changes: { doneThisYear: 40_000_000 },
    });
    sent = await exportPackage();
    expect(sent.package).toMatchObject({
      direction: 'sent',
      kind: 'report',
      seq: 1,
      state: 'generated',
      reviewedBy: '审核甲',
      issuedBy: '签发乙',
      period: '2026-11-20',
      hasFile: true,
    });
    expect(sent.package.fileName).toBe('青石区_报送包_0001_20261118.ldx');
    expect(sent.package.bytes).toBe(readFileSync(sent.path).length);
    expect(sent.checkDigits).toMatch(/^\d{5} \d{5}$/);
    const { rows } = await district.call('progress.period', {});
    expect(rows.map((row) => [row.state, row.reviewedBy])).toEqual([
      ['reported', '审核甲'],
      [null, null],
      [null, null],
      [null, null],
    ]);
  });

  it('shown at the centre, writes nothing', async () => {
    const before = await centre.call('offices.current', {});
    const shown = await preview(centre, sent.path);
    expect(shown).toMatchObject({
      verdict: 'fits',
      kind: 'report',
      seq: 1,
      reviewedBy: '审核甲',
      issuedBy: '签发乙',
      acknowledges: [],
    });
    expect(shown.records).toMatchObject({ changed: 0, conflict: 0, refused: 0, waiting: 0 });
    expect(shown.operations).toMatchObject({
      total: sent.package.operations,
      new: sent.package.operations,
      known: 0,
      withheld: 0,
    });
    expect(shown.differences.find((each) => each.title === '项目：青石大桥')).toMatchObject({ status: 'new' });
    expect(await centre.call('offices.current', {})).toEqual(before);
    expect(await centre.call('packages.list', {})).toEqual({ rows: [] });
    expect(await centreNames()).toEqual([]);
  });

  it('an outdated preview is refused, a fresh one goes in whole, once', async () => {
    const { token } = await preview(centre, sent.path);
    await centre.call('projects.save', { changes: { name: '市级会展中心', level: 'municipal' } });
    expect((await centre.refusal('packages.import', { token })).code).toBe('PREVIEW_OUTDATED');
    expect(await centreNames()).toEqual(['市级会展中心']);
    const fresh = await preview(centre, sent.path);
    const done = await centre.call('packages.import', { token: fresh.token });
    expect(done).toMatchObject({ verdict: 'fits', applied: sent.package.operations });
    expect((await centre.refusal('packages.import', { token: fresh.token })).code).toBe('PREVIEW_UNKNOWN');
    expect(await centreNames()).toEqual(['市级会展中心', '望江学校', '柳林道路', '白桦湾水厂', '青石大桥'].toSorted());
  });

  it('the centre cannot change what is the district’s', async () => {
    const refused = await centre.refusal('projects.save', { id: idOf('青石大桥'), changes: { remark: '改' } });
    expect(refused).toMatchObject({ code: 'RECORD_NOT_OURS', message: expect.stringContaining('青石区') as string });
    expect((await centre.refusal('projects.remove', { ids: [idOf('青石大桥')] })).code).toBe('RECORD_NOT_OURS');
    expect(
      (
        await centre.refusal('progress.save', {
          period: '2026-11-20',
          projectId: idOf('青石大桥'),
          changes: { progressText: '改' },
        })
      ).code,
    ).toBe('RECORD_NOT_OURS');
    expect((await centre.call('projects.get', { id: idOf('青石大桥') })).mayEdit).toBe(false);
  });

  it('comes again: nothing is written, and the receipt is there again even if it was lost', async () => {
    const before = await centre.call('offices.current', {});
    const received = (await centre.call('packages.list', {})).rows.find((row) => row.direction === 'received');
    rmSync(join(centre.dataFolder, 'packages'), { recursive: true });
    const again = await centre.refusal('packages.preview', { file: centre.take(sent.path) });
    expect(again).toMatchObject({
      code: 'PACKAGE_SEEN_BEFORE',
      message: expect.stringContaining('2026-11-18') as string,
    });
    expect((await centre.call('offices.current', {})).position).toBe(before.position);
    const { file } = await centre.call('packages.file', { packageId: received?.id ?? '' });
    const receipt = centre.keep(file, join(stick, 'again.ldx'));
    expect(await stateOf(district, sent.package.id)).toBe('generated');
    expect(await preview(district, receipt)).toMatchObject({
      kind: 'receipt',
      acknowledges: [{ packageId: sent.package.id, seq: 1 }],
    });
    expect(await stateOf(district, sent.package.id)).toBe('generated');
    await takeIn(district, receipt);
    expect(await stateOf(district, sent.package.id)).toBe('acknowledged');
    expect((await district.call('offices.current', {})).unacknowledged).toBe(0);
  });

  it('a receipt taken in twice changes nothing more', async () => {
    const path = join(stick, 'again.ldx');
    expect((await district.refusal('packages.preview', { file: district.take(path) })).code).toBe(
      'PACKAGE_SEEN_BEFORE',
    );
    expect((await district.call('packages.list', {})).rows.filter((row) => row.kind === 'receipt')).toHaveLength(1);
    await expectSound(district, centre);
  });

  it('an edit after 已报 is a 更正, and goes up with the next package', async () => {
    const saved = await district.call('progress.save', {
      period: '2026-11-20',
      projectId: idOf('青石大桥'),
      changes: { doneThisYear: 39_000_000 },
    });
    expect(saved.state).toBe('corrected');
    const next = await exportPackage();
    expect(next.package).toMatchObject({ seq: 2 });
    expect(next.package.operations).toBeLessThan(sent.package.operations);
    const shown = await preview(centre, next.path);
    expect(shown.differences.find((each) => each.title.includes('周报'))).toMatchObject({ status: 'changed' });
    await takeIn(centre, next.path);
    expect((await centre.call('projects.get', { id: idOf('青石大桥') })).row.doneThisYear).toBe(39_000_000);
    expect((await district.call('progress.period', {})).counts).toMatchObject({ reported: 1, filled: 0 });
  });
});

describe('what is lost on the way', () => {
  beforeEach(begin);
  // Each test has its own two offices.
  it('a lost package: the next one contains all of it', async () => {
    try {
      await exportPackage();
      await district.call('projects.save', { id: idOf('柳林道路'), changes: { remark: '已开工' } });
      const second = await exportPackage();
      expect(second.package.seq).toBe(2);
      const { receipt } = await takeIn(centre, second.path);
      expect(await centreNames()).toHaveLength(4);
      await takeIn(district, receipt ?? '');
      const states = (await district.call('packages.list', {})).rows
        .filter((row) => row.kind === 'report')
        .map((row) => row.state);
      expect(states).toEqual(['acknowledged', 'acknowledged']);
      await expectSound(district, centre);
    } finally {
      await end();
    }
  });

  it('a lost receipt: the next package is cumulative still, and an older one changes nothing', async () => {
    try {
      const first = await exportPackage();
      await takeIn(centre, first.path);
      const second = await exportPackage();
      await district.call('projects.save', { id: idOf('柳林道路'), changes: { remark: '已开工' } });
      const third = await exportPackage();
      expect(third.package.operations).toBeGreaterThan(second.package.operations);
      expect(await preview(centre, third.path)).toMatchObject({
        verdict: 'fits',
        operations: { known: first.package.operations },
      });
      const { receipt } = await takeIn(centre, third.path);
      const late = await preview(centre, second.path);
      expect(late).toMatchObject({ verdict: 'older', records: { new: 0, changed: 0 } });
      const before = await centre.call('ledger.check', {});
      await takeIn(centre, second.path);
      expect(await centre.call('ledger.check', {})).toEqual(before);
      await takeIn(district, receipt ?? '');
      expect(
        (await district.call('packages.list', {})).rows
          .filter((row) => row.kind === 'report')
          .every((row) => row.state === 'acknowledged'),
      ).toBe(true);
    } finally {
      await end();
    }
  });

  it('a lost receipt and a narrower scope: the package still fits', async () => {
    try {
      const first = await exportPackage();
      await takeIn(centre, first.path);
      await district.call('projects.save', { id: idOf('柳林道路'), changes: { remark: '只在本区' } });
      const narrow = await exportPackage({ scope: { kind: 'levels', levels: ['provincial', 'municipal'] } });
      const { receipt } = await takeIn(centre, narrow.path);
      await takeIn(district, receipt ?? '');
      expect((await centre.call('projects.get', { id: idOf('柳林道路') })).row.remark).toBeNull();
      const wide = await exportPackage();
      await takeIn(centre, wide.path);
      expect((await centre.call('projects.get', { id: idOf('柳林道路') })).row.remark).toBe('只在本区');
      const digests = await Promise.all(
        [district, centre].map(async (office) => (await office.call('ledger.check', {})).isSound),
      );
      expect(digests).toEqual([true, true]);
    } finally {
      await end();
    }
  });

  it('late bodies came, their receipt was lost, the scope is narrower again: the package still fits', async () => {
    const upper: Partial<InputOf<'packages.export'>> = {
      scope: { kind: 'levels', levels: ['provincial', 'municipal'] },
    };
    try {
      const { receipt } = await takeIn(centre, (await exportPackage(upper)).path);
      await takeIn(district, receipt ?? '');
      await takeIn(centre, (await exportPackage()).path);
      expect(await centreNames()).toHaveLength(4);
      const last = await takeIn(centre, (await exportPackage(upper)).path);
      await takeIn(district, last.receipt ?? '');
      await expectSound(district, centre);
    } finally {
      await end();
    }
  });
});

describe('a scope', () => {
  beforeAll(begin);
  afterAll(end);
  const upper: Partial<InputOf<'packages.export'>> = { scope: { kind: 'levels', levels: ['provincial', 'municipal'] } };

  it('by level: only these projects leave, the rest as hashes', async () => {
    await district.call('progress.saveMany', {
      period: '2026-11-20',
      items: [
        { projectId: idOf('青石大桥'), changes: { doneThisYear: 40_000_000 } },
        { projectId: idOf('望江学校'), changes: { doneThisYear: 1_000_000 } },
      ],
    });
    const sent = await exportPackage(upper);
    expect(readFileSync(sent.path).includes('望江学校')).toBe(false);
    const shown = await preview(centre, sent.path);
    expect(shown.operations.withheld).toBeGreaterThan(0);
    expect(shown.differences.some((each) => each.title.includes('望江学校'))).toBe(false);
    const { receipt } = await takeIn(centre, sent.path);
    expect(await centreNames()).toEqual(['白桦湾水厂', '青石大桥'].toSorted());
    // What stayed home is filled, not 已报.
    expect((await district.call('progress.period', {})).counts).toMatchObject({ reported: 1, filled: 1 });
    await takeIn(district, receipt ?? '');
    expect((await district.call('packages.list', {})).rows.find((row) => row.kind === 'report')?.state).toBe(
      'acknowledged',
    );
    await expectSound(district, centre);
  });

  it('a project that is raised later follows with all that went before', async () => {
    await district.call('projects.save', { id: idOf('望江学校'), changes: { level: 'municipal' } });
    const sent = await exportPackage(upper);
    const { receipt } = await takeIn(centre, sent.path);
    const { row, reports } = await centre.call('projects.get', { id: idOf('望江学校') });
    expect(row).toMatchObject({
      level: 'municipal',
      totalInvestment: 40_000_000,
      plannedThisYear: 20_000_000,
      doneThisYear: 1_000_000,
    });
    expect(row.responsibleUnits.map((unit) => unit.name)).toEqual(['区教育局']);
    expect(reports).toHaveLength(1);
    await takeIn(district, receipt ?? '');
    await expectSound(district, centre);
  });

  it('a project that is lowered leaves with the operation that says so', async () => {
    await district.call('projects.save', { id: idOf('望江学校'), changes: { level: 'district' } });
    await district.call('projects.save', { id: idOf('望江学校'), changes: { remark: '只在本区' } });
    const { receipt } = await takeIn(centre, (await exportPackage(upper)).path);
    expect((await centre.call('projects.get', { id: idOf('望江学校') })).row).toMatchObject({
      level: 'district',
      remark: null,
    });
    await takeIn(district, receipt ?? '');
    await expectSound(district, centre);
  });

  it('by list, and all at the end: both offices hold the same', async () => {
    const listed = await exportPackage({ scope: { kind: 'list', projectIds: [idOf('柳林道路')] } });
    await takeIn(centre, listed.path);
    expect(await centreNames()).toContain('柳林道路');
    const { receipt } = await takeIn(centre, (await exportPackage()).path);
    await takeIn(district, receipt ?? '');
    const [here, there] = await Promise.all([district.call('projects.list', {}), centre.call('projects.list', {})]);
    expect(there.rows).toEqual(here.rows);
    const checks = await Promise.all([district.call('ledger.check', {}), centre.call('ledger.check', {})]);
    expect(checks[0]?.isSound && checks[1]?.isSound).toBe(true);
    // The centre has its own office's record besides.
    expect(checks[1]?.operations).toBe((checks[0]?.operations ?? 0) + 1);
  });
});

describe('a package that was cancelled or could not be written', () => {
  beforeAll(begin);
  afterAll(end);

  it('leaves the reports as they were and no file', async () => {
    await district.call('progress.save', {
      period: '2026-11-20',
      projectId: idOf('青石大桥'),
      changes: { doneThisYear: 1_000_000 },
    });
    await district.call('progress.submit', { period: '2026-11-20', reviewedBy: '审核丁' });
    const stop = new AbortController();
    const result = await district.host.call(
      'packages.export',
      { reviewedBy: '审核甲', issuedBy: '签发乙' },
      { signal: stop.signal, onProgress: () => stop.abort() },
    );
    expect(result).toMatchObject({ ok: false, error: { code: 'CANCELLED' } });
    expect((await district.call('progress.period', {})).rows[0]).toMatchObject({
      state: 'reviewed',
      reviewedBy: '审核丁',
    });
    expect((await district.call('packages.list', {})).rows).toEqual([]);
    const left = readdirSync(join(district.dataFolder, 'packages'), { recursive: true, encoding: 'utf8' });
    expect(left.filter((name) => name.endsWith('.part') || name.endsWith('.ldx'))).toEqual([]);
    expect(existsSync(join(district.dataFolder, 'store.sqlite'))).toBe(true);
    expect((await exportPackage()).package.seq).toBe(2);
    await expectSound(district);
  });
});
