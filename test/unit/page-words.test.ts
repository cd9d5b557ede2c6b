import { describe, expect, test } from 'vitest';
import { timeLeft } from '#renderer/components/frame/deadline.ts';
import { instantText } from '#renderer/components/instant-text.ts';
import { passphraseStrength } from '#renderer/pages/setup/passphrase-strength.ts';
import { emptyForm, lacksOf, setUpInput } from '#renderer/pages/setup/setup-form.ts';
import { madeChange, restored, takeNewestChange, takeNewestTakenBack, tookBack } from '#renderer/undo.ts';

describe('the countdown', () => {
  const deadline = '2026-11-20T04:00:00.000Z';
  test.each([
    ['2026-11-18T01:00:00.000Z', '距截止 2天3小时', false],
    ['2026-11-20T02:30:00.000Z', '距截止 1小时30分', false],
    ['2026-11-20T03:59:40.000Z', '距截止 不到1分钟', false],
    ['2026-11-20T04:00:00.000Z', '距截止 不到1分钟', false],
    ['2026-11-20T07:00:00.000Z', '已过截止 3小时', true],
  ])('at %s it says %s', (now, text, isLate) => {
    expect(timeLeft(now, deadline)).toEqual({ text, isLate });
  });
});

test('instants are shown on the clock of +08:00 whatever the machine says', () => {
  expect(instantText('2026-11-19T16:05:00.000Z')).toBe('2026-11-20 00:05');
});

describe('the first-run wizard', () => {
  test('says what each step lacks', () => {
    expect(Object.keys(lacksOf(0, emptyForm))).toEqual(['fullName', 'shortName']);
    expect(lacksOf(1, emptyForm)).toEqual({});
    expect(Object.keys(lacksOf(2, emptyForm))).toEqual(['operator', 'passphrase']);
    expect(lacksOf(2, { ...emptyForm, operator: '甲', passphrase: '一句自己记得住的话', again: '另一句' })).toEqual({
      again: '两次填写的口令不一样',
    });
    expect(Object.keys(lacksOf(3, emptyForm))).toEqual(['hasNoSecrets']);
  });

  test('sends nothing for what was left empty', () => {
    const input = setUpInput({
      ...emptyForm,
      fullName: ' 青石区重点办 ',
      shortName: '青石区',
      operator: '甲',
      passphrase: 'x',
    });
    expect(input).toEqual({
      kind: 'district',
      fullName: '青石区重点办',
      shortName: '青石区',
      operator: '甲',
      passphrase: 'x',
    });
  });

  test('a longer passphrase is never called weaker than its beginning', () => {
    expect(passphraseStrength('').level).toBe(0);
    expect(passphraseStrength('12345678').level).toBeLessThan(passphraseStrength('春眠不觉晓处处闻啼鸟').level);
    expect(passphraseStrength('短').words).toContain('至少');
  });
});

test('Ctrl+Z on one page never takes back what another page did', () => {
  madeChange('projects.save', { changeId: 'one', position: 1 });
  madeChange('ledgerImports.undo', { changeId: 'import', position: 2 });
  madeChange('projects.save', { changeId: null, position: 2 });
  madeChange('changes.undo', { changeId: 'undo', position: 3 });
  expect(takeNewestChange(['projects.save', 'projects.saveMany'])?.changeId).toBe('one');
  expect(takeNewestChange(['projects.save', 'projects.saveMany'])).toBeNull();
});

test('Ctrl+Y restores what was taken back last, until something new is typed on that page', () => {
  const typed: ['projects.save'] = ['projects.save'];
  madeChange('projects.save', { changeId: 'first' });
  madeChange('projects.save', { changeId: 'second' });
  for (const expected of ['second', 'first']) {
    const change = takeNewestChange(typed);
    expect(change?.changeId).toBe(expected);
    if (change !== null) tookBack(change);
  }
  const back = takeNewestTakenBack(typed);
  expect(back?.changeId).toBe('first');
  if (back !== null) restored(back);
  madeChange('progress.save', { changeId: 'elsewhere' });
  expect(takeNewestTakenBack(typed)?.changeId).toBe('second');
  tookBack({ procedure: 'projects.save', changeId: 'second' });
  madeChange('projects.saveMany', { changeId: 'new' });
  expect(takeNewestTakenBack(typed)).toBeNull();
});
