/** The paper of on-site inspection: everything has its place on the page, and the same place every time. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type FrozenFigure, type SheetContent, sheetContent } from '#shared/domain/inspection-sheet.ts';
import { type InspectionItem, inspectionItemKinds, reportedFigures } from '#shared/domain/inspection-template.ts';
import { builtInTemplates } from '#shared/inspection/built-in.ts';
import { headTexts } from '#shared/inspection/sheet-head.ts';
import { layOutSheet, type Rectangle, type SheetLayout, type SheetText } from '#shared/inspection/sheet-layout.ts';
import { clipText, textWidth, wrapText } from '#shared/inspection/sheet-text.ts';
import { sampleFacts, sampleFigures, sampleIssues } from '#shared/report/inspection-sample.ts';
import { sheetPaper, templatePreview } from '#shared/report/inspection-sheet.ts';
import { type PrintedSheet, printModel } from '#shared/report/model.ts';

const place = { officeName: '青石区重点项目建设推进中心', day: '2026-11-18', now: '2026-11-18T02:00:00.000Z' };
const longName =
  '青石区智能装备产业园标准化厂房及配套基础设施建设工程（一期）暨高新技术企业孵化基地项目（含道路管网绿化及附属）';

function sheetOf(content: SheetContent, projectName: string | null = longName): PrintedSheet {
  const round = { officeName: place.officeName, roundName: '11月全覆盖督导', plannedOn: '2026-11-18' };
  return { number: '2600373', code: '51S/00000001/2600373/00000002', ...round, projectName, content };
}

function contentOf(changes: Partial<SheetContent>): SheetContent {
  return {
    layout: 1,
    printedAt: place.now,
    templateName: '促进度',
    purpose: null,
    source: null,
    inspectors: '某某丁、某某戊',
    facts: [],
    figures: [],
    issues: [],
    decisions: [],
    items: [],
    ...changes,
  };
}

function item(key: string, changes: Partial<InspectionItem> = {}): InspectionItem {
  const plain = { options: [], unit: null, against: null, tolerance: { kind: 'exact' }, severity: 'ordinary' } as const;
  return { ...plain, options: [], key, group: '', text: '现场是否正在施工', kind: 'yesNo', ...changes };
}

function items(count: number, of: (index: number) => Partial<InspectionItem>): InspectionItem[] {
  return Array.from({ length: count }, (_, index) => item(`item-${index}`, of(index)));
}

const page: Rectangle = { x: 8, y: 8, width: 194, height: 281 };

function isInside(inner: Rectangle, outer: Rectangle): boolean {
  const slack = 0.02;
  return (
    inner.x >= outer.x - slack &&
    inner.y >= outer.y - slack &&
    inner.x + inner.width <= outer.x + outer.width + slack &&
    inner.y + inner.height <= outer.y + outer.height + slack
  );
}

function meet(one: Rectangle, other: Rectangle, slack = 0.02): boolean {
  return (
    one.x + one.width > other.x + slack &&
    other.x + other.width > one.x + slack &&
    one.y + one.height > other.y + slack &&
    other.y + other.height > one.y + slack
  );
}

/** Where the signs of a line are, as wide as they are counted. */
function inkOf({ x, base, size, anchor, text }: SheetText): Rectangle {
  const width = textWidth(text) * size;
  const left = anchor === 'middle' ? x - width / 2 : anchor === 'end' ? x - width : x;
  return { x: left, y: base - 0.86 * size, width, height: size };
}

function pairs<Part>(parts: readonly Part[]): [Part, Part][] {
  return parts.flatMap((one, index) => parts.slice(index + 1).map((other): [Part, Part] => [one, other]));
}

/** All that makes a sheet readable, whatever stands on it. */
function expectSound(sheet: PrintedSheet): SheetLayout {
  const layout = layOutSheet(sheet.content);
  const texts = [...layout.texts, ...headTexts(sheet, layout, 'office')];
  for (let number = 1; number <= layout.pages; number += 1) {
    const on = <Part extends { readonly page: number }>(parts: readonly Part[]) =>
      parts.filter((part) => part.page === number);
    const boxes = on(layout.boxes);
    const fields = on(layout.fields);
    const lines = on(texts).map(inkOf);
    const fixed = [...layout.corners, layout.qr, ...layout.pageMarks];
    const frame = layout.frames[number - 1] ?? page;
    expect([...boxes, ...fields, ...lines, ...fixed].filter((ink) => !isInside(ink, page))).toEqual([]);
    expect([...boxes, ...fields].filter((ink) => !isInside(ink, frame))).toEqual([]);
    expect(lines.filter((line) => fixed.some((each) => meet(line, each)))).toEqual([]);
    expect(pairs(lines).filter(([one, other]) => meet(one, other, 0.3))).toEqual([]);
    expect(pairs(fields).filter(([one, other]) => meet(one, other))).toEqual([]);
    expect(pairs(boxes).filter(([one, other]) => apart(one, other) < 7.99)).toEqual([]);
    expect(boxes.filter((box) => lines.some((line) => meet(line, grown(box, 0.8))))).toEqual([]);
    expect(boxes.filter((box) => fields.some((field) => meet(field, box)))).toEqual([]);
  }
  return layout;
}

function apart(one: Rectangle, other: Rectangle): number {
  return Math.max(Math.abs(one.x - other.x), Math.abs(one.y - other.y));
}

function grown({ x, y, width, height }: Rectangle, by: number): Rectangle {
  return { x: x - by, y: y - by, width: width + 2 * by, height: height + 2 * by };
}

function expectEveryAnswer(content: SheetContent, layout: SheetLayout): void {
  for (const each of content.items) {
    const answers = layout.boxes.filter((box) => box.itemKey === each.key).map((box) => box.answer);
    const options = each.kind === 'yesNo' ? ['yes', 'no'] : each.kind === 'choice' ? each.options : [];
    expect(answers).toEqual(options);
    const fields = layout.fields.filter((field) => field.itemKey === each.key).map((field) => field.name);
    expect(fields.toSorted()).toEqual(options.length > 0 ? ['remark'] : ['remark', 'value']);
  }
}

const whole = ['seen', 'demands', 'demandUnit', 'demandDueOn', 'inspectedOn', 'weather', 'companions'];

describe('a sheet of one project', () => {
  it.each(builtInTemplates.map((template) => [template.name, template] as const))(
    'is one page of A4 with every item, figure and issue of %s',
    (_name, template) => {
      const [sheet] = templatePreview(template, place).sheets;
      if (sheet === undefined) throw new Error('no sheet');
      const layout = expectSound(sheet);
      expect(layout.pages).toBe(1);
      expectEveryAnswer(sheet.content, layout);
      const names = layout.fields.filter((field) => field.itemKey === null).map((field) => field.name);
      expect(names).toEqual(expect.arrayContaining([...whole, 'inspectorSignature', 'contactSignature']));
      const text = layout.texts.map((each) => each.text).join('');
      for (const figure of sheet.content.figures.filter((each) => each.figure === 'doneThisYear')) {
        expect(text).toContain(figure.shown);
      }
      expect(text).toContain('红线内尚有12户附属物未清表');
    },
  );

  it('has its corner squares, its code and its number well inside what a printer reaches', () => {
    const layout = layOutSheet(contentOf({ items: items(3, () => ({})) }));
    for (const square of layout.corners) {
      expect(square).toMatchObject({ width: 6, height: 6 });
      expect(isInside(square, page)).toBe(true);
    }
    // 25 modules of 33 with the white border.
    expect((layout.qr.width * 25) / 33).toBeGreaterThanOrEqual(18);
  });

  it('asks and has room for the pen: boxes of 4.5 mm, rows of 8 mm, 12 mm to write what was seen', () => {
    const content = contentOf({ items: items(12, (index) => ({ kind: index % 2 === 0 ? 'yesNo' : 'amount' })) });
    const { boxes, fields } = layOutSheet(content);
    expect(boxes.every((box) => box.width === 4.5 && box.height === 4.5)).toBe(true);
    expect(fields.filter((field) => field.name === 'value').every((field) => field.height >= 8)).toBe(true);
    const of = (name: string) => fields.find((field) => field.name === name)?.height ?? 0;
    expect(of('seen')).toBeGreaterThanOrEqual(12);
    expect(of('demands')).toBeGreaterThanOrEqual(8);
  });

  it('gives the room that is left to the items and to what is written by hand', () => {
    const few = layOutSheet(contentOf({ items: items(2, () => ({})) }));
    const many = layOutSheet(contentOf({ items: items(12, () => ({})), facts: [...sampleFacts] }));
    const seen = (layout: SheetLayout) => layout.fields.find((field) => field.name === 'seen')?.height ?? 0;
    expect(seen(few)).toBeGreaterThan(2 * seen(many));
    for (const { frames } of [few, many]) expect(frames[0]?.y).toBe(39.2);
    expect(few.frames[0]?.height).toBeCloseTo(many.frames[0]?.height ?? 0, 1);
  });

  it('stays one page with a dozen long questions, a name of 60 characters, long facts and ten issues', () => {
    const content = contentOf({
      facts: sampleFacts.map((fact) => ({ ...fact, text: fact.text.repeat(2) })),
      figures: [...sampleFigures],
      issues: Array.from({ length: 10 }, (_, index) => `${index + 1}号问题：${sampleIssues.join('')}`),
      decisions: Array.from({ length: 10 }, () => sampleIssues.join('')),
      items: items(12, (index) => ({
        group: index < 6 ? '支撑凭证' : '统计入库资料',
        text: '企业台账、发票、监理签认的工程量和工程款支付凭证是否齐全，与所报本年累计完成投资是否一致，差额写明原因',
        kind: index % 3 === 2 ? 'choice' : 'yesNo',
        options: index % 3 === 2 ? ['齐全', '部分', '没有'] : [],
        against: index === 0 ? 'doneThisYear' : null,
      })),
    });
    const layout = expectSound(sheetOf(content));
    expect(layout.pages).toBe(1);
    expectEveryAnswer(content, layout);
    expect(layout.texts.some((each) => each.text.startsWith('（另有'))).toBe(true);
  });

  it('goes on a second page only when nothing else helps; its boxes say so', () => {
    const options = [
      '手续还没有办理完毕需要协调',
      '征地拆迁补偿没有到位',
      '建设资金没有落实',
      '企业自身原因',
      '市场原因',
      '其他原因',
    ];
    const content = contentOf({
      facts: [...sampleFacts],
      items: items(12, () => ({ kind: 'choice', options, text: '未开工（复工）的主要原因'.repeat(9) })),
    });
    const layout = expectSound(sheetOf(content));
    expect(layout.pages).toBe(2);
    expect(new Set(layout.boxes.map((box) => box.page))).toEqual(new Set([1, 2]));
    expectEveryAnswer(content, layout);
    // The head of the items comes again, and the project's name.
    expect(layout.texts.filter((each) => each.text === '检查项目').map((each) => each.page)).toEqual([1, 2]);
    expect(layout.fields.filter((field) => field.name === 'project').map((field) => field.page)).toEqual([1, 2]);
  });

  it('without figures and project is a sheet to be written in', () => {
    const content = contentOf({
      inspectors: '',
      facts: [{ label: '责任单位', text: '' }],
      items: items(5, () => ({})),
    });
    const layout = expectSound(sheetOf(content, null));
    expect(layout.texts.some((each) => each.text.includes('上报'))).toBe(false);
    expect(layout.fields.find((field) => field.name === 'project')).toMatchObject({ width: 152, height: 9.5 });
  });

  it('printed with a layout of a newer program is not read with ours', () => {
    expect(() => layOutSheet(contentOf({ layout: 2 }))).toThrow(
      expect.objectContaining({ code: 'SHEET_LAYOUT_UNKNOWN' }),
    );
  });

  it('is drawn where the sheets in the drawers were drawn: layout 1 never changes', () => {
    // Once a layout is released these numbers stay: a new one gets the next number.
    const { boxes, fields } = layOutSheet(
      contentOf({ facts: [...sampleFacts], figures: [...sampleFigures], items: builtInTemplates[1]?.items ?? [] }),
    );
    const at = (parts: readonly Rectangle[]) => parts.map(({ x, y }) => `${x},${y}`).join(' ');
    expect(at(boxes)).toMatchInlineSnapshot(
      `"129,107.77 147,107.77 129,149.3 147,149.3 129,171.63 147,171.63 129,181.23 147,181.23"`,
    );
    expect(at(fields.filter((field) => field.name === 'value' || field.name === 'seen'))).toMatchInlineSnapshot(
      `"127,114.82 127,124.42 124,134.02 127,159.38 124,188.28 124,197.98 131.35,207.68 40,217.28"`,
    );
  });
});

const word = fc
  .array(fc.constantFrom(...'现场是否施工，（一期）ABW%12.5万元“凭证”…、 /'), { minLength: 1, maxLength: 60 })
  .map((signs) => `某${signs.join('')}`.trim());
const someItem = fc.record({
  group: fc.oneof(fc.constant(''), fc.constantFrom('进度', '支撑凭证', '统计入库资料及其与现场一致的程度')),
  text: fc.oneof(
    word,
    word.map((text) => text.repeat(2).slice(0, 120).trim()),
  ),
  kind: fc.constantFrom(...inspectionItemKinds),
  options: fc.uniqueArray(
    fc.string({ minLength: 1, maxLength: 20 }).map((text) => `选${text}`.slice(0, 20).trim()),
    { minLength: 2, maxLength: 6 },
  ),
  unit: fc.constantFrom(null, '人', '平方米', '万立方米每日每台套'),
  against: fc.option(fc.constantFrom(...reportedFigures)),
});
const someContent = fc
  .record({
    facts: fc.array(
      fc.record({
        label: fc.constantFrom('责任单位', '项目单位联系人', '项目类别'),
        text: fc.oneof(word, fc.constant('')),
      }),
      { maxLength: 20 },
    ),
    shown: fc.array(fc.oneof(word, fc.constantFrom('8,600万元', '是', '')), { maxLength: 16 }),
    asOf: fc.constantFrom(null, '11月20日期', '2026年3月18日停工'),
    issues: fc.array(word, { maxLength: 10 }),
    decisions: fc.array(word, { maxLength: 10 }),
    inspectors: word,
    items: fc.array(someItem, { maxLength: 12 }),
  })
  .map(({ shown, asOf, ...rest }) => {
    const figures = shown.map((text, index): FrozenFigure => {
      return {
        figure: reportedFigures[index] ?? 'openIssues',
        value: text,
        shown: text,
        asOf: index % 2 === 0 ? asOf : null,
      };
    });
    return contentOf({
      ...rest,
      figures,
      items: rest.items.map((each, index) =>
        item(`k${index}`, { ...each, options: each.kind === 'choice' ? each.options : [] }),
      ),
    });
  });

describe('whatever stands on it', () => {
  it('nothing overlaps, nothing leaves the page, every answer has its place, and twice is the same', () => {
    fc.assert(
      fc.property(someContent, (content) => {
        const layout = expectSound(sheetOf(content, content.inspectors));
        expectEveryAnswer(content, layout);
        expect(layOutSheet(content)).toEqual(layout);
        // Reading knows it only as it was kept.
        expect(layOutSheet(sheetContent.parse(JSON.parse(JSON.stringify(content))))).toEqual(layout);
      }),
      { numRuns: 60, seed: 20_261_121 },
    );
  });
});

describe('text of counted width', () => {
  it('breaks between signs, never before a closing one, and keeps figures with their unit whole', () => {
    expect(wrapText('本年累计完成投资12,600.5万元，比上期多。', 13)).toEqual([
      '本年累计完成投资',
      '12,600.5万元，比上期多。',
    ]);
    expect(wrapText('所报投资以11月20日期为准', 10)).toEqual(['所报投资以', '11月20日期为准']);
    expect(wrapText('（一期）（二期）', 5)).toEqual(['（一期）', '（二期）']);
    expect(wrapText('a\n b', 10)).toEqual(['a b']);
    expect(wrapText('12345678901234567890', 3).every((line) => textWidth(line) <= 3)).toBe(true);
  });

  it('is clipped visibly', () => {
    expect(clipText('红线内尚有附属物', 5)).toBe('红线内尚…');
    expect(clipText('红线内', 5)).toBe('红线内');
  });
});

describe('the job', () => {
  it('is one model for all sheets of a round, with both copies', () => {
    const model = sheetPaper([sheetOf(contentOf({}))], { fileName: '检查表_11月', copies: 2 });
    expect(printModel.parse(JSON.parse(JSON.stringify(model)))).toEqual(model);
  });

  it('says whose copy it is', () => {
    const sheet = sheetOf(contentOf({}));
    const words = (copy: 'office' | 'project' | 'only') =>
      headTexts(sheet, layOutSheet(sheet.content), copy)
        .map((each) => each.text)
        .join(' ');
    expect(words('office')).toContain('督导单位存');
    expect(words('project')).toContain('项目单位存');
    expect(words('only')).not.toContain('一式两份');
    expect(words('only')).toContain('26-0037-3');
    expect(words('only')).toContain('2026年11月18日 10:00印');
  });
});
