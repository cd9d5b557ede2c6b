/** Numbers of desks and of their packages: never one number twice, whoever invites whom. */
import { describe, expect, it } from 'vitest';
import { firstPackageNumber, invitedNumber } from '#shared/package/desk.ts';

describe('numbers of the computers of an office', () => {
  it('the first hands out 2 to 99, computer 7 hands out 701 to 799, each once', () => {
    expect(invitedNumber(1, [1])).toBe(2);
    expect(invitedNumber(1, [1, 2, 3])).toBe(4);
    expect(invitedNumber(7, [1, 7, 8])).toBe(701);
    expect(invitedNumber(7, [1, 7, 701, 702])).toBe(703);
    expect(invitedNumber(1, [99])).toBeUndefined();
  });

  it('two computers that invite without knowing of each other never hand out one number', () => {
    const handedOut = [1, 2, 99, 201, 9901, 20_101].flatMap((by) => {
      const numbers: number[] = [];
      for (let next = invitedNumber(by, numbers); next !== undefined; next = invitedNumber(by, numbers))
        numbers.push(next);
      return numbers;
    });
    expect(new Set(handedOut).size).toBe(handedOut.length);
    expect(handedOut).toHaveLength(98 + 5 * 99);
  });

  it('every computer numbers its packages in ten thousands of its own; the first one goes on as before', () => {
    expect([1, 2, 201].map(firstPackageNumber)).toEqual([0, 10_000, 2_000_000]);
  });
});
