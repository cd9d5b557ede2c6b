/**
 * A rule's parameters as a form: read off the catalogue's schema, so that a new kind needs no form of its own.
 * Codes of list items are not asked for; they are given when a row is added.
 */
import { z } from 'zod';
import { parameterChoices, parameterLabel } from '../text/rule-words.ts';
import { type RuleKind, ruleKinds } from './catalogue.ts';

export interface FormChoice {
  readonly value: string;
  readonly label: string;
}

interface FormField {
  readonly name: string;
  readonly label: string;
  readonly isNullable: boolean;
  /** Older packs do not have it: left empty, it is not written. */
  readonly isOptional: boolean;
  readonly node: FormNode;
}

export interface FormGroup {
  readonly type: 'group';
  readonly fields: readonly FormField[];
  /** Rows are given a code when they are added. */
  readonly hasCode: boolean;
}

export type FormNode =
  | { readonly type: 'text' | 'money' | 'weekday' | 'clock' | 'monthDay' | 'yesNo' | 'texts' }
  /** Codes of permit steps: of the same template (前置手续), or of all templates of the pack. */
  | { readonly type: 'stepsBefore' | 'stepsOfTemplates' }
  | { readonly type: 'number'; readonly isWhole: boolean; readonly minimum: number; readonly maximum: number }
  | { readonly type: 'choice' | 'choices'; readonly choices: readonly FormChoice[] }
  | { readonly type: 'list'; readonly item: FormGroup }
  | FormGroup;

export function parameterForm(kind: RuleKind): FormGroup {
  const node = nodeOf(kind, '', ruleKinds[kind].parameters);
  if (node.type !== 'group') throw new Error(`${kind}: parameters are not an object`);
  return node;
}

/** What a new row of a list starts with. */
export function emptyRow(group: FormGroup, code: string): Record<string, unknown> {
  const row: Record<string, unknown> = group.hasCode ? { code } : {};
  for (const { name, node, isNullable, isOptional } of group.fields)
    if (!isOptional) row[name] = isNullable ? null : name === 'until' ? '12-31' : emptyValue(node);
  return row;
}

export function emptyValue(node: FormNode): unknown {
  switch (node.type) {
    case 'text':
      return '';
    case 'money':
      return 0;
    case 'weekday':
      return 5;
    case 'clock':
      return 720;
    case 'monthDay':
      return '01-01';
    case 'yesNo':
      return false;
    case 'texts':
    case 'stepsBefore':
    case 'stepsOfTemplates':
    case 'choices':
    case 'list':
      return [];
    case 'number':
      return node.minimum;
    case 'choice':
      return node.choices[0]?.value ?? '';
    case 'group':
      return emptyRow(node, '');
  }
}

function nodeOf(kind: RuleKind, field: string, schema: unknown): FormNode {
  if (schema instanceof z.ZodObject) return groupOf(kind, schema);
  if (schema instanceof z.ZodArray) return listOf(kind, field, schema.element);
  if (schema instanceof z.ZodBoolean) return { type: 'yesNo' };
  if (schema instanceof z.ZodEnum) {
    return { type: 'choice', choices: choicesOf(kind, field, schema.options.map(String)) };
  }
  if (schema instanceof z.ZodNumber) return numberOf(field, schema);
  if (schema instanceof z.ZodString) return { type: field === 'from' || field === 'until' ? 'monthDay' : 'text' };
  throw new Error(`${kind}.${field}: no form for this kind of parameter`);
}

function groupOf(kind: RuleKind, schema: z.ZodObject): FormGroup {
  const fields = Object.entries(schema.shape)
    .filter(([name]) => name !== 'code')
    .map(([name, declared]): FormField => {
      const isOptional = declared instanceof z.ZodOptional;
      const each = isOptional ? declared.unwrap() : declared;
      const isNullable = each instanceof z.ZodNullable;
      const node = nodeOf(kind, name, isNullable ? each.unwrap() : each);
      return { name, label: parameterLabel(kind, name), isNullable, isOptional, node };
    });
  return { type: 'group', fields, hasCode: 'code' in schema.shape };
}

function listOf(kind: RuleKind, field: string, element: unknown): FormNode {
  if (element instanceof z.ZodObject) return { type: 'list', item: groupOf(kind, element) };
  if (element instanceof z.ZodEnum) {
    return { type: 'choices', choices: choicesOf(kind, field, element.options.map(String)) };
  }
  if (field === 'after') return { type: 'stepsBefore' };
  if (field === 'steps') return { type: 'stepsOfTemplates' };
  if (field === 'reports') return { type: 'choices', choices: choicesOf(kind, field) };
  return { type: 'texts' };
}

function numberOf(field: string, schema: z.ZodNumber): FormNode {
  if (field.endsWith('Investment')) return { type: 'money' };
  if (field === 'weekday' || field === 'closingWeekday') return { type: 'weekday' };
  if (field === 'minute' || field === 'closingMinute') return { type: 'clock' };
  const isWhole = schema.format !== null;
  return { type: 'number', isWhole, minimum: schema.minValue ?? 0, maximum: schema.maxValue ?? 1000 };
}

function choicesOf(kind: RuleKind, field: string, values?: readonly string[]): FormChoice[] {
  const words = parameterChoices(kind, field);
  return (values ?? Object.keys(words)).map((value) => ({ value, label: words[value] ?? value }));
}
