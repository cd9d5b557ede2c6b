/** A view to Excel and back: what left is remembered inside the workbook, what came back is shown before it is written. */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Draft } from '#db/ledger/append.ts';
import { ledgerPosition } from '#db/queries/installation.ts';
import { dropPreview, previewByToken, savePreview } from '#db/queries/ledger-imports.ts';
import { lastLedgerOrder, listProjects } from '#db/queries/projects.ts';
import { businessClock } from '#shared/calendar/day.ts';
import type { OutputOf, ParsedInputOf } from '#shared/contract/index.ts';
import type { ProjectChanges, ProjectRow } from '#shared/contract/projects.ts';
import { problem } from '#shared/error.ts';
import type { JsonValue } from '#shared/package/operation.ts';
import { type CurrentRow, compareReturned, type RoundTripFindings } from '#shared/round-trip/compare.ts';
import { projectViewChecks, projectViewColumn, projectViewValue } from '#shared/round-trip/project-view.ts';
import { readExported, readReturned } from '#shared/round-trip/returned.ts';
import type { ExportedView, ViewColumn } from '#shared/round-trip/view.ts';
import type { CommandContext, JobContext, JobHandler } from '../context.ts';
import { dataFolderAt } from '../data-folder.ts';
import { readWorkbook } from '../files/read-workbook.ts';
import { writeViewWorkbook } from '../files/write-view.ts';
import { changeMade, makeChange, requireOffice } from './authoring.ts';
import { requireOwnProject } from './own-project.ts';
import { openPeopleBook } from './people.ts';
import { checkTyped, withFormerNames } from './project-checks.ts';
import { projectDrafts } from './projects.ts';

interface KeptPreview {
  readonly fileName: string;
  readonly findings: RoundTripFindings;
}

export const viewExportJob: JobHandler<'views.export'> = {
  async run(context, input) {
    context.progress({ done: 0, total: null, text: '正在整理内容' });
    const { office, byId } = context.read((reading) => ({
      office: requireOffice(reading),
      byId: projectsById(listProjects(reading, {}).rows),
    }));
    const asked = input.columns.map((column) => ({ title: column.title, column: projectViewColumn(column) }));
    const columns = asked.flatMap(({ column }) => (column === null ? [] : [column]));
    const rows = input.ids.flatMap((id) => byId.get(id) ?? []);
    const view: ExportedView = {
      meta: {
        format: 1,
        grid: input.grid,
        officeId: office.id,
        officeName: office.shortName,
        name: input.name,
        exportedAt: context.now,
        ledgerYear: office.ledgerYear,
        columns,
      },
      rows: rows.map((row) => ({
        id: row.id,
        isReadOnly: row.homeOffice !== office.id,
        values: columns.map((column) => projectViewValue(row, column.id)),
      })),
    };
    const { day, minute } = businessClock(context.now);
    const time = `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
    const title = `${input.name} · ${office.shortName} · ${day} ${time}导出 · 金额单位：万元 · 白格可改，灰格只供查看；新项目填在末尾空行`;
    context.progress({ done: 0, total: null, text: `正在生成表格，共${rows.length}行` });
    const bytes = await writeViewWorkbook(view, title);
    const { path, file } = await context.newFile(`${fileNamePart(input.name)} ${day}.xlsx`);
    writeFileSync(path, bytes);
    return {
      file,
      rows: rows.length,
      leftOut: asked.filter(({ column }) => column === null).map((each) => each.title),
    };
  },
};

export const viewPreviewJob: JobHandler<'views.preview'> = {
  async run(context, { file }) {
    context.progress({ done: 0, total: null, text: '正在读取表格' });
    const workbook = await readWorkbook(readFileSync(context.path(file)), file.name);
    const exported = readExported(workbook);
    if (exported === null) throw problem('VIEW_NOT_OURS', { name: file.name });
    const returned = readReturned(workbook, exported.meta);
    if (returned === null) throw problem('VIEW_IDENTITY_LOST', { name: file.name });
    const { meta } = exported;
    context.progress({ done: 0, total: null, text: '正在逐行比对' });
    const { findings, position } = context.read((reading) => {
      const office = requireOffice(reading);
      if (office.id !== meta.officeId) throw problem('VIEW_OF_OTHER_OFFICE', { office: meta.officeName });
      if (office.ledgerYear !== meta.ledgerYear)
        throw problem('VIEW_OF_OTHER_YEAR', { found: meta.ledgerYear, year: office.ledgerYear });
      const current = currentRows(listProjects(reading, {}).rows, office.id);
      return {
        findings: compareReturned(exported, returned, current, projectViewChecks),
        position: ledgerPosition(reading),
      };
    });
    const token = context.newId();
    const kept: KeptPreview = { fileName: file.name, findings };
    const path = join(dataFolderAt(context.dataFolder).previews, `${token}.json`);
    writeFileSync(path, JSON.stringify(kept), { mode: 0o600 });
    await context.write('keep', { token, position, digest: '', file: path, fileName: file.name });
    return {
      token,
      fileName: file.name,
      viewName: meta.name,
      exportedAt: meta.exportedAt,
      columns: { renamed: [...returned.renamed], missing: [...returned.missing], extra: [...returned.extra] },
      ...shownFindings(findings),
    };
  },
  steps: {
    keep(context, payload: { token: string; position: number; digest: string; file: string; fileName: string }) {
      for (const old of savePreview(context.writing, { ...payload, kind: 'view', payload: {} }, context.now))
        rmSync(old, { force: true });
      return null;
    },
  },
};

type Decisions = ParsedInputOf<'views.accept'>;

export const viewAcceptJob: JobHandler<'views.accept'> = {
  async run(context, decisions) {
    const kept = readKept(context, decisions.token);
    context.progress({ done: 0, total: null, text: '正在写入' });
    return await context.write('commit', { decisions, kept });
  },
  steps: { commit: commitView },
};

interface CommitPayload {
  readonly decisions: Decisions;
  readonly kept: KeptPreview;
}

function commitView(context: CommandContext, { decisions, kept }: CommitPayload): JsonValue {
  const preview = previewByToken(context.writing, decisions.token, 'view');
  if (preview === undefined) throw problem('PREVIEW_UNKNOWN');
  if (preview.position !== ledgerPosition(context.writing)) throw problem('PREVIEW_OUTDATED');
  const counts = { changed: 0, added: 0, removed: 0 };
  const drafts = [...viewDrafts(context, kept.findings, decisions, counts)];
  const words = [
    ...(counts.changed > 0 ? [`改${counts.changed}个项目`] : []),
    ...(counts.added > 0 ? [`新增${counts.added}个`] : []),
    ...(counts.removed > 0 ? [`删除${counts.removed}个`] : []),
  ];
  const change = makeChange(context, 'views.accept', `取回表格“${kept.fileName}”：${words.join('，')}`, drafts);
  dropPreview(context.writing, decisions.token);
  return { ...changeMade(change), ...counts };
}

function* viewDrafts(
  context: CommandContext,
  findings: RoundTripFindings,
  decisions: Decisions,
  counts: { changed: number; added: number; removed: number },
): Generator<Draft> {
  const { writing } = context;
  const office = requireOffice(writing);
  const book = openPeopleBook(writing, office.id, context.newId);
  const key = ({ id, columnId }: { readonly id: string; readonly columnId: string }) => `${id}\n${columnId}`;
  const taken = new Set((decisions.takeConflicts ?? []).map(key));
  const left = new Set((decisions.leaveOut ?? []).map(key));
  for (const row of findings.changed) {
    const fields = row.differences.filter((each) => {
      const place = key({ id: row.id, columnId: each.columnId });
      return each.isConflict ? taken.has(place) : !left.has(place);
    });
    if (fields.length === 0) continue;
    const record = requireOwnProject(context.writing, row.id, office.id);
    const changes = changesOf(fields);
    checkTyped(writing, record, changes, office.ledgerYear);
    yield* projectDrafts(writing, book, row.id, withFormerNames(record, changes, 'renamed'), office.ledgerYear);
    counts.changed += 1;
  }
  let order = lastLedgerOrder(writing, office.id);
  for (const row of findings.added) {
    if (decisions.add?.includes(row.rowNumber) !== true || row.problem !== null) continue;
    order += 1;
    const changes = changesOf(row.values);
    checkTyped(writing, undefined, changes, office.ledgerYear);
    yield* projectDrafts(writing, book, context.newId(), { ledgerOrder: order, ...changes }, office.ledgerYear);
    counts.added += 1;
  }
  for (const { id } of findings.missing) {
    if (decisions.remove?.includes(id) !== true) continue;
    requireOwnProject(context.writing, id, office.id);
    yield { entity: 'project', id, kind: 'delete' };
    counts.removed += 1;
  }
}

/** Checked against the schema of `projects.save` when they were read. */
function changesOf(fields: readonly { readonly columnId: string; readonly value: unknown }[]): ProjectChanges {
  return Object.fromEntries(fields.map(({ columnId, value }) => [columnId, value]));
}

function readKept(context: JobContext, token: string): KeptPreview {
  const preview = context.read((reading) => previewByToken(reading, token, 'view'));
  if (preview === undefined) throw problem('PREVIEW_UNKNOWN');
  try {
    const path = join(dataFolderAt(context.dataFolder).previews, basename(preview.file));
    return JSON.parse(readFileSync(path, 'utf8')) as KeptPreview;
  } catch (error) {
    throw problem('PREVIEW_UNKNOWN', {}, error);
  }
}

function currentRows(rows: readonly ProjectRow[], officeId: string): ReadonlyMap<string, CurrentRow> {
  return new Map(
    rows.map((row) => [
      row.id,
      {
        isReadOnly: row.homeOffice !== officeId,
        value: (columnId: ViewColumn['id']) => projectViewValue(row, columnId),
      },
    ]),
  );
}

function projectsById(rows: readonly ProjectRow[]): ReadonlyMap<string, ProjectRow> {
  return new Map(rows.map((row) => [row.id, row]));
}

type Shown = Pick<OutputOf<'views.preview'>, 'changed' | 'added' | 'missing' | 'gone' | 'same'>;

function shownFindings({ changed, added, missing, gone, same }: RoundTripFindings): Shown {
  return {
    changed: changed.map((row) => ({
      ...row,
      differences: row.differences.map(({ columnId, label, before, after, base, isConflict, mark }) => ({
        columnId,
        label,
        before,
        after,
        base,
        isConflict,
        mark,
      })),
      refused: [...row.refused],
    })),
    added: added.map((row) => ({
      ...row,
      values: row.values.map(({ label, shown }) => ({ label, shown })),
      refused: [...row.refused],
    })),
    missing: [...missing],
    gone: [...gone],
    same,
  };
}

function fileNamePart(name: string): string {
  return name.replace(/[\\/:*?"<>|\s]+/g, ' ').trim() || '视图';
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}
