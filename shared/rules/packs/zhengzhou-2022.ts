import type { ParametersOf, RulePack } from '../catalogue.ts';
import { andOpen, rulesFrom } from './rule.ts';

/** As the notice is printed: its number was left open. */
const documentNumber = '郑重办〔2022〕XX号';
const rule = rulesFrom(documentNumber);

/** The municipal centre: liaison groups, the Friday reports, 附件2 to 附件5. */
export const zhengzhou2022: RulePack = {
  id: 'zhengzhou-2022@1',
  name: '郑州市关于开展对重点项目建设协调服务工作的通知',
  documentNumber,
  validFrom: '2022-02-22',
  validUntil: null,
  rules: {
    ...rule(
      'slogan',
      '引言、三',
      {
        text: '项目建设增势“四督四促”',
        elements: [
          '督项目转化促开（复）工建设',
          '督续建项目促建设进度',
          '督项目竣工促达产达效',
          '督要素保障促环境优化',
        ],
      },
      '以“四督四促”开展重点项目协调服务：开（复）工、建设进度、达产达效、要素保障。',
    ),
    ...rule(
      'projectLists',
      andOpen('三', '“三个一批”的分项'),
      {
        lists: [
          { name: '三个一批', parts: ['签约', '开工', '投产'] },
          { name: '省重点项目建设“白名单”', parts: [] },
          { name: '省领导联系推进项目', parts: [] },
          { name: '市领导联系推进项目', parts: [] },
        ],
      },
      '协调服务的范围是省、市重点项目，“三个一批”项目，省、市领导联系推进项目和省重点项目建设“白名单”。',
    ),
    ...rule(
      'reportingPeriod',
      '四(三)',
      { closingWeekday: 5, closingMinute: 720 },
      '各工作组每周五中午12时前分类梳理并报送协调服务情况。',
    ),
    ...rule(
      'reportDeadlines',
      '四(一)、四(三)',
      {
        items: [
          { code: 'leaderProjects', name: '省市领导分包项目情况', when: '每周五中午12时前', to: '工程协调处' },
          { code: 'lagging', name: '进度滞后的重点项目情况', when: '每周五中午12时前', to: '工程协调处' },
          { code: 'whitelist', name: '省重点项目建设“白名单”落实情况', when: '每周五中午12时前', to: '项目储备选报处' },
          {
            code: 'monthly',
            name: '工作开展、协调服务、解决问题情况及好的经验做法（每组每月各不少于1条）',
            when: '每月20日前',
            to: '项目运行监测处、目标管理和信息处',
          },
          { code: 'groupReport', name: '工作组每月工作报告', when: '每月', to: '中心领导' },
        ],
      },
      '每周五中午12时前报分包、滞后、白名单三类情况，每月20日前汇总月度信息，每组每月各类信息不少于1条。',
    ),
    ...rule(
      'groupReports',
      '四(三)',
      {
        items: [
          weeklyItem('leaderProjects', '省市领导分包项目情况', '工程协调处'),
          weeklyItem('lagging', '进度滞后的重点项目情况', '工程协调处'),
          weeklyItem('whitelist', '省重点项目建设“白名单”落实情况', '项目储备选报处'),
          {
            kind: 'monthly',
            name: '工作开展、协调服务、解决问题情况及好的经验做法',
            rhythm: 'monthly',
            monthDay: 20,
            sections: ['项目运行监测处', '目标管理和信息处'],
            minimumPerMonth: 1,
          },
        ],
      },
      '各工作组每周五中午12时前报领导分包、进度滞后、“白名单”三类情况，每月20日前报月度信息，每组每月各类不少于1条。',
    ),
    ...rule(
      'lagging',
      andOpen('附件2（列表范围为省市重点项目）', '滞后界限'),
      { behindPoints: 0, levels: ['provincial', 'municipal'], basis: 'timeProportional' },
      '本年累计完成投资低于年度计划的序时进度（按天数折算）即提示，计划开工以前不提示；列入与否由人工认定。',
    ),
    ...rule(
      'factors',
      '三(四)',
      {
        factors: ['planning', 'environment', 'land', 'capital', 'attachments', 'water', 'power', 'sewage', 'road'],
      },
      '督导规划、环评、用地、资金等前期手续，以及附属物拆迁、用水、用电、污水排放和进场道路保障。',
    ),
    ...rule(
      'inspections',
      andOpen('三', '督导频次'),
      {
        rhythm: 'irregular',
        isFullCoverage: false,
        topics: [
          '未实质性开工复工的原因和问题',
          '季度目标和年度目标完成情况',
          '竣工后未达产或达产不足',
          '前期手续和要素保障落实情况',
        ],
      },
      '工作组深入项目一线督导开复工、续建进度、竣工达产和要素保障。',
    ),
    ...rule(
      'evaluation',
      '四(三)、四(四)',
      {
        rhythms: ['月报通报', '年底表彰'],
        indicators: ['解决问题', '报送信息'],
        consequences: [
          { when: '进度快、成绩突出的责任单位和个人', what: '通报表扬' },
          { when: '重视不够、工作不力的责任单位和个人', what: '通报批评' },
          { when: '年底解决问题好、报送信息多的处室和个人', what: '表彰' },
        ],
      },
      '以月报通报；对进度快的通报表扬，对工作不力的通报批评；年底表彰解决问题好、报送信息多的处室和个人。',
    ),
    ...rule(
      'tables',
      '附件2、附件3、附件4、附件5',
      { reports: ['annex2', 'annex3', 'annex4', 'annex5'] },
      '用附件2、附件3、附件4的统计表和附件5的月报栏目报送。',
    ),
    ...rule('shownMoneyUnit', '附件2、附件3、附件4表头', { unit: 'wan' }, '金额以万元显示。'),
  },
};

function weeklyItem(
  kind: ParametersOf<'groupReports'>['items'][number]['kind'],
  name: string,
  section: string,
): ParametersOf<'groupReports'>['items'][number] {
  return { kind, name, rhythm: 'weekly', monthDay: null, sections: [section], minimumPerMonth: 1 };
}
