import { describe, expect, test } from 'vitest';
import { sha256 } from '#db/sha256.ts';
import { verifyChain } from '#shared/package/chain.ts';
import type { Range } from '#shared/package/manifest.ts';
import { testChain, testOperation, testStream } from '#test/support/packages.ts';

const operations = [1, 2, 3, 4, 5, 6].map((n) => testOperation(n));
const invalid = expect.objectContaining({ code: 'PACKAGE_CONTENT_INVALID' });

describe('the chain of a package', () => {
  test('leads from the base to the head, withheld bodies included', () => {
    const { range, lines } = testChain(operations, { withheld: [2, 6] });
    const [stream] = verifyChain(sha256, [range], lines);
    expect(stream?.operations.map((each) => [each.n, each.line === null])).toEqual(
      [1, 2, 3, 4, 5, 6].map((n) => [n, n === 2 || n === 6]),
    );
    expect(stream?.operations[0]?.line).toBe(lines[0]);
  });

  test('has the same hashes whether bodies are withheld or not', () => {
    const open = testChain(operations).range;
    const closed = testChain(operations, { withheld: [1, 2, 3, 4, 5, 6] }).range;
    expect(closed.headHash).toBe(open.headHash);
    expect([open.bodies, closed.bodies]).toEqual([6, 0]);
  });

  test('may begin in the middle and bring bodies that were withheld before', () => {
    const { range, lines } = testChain(operations, { from: 4, late: [1, 3] });
    const [stream] = verifyChain(sha256, [range], lines);
    expect(stream?.lateBodies.map((each) => each.n)).toEqual([1, 3]);
    expect(Buffer.from(stream?.lateBodies[0]?.bodyHash ?? [])).toEqual(sha256(Buffer.from(lines[0] ?? '')));
    expect(stream?.operations.map((each) => each.n)).toEqual([4, 5, 6]);
  });

  test('is refused when a line is missing, doubled, exchanged, foreign or too many', () => {
    const { range, lines } = testChain(operations);
    const foreign = testChain(operations.map((each) => ({ ...each, stream: 'ff'.repeat(16) }))).lines;
    const wrong = [
      lines.slice(1),
      lines.slice(0, -1),
      [...lines, ...testChain([testOperation(7)]).lines],
      [lines[1] ?? '', lines[0] ?? '', ...lines.slice(2)],
      [lines[0] ?? '', lines[0] ?? '', ...lines.slice(2)],
      [...lines.slice(0, 5), foreign[5] ?? ''],
      [],
    ];
    for (const each of wrong) expect(() => verifyChain(sha256, [range], each)).toThrowError(invalid);
  });

  test('is refused when the range tells something else', () => {
    const { range, lines } = testChain(operations, { from: 4, late: [1, 3] });
    const changes: Partial<Range>[] = [
      { headHash: 'ab'.repeat(32) },
      { baseHash: 'ab'.repeat(32) },
      { from: 3 },
      { to: 7 },
      { count: 4 },
      { count: 6 },
      { bodies: 4 },
      { stream: 'ab'.repeat(16) },
      { from: 1, to: 3 },
    ];
    for (const change of changes)
      expect(() => verifyChain(sha256, [{ ...range, ...change }], lines), JSON.stringify(change)).toThrowError(invalid);
  });

  test('names no stream twice', () => {
    const { range, lines } = testChain(operations);
    expect(() => verifyChain(sha256, [range, range], [...lines, ...lines])).toThrowError(invalid);
    expect(range.stream).toBe(testStream);
  });

  test('takes no late body that is out of order, withheld again, or not before the run', () => {
    const { range, lines } = testChain(operations, { from: 4, late: [1, 3] });
    const [first = '', second = '', ...rest] = lines;
    expect(() => verifyChain(sha256, [range], [second, first, ...rest])).toThrowError(invalid);
    expect(() => verifyChain(sha256, [range], [first, rest[0] ?? '', ...rest])).toThrowError(invalid);
    const hidden = testChain(operations, { withheld: [1] }).lines[0] ?? '';
    expect(() => verifyChain(sha256, [{ ...range, bodies: range.bodies - 1 }], [hidden, second, ...rest])).toThrowError(
      invalid,
    );
  });
});
