/** Papers of the registry: nodes and permits of a project, permits of a holder unit, findings, factors, what is missing. */
import { shownDay } from '../calendar/day.ts';
import type { OutputOf } from '../contract/index.ts';
import type { FactorMatrixRow, FindingRow, MissingRow, ScheduleNodeRow } from '../contract/milestones.ts';
import type { OpenPermitRow, PermitRowOfProject } from '../contract/permits.ts';
import { definitesName } from '../rules/six-definites.ts';
import {
  factorLabels,
  factorStateLabels,
  permitStageLabels,
  permitStateLabels,
  projectLevelLabels,
} from '../text/labels.ts';
import { indexColumn, type ListColumn, listTable } from './list-table.ts';
import type { PageSize, TableModel } from './model.ts';
import { timelineOf } from './timeline.ts';

export interface PaperFacts {
  readonly office: string;
  readonly today: string;
  readonly pageSize: PageSize;
}

interface ProjectPaper extends PaperFacts {
  readonly projectName: string;
}

export function permitTable(
  { projectName, ...paper }: ProjectPaper,
  { rows, clock, templatesSource }: Pick<OutputOf<'permits.ofProject'>, 'rows' | 'clock' | 'templatesSource'>,
): TableModel {
  const columns: ListColumn<PermitRowOfProject>[] = [
    indexColumn(),
    { head: '阶段', width: 16, align: 'center', mergesEqual: true, text: (row) => permitStageLabels[row.stage] },
    { head: '手续名称', width: 42, text: (row) => row.name, records: (row) => [row.id] },
    { head: '状态', width: 15, align: 'center', text: (row) => permitStateLabels[row.state] },
    { head: '审批单位', width: 28, text: (row) => row.authorityName ?? '' },
    { head: '办理单位', width: 32, text: (row) => holderText(row.holderUnitName, row.holderName) },
    { head: '时限（工作日）', width: 20, align: 'center', text: (row) => limitText(row) },
    { head: '已用（工作日）', width: 15, align: 'center', kind: 'number', text: (row) => numberText(row.usedDays) },
    { head: '计划办结', width: 20, align: 'center', kind: 'day', text: (row) => dayText(row.plannedOn) },
    { head: '办结日期', width: 20, align: 'center', kind: 'day', text: (row) => dayText(row.finishedOn) },
    { head: '批复文号', width: 30, text: (row) => row.documentNumber ?? '' },
    { head: '备注', width: 32, text: (row) => [row.finding, row.note].filter((text) => text !== null).join('\n') },
  ];
  return listTable({
    ...paper,
    title: '手续办理台账',
    source: templatesSource,
    about: [`项目名称：${projectName}`],
    columns,
    rows,
    below: clock.state === 'noRule' ? [] : [`审批时限：${clock.sentence}（${clock.source}）`],
    emptyText: '还没有手续。',
  });
}

export function holderPermitTable(paper: PaperFacts, unitName: string, rows: readonly OpenPermitRow[]): TableModel {
  const columns: ListColumn<OpenPermitRow>[] = [
    indexColumn(),
    {
      head: '项目名称',
      width: 56,
      mergesEqual: true,
      text: (row) => row.projectName,
      records: (row) => [row.projectId],
    },
    { head: '手续名称', width: 52, text: (row) => row.name, records: (row) => [row.id] },
    { head: '阶段', width: 26, align: 'center', text: (row) => permitStageLabels[row.stage] },
    { head: '状态', width: 24, align: 'center', text: (row) => openState(row) },
    { head: '办理人', width: 18, align: 'center', text: (row) => row.holderName ?? '' },
    { head: '受理日期', width: 21, align: 'center', kind: 'day', text: (row) => dayText(row.acceptedOn) },
    { head: '计划办结', width: 21, align: 'center', kind: 'day', text: (row) => dayText(row.plannedOn) },
    { head: '时限（工作日）', width: 18, align: 'center', kind: 'number', text: (row) => numberText(row.limitDays) },
    { head: '已用（工作日）', width: 18, align: 'center', kind: 'number', text: (row) => numberText(row.usedDays) },
    { head: '情况', width: 42, text: (row) => row.finding ?? '' },
  ];
  return listTable({
    ...paper,
    title: `手续办理台账（${unitName}）`,
    source: '',
    about: [`办理单位：${unitName}`],
    columns,
    rows,
    below: ['只列在办、可以办和逾期的手续。'],
    emptyText: '没有在办、可办和逾期的手续。',
  });
}

export function milestoneTable(
  { projectName, ...paper }: ProjectPaper,
  { nodes, rule }: Pick<OutputOf<'milestones.ofProject'>, 'nodes' | 'rule'>,
): TableModel {
  const names = new Map(nodes.map((node) => [node.id, node.name]));
  const columns: ListColumn<ScheduleNodeRow>[] = [
    indexColumn(),
    { head: '建设节点', width: 40, text: (row) => row.name, records: (row) => [row.id] },
    { head: '计划时间', width: 28, align: 'center', kind: 'day', text: (row) => dayText(row.plannedOn) },
    { head: '实际时间', width: 28, align: 'center', kind: 'day', text: (row) => dayText(row.actualOn) },
    { head: '前置节点', width: 36, text: (row) => row.afterIds.map((id) => names.get(id) ?? '').join('、') },
    { head: '所需工作日', width: 16, align: 'center', kind: 'number', text: (row) => numberText(row.workingDays) },
    { head: '责任单位', width: 36, text: (row) => row.unitName ?? '' },
    { head: '责任人', width: 20, align: 'center', text: (row) => row.personName ?? '' },
    { head: '情况', width: 60, text: (row) => [row.finding, row.note].filter((text) => text !== null).join('\n') },
  ];
  const timeline = timelineOf(nodes, paper.today);
  const table = listTable({
    ...paper,
    title: '建设节点计划表',
    source: rule.source,
    about: [`项目名称：${projectName}`],
    columns,
    rows: nodes,
  });
  return timeline === null ? table : { ...table, timeline };
}

export function findingTable(
  paper: PaperFacts & { readonly showsOffice: boolean },
  list: { readonly label: string; readonly source: string; readonly kind: FindingRow['kind'] },
  rows: readonly FindingRow[],
): TableModel {
  const columns: ListColumn<FindingRow>[] = [
    indexColumn(),
    ...(paper.showsOffice
      ? [{ head: '区县', width: 18, align: 'center' as const, text: (row: FindingRow) => row.officeName }]
      : []),
    { head: '项目名称', width: 58, text: (row) => row.projectName, records: (row) => [row.projectId] },
    {
      head: '级别',
      width: 18,
      align: 'center',
      text: (row) => (row.level === null ? '' : projectLevelLabels[row.level]),
    },
    { head: '责任单位', width: 40, text: (row) => row.responsibleUnits.join('、') },
    ...(list.kind === 'notRegistered'
      ? []
      : ([
          { head: '计划时间', width: 26, align: 'center', kind: 'day', text: (row) => dayText(row.plannedOn) },
          { head: '逾期天数', width: 16, align: 'center', kind: 'number', text: (row) => numberText(row.daysLate) },
        ] satisfies ListColumn<FindingRow>[])),
    { head: '情况', width: 64, text: (row) => row.sentence },
    { head: '原因', width: 46, text: (row) => row.reason ?? '' },
  ];
  return listTable({ ...paper, title: `${list.label}项目名单`, source: list.source, columns, rows });
}

export function factorTable(
  paper: PaperFacts & { readonly showsOffice: boolean },
  { factors, rows, source }: Pick<OutputOf<'factors.matrix'>, 'factors' | 'rows' | 'source'>,
  unitName: string | null,
): TableModel {
  const shown = rows.filter((row) =>
    row.cells.some((cell) => cell.state === 'needed' && (unitName === null || cell.unitName === unitName)),
  );
  const columns: ListColumn<FactorMatrixRow>[] = [
    indexColumn(),
    ...(paper.showsOffice
      ? [{ head: '区县', width: 18, align: 'center' as const, text: (row: FactorMatrixRow) => row.officeName }]
      : []),
    { head: '项目名称', width: 52, text: (row) => row.projectName, records: (row) => [row.projectId] },
    { head: '责任单位', width: 34, text: (row) => row.responsibleUnits.join('、') },
    ...factors.map(
      ({ factor }): ListColumn<FactorMatrixRow> => ({
        head: factorLabels[factor],
        width: Math.max(18, 160 / factors.length),
        text: (row) => factorText(row, factor, unitName),
      }),
    ),
  ];
  const counts = factors.map(({ label, needed, met }) => `${label}待保障${needed}个、已保障${met}个`).join('；');
  return listTable({
    ...paper,
    title: unitName === null ? '要素保障需求表' : `要素保障需求表（${unitName}）`,
    source,
    columns,
    rows: shown,
    below: unitName === null ? [`${counts}。`] : [],
  });
}

export function missingTable(
  paper: PaperFacts & { readonly showsOffice: boolean },
  { sixDefinites, fiveOnes, rows }: OutputOf<'definites.list'>,
): TableModel {
  const lacking = rows.filter((row) => row.missing > 0);
  const marks = (key: 'sixDefinites' | 'fiveOnes', labels: readonly string[]): ListColumn<MissingRow>[] =>
    labels.map((label, index) => ({
      head: label,
      width: 20,
      align: 'center',
      text: (row) => definiteText(row[key][index]),
    }));
  const columns: ListColumn<MissingRow>[] = [
    indexColumn(),
    ...(paper.showsOffice
      ? [{ head: '区县', width: 18, align: 'center' as const, text: (row: MissingRow) => row.officeName }]
      : []),
    { head: '项目名称', width: 56, text: (row) => row.projectName, records: (row) => [row.projectId] },
    { head: '责任单位', width: 38, text: (row) => row.responsibleUnits.join('、') },
    ...marks('sixDefinites', sixDefinites.labels),
    ...marks('fiveOnes', fiveOnes.labels),
  ];
  const source = [sixDefinites, ...(fiveOnes.labels.length > 0 ? [fiveOnes] : [])].map((each) => each.source);
  return listTable({
    ...paper,
    title: `“${definitesName(sixDefinites.labels.length)}”${fiveOnes.labels.length > 0 ? '“五个一”' : ''}缺项清单`,
    source: source.join('；'),
    columns,
    rows: lacking,
    below: ['“√”为已明确，“—”为不适用，文字为缺少的内容。'],
    emptyText: '没有缺项。',
  });
}

function definiteText(definite: MissingRow['sixDefinites'][number] | undefined): string {
  if (definite === undefined || definite.state === 'notApplicable') return '—';
  return definite.state === 'definite' ? '√' : (definite.shown ?? '缺');
}

function factorText(
  row: FactorMatrixRow,
  factor: FactorMatrixRow['cells'][number]['factor'],
  unit: string | null,
): string {
  const cell = row.cells.find((each) => each.factor === factor);
  if (cell?.state === undefined || cell.state === null) return '';
  if (unit !== null && cell.unitName !== unit) return '';
  if (cell.state !== 'needed') return factorStateLabels[cell.state];
  const details = [
    cell.description ?? factorStateLabels.needed,
    cell.unitName === null ? null : `（${cell.unitName}）`,
    cell.neededBy === null ? null : `${shownDay(cell.neededBy)}前${cell.isLate ? '，已逾期' : ''}`,
  ];
  return details.filter((text) => text !== null).join('\n');
}

function openState(row: OpenPermitRow): string {
  if (row.isLate) return `${permitStateLabels[row.state]}（逾期）`;
  return row.canBegin ? '可以办' : permitStateLabels[row.state];
}

function limitText(row: PermitRowOfProject): string {
  const parts = [
    row.promisedDays === null ? null : `承诺${row.promisedDays}`,
    row.statutoryDays === null ? null : `法定${row.statutoryDays}`,
    row.hastenedDays === null ? null : `提速后${row.hastenedDays}`,
  ];
  return parts.filter((text) => text !== null).join('\n');
}

function holderText(unitName: string | null, personName: string | null): string {
  return [unitName, personName].filter((text) => text !== null).join('\n');
}

/** 2024-12-18 rather than 2024年12月18日: three such columns stand beside each other. */
function dayText(day: string | null): string {
  return day ?? '';
}

function numberText(value: number | null): string {
  return value === null ? '' : String(value);
}
