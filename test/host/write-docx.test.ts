/** 会议纪要 as a Word file: what GB/T 9704-2012 asks of page, fonts, lines and page numbers, read back from its parts. */
import { describe, expect, it } from 'vitest';
import { writeMinutesDocx } from '#electron/host/files/write-docx.ts';
import { markPoints } from '#shared/report/mark-points.ts';
import type { MinutesModel } from '#shared/report/minutes.ts';
import { partsOfZip } from '#test/support/zip-parts.ts';

const model: MinutesModel = {
  kind: 'document',
  title: '重点项目推进会议纪要',
  blocks: [
    { kind: 'paragraph', isIndented: true, text: '2026年11月18日，区长赵某某主持召开重点项目推进会。' },
    { kind: 'heading', text: '　　一、研究土地手续' },
    { kind: 'labelled', font: 'kai', label: '（一）办理用地手续。', text: '（责任单位：区资源规划局）' },
    { kind: 'labelled', font: 'hei', label: '出席：', text: '钱某某' },
  ],
  page: { size: 'A4', orientation: 'portrait' },
  margins: 'official',
  hasPageNumbers: true,
  redHead: { mark: '青石区会议纪要', number: '〔2026〕　　号', isPrePrinted: false },
  imprint: { copyTo: '区委各部门', organ: '青石区重点办', day: '2026年11月18日' },
  fileName: '重点项目推进会议纪要_2026-11-18',
};

async function partsOf(made: MinutesModel): Promise<{ readonly document: string; readonly all: string }> {
  const files = partsOfZip(Buffer.from(await writeMinutesDocx(made)));
  const text = (name: string) => files.get(name) ?? '';
  const footers = [...files.keys()].filter((name) => /^word\/footer\d+\.xml$/.test(name));
  return {
    document: text('word/document.xml'),
    all: [...footers, 'word/settings.xml', 'word/styles.xml'].map(text).join('\n'),
  };
}

describe('minutes as a Word file', () => {
  it('stand on A4 with 37, 35, 28 and 26 mm around them', async () => {
    const { document } = await partsOf(model);
    const size = /<w:pgSz ([^>]*)>/.exec(document)?.[1] ?? '';
    const margins = /<w:pgMar ([^>]*)>/.exec(document)?.[1] ?? '';
    expect(millimetres(size, 'w')).toBe(210);
    expect(millimetres(size, 'h')).toBe(297);
    expect(['top', 'bottom', 'left', 'right'].map((side) => millimetres(margins, side))).toEqual([37, 35, 28, 26]);
  });

  it('name the fonts offices have, in the sizes of the standard, with 22 lines to a page', async () => {
    const { document } = await partsOf(model);
    for (const font of ['方正小标宋简体', '仿宋_GB2312', '黑体', '楷体_GB2312'])
      expect(document).toContain(`w:eastAsia="${font}"`);
    expect(runOf(document, '（一）办理用地手续。')).toContain('楷体_GB2312');
    expect(runOf(document, '出席：')).toContain('黑体');
    // Half points: 3号 is 16 pt, 2号 22 pt, 4号 14 pt.
    expect(runOf(document, '钱某某')).toContain('<w:sz w:val="32"/>');
    expect(runOf(document, '重点项目推进会议纪要')).toContain('<w:sz w:val="44"/>');
    expect(runOf(document, '抄送：区委各部门。')).toContain('<w:sz w:val="28"/>');
    const lines = [...document.matchAll(/<w:spacing [^>]*w:line="(\d+)"[^>]*w:lineRule="(\w+)"/g)];
    expect(lines.filter(([, line, rule]) => line === '579' && rule === 'exact').length).toBeGreaterThanOrEqual(6);
  });

  it('are numbered — 1 — at the right of odd and the left of even pages', async () => {
    const { all } = await partsOf(model);
    expect(all).toContain('<w:evenAndOddHeaders');
    expect(all.match(/— /g)).toHaveLength(2);
    expect(all.match(/PAGE/g)).toHaveLength(2);
    expect(all).toContain('<w:jc w:val="right"/>');
    expect(all).toContain('<w:jc w:val="left"/>');
  });

  it('have a red mark, or room for it on pre-printed paper; the number is blank until it is entered', async () => {
    const { document } = await partsOf(model);
    expect(runOf(document, '青石区会议纪要')).toContain('D00000');
    expect(document).toContain('〔2026〕　　号');
    const plain = await partsOf({ ...model, redHead: { ...model.redHead, isPrePrinted: true } });
    expect(plain.document).not.toContain('青石区会议纪要');
    expect(plain.document).not.toContain('<w:bottom w:val="single" w:color="D00000"');
    expect(plain.document).toContain('重点项目推进会议纪要');
  });

  it('make the mark as small as one line needs', () => {
    expect(markPoints('青石区会议纪要')).toBe(45);
    expect(markPoints('云岭市青石区重点项目建设推进中心\n会议纪要')).toBe(27);
  });
});

function millimetres(attributes: string, name: string): number {
  const twips = Number(new RegExp(`w:${name}="(\\d+)"`).exec(attributes)?.[1]);
  return Math.round((twips / 1440) * 25.4);
}

/** The run that holds a text. */
function runOf(document: string, text: string): string {
  return [...document.matchAll(/<w:r>.*?<\/w:r>/gs)].map(([run]) => run).find((run) => run.includes(`>${text}<`)) ?? '';
}
