/** Keys over time between real offices: changed, lost, stopped; what is refused says why and what to do. */
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dataFolderAt } from '#electron/host/data-folder.ts';
import { enrolmentFile, enrolmentFingerprint, readEnrolmentFile } from '#electron/host/package/enrolment.ts';
import { makeKeys, unlockKeys } from '#electron/host/package/keys.ts';
import { recoveryText } from '#electron/host/package/recovery-text.ts';
import type { OutputOf } from '#shared/contract/index.ts';
import { copyFolder, testPassphrase } from '#test/support/host.ts';
import {
  machineFolder,
  type Office,
  openOffice,
  type PreparedOffices,
  preparedOffices,
} from '#test/support/offices.ts';

const machine = machineFolder();
const newPassphrase = '青石新口令2026';
let prepared: PreparedOffices;
let district: Office;
let other: Office;
let centre: Office;

beforeAll(async () => {
  prepared = await preparedOffices(machine.path);
  district = openOffice(prepared.district);
  other = openOffice(prepared.other);
  centre = openOffice(prepared.centre, { operator: '经办戊' });
  await Promise.all([district.unlock(), other.unlock(), centre.unlock()]);
});

afterAll(async () => {
  await Promise.all([district.close(), other.close(), centre.close()]);
  machine.remove();
});

async function report(from: Office, name: string): Promise<string> {
  const sent = await from.call('packages.export', { reviewedBy: '审核甲', issuedBy: '签发乙' });
  return from.keep(sent.file, join(machine.path, `${name}.ldx`));
}

async function takeIn(at: Office, path: string): Promise<OutputOf<'packages.preview'> & { receipt: string | null }> {
  const preview = await at.call('packages.preview', { file: at.take(path) });
  const { file } = await at.call('packages.import', { token: preview.token });
  return { ...preview, receipt: file === null ? null : at.keep(file, `${path}.receipt.ldx`) };
}

async function enrolmentOf(office: Office, name: string): Promise<{ path: string; fingerprint: readonly string[] }> {
  const made = await office.call('offices.enrolmentFile', {});
  return { path: office.keep(made.file, join(machine.path, `${name}.ldk`)), fingerprint: made.fingerprint };
}

const answersTo = (groups: readonly number[], fingerprint: readonly string[]) =>
  groups.map((group) => fingerprint[group - 1] ?? '');

const keysAt = async (at: Office, shortName: string) =>
  (await at.call('offices.list', {})).offices.find((office) => office.shortName === shortName)?.keys ?? [];

describe('an office that changes its key', () => {
  let onItsWay = '';
  let latecomer = '';
  let receiptOnItsWay = '';

  it('has a new one under another passphrase; the old one is locked away, and a new recovery sheet is asked for', async () => {
    const first = await report(district, 'first');
    receiptOnItsWay = (await takeIn(centre, first)).receipt ?? '';
    onItsWay = await report(district, 'on-its-way');
    latecomer = await report(district, 'latecomer');
    expect((await district.refusal('keys.change', { current: 'wrong', next: newPassphrase })).code).toBe(
      'PASSPHRASE_WRONG',
    );
    const before = (await district.call('keys.state', {})).keys;
    expect(before).toMatchObject([{ version: 1, how: 'first' }]);
    const changed = await district.call('keys.change', { current: testPassphrase, next: newPassphrase });
    expect(changed.version).toBe(2);
    const state = await district.call('keys.state', {});
    expect(state).toMatchObject({ isSheetDue: true, keys: [before[0], { version: 2, how: 'changed' }] });
    expect(state.keys[1]?.fingerprint).toEqual(changed.fingerprint);
    const { tasks } = await district.call('overviews.district', {});
    expect(tasks.find((task) => task.code === 'RECOVERY_SHEET_DUE')?.sentence).toBe(
      '密钥已经换过，还没有打印新的恢复单封存；原来那张恢复不了现在的密钥。',
    );
    expect((await district.call('sessions.state', {})).isUnlocked).toBe(false);
    expect((await district.refusal('sessions.unlock', { passphrase: testPassphrase })).code).toBe('PASSPHRASE_WRONG');
    await district.call('sessions.unlock', { passphrase: newPassphrase });
  });

  it('still opens what was on its way to the old key, and is still read with what it signed before', async () => {
    expect(await takeIn(district, receiptOnItsWay)).toMatchObject({ kind: 'receipt', isEncrypted: true });
    expect(await takeIn(centre, onItsWay)).toMatchObject({ keyChange: null });
  });

  it('is seen by the other office in the next package, and from then on only the new key signs', async () => {
    const [project] = (await district.call('projects.list', {})).rows;
    await district.call('projects.save', { id: project?.id ?? '', changes: { remark: '换用新密钥以后写的' } });
    const path = await report(district, 'signed-anew');
    const preview = await centre.call('packages.preview', { file: centre.take(path) });
    const [, second] = (await district.call('keys.state', {})).keys;
    expect(preview.keyChange?.after).toEqual(second?.fingerprint);
    expect(preview.keyChange?.before).not.toEqual(second?.fingerprint);
    // Looking changes nothing; another look at the trusted keys would be out of date after a change.
    expect(await keysAt(centre, '青石区')).toHaveLength(1);
    await centre.call('packages.import', { token: preview.token });
    expect(await keysAt(centre, '青石区')).toMatchObject([
      { version: 1, how: 'enrolled', isNewest: false },
      { version: 2, how: 'signed', isNewest: true, stopped: null },
    ]);
    expect((await centre.call('projects.list', {})).rows.some((row) => row.remark === '换用新密钥以后写的')).toBe(true);
    // Signed by the old key while it was in force.
    expect(await takeIn(centre, latecomer)).toMatchObject({ keyChange: null, verdict: 'older' });
  });

  it('encrypts for the addressee: another office learns whose file it has', async () => {
    const path = await report(district, 'for-the-centre');
    expect(await other.refusal('packages.preview', { file: other.take(path) })).toMatchObject({
      code: 'PACKAGE_WRONG_RECIPIENT',
      message:
        '这个报送包是报给“云岭市重点项目建设中心”的，不是给本单位的，没有读取。请转交对方，或请报送单位重新生成。',
    });
  });

  it('changes its passphrase and recovers from the new sheet; the old sheet is of no use any more', async () => {
    await district.call('sessions.changePassphrase', { current: newPassphrase, next: testPassphrase });
    const file = readFileSync(dataFolderAt(prepared.district).keys, 'utf8');
    const keys = await unlockKeys(file, testPassphrase);
    expect(keys.earlier).toHaveLength(1);
    const sheet = recoveryText(keys).join(' ');
    await district.call('sessions.recover', { recoveryText: sheet, passphrase: newPassphrase });
    const recovered = await unlockKeys(readFileSync(dataFolderAt(prepared.district).keys, 'utf8'), newPassphrase);
    expect(recovered.earlier).toEqual(keys.earlier);
    const strange = recoveryText(await makeKeys()).join(' ');
    expect(
      await district.refusal('sessions.recover', { recoveryText: strange, passphrase: newPassphrase }),
    ).toMatchObject({
      code: 'RECOVERY_OTHER_KEY',
      message: '这份恢复单不是本单位现在这把密钥的，密钥没有改动。请找最近一次封存的恢复单再输入。',
    });
    await report(district, 'after-recovery');
  });

  it('finishes at the next start what a kill interrupted, and forgets what had not begun', async () => {
    const folder = copyFolder(prepared.other, join(machine.path, 'killed'));
    const { keys } = dataFolderAt(folder);
    const old = readFileSync(keys);
    const office = openOffice(folder);
    await office.call('keys.change', { current: testPassphrase, next: newPassphrase });
    await office.close();
    renameSync(keys, `${keys}.next`);
    writeFileSync(keys, old);
    const again = openOffice(folder);
    expect(existsSync(`${keys}.next`)).toBe(false);
    await again.call('sessions.unlock', { passphrase: newPassphrase });
    await again.close();
    // The key file of before, put back over the new one: it does not sign any more, and the sentence says what does.
    writeFileSync(`${keys}.next`, old);
    writeFileSync(keys, old);
    const put = openOffice(folder);
    expect(existsSync(`${keys}.next`)).toBe(false);
    await put.unlock();
    expect(await put.refusal('offices.enrolmentFile', {})).toMatchObject({
      code: 'KEY_REPLACED',
      message: '数据文件夹里的密钥文件是换用新密钥以前的，不能再用来签名。请用最近一次封存的恢复单恢复现在的密钥。',
    });
    await put.close();
  });
});

describe('a key file brought by hand', () => {
  let before: { path: string };

  it('of a changed key shows the old groups and the new but for the two asked for, and is taken by these two', async () => {
    before = await enrolmentOf(other, 'other-before');
    await other.call('keys.change', { current: testPassphrase, next: testPassphrase });
    await other.unlock();
    const { path, fingerprint } = await enrolmentOf(other, 'other-after');
    const known = (await centre.call('offices.list', {})).offices.find((each) => each.shortName === '白鹭区');
    const challenge = await centre.call('offices.enrolmentChallenge', { file: centre.take(path) });
    expect(challenge.newKey).toMatchObject({ isSigned: true, before: known?.fingerprint });
    expect(challenge.newKey?.after).toEqual(
      fingerprint.map((group, index) => (challenge.groups.includes(index + 1) ? '' : group)),
    );
    await centre.call('offices.enrol', {
      challengeId: challenge.challengeId,
      answers: answersTo(challenge.groups, fingerprint),
    });
    expect(await keysAt(centre, '白鹭区')).toMatchObject([
      { version: 1 },
      { version: 2, how: 'signed', isNewest: true },
    ]);
  });

  it('of the key before is refused: keys only go forward', async () => {
    expect(await centre.refusal('offices.enrolmentChallenge', { file: centre.take(before.path) })).toMatchObject({
      code: 'ENROLMENT_KEY_OLDER',
      message:
        '“白鹭区重点项目推进办公室”已经换用新密钥，这份登记文件是换之前的旧文件，没有登记。请对方重新导出登记文件，并打印新的登记单。',
    });
    // Another key of the same count is a matter for the telephone.
    const facts = readEnrolmentFile(readFileSync(before.path));
    const path = join(machine.path, 'same-version.ldk');
    writeFileSync(path, enrolmentFile({ ...facts, keyVersion: 2 }, await makeKeys()));
    expect((await centre.refusal('offices.enrolmentChallenge', { file: centre.take(path) })).code).toBe(
      'ENROLMENT_CONFLICT',
    );
  });

  it('takes five answers at most', async () => {
    const { path } = await enrolmentOf(other, 'other-again');
    const fingerprint = enrolmentFingerprint(readEnrolmentFile(readFileSync(path)));
    const { challengeId, groups } = await centre.call('offices.enrolmentChallenge', { file: centre.take(path) });
    const wrong = answersTo(groups, fingerprint).map((group) => (group === '00000' ? '00001' : '00000'));
    for (const left of [4, 3, 2, 1])
      expect(await centre.refusal('offices.enrol', { challengeId, answers: wrong })).toMatchObject({
        code: 'CHALLENGE_FAILED',
        message: `两组数与登记文件不一致，没有登记，还可以再输 ${left} 次。请当面或打电话与对方重新核对登记单上的数字；多次不符请不要使用这份文件。`,
      });
    expect(await centre.refusal('offices.enrol', { challengeId, answers: wrong })).toMatchObject({
      code: 'CHALLENGE_ENDED',
      message:
        '两组数已经输错 5 次，这次核对已经结束，没有登记。请先打电话向对方核实这份文件，再重新选择文件，会另要两组数。',
    });
    const right = answersTo(groups, fingerprint);
    expect((await centre.refusal('offices.enrol', { challengeId, answers: right })).code).toBe('CHALLENGE_UNKNOWN');
  });
});

describe('an office that lost its key', () => {
  it('makes a new one on purpose, is not believed until it is enrolled again, and loses no work', async () => {
    expect(await other.refusal('keys.replaceLost', { fullName: '白鹭区', passphrase: newPassphrase })).toMatchObject({
      code: 'KEY_LOSS_NOT_CONFIRMED',
      message:
        '输入的单位全称与本单位不一致，密钥没有改动。确实遗失密钥的，请完整输入“白鹭区重点项目推进办公室”后再试。',
    });
    await other.call('keys.replaceLost', { fullName: '白鹭区重点项目推进办公室', passphrase: newPassphrase });
    await other.call('sessions.unlock', { passphrase: newPassphrase });
    const path = await report(other, 'after-loss');
    expect((await centre.refusal('packages.preview', { file: centre.take(path) })).code).toBe('PACKAGE_OTHER_KEY');
    const { path: file, fingerprint } = await enrolmentOf(other, 'other-lost');
    const { challengeId, groups, newKey } = await centre.call('offices.enrolmentChallenge', {
      file: centre.take(file),
    });
    expect(newKey?.isSigned).toBe(false);
    await centre.call('offices.enrol', { challengeId, answers: answersTo(groups, fingerprint) });
    expect(await keysAt(centre, '白鹭区')).toMatchObject([
      { version: 1 },
      { version: 2 },
      { version: 3, how: 'again', isNewest: true },
    ]);
    await takeIn(centre, path);
    expect((await centre.call('projects.list', {})).rows.some((row) => row.name === '白鹭洲泵站')).toBe(true);
  });
});

describe('a key that was stopped', () => {
  it('signs nothing new, gets nothing encrypted, and is not enrolled again; what came before stays', async () => {
    const enrolled = (await centre.call('offices.list', {})).offices.find((each) => each.shortName === '白鹭区');
    const officeId = enrolled?.id ?? '';
    const { path: file } = await enrolmentOf(other, 'other-stopped');
    expect((await centre.call('keys.believed', { officeId, until: '2026-11-17' })).packages).toHaveLength(1);
    expect((await centre.call('keys.believed', { officeId, until: '2026-11-18' })).packages).toEqual([]);
    const looked = await centre.call('packages.preview', { file: centre.take(await report(district, 'looked-at')) });
    await centre.call('keys.stop', { officeId, until: '2026-11-18', why: '对方来电，U盘和口令一起丢失' });
    // Whom to believe has changed since it was looked at.
    expect((await centre.refusal('packages.import', { token: looked.token })).code).toBe('PREVIEW_OUTDATED');
    expect((await centre.refusal('keys.stop', { officeId, why: '再停一次' })).code).toBe('KEY_ALREADY_STOPPED');
    expect((await keysAt(centre, '白鹭区')).at(-1)?.stopped).toMatchObject({
      by: '经办戊',
      why: '对方来电，U盘和口令一起丢失',
    });
    const rows = (await other.call('projects.list', {})).rows;
    await other.call('projects.save', { id: rows[0]?.id ?? '', changes: { remark: '停用以后写的' } });
    const path = await report(other, 'after-stop');
    expect(await centre.refusal('packages.preview', { file: centre.take(path) })).toMatchObject({
      code: 'PACKAGE_REVOKED_KEY',
      message:
        '这个报送包用的是“白鹭区重点项目推进办公室”已经停用的密钥，而且是停用以后的内容，没有读取。请对方用新密钥重新生成；停用以前的仍可读取。',
    });
    expect(await centre.refusal('packages.exportEcho', { recipient: officeId })).toMatchObject({
      code: 'RECIPIENT_KEY_STOPPED',
    });
    expect(await centre.refusal('offices.enrolmentChallenge', { file: centre.take(file) })).toMatchObject({
      code: 'ENROLMENT_KEY_STOPPED',
      message:
        '“白鹭区重点项目推进办公室”的这把密钥已经在本单位停用，不能再登记。请对方换用新密钥以后，交来新的登记文件和登记单。',
    });
    expect((await centre.call('projects.list', {})).rows.find((row) => row.name === '白鹭洲泵站')?.remark).toBeNull();
    // Its successor is enrolled by the two groups alone: what a stopped key signed is no proof.
    await other.call('keys.change', { current: newPassphrase, next: newPassphrase });
    await other.call('sessions.unlock', { passphrase: newPassphrase });
    const next = await enrolmentOf(other, 'other-next');
    const challenge = await centre.call('offices.enrolmentChallenge', { file: centre.take(next.path) });
    expect(challenge.newKey?.isSigned).toBe(false);
    await centre.call('offices.enrol', {
      challengeId: challenge.challengeId,
      answers: answersTo(challenge.groups, next.fingerprint),
    });
    await takeIn(centre, await report(other, 'with-next'));
    expect((await centre.call('projects.list', {})).rows.find((row) => row.name === '白鹭洲泵站')?.remark).toBe(
      '停用以后写的',
    );
  });
});
