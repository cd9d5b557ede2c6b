/** What a sheet has printed where: rectangles in which darkness says nothing of a pen. Millimetres. */
import type { Rectangle, SheetLayout, TickBox } from '../sheet-layout.ts';
import { textWidth } from '../sheet-text.ts';

/** Rules are a third of a millimetre at most, and a straightened page lies exact to half of one. */
const ruleReach = 0.45;
const textReach = 0.3;

/** By page: texts, rules and frames. The outlines of the boxes are not among them. */
export function printedOn(layout: SheetLayout, page: number): readonly Rectangle[] {
  const texts = layout.texts
    .filter((text) => text.page === page)
    .map(({ x, base, size, anchor, text }): Rectangle => {
      // Counted rather too wide for every font: to the right of it there may still be paper, never more print.
      const width = textWidth(text) * size;
      const left = anchor === 'middle' ? x - width / 2 : anchor === 'end' ? x - width : x;
      return grown({ x: left, y: base - size * 0.9, width, height: size * 1.12 }, textReach);
    });
  const rules = layout.rules.filter((rule) => rule.page === page);
  const frame = layout.frames[page - 1];
  const lines = [
    ...rules.map(({ x1, y1, x2, y2 }): Rectangle => ({ x: x1, y: y1, width: x2 - x1, height: y2 - y1 })),
    ...(frame === undefined ? [] : sidesOf(frame)),
  ].map((line) => grown(line, ruleReach));
  return [...texts, ...lines];
}

/** Those that reach into so many millimetres around a box; other boxes too. */
export function nearBox(
  box: TickBox,
  printed: readonly Rectangle[],
  boxes: readonly TickBox[],
  reach: number,
): readonly Rectangle[] {
  const around = grown(box, reach);
  const others = boxes.filter((each) => each !== box).map((each) => grown(each, 0.3));
  return [...printed, ...others].filter((each) => isTouching(each, around));
}

function sidesOf({ x, y, width, height }: Rectangle): Rectangle[] {
  return [
    { x, y, width, height: 0 },
    { x, y: y + height, width, height: 0 },
    { x, y, width: 0, height },
    { x: x + width, y, width: 0, height },
  ];
}

function grown({ x, y, width, height }: Rectangle, by: number): Rectangle {
  return { x: x - by, y: y - by, width: width + 2 * by, height: height + 2 * by };
}

function isTouching(one: Rectangle, other: Rectangle): boolean {
  return (
    one.x < other.x + other.width &&
    other.x < one.x + one.width &&
    one.y < other.y + other.height &&
    other.y < one.y + one.height
  );
}
