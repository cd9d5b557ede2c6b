import type { RulePack } from '../catalogue.ts';
import { andOpen, rulesFrom } from './rule.ts';

const documentNumber = '登项攻坚办〔2018〕1号';
const rule = rulesFrom(documentNumber);

/** Leaders for provincial and municipal projects, a chief service officer for every one, leaving through the government. */
export const dengfeng2018: RulePack = {
  id: 'dengfeng-2018@1',
  name: '登封市关于进一步加快重点项目建设推进机制（试行）',
  documentNumber,
  validFrom: '2018-03-06',
  validUntil: null,
  rules: {
    ...rule(
      'slogan',
      '一(一)',
      { text: '重点项目推进机制', elements: ['一个项目', '一名领导', '一套班子', '一抓到底'] },
      '省、郑州市重点项目按照“一个项目、一名领导、一套班子、一抓到底”的原则推进。',
    ),
    ...rule(
      'fiveOnes',
      '一(一)',
      { items: ['project', 'leader', 'team', 'toTheEnd'] },
      '一个项目要有一名领导、一套班子，并一抓到底（本通知没有“一套方案”）。',
    ),
    ...rule(
      'projectLevels',
      '一(一)',
      { provincial: '省重点', municipal: '郑州市重点', district: '本市重点' },
      '重点项目分省、郑州市和本市三级。',
    ),
    ...rule(
      'steward',
      '一(一)',
      {
        title: '首席服务官',
        minimumRank: '乡镇副科级以上',
        inPrinciple: null,
        levels: ['provincial', 'municipal', 'district'],
      },
      '当年确定的省、郑州市和本市三级重点项目都要有首席服务官，由乡镇副科级以上领导担任。',
    ),
    ...rule(
      'responsibleLeaders',
      '一(一)',
      {
        demands: [
          {
            role: 'responsibleLeader',
            levels: ['provincial', 'municipal'],
            minimumInvestment: null,
            maximumInvestment: null,
            rank: null,
            text: '省、郑州市重点项目由市党政领导分包',
            source: `${documentNumber} 一(一)`,
          },
        ],
      },
      '省、郑州市重点项目实行市党政领导分包责任制，分包领导定期到一线调研、走访。',
    ),
    ...rule(
      'delegation',
      '一(一)',
      { minimumDays: 30 },
      '分包领导因学习考察等外出1个月以上的，要委托其他领导做好分包项目的协调工作；1个月按30天计。',
    ),
    ...rule(
      'meetings',
      '一(二)、四(九)',
      {
        types: [
          {
            code: 'monthly',
            name: '重点项目推进例会',
            rhythm: 'monthly',
            chair: '市委、市政府主要领导',
            supervisor: '市委市政府督查考核办公室',
            source: `${documentNumber} 一(二)`,
          },
          {
            code: 'special',
            name: '专题协调会议',
            rhythm: 'onDemand',
            chair: null,
            supervisor: null,
            source: `${documentNumber} 一(二)`,
          },
          {
            code: 'tour',
            name: '重点项目观摩',
            rhythm: 'evenMonths',
            chair: null,
            supervisor: null,
            source: `${documentNumber} 一(二)`,
          },
        ],
      },
      '每月召开一次重点项目推进例会，突发、紧迫问题随时召开专题协调会议，双数月开展观摩。',
    ),
    ...rule(
      'supervision',
      '一(二)',
      { body: '市委市政府督查考核办公室', mayIssueNotices: false },
      '会议议定事项由市委市政府督查考核办公室跟踪督办。',
    ),
    ...rule('approvalSpeedUp', '二(三)', { percent: 50 }, '重点项目手续并联审批，进入绿色通道的事项审批提速50%以上。'),
    ...rule(
      'factors',
      '三(七)',
      { factors: ['capital', 'land', 'environment', 'planning'] },
      '保障资金，国土、环保、规划等领域优先配置所需指标。',
    ),
    ...rule(
      'statisticalRegistration',
      '三(八)',
      { levels: ['provincial', 'municipal', 'district'] },
      '确定的重点项目统计入库应入尽入，未列入清单的督促完善手续、落实入库条件。',
    ),
    ...rule(
      'evaluation',
      '四(九)',
      {
        rhythms: ['月通报', '季排名', '半年汇总考核', '年考核奖惩'],
        indicators: ['重点项目完成情况'],
        consequences: [{ when: '半年和年终汇总考核', what: '兑现奖惩' }],
      },
      '实行月通报、季排名、年考核奖惩，每月统计考核，半年和年终汇总并兑现奖惩。',
    ),
    ...rule(
      'inspections',
      '四(十)',
      { rhythm: 'irregular', isFullCoverage: false, topics: ['项目进度', '虚报、瞒报', '干扰项目建设的因素'] },
      '不定期巡查项目现场，实地查看项目进度，查处虚报、瞒报。',
    ),
    ...rule(
      'accountability',
      '五(十一)',
      {
        grounds: [
          '相关会议确定事项未按规定时限办结且无正当理由',
          '未按要求完成推进计划且无正当理由',
          '推诿扯皮、推进不力，造成不良影响或项目流失',
          '发现问题隐瞒不报，造成不良影响或项目流失',
        ],
        by: '市纪委（监察委）',
      },
      '无正当理由未按时限办结或未完成推进计划，以及推诿扯皮、推进不力、隐瞒不报的，由市纪委（监察委）追究责任。',
    ),
    ...rule(
      'poolExits',
      '六(十二)',
      {
        exits: [exit('slow', '进展缓慢'), exit('abandoned', '不再实施'), exit('notCarriedOver', '上年度未结转')],
        consentOf: '市政府',
      },
      '进展缓慢、不再实施和上年度未结转的项目分类汇总后报市政府研究，可取消重点项目资格，依法收回已配置的土地。',
    ),
    ...rule(
      'yearTurn',
      andOpen('六(十二)', '在建项目转竣工'),
      { proposesCompletion: true, notCarriedOver: '分类汇总后报市政府研究，可取消重点项目资格、收回土地。' },
      '上年度未结转的项目分类汇总后报市政府研究；在建项目转竣工按计划竣工时间提出建议，由人工决定。',
    ),
  },
};

function exit(code: string, label: string) {
  const source = `${documentNumber} 六(十二)`;
  return { code, label, needsConsent: true, opensAttraction: false, mayReclaimLand: true, source };
}
