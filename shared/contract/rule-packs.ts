import { z } from 'zod';
import { calendarDay } from '../domain/calendar-year.ts';
import type { JsonValue } from '../package/operation.ts';
import { changeMade, command, fileHandle, job, nothing, query } from './define.ts';

const json = z.custom<JsonValue>((value) => value !== undefined);
const packId = z.string().min(1).max(60);
const day = z.iso.date().nullable();

const packHead = {
  id: z.string(),
  name: z.string(),
  documentNumber: z.string(),
  validFrom: z.string().nullable(),
  validUntil: z.string().nullable(),
  isBuiltIn: z.boolean(),
  version: z.int(),
  basedOn: z.string().nullable().describe('name of the version it was adapted from'),
  note: z.string().nullable(),
  isInForce: z.boolean(),
  standing: z.enum(['valid', 'notYet', 'ended']).describe('by its own days, today'),
};

const ruleShown = z.object({
  kind: z.string(),
  label: z.string(),
  shown: z.string(),
  source: z.string(),
  isLeftOpen: z.boolean().describe('no notice states it, or a part of it'),
});

const differences = z.array(
  z.object({
    kind: z.string(),
    label: z.string(),
    rows: z.array(z.object({ label: z.string(), before: z.string().nullable(), after: z.string().nullable() })),
  }),
);

export const rulePacks = {
  'rulePacks.list': query(
    'The adopted rules (适用文件) one can choose from, with their source; every version of them.',
    nothing,
    z.object({
      rows: z.array(z.object({ ...packHead, rules: z.array(ruleShown) })),
      inForceSince: z.string().nullable().describe('instant'),
      history: z
        .array(z.object({ id: z.string(), name: z.string(), at: z.string(), actor: z.string() }))
        .describe('which was in force from when, newest first'),
    }),
    { beforeSetUp: true },
  ),
  'rulePacks.get': query(
    'Every rule of a version with its parameters; what it leaves open with the default that holds.',
    z.strictObject({ id: packId }),
    z.object({
      ...packHead,
      rules: z.array(
        ruleShown.extend({
          isStated: z.boolean().describe('false: taken from the neutral pack'),
          parameters: json,
          lines: z.array(z.object({ label: z.string(), text: z.string() })),
        }),
      ),
    }),
  ),
  'rulePacks.compare': query(
    'What differs between two versions, kind by kind.',
    z.strictObject({ before: packId, after: packId }),
    z.object({ before: z.string(), after: z.string(), kinds: differences }),
  ),
  'rulePacks.save': command(
    'Saves adapted rules as a new version; a version is never changed afterwards.',
    z.strictObject({
      basedOn: packId,
      name: z.string().trim().min(1, '请填写名称').max(200),
      documentNumber: z.string().trim().max(100).nullable(),
      validFrom: day,
      validUntil: day,
      note: z.string().trim().max(1000).nullable(),
      rules: z
        .array(
          z.strictObject({
            kind: z.string(),
            parameters: json,
            source: z.string().max(300),
            shown: z.string().max(300),
          }),
        )
        .max(100),
      isUsed: z.boolean().describe('puts the new version in force at once'),
    }),
    changeMade.extend({ id: z.string() }),
  ),
  'rulePacks.use': command(
    'Puts a version in force from now on; what was decided keeps the version that decided it.',
    z.strictObject({ id: packId }),
    changeMade,
  ),
  'rulePacks.exportFile': job(
    'A version as a file to be carried to another office.',
    z.strictObject({ id: packId }),
    z.object({ file: fileHandle }),
  ),
  'rulePacks.previewFile': job(
    'What is in a file of rules, and how it differs from the version in force.',
    z.strictObject({ file: fileHandle }),
    z.object({
      id: z.string(),
      name: z.string(),
      documentNumber: z.string(),
      validFrom: z.string().nullable(),
      validUntil: z.string().nullable(),
      rules: z.int(),
      isKnown: z.boolean().describe('a version here says exactly the same'),
      kinds: differences,
    }),
  ),
  'rulePacks.importFile': command(
    'Takes a file of rules in as a version of its own.',
    z.strictObject({ file: fileHandle, isUsed: z.boolean() }),
    changeMade.extend({ id: z.string() }),
  ),
};

const calendarDayShown = z.object({
  day: z.string(),
  weekday: z.int(),
  isWorkingDay: z.boolean(),
  holiday: z.string().nullable(),
});

export const calendars = {
  'calendars.list': query(
    '放假安排: which years are loaded, from which notice, with their days off and make-up days.',
    nothing,
    z.object({
      years: z.array(
        z.object({
          year: z.int(),
          origin: z.enum(['shipped', 'entered', 'handedDown']),
          isReplaced: z.boolean().describe('entered over a year that came with the program'),
          notice: z.string(),
          documentNumber: z.string().nullable(),
          workingDays: z.int(),
          days: z.array(calendarDayShown),
          hasAbove: z.boolean().describe('the centre has handed this year down'),
          differsFromAbove: z.array(z.string()).describe('days on which the own entry and the centre’s differ'),
        }),
      ),
      missingYear: z.int().describe('the first year without a notice'),
    }),
  ),
  'calendars.read': query(
    'Reads the text of a holiday notice: the days it moves, and what in it does not fit together.',
    z.strictObject({ text: z.string().max(20_000), year: z.int().min(1990).max(2100).optional() }),
    z.object({
      year: z.int().nullable(),
      notice: z.string().nullable(),
      documentNumber: z.string().nullable(),
      holidays: z.array(
        z.object({
          name: z.string(),
          from: z.string(),
          until: z.string(),
          days: z.int(),
          statedDays: z.int().nullable(),
          workdays: z.array(z.string()),
        }),
      ),
      days: z.array(calendarDayShown),
      workingDays: z.int().nullable(),
      problems: z.array(z.string()).describe('what contradicts itself: to be put right before saving'),
      remarks: z.array(z.string()),
    }),
  ),
  'calendars.save': command(
    'Keeps a year’s days off and make-up days.',
    z.strictObject({
      year: z.int().min(1990).max(2100),
      notice: z.string().trim().min(1, '请填写通知名称').max(200),
      documentNumber: z.string().trim().max(100).nullable(),
      days: z.array(calendarDay).min(1, '请至少填写一天').max(80),
      text: z
        .string()
        .max(20_000)
        .optional()
        .describe('the notice the days were read from; refused where it contradicts itself'),
    }),
    changeMade,
  ),
  'calendars.remove': command(
    'Takes an entered year back: the one that came with the program counts again, or none.',
    z.strictObject({ year: z.int() }),
    changeMade,
  ),
};
