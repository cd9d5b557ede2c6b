/** 下达报表: the centre says which table it wants, the district sees it filled, types what is left, and prints it. */
import type { Draft } from '#db/ledger/append.ts';
import { readRecord, type StoredRecord, textOf } from '#db/ledger/records.ts';
import { type StoredCentreRule, storedCentreRules } from '#db/queries/centre-rules.ts';
import { isTableFor, type StoredCentreTable, storedCentreTables } from '#db/queries/centre-tables.ts';
import type { InstalledOffice } from '#db/queries/installation.ts';
import { notReported } from '#db/queries/lagging.ts';
import type { Reading } from '#db/run.ts';
import { businessDay } from '#shared/calendar/day.ts';
import type { CentreTableValues, CentreTableView, FilledTable } from '#shared/contract/centre-tables.ts';
import type { CentreRuleKind } from '#shared/domain/centre-rule.ts';
import type { CentreTableColumn } from '#shared/domain/centre-table.ts';
import { problem } from '#shared/error.ts';
import { centreFact } from '#shared/report/centre-facts.ts';
import { centreTableModel, columnUnit, type TableShape, withDistrict } from '#shared/report/centre-table.ts';
import { deadlineText } from '#shared/rules/centre-rules.ts';
import type { CommandHandlers, JobHandler, QueryContext, QueryHandlers } from '../context.ts';
import { recordId } from '../record-id.ts';
import { changeMade, makeChange, requireHome, requireOffice } from './authoring.ts';
import { type FilledRow, filledRows, officesOf } from './centre-table-facts.ts';
import { requireOwnProject } from './own-project.ts';
import { handOutTable } from './papers.ts';
import { openPeriod } from './progress.ts';
import { trimmed } from './projects.ts';
import { dataDayOf } from './table-facts.ts';

const noun = '下达报表';
const deadlineKinds = new Set<CentreRuleKind>(['weeklyDeadline', 'monthlyDeadline', 'dayDeadline']);
/** Rows an editor shows below the headings. */
const previewedRows = 5;

export const centreTableQueries = {
  'centreTables.list'({ reading }) {
    const office = requireOffice(reading);
    const rules = storedCentreRules(reading).filter(({ kind }) => deadlineKinds.has(kind));
    const isCentre = office.kind === 'centre';
    return {
      rows: storedCentreTables(reading)
        .filter((table) => isCentre || isTableFor(table, office.id))
        .map((table) => viewOf(table, rules)),
      deadlines: isCentre
        ? rules
            .filter(({ isWithdrawn }) => isWithdrawn !== true)
            .map((rule) => ({ id: rule.id, name: rule.name, shown: deadlineText(rule) }))
        : [],
      mayEdit: isCentre,
    };
  },
  'centreTables.show'(context, { id, period, officeId }) {
    const office = requireOffice(context.reading);
    const table = requireTable(context.reading, id, office);
    return filled(context, table, { office, asked: period, officeIds: seenOffices(table, office, officeId) });
  },
  'centreTables.preview'(context, { values }) {
    const office = requireOffice(context.reading);
    const columns = keyed(values.columns);
    const shape = { ...values, columns, id: null };
    const offices = officesOf(values, undefined);
    return filled(context, shape, { office, asked: undefined, officeIds: offices, limit: previewedRows });
  },
} satisfies Partial<QueryHandlers>;

export const centreTableCommands = {
  'centreTables.save'(context, { id, values }) {
    const office = requireOffice(context.writing);
    const known = id === undefined ? undefined : requireRecord(context.writing, id, office.id);
    const columns = keyed(values.columns);
    if (!columns.some(({ fact }) => fact === 'name')) throw problem('TABLE_WITHOUT_NAME');
    const paths = columns.map(pathOf);
    const twice = paths.find((path, at) => paths.indexOf(path) !== at);
    if (twice !== undefined) throw problem('TABLE_COLUMN_TWICE', { name: twice });
    const { deadlineId } = values;
    const deadline = deadlineId === null ? undefined : readRecord(context.writing, 'centreRule', deadlineId);
    if (deadlineId !== null && (deadline === undefined || deadline.isDeleted))
      throw problem('RECORD_NOT_FOUND', { noun: '报送时限' });
    const recordOf = id ?? context.newId();
    const issued = known === undefined ? { issuedOn: businessDay(context.now), isWithdrawn: false } : {};
    const { toOfficeIds, levels, lists, pools, columns: _, ...plain } = values;
    const draft: Draft = {
      entity: 'centreTable',
      id: recordOf,
      kind: 'put',
      values: { ...trimmed(plain), columns, toOfficeIds, levels, lists, pools, ...issued },
    };
    const change = makeChange(context, 'centreTables.save', `${noun}：${values.name}`, [draft]);
    return { ...changeMade(change), id: recordOf };
  },
  'centreTables.withdraw'(context, { id, isWithdrawn }) {
    const known = requireRecord(context.writing, id, requireOffice(context.writing).id);
    const what = `${isWithdrawn ? '停用' : '恢复'}${noun}：${textOf(known, 'name')}`;
    return changeMade(
      makeChange(context, 'centreTables.withdraw', what, [
        { entity: 'centreTable', id, kind: 'put', values: { isWithdrawn } },
      ]),
    );
  },
  'centreTables.fill'(context, { id, items }) {
    const office = requireOffice(context.writing);
    const table = requireTable(context.writing, id, office);
    if (table.isWithdrawn === true) throw problem('TABLE_WITHDRAWN', { name: table.name });
    const drafts = items.flatMap(({ projectId, columnKey, text }): Draft[] => {
      requireOwnProject(context.writing, projectId, office.id);
      const column = table.columns.find(({ key }) => key === columnKey);
      if (column === undefined) throw problem('RECORD_NOT_FOUND', { noun: '栏目' });
      if (column.fact !== null) throw problem('TABLE_COLUMN_FILLED', { name: pathOf(column) });
      const entry = recordId('tableEntry', table.id, projectId, columnKey);
      const known = readRecord(context.writing, 'tableEntry', entry);
      const said = text === null || text === '' ? null : text;
      if (said === null)
        return known === undefined || known.isDeleted ? [] : [{ entity: 'tableEntry', id: entry, kind: 'delete' }];
      const put: Draft = {
        entity: 'tableEntry',
        id: entry,
        kind: 'put',
        values: { projectId, tableId: table.id, columnKey, text: said },
      };
      return known?.isDeleted === true ? [{ entity: 'tableEntry', id: entry, kind: 'undelete' }, put] : [put];
    });
    return changeMade(makeChange(context, 'centreTables.fill', `${table.name}：填${items.length}格`, drafts));
  },
} satisfies Partial<CommandHandlers>;

export const centreTableJob: JobHandler<'centreTables.render'> = {
  async run(context, { id, period, officeId, format, page, fillDay }) {
    const model = context.read((reading) => {
      const office = requireOffice(reading);
      const table = requireTable(reading, id, office);
      const { closesOn } = openPeriod(reading, context.now, period);
      const dataDay = dataDayOf(closesOn, context.now);
      const officeIds = seenOffices(table, office, officeId);
      const { rows } = filledRows(reading, table, table.id, { period: closesOn, dataDay, officeIds });
      const isOne = office.kind === 'district' || officeId !== undefined;
      return centreTableModel(table, rows, {
        officeName: isOne ? officeName(reading, officeId ?? office.id) : null,
        fillDay: fillDay ?? businessDay(context.now),
        pageSize: page,
      });
    });
    return await handOutTable(context, model, format);
  },
};

function officeName(reading: Reading, officeId: string): string {
  return textOf(readRecord(reading, 'office', officeId), 'fullName');
}

/** A district sees its own projects only, whatever it asks for. */
function seenOffices(
  table: StoredCentreTable,
  office: InstalledOffice,
  officeId: string | undefined,
): readonly string[] | null {
  return office.kind === 'district' ? [office.id] : officesOf(table, officeId);
}

function requireTable(reading: Reading, id: string, office: InstalledOffice): StoredCentreTable {
  const table = storedCentreTables(reading).find((each) => each.id === id);
  const isSeen =
    table !== undefined &&
    (office.kind === 'centre' || table.toOfficeIds.length === 0 || table.toOfficeIds.includes(office.id));
  if (!isSeen) throw problem('RECORD_NOT_FOUND', { noun });
  return table;
}

function requireRecord(reading: Reading, id: string, officeId: string): StoredRecord {
  const record = readRecord(reading, 'centreTable', id);
  if (record === undefined || record.isDeleted) throw problem('RECORD_NOT_FOUND', { noun });
  requireHome(reading, record.homeOffice, officeId);
  return record;
}

/** 一季度/计划投资 */
function pathOf({ group, head }: Pick<CentreTableColumn, 'group' | 'head'>): string {
  return group === '' ? head : `${group}/${head}`;
}

/** A column keeps the key it was given first; a new one is called by its heading. */
function keyed(columns: CentreTableValues['columns']): CentreTableColumn[] {
  const taken = new Set(columns.flatMap(({ key }) => key ?? []));
  return columns.map(({ key, ...column }) => {
    if (key !== undefined) return { key, ...column };
    const path = pathOf(column);
    let free = path;
    for (let number = 2; taken.has(free); number += 1) free = `${path} ${number}`;
    taken.add(free);
    return { key: free, ...column };
  });
}

function viewOf(table: StoredCentreTable, rules: readonly StoredCentreRule[]): CentreTableView {
  const { homeOffice: _, ...facts } = table;
  const deadline = rules.find((rule) => rule.id === table.deadlineId && rule.isWithdrawn !== true);
  return {
    ...facts,
    isLeaderProjects: table.isLeaderProjects === true,
    hasTotal: table.hasTotal === true,
    isWithdrawn: table.isWithdrawn === true,
    moneyUnit: table.moneyUnit ?? 'wan',
    pageSize: table.pageSize ?? 'A4',
    due: deadline === undefined ? null : `${deadline.name}：${deadlineText(deadline)}`,
  };
}

type Selected = TableShape & Pick<StoredCentreTable, 'levels' | 'lists' | 'isLeaderProjects' | 'pools'>;

interface Asked {
  readonly office: InstalledOffice;
  readonly asked: string | undefined;
  readonly officeIds: readonly string[] | null;
  readonly limit?: number;
}

function filled(
  { reading, now }: QueryContext,
  table: Selected & { readonly id: string | null },
  { office, asked, officeIds, limit }: Asked,
): FilledTable & { total: number } {
  const period = openPeriod(reading, now, asked);
  const dataDay = dataDayOf(period.closesOn, now);
  const { total, rows } = filledRows(reading, table, table.id, {
    period: period.closesOn,
    dataDay,
    officeIds,
    ...(limit === undefined ? {} : { limit }),
  });
  const columns = office.kind === 'centre' ? withDistrict(table.columns) : table.columns;
  return {
    period: period.closesOn,
    label: period.label,
    dataDay,
    total,
    columns: columns.map((column) => ({
      key: column.key,
      group: column.group,
      head: column.head,
      kind: gridKind(table, column),
      isHand: column.fact === null,
      isUnknown: column.fact !== null && centreFact(column.fact) === undefined,
    })),
    rows: rows.map((row, index) => ({
      id: row.projectId,
      name: row.project.name,
      officeName: row.project.officeName,
      pinyin: row.project.pinyin,
      initials: row.project.initials,
      mayFill: row.project.homeOffice === office.id,
      values: Object.fromEntries(columns.map((column) => [column.key, shownValue(table, column, row, index)])),
    })),
    notReported: office.kind === 'centre' ? notReported(reading, period.closesOn) : [],
  };
}

function gridKind(table: TableShape, column: CentreTableColumn): FilledTable['columns'][number]['kind'] {
  const kind = centreFact(column.fact)?.kind;
  if (kind === undefined) return 'longText';
  if (kind === 'money') return columnUnit(table, column) === 'wan' ? 'money' : 'number';
  return kind === 'period' ? 'text' : kind;
}

/** Grids show money of 元 in 万元; amounts of another unit come as the number they are there. */
function shownValue(
  table: TableShape,
  column: CentreTableColumn,
  { values, entries }: FilledRow,
  index: number,
): string | number | null {
  const fact = centreFact(column.fact);
  if (fact === undefined) return column.fact === null ? (entries[column.key] ?? null) : null;
  if (fact.kind === 'index') return index + 1;
  const value = values[fact.name] ?? null;
  if (fact.kind === 'money' && typeof value === 'number') {
    const unit = columnUnit(table, column);
    return unit === 'wan' ? value : unit === 'yi' ? value / 100_000_000 : value;
  }
  return value === '' ? null : value;
}
