/** A district with many units and projects, and 填报表 filled in as units do: sorted, renamed, pasted, saved as something else. */
import { readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type CellValue, readXlsx, writeXlsx } from 'hucre';
import yauzl from 'yauzl';
import { columnMark, type FormKey, formKeys } from '#shared/collection/form.ts';
import type { Office } from './offices.ts';
import { xlsBytes } from './xls-bytes.ts';

export const collectedPeriod = '2026-11-20';
export const periodBefore = '2026-11-13';

const unitName = (unit: number) => `区第${unit + 1}责任局`;
export const projectName = (unit: number, project: number) => `青石${unit + 1}号片区第${project + 1}期工程`;

/** `units` × `projects`, all filled in the period before; amounts differ from project to project. */
export async function fillDistrict(office: Office, units: number, projects: number): Promise<readonly string[]> {
  const ids: string[] = [];
  for (let unit = 0; unit < units; unit += 1)
    for (let project = 0; project < projects; project += 1) {
      const { id } = await office.call('projects.save', {
        changes: {
          name: projectName(unit, project),
          level: project === 0 ? 'municipal' : 'district',
          totalInvestment: (1000 + unit * 10 + project) * 1_000_000,
          plannedThisYear: (200 + project) * 1_000_000,
          startsOn: '2025-03',
          completesOn: '2027',
          responsibleUnitNames: project === 1 ? [unitName(unit), unitName((unit + 1) % units)] : [unitName(unit)],
        },
      });
      ids.push(id);
    }
  await office.call('progress.saveMany', {
    period: periodBefore,
    items: ids.map((projectId, index) => ({
      projectId,
      changes: {
        doneThisYear: (50 + index) * 1_000_000,
        physicalProgress: `主体施工至${(index % 9) + 1}层`,
        progressText: `正在进行主体施工（${index + 1}）。`,
        problems: index % 3 === 0 ? '管线迁改慢（区住建局）' : null,
      },
    })),
  });
  return ids;
}

export interface OpenForm {
  readonly name: string;
  readonly unit: string;
  /** Of the first sheet; row and column from 0. */
  readonly rows: CellValue[][];
  column(key: FormKey): number;
  /** The place of a project's row. */
  rowOf(project: string): number;
  set(project: string, key: FormKey, value: CellValue): void;
  get(project: string, key: FormKey): CellValue;
  /** Projects of the form, in the order they stand in. */
  names(): string[];
  /** Fills every row in as a careful unit does. */
  fill(step?: number): void;
  /** Writes the cells as a new workbook; `savedAt` is the file's own time. */
  save(folder: string, wishes?: SaveWishes): Promise<string>;
}

interface SaveWishes {
  readonly name?: string;
  readonly savedAt?: string;
  readonly format?: 'xlsx' | 'xls';
}

/** The rows of the heads: 5 rows above, the hidden marks in the fifth, the heads in the sixth. */
export const markRow = 4;
export const headRow = 5;

export async function openForm(path: string): Promise<OpenForm> {
  const workbook = await readXlsx(readFileSync(path));
  const [sheet] = workbook.sheets;
  if (sheet === undefined) throw new Error('no sheet');
  const rows = sheet.rows.map((row) => [...row]);
  const column = (key: FormKey) => (rows[markRow] ?? []).indexOf(columnMark(key));
  const rowOf = (project: string) => {
    const found = rows.findIndex((row, index) => index > headRow && row[column('name')] === project);
    if (found < 0) throw new Error(`${project} is not in the form`);
    return found;
  };
  const form: OpenForm = {
    name: basename(path),
    unit: /填报单位：(.*)/.exec(String(rows[1]?.[0]))?.[1] ?? '',
    rows,
    column,
    rowOf,
    set(project, key, value) {
      const row = rows[rowOf(project)];
      if (row === undefined) throw new Error(project);
      row[column(key)] = value;
    },
    get: (project, key) => rows[rowOf(project)]?.[column(key)] ?? null,
    names: () =>
      rows
        .slice(headRow + 1)
        .filter((row) => String(row[column('projectId')] ?? '') !== '')
        .map((row) => String(row[column('name')])),
    fill(step = 120) {
      for (const name of form.names()) {
        form.set(name, 'standing', '有进展');
        form.set(name, 'doneThisYear', Number(form.get(name, 'lastDone')) + step);
        form.set(name, 'progressText', `本期完成${step}万元，继续施工。`);
      }
      const signers = rows[3] ?? [];
      signers[2] = '填表某';
      signers[6] = '审核某';
      signers[10] = '0000-1234567';
    },
    async save(folder, { name = form.name, savedAt = '2026-11-19T02:00:00.000Z', format = 'xlsx' } = {}) {
      const target = join(folder, name);
      writeFileSync(target, format === 'xls' ? asXls(rows) : await writeXlsx({ sheets: [{ name: '填报表', rows }] }));
      utimesSync(target, new Date(savedAt), new Date(savedAt));
      return target;
    },
  };
  return form;
}

function asXls(rows: readonly (readonly CellValue[])[]): Uint8Array {
  const cells = rows.flatMap((line, row) =>
    line.flatMap((value, column) =>
      typeof value === 'string' || typeof value === 'number' ? (value === '' ? [] : [{ row, column, value }]) : [],
    ),
  );
  return xlsBytes([{ name: '填报表', cells }]);
}

/** The forms of an archive written out under `folder`. */
export async function unpackForms(archive: string, folder: string): Promise<string[]> {
  const entries = await new Promise<{ name: string; bytes: Buffer }[]>((resolve, reject) => {
    const found: { name: string; bytes: Buffer }[] = [];
    yauzl.open(archive, { lazyEntries: true }, (error, zip) => {
      if (error !== null) return reject(error);
      zip.on('error', reject);
      zip.on('end', () => resolve(found));
      zip.on('entry', (entry: yauzl.Entry) => {
        zip.openReadStream(entry, (failure, stream) => {
          if (failure !== null) return reject(failure);
          const chunks: Buffer[] = [];
          stream.on('data', (chunk: Buffer) => chunks.push(chunk));
          stream.on('end', () => {
            found.push({ name: entry.fileName, bytes: Buffer.concat(chunks) });
            zip.readEntry();
          });
        });
      });
      zip.readEntry();
    });
  });
  return entries.map(({ name, bytes }) => {
    const path = join(folder, name);
    writeFileSync(path, bytes);
    return path;
  });
}

export const visibleColumns = formKeys.indexOf('projectId');
