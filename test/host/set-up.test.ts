/** Setting up an office, its key and its operators, and the enrolment of another. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dataFolderAt } from '#electron/host/data-folder.ts';
import { enrolmentFile, enrolmentFingerprint, readEnrolmentFile } from '#electron/host/package/enrolment.ts';
import { makeKeys, unlockKeys } from '#electron/host/package/keys.ts';
import { recoveryText } from '#electron/host/package/recovery-text.ts';
import { idleMilliseconds, newSession } from '#electron/host/session.ts';
import { machineFolder, type Office, openOffice, preparedOffices, testPassphrase } from '#test/support/offices.ts';

const folder = machineFolder();
const offices: Office[] = [];

function open(...words: Parameters<typeof openOffice>): Office {
  const office = openOffice(...words);
  offices.push(office);
  return office;
}

afterAll(async () => {
  for (const office of offices) await office.close();
  folder.remove();
});

const facts = {
  kind: 'district',
  fullName: '青石区重点项目推进办公室',
  shortName: '青石区',
  operator: '经办乙',
  passphrase: testPassphrase,
} as const;

describe('setting up an office', () => {
  it('is needed before anything else', async () => {
    const office = open(join(folder.path, 'bare'), { operator: null });
    expect(await office.call('offices.current', {})).toMatchObject({
      office: null,
      today: '2026-11-18',
      operators: [],
    });
    expect((await office.refusal('projects.list', {})).code).toBe('OFFICE_NOT_SET_UP');
    expect((await office.refusal('projects.save', { changes: { name: '青石大桥' } })).code).toBe('OFFICE_NOT_SET_UP');
    expect((await office.refusal('offices.enrolmentFile', {})).code).toBe('OFFICE_NOT_SET_UP');
  });

  it('asks for a passphrase that is not too short, and leaves nothing behind when it refuses', async () => {
    const office = open(join(folder.path, 'short'));
    const { code, message } = await office.refusal('offices.setUp', { ...facts, passphrase: '一二三' });
    expect(code).toBe('PASSPHRASE_TOO_SHORT');
    expect(message).toContain('4');
    expect((await office.call('offices.current', {})).office).toBeNull();
  });

  it('gives the key, the year and the default rules, and keeps who did it', async () => {
    const office = open(join(folder.path, 'fresh'), { operator: null });
    const made = await office.call('offices.setUp', { ...facts, contactName: '  ' });
    expect(made.fingerprint).toHaveLength(8);
    expect(made.fingerprint.every((group) => /^\d{5}$/.test(group))).toBe(true);
    expect(made.ageRecipient).toMatch(/^age1/);
    const current = await office.call('offices.current', {});
    expect(current.office).toMatchObject({
      id: made.officeId,
      signatureLine: '青石区重点项目推进办公室',
      contactName: null,
      ledgerYear: 2026,
      isDemonstration: false,
    });
    expect(current).toMatchObject({ operators: ['经办乙'], position: 1, unacknowledged: 1 });
    expect(current.period).toEqual({
      closesOn: '2026-11-20',
      label: '11月20日期',
      deadline: '2026-11-20T04:00:00.000Z',
    });
    expect(await office.call('ledger.check', {})).toMatchObject({ isSound: true, operations: 1 });
  });

  it('happens once: the office and its key stay', async () => {
    const { district } = await preparedOffices(join(folder.path, 'once'));
    const key = readFileSync(join(district, 'keys', 'office-keys.json'), 'utf8');
    const office = open(district);
    expect(await office.refusal('offices.setUp', { ...facts, fullName: '又一个办公室' })).toMatchObject({
      code: 'OFFICE_ALREADY_SET_UP',
      message: expect.stringContaining('青石区重点项目推进办公室') as string,
    });
    expect((await office.refusal('offices.loadDemonstration', {})).code).toMatch(
      /^(OFFICE_ALREADY_SET_UP|DEMONSTRATION_NOT_EMPTY)$/,
    );
    expect(readFileSync(join(district, 'keys', 'office-keys.json'), 'utf8')).toBe(key);
  });

  it('refuses what the form cannot hold, in Chinese', async () => {
    const office = open(join(folder.path, 'form'));
    const { code, message } = await office.refusal('offices.setUp', { ...facts, fullName: ' ' });
    expect(code).toBe('INPUT_INVALID');
    expect(message).toContain('请填写单位全称');
  });
});

describe('the key and the operator', () => {
  let office: Office;
  beforeAll(async () => {
    const { district } = await preparedOffices(join(folder.path, 'session'));
    office = open(district, { operator: null });
  });

  it('locked, nothing can be signed', async () => {
    expect(await office.call('sessions.state', {})).toEqual({ operator: null, isUnlocked: false, unlockedUntil: null });
    for (const refused of [
      office.refusal('offices.enrolmentFile', {}),
      office.refusal('packages.export', { reviewedBy: '审甲', issuedBy: '签乙' }),
      office.refusal('packages.import', { token: 'x' }),
    ])
      expect((await refused).code).toBe('KEY_LOCKED');
  });

  it('a wrong passphrase leaves it locked', async () => {
    expect((await office.refusal('sessions.unlock', { passphrase: '青石口令2025' })).code).toBe('PASSPHRASE_WRONG');
    expect(await office.call('sessions.state', {})).toMatchObject({ isUnlocked: false });
  });

  it('the right one opens it for half an hour of idleness; locking closes it', async () => {
    expect(await office.call('sessions.unlock', { passphrase: testPassphrase })).toMatchObject({ isUnlocked: true });
    const { unlockedUntil } = await office.call('sessions.state', {});
    const left = Date.parse(unlockedUntil ?? '') - Date.parse('2026-11-18T02:00:00.000Z');
    expect(left).toBeGreaterThan(0);
    expect(left).toBeLessThanOrEqual(idleMilliseconds);
    expect((await office.call('offices.enrolmentFile', {})).file.name).toBe('青石区_登记_2026-11-18.ldk');
    await office.call('sessions.lock', {});
    expect((await office.refusal('offices.enrolmentFile', {})).code).toBe('KEY_LOCKED');
  });

  it('idle too long it locks itself; use keeps it open', () => {
    let minutes = 0;
    const session = newSession('经办甲', () => minutes * 60_000);
    session.open({} as never);
    minutes = 29;
    session.useKeys();
    minutes = 58;
    session.useKeys();
    minutes = 88;
    expect(() => session.useKeys()).toThrow(expect.objectContaining({ code: 'KEY_LOCKED' }));
    expect(session.state('2026-11-18T02:00:00.000Z').isUnlocked).toBe(false);
  });

  it('nobody signed in, nothing is changed; who signs in is remembered', async () => {
    expect((await office.refusal('projects.save', { changes: { name: '新项目' } })).code).toBe('OPERATOR_MISSING');
    await office.call('sessions.signIn', { operator: ' 经办丙 ' });
    await office.call('projects.save', { changes: { name: '新项目' } });
    expect((await office.call('offices.current', {})).operators).toContain('经办丙');
    await office.call('sessions.signOut', {});
    expect((await office.refusal('projects.save', { changes: { name: '又一个' } })).code).toBe('OPERATOR_MISSING');
  });

  it('a changed passphrase opens, the old one no more', async () => {
    expect((await office.refusal('sessions.changePassphrase', { current: testPassphrase, next: '短' })).code).toBe(
      'PASSPHRASE_TOO_SHORT',
    );
    await office.call('sessions.changePassphrase', { current: testPassphrase, next: '新的口令2026' });
    expect((await office.refusal('sessions.unlock', { passphrase: testPassphrase })).code).toBe('PASSPHRASE_WRONG');
    expect(await office.call('sessions.unlock', { passphrase: '新的口令2026' })).toMatchObject({ isUnlocked: true });
  });

  it('a forgotten passphrase is replaced with the sealed sheet; another office’s sheet changes nothing', async () => {
    const { keys } = dataFolderAt(office.dataFolder);
    const sheet = recoveryText(await unlockKeys(readFileSync(keys, 'utf8'), '新的口令2026'));
    const strange = recoveryText(await makeKeys()).join('\n');
    const refused = await office.refusal('sessions.recover', { recoveryText: strange, passphrase: '第三个口令' });
    expect(refused.code).toBe('RECOVERY_OTHER_KEY');
    const slip = await office.refusal('sessions.recover', {
      recoveryText: sheet.with(2, '00000-00000').join(' '),
      passphrase: '第三个口令',
    });
    expect(slip).toMatchObject({ code: 'RECOVERY_TEXT_INVALID', details: { row: 3 } });
    expect(await office.call('sessions.unlock', { passphrase: '新的口令2026' })).toMatchObject({ isUnlocked: true });

    const typed = { recoveryText: sheet.join('\n').toLowerCase(), passphrase: '第三个口令' };
    expect(await office.call('sessions.recover', typed)).toMatchObject({ isUnlocked: true });
    await office.call('sessions.lock', {});
    expect((await office.refusal('sessions.unlock', { passphrase: '新的口令2026' })).code).toBe('PASSPHRASE_WRONG');
    expect(await office.call('sessions.unlock', { passphrase: '第三个口令' })).toMatchObject({ isUnlocked: true });
  });
});

describe('enrolling another office', () => {
  let district: Office;
  let centre: Office;
  let path: string;
  let fingerprint: readonly string[];
  beforeAll(async () => {
    const stick = join(folder.path, 'enrol');
    const prepared = await preparedOffices(stick);
    district = open(prepared.district);
    centre = open(join(stick, 'new-centre'));
    await centre.call('offices.setUp', {
      ...facts,
      kind: 'centre',
      fullName: '云岭市重点项目建设中心',
      shortName: '云岭市中心',
    });
    await district.unlock();
    const made = await district.call('offices.enrolmentFile', {});
    path = district.keep(made.file, join(stick, made.file.name));
    fingerprint = made.fingerprint;
  });
  const answersTo = (groups: readonly number[]) => groups.map((group) => fingerprint[group - 1] ?? '');

  it('wrong groups are refused, and the office stays unknown', async () => {
    const { challengeId, groups, isKnown, office } = await centre.call('offices.enrolmentChallenge', {
      file: centre.take(path),
    });
    expect(isKnown).toBe(false);
    expect(office).toMatchObject({ kind: 'district', fullName: '青石区重点项目推进办公室' });
    expect(new Set(groups).size).toBe(2);
    const [first = '', second = ''] = answersTo(groups);
    const wrong = first === '00000' ? '00001' : '00000';
    expect((await centre.refusal('offices.enrol', { challengeId, answers: [wrong, second] })).code).toBe(
      'CHALLENGE_FAILED',
    );
    expect((await centre.call('offices.list', {})).offices).toEqual([]);
  });

  it('the right two enrol it, once', async () => {
    const { challengeId, groups } = await centre.call('offices.enrolmentChallenge', { file: centre.take(path) });
    const answers = answersTo(groups);
    const { office } = await centre.call('offices.enrol', { challengeId, answers });
    expect(office).toMatchObject({ shortName: '青石区', enrolledBy: '经办甲', fingerprint });
    expect((await centre.refusal('offices.enrol', { challengeId, answers })).code).toBe('CHALLENGE_UNKNOWN');
    expect((await centre.call('offices.enrolmentChallenge', { file: centre.take(path) })).isKnown).toBe(true);
  });

  it('its own file is no file to enrol', async () => {
    expect((await district.refusal('offices.enrolmentChallenge', { file: district.take(path) })).code).toBe(
      'ENROLMENT_IS_OWN',
    );
  });

  it('a damaged file is refused', async () => {
    const bytes = readFileSync(path);
    bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
    const damaged = join(folder.path, 'damaged.ldk');
    writeFileSync(damaged, bytes);
    expect((await centre.refusal('offices.enrolmentChallenge', { file: centre.take(damaged) })).code).toBe(
      'ENROLMENT_FILE_INVALID',
    );
  });

  it('another key for a known office is a conflict, also when both files were read before either was enrolled', async () => {
    const known = readEnrolmentFile(readFileSync(path));
    const otherId = { ...known, officeId: `${known.officeId.slice(0, -4)}beef`, fullName: '红枫区重点项目推进办公室' };
    const files = [];
    for (const name of ['one.ldk', 'two.ldk']) {
      const file = join(folder.path, name);
      writeFileSync(file, enrolmentFile(otherId, await makeKeys()));
      files.push(file);
    }
    const forged = join(folder.path, 'forged.ldk');
    writeFileSync(forged, enrolmentFile(known, await makeKeys()));
    expect((await centre.refusal('offices.enrolmentChallenge', { file: centre.take(forged) })).code).toBe(
      'ENROLMENT_CONFLICT',
    );

    const challenges = [];
    for (const file of files)
      challenges.push({ file, ...(await centre.call('offices.enrolmentChallenge', { file: centre.take(file) })) });
    const [one, two] = challenges;
    if (one === undefined || two === undefined) throw new Error('two challenges expected');
    const answers = ({ file, groups }: typeof one) => {
      const { fingerprint: printed } = factsOf(file);
      return groups.map((group) => printed[group - 1] ?? '');
    };
    await centre.call('offices.enrol', { challengeId: one.challengeId, answers: answers(one) });
    expect((await centre.refusal('offices.enrol', { challengeId: two.challengeId, answers: answers(two) })).code).toBe(
      'ENROLMENT_CONFLICT',
    );
    const enrolled = (await centre.call('offices.list', {})).offices.find((each) => each.id === otherId.officeId);
    expect(enrolled?.fingerprint).toEqual(factsOf(one.file).fingerprint);
  });
});

function factsOf(path: string): { readonly fingerprint: readonly string[] } {
  return { fingerprint: enrolmentFingerprint(readEnrolmentFile(readFileSync(path))) };
}
