/** Who must answer for a project, by the notices; and one person in two spellings. */
import { describe, expect, it } from 'vitest';
import type { RulePack } from '#shared/rules/catalogue.ts';
import {
  type AnsweringPerson,
  type LeaderFacts,
  leaderFindings,
  openFindings,
  roleName,
} from '#shared/rules/leaders.ts';
import { neutralPack } from '#shared/rules/packs/neutral.ts';
import { rankOf, reachesRank } from '#shared/rules/ranks.ts';
import { alikePersons, type SpelledPerson } from '#shared/rules/same-person.ts';

const hundredMillion = 100_000_000;
const demanding: RulePack = {
  ...neutralPack,
  rules: {
    responsibleLeaders: {
      kind: 'responsibleLeaders',
      source: '二七办文〔2024〕7号 四(一)1',
      shown: '',
      parameters: {
        demands: [
          {
            role: 'responsibleLeader',
            levels: ['provincial', 'municipal'],
            minimumInvestment: hundredMillion,
            maximumInvestment: null,
            rank: '县处级',
            text: '投资亿元以上的省市重点项目由县处级领导分包',
            source: '二七办文〔2024〕7号 四(一)1',
          },
          {
            role: 'areaLeader',
            levels: ['district'],
            minimumInvestment: null,
            maximumInvestment: null,
            rank: null,
            text: '其它区级重点项目与所属辖区相关县处级领导挂钩',
            source: '二七办文〔2024〕7号 四(一)1',
          },
        ],
      },
    },
    steward: {
      kind: 'steward',
      source: '登项攻坚办〔2018〕1号 (一)',
      shown: '首席服务官由乡镇副科级以上领导担任',
      parameters: {
        title: '首席服务官',
        minimumRank: '乡镇副科级以上',
        inPrinciple: null,
        levels: ['provincial', 'municipal', 'district'],
      },
    },
  },
};
const person = (role: AnsweringPerson['role'], name: string, rank: string | null): AnsweringPerson => ({
  role,
  personId: name,
  name,
  rank,
});
const facts = (more: Partial<LeaderFacts>): LeaderFacts => ({
  level: 'municipal',
  totalInvestment: hundredMillion,
  people: [],
  unitHeadIds: [],
  ...more,
});
const states = (more: Partial<LeaderFacts>) =>
  leaderFindings(demanding, facts(more)).map((finding) => `${finding.role} ${finding.state}`);

describe('the leader of a project (二七办文〔2024〕7号 四(一)1)', () => {
  it('of 亿元以上 among the 省市重点 is demanded, with the clause in the sentence', () => {
    const missing = openFindings(leaderFindings(demanding, facts({})))[0];
    expect(missing).toMatchObject({
      role: 'responsibleLeader',
      state: 'missing',
      source: '二七办文〔2024〕7号 四(一)1',
    });
    expect(missing?.sentence).toBe('没有明确分包领导（依据二七办文〔2024〕7号 四(一)1）');
    expect(missing?.rule).toBe('投资亿元以上的省市重点项目由县处级领导分包');
  });
  it('is not demanded one yuan below, nor of a district project, which is tied to the area instead (挂钩)', () => {
    expect(states({ totalInvestment: hundredMillion - 1 })).toEqual(['projectSteward missing']);
    expect(states({ level: 'district' })).toEqual(['areaLeader missing', 'projectSteward missing']);
    expect(states({ level: 'district', people: [person('areaLeader', '甲', null)] })[0]).toBe('areaLeader met');
  });
  it('cannot be judged where level or amount is not known, and says which', () => {
    const [first, second] = leaderFindings(demanding, facts({ level: null, totalInvestment: null }));
    expect(first?.state).toBe('undecided');
    expect(first?.sentence).toContain('项目级别、总投资没有填写');
    expect(second?.sentence).toContain('项目级别没有填写');
  });
  it('of too low a rank is a finding, of unknown rank is to be filled; one who reaches it is enough', () => {
    const withLeaders = (...ranks: (string | null)[]) =>
      states({ people: ranks.map((rank, at) => person('responsibleLeader', `领导${at}`, rank)) })[0];
    expect(withLeaders('正科级')).toBe('responsibleLeader rankBelow');
    expect(withLeaders(null)).toBe('responsibleLeader rankUnknown');
    expect(withLeaders('正科级', '副处级')).toBe('responsibleLeader met');
    expect(withLeaders('厅局级')).toBe('responsibleLeader met');
  });
});

describe('the steward (登项攻坚办〔2018〕1号 (一): 首席服务官有乡镇副科级以上领导担任)', () => {
  it('has the title of the pack', () => {
    expect(roleName(demanding, 'projectSteward')).toBe('首席服务官');
    expect(roleName(demanding, 'ownerContact')).toBe('项目单位联系人');
  });
  it('is missing, below, unknown or in order', () => {
    const steward = (rank: string | null) => states({ people: [person('projectSteward', '乙', rank)] })[1];
    expect(states({})[1]).toBe('projectSteward missing');
    expect(steward('科员')).toBe('projectSteward rankBelow');
    expect(steward(null)).toBe('projectSteward rankUnknown');
    expect(steward('副科级')).toBe('projectSteward met');
    expect(steward('二级主任科员')).toBe('projectSteward met');
  });
  it('in principle heads the responsible unit (二七办文〔2024〕7号 四(三)3): another is to be looked at, never refused', () => {
    const erqi: RulePack = {
      ...neutralPack,
      rules: {
        steward: {
          kind: 'steward',
          source: '二七办文〔2024〕7号 四(三)3',
          shown: '',
          parameters: {
            title: '项目管家',
            minimumRank: null,
            inPrinciple: '项目责任单位的主要领导',
            levels: ['municipal'],
          },
        },
      },
    };
    const state = (unitHeadIds: string[]) =>
      leaderFindings(erqi, facts({ unitHeadIds, people: [person('projectSteward', '丙', null)] }))[0]?.state;
    expect(state([])).toBe('met');
    expect(state(['丙'])).toBe('met');
    expect(state(['丁'])).toBe('notInPrinciple');
    expect(leaderFindings(erqi, facts({ level: 'district' }))).toEqual([]);
  });
});

describe('a rank', () => {
  it.each([
    ['县处级', '乡镇副科级以上', 'reaches'],
    ['副科级', '乡镇副科级以上', 'reaches'],
    ['乡科级', '正科级', 'unknown'],
    ['县级', '正处级', 'unknown'],
    ['四级调研员', '县处级', 'reaches'],
    ['三级主任科员', '正科级', 'below'],
    ['不详', '县处级', 'unknown'],
  ] as const)('%s against %s: %s', (own, demanded, verdict) => {
    expect(reachesRank(own, demanded)).toBe(verdict);
  });
  it('is nothing where the words are none', () => {
    expect(rankOf('主任')).toBeNull();
    expect(rankOf(null)).toBeNull();
  });
});

describe('one person in two spellings', () => {
  const spelled = (id: string, name: string, pinyin: string, more: Partial<SpelledPerson> = {}): SpelledPerson => ({
    id,
    name,
    pinyin,
    unitId: null,
    post: null,
    phone: null,
    ...more,
  });
  const evidence = (left: SpelledPerson, right: SpelledPerson) => alikePersons([left, right])[0]?.evidence ?? null;

  it('is proposed for padding blanks and no-break spaces', () => {
    expect(evidence(spelled('1', '张 明', 'zhangming'), spelled('2', '张明', 'zhangming'))).toEqual(['姓名只差空格']);
    expect(evidence(spelled('1', '张\u00a0\u00a0明', 'zhangming'), spelled('2', '张明', 'zhangming'))).toEqual([
      '姓名只差空格',
    ]);
  });
  it('is proposed for the same sound unless unit and post speak against it', () => {
    const left = spelled('1', '李建国', 'lijianguo', { unitId: 'u1' });
    expect(evidence(left, spelled('2', '李建囯', 'lijianguo'))).toEqual(['读音相同']);
    expect(evidence(left, spelled('2', '李健国', 'lijianguo', { unitId: 'u1', post: '局长' }))).toEqual([
      '读音相同',
      '单位相同',
    ]);
    expect(evidence(left, spelled('2', '李健国', 'lijianguo', { unitId: 'u2' }))).toBeNull();
  });
  it('is proposed for one character only with the same post, unit or telephone', () => {
    const left = spelled('1', '王玉芬', 'wangyufen', { post: '副区长' });
    expect(evidence(left, spelled('2', '王玉芳', 'wangyufang', { post: '副区长' }))).toEqual([
      '姓名只差一个字',
      '职务相同',
    ]);
    expect(evidence(left, spelled('2', '王玉芳', 'wangyufang'))).toBeNull();
    expect(evidence(left, spelled('2', '赵玉芬', 'zhaoyufen', { post: '副区长' }))).toBeNull();
  });
  it('is not proposed for namesakes of different units, nor for numbered names', () => {
    expect(
      evidence(spelled('1', '陈静', 'chenjing', { unitId: 'a' }), spelled('2', '陈静', 'chenjing', { unitId: 'b' })),
    ).toBeNull();
    expect(
      evidence(
        spelled('1', '陈静01', 'chenjing01', { unitId: 'a' }),
        spelled('2', '陈静02', 'chenjing02', { unitId: 'a' }),
      ),
    ).toBeNull();
  });
});
