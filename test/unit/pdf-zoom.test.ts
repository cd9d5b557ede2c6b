import { expect, test } from 'vitest';
import { scaleOf, shownZoom, steppedZoom } from '#renderer/components/pdf-preview/zoom.ts';

/** A4 landscape in points; the room a window of 1366 × 768 leaves. */
const sheet = { width: 842, height: 595 };
const room = { width: 1366, height: 660 };

test('a sheet fitted to the width leaves no horizontal scrolling', () => {
  const scale = scaleOf('width', sheet, room);
  expect(sheet.width * scale).toBeLessThanOrEqual(room.width - 24);
  expect(sheet.width * scale).toBeGreaterThan(room.width - 60);
});

test('a whole page is wholly in sight', () => {
  const scale = scaleOf('page', sheet, room);
  expect(sheet.height * scale).toBeLessThanOrEqual(room.height - 24);
});

test('a very wide screen does not blow the sheet up, a very small one never turns it over', () => {
  expect(shownZoom(scaleOf('width', sheet, { width: 5000, height: 2000 }))).toBe('150%');
  expect(scaleOf('page', sheet, { width: 10, height: 10 })).toBeGreaterThan(0);
});

test('steps go up and down from the size shown and end at the ends', () => {
  const real = scaleOf(1, sheet, room);
  expect(steppedZoom(real, 1)).toBe(1.25);
  expect(steppedZoom(real, -1)).toBe(0.8);
  expect(steppedZoom(scaleOf(3, sheet, room), 1)).toBe(3);
});
