/** Two projects that may be one: what speaks for it and against it, and that many are found quickly. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type DuplicateFacts, findDuplicates, likelihood, pairKey, plainName } from '#shared/rules/duplicates.ts';

const project = (id: string, name: string, more: Partial<DuplicateFacts> = {}): DuplicateFacts => ({
  id,
  name,
  formerNames: [],
  code: null,
  pinyin: '',
  plot: null,
  owner: null,
  place: null,
  totalInvestment: null,
  ...more,
});
const found = (...projects: readonly DuplicateFacts[]) => findDuplicates(projects, new Set(), 100);
const kinds = (...projects: readonly DuplicateFacts[]) =>
  found(...projects)[0]?.evidence.map((each) => each.kind) ?? null;

describe('two projects are offered as one', () => {
  test('when their code is the same, however it is written', () => {
    const pair = found(
      project('a', '青石大桥', { code: '2026-410100-48-01-123456' }),
      project('b', '跨河通道', { code: '２０２６-410100－48-01-123456' }),
    );
    expect(pair).toMatchObject([{ score: 60, evidence: [{ kind: 'code' }] }]);
  });

  test('when their names differ only in 项目, 工程, brackets and width', () => {
    expect(plainName('青石河（上游）生态治理工程建设项目')).toBe(plainName('青石河(上游) 生态治理工程'));
    expect(kinds(project('a', '青石河生态治理工程'), project('b', '青石河生态治理建设项目'))).toEqual(['name']);
  });

  test('when one was called as the other is called now', () => {
    expect(
      kinds(project('a', '望江实验学校', { formerNames: ['第三小学迁建工程'] }), project('b', '第三小学迁建')),
    ).toEqual(['formerName']);
  });

  test('when the names sound the same, as a slip of the input method leaves them', () => {
    const pinyin = 'lanyuanwuliuyuanxiangmu';
    expect(kinds(project('a', '蓝苑物流园项目', { pinyin }), project('b', '兰园物流园项目', { pinyin }))).toEqual([
      'pinyin',
    ]);
  });

  test('when a similar name comes with the same owner and an amount within one percent', () => {
    const pair = found(
      project('a', '白桦湾污水处理厂提标改造', { owner: '云岭水务有限公司', totalInvestment: 100_000_000 }),
      project('b', '白桦湾污水厂提标改造', { owner: '云岭水务', totalInvestment: 100_900_000 }),
    );
    expect(pair[0]?.evidence.map((each) => each.kind)).toEqual(['similarName', 'owner', 'amount']);
    expect(pair[0]?.evidence[2]?.sentence).toContain('不到百分之一');
  });

  test('when plot, owner and amount are the same though the names are not', () => {
    const more = { plot: '青石 2026-12 号', owner: '云岭置业有限公司', totalInvestment: 350_000_000 };
    expect(kinds(project('a', '滨河商务中心', more), project('b', '云岭总部大厦', more))).toEqual([
      'plot',
      'owner',
      'amount',
    ]);
  });

  test('but never as certain', () => {
    const more = { code: '2026-410100-48-01-123456', plot: 'A1', owner: '甲', place: '乙', totalInvestment: 1 };
    const [pair] = found(project('a', '青石河大桥工程', more), project('b', '青石河大桥', more));
    expect(pair?.score).toBe(95);
    expect(likelihood(pair?.score ?? 0)).toBe('很可能是同一个');
  });
});

describe('two projects are not offered', () => {
  test('when they are phases of one work', () => {
    expect(found(project('a', '青石产业园标准厂房一期'), project('b', '青石产业园标准厂房二期'))).toEqual([]);
    expect(found(project('a', '青石产业园标准厂房Ⅰ期'), project('b', '青石产业园标准厂房2期'))).toEqual([]);
  });
  test('when only a short common name, the place or the amount is the same', () => {
    expect(found(project('a', '安置房项目'), project('b', '安置房工程'))).toEqual([]);
    const more = { place: '青石镇', totalInvestment: 50_000_000 };
    expect(found(project('a', '石桥货运站', more), project('b', '柳林小学', more))).toEqual([]);
  });
  test('when a person has said that they are two', () => {
    const pair = [project('b', '青石河大桥'), project('a', '青石河大桥')];
    expect(findDuplicates(pair, new Set([pairKey('a', 'b')]), 10)).toEqual([]);
  });
});

test('a pair is found whichever comes first, and once', () => {
  const names = ['青石河生态治理', '白桦湾水厂扩建', '望江学校迁建', '柳林道路改造', '石桥货运站'];
  fc.assert(
    fc.property(fc.array(fc.nat(names.length - 1), { maxLength: 12 }), (picks) => {
      const projects = picks.map((pick, index) => project(`p${String(index).padStart(2, '0')}`, names[pick] ?? ''));
      const forward = findDuplicates(projects, new Set(), 1000).map((pair) => pairKey(...pair.ids));
      const backward = findDuplicates(projects.toReversed(), new Set(), 1000).map((pair) => pairKey(...pair.ids));
      expect(new Set(forward).size).toBe(forward.length);
      expect(backward.toSorted()).toEqual(forward.toSorted());
    }),
  );
});

test('a name shared by a crowd does not make a pair of every two', () => {
  const projects = Array.from({ length: 3000 }, (_, index) => project(`p${index}`, '老旧小区改造配套设施'));
  expect(findDuplicates(projects, new Set(), 10)).toEqual([]);
});
