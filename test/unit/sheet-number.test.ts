import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  readSheetCode,
  readSheetNumber,
  runningNumberOf,
  sheetCode,
  sheetNumber,
  shownSheetNumber,
} from '#shared/inspection/sheet-number.ts';

const numbers = fc.tuple(fc.integer({ min: 2000, max: 2099 }), fc.integer({ min: 1, max: 99_999 }));

describe('the number of a sheet', () => {
  it('is typed back as it is printed, with spaces and full-width digits too', () => {
    const number = sheetNumber(2026, 37);
    expect(number).toMatch(/^260037\d$/);
    const shown = shownSheetNumber(number);
    expect(shown).toBe(`26-0037-${number.slice(-1)}`);
    expect(readSheetNumber(shown)).toBe(number);
    expect(readSheetNumber(` ２６ ００３７ ${number.slice(-1)} `)).toBe(number);
    expect(runningNumberOf(number, 2026)).toBe(37);
    expect(runningNumberOf(number, 2025)).toBe(0);
  });

  it('notices every wrong digit and every exchange of neighbours', () => {
    fc.assert(
      fc.property(numbers, fc.nat(), fc.integer({ min: 1, max: 9 }), ([year, running], at, add) => {
        const number = sheetNumber(year, running);
        const place = at % number.length;
        const wrong = [...number];
        wrong[place] = String((Number(wrong[place]) + add) % 10);
        expect(readSheetNumber(wrong.join(''))).toBeNull();
        const left = at % (number.length - 1);
        if (number[left] === number[left + 1]) return;
        const turned = [...number];
        [turned[left], turned[left + 1]] = [turned[left + 1] ?? '', turned[left] ?? ''];
        expect(readSheetNumber(turned.join(''))).toBeNull();
      }),
    );
  });

  it.each(['', '12', 'abcdefg', '260037', '26-0037-x'])('is not “%s”', (typed) => {
    expect(readSheetNumber(typed)).toBeNull();
  });
});

describe('the code of a sheet', () => {
  const office = '019a6e3c-1111-7222-8333-0123456789ab';
  const sheet = '019a6e3c-4444-7555-8666-fedcba987654';
  const code = sheetCode(office, sheet, sheetNumber(2026, 37));

  it('names the office and the sheet, in signs every scanner types', () => {
    expect(code).toMatch(/^[0-9A-Z/]+$/);
    const read = readSheetCode(`${code.toLowerCase()}\r\n`);
    expect(read?.number).toBe(sheetNumber(2026, 37));
    expect(read?.isOf(office)).toBe(true);
    expect(read?.isOf(sheet)).toBe(false);
    expect(read?.isSheet(sheet)).toBe(true);
    expect(read?.isSheet(office)).toBe(false);
  });

  it('may say what stands on the paper, for which the older codes say nothing', () => {
    const marked = sheetCode(office, sheet, sheetNumber(2026, 37), '0K3Z');
    expect(readSheetCode(marked)?.print).toBe('0K3Z');
    expect(readSheetCode(marked)?.isSheet(sheet)).toBe(true);
    expect(readSheetCode(code)?.print).toBe(null);
    expect(readSheetCode(`${marked}9`)).toBeNull();
  });

  it.each(['', '2600373', 'https://example.invalid/51S', '51S/1/2/3'])('is not “%s”', (scanned) => {
    expect(readSheetCode(scanned)).toBeNull();
  });
});
