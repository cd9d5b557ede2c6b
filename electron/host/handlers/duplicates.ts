/** 查重: pairs that may be one project, a person's word on them, merging and taking apart. */
import type { Draft } from '#db/ledger/append.ts';
import { readRecord, type StoredRecord, textOf } from '#db/ledger/records.ts';
import { changeById } from '#db/queries/changes.ts';
import {
  countsOf,
  duplicateFacts,
  judgedPairs,
  mergedInto,
  mergingChange,
  settledPairs,
} from '#db/queries/duplicates.ts';
import { listProjects } from '#db/queries/projects.ts';
import { recordNames } from '#db/queries/record-names.ts';
import { enrolledOffices } from '#db/queries/trust.ts';
import type { Reading } from '#db/run.ts';
import { businessDay } from '#shared/calendar/day.ts';
import type { DuplicatePairView, DuplicateSide } from '#shared/contract/duplicates.ts';
import type { ProjectRow } from '#shared/contract/projects.ts';
import type { DuplicateVerdict } from '#shared/domain/duplicate-verdict.ts';
import type { Field } from '#shared/domain/entity.ts';
import { project } from '#shared/domain/project.ts';
import { problem } from '#shared/error.ts';
import { duplicatePair, findDuplicates, likelihood } from '#shared/rules/duplicates.ts';
import { fieldText } from '#shared/text/field-text.ts';
import type { CommandHandlers, JobHandler, QueryHandlers } from '../context.ts';
import { recordId } from '../record-id.ts';
import { changeMade, makeChange, requireHome, requireOffice } from './authoring.ts';
import { undoChange } from './changes.ts';
import { mergedFields, mergePlan } from './merge-plan.ts';
import { trimmed } from './projects.ts';

const usualLimit = 200;

export const findDuplicatesJob: JobHandler<'duplicates.find'> = {
  async run(context, { limit, isAcross }) {
    context.progress({ done: 0, total: null, text: '正在比对项目' });
    return context.read((reading) => {
      const facts = duplicateFacts(reading);
      const office = requireOffice(reading);
      const pairs = findDuplicates(facts, settledPairs(reading), limit ?? usualLimit, isAcross);
      // All rows at once: one by one they would read the registers of units and leaders again each time.
      const rows = new Map((pairs.length === 0 ? [] : listProjects(reading, {}).rows).map((row) => [row.id, row]));
      return {
        compared: facts.length,
        pairs: pairs.flatMap(({ ids, score, evidence }): DuplicatePairView[] => {
          const sides = ids.flatMap((id) => sideOf(reading, rows.get(id)));
          if (sides.length < 2) return [];
          return [
            {
              score,
              likelihood: likelihood(score),
              evidence: evidence.map((each) => ({
                kind: each.kind,
                sentence: each.sentence,
                isAgainst: each.weight < 0,
              })),
              sides,
              mayMerge: sides.every((side) => side.row.homeOffice === office.id),
              isAcross: new Set(sides.map((side) => side.row.homeOffice)).size > 1,
            },
          ];
        }),
      };
    });
  },
};

function sideOf(reading: Reading, row: ProjectRow | undefined): DuplicateSide[] {
  return row === undefined ? [] : [{ row, ...countsOf(reading, row.id) }];
}

export const duplicateQueries = {
  'duplicates.apart': ({ reading }) => ({ rows: judgedPairs(reading) }),
  'duplicates.preview'({ reading }, { keptId, otherId }) {
    const [kept, other] = bothOwn(reading, keptId, otherId);
    const names = recordNames(reading);
    const fields: Readonly<Record<string, Field>> = project.fields;
    return {
      keptName: textOf(kept, 'name'),
      otherName: textOf(other, 'name'),
      fields: mergedFields(kept, other).flatMap((each) => {
        const field = fields[each.field];
        if (field === undefined) return [];
        const shown = (value: typeof each.kept) => fieldText('project', each.field, field, value, names);
        return [
          {
            field: each.field,
            label: field.label,
            kept: shown(each.kept),
            other: shown(each.other),
            isFilled: each.isFilled,
          },
        ];
      }),
      records: [...mergePlan(reading, kept, other, [], () => '').taken],
    };
  },
  'duplicates.merged'({ reading }, { projectId }) {
    return {
      rows: mergedInto(reading, projectId).map((row) => ({
        ...row,
        maySplit: mergingChange(reading, row.id) !== undefined,
      })),
    };
  },
} satisfies Partial<QueryHandlers>;

export const duplicateCommands = {
  'duplicates.merge'(context, { keptId, otherId, choose }) {
    const [kept, other] = bothOwn(context.writing, keptId, otherId);
    const { drafts } = mergePlan(context.writing, kept, other, choose ?? [], context.newId);
    const verdict = verdictDrafts(context.writing, keptId, otherId, 'merged', null);
    const summary = `合并项目：${textOf(other, 'name')} → ${textOf(kept, 'name')}`;
    return changeMade(makeChange(context, 'duplicates.merge', summary, [...verdict, ...drafts]));
  },
  'duplicates.split'(context, { otherId }) {
    const other = readRecord(context.writing, 'project', otherId);
    if (other === undefined) throw problem('RECORD_NOT_FOUND', { noun: '项目' });
    requireHome(context.writing, other.homeOffice, requireOffice(context.writing).id);
    const changeId = textOf(other, 'mergedIntoId') === '' ? undefined : mergingChange(context.writing, otherId);
    const change = changeId === undefined ? undefined : changeById(context.writing, changeId);
    if (change === undefined) throw problem('SPLIT_NOT_POSSIBLE', { name: textOf(other, 'name') });
    const { made, plan } = undoChange(context, 'duplicates.split', change);
    return { ...changeMade(made), changedSince: [...plan.changedSince] };
  },
  'duplicates.keepApart'(context, { keptId, otherId, reason }) {
    const [one, other] = bothLive(context.writing, keptId, otherId);
    const drafts = verdictDrafts(context.writing, keptId, otherId, 'different', reason ?? null);
    const summary = `不是同一个项目：${textOf(one, 'name')}、${textOf(other, 'name')}`;
    return changeMade(makeChange(context, 'duplicates.keepApart', summary, drafts));
  },
  'duplicates.same'(context, { keptId, otherId, reason, asks }) {
    const { writing, now, operator } = context;
    const both = bothLive(writing, keptId, otherId);
    const office = requireOffice(writing);
    const [one, other] = both;
    if (one.homeOffice === other.homeOffice || both.some((each) => each.homeOffice === office.id))
      throw problem('DUPLICATE_NOT_ACROSS', { name: textOf(one, 'name'), other: textOf(other, 'name') });
    const evidence = evidenceWords(writing, keptId, otherId);
    const words = [reason, evidence]
      .filter((each) => each !== undefined && each !== '')
      .join('；')
      .slice(0, 500);
    const offices = new Map(enrolledOffices(writing).map((each) => [each.id, each.shortName]));
    const questions = (asks ? [[one, other] as const, [other, one] as const] : []).flatMap(
      ([mine, theirs]): Draft[] => {
        if (!offices.has(mine.homeOffice)) return [];
        const theirOffice = offices.get(theirs.homeOffice) ?? '';
        return [
          {
            entity: 'question',
            id: context.newId(),
            kind: 'put',
            values: {
              kind: 'question',
              toOfficeId: mine.homeOffice,
              projectId: mine.id,
              subjectEntity: 'project',
              subjectId: mine.id,
              field: null,
              shown: null,
              proposed: null,
              body: `与${theirOffice}的“${textOf(theirs, 'name')}”像是同一个项目（${evidence === '' ? '人工认定' : evidence}），请核实由哪一方填报。`.slice(
                0,
                1000,
              ),
              askedOn: businessDay(now),
              askedBy: operator,
              dueOn: null,
              period: null,
              state: 'open',
            },
          },
        ];
      },
    );
    const summary = `是同一个项目：${textOf(one, 'name')}、${textOf(other, 'name')}`.slice(0, 200);
    const drafts = [...verdictDrafts(writing, keptId, otherId, 'same', words || null), ...questions];
    return { ...changeMade(makeChange(context, 'duplicates.same', summary, drafts)), asked: questions.length };
  },
  'duplicates.reconsider'(context, { id }) {
    const record = readRecord(context.writing, 'duplicateVerdict', id);
    if (record === undefined || record.isDeleted || record.values['verdict'] === 'merged')
      throw problem('RECORD_NOT_FOUND', { noun: '查重结论' });
    requireHome(context.writing, record.homeOffice, requireOffice(context.writing).id);
    return changeMade(
      makeChange(context, 'duplicates.reconsider', '重新查重', [{ entity: 'duplicateVerdict', id, kind: 'delete' }]),
    );
  },
} satisfies Partial<CommandHandlers>;

/** Why two projects look like one, as the page of duplicates says it; what speaks against is left out. */
function evidenceWords(reading: Reading, one: string, other: string): string {
  const [first, second] = duplicateFacts(reading).filter(({ id }) => id === one || id === other);
  const pair = first === undefined || second === undefined ? null : duplicatePair(first, second);
  return (pair?.evidence ?? [])
    .filter(({ weight }) => weight > 0)
    .map(({ sentence }) => sentence.replace(/。$/, ''))
    .join('；');
}

/** A word that was taken back is given anew on the same record. */
function verdictDrafts(
  reading: Reading,
  one: string,
  other: string,
  verdict: DuplicateVerdict['verdict'],
  reason: string | null,
): Draft[] {
  const [projectId, otherProjectId] = one < other ? [one, other] : [other, one];
  const id = recordId('duplicateVerdict', projectId, otherProjectId);
  const values = { projectId, otherProjectId, verdict, ...trimmed({ reason }) };
  const put: Draft = { entity: 'duplicateVerdict', id, kind: 'put', values };
  const isTakenBack = readRecord(reading, 'duplicateVerdict', id)?.isDeleted === true;
  return isTakenBack ? [{ entity: 'duplicateVerdict', id, kind: 'undelete' }, put] : [put];
}

function bothOwn(reading: Reading, keptId: string, otherId: string): readonly [StoredRecord, StoredRecord] {
  const both = bothLive(reading, keptId, otherId);
  const office = requireOffice(reading);
  for (const record of both) requireHome(reading, record.homeOffice, office.id);
  return both;
}

function bothLive(reading: Reading, one: string, other: string): readonly [StoredRecord, StoredRecord] {
  if (one === other) throw problem('MERGE_SAME');
  return [liveProject(reading, one), liveProject(reading, other)];
}

function liveProject(reading: Reading, id: string): StoredRecord {
  const record = readRecord(reading, 'project', id);
  if (record !== undefined && textOf(record, 'mergedIntoId') !== '')
    throw problem('MERGE_ALREADY', { name: textOf(record, 'name') });
  if (record === undefined || record.isDeleted) throw problem('RECORD_NOT_FOUND', { noun: '项目' });
  return record;
}
