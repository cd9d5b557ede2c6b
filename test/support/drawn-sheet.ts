/**
 * Printed sheets as grey pixels: the real layout drawn by a small rasteriser of our own – squares, code, rules, outlines and
 * something as dark and as dense as text – and a pen that writes on them.
 */
import { encode } from 'uqr';
import type { GreyPicture } from '#shared/inspection/reading/grey-picture.ts';
import type { Rectangle, SheetLayout } from '#shared/inspection/sheet-layout.ts';
import { textWidth } from '#shared/inspection/sheet-text.ts';

export type Random = () => number;

/** mulberry32: the same sheets on every machine. */
export function seeded(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

export interface Drawing extends GreyPicture {
  /** Pixels to a millimetre. */
  readonly scale: number;
}

const paper = 246;
const black = 38;

/** One page; null as code: none is printed. */
export function drawnPage(layout: SheetLayout, page: number, code: string | null, scale: number): Drawing {
  const [width, height] = [Math.round(210 * scale), Math.round(297 * scale)];
  const drawing: Drawing = { width, height, scale, data: new Uint8Array(width * height).fill(paper) };
  const random = seeded(page * 7919 + Math.round(scale * 100));
  for (const corner of layout.corners) fill(drawing, corner, black);
  for (const [index, mark] of layout.pageMarks.entries()) if (index < page - 1) fill(drawing, mark, black);
  if (code !== null) drawCode(drawing, layout.qr, code);
  for (const frame of layout.frames.slice(page - 1, page)) outline(drawing, frame, 0.35);
  for (const rule of layout.rules)
    if (rule.page === page) stroke(drawing, [rule.x1, rule.y1], [rule.x2, rule.y2], 0.18, 1);
  for (const box of layout.boxes) if (box.page === page) outline(drawing, box, 0.3);
  for (const text of layout.texts) {
    if (text.page !== page) continue;
    const wide = textWidth(text.text) * text.size;
    const left = text.anchor === 'middle' ? text.x - wide / 2 : text.anchor === 'end' ? text.x - wide : text.x;
    let at = left;
    for (const sign of text.text) {
      drawSign(drawing, at, text.base, text.size, sign, random);
      at += textWidth(sign) * text.size;
    }
  }
  return drawing;
}

/** A Han character is some ten strokes in its square; digits and letters three. */
function drawSign(drawing: Drawing, x: number, base: number, size: number, sign: string, random: Random): void {
  if (sign.trim() === '' || '，。、：；（）'.includes(sign)) return;
  const wide = textWidth(sign) * size;
  const strokes = wide > size * 0.9 ? 8 : 3;
  for (let count = 0; count < strokes; count += 1) {
    const fromX = x + wide * (0.08 + 0.6 * random());
    const fromY = base - size * (0.02 + 0.76 * random());
    const isDown = random() < 0.45;
    const long = size * (0.25 + 0.5 * random());
    const toX = Math.min(x + wide * 0.94, fromX + (isDown ? 0 : long));
    const toY = Math.min(base + size * 0.05, fromY + (isDown ? long : 0));
    stroke(drawing, [fromX, fromY], [toX, toY], size * 0.07, 0.95);
  }
}

function drawCode(drawing: Drawing, { x, y, width }: Rectangle, code: string): void {
  const { data, size } = encode(code, { border: 4 });
  const module = width / size;
  for (const [row, cells] of data.entries())
    for (const [column, isDark] of cells.entries())
      if (isDark) fill(drawing, { x: x + column * module, y: y + row * module, width: module, height: module }, black);
}

function outline(drawing: Drawing, { x, y, width, height }: Rectangle, thickness: number): void {
  const corners = [
    [x, y],
    [x + width, y],
    [x + width, y + height],
    [x, y + height],
    [x, y],
  ] as const;
  for (const [index, to] of corners.slice(1).entries()) stroke(drawing, corners[index] ?? to, to, thickness, 1);
}

export type Place = readonly [x: number, y: number];

/** Edges fall between pixels: what is half covered is half dark. */
function fill(drawing: Drawing, { x, y, width, height }: Rectangle, value: number): void {
  const { scale } = drawing;
  const [left, right, top, bottom] = [x * scale, (x + width) * scale, y * scale, (y + height) * scale];
  for (let row = Math.floor(top); row < Math.ceil(bottom); row += 1)
    for (let column = Math.floor(left); column < Math.ceil(right); column += 1) {
      const across = Math.min(column + 1, right) - Math.max(column, left);
      const down = Math.min(row + 1, bottom) - Math.max(row, top);
      darken(drawing, column, row, value, Math.max(0, across) * Math.max(0, down));
    }
}

/** A straight stroke with round ends, millimetres; `ink` 0 … 1 is how dark. */
export function stroke(drawing: Drawing, from: Place, to: Place, thickness: number, ink: number): void {
  const { scale } = drawing;
  const [x1, y1, x2, y2] = [from[0] * scale, from[1] * scale, to[0] * scale, to[1] * scale];
  const half = (thickness * scale) / 2;
  const long = Math.hypot(x2 - x1, y2 - y1);
  const value = paper - (paper - black) * ink;
  const [left, right] = [Math.min(x1, x2) - half - 1, Math.max(x1, x2) + half + 1];
  const [top, bottom] = [Math.min(y1, y2) - half - 1, Math.max(y1, y2) + half + 1];
  for (let row = Math.floor(top); row <= bottom; row += 1)
    for (let column = Math.floor(left); column <= right; column += 1) {
      const [dx, dy] = [column + 0.5 - x1, row + 0.5 - y1];
      const along = long === 0 ? 0 : Math.min(1, Math.max(0, (dx * (x2 - x1) + dy * (y2 - y1)) / (long * long)));
      const away = Math.hypot(dx - along * (x2 - x1), dy - along * (y2 - y1));
      const covered = Math.min(1, Math.max(0, half + 0.5 - away)) * Math.min(1, 2 * half);
      if (covered > 0) darken(drawing, column, row, value, covered);
    }
}

/** Ink on ink gets no lighter. */
function darken({ data, width, height }: Drawing, x: number, y: number, value: number, covered: number): void {
  if (x < 0 || y < 0 || x >= width || y >= height) return;
  const at = y * width + x;
  const before = data[at] ?? paper;
  data[at] = Math.min(before, Math.round(before + (value - before) * covered));
}

export interface Pen {
  /** Millimetres. */
  readonly thickness: number;
  readonly ink: number;
  readonly random: Random;
}

/** A hand does not draw straight: pieces of a millimetre, each a little off. */
export function handStroke(drawing: Drawing, pen: Pen, places: readonly Place[], wobble = 0.08): void {
  const { random } = pen;
  const off = () => (random() - 0.5) * 2 * wobble;
  let last: Place | null = null;
  for (const [index, place] of places.entries()) {
    const before = places[index - 1] ?? place;
    const pieces = Math.max(1, Math.ceil(Math.hypot(place[0] - before[0], place[1] - before[1])));
    for (let piece = 1; piece <= pieces; piece += 1) {
      const share = piece / pieces;
      const next: Place = [
        before[0] + (place[0] - before[0]) * share + off(),
        before[1] + (place[1] - before[1]) * share + off(),
      ];
      stroke(drawing, last ?? before, next, pen.thickness * (0.85 + 0.3 * random()), pen.ink);
      last = next;
    }
  }
}

/** In shares of the box: 0,0 its top left corner, 1,1 its bottom right one. */
export function inBox({ x, y, width, height }: Rectangle, right: number, down: number): Place {
  return [x + width * right, y + height * down];
}
