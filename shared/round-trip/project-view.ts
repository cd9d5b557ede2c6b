/** 项目库 as a view that goes through a workbook: what each of its columns is, and its values out of a project's row. */
import { z } from 'zod';
import { type ProjectRow, projectChanges } from '../contract/projects.ts';
import type { Field } from '../domain/entity.ts';
import { project } from '../domain/project.ts';
import { jumpSentence } from '../rules/project-amounts.ts';
import { projectFaults, rateThisYear } from '../rules/project-figures.ts';
import { fieldText } from '../text/field-text.ts';
import type { RoundTripChecks } from './compare.ts';
import type { ViewCellKind, ViewColumn, ViewValue } from './view.ts';

export interface AskedColumn {
  readonly id: string;
  readonly title: string;
  /** The page does not let it be typed in. */
  readonly isReadOnly: boolean;
}

/** Columns of the grid that are no fields of a project. */
const otherColumns: Readonly<Record<string, ViewCellKind>> = {
  office: 'text',
  plannedThisYear: 'money',
  doneBeforeYear: 'money',
  doneThisYear: 'money',
  rateThisYear: 'percent',
  responsibleUnitNames: 'names',
  responsibleLeaderNames: 'names',
  lists: 'names',
};

/** Null: a column this program cannot put into a workbook. */
export function projectViewColumn({ id, title, isReadOnly }: AskedColumn): ViewColumn | null {
  const field: Field | undefined = Object.hasOwn(project.fields, id)
    ? project.fields[id as keyof typeof project.fields]
    : undefined;
  const kind = otherColumns[id] ?? (field === undefined ? undefined : kindOf(field));
  if (kind === undefined || (field?.refersTo !== undefined && otherColumns[id] === undefined)) return null;
  const isTakenBack = Object.hasOwn(projectChanges.shape, id);
  const choices = kind === 'choice' && field !== undefined ? choicesOf(id, field) : undefined;
  return {
    id,
    title,
    kind,
    isReadOnly: isReadOnly || !isTakenBack,
    isRequired: id === 'name',
    ...(choices === undefined ? {} : { choices }),
  };
}

export function projectViewValue(row: ProjectRow, id: string): ViewValue {
  switch (id) {
    case 'office':
      return row.officeName;
    case 'rateThisYear':
      return rateThisYear(row);
    case 'responsibleUnitNames':
      return row.responsibleUnits.map((unit) => unit.name);
    case 'responsibleLeaderNames':
      return row.responsibleLeaders.map((person) => person.name);
    default: {
      const own: unknown = (row as Readonly<Record<string, unknown>>)[id];
      const further: unknown = (row.facts as Readonly<Record<string, unknown>>)[id];
      return plainValue(own ?? further);
    }
  }
}

export const projectViewChecks: RoundTripChecks = {
  whyNotValue(columnId, value) {
    const schema = (projectChanges.shape as Readonly<Record<string, z.ZodType>>)[columnId];
    const issue = schema?.safeParse(value).error?.issues[0];
    if (issue === undefined) return null;
    if (issue.code === 'too_big' && issue.origin === 'string') return `太长，最多 ${String(issue.maximum)} 个字`;
    return issue.code === 'invalid_format' || issue.code === 'custom' || /\p{Script=Han}/u.test(issue.message)
      ? issue.message
      : '不是这一栏能填的内容';
  },
  faultsOf(value) {
    const amount = (id: string) => (typeof value(id) === 'number' ? Number(value(id)) : null);
    const day = (id: string) => (typeof value(id) === 'string' ? String(value(id)) : null);
    return projectFaults({
      startsOn: day('startsOn'),
      completesOn: day('completesOn'),
      totalInvestment: amount('totalInvestment'),
      plannedThisYear: amount('plannedThisYear'),
      doneBeforeYear: amount('doneBeforeYear'),
    });
  },
  markOf(column, before, after) {
    if (column.kind !== 'money' || typeof before !== 'number' || typeof after !== 'number') return null;
    return jumpSentence(column.title, before, after);
  },
};

function kindOf(field: Field): ViewCellKind | undefined {
  if (field.isMoney === true) return 'money';
  if (field.storage === 'boolean') return 'yesNo';
  if (field.storage === 'integer') return 'number';
  if (field.storage === 'json') return field.refersTo === undefined ? 'names' : undefined;
  const schema = field.schema instanceof z.ZodNullable ? field.schema.unwrap() : field.schema;
  if (schema instanceof z.ZodEnum) return 'choice';
  const takes = (text: string) => field.schema.safeParse(text).success;
  if (takes('2018-05-31') && !takes('甲')) return takes('2018') ? 'partialDay' : 'day';
  return schema instanceof z.ZodString && (schema.maxLength ?? 0) > 300 ? 'longText' : 'text';
}

function choicesOf(id: string, field: Field): ViewColumn['choices'] {
  const schema = field.schema instanceof z.ZodNullable ? field.schema.unwrap() : field.schema;
  if (!(schema instanceof z.ZodEnum)) return [];
  return schema.options.map((option) => {
    const value = String(option);
    return { value, label: fieldText('project', id, field, value, () => undefined) ?? value };
  });
}

function plainValue(value: unknown): ViewValue {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  return Array.isArray(value) ? value.map(String) : null;
}
