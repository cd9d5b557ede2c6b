/** Lists of the registry laid out as paper, workbook or values. */
import { rulePackInForce } from '#db/queries/rule-packs.ts';
import type { Reading } from '#db/run.ts';
import { businessDay } from '#shared/calendar/day.ts';
import type { ParsedInputOf } from '#shared/contract/index.ts';
import { problem } from '#shared/error.ts';
import type { JsonValue } from '#shared/package/operation.ts';
import type { TableModel } from '#shared/report/model.ts';
import { nodeChartTable } from '#shared/report/node-chart.ts';
import { nodeMonthChart } from '#shared/report/node-month-chart.ts';
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
import type { JobHandler, QueryContext, QueryHandlers } from '../context.ts';
import { requireOffice } from './authoring.ts';
import { definiteQueries } from './definites.ts';
import { factorMatrix } from './factors.ts';
import { findingQueries } from './findings.ts';
import { nodesShown, oneProject } from './milestones.ts';
import { handOutTable } from './papers.ts';
import { permitLedger, permitQueries } from './permits.ts';
import { plannedNodeQueries } from './planned-nodes.ts';

type Wishes = ParsedInputOf<'registerTables.model'>;

export const registerTableQueries = {
  'registerTables.model': (context, input) => tableToJson(tableOf(context, input)) as unknown as JsonValue,
} satisfies Partial<QueryHandlers>;

export const registerTableJob: JobHandler<'registerTables.render'> = {
  async run(context, { format, ...wishes }) {
    const model = context.read((reading) => tableOf({ ...context, reading }, wishes));
    return handOutTable(context, model, format);
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
    case 'plannedNodes':
    case 'plannedNodeMonths': {
      const wanted = input.year === undefined ? {} : { year: input.year };
      const { rows, year } = plannedNodeQueries['plannedNodes.list'](context, wanted);
      if (input.list === 'plannedNodes') return nodeChartTable({ ...paper, showsOffice, year }, rows);
      // It hangs on a wall.
      return nodeMonthChart({ ...paper, pageSize: input.page ?? 'A3', showsOffice, year }, rows);
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
