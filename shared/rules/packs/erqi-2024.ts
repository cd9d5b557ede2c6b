import type { ParametersOf, RulePack } from '../catalogue.ts';
import { andOpen, rulesFrom } from './rule.ts';

const documentNumber = '二七办文〔2024〕7号';
const rule = rulesFrom(documentNumber);
const leadingGroup = '区重大项目建设工作领导小组';
/** 亿元, in 元. */
const hundredMillion = 100_000_000;

/** 二七办文〔2024〕7号, with the centre's weekly deadline of 郑重办〔2022〕. */
export const erqi2024: RulePack = {
  id: 'erqi-2024@1',
  name: '二七区2024年重点项目建设工作实施方案',
  documentNumber,
  validFrom: '2024-01-01',
  validUntil: null,
  rules: {
    ...rule(
      'slogan',
      '四、五(三)',
      {
        text: '重点项目建设“四大机制”',
        elements: ['分级分类全流程管理', '“滚动式”动态调整', '协调服务推进', '激励考核评价'],
      },
      '以分级分类全流程管理、滚动式动态调整、协调服务推进、激励考核评价“四大机制”推进重点项目。',
    ),
    ...rule(
      'projectLevels',
      '四(一)1',
      { provincial: '省重点', municipal: '市重点', district: '区级重点' },
      '重点项目分省重点、市重点和区级重点。',
    ),
    ...rule(
      'projectLists',
      andOpen('五(四)', '“三个一批”的分项'),
      { lists: [{ name: '三个一批', parts: ['签约', '开工', '投产'] }] },
      '以“三个一批”活动为抓手推进重点项目。',
    ),
    reportingPeriod: {
      kind: 'reportingPeriod',
      parameters: { closingWeekday: 5, closingMinute: 720 },
      source: '郑重办〔2022〕 四(三)；二七办文〔2024〕7号 四(三)4',
      shown: '每周更新进展，每周五中午12时前报送。',
    },
    ...rule(
      'reportDeadlines',
      '四(三)4、四(四)1',
      {
        items: [
          { code: 'progress', name: '重点项目进展台账', when: '每周更新', to: '区重点项目建设推进中心' },
          {
            code: 'monthly',
            name: '开竣工情况、投资完成、工程进度、服务保障',
            when: '每月',
            to: `${leadingGroup}办公室`,
          },
        ],
      },
      '进展台账每周更新、每月通报排名；镇街道、管委会每月上报开竣工、投资、进度和服务保障情况。',
    ),
    ...rule(
      'unitCollection',
      andOpen('四(三)4', '星期和钟点'),
      { weekday: 4, minute: 1020 },
      '进展每周更新，责任单位每周四17时前交回填报表。',
    ),
    lagging: {
      kind: 'lagging',
      parameters: { behindPoints: 0, levels: ['provincial', 'municipal'], basis: 'timeProportional' },
      source: '滞后界限：通知未规定，本软件默认；列表范围：郑重办〔2022〕附件2',
      shown: '本年累计完成投资低于年度计划的序时进度（按天数折算）即提示，计划开工以前不提示；列入与否由人工认定。',
    },
    ...rule(
      'projectPools',
      '四(一)2',
      { pools: ['reserve', 'start', 'construction', 'completion'] },
      '重点项目库分为储备库、开工库、在建库和竣工库。',
    ),
    ...rule(
      'poolEntry',
      andOpen('四(二)1', '集中选报的起止时间'),
      {
        window: null,
        lateGrounds: [
          { code: 'newPlot', label: '新取得开发地块' },
          { code: 'idlePlot', label: '闲置地块再利用' },
          { code: 'secondAttraction', label: '二次招商' },
          { code: 'newTalks', label: '新洽谈引进的招商项目' },
        ],
        latePapers: ['项目责任单位主要领导审核', '加盖单位公章的纸质选报申请'],
        consentOf: leadingGroup,
      },
      '集中选报、重点筛选；超出选报时间的，限新取得地块、闲置地块再利用、二次招商和新洽谈项目，经责任单位主要领导审核、出具盖章的纸质选报申请，并经领导小组研究同意。',
    ),
    ...rule(
      'poolTransfers',
      andOpen('四(二)2、四(二)3', '在建库转竣工库的时机'),
      { transfers: transfers() },
      '储备项目达到开工标准即时转开工库，开工项目开工即时转在建库；在建项目当年能竣工的，年度结转时建议转竣工库；达效后退出项目库。',
    ),
    ...rule(
      'startStandards',
      andOpen('四(二)2（手续完备）', '以施工许可证为准'),
      { steps: ['construction-permit'] },
      '手续完备达到开工标准：取得施工许可证视为手续完备。',
    ),
    ...rule(
      'poolExits',
      '四(二)3',
      {
        exits: [
          exit('fullBenefit', '竣工达效', false),
          exit('terminated', '合同约定终止合作', true),
          exit('talksEnded', '已停止洽谈', true),
          exit('idleLand', '企业无能力开发造成土地长期闲置', true),
          exit('breach', '严重违反合同条款影响整体产业布局', true),
          exit('policy', '上级政策或上位规划调整', true),
        ],
        consentOf: leadingGroup,
      },
      '原则上不得退出；竣工达效的调出，因终止合作等五种情形无法继续实施的经领导小组研究同意后退出，并同步对该地块再次招商。',
    ),
    ...rule(
      'stages',
      '四(一)3',
      { stages: ['planning', 'attraction', 'approval', 'construction', 'acceptance'] },
      '谋划储备、招引落地、项目审批、开工建设、竣工验收各环节都明确责任单位和责任人。',
    ),
    ...rule(
      'milestones',
      '四(三)4',
      { kinds: ['signing', 'start', 'completion', 'fullBenefit'] },
      '紧盯签约、开工、竣工、达效等关键建设节点。',
    ),
    ...rule(
      'sixDefinites',
      '四(三)4',
      {
        items: ['responsibleLeader', 'projectSteward', 'milestones', 'period', 'responsibleUnit', 'investmentTarget'],
      },
      '明确分包领导、项目管家、建设节点、建设周期、责任单位、投资目标。',
    ),
    ...rule(
      'steward',
      '四(三)3',
      {
        title: '项目管家',
        minimumRank: null,
        inPrinciple: '项目责任单位的主要领导',
        levels: ['provincial', 'municipal', 'district'],
      },
      '一项目一管家，原则上由项目责任单位主要领导担任。',
    ),
    ...rule(
      'responsibleLeaders',
      '四(一)1、四(三)5',
      { demands: leaderDemands() },
      '投资亿元以上的省市重点项目、重大产业项目、带动性强的项目由县处级领导分包；其他区级重点项目与所属辖区县处级领导、镇街道主要负责人、责任单位挂钩。',
    ),
    ...rule(
      'factors',
      '四(三)2',
      { factors: ['capital', 'land', 'permits', 'demolition'] },
      '保障资金、土地要素、手续办理和拆迁清表。',
    ),
    ...rule(
      'meetings',
      '四(三)3、四(三)5、四(三)6、四(四)1、五(三)',
      { types: meetingTypes() },
      '每周推进会，区长每半月、区委书记每月研究一次，项目管家每周例会，每季观摩讲评；急需解决的即时召开专题推进会。',
    ),
    ...rule(
      'supervision',
      '五(三)',
      { body: '区督查局', mayIssueNotices: false },
      '会议纪要明确任务、时间节点和责任人，由区督查局根据会议纪要督查督促。',
    ),
    ...rule(
      'issues',
      andOpen('四(三)1、四(三)4', '常规问题的天数'),
      {
        classes: ['资金', '手续办理', '拆迁', '其他'],
        grades: [
          { code: 'urgent', name: '紧急', workingDays: null },
          { code: 'ordinary', name: '常规', workingDays: 10 },
        ],
        teams: [
          { field: '资金', leader: '区政府常务副区长', leadUnit: '区财政局' },
          { field: '手续办理', leader: '分管土地规划建设的副区长', leadUnit: null },
          { field: '拆迁', leader: '镇街道主要负责同志', leadUnit: null },
        ],
      },
      '紧急问题优先即时解决，常规问题限时（默认10个工作日）交办解决，解决后逐个销号；资金、手续办理、拆迁由三个攻坚组负责。',
    ),
    ...rule(
      'evaluation',
      '四(三)6、四(四)',
      {
        rhythms: ['月排名', '季考核', '年总评'],
        indicators: ['开竣工情况', '投资完成', '工程进度', '服务保障', '项目实地核查', '其他奖罚因素'],
        consequences: [
          { when: '月排名倒数第一', what: '在全区重点项目推进会议上表态发言' },
          { when: '连续两个月排名倒数第一', what: '由分管区领导约谈单位主要负责人' },
          { when: '半年度考核排名倒数第一', what: '由分管区领导约谈单位主要负责人' },
          { when: '长期进展滞后、不作为、慢作为、推诿扯皮、被多次通报', what: '在政府常务会议上表态发言' },
          { when: '全年工作中作出突出贡献、成绩显著', what: '考核单项奖表扬通报，事迹突出的个人记功嘉奖' },
        ],
      },
      '月排名按月通报，季考核用季度末月排名加观摩和点评，年总评再加重大活动、领导评价、媒体宣传等因素；末位的表态发言或被约谈。',
    ),
    shownMoneyUnit: {
      kind: 'shownMoneyUnit',
      parameters: { unit: 'wan' },
      source: '郑重办〔2022〕附件2表头',
      shown: '金额以万元显示。',
    },
  },
};

function transfers(): ParametersOf<'poolTransfers'>['transfers'] {
  return [
    {
      from: 'reserve',
      to: 'start',
      condition: 'startStandardsMet',
      isAtOnce: true,
      source: `${documentNumber} 四(二)2`,
    },
    { from: 'start', to: 'construction', condition: 'started', isAtOnce: true, source: `${documentNumber} 四(二)2` },
    {
      from: 'construction',
      to: 'completion',
      condition: 'completionDueThisYear',
      isAtOnce: false,
      source: andOpen(`${documentNumber} 四(一)2（竣工库的定义）`, '转入时机'),
    },
    { from: 'construction', to: null, condition: 'fullBenefit', isAtOnce: false, source: `${documentNumber} 四(二)2` },
    { from: 'completion', to: null, condition: 'fullBenefit', isAtOnce: false, source: `${documentNumber} 四(二)3` },
  ];
}

function exit(code: string, label: string, isForced: boolean) {
  return {
    code,
    label,
    needsConsent: isForced,
    opensAttraction: isForced,
    mayReclaimLand: false,
    source: `${documentNumber} 四(二)3`,
  };
}

/**
 * Which district projects are “重大产业项目、带动性强” the office selects each year (四(一)1): no figure says it, so of a
 * district project only the 挂钩 is demanded.
 */
function leaderDemands(): ParametersOf<'responsibleLeaders'>['demands'] {
  const source = `${documentNumber} 四(一)1`;
  return [
    {
      role: 'responsibleLeader',
      levels: ['provincial', 'municipal'],
      minimumInvestment: hundredMillion,
      maximumInvestment: null,
      rank: '县处级',
      text: '投资亿元以上的省市重点项目由县处级领导分包联系、专班推进',
      source,
    },
    {
      role: 'areaLeader',
      levels: ['district'],
      minimumInvestment: null,
      maximumInvestment: null,
      rank: '县处级',
      text: '区级重点项目与所属辖区的县处级领导挂钩',
      source,
    },
    {
      role: 'townHead',
      levels: ['district'],
      minimumInvestment: null,
      maximumInvestment: null,
      rank: null,
      text: '区级重点项目与镇街道主要负责人挂钩',
      source,
    },
  ];
}

function meetingTypes(): ParametersOf<'meetings'>['types'] {
  type Type = ParametersOf<'meetings'>['types'][number];
  const bureau = '区督查局';
  const type = (
    code: string,
    name: string,
    rhythm: Type['rhythm'],
    chair: string | null,
    supervisor: string | null,
    clause: string,
  ): Type => ({ code, name, rhythm, chair, supervisor, source: `${documentNumber} ${clause}` });
  return [
    type('promotion', '重点项目推进会', 'weekly', '区政府', null, '四(三)6'),
    type('mayor', '区长重点项目推进会', 'halfMonthly', '区长', null, '四(三)6'),
    type('secretary', '区委书记听取重点项目汇报', 'monthly', '区委书记', null, '四(三)6'),
    type('special', '项目专题推进会', 'onDemand', '分包的县处级领导', bureau, '四(三)5、五(三)'),
    type('analysis', '月分析会', 'monthly', null, bureau, '五(三)'),
    type('tour', '重点项目现场观摩讲评', 'quarterly', null, bureau, '四(四)1、五(三)'),
    type('steward', '项目管家例会', 'weekly', '项目管家', null, '四(三)3'),
  ];
}
