/** Columns of 手续: all projects, what is open, and one project’s ledger. */
import type { OpenPermitRow, PermitLedgerRow, PermitRowOfProject } from '#shared/contract/permits.ts';
import { permitStages } from '#shared/domain/permit.ts';
import { permitStageLabels, permitStateLabels } from '#shared/text/labels.ts';
import { choicesOf, levelChoices } from '../../components/choices.ts';
import type { CellMark, LedgerColumn, Suggestion } from '../../components/ledger-grid/ledger-column.ts';

const stageChoices = choicesOf(permitStageLabels);
const stageHeads = { projectApproval: '立项', constructionApproval: '报建', construction: '建设', acceptance: '竣工' };
const stateChoices = choicesOf(permitStateLabels);

type Clock = PermitLedgerRow['clock'];

export const clockLabels: Readonly<Record<Clock['state'], string>> = {
  noRule: '没有规定',
  notApplicable: '不适用',
  toBeFilled: '待填',
  yearNotLoaded: '缺放假安排',
  running: '计时中',
  late: '超时',
  met: '按时开工',
  exceeded: '超时开工',
};
const clockChoices = choicesOf(clockLabels);

export function clockMark(clock: Clock): CellMark | null {
  if (clock.state === 'late') return { tone: 'late', reason: clock.sentence };
  if (clock.state === 'exceeded' || clock.state === 'toBeFilled' || clock.state === 'yearNotLoaded')
    return { tone: 'look', reason: clock.sentence };
  return null;
}

export function ledgerColumns(hasClock: boolean, showsOffice: boolean): readonly LedgerColumn<PermitLedgerRow>[] {
  const columns: LedgerColumn<PermitLedgerRow>[] = [
    {
      id: 'projectName',
      title: '项目名称',
      kind: 'text',
      width: 230,
      isFrozen: true,
      value: (row) => row.projectName,
      render: (row) => <a href={`#/projects/${row.id}?tab=permits`}>{row.projectName}</a>,
    },
    { id: 'level', title: '级别', kind: 'choice', width: 90, choices: levelChoices, value: (row) => row.level },
    { id: 'units', title: '责任单位', kind: 'units', width: 130, value: (row) => row.responsibleUnits },
    {
      id: 'done',
      title: '合计',
      group: '手续进度（已办结/应办）',
      kind: 'text',
      width: 78,
      isUnsearched: true,
      value: (row) => (row.total === 0 ? null : `${row.done}/${row.total}`),
    },
    ...permitStages.map(
      (stage): LedgerColumn<PermitLedgerRow> => ({
        id: stage,
        title: stageHeads[stage],
        group: '手续进度（已办结/应办）',
        kind: 'text',
        width: 78,
        isUnsearched: true,
        value: (row) => {
          const count = row.stages.find((each) => each.stage === stage);
          return count === undefined || count.total === 0 ? null : `${count.done}/${count.total}`;
        },
      }),
    ),
    { id: 'inHand', title: '在办', kind: 'units', width: 170, value: (row) => row.inHand },
    {
      id: 'late',
      title: '逾期',
      kind: 'units',
      width: 150,
      value: (row) => row.late,
      mark: (row) => (row.late.length > 0 ? { tone: 'late', reason: `逾期：${row.late.join('、')}` } : null),
    },
    { id: 'canBegin', title: '可以办', kind: 'units', width: 160, value: (row) => row.canBegin },
    {
      id: 'expiring',
      title: '有效期',
      kind: 'units',
      width: 120,
      value: (row) => row.expiring,
      mark: (row) => (row.expiring.length > 0 ? { tone: 'look', reason: '已过或30天内到有效期' } : null),
      about: '已过有效期，或30天内到期的批复',
    },
    { id: 'holders', title: '办理单位', kind: 'units', width: 150, value: (row) => row.holderUnits },
  ];
  if (hasClock)
    columns.splice(
      3,
      0,
      {
        id: 'clock',
        title: '时限',
        group: '土地摘牌到开工（工作日）',
        kind: 'choice',
        width: 92,
        choices: clockChoices,
        value: (row) => row.clock.state,
        mark: (row) => clockMark(row.clock),
      },
      {
        id: 'used',
        title: '已用/时限',
        group: '土地摘牌到开工（工作日）',
        kind: 'text',
        width: 106,
        isUnsearched: true,
        value: (row) => (row.clock.used === null ? null : `${row.clock.used}/${row.clock.limit ?? ''}`),
      },
      {
        id: 'dueOn',
        title: '到期日',
        group: '土地摘牌到开工（工作日）',
        kind: 'day',
        width: 98,
        value: (row) => (row.clock.state === 'running' || row.clock.state === 'late' ? row.clock.dueOn : null),
      },
    );
  if (showsOffice)
    columns.unshift({
      id: 'office',
      title: '区县',
      kind: 'text',
      width: 90,
      isFrozen: true,
      value: (row) => row.officeName,
    });
  return columns;
}

export const openColumns: readonly LedgerColumn<OpenPermitRow>[] = [
  {
    id: 'projectName',
    title: '项目名称',
    kind: 'text',
    width: 220,
    isFrozen: true,
    value: (row) => row.projectName,
    render: (row) => <a href={`#/projects/${row.projectId}?tab=permits`}>{row.projectName}</a>,
  },
  { id: 'name', title: '手续名称', kind: 'text', width: 200, value: (row) => row.name },
  { id: 'stage', title: '阶段', kind: 'choice', width: 110, choices: stageChoices, value: (row) => row.stage },
  {
    id: 'standing',
    title: '状况',
    kind: 'choice',
    width: 86,
    choices: [
      { value: 'late', label: '逾期' },
      { value: 'inHand', label: '在办' },
      { value: 'canBegin', label: '可以办' },
    ],
    value: (row) => (row.isLate ? 'late' : row.canBegin ? 'canBegin' : 'inHand'),
    mark: (row) => (row.isLate ? { tone: 'late', reason: row.finding ?? '逾期' } : null),
  },
  { id: 'holderUnit', title: '办理单位', kind: 'text', width: 140, value: (row) => row.holderUnitName },
  { id: 'holder', title: '办理人', kind: 'text', width: 86, value: (row) => row.holderName },
  { id: 'acceptedOn', title: '受理日期', kind: 'day', width: 100, value: (row) => row.acceptedOn },
  { id: 'plannedOn', title: '计划办结', kind: 'day', width: 100, value: (row) => row.plannedOn },
  {
    id: 'limitDays',
    title: '时限',
    group: '工作日',
    kind: 'number',
    width: 78,
    isSummed: false,
    value: (row) => row.limitDays,
  },
  {
    id: 'usedDays',
    title: '已用',
    group: '工作日',
    kind: 'number',
    width: 78,
    isSummed: false,
    value: (row) => row.usedDays,
  },
  { id: 'finding', title: '情况', kind: 'longText', width: 260, value: (row) => row.finding },
];

export interface PermitSources {
  readonly units: readonly Suggestion[];
  readonly persons: readonly Suggestion[];
  readonly names: readonly string[];
  readonly hasSpeedUp: boolean;
}

/** The ids are the fields `permits.save` takes. */
export function permitColumns({
  units,
  persons,
  names,
  hasSpeedUp,
}: PermitSources): readonly LedgerColumn<PermitRowOfProject>[] {
  const steps = names.map((name) => ({ name }));
  return [
    { id: 'name', title: '手续名称', kind: 'text', width: 220, isFrozen: true, value: (row) => row.name },
    {
      id: 'state',
      title: '状态',
      kind: 'choice',
      width: 88,
      choices: stateChoices,
      value: (row) => row.state,
      mark: (row) =>
        row.isLate
          ? { tone: 'late', reason: row.finding ?? '逾期' }
          : row.isExpired || row.isExpiring
            ? { tone: 'look', reason: row.finding ?? '' }
            : null,
    },
    {
      id: 'standing',
      title: '提示',
      kind: 'text',
      width: 90,
      isReadOnly: true,
      value: (row) => standingWords(row),
      about: '前面的手续都办结或不适用，就可以办',
    },
    { id: 'stage', title: '阶段', kind: 'choice', width: 112, choices: stageChoices, value: (row) => row.stage },
    {
      id: 'level',
      title: '层级',
      kind: 'number',
      width: 78,
      isReadOnly: true,
      isSummed: false,
      value: (row) => row.level,
      about: '层级相同的手续互不等待，可以并联办理',
    },
    {
      id: 'afterNames',
      title: '前置手续',
      kind: 'units',
      width: 170,
      suggestions: steps,
      value: (row) => row.afterNames,
      about: '要等哪些手续先办结',
    },
    { id: 'acceptedOn', title: '受理日期', kind: 'day', precision: 'day', width: 100, value: (row) => row.acceptedOn },
    { id: 'plannedOn', title: '计划办结', kind: 'day', precision: 'day', width: 100, value: (row) => row.plannedOn },
    { id: 'finishedOn', title: '办结日期', kind: 'day', precision: 'day', width: 100, value: (row) => row.finishedOn },
    {
      id: 'usedDays',
      title: '已用',
      group: '工作日',
      kind: 'number',
      width: 78,
      isReadOnly: true,
      isSummed: false,
      value: (row) => row.usedDays,
      about: '从受理的第二天起算，到办结或今天',
    },
    {
      id: 'promisedDays',
      title: '承诺',
      group: '工作日',
      kind: 'number',
      width: 78,
      isSummed: false,
      value: (row) => row.promisedDays,
    },
    {
      id: 'statutoryDays',
      title: '法定',
      group: '工作日',
      kind: 'number',
      width: 78,
      isSummed: false,
      value: (row) => row.statutoryDays,
    },
    ...(hasSpeedUp
      ? [
          {
            id: 'hastenedDays',
            title: '提速后',
            group: '工作日',
            kind: 'number',
            width: 88,
            isReadOnly: true,
            isSummed: false,
            value: (row: PermitRowOfProject) => row.hastenedDays,
          } as const,
        ]
      : []),
    {
      id: 'holderUnitName',
      title: '办理单位',
      kind: 'text',
      width: 130,
      suggestions: units,
      value: (row) => row.holderUnitName,
    },
    {
      id: 'holderName',
      title: '办理人',
      kind: 'text',
      width: 84,
      suggestions: persons,
      value: (row) => row.holderName,
    },
    {
      id: 'authorityName',
      title: '审批单位',
      kind: 'text',
      width: 130,
      suggestions: units,
      value: (row) => row.authorityName,
    },
    { id: 'documentNumber', title: '批复文号', kind: 'text', width: 150, value: (row) => row.documentNumber },
    { id: 'validUntil', title: '有效期至', kind: 'day', precision: 'day', width: 100, value: (row) => row.validUntil },
    { id: 'note', title: '说明', kind: 'longText', width: 200, value: (row) => row.note },
    { id: 'finding', title: '情况', kind: 'longText', width: 260, isReadOnly: true, value: (row) => row.finding },
  ];
}

function standingWords(row: PermitRowOfProject): string | null {
  if (row.isLate) return '逾期';
  if (row.isExpired) return '过有效期';
  if (row.isExpiring) return '快到期';
  return row.canBegin ? '可以办' : null;
}
