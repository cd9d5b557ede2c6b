/** The project grid's columns. A column's id is the field `projects.save` takes. */
import type { ProjectRow } from '#shared/contract/projects.ts';
import { type FigureFaults, projectFaults, rateThisYear } from '#shared/rules/project-figures.ts';
import { landTenureLabels, projectStageLabels } from '#shared/text/labels.ts';
import { choicesOf, levelChoices, natureChoices, poolChoices } from '../../components/choices.ts';
import type { Suggestion } from '../../components/ledger-grid/ledger-column.ts';
import type { CellMark, LedgerColumn } from '../../components/ledger-grid/ledger-grid.tsx';

export interface ColumnSources {
  /** The centre looks at the districts' projects; it does not edit them. */
  readonly isCentre: boolean;
  readonly ownOffice: string;
  /** An office without pools sees none. */
  readonly keepsPools: boolean;
  readonly units: readonly Suggestion[];
  readonly persons: readonly Suggestion[];
}

type Column = LedgerColumn<ProjectRow>;

export function projectColumns({ isCentre, ownOffice, keepsPools, units, persons }: ColumnSources): readonly Column[] {
  const own = (row: ProjectRow) => row.homeOffice === ownOffice;
  const columns: Column[] = [
    {
      id: 'name',
      title: '项目名称',
      kind: 'text',
      width: 260,
      isFrozen: true,
      isAlwaysShown: true,
      value: (row) => row.name,
      // A plain link: wouter's subscribes to the address, once for each row.
      render: (row) => <a href={`#/projects/${row.id}`}>{row.name}</a>,
    },
    {
      id: 'level',
      title: '级别',
      group: '项目',
      kind: 'choice',
      width: 96,
      choices: levelChoices,
      value: (row) => row.level,
    },
    ...(keepsPools ? [poolColumn] : []),
    {
      id: 'nature',
      title: '性质',
      group: '项目',
      kind: 'choice',
      width: 80,
      choices: natureChoices,
      value: (row) => row.nature,
      about: '建设性质',
    },
    { id: 'category', title: '类别', group: '项目', kind: 'text', width: 100, value: (row) => row.category },
    {
      id: 'totalInvestment',
      title: '总投资',
      group: '投资（万元）',
      kind: 'money',
      width: 116,
      value: (row) => row.totalInvestment,
    },
    {
      id: 'plannedThisYear',
      title: '本年计划',
      group: '投资（万元）',
      kind: 'money',
      width: 112,
      value: (row) => row.plannedThisYear,
      about: '账目年度的计划投资',
    },
    {
      id: 'doneBeforeYear',
      title: '至上年底',
      group: '投资（万元）',
      kind: 'money',
      width: 112,
      value: (row) => row.doneBeforeYear,
      about: '截至上年底完成投资',
    },
    {
      id: 'doneThisYear',
      title: '本年累计',
      group: '投资（万元）',
      kind: 'money',
      width: 112,
      isReadOnly: true,
      value: (row) => row.doneThisYear,
      about: '最近一期周报的本年累计，在周报里填',
    },
    {
      id: 'rateThisYear',
      title: '本年完成率',
      group: '投资（万元）',
      kind: 'percent',
      width: 104,
      isReadOnly: true,
      value: rateThisYear,
      about: '本年累计 ÷ 本年计划',
    },
    {
      id: 'responsibleUnitNames',
      title: '责任单位',
      group: '责任',
      kind: 'units',
      width: 170,
      suggestions: units,
      value: (row) => row.responsibleUnits.map((unit) => unit.name),
    },
    {
      id: 'responsibleLeaderNames',
      title: '分包领导',
      group: '责任',
      kind: 'units',
      width: 110,
      suggestions: persons,
      value: (row) => row.responsibleLeaders.map((person) => person.name),
    },
    {
      id: 'startsOn',
      title: '开工',
      group: '工期',
      kind: 'day',
      width: 96,
      value: (row) => row.startsOn,
      mark: (row) => faultMark(row, 'startsOn'),
      about: '开工时间',
    },
    {
      id: 'completesOn',
      title: '竣工',
      group: '工期',
      kind: 'day',
      width: 96,
      value: (row) => row.completesOn,
      mark: (row) => faultMark(row, 'completesOn'),
      about: '竣工时间',
    },
    { id: 'owner', title: '建设单位', kind: 'text', width: 180, value: (row) => row.owner },
    { id: 'place', title: '建设地点', kind: 'text', width: 150, value: (row) => row.place },
    { id: 'summary', title: '项目概况', kind: 'longText', width: 280, value: (row) => row.summary },
    { id: 'fundingSource', title: '资金渠道', kind: 'text', width: 100, value: (row) => row.fundingSource },
    { id: 'remark', title: '备注', kind: 'longText', width: 160, value: (row) => row.remark },
    { id: 'code', title: '项目代码', kind: 'text', width: 200, value: (row) => row.code },
    ...furtherColumns,
  ];
  const editable = columns.map((column) => ({ ...column, isEditable: own }));
  if (!isCentre) return editable;
  const office: Column = {
    id: 'office',
    title: '区县',
    kind: 'text',
    width: 90,
    isFrozen: true,
    isReadOnly: true,
    value: (row) => row.officeName,
  };
  return [office, ...columns];
}

const yesNo = (value: boolean | undefined) => (value === undefined ? null : value ? '是' : '否');

/** Facts that not every office keeps: under 栏目. */
const furtherColumns: readonly Column[] = (
  [
    { id: 'industry', title: '行业', kind: 'text', width: 120, value: (row) => row.facts.industry ?? null },
    { id: 'industryChain', title: '产业链', kind: 'text', width: 120, value: (row) => row.facts.industryChain ?? null },
    {
      id: 'investmentClass',
      title: '投资类别',
      kind: 'text',
      width: 110,
      value: (row) => row.facts.investmentClass ?? null,
    },
    {
      id: 'isTop500',
      title: '500强',
      kind: 'text',
      width: 70,
      isReadOnly: true,
      value: (row) => yesNo(row.facts.isTop500),
      about: '500强投资，在项目页的概况里填',
    },
    {
      id: 'stage',
      title: '阶段',
      kind: 'choice',
      width: 100,
      choices: choicesOf(projectStageLabels),
      value: (row) => row.facts.stage ?? null,
      about: '所处阶段',
    },
    {
      id: 'departmentInCharge',
      title: '主管部门',
      kind: 'text',
      width: 130,
      value: (row) => row.facts.departmentInCharge ?? null,
    },
    {
      id: 'permitAgentUnit',
      title: '手续代办单位',
      kind: 'text',
      width: 130,
      value: (row) => row.facts.permitAgentUnit ?? null,
    },
    { id: 'plot', title: '地块', kind: 'text', width: 120, value: (row) => row.facts.plot ?? null },
    {
      id: 'landTenure',
      title: '供地方式',
      kind: 'choice',
      width: 96,
      choices: choicesOf(landTenureLabels),
      value: (row) => row.facts.landTenure ?? null,
    },
    {
      id: 'overallGoal',
      title: '总体目标',
      kind: 'longText',
      width: 220,
      value: (row) => row.facts.overallGoal ?? null,
    },
    {
      id: 'lists',
      title: '名单',
      kind: 'units',
      width: 160,
      isReadOnly: true,
      value: (row) => row.facts.lists ?? [],
      about: '本年度列入的名单，在“名单”页里列入',
    },
    {
      id: 'formerNames',
      title: '曾用名',
      kind: 'units',
      width: 160,
      isReadOnly: true,
      value: (row) => row.facts.formerNames ?? [],
    },
  ] satisfies readonly Column[]
).map((column) => ({ ...column, startsHidden: true }));

function faultMark(row: ProjectRow, field: keyof FigureFaults): CellMark | null {
  const reason = projectFaults(row)[field];
  return reason === undefined ? null : { tone: 'look', reason };
}

const poolColumn: Column = {
  id: 'pool',
  title: '所在库',
  group: '项目',
  kind: 'choice',
  width: 92,
  choices: poolChoices,
  value: (row) => row.pool,
  mark: (row) =>
    row.exitedOn === null ? null : { tone: 'empty', reason: `已于${row.exitedOn}退出，在“入库转化”的“已退出”里` },
  about: '有入库转化记录的，在这里改会记为当天的更正；正常转化请到“入库转化”',
};
