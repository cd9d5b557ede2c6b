/**
 * How a kind of record is described: its fields, where each is kept, and whose it is.
 * The zod schema of a field is its only definition; the record's type, the input of `save`, the columns and the
 * money sums of a package all follow from it.
 */
import { z } from 'zod';

export type Storage = 'text' | 'integer' | 'boolean' | 'json';

export interface Field<Schema extends z.ZodType = z.ZodType> {
  readonly schema: Schema;
  readonly storage: Storage;
  /** 中文 label, used by pages, paper, history and messages. */
  readonly label: string;
  /** Integer 元: shown as 万元, summed in a package's manifest. */
  readonly isMoney?: boolean;
  /** The record this field points to must exist before an operation on the child applies (it waits until then). */
  readonly parent?: EntityName;
  /** The kind of record whose id (or ids) this field holds: history shows its name. */
  readonly refersTo?: EntityName;
}

export type EntityName =
  | 'office'
  | 'unit'
  | 'unitName'
  | 'person'
  | 'personPost'
  | 'group'
  | 'groupMember'
  | 'project'
  | 'annualPlan'
  | 'investmentPart'
  | 'listMembership'
  | 'assignment'
  | 'delegation'
  | 'stageDuty'
  | 'milestone'
  | 'suspension'
  | 'factorNeed'
  | 'permit'
  | 'poolTransition'
  | 'plotAttraction'
  | 'funnelTarget'
  | 'attachment'
  | 'progressReport'
  | 'monthCheck'
  | 'monthLock'
  | 'unitReturn'
  | 'submission'
  | 'laggingDecision'
  | 'duplicateVerdict'
  | 'yearClosing'
  | 'closingFigure'
  | 'adoptedRulePack'
  | 'calendarYear'
  | 'issue'
  | 'issueEntry'
  | 'meeting'
  | 'agendaItem'
  | 'attendance'
  | 'task'
  | 'taskEntry'
  | 'instruction'
  | 'visit'
  | 'accountabilityEntry'
  | 'tourStop'
  | 'inspectionTemplate'
  | 'inspectionRound'
  | 'inspectionSheet'
  | 'inspectionFinding'
  | 'question'
  | 'answer'
  | 'levelConfirmation'
  | 'plannedNode'
  | 'scopeRequest'
  | 'centreRule'
  | 'reportingItem'
  | 'restriction'
  | 'centreTable'
  | 'tableEntry';

export interface Entity<Fields extends Record<string, Field> = Record<string, Field>> {
  readonly name: EntityName;
  readonly table: string;
  readonly label: string;
  readonly fields: Fields;
}

export function defineEntity<const Fields extends Record<string, Field>>(entity: Entity<Fields>): Entity<Fields> {
  return entity;
}

type FieldsOf<E extends Entity> = E['fields'];

/** The values of a record, without the columns every record has. */
export type ValuesOf<E extends Entity> = { readonly [K in keyof FieldsOf<E>]: z.infer<FieldsOf<E>[K]['schema']> };

/** What every record carries besides its own fields. */
export interface RecordHead {
  readonly id: string;
  /** The office that answers for this record for ever (exchange.md “Ownership”). */
  readonly homeOffice: string;
}

export type RecordOf<E extends Entity> = RecordHead & ValuesOf<E>;

/** The zod object of a partial change of an entity: what `save` procedures accept. */
export function changesSchema<E extends Entity>(
  entity: E,
): z.ZodObject<{ [K in keyof FieldsOf<E>]: z.ZodOptional<FieldsOf<E>[K]['schema']> }, z.core.$strict> {
  const shape: Record<string, z.ZodType> = {};
  for (const [name, field] of Object.entries(entity.fields)) shape[name] = field.schema.optional();
  return z.strictObject(shape) as never;
}

const optionalText = (maximum: number) => z.string().max(maximum).nullable();

/** Text of at most `maximum` characters; null where nothing is known. Empty text is stored as null by the author. */
export function text(label: string, maximum = 200): Field<ReturnType<typeof optionalText>> {
  return { schema: optionalText(maximum), storage: 'text', label };
}

export function requiredText(label: string, maximum = 200): Field<z.ZodString> {
  return { schema: z.string().trim().min(1, `${label}不能为空`).max(maximum), storage: 'text', label };
}

/** Integer 元, never negative by schema: a fall or a correction is a smaller figure, not a negative one. */
export const moneySchema = z.int('金额应为整数元').min(0, '金额不能为负数').max(Number.MAX_SAFE_INTEGER, '金额过大');

export function money(label: string): Field<z.ZodNullable<typeof moneySchema>> {
  return { schema: moneySchema.nullable(), storage: 'integer', label, isMoney: true };
}

/** A day as precisely as it is known: YYYY-MM-DD, YYYY-MM or YYYY. */
export const partialDaySchema = z
  .string()
  .regex(/^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/, '日期应为 2018、2018-05 或 2018-05-31');

export function partialDay(label: string): Field<z.ZodNullable<typeof partialDaySchema>> {
  return { schema: partialDaySchema.nullable(), storage: 'text', label };
}

/** A full day YYYY-MM-DD. */
export const daySchema = z.iso.date();

export function day(label: string): Field<z.ZodNullable<typeof daySchema>> {
  return { schema: daySchema.nullable(), storage: 'text', label };
}

export function choice<const Values extends readonly [string, ...string[]]>(
  label: string,
  values: Values,
): Field<z.ZodNullable<z.ZodEnum<{ [K in Values[number]]: K }>>> {
  return { schema: z.enum(values).nullable(), storage: 'text', label };
}

export function requiredChoice<const Values extends readonly [string, ...string[]]>(
  label: string,
  values: Values,
): Field<z.ZodEnum<{ [K in Values[number]]: K }>> {
  return { schema: z.enum(values), storage: 'text', label };
}

export function integer(label: string): Field<z.ZodNullable<z.ZodInt>> {
  return { schema: z.int().nullable(), storage: 'integer', label };
}

export function yesNo(label: string): Field<z.ZodNullable<z.ZodBoolean>> {
  return { schema: z.boolean().nullable(), storage: 'boolean', label };
}

/** Ids of other records, in the order they are printed. */
export function references(label: string, refersTo: EntityName): Field<z.ZodArray<z.ZodString>> {
  return { schema: z.array(z.string().min(1)).max(50), storage: 'json', label, refersTo };
}

/** The id of another record that may come later or be absent; nothing waits for it. */
export function reference(label: string, refersTo: EntityName): Field<z.ZodNullable<z.ZodString>> {
  return { schema: z.string().min(1).max(64).nullable(), storage: 'text', label, refersTo };
}

/** A calendar year. */
export function year(label: string): Field<z.ZodInt> {
  return { schema: z.int().min(1990).max(2100), storage: 'integer', label };
}

export const monthSchema = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, '月份应为 2018-05');

/** A list of plain values, kept as JSON. */
export function list<Item extends z.ZodType>(label: string, item: Item, maximum = 1000): Field<z.ZodArray<Item>> {
  return { schema: z.array(item).max(maximum), storage: 'json', label };
}

export function textList(label: string): Field<z.ZodArray<z.ZodString>> {
  return { schema: z.array(z.string().min(1).max(200)).max(50), storage: 'json', label };
}

/** The record this one belongs to where it belongs to one: the operation waits for it; null waits for nothing. */
export function optionalParent(label: string, entity: EntityName): Field<z.ZodNullable<z.ZodString>> {
  return { schema: z.string().min(1).nullable(), storage: 'text', label, parent: entity, refersTo: entity };
}

/** The one record this one belongs to. */
export function parent(label: string, entity: EntityName): Field<z.ZodString> {
  return { schema: z.string().min(1), storage: 'text', label, parent: entity, refersTo: entity };
}
