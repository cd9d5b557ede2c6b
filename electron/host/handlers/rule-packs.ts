import { readFileSync, statSync, writeFileSync } from 'node:fs';
import type { Draft } from '#db/ledger/append.ts';
import { sameValue } from '#db/ledger/same-value.ts';
import { installedOffice } from '#db/queries/installation.ts';
import {
  type AdoptedPack,
  adoptedPacks,
  newestVersion,
  packHistory,
  rulePackById,
  rulePackInForce,
} from '#db/queries/rule-packs.ts';
import type { Reading } from '#db/run.ts';
import { businessDay, shownDay } from '#shared/calendar/day.ts';
import type { OutputOf } from '#shared/contract/index.ts';
import { problem } from '#shared/error.ts';
import type { JsonValue } from '#shared/package/operation.ts';
import { isLeftOpen, type Rule, type RuleKind, type RulePack, ruleKinds } from '#shared/rules/catalogue.ts';
import { checkRules } from '#shared/rules/check-pack.ts';
import { packDifferences } from '#shared/rules/pack-differences.ts';
import { packFileText, problemText, readPackFile } from '#shared/rules/pack-file.ts';
import { builtInPack, packTitle, packVersion, ruleOf, rulePacks } from '#shared/rules/packs/index.ts';
import { parameterLines, stepNames } from '#shared/rules/parameter-text.ts';
import type { CommandContext, CommandHandlers, JobHandler, QueryHandlers } from '../context.ts';
import { recordId } from '../record-id.ts';
import { changeMade, makeChange, requireOffice } from './authoring.ts';

type PackHead = Omit<OutputOf<'rulePacks.list'>['rows'][number], 'rules'>;
type Task = OutputOf<'overviews.district'>['tasks'][number];

/** A pack is a few ten thousand characters; a larger file is something else. */
const longestFile = 2_000_000;
const kinds = Object.keys(ruleKinds) as RuleKind[];

export const rulePackQueries = {
  'rulePacks.list'({ reading, now }) {
    const office = installedOffice(reading);
    const history = office === null ? [] : packHistory(reading, office.id);
    return {
      rows: [...adoptedPacks(reading).toReversed(), ...rulePacks].map((pack) => ({
        ...headOf(reading, pack, now),
        rules: Object.values(pack.rules).map(ruleShown),
      })),
      inForceSince: history[0]?.at ?? null,
      history: history.map((each) => ({ ...each, name: titleOf(reading, each.id) })),
    };
  },
  'rulePacks.get'({ reading, now }, { id }) {
    const pack = requirePack(reading, id);
    const steps = stepNames(ruleOf(pack, 'permitTemplates').parameters);
    return {
      ...headOf(reading, pack, now),
      rules: kinds.map((kind) => {
        const rule: Rule = ruleOf(pack, kind);
        return {
          ...ruleShown(rule),
          isStated: pack.rules[kind] !== undefined,
          parameters: rule.parameters as unknown as JsonValue,
          lines: parameterLines(kind, rule.parameters, steps),
        };
      }),
    };
  },
  'rulePacks.compare'({ reading }, input) {
    const before = requirePack(reading, input.before);
    const after = requirePack(reading, input.after);
    return { before: packTitle(before), after: packTitle(after), kinds: differences(before, after) };
  },
} satisfies Partial<QueryHandlers>;

export const rulePackCommands = {
  'rulePacks.save'(context, { basedOn, rules: unchecked, isUsed, ...head }) {
    const base = requirePack(context.writing, basedOn);
    const unknown = unchecked.find((rule) => !Object.hasOwn(ruleKinds, rule.kind));
    if (unknown !== undefined) throw problem('FIELD_UNKNOWN', { field: unknown.kind });
    const { rules, problems } = checkRules(unchecked);
    const [first] = problems;
    if (first !== undefined) throw problem('RULE_INVALID', { problem: problemText(first), kind: first.kind });
    const pack = { ...head, documentNumber: head.documentNumber ?? '', rules };
    if (saysTheSame(base, pack)) throw problem('RULE_PACK_UNCHANGED');
    return saveVersion(context, pack, {
      key: ownKey(base.id),
      basedOn,
      note: head.note,
      isUsed,
      how: 'rulePacks.save',
    });
  },
  'rulePacks.use'(context, { id }) {
    const office = requireOffice(context.writing);
    const pack = requirePack(context.writing, id);
    const draft: Draft = { entity: 'office', id: office.id, kind: 'put', values: { rulePack: id } };
    return changeMade(makeChange(context, 'rulePacks.use', `启用适用文件：${packTitle(pack)}`, [draft]));
  },
  'rulePacks.importFile'(context, { file, isUsed }) {
    const pack = fileContent(context.path(file));
    const known = knownPack(context.writing, pack);
    if (known !== undefined) throw problem('RULE_PACK_KNOWN', { name: packTitle(known) });
    const how = 'rulePacks.importFile';
    return saveVersion(context, pack, {
      key: ownKey(pack.id),
      basedOn: null,
      note: `从文件“${file.name}”导入`,
      isUsed,
      how,
    });
  },
} satisfies Partial<CommandHandlers>;

export const packFileJob: JobHandler<'rulePacks.exportFile'> = {
  async run(context, { id }) {
    const pack = context.read((reading) => requirePack(reading, id));
    const name = packTitle(pack).replace(/[\\/:*?"<>|]/g, '');
    const { path, file } = await context.newFile(`适用文件_${name}.json`);
    writeFileSync(path, packFileText(pack));
    return { file };
  },
};

export const packFilePreviewJob: JobHandler<'rulePacks.previewFile'> = {
  async run(context, { file }) {
    const pack = fileContent(context.path(file));
    return context.read((reading) => ({
      id: pack.id,
      name: pack.name,
      documentNumber: pack.documentNumber,
      validFrom: pack.validFrom,
      validUntil: pack.validUntil,
      rules: Object.keys(pack.rules).length,
      isKnown: knownPack(reading, pack) !== undefined,
      kinds: differences(rulePackInForce(reading), pack),
    }));
  },
};

/** 工作台: a version that has ended, and one that has begun and waits to be put in force. */
export function rulePackTasks(reading: Reading, today: string): Task[] {
  const pack = rulePackInForce(reading);
  const action = { label: '看适用文件', page: '/rule-packs' };
  const tasks: Task[] = [];
  if (pack.validUntil !== null && pack.validUntil < today)
    tasks.push({
      code: 'RULE_PACK_ENDED',
      tone: 'look',
      sentence: `适用文件“${packTitle(pack)}”已于${shownDay(pack.validUntil)}失效，现在仍按它执行。`,
      why: '有效期写在适用文件里',
      action,
    });
  const isNewer = (each: AdoptedPack) =>
    keyOf(each.id) === keyOf(pack.id) && packVersion(each.id) > packVersion(pack.id);
  const waiting = adoptedPacks(reading).find(
    (each) => isNewer(each) && each.validFrom !== null && standingOf(each, today) === 'valid',
  );
  if (waiting !== undefined)
    tasks.push({
      code: 'RULE_PACK_WAITING',
      tone: 'plain',
      sentence: `适用文件“${packTitle(waiting)}”${shownDay(waiting.validFrom ?? '')}起施行，还没有启用。`,
      why: '施行日期写在适用文件里',
      action,
    });
  return tasks;
}

/** The version asked for; refused where there is none. */
export function requirePack(reading: Reading, id: string): RulePack {
  const pack = rulePackById(reading, id);
  if (pack === undefined) throw problem('RULE_PACK_UNKNOWN', { id });
  return pack;
}

interface Version {
  readonly key: string;
  readonly basedOn: string | null;
  readonly note: string | null;
  readonly isUsed: boolean;
  readonly how: 'rulePacks.save' | 'rulePacks.importFile';
}

/** The next version of the key, and the office's choice of it where asked for, as one change. */
function saveVersion(context: CommandContext, pack: Omit<RulePack, 'id'>, wishes: Version) {
  const office = requireOffice(context.writing);
  const { name, documentNumber, validFrom, validUntil } = pack;
  if (validFrom !== null && validUntil !== null && validUntil < validFrom)
    throw problem('RULE_PACK_DAYS_REVERSED', { from: validFrom, until: validUntil });
  const version = newestVersion(context.writing, wishes.key) + 1;
  const id = `${wishes.key}@${version}`;
  const rules = Object.values(pack.rules) as unknown as JsonValue;
  const number = documentNumber === '' ? null : documentNumber;
  const drafts: Draft[] = [
    {
      entity: 'adoptedRulePack',
      id: recordId('adoptedRulePack', office.id, id),
      kind: 'put',
      values: {
        packId: id,
        name,
        documentNumber: number,
        version,
        basedOn: wishes.basedOn,
        validFrom,
        validUntil,
        rules,
        note: wishes.note,
      },
    },
  ];
  if (wishes.isUsed) drafts.push({ entity: 'office', id: office.id, kind: 'put', values: { rulePack: id } });
  const what = wishes.how === 'rulePacks.save' ? '另存适用文件' : '导入适用文件';
  const summary = `${what}：${name}（本单位第${version}版）${wishes.isUsed ? '并启用' : ''}`;
  return { ...changeMade(makeChange(context, wishes.how, summary, drafts)), id };
}

function headOf(reading: Reading, pack: RulePack | AdoptedPack, now: string): PackHead {
  const office = installedOffice(reading);
  const basedOn = 'basedOn' in pack ? pack.basedOn : null;
  return {
    id: pack.id,
    name: pack.name,
    documentNumber: pack.documentNumber,
    validFrom: pack.validFrom,
    validUntil: pack.validUntil,
    isBuiltIn: builtInPack(pack.id) !== undefined,
    version: packVersion(pack.id),
    basedOn: basedOn === null ? null : titleOf(reading, basedOn),
    note: 'note' in pack ? pack.note : null,
    isInForce: office !== null && rulePackInForce(reading).id === pack.id,
    standing: standingOf(pack, businessDay(now)),
  };
}

function standingOf(pack: Pick<RulePack, 'validFrom' | 'validUntil'>, today: string): PackHead['standing'] {
  if (pack.validFrom !== null && today < pack.validFrom) return 'notYet';
  return pack.validUntil !== null && pack.validUntil < today ? 'ended' : 'valid';
}

function ruleShown(rule: Rule): OutputOf<'rulePacks.list'>['rows'][number]['rules'][number] {
  const { kind, shown, source } = rule;
  return { kind, label: ruleKinds[kind].label, shown, source, isLeftOpen: isLeftOpen(rule) };
}

function titleOf(reading: Reading, id: string): string {
  const pack = rulePackById(reading, id);
  return pack === undefined ? id : packTitle(pack);
}

function differences(before: RulePack, after: RulePack): OutputOf<'rulePacks.compare'>['kinds'] {
  return packDifferences(before, after).map((each) => ({ ...each, rows: [...each.rows] }));
}

function keyOf(id: string): string {
  return id.replace(/@\d+$/, '');
}

/** A version adapted from an own one continues its line; one adapted from a notice begins the office's own. */
function ownKey(id: string): string {
  const key = keyOf(id);
  const isOwn = /^[a-z0-9-]{1,40}$/.test(key) && rulePacks.every((pack) => keyOf(pack.id) !== key);
  return isOwn ? key : 'own';
}

function saysTheSame(left: Omit<RulePack, 'id'>, right: Omit<RulePack, 'id'>): boolean {
  const content = ({ name, documentNumber, validFrom, validUntil, rules }: Omit<RulePack, 'id'>) =>
    ({ name, documentNumber, validFrom, validUntil, rules }) as unknown as JsonValue;
  return sameValue(content(left), content(right));
}

function knownPack(reading: Reading, pack: RulePack): RulePack | undefined {
  return [...rulePacks, ...adoptedPacks(reading)].find((each) => saysTheSame(each, pack));
}

function fileContent(path: string): RulePack {
  if (statSync(path).size > longestFile) throw problem('RULE_PACK_FILE_INVALID', { reason: '文件太大' });
  return readPackFile(readFileSync(path, 'utf8'));
}
