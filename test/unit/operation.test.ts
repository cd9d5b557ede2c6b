import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalText, type JsonValue, parseCanonical } from '#shared/package/canonical.ts';
import {
  deterministicId,
  isOperation,
  isWithheldLine,
  type Operation,
  operationLine,
  operationSchema,
  parseLine,
  parseWithheldLine,
  withheldLine,
} from '#shared/package/operation.ts';
import { addDigest, operationDigest, subtractDigest } from '#shared/package/state-digest.ts';

const sha256 = (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest();

const operation: Operation = {
  stream: '00112233445566778899aabbccddeeff',
  n: 1,
  entity: 'project',
  id: '0190a0b0-0000-7000-8000-000000000001',
  kind: 'put',
  changes: { name: [null, '青石产业园一期'] },
  actor: '张某某',
  at: '2026-11-20T03:04:05.000Z',
};

// Whole-character text without NUL, with what JSON escapes and what sorts differently by code unit and code point.
const character = fc.oneof(
  fc.constantFrom('"', '\\', '\n', '\u0001', '\u007f', '\u2028', '重', '😀', '\uffff', 'é', '/', 'u', 'd'),
  fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 1 })
    .filter((text) => !text.includes('\0') && text.isWellFormed()),
);
const text = fc.string({ unit: character, maxLength: 12 });
const key = fc.oneof(
  text.filter((each) => JSON.stringify(each).length === each.length + 2),
  fc.constantFrom('0', '10', '9', '__proto__', 'constructor', 'toJSON', '', 'a', 'B'),
);
const json = fc.letrec<{ value: JsonValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constant(null),
    fc.boolean(),
    fc.integer(),
    fc.double({ noDefaultInfinity: true, noNaN: true }),
    text,
    fc.array(tie('value'), { maxLength: 4 }),
    fc.array(fc.tuple(key, tie('value')), { maxLength: 5 }).map((members) => Object.fromEntries(members) as JsonValue),
  ),
})).value;

describe('the canonical text of a value', () => {
  test('is that of RFC 8785 as the canonicalize package makes it', () => {
    fc.assert(
      fc.property(json, (value) => {
        expect(canonicalText(value)).toBe(canonicalize(value));
      }),
      { numRuns: 3000 },
    );
  });

  test('has no keys that JSON would have to escape: V8 reads such a key now and then as another', () => {
    for (const name of ['"', '\\', '\n', 'a"b', '\u0001']) {
      expect(() => canonicalText({ [name]: 0 }), name).toThrow(RangeError);
      expect(parseCanonical(JSON.stringify({ [name]: 0 })), name).toBeUndefined();
    }
  });

  test('is accepted as its own, and the value comes back', () => {
    fc.assert(
      fc.property(json, (value) => {
        const line = canonicalText(value);
        expect(canonicalText(parseCanonical(line) ?? null)).toBe(line);
      }),
      { numRuns: 3000 },
    );
  });

  test('is the only text of a value that is accepted', () => {
    fc.assert(
      fc.property(json, fc.nat(), fc.string({ minLength: 1, maxLength: 2 }), (value, at, inserted) => {
        const line = canonicalText(value);
        const place = at % (line.length + 1);
        const changed = line.slice(0, place) + inserted + line.slice(place);
        const read = parseCanonical(changed);
        // Either no longer JSON or JCS at all, or another value's own text.
        if (read !== undefined) expect(canonicalize(read)).toBe(changed);
      }),
      { numRuns: 3000 },
    );
  });

  test.each([
    ['a space', '{"a": 1}'],
    ['keys out of order', '{"b":1,"a":2}'],
    ['a key twice', '{"a":1,"a":1}'],
    ['a number written otherwise', '{"a":1.0}'],
    ['an exponent', '[1e2]'],
    ['minus zero', '[-0]'],
    ['a number too large', '[1e400]'],
    ['an integer no double holds', '[9007199254740993]'],
    ['a needless escape', '["\\u0041"]'],
    ['an escaped slash', '["\\/"]'],
    ['half a character, escaped', '["\\ud800"]'],
    ['half a character', '["\ud800"]'],
    ['NUL', '["\\u0000"]'],
    ['capital hexadecimal', '["\\u001F"]'],
    ['a byte order mark', '\ufeff[]'],
    ['something behind', '[]x'],
    ['nothing', ''],
    ['a depth nobody needs', `${'['.repeat(40)}${']'.repeat(40)}`],
    ['a depth that would break a parser', '['.repeat(500_000)],
  ])('with %s is refused', (_, line) => {
    expect(parseCanonical(line)).toBeUndefined();
  });

  test('sorts keys by UTF-16 code units, numbers as text', () => {
    expect(canonicalText({ '10': 1, '9': 2, '\ufb33': 3, '😀': 4, a: 5 })).toBe(
      '{"10":1,"9":2,"a":5,"😀":4,"\ufb33":3}',
    );
  });
});

describe('a line', () => {
  test('holds an operation and gives it back, unknown members too', () => {
    const newer = {
      ...operation,
      changes: { ...operation.changes, later: [null, { deep: [1] }] as const },
      reason: '更正',
    };
    expect(parseLine(operationLine(newer))).toEqual(newer);
  });

  test('is refused when it is canonical but no operation', () => {
    const wrong: Record<string, unknown>[] = [
      { stream: 'ABCD' },
      { n: 0 },
      { n: 1.5 },
      { entity: 'Project' },
      { id: '' },
      { id: '有 空格' },
      { kind: 'merge' },
      { changes: [] },
      { changes: { name: [1] } },
      { changes: { name: [1, 2, 3] } },
      { actor: '' },
      { at: '2026-11-20' },
      { supersedes: [{ stream: 'x', n: 1 }] },
      { seen: [{ stream: operation.stream, n: 0 }] },
    ];
    for (const change of wrong) {
      const line = canonicalText({ ...operation, ...change });
      expect(() => parseLine(line), line).toThrowError(expect.objectContaining({ code: 'PACKAGE_CONTENT_INVALID' }));
      expect(operationSchema.safeParse(JSON.parse(line)).success, line).toBe(false);
    }
  });

  test('is judged by hand as by the schema', () => {
    const parts = fc.record(
      {
        stream: fc.constantFrom(operation.stream, 'ff', 5),
        n: fc.constantFrom(1, 2 ** 53, 0, '1', 7),
        entity: fc.constantFrom('project', 'Project', 'a'.repeat(41)),
        id: fc.constantFrom('a', '', 'x'.repeat(65)),
        kind: fc.constantFrom('put', 'delete', 'undelete', 'other'),
        changes: fc.constantFrom<unknown>({}, { a: [null, 1] }, { a: [1] }, null, [], { a: { 0: 1, 1: 2 } }),
        actor: fc.constantFrom('张某某', '', 'x'.repeat(101)),
        at: fc.constantFrom('2026-11-20T03:04:05.000Z', '2026-11-20T03:04:05Z', '2026-11-20T11:04:05+08:00', ''),
        supersedes: fc.constantFrom<unknown>([], [{ stream: operation.stream, n: 1 }], [{}], null),
        seen: fc.constantFrom<unknown>([], [{ stream: operation.stream, n: 1 }], [{ n: 1 }], null),
        other: fc.constant(1),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(parts, fc.boolean(), (changed, isPartial) => {
        const value = isPartial ? changed : { ...operation, ...changed };
        expect(isOperation(value)).toBe(operationSchema.safeParse(value).success);
      }),
      { numRuns: 3000 },
    );
  });

  test('is not made of text that is not normalised, nor of half characters or NUL', () => {
    const named = (name: JsonValue): Operation => ({ ...operation, changes: { name: [null, name] } });
    expect(() => operationLine(named('é'.normalize('NFD')))).toThrow('NFC');
    // What was there before is kept as it was, normalised or not.
    expect(operationLine({ ...operation, changes: { name: ['é'.normalize('NFD'), 'x'] } })).toContain('e\u0301');
    for (const name of ['a\0b', '\ud83d', ['\udc00'], { a: 'x\0' }])
      expect(() => operationLine(named(name))).toThrowError(expect.objectContaining({ code: 'TEXT_INVALID' }));
    expect(() => operationLine(named('长'.repeat(1_000_001)))).toThrowError(
      expect.objectContaining({ code: 'TEXT_INVALID' }),
    );
  });
});

describe('a withheld body', () => {
  test('travels as its hash and is told from an operation by its beginning', () => {
    const withheld = { stream: operation.stream, n: 12, bodyHash: 'ab'.repeat(32) };
    const line = withheldLine(withheld);
    expect(line).toBe(canonicalize(withheld));
    expect(isWithheldLine(line)).toBe(true);
    expect(parseWithheldLine(line)).toEqual(withheld);
    expect(isWithheldLine(operationLine(operation))).toBe(false);
    expect(isWithheldLine(operationLine({ ...operation, bodyHash: 'x', aaa: 1 } as Operation))).toBe(false);
  });

  test.each([
    '{"bodyHash":"ab","n":1,"stream":"00"}',
    `{"bodyHash":"${'ab'.repeat(32)}","n":01,"stream":"${'0'.repeat(32)}"}`,
    `{"bodyHash":"${'ab'.repeat(32)}","n":9999999999999999,"stream":"${'0'.repeat(32)}"}`,
  ])('of another form is refused: %s', (line) => {
    expect(() => parseWithheldLine(line)).toThrowError(expect.objectContaining({ code: 'PACKAGE_CONTENT_INVALID' }));
  });
});

describe('a deterministic id', () => {
  test('is the same for the same key, another for any other, and a UUID of version 8', () => {
    const id = deterministicId('annualPlan', 'p1', 2026);
    expect(id).toBe(deterministicId('annualPlan', 'p1', 2026));
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    const others = [
      deterministicId('annualPlan', 'p1', '2026'),
      deterministicId('annualPlan', 'p12026'),
      deterministicId('progressReport', 'p1', 2026),
      deterministicId('annualPlan', 'p1', 2025),
    ];
    expect(new Set([id, ...others]).size).toBe(5);
  });
});

describe('the state digest', () => {
  const digests = [1, 2, 3].map((n) => operationDigest(sha256, 'project', `p${n}`, sha256(Uint8Array.of(n))));

  test('does not depend on the order, and what is taken away is as if never added', () => {
    const sum = (order: readonly number[]) =>
      order.reduce<Uint8Array>((total, at) => addDigest(total, digests[at] ?? new Uint8Array(32)), new Uint8Array(32));
    expect(sum([0, 1, 2])).toEqual(sum([2, 0, 1]));
    expect(subtractDigest(sum([0, 1, 2]), digests[1] ?? new Uint8Array())).toEqual(sum([0, 2]));
  });

  test('is addition modulo 2²⁵⁶', () => {
    const number = (bytes: Uint8Array) => BigInt(`0x${Buffer.from(bytes).toString('hex')}`);
    const bytes = fc.uint8Array({ minLength: 32, maxLength: 32 });
    const modulus = 2n ** 256n;
    fc.assert(
      fc.property(bytes, bytes, (left, right) => {
        expect(number(addDigest(left, right))).toBe((number(left) + number(right)) % modulus);
        expect(number(subtractDigest(left, right))).toBe((number(left) - number(right) + modulus) % modulus);
      }),
    );
  });
});
