/** 检查表模板: the built-in ones and what an office wrote itself. */
import type { Draft } from '#db/ledger/append.ts';
import {
  roundsByTemplate,
  type StoredTemplate,
  storedTemplate,
  storedTemplates,
} from '#db/queries/inspection-templates.ts';
import type { Reading } from '#db/run.ts';
import type { InspectionTemplateHead, TypedTemplate } from '#shared/contract/inspection-templates.ts';
import type { InspectionItem } from '#shared/domain/inspection-template.ts';
import { problem } from '#shared/error.ts';
import { type BuiltInTemplate, builtInTemplate, builtInTemplates } from '#shared/inspection/built-in.ts';
import { checkedItems } from '#shared/inspection/template-rules.ts';
import type { CommandContext, CommandHandlers, QueryHandlers } from '../context.ts';
import { changeMade, makeChange, requireHome, requireOffice } from './authoring.ts';
import { trimmed } from './projects.ts';

/** A checklist as a round uses it, wherever it comes from. */
export interface UsedTemplate {
  readonly id: string;
  readonly name: string;
  readonly purpose: string | null;
  readonly source: string | null;
  readonly items: readonly InspectionItem[];
  readonly isWithdrawn: boolean;
}

export const inspectionTemplateQueries = {
  'inspectionTemplates.list'({ reading }) {
    const office = requireOffice(reading);
    const rounds = roundsByTemplate(reading, office.id);
    const own = storedTemplates(reading, office.id);
    return {
      rows: [
        ...builtInTemplates.map((template) => builtInHead(template, rounds)),
        ...own.map((template) => ownHead(reading, template, rounds)),
      ],
    };
  },
  'inspectionTemplates.get'({ reading }, { id }) {
    const rounds = roundsByTemplate(reading, requireOffice(reading).id);
    const builtIn = builtInTemplate(id);
    if (builtIn !== null) return { template: builtInHead(builtIn, rounds), items: [...builtIn.items] };
    const stored = storedTemplate(reading, id);
    if (stored === undefined) throw problem('INSPECTION_TEMPLATE_UNKNOWN');
    return { template: ownHead(reading, stored, rounds), items: [...stored.items] };
  },
} satisfies Partial<QueryHandlers>;

export const inspectionTemplateCommands = {
  'inspectionTemplates.save'(context, { id, values }) {
    const found = id === undefined ? undefined : requireOwnTemplate(context, id);
    const templateId = id ?? context.newId();
    const draft = templateDraft(context, templateId, found, values);
    const summary = `${found === undefined ? '新建' : '修改'}检查表模板：${values.name}`;
    return { ...changeMade(makeChange(context, 'inspectionTemplates.save', summary, [draft])), id: templateId };
  },
  'inspectionTemplates.copy'(context, { id, name }) {
    const from = usedTemplate(context.writing, id);
    const templateId = context.newId();
    const { purpose, source, items } = from;
    const values = { name, purpose, source, items: items.map((item) => ({ ...item })), basedOn: id, version: 1 };
    const draft: Draft = { entity: 'inspectionTemplate', id: templateId, kind: 'put', values };
    const change = makeChange(context, 'inspectionTemplates.copy', `复制检查表模板：${from.name}→${name}`, [draft]);
    return { ...changeMade(change), id: templateId };
  },
  'inspectionTemplates.withdraw'(context, { id, isWithdrawn }) {
    const found = requireOwnTemplate(context, id);
    const draft: Draft = { entity: 'inspectionTemplate', id, kind: 'put', values: { isWithdrawn } };
    const summary = `${isWithdrawn ? '停用' : '恢复使用'}检查表模板：${found.name}`;
    return changeMade(makeChange(context, 'inspectionTemplates.withdraw', summary, [draft]));
  },
} satisfies Partial<CommandHandlers>;

/** The built-in template with this code or the stored one with this id; withdrawn ones too, as rounds made with them go on. */
export function usedTemplate(reading: Reading, id: string): UsedTemplate {
  const builtIn = builtInTemplate(id);
  if (builtIn !== null) return { ...builtIn, id, isWithdrawn: false };
  const stored = storedTemplate(reading, id);
  if (stored === undefined) throw problem('INSPECTION_TEMPLATE_UNKNOWN');
  return stored;
}

/** For lists: an own template that was taken out since still names nothing, never a refusal. */
export function templateName(reading: Reading, id: string): string {
  return builtInTemplate(id)?.name ?? storedTemplate(reading, id)?.name ?? '（模板已删除）';
}

function templateDraft(
  context: CommandContext,
  id: string,
  found: StoredTemplate | undefined,
  { items, ...values }: TypedTemplate,
): Draft {
  const checked = checkedItems(items, found?.items ?? [], context.newId);
  const isSame = found !== undefined && JSON.stringify(found.items) === JSON.stringify(checked);
  const version = found === undefined ? 1 : (found.version ?? 1) + (isSame ? 0 : 1);
  return {
    entity: 'inspectionTemplate',
    id,
    kind: 'put',
    values: { ...trimmed(values), items: checked.map((item) => ({ ...item })), version },
  };
}

function requireOwnTemplate(context: CommandContext, id: string): StoredTemplate {
  const builtIn = builtInTemplate(id);
  if (builtIn !== null) throw problem('INSPECTION_TEMPLATE_BUILT_IN', { name: builtIn.name });
  const found = storedTemplate(context.writing, id);
  if (found === undefined) throw problem('INSPECTION_TEMPLATE_UNKNOWN');
  requireHome(context.writing, found.homeOffice, requireOffice(context.writing).id);
  return found;
}

function builtInHead(
  { code, name, purpose, source, items }: BuiltInTemplate,
  rounds: ReadonlyMap<string, number>,
): InspectionTemplateHead {
  return {
    id: code,
    name,
    purpose,
    source,
    isBuiltIn: true,
    isWithdrawn: false,
    version: null,
    basedOnName: null,
    ...counts(code, items, rounds),
  };
}

function ownHead(
  reading: Reading,
  { id, name, purpose, source, version, isWithdrawn, items, basedOn }: StoredTemplate,
  rounds: ReadonlyMap<string, number>,
): InspectionTemplateHead {
  const origin = basedOn === null ? null : (builtInTemplate(basedOn) ?? storedTemplate(reading, basedOn) ?? null);
  return {
    id,
    name,
    purpose,
    source,
    isBuiltIn: false,
    isWithdrawn,
    version,
    basedOnName: origin?.name ?? null,
    ...counts(id, items, rounds),
  };
}

function counts(
  id: string,
  items: readonly InspectionItem[],
  rounds: ReadonlyMap<string, number>,
): Pick<InspectionTemplateHead, 'itemCount' | 'comparedCount' | 'rounds'> {
  return {
    itemCount: items.length,
    comparedCount: items.filter((item) => item.against !== null).length,
    rounds: rounds.get(id) ?? 0,
  };
}
