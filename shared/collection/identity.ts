/** The hidden part of a form's row: what stood there when it was sent out, and whether it still belongs together. */
import { z } from 'zod';
import type { FormBase } from './form.ts';

const money = z.int().nullable();
const words = z.string().nullable();

const formBase = z.object({
  name: z.string(),
  level: words,
  totalInvestment: money,
  plannedThisYear: money,
  startsOn: words,
  completesOn: words,
  lastPeriod: words,
  lastDone: money,
  lastPhysical: words,
  lastText: words,
  isFilled: z.boolean(),
  figures: z.object({
    doneThisYear: money,
    physicalProgress: words,
    progressText: words,
    problems: words,
    coordination: words,
  }),
  isStarted: z.boolean().nullable(),
  contact: words,
  contactPhone: words,
});

/** Excel's own limit of a cell. */
const longestCell = 32_767;

/** Empty where it would not fit a cell: the row is then held against the store only. */
export function baseText(base: FormBase): string {
  const text = JSON.stringify(base);
  return text.length > longestCell ? '' : text;
}

export function readBase(text: string): FormBase | null {
  if (!text.startsWith('{')) return null;
  try {
    const parsed = formBase.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

export interface RowIdentity {
  readonly projectId: string;
  readonly period: string;
  readonly officeId: string;
  readonly unitId: string;
  readonly base: string;
}

/** FNV-1a over the identity: finds cells mixed up by accident; it guards against nobody. */
export function checkOf({ projectId, period, officeId, unitId, base }: RowIdentity): string {
  let hash = 0x811c9dc5;
  for (const sign of [projectId, period, officeId, unitId, base].join('\n')) {
    hash ^= sign.codePointAt(0) ?? 0;
    hash = Math.imul(hash, 0x01000193);
  }
  return `v1-${(hash >>> 0).toString(16).padStart(8, '0')}`;
}
