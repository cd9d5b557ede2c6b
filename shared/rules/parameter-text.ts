/** A rule's parameters as a person reads them: one line a parameter, for cards and for what differs between versions. */
import { wanText } from '../text/money.ts';
import type { ParametersOf, RuleKind } from './catalogue.ts';
import { type FormGroup, type FormNode, parameterForm } from './parameter-form.ts';

export interface ParameterLine {
  readonly label: string;
  /** Several lines for a list; empty where nothing is set. */
  readonly text: string;
}

type StepNames = ReadonlyMap<string, string>;

const weekdays = ['一', '二', '三', '四', '五', '六', '日'];

/** `steps`: names of permit steps by code, for what refers to them. */
export function parameterLines(kind: RuleKind, parameters: unknown, steps: StepNames = new Map()): ParameterLine[] {
  const values = recordOf(parameters);
  return parameterForm(kind).fields.map(({ name, label, node }) => ({
    label,
    text: valueText(node, values[name], steps, '\n'),
  }));
}

/** Every permit step of the templates by its code; the first name where templates differ. */
export function stepNames({ templates }: ParametersOf<'permitTemplates'>): StepNames {
  const names = new Map<string, string>();
  for (const { steps } of templates) for (const { code, name } of steps) if (!names.has(code)) names.set(code, name);
  return names;
}

export function clockText(minute: number): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}

function valueText(node: FormNode, value: unknown, steps: StepNames, separator: string): string {
  if (value === null || value === undefined) return '';
  switch (node.type) {
    case 'text':
    case 'number':
      return textOf(value);
    case 'monthDay': {
      const [month, date] = textOf(value).split('-');
      return `${Number(month)}月${Number(date)}日`;
    }
    case 'money':
      return `${wanText(Number(value))}万元`;
    case 'weekday':
      return `周${weekdays[Number(value) - 1] ?? ''}`;
    case 'clock':
      return clockText(Number(value));
    case 'yesNo':
      return value === true ? '是' : '否';
    case 'texts':
      return listOf(value).map(textOf).join('、');
    case 'stepsBefore':
    case 'stepsOfTemplates':
      return listOf(value)
        .map((code) => steps.get(textOf(code)) ?? textOf(code))
        .join('、');
    case 'choice':
      return choiceText(node.choices, value);
    case 'choices':
      return listOf(value)
        .map((each) => choiceText(node.choices, each))
        .join('、');
    case 'list':
      return listOf(value)
        .map((each) => groupText(node.item, each, steps))
        .join(separator);
    case 'group':
      return groupText(node, value, steps);
  }
}

function groupText(group: FormGroup, value: unknown, steps: StepNames): string {
  const values = recordOf(value);
  return group.fields
    .map(({ name, label, node }) => {
      const text = valueText(node, values[name], steps, '；');
      if (text === '' || (node.type === 'yesNo' && values[name] === false)) return '';
      if (node.type === 'yesNo') return label;
      return name === 'name' || name === 'label' ? text : `${label}${node.type === 'list' ? '：' : ' '}${text}`;
    })
    .filter((text) => text !== '')
    .join('，');
}

function choiceText(choices: readonly { readonly value: string; readonly label: string }[], value: unknown): string {
  return choices.find((choice) => choice.value === value)?.label ?? textOf(value);
}

function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
