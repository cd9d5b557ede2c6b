/** 呈阅件: what stands on the paper that goes up. */
import { describe, expect, it } from 'vitest';
import { documentModel } from '#shared/report/model.ts';
import { laggingBody, presentedPaper } from '#shared/report/presented-paper.ts';

const late = {
  name: '青石大桥',
  unitNames: ['区交通局', '石桥镇'],
  plannedThisYear: 670_000_000,
  doneThisYear: 500_000_000,
  reasons: ['低于序时进度13.5个百分点。', '开工原定2026年3月1日，至今没有完成'],
};

describe('the paper', () => {
  const paper = presentedPaper({
    title: '关于进度滞后项目有关情况的汇报',
    leader: { name: '张某某', post: '区长' },
    request: '请审示',
    officeName: '青石区重点项目中心',
    day: '2026-11-18',
    body: laggingBody([late, { ...late, name: '望江学校', unitNames: [], plannedThisYear: null, doneThisYear: null }]),
  });

  it('begins with the box for handwriting, names whom it goes to, ends with office and day', () => {
    expect(documentModel.safeParse(paper).success).toBe(true);
    expect(paper.blocks[0]).toMatchObject({ kind: 'writingBox', label: '领导批示' });
    expect(paper.blocks[1]).toMatchObject({ text: '呈：张某某（区长）' });
    expect(paper.blocks[2]).toMatchObject({ kind: 'subject', text: '关于进度滞后项目有关情况的汇报' });
    expect(paper.blocks.at(-1)).toEqual({ kind: 'signed', office: '青石区重点项目中心', day: '2026年11月18日' });
  });

  it('names every late project with its figures, why, and who answers; nothing is made up where nothing is known', () => {
    const texts = paper.blocks.flatMap((block) => (block.kind === 'paragraph' ? [block.text] : []));
    expect(texts).toContain('截至目前，共有2个项目进度滞后，具体如下：');
    expect(texts).toContain(
      '1．青石大桥。本年计划投资67,000万元，截至目前完成50,000万元。低于序时进度13.5个百分点。开工原定2026年3月1日，至今没有完成。责任单位：区交通局、石桥镇。',
    );
    expect(texts).toContain('2．望江学校。低于序时进度13.5个百分点。开工原定2026年3月1日，至今没有完成。');
  });

  it('asks nothing where nothing is asked, and names nobody where nobody is named', () => {
    const plain = presentedPaper({
      title: '督办情况',
      leader: null,
      request: null,
      officeName: '青石区重点项目中心',
      day: '2026-11-18',
      body: [],
    });
    expect(plain.blocks.map((block) => block.kind)).toEqual(['writingBox', 'subject', 'signed']);
  });
});
