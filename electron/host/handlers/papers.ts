/** A paper's model as the file that is handed out: every job that makes a list or a sheet ends here. */
import { writeFileSync } from 'node:fs';
import type { PaperFile } from '#shared/contract/define.ts';
import type { PrintModel, TableModel } from '#shared/report/model.ts';
import type { JobContext } from '../context.ts';
import { writeTableWorkbook } from '../files/write-workbook.ts';

export async function handOutTable(context: JobContext, model: TableModel, format: 'pdf' | 'xlsx'): Promise<PaperFile> {
  if (format === 'pdf') return await handOutPdf(context, model);
  const { path, file } = await context.newFile(`${model.fileName}.xlsx`);
  writeFileSync(path, await writeTableWorkbook(model));
  return { file, pages: null };
}

export async function handOutPdf(context: JobContext, model: PrintModel): Promise<PaperFile> {
  const { path, file } = await context.newFile(`${model.fileName}.pdf`);
  context.progress({ done: 0, total: null, text: '正在排版' });
  const { pages } = await context.print(model, path);
  return { file, pages };
}
