/** The parts by which a photographed sheet is read: pixels, planes, shadows, squares, boxes. */
import { describe, expect, it } from 'vitest';
import { darkerThanAround, spotsOf } from '#shared/inspection/reading/dark-spots.ts';
import {
  type GreyPicture,
  greyOf,
  longestSide,
  pgmHead,
  readPgm,
  reduced,
} from '#shared/inspection/reading/grey-picture.ts';
import { homographyOf, project } from '#shared/inspection/reading/homography.ts';
import { pagePlaces } from '#shared/inspection/reading/page-places.ts';
import { pictureSize } from '#shared/inspection/reading/picture-size.ts';
import { printedOn } from '#shared/inspection/reading/printed-near.ts';
import { readItems } from '#shared/inspection/reading/read-items.ts';
import { readPage } from '#shared/inspection/reading/read-page.ts';
import { hasWriting, straightened, straightScale } from '#shared/inspection/reading/straighten.ts';
import { layOutSheet } from '#shared/inspection/sheet-layout.ts';
import { drawnPage, handStroke, seeded } from '#test/support/drawn-sheet.ts';
import { sheetCodeText } from '#test/support/marked-sheets.ts';
import { cleanMark } from '#test/support/pen-marks.ts';
import { photographed } from '#test/support/photographed.ts';
import { pgmBytes } from '#test/support/picture-files.ts';
import { pngBytes } from '#test/support/sample-files.ts';
import { sheetContents } from '#test/support/sheet-contents.ts';

const [content = expect.fail('no contents')] = sheetContents();
const layout = layOutSheet(content);
/** Neither the place of the code nor what it says. */
const unknown = { qr: null, isThisPrint: false };
const flat = { perspective: 0, around: 252, gradient: 0, shadow: 0, noise: 1, blur: 0, blocks: 0, curl: 0 };

describe('a PGM', () => {
  const good = pgmBytes({ width: 900, height: 600, data: new Uint8Array(540_000).fill(7) });

  it('is one picture of eight bits, and nothing before or behind it', () => {
    expect(readPgm(good)).toMatchObject({ width: 900, height: 600 });
    const withHead = (head: string) => readPgm(Buffer.concat([Buffer.from(head, 'latin1'), good.subarray(15)]));
    expect(good.subarray(0, 15).toString('latin1')).toBe(pgmHead(900, 600));
    for (const head of [
      'P2\n900 600\n255\n',
      'P6\n900 600\n255\n',
      'P5\n900 600\n65535\n',
      'P5\n900 600\n256\n',
      'P5\n0 600\n255\n',
      'P5\n-900 600\n255\n',
      'P5\n900 601\n255\n',
      'P5\n9e2 600\n255\n',
      'P5\n# made by\n900 600\n255\n',
      ' P5\n900 600\n255\n',
      'P5\n0900 600\n255\n',
      'P5\n900 600\n255',
      'P5\n9999999 1\n255\n',
      '',
    ])
      expect(withHead(head), JSON.stringify(head)).toBe('malformed');
    expect(readPgm(good.subarray(0, good.length - 1))).toBe('malformed');
    expect(readPgm(Buffer.concat([good, Buffer.from([0])]))).toBe('malformed');
  });

  it('whose head is changed in any one byte is never read as something larger than it is', () => {
    const random = seeded(4);
    for (let round = 0; round < 400; round += 1) {
      const changed = Uint8Array.from(good);
      changed[Math.floor(random() * 15)] = Math.floor(random() * 256);
      const read = readPgm(changed);
      if (typeof read === 'string') continue;
      expect(read.data.length).toBe(read.width * read.height);
      expect(read.width * read.height).toBe(540_000);
    }
  });

  it('is bounded both ways', () => {
    expect(readPgm(Buffer.from(pgmHead(longestSide + 1, 10)))).toBe('tooLarge');
    expect(readPgm(Buffer.concat([Buffer.from(pgmHead(700, 500)), Buffer.alloc(350_000)]))).toBe('tooSmall');
  });
});

describe('the size of a picture is known before it is decoded', () => {
  it('of PNG, JPEG and WebP; of nothing else', () => {
    expect(pictureSize(pngBytes(31, 17, [1, 2, 3]))).toEqual({ width: 31, height: 17 });
    const jpeg = Buffer.from('ffd8ffe000104a46494600010100000100010000ffc00011080bb80fa0030122001103111', 'hex');
    expect(pictureSize(jpeg)).toEqual({ width: 4000, height: 3000 });
    const lossy = Buffer.concat([
      Buffer.from('RIFF....WEBPVP8 ........'),
      Buffer.from([0x9d, 0x01, 0x40, 0x06, 0xb0, 0x04]),
    ]);
    expect(pictureSize(lossy)).toEqual({ width: 1600, height: 1200 });
    const extended = Buffer.concat([
      Buffer.from('RIFF....WEBPVP8X....'),
      Buffer.from([0, 0, 0, 0, 0x3f, 0x1f, 0, 0xaf, 0x0f, 0]),
    ]);
    expect(pictureSize(extended)).toEqual({ width: 8000, height: 4016 });
    for (const other of ['', 'GIF89a', 'hello world, this is no picture', '\u00ff\u00d8'])
      expect(pictureSize(Buffer.from(other, 'latin1'))).toBe(null);
  });
});

describe('a homography', () => {
  const from = [
    { x: 0, y: 0 },
    { x: 210, y: 0 },
    { x: 0, y: 297 },
    { x: 210, y: 297 },
  ];

  it('takes four points to their partners and those between them along', () => {
    const to = [
      { x: 120, y: 80 },
      { x: 900, y: 140 },
      { x: 60, y: 1300 },
      { x: 980, y: 1210 },
    ];
    const there = homographyOf(from, to) ?? expect.fail();
    const back = homographyOf(to, from) ?? expect.fail();
    for (const [index, point] of from.entries()) {
      const seen = project(there, point.x, point.y);
      expect(seen.x).toBeCloseTo(to[index]?.x ?? 0, 6);
      expect(seen.y).toBeCloseTo(to[index]?.y ?? 0, 6);
    }
    const seen = project(there, 77, 123);
    expect(project(back, seen.x, seen.y).x).toBeCloseTo(77, 6);
    expect(project(back, seen.x, seen.y).y).toBeCloseTo(123, 6);
  });

  it('does not exist where three of the points lie on a line, or where there are not four', () => {
    const line = [0, 1, 2, 3].map((step) => ({ x: step * 10, y: step * 10 }));
    expect(homographyOf(line, from)).toBe(null);
    expect(homographyOf(from.slice(0, 3), from.slice(0, 3))).toBe(null);
  });
});

describe('dark spots', () => {
  /** A square of 12 and a line of ink on paper lit from 240 down to 60. */
  const width = 200;
  const lit: GreyPicture = {
    width,
    height: 100,
    data: Uint8Array.from({ length: width * 100 }, (_, at) => {
      const [x, y] = [at % width, Math.floor(at / width)];
      const light = 240 - x * 0.9;
      const isSquare = x >= 150 && x < 162 && y >= 40 && y < 52;
      const isLine = y === 80 && x > 20 && x < 120;
      return isSquare || isLine ? light * 0.2 : light;
    }),
  };

  it('are found against the light around them and known as squares by their moments', () => {
    const spots = spotsOf(darkerThanAround(lit, 20, 0.72), width, 100, 20);
    expect(spots).toHaveLength(2);
    const square = spots.find((spot) => spot.elongation < 1.5) ?? expect.fail();
    expect(square.area).toBe(144);
    expect([square.x, square.y]).toEqual([155.5, 45.5]);
    expect(square.solidity).toBeCloseTo(1, 2);
    const line = spots.find((spot) => spot !== square);
    expect(line?.elongation).toBeGreaterThan(20);
  });

  it('are none on paper in a shadow', () => {
    const plain = { ...lit, data: lit.data.map((_, at) => 240 - (at % width) * 0.9) };
    expect(spotsOf(darkerThanAround(plain, 20, 0.72), width, 100, 1)).toEqual([]);
  });
});

describe('a page', () => {
  const drawing = drawnPage(layout, 1, sheetCodeText, 6);
  for (const box of layout.boxes.filter((each) => each.answer === 'yes'))
    cleanMark(drawing, { thickness: 0.6, ink: 0.9, random: seeded(1) }, box, 'tick');
  const seen = layout.fields.find((field) => field.name === 'seen') ?? expect.fail();
  handStroke(drawing, { thickness: 0.5, ink: 0.9, random: seeded(2) }, [
    [seen.x + 10, seen.y + 5],
    [seen.x + 30, seen.y + 8],
  ]);
  const certain = (picture: GreyPicture) =>
    readItems(content.items, readPage(picture, layout, unknown)?.boxes ?? []).filter(
      (item) => item.verdict === 'certain',
    );

  it.each([0, 14, 90, 180, 193, 270, 346])('is found when it is turned by %i degrees, and which way is up', (turn) => {
    const picture = photographed(drawing, { ...flat, dpi: 110, turn }, seeded(turn + 1));
    expect(certain(picture).map((item) => item.answer)).toEqual(Array.from({ length: 5 }, () => 'yes'));
  });

  it('is read in black and white only, as office scanners write it', () => {
    const picture = photographed(drawing, { ...flat, dpi: 200, turn: 2 }, seeded(5));
    const fax = { ...picture, data: picture.data.map((value) => (value > 140 ? 255 : 0)) };
    expect(certain(fax).map((item) => item.answer)).toEqual(Array.from({ length: 5 }, () => 'yes'));
  });

  it('is found to half a millimetre in perspective, under a gradient and noise', () => {
    const shot = { ...flat, dpi: 130, turn: -8, perspective: 0.08, gradient: 0.4, noise: 8, around: 40 };
    const picture = photographed(drawing, shot, seeded(8));
    const read = readPage(picture, layout, unknown) ?? expect.fail();
    for (const box of read.boxes) expect(Math.hypot(box.shift?.x ?? 9, box.shift?.y ?? 9)).toBeLessThan(0.5);
  });

  it('is not seen where there is none, where a corner is missing, and on a sheet laid out otherwise', () => {
    expect(pagePlaces({ width: 900, height: 1200, data: new Uint8Array(1_080_000).fill(230) }, layout.corners)).toEqual(
      [],
    );
    const picture = photographed(drawing, { ...flat, dpi: 110, turn: 0 }, seeded(3));
    const cut = picture.width * Math.floor(picture.height * 0.93);
    expect(
      readPage({ ...picture, height: cut / picture.width, data: picture.data.slice(0, cut) }, layout, unknown),
    ).toBe(null);
    const other = layOutSheet(sheetContents()[2] ?? expect.fail());
    expect(readPage(picture, other, unknown)).toBe(null);
  });

  it('where the code was seen somewhere else is another page', () => {
    const picture = photographed(drawing, { ...flat, dpi: 110, turn: 0 }, seeded(3));
    expect(readPage(picture, layout, { qr: { x: 20, y: picture.height - 20 }, isThisPrint: true })).toBe(null);
  });

  it('is straightened to white paper and dark ink, and shows where something was written', () => {
    const shot = { ...flat, dpi: 130, turn: 185, perspective: 0.05, gradient: 0.4, noise: 3, around: 60 };
    const picture = photographed(drawing, shot, seeded(9));
    const read = readPage(picture, layout, unknown) ?? expect.fail();
    const page = straightened(picture, read.place);
    expect([page.width, page.height]).toEqual([210 * straightScale, 297 * straightScale]);
    const at = (x: number, y: number) =>
      page.data[Math.round(y * straightScale) * page.width + Math.round(x * straightScale)];
    expect(at(12, 12)).toBeLessThan(5);
    expect(at(198, 285)).toBeLessThan(5);
    expect(at(5, 150)).toBeGreaterThan(13);
    const printed = printedOn(layout, 1);
    const written = layout.fields.filter((field) => hasWriting(page, field, printed)).map((field) => field.name);
    expect(written).toEqual(['seen']);
  });
});

describe('small helpers', () => {
  it('grey is what the eye sees of colours', () => {
    const colours = Uint8ClampedArray.from([255, 255, 255, 255, 255, 0, 0, 255, 0, 0, 255, 255, 0, 0, 0, 255]);
    expect([...greyOf(colours, 4, 1).data]).toEqual([255, 77, 29, 0]);
  });

  it('reducing takes the mean of what a pixel covers', () => {
    const four = { width: 4, height: 2, data: Uint8Array.from([0, 100, 10, 10, 200, 100, 10, 30]) };
    expect(reduced(four, 2)).toEqual({ width: 2, height: 1, data: Uint8Array.from([100, 15]) });
    expect(reduced(four, 1)).toEqual(four);
  });
});
