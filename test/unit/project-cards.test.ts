/** The leader's card and the owner's card: what stands on them, and that an empty section has no heading. */
import { describe, expect, it } from 'vitest';
import { contactCards, leaderCards, type ProjectCard } from '#shared/report/project-cards.ts';

const card: ProjectCard = {
  name: '青石大桥',
  standing: '市重点 · 在建库',
  place: '青石路',
  owner: '某某建设公司',
  startsOn: '2025-03',
  completesOn: '2027',
  summary: '跨青石河大桥一座。',
  unitNames: ['区交通运输局'],
  totalInvestment: 120_000_000,
  plannedThisYear: 60_000_000,
  doneThisYear: 30_000_000,
  sinceStart: 40_000_000,
  report: { period: '2026-11-13', physicalProgress: '桥墩完成', progressText: '正在架梁。', problems: '管线未迁' },
  milestones: [
    { name: '开工', plannedOn: '2025-03', actualOn: '2025-03-08' },
    { name: '竣工', plannedOn: '2026-10', actualOn: null },
  ],
  issues: [],
  late: ['竣工原定2026年10月，至今没有完成。'],
  decided: [],
  contacts: [
    {
      roleName: '分包领导',
      isOwners: false,
      shown: '张某某（委托李某某，至12月5日）',
      unitName: '区政府',
      post: '区政府副区长',
      phone: '0000-5550102',
    },
    { roleName: '项目单位联系人', isOwners: true, shown: '钱某', unitName: '某某建设公司', post: null, phone: null },
  ],
};
const wishes = { officeName: '青石区重点办', day: '2026-11-18', size: 'A5', projects: [card] } as const;
const headings = (projects: readonly ProjectCard[]) =>
  leaderCards({ ...wishes, projects }).blocks.flatMap((block) => (block.kind === 'heading' ? [block.text] : []));

describe('the card before a visit', () => {
  it('has figures with the rate, what is late, the problem of the last report and telephones', () => {
    const text = JSON.stringify(leaderCards(wishes).blocks);
    for (const words of [
      '3,000（50%）',
      '2025年3月-2027年',
      '竣工原定2026年10月',
      '管线未迁',
      '0000-5550102',
      '委托李某某',
    ])
      expect(text).toContain(words);
  });
  it('leaves a section out that has nothing: nothing decided, nothing late', () => {
    expect(headings([card])).toEqual(['进展', '滞后情况', '建设节点', '存在的问题', '责任人和电话']);
    expect(headings([{ ...card, late: [], report: null, milestones: [], contacts: [] }])).toEqual([]);
  });
  it('prefers the open issues of the ledger to the words of the report, with unit and deadline', () => {
    const issues = [{ title: '高压线未迁', unitName: '区供电公司', dueOn: '2026-11-30' }];
    const text = JSON.stringify(leaderCards({ ...wishes, projects: [{ ...card, issues }] }).blocks);
    expect(text).toContain('高压线未迁（区供电公司，2026年11月30日前）');
    expect(text).not.toContain('管线未迁');
  });
  it('says what was decided last time, when, and whether it is done', () => {
    const decided = [
      { assignedOn: '2026-11-02', content: '一周内完成迁改', unitName: '区住建局', dueOn: '2026-11-09', isDone: false },
    ];
    const text = JSON.stringify(leaderCards({ ...wishes, projects: [{ ...card, decided }] }).blocks);
    expect(text).toContain('上次议定（2026年11月2日）');
    expect(text).toContain('一周内完成迁改（区住建局，2026年11月9日前，未办结）');
  });
  it('stands one project a page, A5 or A4', () => {
    const model = leaderCards({ ...wishes, size: 'A4', projects: [card, { ...card, name: '望江学校' }] });
    expect(model.page.size).toBe('A4');
    expect(model.title).toBe('青石大桥');
    expect(model.blocks.filter((block) => block.kind === 'nextPaper')).toEqual([
      { kind: 'nextPaper', title: '望江学校' },
    ]);
  });
});

describe('the card for the owner (登项攻坚办〔2018〕1号 (五))', () => {
  it('names the leader with telephone, and not the owner’s own contact', () => {
    const text = JSON.stringify(contactCards(wishes).blocks);
    expect(text).toContain('某某建设公司：项目推进中遇到困难，请按下表联系。');
    // The unit is not printed twice where the post begins with it.
    expect(text).toContain('"区政府副区长"');
    expect(text).not.toContain('钱某');
  });
});
