/** 名单: which projects are on which list of a year, many at once, and the list on paper. */
import { readFileSync } from 'node:fs';
import type { Draft } from '#db/ledger/append.ts';
import { readRecord } from '#db/ledger/records.ts';
import { listKey, listsOfYears, membershipsOf, membersOf, onList } from '#db/queries/lists.ts';
import { projectNames } from '#db/queries/projects.ts';
import { rulePackInForce } from '#db/queries/rule-packs.ts';
import { businessDay } from '#shared/calendar/day.ts';
import { ProblemError, problem } from '#shared/error.ts';
import { analyseWorkbook } from '#shared/ledger-import/analyse.ts';
import type { RawWorkbook } from '#shared/ledger-import/cells.ts';
import { projectListTable } from '#shared/report/project-list.ts';
import { matchNames } from '#shared/rules/match-names.ts';
import { ruleOf } from '#shared/rules/packs/index.ts';
import type { CommandContext, CommandHandlers, JobHandler, QueryHandlers } from '../context.ts';
import { readWorkbook } from '../files/read-workbook.ts';
import { changeMade, makeChange, requireHome, requireOffice } from './authoring.ts';
import { requireOwnProject, requireProject } from './own-project.ts';
import { handOutTable } from './papers.ts';
import { trimmed } from './projects.ts';

export const listQueries = {
  'lists.list'({ reading }) {
    const rule = ruleOf(rulePackInForce(reading), 'projectLists');
    return {
      rows: listsOfYears(reading),
      offered: rule.parameters.lists.map(({ name, parts }) => ({ name, parts: [...parts] })),
      source: rule.source,
      ledgerYear: requireOffice(reading).ledgerYear,
    };
  },
  'lists.members': ({ reading }, which) => ({ rows: membersOf(reading, which, requireOffice(reading).id) }),
  'lists.ofProject'({ reading }, { projectId }) {
    const project = readRecord(reading, 'project', projectId);
    if (project === undefined || project.isDeleted) throw problem('RECORD_NOT_FOUND', { noun: '项目' });
    const office = requireOffice(reading);
    return {
      rows: membershipsOf(reading, projectId, office.id),
      mayEdit: office.kind === 'centre' || project.homeOffice === office.id,
    };
  },
  'lists.match'({ reading }, { names }) {
    const office = requireOffice(reading);
    const projects = projectNames(reading, office.kind === 'centre' ? null : office.id);
    const byId = new Map(projects.map((project) => [project.id, project.name]));
    return {
      rows: matchNames(names, projects).map((match) => ({
        text: match.text,
        kind: match.kind,
        projectId: match.projectId,
        projectName: match.projectId === null ? null : (byId.get(match.projectId) ?? null),
        candidates: match.candidates.map((id) => ({ id, name: byId.get(id) ?? '' })),
      })),
    };
  },
} satisfies Partial<QueryHandlers>;

export const listCommands = {
  'lists.addMany'(context, { list, year, projectIds, ...facts }) {
    const office = requireOffice(context.writing);
    const values = trimmed({ list, year, ...facts });
    const known = onList(context.writing, list.trim(), year, office.kind === 'centre' ? office.id : null);
    const drafts: Draft[] = [];
    let already = 0;
    for (const projectId of new Set(projectIds)) {
      // The centre puts any district's project on its lists (exchange.md “Ownership”).
      if (office.kind === 'centre') requireProject(context.writing, projectId);
      else requireOwnProject(context.writing, projectId, office.id);
      if (known.has(listKey(projectId, words(values['issue']), words(values['part'])))) already += 1;
      else
        drafts.push({ entity: 'listMembership', id: context.newId(), kind: 'put', values: { projectId, ...values } });
    }
    const change = makeChange(context, 'lists.addMany', `列入${year}年${list.trim()}：${drafts.length}个项目`, drafts);
    return { ...changeMade(change), added: drafts.length, already };
  },
  'lists.save'(context, { ids, changes }) {
    const values = trimmed(changes);
    const drafts = ids.map((id): Draft => {
      requireMembership(context, id);
      return { entity: 'listMembership', id, kind: 'put', values };
    });
    return changeMade(makeChange(context, 'lists.save', `修改名单：${ids.length}个项目`, drafts));
  },
  'lists.remove'(context, { ids }) {
    const drafts = ids.map((id): Draft => {
      requireMembership(context, id);
      return { entity: 'listMembership', id, kind: 'delete' };
    });
    return changeMade(makeChange(context, 'lists.remove', `从名单删除：${ids.length}个项目`, drafts));
  },
} satisfies Partial<CommandHandlers>;

function requireMembership(context: CommandContext, id: string): void {
  const record = readRecord(context.writing, 'listMembership', id);
  if (record === undefined || record.isDeleted) throw problem('RECORD_NOT_FOUND', { noun: '名单里的项目' });
  requireHome(context.writing, record.homeOffice, requireOffice(context.writing).id);
}

export const readListFileJob: JobHandler<'lists.readFile'> = {
  async run(context, { file }) {
    context.progress({ done: 0, total: null, text: '正在读取表格' });
    const workbook = await readWorkbook(readFileSync(context.path(file)), file.name);
    const names = namesIn(workbook, Number(businessDay(context.now).slice(0, 4)));
    if (names.length === 0) throw problem('LIST_FILE_WITHOUT_NAMES', { name: file.name });
    return { names: [...new Set(names)] };
  },
};

/** As a ledger where it is one; else whatever stands below a head 项目名称. */
function namesIn(workbook: RawWorkbook, currentYear: number): string[] {
  try {
    const { sheets } = analyseWorkbook(workbook, {}, { currentYear, knownUnits: [], knownPersons: [] });
    const names = sheets.flatMap((sheet) => sheet.rows.map((row) => row.record?.name ?? ''));
    const found = names.filter((name) => name !== '');
    if (found.length > 0) return found;
  } catch (error) {
    if (!(error instanceof ProblemError) || error.code !== 'LEDGER_NOT_FOUND') throw error;
  }
  return workbook.sheets.flatMap((sheet) => {
    for (const [top, row] of sheet.rows.slice(0, 15).entries()) {
      const column = row.findIndex((cell) =>
        /^(?:重点|重大)?(?:建设)?项目名称$|^项目$|^名称$/.test(cell.text.replace(/\s/g, '')),
      );
      if (column >= 0)
        return (
          sheet.rows
            .slice(top + 1)
            .map((below) => (below[column]?.text ?? '').replace(/\s+/g, ''))
            // Totals and numbers are no names.
            .filter((name) => !/^[\d.,%]*$|^(?:合计|总计|小计)/.test(name))
        );
    }
    return [];
  });
}

export const renderListJob: JobHandler<'lists.render'> = {
  run(context, { format, ...which }) {
    const model = context.read((reading) => {
      const office = requireOffice(reading);
      return projectListTable({
        list: which.list,
        year: which.year,
        issue: which.issue ?? null,
        officeName: office.fullName,
        isCentre: office.kind === 'centre',
        day: businessDay(context.now),
        rows: membersOf(reading, which, office.id),
      });
    });
    return handOutTable(context, model, format);
  },
};

function words(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
