import { notStated, type ParametersOf, type Rule, type RuleKind, type RulePack } from '../catalogue.ts';
import { permitTemplates } from './permit-templates.ts';

function rule<Kind extends RuleKind>(kind: Kind, parameters: ParametersOf<Kind>, shown: string): Rule<Kind> {
  return { kind, parameters, source: notStated, shown };
}

/** What holds where no notice says anything: every kind, visibly a default. A pack's own rules stand before these. */
export const neutralPack = {
  id: 'neutral@1',
  name: '通用设置（没有专门文件）',
  documentNumber: '',
  validFrom: null,
  validUntil: null,
  rules: {
    slogan: rule('slogan', { text: '重点项目推进', elements: [] }, '没有专门的机制名称。'),
    projectLevels: rule(
      'projectLevels',
      { provincial: '省重点', municipal: '市重点', district: '区县重点' },
      '项目分省重点、市重点和区县重点。',
    ),
    projectLists: rule('projectLists', { lists: [] }, '名单由本单位自己添加。'),
    reportingPeriod: rule(
      'reportingPeriod',
      { closingWeekday: 5, closingMinute: 720 },
      '每周更新进展，每周五中午12时前报送。',
    ),
    reportDeadlines: rule('reportDeadlines', { items: [] }, '没有规定其他报送材料。'),
    groupReports: rule('groupReports', { items: [] }, '没有规定工作组报送信息。'),
    deadlineShift: rule('deadlineShift', { shift: 'before' }, '报送截止日遇节假日，提前到前一个工作日。'),
    unitCollection: rule('unitCollection', { weekday: 4, minute: 1020 }, '责任单位每周四17时前交回填报表。'),
    monthCheck: rule('monthCheck', { closingDay: null }, '按月查账以每月最后一天为准。'),
    lagging: rule(
      'lagging',
      { behindPoints: 0, levels: ['provincial', 'municipal'], basis: 'timeProportional' },
      '本年累计完成投资低于年度计划的序时进度（按天数折算）即提示，计划开工以前不提示；列入与否由人工认定。',
    ),
    investmentToDate: rule('investmentToDate', { meaning: 'thisYear' }, '“截至完成投资”按本年累计填写。'),
    projectPools: rule('projectPools', { pools: [] }, '不分库管理。'),
    poolEntry: rule(
      'poolEntry',
      { window: null, lateGrounds: [], latePapers: [], consentOf: null },
      '没有规定选报时间。',
    ),
    poolTransfers: rule('poolTransfers', { transfers: [] }, '没有规定转化条件。'),
    startStandards: rule('startStandards', { steps: ['construction-permit'] }, '取得施工许可证视为达到开工标准。'),
    poolExits: rule('poolExits', { exits: [], consentOf: null }, '没有规定退出条件。'),
    stages: rule(
      'stages',
      { stages: ['planning', 'attraction', 'approval', 'construction', 'acceptance'] },
      '项目分谋划储备、招引落地、项目审批、开工建设、竣工验收五个阶段。',
    ),
    reserveFunnel: rule('reserveFunnel', { stages: [] }, '不分储备阶段。'),
    milestones: rule(
      'milestones',
      { kinds: ['signing', 'start', 'completion', 'fullBenefit'] },
      '建设节点为签约、开工、竣工、达效，可自行增加。',
    ),
    sixDefinites: rule(
      'sixDefinites',
      { items: ['responsibleLeader', 'milestones', 'period', 'responsibleUnit', 'investmentTarget'] },
      '明确分包领导、建设节点、建设周期、责任单位、投资目标。',
    ),
    fiveOnes: rule('fiveOnes', { items: [] }, '没有规定“五个一”。'),
    steward: rule(
      'steward',
      { title: '项目管家', minimumRank: null, inPrinciple: null, levels: [] },
      '没有规定服务人员。',
    ),
    responsibleLeaders: rule('responsibleLeaders', { demands: [] }, '没有规定哪些项目必须有领导分包。'),
    delegation: rule('delegation', { minimumDays: null }, '没有规定外出委托。'),
    factors: rule(
      'factors',
      { factors: ['capital', 'land', 'permits', 'demolition'] },
      '要素为资金、用地、手续、拆迁。',
    ),
    approvalClock: rule('approvalClock', { limits: [] }, '没有规定从土地摘牌到开工的时限。'),
    approvalSpeedUp: rule('approvalSpeedUp', { percent: 0 }, '没有规定审批提速。'),
    permitTemplates: rule('permitTemplates', { templates: permitTemplates }, '手续步骤由本单位按项目类别选用和修改。'),
    statisticalRegistration: rule(
      'statisticalRegistration',
      { levels: ['provincial', 'municipal', 'district'] },
      '重点项目应纳入统计，应入尽入。',
    ),
    meetings: rule('meetings', { types: [] }, '没有规定会议。'),
    supervision: rule('supervision', { body: null, mayIssueNotices: false }, '本单位发交办单、提醒函。'),
    issues: rule(
      'issues',
      {
        classes: ['资金', '用地', '手续', '拆迁', '其他'],
        grades: [
          { code: 'urgent', name: '紧急', workingDays: null },
          { code: 'ordinary', name: '一般', workingDays: 10 },
        ],
        teams: [],
      },
      '紧急问题即时解决，一般问题限时10个工作日。',
    ),
    inspections: rule('inspections', { rhythm: 'irregular', isFullCoverage: false, topics: [] }, '不定期到现场核查。'),
    evaluation: rule('evaluation', { rhythms: [], indicators: [], consequences: [] }, '没有规定考核。'),
    accountability: rule('accountability', { grounds: [], by: null }, '没有规定责任追究。'),
    yearTurn: rule(
      'yearTurn',
      { proposesCompletion: true, notCarriedOver: '列出名单，由人工决定。' },
      '在建项目转竣工没有规定触发条件：年度结转时按计划竣工时间提出建议，由人工决定。',
    ),
    tables: rule('tables', { reports: [] }, '没有规定统计表。'),
    shownMoneyUnit: rule('shownMoneyUnit', { unit: 'wan' }, '金额以万元显示。'),
  },
} as const satisfies RulePack & { readonly rules: { readonly [Kind in RuleKind]: Rule<Kind> } };
