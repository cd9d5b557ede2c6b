import { expect, test } from 'vitest';
import { countedText, mostCounted } from '#shared/text/counted.ts';

test('a count is exact up to five thousand, above it says “more than”', () => {
  expect(countedText(0)).toBe('0');
  expect(countedText(1204)).toBe('1,204');
  expect(countedText(mostCounted)).toBe('5,000');
  expect(countedText(mostCounted + 1)).toBe('超过 5,000');
});
