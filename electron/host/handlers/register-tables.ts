/** Lists of the registry laid out as paper, workbook or values. */
import { writeFileSync } from 'node:fs';
import { rulePackInForce } from '#db/queries/rule-packs.ts';
import type { Reading } from '#db/run.ts';
import { businessDay } from '#shared/calendar/day.ts';
import type { ParsedInputOf } from '#shared/contract/index.ts';
import { problem } from '#shared/error.ts';
import type { JsonValue } from '#shared/package/operation.ts';
import type { TableModel } from '#shared/report/model.ts';
import {
  factorTable,
  findingTable,
  holderPermitTable,
  milestoneTable,
  missingTable,
  permitTable,
} from '#shared/report/register-tables.ts';
import { tableToJson } from '#shared/report/table-json.ts';
import { overdueFindings, overdueSources } from '#shared/rules/overdue.ts';
import { ruleOf } from '#shared/rules/packs/index.ts';
import type { JobHandler, QueryContext } from '../context.ts';
import { writeTableWorkbook } from '../files/write-workbook.ts';
import { requireOffice } from './authoring.ts';
import { definiteQueries } from './definites.ts';
import { factorMatrix } from './factors.ts';
import { findingQueries } from './findings.ts';
import { nodesShown, oneProject } from './milestones.ts';
import { permitLedger, permitQueries } from './permits.ts';

type Wishes = ParsedInputOf<'registerTables.render'>;

export const registerTableJob: JobHandler<'registerTables.render'> = {
  async run(context, input) {
    const model = context.read((reading) => tableOf({ ...context, reading }, input));
    const answer = { model: tableToJson(model) as unknown as JsonValue, rows: model.rows.length };
    if (input.format === 'json') return { ...answer, file: null, pages: null };
    const { path, file } = await context.newFile(`${model.fileName}.${input.format}`);
    if (input.format === 'xlsx') {
      writeFileSync(path, await writeTableWorkbook(model));
      return { ...answer, file, pages: null };
    }
    context.progress({ done: 0, total: null, text: '正在排版' });
    const { pages } = await context.print(model, path);
    return { ...answer, file, pages };
  },
};

function tableOf(context: QueryContext, input: Wishes): TableModel {
  const { reading, now } = context;
  const office = requireOffice(reading);
  const paper = { office: office.fullName, today: businessDay(now), pageSize: input.page ?? 'A4' } as const;
  const showsOffice = office.kind === 'centre';
  switch (input.list) {
    case 'permits': {
      const projectId = requireProject(input);
      const projectName = oneProject(reading, projectId).name;
      return permitTable({ ...paper, projectName }, permitQueries['permits.ofProject'](context, { projectId }));
    }
    case 'holderPermits': {
      if (input.unitName === undefined) throw problem('FIELD_INVALID', { field: '办理单位', reason: '先选一个单位' });
      const open = permitLedger(reading, now).open.filter((row) => row.holderUnitName === input.unitName);
      return holderPermitTable(paper, input.unitName, open);
    }
    case 'milestones':
      return nodeTable(reading, paper, requireProject(input));
    case 'findings': {
      const { rows, lists } = findingQueries['milestones.findings'](context);
      const list = lists.find((each) => each.kind === input.kind);
      if (list === undefined) throw problem('FIELD_INVALID', { field: '名单', reason: '先选一张名单' });
      return findingTable(
        { ...paper, showsOffice },
        list,
        rows.filter((row) => row.kind === list.kind),
      );
    }
    case 'factors':
      return factorTable({ ...paper, showsOffice }, factorMatrix(reading, now), input.unitName ?? null);
    case 'missing':
      return missingTable({ ...paper, showsOffice }, definiteQueries['definites.list'](context));
  }
}

function nodeTable(
  reading: Reading,
  paper: { readonly office: string; readonly today: string; readonly pageSize: 'A4' | 'A3' },
  projectId: string,
): TableModel {
  const project = oneProject(reading, projectId);
  const pack = rulePackInForce(reading);
  const overdue = overdueFindings(project, paper.today, overdueSources(pack));
  return milestoneTable(
    { ...paper, projectName: project.name },
    { nodes: nodesShown(reading, project, overdue), rule: ruleOf(pack, 'milestones') },
  );
}

function requireProject(input: Wishes): string {
  if (input.projectId === undefined) throw problem('FIELD_INVALID', { field: '项目', reason: '先选一个项目' });
  return input.projectId;
}
