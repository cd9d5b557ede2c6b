/** 要素保障: what projects need of the pack's factors, one project at a time or as a matrix. */
import type { Draft } from '#db/ledger/append.ts';
import {
  byProject,
  type FactorRow,
  factorRows,
  factorRowsLateOn,
  type ScheduledProject,
  scheduledProjects,
} from '#db/queries/milestones.ts';
import { rulePackInForce } from '#db/queries/rule-packs.ts';
import type { Reading } from '#db/run.ts';
import { businessDay } from '#shared/calendar/day.ts';
import type { OutputOf, ParsedInputOf } from '#shared/contract/index.ts';
import type { FactorMatrixRow } from '#shared/contract/milestones.ts';
import type { Factor } from '#shared/domain/factor-need.ts';
import { ruleOf } from '#shared/rules/packs/index.ts';
import { factorLabels } from '#shared/text/labels.ts';
import type { CommandContext, CommandHandlers, QueryHandlers } from '../context.ts';
import { recordId } from '../record-id.ts';
import { changeMade, makeChange, requireOffice } from './authoring.ts';
import { projectWords, scopeOf } from './definites.ts';
import { oneProject } from './milestones.ts';
import { idOfName, requireOwnProject } from './own-project.ts';
import { openPeopleBook, type PeopleBook } from './people.ts';
import { trimmed } from './projects.ts';

type Cell = FactorMatrixRow['cells'][number];

export const factorQueries = {
  'factors.ofProject'({ reading, now }, { projectId }) {
    const project = oneProject(reading, projectId);
    const rule = ruleOf(rulePackInForce(reading), 'factors');
    return {
      source: rule.source,
      cells: cellsOf(factorRows(reading, projectId), rule.parameters.factors, businessDay(now)),
      mayEdit: project.homeOffice === requireOffice(reading).id,
    };
  },
  'factors.matrix'({ reading, now }) {
    return factorMatrix(reading, now);
  },
} satisfies Partial<QueryHandlers>;

export const factorCommands = {
  'factors.save'(context, { projectId, factor, changes }) {
    const office = requireOffice(context.writing);
    const project = requireOwnProject(context.writing, projectId, office.id);
    const book = openPeopleBook(context.writing, office.id, context.newId);
    const drafts = factorDrafts(context, book, { projectId, factor, changes });
    const summary = `${factorLabels[factor]}需求：${String(project.values['name'])}`;
    return changeMade(makeChange(context, 'factors.save', summary, drafts));
  },
  'factors.saveMany'(context, { items }) {
    const office = requireOffice(context.writing);
    const book = openPeopleBook(context.writing, office.id, context.newId);
    const drafts = items.flatMap((item) => {
      requireOwnProject(context.writing, item.projectId, office.id);
      return factorDrafts(context, book, item);
    });
    const change = makeChange(context, 'factors.saveMany', `批量修改${items.length}项要素需求`, drafts);
    return { ...changeMade(change), changed: items.length };
  },
} satisfies Partial<CommandHandlers>;

export function factorMatrix(reading: Reading, now: string): OutputOf<'factors.matrix'> {
  const today = businessDay(now);
  const rule = ruleOf(rulePackInForce(reading), 'factors');
  const factors = rule.parameters.factors;
  const needs = byProject(factorRows(reading));
  const rows = scheduledProjects(reading, scopeOf(requireOffice(reading))).map((project) => ({
    ...projectWords(project),
    id: project.id,
    cells: cellsOf(needs.get(project.id) ?? [], factors, today),
  }));
  const cells = rows.flatMap((row) => row.cells);
  const needed = cells.filter((cell) => cell.state === 'needed');
  const unitNames = [...new Set(needed.flatMap((cell) => cell.unitName ?? []))];
  return {
    source: rule.source,
    factors: factors.map((factor) => {
      const own = cells.filter((cell) => cell.factor === factor);
      return {
        factor,
        label: factorLabels[factor],
        needed: own.filter((cell) => cell.state === 'needed').length,
        late: own.filter((cell) => cell.isLate).length,
        met: own.filter((cell) => cell.state === 'met').length,
      };
    }),
    units: unitNames
      .map((unitName) => {
        const own = needed.filter((cell) => cell.unitName === unitName);
        return { unitName, needed: own.length, late: own.filter((cell) => cell.isLate).length };
      })
      .toSorted((left, right) => right.needed - left.needed),
    rows,
  };
}

type Task = OutputOf<'overviews.district'>['tasks'][number];

export type LateFactor = Cell & {
  readonly projectId: string;
  readonly projectName: string;
  readonly responsibleUnits: readonly string[];
};

/** Needs whose day has passed, in the order of the ledger and of the pack's factors. */
export function lateFactors(reading: Reading, now: string, projects: readonly ScheduledProject[]): LateFactor[] {
  const today = businessDay(now);
  const { factors } = ruleOf(rulePackInForce(reading), 'factors').parameters;
  const needs = byProject(factorRowsLateOn(reading, today));
  return projects.flatMap(({ id, name, responsibleUnits }) => {
    const own = needs.get(id);
    if (own === undefined) return [];
    const late = cellsOf(own, factors, today).filter((cell) => cell.isLate);
    return late.map((cell) => ({ ...cell, projectId: id, projectName: name, responsibleUnits }));
  });
}

/** Needs whose day has passed, for 工作台. */
export function factorTasks(reading: Reading, now: string, projects: readonly ScheduledProject[]): Task[] {
  const late = lateFactors(reading, now, projects);
  const [first] = late;
  if (first === undefined) return [];
  const { source } = ruleOf(rulePackInForce(reading), 'factors');
  return [
    {
      code: 'FACTORS_LATE',
      sentence: `${late.length}项要素需求过了需解决时间：${first.projectName}${factorLabels[first.factor]}${late.length > 1 ? '等' : ''}。`,
      why: source,
      tone: 'late',
      action: { label: '看要素', page: '/factors' },
      facts: late.map((each) => `${each.projectId} ${each.factor}`),
    },
  ];
}

/** One cell for each factor of the pack, and for others a project has a need of. */
function cellsOf(rows: readonly FactorRow[], factors: readonly Factor[], today: string): Cell[] {
  const others = rows.filter((row) => !factors.includes(row.factor)).map((row) => row.factor);
  return [...factors, ...others].map((factor) => {
    const found = rows.find((row) => row.factor === factor);
    if (found === undefined)
      return { factor, state: null, description: null, unitName: null, neededBy: null, metOn: null, isLate: false };
    const { projectId: _, ...need } = found;
    return { ...need, isLate: need.state === 'needed' && need.neededBy !== null && need.neededBy < today };
  });
}

type Item = ParsedInputOf<'factors.save'>;

/** A need without a state is needed; a day on which it was met makes it met. */
function factorDrafts(context: CommandContext, book: PeopleBook, { projectId, factor, changes }: Item): Draft[] {
  const id = recordId('factorNeed', projectId, factor);
  const known = factorRows(context.writing, projectId).find((row) => row.factor === factor);
  const { unitName, ...fields } = changes;
  const isMet = changes.metOn !== undefined && changes.metOn !== null;
  const state = changes.state ?? (isMet ? 'met' : (known?.state ?? 'needed'));
  const unitId = idOfName(book.unit, unitName);
  // No longer met: the day on which it was goes too.
  const metOn =
    changes.state !== undefined && changes.state !== 'met' && changes.metOn === undefined ? null : fields.metOn;
  const values = { projectId, factor, ...trimmed({ ...fields, metOn, unitId }), state };
  return [...book.newRecords(), { entity: 'factorNeed', id, kind: 'put', values }];
}
