/** An office of two computers whose key is gone for good: made anew at one of them, taken from there at the other. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dataFolderAt } from '#electron/host/data-folder.ts';
import { decryptFile } from '#electron/host/package/encryption.ts';
import { readInvitation, writeInvitation } from '#electron/host/package/invitation.ts';
import { unlockKeys } from '#electron/host/package/keys.ts';
import { deskCourier } from '#test/support/desks.ts';
import {
  enrol,
  machineFolder,
  type Office,
  openOffice,
  type PreparedOffices,
  preparedOffices,
  projectIds,
  testPassphrase,
} from '#test/support/offices.ts';

const machine = machineFolder();
const { onStick, takeIn, sync, report, invitationOf, joined } = deskCourier(machine.path);
const newPassphrase = '青石新口令2026';
const fullName = '青石区重点项目推进办公室';

let prepared: PreparedOffices;
/** Where the key was made anew. */
let first: Office;
/** Which still has the old one. */
let desk: Office;
let centre: Office;
let bridge = '';
let beforeLoss = '';
let oldSync = '';
let newSync = '';
let invitation = '';

beforeAll(async () => {
  prepared = await preparedOffices(machine.path);
  first = openOffice(prepared.district);
  centre = openOffice(prepared.centre);
  await Promise.all([first.unlock(), centre.unlock()]);
  bridge = (await projectIds(first))['青石大桥'] ?? '';
  desk = await joined(await invitationOf(first), 'second');
  await sync(desk, first);
  beforeLoss = await invitationOf(first, '没有人用的');
  await desk.call('projects.save', { id: bridge, changes: { remark: '丢密钥以前写的' } });
  oldSync = onStick(desk, (await desk.call('desks.export', {})).file);

  await first.call('keys.replaceLost', { fullName, passphrase: newPassphrase });
  await first.call('sessions.unlock', { passphrase: newPassphrase });
  await first.call('projects.save', { id: bridge, changes: { place: '丢密钥以后写的' } });
  newSync = onStick(first, (await first.call('desks.export', {})).file);
  invitation = await invitationOf(first, '给第二台取密钥');
});

afterAll(async () => {
  await Promise.all([first, desk, centre].map((office) => office.close()));
  machine.remove();
});

const asked = (office: Office, path: string, passphrase = newPassphrase) =>
  office.call('desks.newKeyChallenge', { file: office.take(path), passphrase });

async function refused(path: string, passphrase = newPassphrase): Promise<{ code: string; message: string }> {
  const { code, message } = await desk.refusal('desks.newKeyChallenge', { file: desk.take(path), passphrase });
  return { code, message };
}

/** As the clerk at the first computer reads them out. */
async function groupsAt(office: Office, groups: readonly number[]): Promise<string[]> {
  const fingerprint = (await office.call('keys.state', {})).keys.at(-1)?.fingerprint ?? [];
  return groups.map((group) => fingerprint[group - 1] ?? '');
}

const otherThan = (answers: readonly string[]) => answers.map((group) => (group === '00000' ? '00001' : '00000'));

describe('before the second computer has the new key', () => {
  it('what is made with it is refused there in a sentence that says where to get it', async () => {
    const sentence = {
      code: 'PACKAGE_OWN_KEY_ELSEWHERE',
      message:
        '本单位的密钥已在另一台电脑换过，这台还没有新密钥，这份文件没有读取。请先在“本单位各台电脑”里取来新密钥，再读取。',
    };
    expect(await desk.refusal('packages.preview', { file: desk.take(newSync) })).toMatchObject(sentence);
    // The same where it is not the encryption but the signature that tells.
    const keys = await unlockKeys(readFileSync(dataFolderAt(first.dataFolder).keys, 'utf8'), newPassphrase);
    const plain = join(machine.path, 'plain.ldx');
    await decryptFile(newSync, plain, [keys.ageIdentity]);
    expect(await desk.refusal('packages.preview', { file: desk.take(plain) })).toMatchObject(sentence);
  });

  it('what it had made with the old key opens nowhere any more, and the sentence says what to do', async () => {
    expect(await first.refusal('packages.preview', { file: first.take(oldSync) })).toMatchObject({
      code: 'PACKAGE_FOR_LOST_KEY',
      message:
        '这份文件是加密给本单位已经遗失的密钥的，打不开，没有读取。本单位另一台电脑的，请那台取来新密钥后重新生成；别的单位的，请对方登记本单位的新密钥后重新生成。',
    });
    // Whoever has the lost key may have signed it: it is not believed either, its work comes signed anew.
    const keys = await unlockKeys(readFileSync(dataFolderAt(desk.dataFolder).keys, 'utf8'), testPassphrase);
    const plain = join(machine.path, 'plain-old.ldx');
    await decryptFile(oldSync, plain, [keys.ageIdentity]);
    expect(await first.refusal('packages.preview', { file: first.take(plain) })).toMatchObject({
      code: 'PACKAGE_DESK_LOST_KEY',
      message:
        '这份同步文件是用本单位已经遗失的密钥签的，不能确认是本单位写的，没有读取。请在那台电脑的“本单位各台电脑”里取来新密钥，再重新生成一份。',
    });
  });
});

describe('a new key that is fetched', () => {
  it('is refused with a sentence each: no invitation, another office’s, a later part, wrong passphrase, the key of here', async () => {
    expect((await refused(newSync)).code).toBe('INVITATION_NOT_ONE');
    const other = openOffice(prepared.other);
    await other.unlock();
    expect(await refused(await invitationOf(other), testPassphrase)).toEqual({
      code: 'NEW_KEY_OTHER_OFFICE',
      message:
        '这份加入文件是“白鹭区重点项目推进办公室”的，这台电脑属于“青石区重点项目推进办公室”，没有读取。请选择本单位换好新密钥的那台电脑生成的加入文件。',
    });
    await other.close();
    const keys = await unlockKeys(readFileSync(dataFolderAt(first.dataFolder).keys, 'utf8'), newPassphrase);
    const second = join(machine.path, '第2份.ldj');
    const { invitation: facts } = await readInvitation(invitation);
    await writeInvitation(second, { ...facts, part: { number: 2, of: 3 } }, newSync, keys);
    expect(await refused(second)).toEqual({
      code: 'NEW_KEY_LATER_PART',
      message: '这是一次邀请分成的 3 份中的第 2 份，没有读取。取来新密钥只用第 1 份，请选择第 1 份。',
    });
    expect((await refused(invitation, testPassphrase)).code).toBe('INVITATION_PASSPHRASE_WRONG');
    expect(await refused(beforeLoss, testPassphrase)).toEqual({
      code: 'NEW_KEY_SAME',
      message:
        '加入文件里的密钥就是这台现在用的这把，不用取来，没有改动。请确认选的是换好新密钥以后生成的加入文件；只是忘了口令的，请用恢复单恢复。',
    });
  });

  it('asks for two groups that it does not show; wrong ones change nothing, five end it', async () => {
    const challenge = await asked(desk, invitation);
    const { groups, challengeId } = challenge;
    const fingerprint = (await first.call('keys.state', {})).keys.at(-1)?.fingerprint ?? [];
    const before = (await desk.call('keys.state', {})).keys;
    expect(challenge).toMatchObject({
      from: { name: '经办甲的电脑', operator: '经办甲' },
      isParted: false,
      before: before.at(-1)?.fingerprint,
      after: fingerprint.map((group, index) => (groups.includes(index + 1) ? '' : group)),
    });
    const wrong = otherThan(await groupsAt(first, groups));
    for (const left of [4, 3, 2, 1])
      expect(await desk.refusal('desks.takeNewKey', { challengeId, answers: wrong })).toMatchObject({
        code: 'NEW_KEY_GROUPS_WRONG',
        message: `两组数与加入文件里的新密钥不一致，没有改动，还可以再输 ${left} 次。请当面或打电话与那台电脑的经办人重新核对；多次不符请不要使用这份文件。`,
      });
    expect(await desk.refusal('desks.takeNewKey', { challengeId, answers: wrong })).toMatchObject({
      code: 'NEW_KEY_GROUPS_ENDED',
      message:
        '两组数已经输错 5 次，这次核对已经结束，没有改动。请先向那台电脑的经办人核实这份文件，再重新选择，会另要两组数。',
    });
    const answers = await groupsAt(first, groups);
    expect(await desk.refusal('desks.takeNewKey', { challengeId, answers })).toMatchObject({
      code: 'NEW_KEY_CHECK_GONE',
      message: '这次核对已经失效，没有改动。请重新选择加入文件。',
    });
    expect((await desk.call('keys.state', {})).keys).toEqual(before);
    await desk.unlock();
    expect(readdirSync(dirname(dataFolderAt(desk.dataFolder).keys))).toEqual(['office-keys.json']);
  });

  it('does not answer for an enrolment, nor an enrolment for it', async () => {
    const { challengeId, groups } = await asked(desk, invitation);
    const answers = await groupsAt(first, groups);
    expect((await desk.refusal('offices.enrol', { challengeId, answers })).code).toBe('CHALLENGE_UNKNOWN');
    const { file } = await centre.call('offices.enrolmentFile', {});
    const path = centre.keep(file, join(machine.path, '中心.ldk'));
    const enrolment = await desk.call('offices.enrolmentChallenge', { file: desk.take(path) });
    const crossed = { challengeId: enrolment.challengeId, answers };
    expect((await desk.refusal('desks.takeNewKey', crossed)).code).toBe('NEW_KEY_CHECK_GONE');
  });

  it('is in force with the right groups; no record is touched, and from then on the two exchange and both report', async () => {
    const checked = await desk.call('ledger.check', {});
    const { challengeId, groups } = await asked(desk, invitation);
    // The colleague could not be reached before the evening.
    await desk.close();
    desk = openOffice(desk.dataFolder, { operator: '经办乙' });
    expect(await desk.call('desks.takeNewKey', { challengeId, answers: await groupsAt(first, groups) })).toEqual({
      version: 2,
    });
    expect((await desk.call('sessions.state', {})).isUnlocked).toBe(false);
    expect((await desk.refusal('sessions.unlock', { passphrase: testPassphrase })).code).toBe('PASSPHRASE_WRONG');
    await desk.call('sessions.unlock', { passphrase: newPassphrase });
    expect((await desk.call('keys.state', {})).keys).toEqual((await first.call('keys.state', {})).keys);
    expect(await desk.call('ledger.check', {})).toEqual(checked);
    expect((await desk.call('desks.list', {})).rows).toMatchObject([{ hasOldKey: false }]);
    const { keys } = dataFolderAt(desk.dataFolder);
    expect(readdirSync(dirname(keys)).toSorted()).toEqual([
      expect.stringMatching(/^office-keys-[0-9a-f]{8}\.lost\.json$/),
      'office-keys.json',
    ]);

    await takeIn(desk, newSync);
    await sync(desk, first);
    const at = async (office: Office) =>
      (await office.call('projects.list', {})).rows.find((row) => row.id === bridge) ?? null;
    for (const office of [first, desk])
      expect(await at(office)).toMatchObject({ remark: '丢密钥以前写的', place: '丢密钥以后写的' });
    // The invitation it came with waits for nobody; the one nobody used still does.
    expect((await first.call('desks.list', {})).rows).toMatchObject([
      { name: '经办乙的电脑', hasOldKey: false, notCarried: 0 },
      { name: '没有人用的', isJoined: false },
    ]);
    await enrol(first, centre, machine.path);
    await takeIn(centre, await report(desk));
    expect((await at(centre))?.remark).toBe('丢密钥以前写的');
    expect(await refused(invitation)).toMatchObject({ code: 'NEW_KEY_SAME' });
  });

  it('is refused where it is older than the one in force', async () => {
    await first.call('keys.change', { current: newPassphrase, next: newPassphrase });
    await first.call('sessions.unlock', { passphrase: newPassphrase });
    await sync(first, desk);
    const older = {
      code: 'NEW_KEY_OLDER',
      message: '加入文件里的密钥比这台现在用的旧，没有改动。请在换好新密钥的那台电脑上重新生成加入文件，再选那一份。',
    };
    expect(await refused(invitation)).toEqual(older);
    await desk.call('desks.takeKey', { passphrase: newPassphrase });
    expect(await refused(invitation)).toEqual(older);
  });
});

describe('a key lost again, and made anew at both computers', () => {
  it('is one again when one of them takes the other’s, which says so before', async () => {
    const [third, fourth] = ['第三个口令2026', '第四个口令2026'];
    await first.call('keys.replaceLost', { fullName, passphrase: third });
    await first.call('sessions.unlock', { passphrase: third });
    await desk.call('keys.replaceLost', { fullName, passphrase: fourth });
    await desk.call('sessions.unlock', { passphrase: fourth });
    const { challengeId, groups, isParted } = await asked(desk, await invitationOf(first, '取密钥'), third);
    expect(isParted).toBe(true);
    await desk.call('desks.takeNewKey', { challengeId, answers: await groupsAt(first, groups) });
    await desk.call('sessions.unlock', { passphrase: third });
    const keys = (await first.call('keys.state', {})).keys;
    expect(keys.map(({ version, how }) => [version, how])).toEqual([
      [1, 'first'],
      [2, 'lost'],
      [3, 'changed'],
      [4, 'lost'],
    ]);
    expect((await desk.call('keys.state', {})).keys).toEqual(keys);
    await desk.call('projects.save', { id: bridge, changes: { remark: '合成一把以后写的' } });
    await sync(desk, first);
    await sync(first, desk);
    const checks = await Promise.all([first, desk].map((office) => office.call('ledger.check', {})));
    expect(checks[0]).toMatchObject({ isSound: true, problems: [], digest: checks[1]?.digest });
  });
});
