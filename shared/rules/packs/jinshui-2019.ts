import type { RulePack } from '../catalogue.ts';
import { andOpen, rulesFrom } from './rule.ts';

const documentNumber = '金政办〔2019〕3号';
const rule = rulesFrom(documentNumber);

/** 五个一: groups with an office, weekly accounts, a monthly meeting. No pools, no stewards. */
export const jinshui2019: RulePack = {
  id: 'jinshui-2019@1',
  name: '金水区推进落实重点招商引资项目“五个一”工作机制实施方案',
  documentNumber,
  validFrom: '2019-03-12',
  validUntil: null,
  rules: {
    ...rule(
      'slogan',
      '引言',
      { text: '“五个一”工作机制', elements: ['一个项目', '一个领导', '一套班子', '一套方案', '一抓到底'] },
      '重点招商引资项目实行“五个一”：一个项目、一个领导、一套班子、一套方案、一抓到底。',
    ),
    ...rule(
      'fiveOnes',
      '引言',
      { items: ['project', 'leader', 'team', 'plan', 'toTheEnd'] },
      '每个项目要有一个领导、一套班子、一套方案，并一抓到底。',
    ),
    ...rule(
      'responsibleLeaders',
      '引言、二(一)',
      {
        demands: [
          {
            role: 'responsibleLeader',
            levels: ['provincial', 'municipal', 'district'],
            minimumInvestment: null,
            maximumInvestment: null,
            rank: null,
            text: '一个项目一个领导，由推进小组组长负总责',
            source: `${documentNumber} 引言、二(一)`,
          },
        ],
      },
      '一个项目一个领导，推进小组组长负总责，并明确主体责任单位和直接责任人。',
    ),
    ...rule(
      'reportingPeriod',
      andOpen('二(二)、三(二)', '星期和钟点'),
      { closingWeekday: 5, closingMinute: 720 },
      '每周报账，每周向推进小组办公室更新项目情况；以每周五中午12时为界。',
    ),
    ...rule(
      'reportDeadlines',
      '二(二)、三(二)',
      {
        items: [
          { code: 'opening', name: '重点项目推进台账', when: '年初建账', to: '推进小组办公室' },
          { code: 'weekly', name: '项目情况更新', when: '每周', to: '推进小组办公室' },
          { code: 'closing', name: '年终结账', when: '年终', to: '推进小组办公室' },
        ],
      },
      '重点项目台账年初建账、每周报账、按月查账、年终结账，成员单位每周向推进小组办公室更新。',
    ),
    ...rule(
      'unitCollection',
      andOpen('三(二)', '星期和钟点'),
      { weekday: 4, minute: 1020 },
      '各成员单位每周更新项目情况，每周四17时前交回填报表。',
    ),
    ...rule(
      'monthCheck',
      andOpen('二(二)', '截止日'),
      { closingDay: null },
      '按月查账，发现存在问题、难点及时反馈上报；以每月最后一天为准。',
    ),
    ...rule(
      'meetings',
      '一、二(三)',
      {
        types: [
          {
            code: 'monthly',
            name: '项目工作例会',
            rhythm: 'monthly',
            chair: '推进小组办公室',
            supervisor: null,
            source: `${documentNumber} 二(三)`,
          },
          {
            code: 'special',
            name: '推进小组专题会议',
            rhythm: 'onDemand',
            chair: '推进小组组长',
            supervisor: null,
            source: `${documentNumber} 一`,
          },
        ],
      },
      '原则上每月由推进小组办公室召集一次项目工作例会；例会解决不了的事项汇总提交推进小组专题会议研究。',
    ),
    ...rule(
      'inspections',
      '二(四)',
      { rhythm: 'irregular', isFullCoverage: false, topics: ['重点项目推进情况'] },
      '不定期组织区人大代表、政协委员巡查监督。',
    ),
    ...rule(
      'evaluation',
      '二(四)、三(三)',
      {
        rhythms: ['每季度全面通报', '年度对外开放招商引资考核', '绩效考核'],
        indicators: ['重点项目推进情况'],
        consequences: [{ when: '表现突出、成绩显著的先进集体、单位和个人', what: '表彰奖励' }],
      },
      '由推进小组办公室牵头成立考评组，每季度全面通报，并纳入年度考核。',
    ),
    ...rule(
      'yearTurn',
      andOpen('二(二)', '未完成项目如何结转'),
      { proposesCompletion: true, notCarriedOver: '列出名单，由人工决定。' },
      '年初建账、年终结账；计划当年竣工而未竣工的和未结转的列出名单，由人工决定。',
    ),
  },
};
