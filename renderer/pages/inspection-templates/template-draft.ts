/** A checklist while it is written: rows of the page, and what of it is sent. */
import type { TypedTemplate } from '#shared/contract/inspection-templates.ts';
import type { InspectionItem, InspectionItemKind } from '#shared/domain/inspection-template.ts';
import { canHaveTolerance, figuresFor } from '#shared/inspection/template-rules.ts';
import { orNull } from '../../components/register-inputs.tsx';

export interface DraftItem extends Omit<InspectionItem, 'key' | 'unit'> {
  /** Of the page only: an item that is new has no key yet. */
  readonly row: string;
  readonly key: string | null;
  readonly unit: string;
}

export interface TemplateDraft {
  readonly name: string;
  readonly purpose: string;
  readonly source: string;
  readonly items: readonly DraftItem[];
}

interface Stored {
  readonly name: string;
  readonly purpose: string | null;
  readonly source: string | null;
  readonly items: readonly InspectionItem[];
}

export function draftOf({ name, purpose, source, items }: Stored): TemplateDraft {
  return {
    name,
    purpose: purpose ?? '',
    source: source ?? '',
    items: items.map((item) => ({ ...item, row: item.key, unit: item.unit ?? '' })),
  };
}

export function emptyTemplate(): TemplateDraft {
  return { name: '', purpose: '', source: '', items: [emptyItem('new-1', '')] };
}

export function emptyItem(row: string, group: string): DraftItem {
  return {
    row,
    key: null,
    group,
    text: '',
    kind: 'yesNo',
    options: [],
    unit: '',
    against: null,
    tolerance: { kind: 'exact' },
    severity: 'ordinary',
  };
}

/** Of another kind: what the kind cannot have goes, so that nothing unseen is refused. */
export function withKind(item: DraftItem, kind: InspectionItemKind): DraftItem {
  return {
    ...item,
    kind,
    options: kind === 'choice' ? item.options : [],
    unit: kind === 'number' ? item.unit : '',
    against: item.against !== null && figuresFor(kind).includes(item.against) ? item.against : null,
    tolerance: canHaveTolerance(kind) ? item.tolerance : { kind: 'exact' },
  };
}

export function valuesOf({ name, purpose, source, items }: TemplateDraft): TypedTemplate {
  return {
    name: name.trim(),
    purpose: orNull(purpose),
    source: orNull(source),
    items: items.map((item) => {
      const { row: _, unit, options, ...rest } = item;
      return { ...rest, options: [...options], unit: orNull(unit) };
    }),
  };
}
