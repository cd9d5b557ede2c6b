/** What people do with a pen in and around a tick box. */
import type { Rectangle } from '#shared/inspection/sheet-layout.ts';
import { type Drawing, handStroke, inBox, type Pen, type Place, type Random, stroke } from './drawn-sheet.ts';

export const cleanMarks = ['tick', 'longTick', 'cross', 'stroke', 'bigTick'] as const;
export type CleanMark = (typeof cleanMarks)[number];

export function cleanMark(drawing: Drawing, pen: Pen, box: Rectangle, mark: CleanMark): void {
  const { random } = pen;
  const about = (share: number, by = 0.07) => share + (random() - 0.5) * 2 * by;
  const at = (right: number, down: number, by?: number): Place => inBox(box, about(right, by), about(down, by));
  switch (mark) {
    case 'tick':
      return handStroke(drawing, pen, [at(0.2, 0.5), at(0.42, 0.8), at(0.85, 0.2)]);
    case 'longTick':
      // Its tail leaves the box to the upper right.
      return handStroke(drawing, pen, [
        at(0.2, 0.45),
        at(0.45, 0.82),
        at(1.15 + 0.35 * random(), -0.2 - 0.25 * random()),
      ]);
    case 'bigTick':
      return handStroke(drawing, pen, [at(0.05, 0.4), at(0.4, 0.95), at(1.1, 0)]);
    case 'cross':
      handStroke(drawing, pen, [at(0.15, 0.15), at(0.85, 0.85)]);
      return handStroke(drawing, pen, [at(0.85, 0.15), at(0.15, 0.85)]);
    case 'stroke':
      return random() < 0.5
        ? handStroke(drawing, pen, [at(0.2, 0.8), at(0.8, 0.2)])
        : handStroke(drawing, pen, [at(0.15, 0.5), at(0.85, 0.5)]);
  }
}

/** Of which a machine must not be certain. `answer`: the box that is meant, or none. */
export const doubtfulMarks = [
  'twoTicked',
  'struckOut',
  'struckOutSlanted',
  'scribbledOut',
  'corrected',
  'filled',
  'dot',
  'passingTail',
  'hair',
  'smudge',
  'tickBeside',
  'circledWord',
  'pencil',
  'foldLine',
] as const;
export type DoubtfulMark = (typeof doubtfulMarks)[number];

export function doubtfulMark(drawing: Drawing, pen: Pen, box: Rectangle, other: Rectangle, mark: DoubtfulMark): void {
  const { random } = pen;
  const tick = (target: Rectangle) => cleanMark(drawing, pen, target, 'tick');
  switch (mark) {
    case 'twoTicked':
      tick(box);
      return cleanMark(drawing, pen, other, random() < 0.5 ? 'cross' : 'tick');
    case 'struckOut':
      tick(box);
      return handStroke(drawing, pen, [inBox(box, -0.4, 0.5), inBox(box, 1.4, 0.45)]);
    case 'struckOutSlanted':
      tick(box);
      handStroke(drawing, pen, [inBox(box, -0.3, 1.3), inBox(box, 1.3, -0.3)]);
      return handStroke(drawing, pen, [inBox(box, -0.3, -0.3), inBox(box, 1.3, 1.3)]);
    case 'scribbledOut':
      tick(box);
      return scribble(drawing, pen, box);
    case 'corrected':
      tick(box);
      scribble(drawing, pen, box);
      return tick(other);
    case 'filled': {
      // To choose it, or to take a tick back: it cannot be seen which.
      const broad = { ...pen, thickness: Math.max(0.5, pen.thickness) };
      for (let down = 0.08; down <= 0.92; down += 0.06)
        handStroke(drawing, broad, [
          inBox(box, 0.05 + 0.04 * random(), down),
          inBox(box, 0.91 + 0.04 * random(), down),
        ]);
      return;
    }
    case 'dot':
      return stroke(drawing, inBox(box, 0.5, 0.5), inBox(box, 0.56, 0.54), 0.7, 0.9);
    case 'passingTail':
      // Of a tick in the row below.
      return handStroke(drawing, pen, [inBox(box, -0.2, 1.9), inBox(box, 0.65 + 0.3 * random(), 0.25)]);
    case 'hair':
      return handStroke(
        drawing,
        { ...pen, thickness: 0.2, ink: 0.8 },
        [inBox(box, -0.7, 0.2), inBox(box, 0.3, 0.6), inBox(box, 1.6, 0.4)],
        0.02,
      );
    case 'smudge':
      return stroke(drawing, inBox(box, 0.4, 0.4), inBox(box, 0.6, 0.6), 2.2, 0.22);
    case 'tickBeside': {
      const beside = { ...box, x: box.x - 4.2 };
      return tick(beside);
    }
    case 'circledWord': {
      const [x, y] = [box.x + box.width + 3.2, box.y + box.height / 2];
      const places = Array.from({ length: 14 }, (_, step): Place => {
        const turn = (step / 13) * 2 * Math.PI;
        return [x + 2.6 * Math.cos(turn), y + 2.6 * Math.sin(turn)];
      });
      return handStroke(drawing, pen, places);
    }
    case 'pencil':
      return cleanMark(drawing, { ...pen, thickness: 0.3, ink: 0.24 }, box, 'tick');
    case 'foldLine':
      return stroke(drawing, [5, box.y + box.height * 0.45], [205, box.y + box.height * 0.6], 0.35, 0.55);
  }
}

function scribble(drawing: Drawing, pen: Pen, box: Rectangle): void {
  const { random } = pen;
  const places = Array.from(
    { length: 9 },
    (_, step): Place => inBox(box, step % 2 === 0 ? 0.02 + 0.1 * random() : 0.88 + 0.1 * random(), 0.1 + step * 0.1),
  );
  handStroke(drawing, pen, places);
}

export function somePen(random: Random): Pen {
  return { thickness: 0.35 + 0.55 * random(), ink: 0.55 + 0.45 * random(), random };
}
