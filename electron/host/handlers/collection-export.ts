/** 填报表 out: one workbook a unit, several as one archive, and who was sent one. */

import { writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import type { Draft } from '#db/ledger/append.ts';
import { type ProjectToFill, projectsToFill, unitsToAsk } from '#db/queries/collections.ts';
import type { InstalledOffice } from '#db/queries/installation.ts';
import type { Reading } from '#db/run.ts';
import type { Period } from '#shared/calendar/period.ts';
import type { FormBase, FormModel } from '#shared/collection/form.ts';
import { type CollectionListUnit, missingUnitsTable, reminderTable } from '#shared/collection/lists.ts';
import type { ProgressRow } from '#shared/contract/progress.ts';
import { problem } from '#shared/error.ts';
import type { JsonValue } from '#shared/package/operation.ts';
import { projectLevelLabels } from '#shared/text/labels.ts';
import type { CommandContext, JobHandler } from '../context.ts';
import { writeFormWorkbook } from '../files/write-form.ts';
import { safeFileName } from '../files.ts';
import { writeZip } from '../package/zip-write.ts';
import { changeMade, makeChange, requireOffice } from './authoring.ts';
import { collectionState, isMissing, returnId } from './collections.ts';
import { handOutTable } from './papers.ts';
import { openPeriod, periodRows } from './progress.ts';

export const collectionExportJob: JobHandler<'collections.export'> = {
  async run(context, input) {
    const { forms, period, office } = context.read((reading) => {
      const found = requireOffice(reading);
      const checked = openPeriod(reading, context.now, input.period);
      return { office: found, period: checked, forms: formsOf(reading, found, checked, context.now, input.unitIds) };
    });
    if (forms.length === 0) throw problem('COLLECTION_NO_UNITS', { period: period.label });
    const files: { name: string; bytes: Uint8Array }[] = [];
    for (const form of forms) {
      context.progress({ done: files.length, total: forms.length, text: `正在生成${form.unitName}的填报表` });
      files.push({ name: form.fileName, bytes: await writeFormWorkbook(form) });
    }
    const [only] = files;
    const isSingle = input.unitIds?.length === 1 && only !== undefined;
    const name = isSingle ? only.name : `${office.shortName}_${period.label}填报表（${forms.length}个单位）.zip`;
    const { path, file } = await context.newFile(name);
    if (isSingle) writeFileSync(path, only.bytes);
    else await writeArchive(path, files);
    const projects = forms.reduce((sum, form) => sum + form.rows.length, 0);
    const sent = forms.map((form) => ({ unitId: form.unitId, projects: form.rows.length }));
    const { changeId } = await context.write<{ changeId: string | null }>('sent', {
      period: period.closesOn,
      label: period.label,
      units: sent,
    } satisfies SentPayload);
    context.progress({ done: forms.length, total: forms.length, text: '已生成' });
    return { file, units: forms.length, projects, changeId };
  },
  steps: { sent: markSent },
};

interface SentPayload {
  readonly period: string;
  readonly label: string;
  readonly units: readonly { readonly unitId: string; readonly projects: number }[];
}

function markSent(context: CommandContext, { period, label, units }: SentPayload): JsonValue {
  const drafts = units.map(
    ({ unitId, projects }): Draft => ({
      entity: 'unitReturn',
      id: returnId(period, unitId),
      kind: 'put',
      values: { period, unitId, projects, sentAt: context.now },
    }),
  );
  return changeMade(makeChange(context, 'collections.export', `生成${label}填报表（${units.length}个单位）`, drafts));
}

export const collectionRenderJob: JobHandler<'collections.render'> = {
  async run(context, input) {
    const model = context.read((reading) => {
      const office = requireOffice(reading);
      const period = openPeriod(reading, context.now, input.period);
      const { units, deadline, rule } = collectionState(reading, office, period, context.now);
      const facts = {
        officeName: office.fullName,
        periodLabel: period.label,
        period: period.closesOn,
        deadline: deadline.shown,
        rule,
        now: context.now,
        units: units.map((unit): CollectionListUnit => ({ ...unit, isMissing: isMissing(unit) })),
      };
      return input.list === 'missing' ? missingUnitsTable(facts) : reminderTable(facts);
    });
    const rows = model.rows.length;
    if (input.format === 'json') return { file: null, rows, pages: null };
    return { ...(await handOutTable(context, model, input.format)), rows };
  },
};

/** One form for each unit asked for that leads a project; all of them when none is named. */
function formsOf(
  reading: Reading,
  office: InstalledOffice,
  period: Period,
  now: string,
  unitIds: readonly string[] | undefined,
): FormModel[] {
  const projects = projectsToFill(reading, office.id);
  const { deadline, rule } = collectionState(reading, office, period, now);
  const reports = new Map(periodRows(reading, office.id, period.closesOn).map((row) => [row.projectId, row]));
  const units = unitsToAsk(reading);
  const names = new Map(units.map((unit) => [unit.id, unit.name]));
  for (const id of unitIds ?? []) if (!names.has(id)) throw problem('RECORD_NOT_FOUND', { noun: '单位' });
  const taken = new Set<string>();
  return units.flatMap((unit): FormModel[] => {
    if (unitIds !== undefined && !unitIds.includes(unit.id)) return [];
    const own = projects.filter((each) => each.leadUnitId === unit.id);
    if (own.length === 0) return [];
    const rows = own.flatMap((project) => {
      const report = reports.get(project.projectId);
      return report === undefined ? [] : [{ projectId: project.projectId, base: baseOf(project, report, period) }];
    });
    return [
      {
        officeId: office.id,
        officeName: office.fullName,
        unitId: unit.id,
        unitName: unit.name,
        period: period.closesOn,
        periodLabel: period.label,
        deadline: deadline.shown,
        deadlineSource: `（依据：${rule.sentence}${rule.source}）`,
        returnTo: [office.fullName, office.contactName, office.contactPhone].filter(Boolean).join(' '),
        rows,
        filledByOthers: projects
          .filter((each) => each.otherUnitIds.includes(unit.id) && each.leadUnitId !== null)
          .map((each) => ({ name: each.name, unitName: names.get(each.leadUnitId ?? '') ?? '牵头单位' })),
        fileName: uniqueName(taken, `${office.shortName}_${unit.name}_${period.label}填报表`),
      },
    ];
  });
}

function baseOf(project: ProjectToFill, report: ProgressRow, period: Period): FormBase {
  const { previous } = report;
  const isFilled = report.state !== null;
  const isSameYear = previous?.period.slice(0, 4) === period.closesOn.slice(0, 4);
  return {
    name: report.name,
    level: report.level === null ? null : projectLevelLabels[report.level],
    totalInvestment: report.totalInvestment,
    plannedThisYear: report.plannedThisYear,
    startsOn: report.startsOn,
    completesOn: project.completesOn,
    lastPeriod: previous?.period ?? null,
    lastDone: isSameYear ? (previous?.doneThisYear ?? null) : null,
    lastPhysical: previous?.physicalProgress ?? null,
    lastText: previous?.progressText ?? null,
    isFilled,
    // Words are those of the last period until this one is filled; a figure is never sent out as if it were new.
    figures: isFilled
      ? { ...report.current }
      : {
          doneThisYear: null,
          physicalProgress: previous?.physicalProgress ?? null,
          progressText: previous?.progressText ?? null,
          // What stands open in the issue ledger comes before what was written last week.
          problems: report.issuesText ?? previous?.problems ?? null,
          coordination: previous?.coordination ?? null,
        },
    isStarted: project.isStarted,
    contact: project.contact,
    contactPhone: project.contactPhone,
  };
}

function uniqueName(taken: Set<string>, wanted: string): string {
  let name = safeFileName(`${wanted}.xlsx`);
  for (let count = 2; taken.has(name); count += 1) name = safeFileName(`${wanted}（${count}）.xlsx`);
  taken.add(name);
  return name;
}

async function writeArchive(
  path: string,
  files: readonly { readonly name: string; readonly bytes: Uint8Array }[],
): Promise<void> {
  const out = await open(path, 'w', 0o600);
  try {
    await writeZip(
      out,
      files.map(({ name, bytes }) => ({ name, size: bytes.length, crc: crc32(bytes), contents: [bytes] })),
    );
  } finally {
    await out.close();
  }
}
