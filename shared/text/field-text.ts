import { shownDay } from '../calendar/day.ts';
import type { Field } from '../domain/entity.ts';
import type { JsonValue } from '../package/operation.ts';
import { rulePackOf } from '../rules/packs/index.ts';
import {
  assignmentRoleLabels,
  constructionNatureLabels,
  leaderTierLabels,
  officeKindLabels,
  progressStateLabels,
  projectLevelLabels,
  projectPoolLabels,
  unitKindLabels,
} from './labels.ts';
import { wanText } from './money.ts';

/** Labels of the values of choice fields, by field name. */
const choiceLabels: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  level: projectLevelLabels,
  tier: leaderTierLabels,
  nature: constructionNatureLabels,
  pool: projectPoolLabels,
  state: progressStateLabels,
  role: assignmentRoleLabels,
  kind: unitKindLabels,
};

/** A stored value as a person reads it; null for nothing. `names` gives the names behind ids (units). */
export function fieldText(
  entity: string,
  name: string,
  field: Field,
  value: JsonValue,
  names: ReadonlyMap<string, string>,
): string | null {
  if (value === null || value === '') return null;
  if (Array.isArray(value)) {
    const shown = value.map((each) => names.get(String(each)) ?? String(each));
    return shown.length === 0 ? null : shown.join('、');
  }
  if (typeof value === 'boolean') return value ? '是' : '否';
  if (field.isMoney === true && typeof value === 'number') return `${wanText(value)}万元`;
  if (typeof value === 'string') {
    const label =
      entity === 'office' && name === 'kind'
        ? officeKindLabels[value as keyof typeof officeKindLabels]
        : choiceLabels[name]?.[value];
    if (label !== undefined) return label;
    if (name === 'rulePack') return rulePackOf(value).name;
    if (/^\d{4}(-\d{2}){0,2}$/.test(value) && (name.endsWith('On') || name.endsWith('Day'))) return shownDay(value);
  }
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
