/**
 * 适用文件 as a file that goes from office to office: JSON with a mark, so that nothing else is taken for one.
 * A file of a newer program says so; what this one does not know is never dropped silently.
 */
import { z } from 'zod';
import { problem } from '../error.ts';
import { type RulePack, ruleKinds } from './catalogue.ts';
import { checkRules, type PackProblem } from './check-pack.ts';

const format = 'five-ones-rule-pack';
const formatVersion = 1;

const day = z.iso.date().nullable();
const packSchema = z.object({
  id: z.string().min(1).max(60),
  name: z.string().trim().min(1).max(200),
  documentNumber: z.string().max(100),
  validFrom: day,
  validUntil: day,
  rules: z
    .array(z.object({ kind: z.string(), parameters: z.unknown(), source: z.string(), shown: z.string() }))
    .max(100),
});

export function packFileText(pack: RulePack): string {
  const { id, name, documentNumber, validFrom, validUntil, rules } = pack;
  const file = {
    format,
    formatVersion,
    pack: { id, name, documentNumber, validFrom, validUntil, rules: Object.values(rules) },
  };
  return `${JSON.stringify(file, null, 2)}\n`;
}

/** The pack of a file; refused with a sentence where it is none, is damaged, or comes from a newer program. */
export function readPackFile(text: string): RulePack {
  const file = parsed(text);
  if (typeof file !== 'object' || file === null || !('format' in file) || file.format !== format)
    throw problem('RULE_PACK_FILE_INVALID', { reason: '不是从“适用文件”导出的文件' });
  if (!('formatVersion' in file) || typeof file.formatVersion !== 'number')
    throw problem('RULE_PACK_FILE_INVALID', { reason: '没有写明文件版本' });
  if (file.formatVersion > formatVersion) throw problem('RULE_PACK_FILE_NEWER');
  const pack = packSchema.safeParse('pack' in file ? file.pack : undefined);
  if (!pack.success) throw problem('RULE_PACK_FILE_INVALID', { reason: '内容不完整或被改动过' });
  const { rules: stored, ...head } = pack.data;
  if (stored.some((rule) => !Object.hasOwn(ruleKinds, rule.kind))) throw problem('RULE_PACK_FILE_NEWER');
  const { rules, problems } = checkRules(stored);
  const [first] = problems;
  if (first !== undefined) throw problem('RULE_PACK_FILE_INVALID', { reason: problemText(first) });
  return { ...head, rules };
}

export function problemText({ kind, sentence }: PackProblem): string {
  return `“${ruleKinds[kind].label}”${sentence}`;
}

function parsed(text: string): unknown {
  try {
    // Notepad puts a mark before the text.
    return JSON.parse(text.replace(/^\uFEFF/, '')) as unknown;
  } catch (error) {
    throw problem('RULE_PACK_FILE_INVALID', { reason: '不是完整的文件' }, error);
  }
}
