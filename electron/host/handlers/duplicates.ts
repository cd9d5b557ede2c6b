/** 查重: pairs that may be one project, a person's word on them, merging and taking apart. */
import type { Draft } from '#db/ledger/append.ts';
import { readRecord, type StoredRecord, textOf } from '#db/ledger/records.ts';
import { changeById } from '#db/queries/changes.ts';
import {
  apartVerdicts,
  countsOf,
  duplicateFacts,
  mergedInto,
  mergingChange,
  settledPairs,
} from '#db/queries/duplicates.ts';
import { listProjects } from '#db/queries/projects.ts';
import { recordNames } from '#db/queries/record-names.ts';
import type { Reading } from '#db/run.ts';
import type { DuplicatePairView, DuplicateSide } from '#shared/contract/duplicates.ts';
import type { ProjectRow } from '#shared/contract/projects.ts';
import type { Field } from '#shared/domain/entity.ts';
import { project } from '#shared/domain/project.ts';
import { problem } from '#shared/error.ts';
import { findDuplicates, likelihood } from '#shared/rules/duplicates.ts';
import { fieldText } from '#shared/text/field-text.ts';
import type { CommandHandlers, JobHandler, QueryHandlers } from '../context.ts';
import { recordId } from '../record-id.ts';
import { changeMade, makeChange, requireHome, requireOffice } from './authoring.ts';
import { undoChange } from './changes.ts';
import { mergedFields, mergePlan } from './merge-plan.ts';
import { trimmed } from './projects.ts';

const usualLimit = 200;

export const findDuplicatesJob: JobHandler<'duplicates.find'> = {
  async run(context, { limit }) {
    context.progress({ done: 0, total: null, text: '正在比对项目' });
    return context.read((reading) => {
      const facts = duplicateFacts(reading);
      const office = requireOffice(reading);
      const pairs = findDuplicates(facts, settledPairs(reading), limit ?? usualLimit);
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
  'duplicates.apart': ({ reading }) => ({ rows: apartVerdicts(reading) }),
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
    const verdict = verdictDraft(keptId, otherId, 'merged', null);
    const summary = `合并项目：${textOf(other, 'name')} → ${textOf(kept, 'name')}`;
    return changeMade(makeChange(context, 'duplicates.merge', summary, [verdict, ...drafts]));
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
    const draft = verdictDraft(keptId, otherId, 'different', reason ?? null);
    const summary = `不是同一个项目：${textOf(one, 'name')}、${textOf(other, 'name')}`;
    return changeMade(makeChange(context, 'duplicates.keepApart', summary, [draft]));
  },
  'duplicates.reconsider'(context, { id }) {
    const record = readRecord(context.writing, 'duplicateVerdict', id);
    if (record === undefined || record.isDeleted || record.values['verdict'] !== 'different')
      throw problem('RECORD_NOT_FOUND', { noun: '查重结论' });
    requireHome(context.writing, record.homeOffice, requireOffice(context.writing).id);
    return changeMade(
      makeChange(context, 'duplicates.reconsider', '重新查重', [{ entity: 'duplicateVerdict', id, kind: 'delete' }]),
    );
  },
} satisfies Partial<CommandHandlers>;

function verdictDraft(one: string, other: string, verdict: 'different' | 'merged', reason: string | null): Draft {
  const [projectId, otherProjectId] = one < other ? [one, other] : [other, one];
  return {
    entity: 'duplicateVerdict',
    id: recordId('duplicateVerdict', projectId, otherProjectId),
    kind: 'put',
    values: { projectId, otherProjectId, verdict, ...trimmed({ reason }) },
  };
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
