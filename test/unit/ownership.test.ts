import { expect, test } from 'vitest';
import { entities } from '#shared/domain/entities.ts';
import { authors, mayWrite } from '#shared/package/ownership.ts';

const district = { senderOfficeId: 'd1', senderKind: 'district' } as const;
const centre = { senderOfficeId: 'c1', senderKind: 'centre' } as const;

test('an office writes its own records and makes new ones', () => {
  expect(mayWrite({ ...district, entity: 'project', homeOfficeId: 'd1' })).toBe(true);
  expect(mayWrite({ ...district, entity: 'project', homeOfficeId: null })).toBe(true);
  expect(mayWrite({ ...centre, entity: 'unit', homeOfficeId: null })).toBe(true);
});

test('nobody writes the records of another office, not even the centre', () => {
  for (const sender of [centre, { ...district, senderOfficeId: 'd2' }])
    expect(mayWrite({ ...sender, entity: 'project', homeOfficeId: 'd1' })).toEqual({ code: 'OWNED_BY_ANOTHER_OFFICE' });
});

test('whether a project lags is the word of the centre', () => {
  expect(mayWrite({ ...district, entity: 'laggingDecision', homeOfficeId: null })).toEqual({
    code: 'NOT_FOR_THIS_KIND_OF_OFFICE',
  });
  expect(mayWrite({ ...centre, entity: 'laggingDecision', homeOfficeId: null, parentHomeOfficeIds: ['d1'] })).toBe(
    true,
  );
});

test('nobody hangs a report on the project of another office', () => {
  const report = { ...district, entity: 'progressReport', homeOfficeId: null };
  expect(mayWrite({ ...report, parentHomeOfficeIds: ['d1'] })).toBe(true);
  expect(mayWrite({ ...report, parentHomeOfficeIds: ['d1', 'd2'] })).toEqual({ code: 'OWNED_BY_ANOTHER_OFFICE' });
});

test('nobody makes the office record of another', () => {
  expect(mayWrite({ ...district, entity: 'office', homeOfficeId: null, recordId: 'd1' })).toBe(true);
  expect(mayWrite({ ...district, entity: 'office', homeOfficeId: null, recordId: 'c1' })).toEqual({
    code: 'OWNED_BY_ANOTHER_OFFICE',
  });
});

test('a record of a newer version waits, but only where its home is the sender', () => {
  expect(mayWrite({ ...district, entity: 'inspection', homeOfficeId: null })).toBe(true);
  expect(mayWrite({ ...district, entity: 'inspection', homeOfficeId: 'd2' })).toEqual({
    code: 'OWNED_BY_ANOTHER_OFFICE',
  });
});

test('the table names every kind of record there is', () => {
  expect(Object.keys(authors).toSorted()).toEqual(Object.keys(entities).toSorted());
});
