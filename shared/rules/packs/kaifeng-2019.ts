import type { ParametersOf, RulePack } from '../catalogue.ts';
import { andOpen, rulesFrom } from './rule.ts';

const documentNumber = '汴办文〔2019〕13号';
const rule = rulesFrom(documentNumber);

/** Another city: the 80/50/30 clock, wall charts, the reserve funnel, full monthly inspection. */
export const kaifeng2019: RulePack = {
  id: 'kaifeng-2019@1',
  name: '开封市重大项目推进六大机制',
  documentNumber,
  validFrom: '2019-03-04',
  validUntil: null,
  rules: {
    ...rule(
      'slogan',
      '一至六',
      {
        text: '重大项目推进六大机制',
        elements: ['高位推进', '领导分包', '联审联批', '挂图作战县（区）会商', '巡回督导', '考评奖惩'],
      },
      '重大项目实行高位推进、领导分包、联审联批、挂图作战会商、巡回督导、考评奖惩六大机制。',
    ),
    ...rule(
      'projectLists',
      '一(一)',
      { lists: [{ name: '三个一百', parts: [] }] },
      '市政府常务会议月度通报“三个一百”重大项目进展情况。',
    ),
    ...rule(
      'responsibleLeaders',
      '二',
      {
        demands: [
          {
            role: 'responsibleLeader',
            levels: ['provincial', 'municipal'],
            minimumInvestment: null,
            maximumInvestment: null,
            rank: null,
            text: '重大项目由市领导分包：市委常委按联系县（区），副市长按分工，市人大副主任、市政协副主席按对口协调',
            source: `${documentNumber} 二(一)`,
          },
          {
            role: 'accountableOfficer',
            levels: ['provincial', 'municipal'],
            minimumInvestment: null,
            maximumInvestment: null,
            rank: '县级',
            text: '每个项目明确一名县级干部责任人',
            source: `${documentNumber} 二(二)`,
          },
        ],
      },
      '重大项目由市领导分包，每个市重点项目还要明确一名县级干部责任人。',
    ),
    ...rule(
      'steward',
      '二(二)',
      { title: '首席服务官', minimumRank: null, inPrinciple: '明确的专人', levels: ['provincial', 'municipal'] },
      '每个市重点项目明确专人作为首席服务官。',
    ),
    ...rule(
      'reportingPeriod',
      andOpen('二(二)（市领导分包重大项目周报）', '星期和钟点'),
      { closingWeekday: 5, closingMinute: 720 },
      '市领导分包重大项目实行周报；以每周五中午12时为界。',
    ),
    ...rule(
      'reportDeadlines',
      '二(二)、四(一)',
      {
        items: [
          { code: 'leaderProjects', name: '市领导分包重大项目周报', when: '每周', to: '市政府重点办' },
          { code: 'nodeChart', name: '市领导分包重大项目节点推进图', when: '年初由市政府重点办下达', to: '县（区）' },
          { code: 'jointApprovalChart', name: '新开工项目联审联批图', when: '按规定格式制定', to: '市政府重点办' },
          { code: 'landingChart', name: '储备项目落地计划图', when: '年初', to: '市政府重点办' },
        ],
      },
      '市领导分包重大项目每周报；节点推进图年初下达，联审联批图、落地计划图由县（区）制定上报。',
    ),
    ...rule(
      'approvalClock',
      '四(一)',
      {
        limits: [
          { when: 'all', workingDays: 80 },
          { when: 'freeTradeZone', workingDays: 50 },
          { when: 'freeTradeZoneCommitment', workingDays: 30 },
        ],
      },
      '从土地摘牌到开工建设，审批时限80个工作日以内；自贸区50个，自贸区内实行承诺制的30个工作日以内。',
    ),
    ...rule(
      'milestones',
      '四(一)、五(一)、六(一)',
      { kinds: ['signing', 'landAuction', 'start', 'completion'] },
      '建设节点为签约、土地摘牌、开工、竣工；督导应开未开、应竣未竣。',
    ),
    ...rule(
      'reserveFunnel',
      '四(一)',
      { stages: ['planned', 'inNegotiation', 'signed', 'landed'] },
      '储备项目分谋划、在谈、签约、落地，年初明确数量和时间节点。',
    ),
    ...rule(
      'meetings',
      '一、二(一)、三(二)、四(二)',
      { types: meetingTypes() },
      '一线指挥部周例会、联审联批周例会、月度现场会、县（区）月会商、单月通报、双月点评、季度分析、半年观摩。',
    ),
    ...rule(
      'supervision',
      '三(二)、四(二)',
      { body: '市委市政府督查局', mayIssueNotices: false },
      '联审联批会议和县（区）会商的事项由市委市政府督查局督导落实。',
    ),
    ...rule(
      'inspections',
      '五(一)',
      {
        rhythm: 'monthly',
        isFullCoverage: true,
        topics: ['会议纪要落实', '节点计划执行', '应开未开、应竣未竣项目', '项目建设中外部环境突发问题'],
      },
      '每月对县（区）和市直重点项目责任单位全覆盖巡回督导。',
    ),
    ...rule(
      'accountability',
      '五(一)',
      {
        grounds: ['会议纪要没有落实', '节点计划没有执行', '应开未开、应竣未竣'],
        by: '督导组提出问责建议，按规定程序报批执行',
      },
      '督导组对责任单位、责任人提出问责建议，按规定程序报批执行。',
    ),
    ...rule(
      'evaluation',
      '一(一)、六',
      {
        rhythms: ['单月通报', '双月点评', '季度分析', '半年观摩', '全年考核'],
        indicators: [
          '开工率',
          '投资完成率',
          '竣工率',
          '谋划、在谈、签约、落地项目',
          '引进500强企业或单个投资10亿元以上的项目',
          '省重点项目',
          '“8+1”产业链项目',
          '审批天数（对标80、50、30天）',
          '信息报送',
          '县（区）与市直单位分类考评',
        ],
        consequences: [
          { when: '单月通报排名靠前和靠后的县（区）和部门', what: '按市政府现有制度奖惩' },
          {
            when: '双月点评排名末位的县（区）和部门、要素保障不到位的部门',
            what: '主要负责人表态发言并电视录像公开播放',
          },
          { when: '半年观摩和年底考核排名靠前的县（区）和部门', what: '加大财政奖励力度' },
        ],
      },
      '单月通报、双月点评、季度分析、半年观摩、全年考核；双月点评末位的表态发言并公开播放。',
    ),
  },
};

function meetingTypes(): ParametersOf<'meetings'>['types'] {
  type Type = ParametersOf<'meetings'>['types'][number];
  const bureau = '市委市政府督查局';
  const type = (
    code: string,
    name: string,
    rhythm: Type['rhythm'],
    chair: string | null,
    supervisor: string | null,
    clause: string,
  ): Type => ({ code, name, rhythm, chair, supervisor, source: `${documentNumber} ${clause}` });
  return [
    type('command', '一线指挥部周例会', 'weekly', '市委书记、市长', null, '一(二)'),
    type('jointApproval', '市联审联批周例会', 'weekly', '常务副市长', bureau, '三(二)'),
    type('site', '分包领导现场会', 'monthly', '分包市领导', null, '二(一)'),
    type('consultation', '县（区）月会商（每月至少一个县区）', 'monthly', '市委市政府主要领导', bureau, '四(二)'),
    type('bulletin', '市政府常务会议月度通报', 'monthly', null, null, '一(一)'),
    type('review', '优化营商环境暨重点项目双月点评会议', 'evenMonths', null, null, '一(一)'),
    type('analysis', '季度经济运行会议', 'quarterly', null, null, '一(一)'),
    type('tour', '重大项目观摩活动', 'halfYearly', null, null, '一(一)'),
  ];
}
