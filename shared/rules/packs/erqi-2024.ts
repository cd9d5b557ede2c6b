import type { RulePack } from '../catalogue.ts';

/** 二七办文〔2024〕7号, with the centre's weekly deadline of 郑重办〔2022〕. */
export const erqi2024: RulePack = {
  id: 'erqi-2024@1',
  name: '二七区2024年重点项目建设工作实施方案',
  documentNumber: '二七办文〔2024〕7号',
  validFrom: '2024-01-01',
  validUntil: null,
  rules: {
    reportingPeriod: {
      kind: 'reportingPeriod',
      parameters: { closingWeekday: 5, closingMinute: 720 },
      source: '郑重办〔2022〕 四(三)；二七办文〔2024〕7号 四(三)4',
      shown: '每周更新进展，每周五中午12时前报送。',
    },
    lagging: {
      kind: 'lagging',
      parameters: { behindPoints: 0, levels: ['provincial', 'municipal'], basis: 'timeProportional' },
      source: '滞后界限：通知未规定，本软件默认；列表范围：郑重办〔2022〕附件2',
      shown: '本年累计完成投资低于年度计划的序时进度（按天数折算）即提示，计划开工以前不提示；列入与否由人工认定。',
    },
    projectPools: {
      kind: 'projectPools',
      parameters: { pools: ['reserve', 'start', 'construction', 'completion'] },
      source: '二七办文〔2024〕7号 四(一)2',
      shown: '重点项目库分为储备库、开工库、在建库和竣工库。',
    },
    sixDefinites: {
      kind: 'sixDefinites',
      parameters: {
        items: ['responsibleLeader', 'projectSteward', 'milestones', 'period', 'responsibleUnit', 'investmentTarget'],
      },
      source: '二七办文〔2024〕7号 四(三)4',
      shown: '明确分包领导、项目管家、建设节点、建设周期、责任单位、投资目标。',
    },
    steward: {
      kind: 'steward',
      parameters: {
        title: '项目管家',
        minimumRank: null,
        inPrinciple: '项目责任单位的主要领导',
        levels: ['provincial', 'municipal', 'district'],
      },
      source: '二七办文〔2024〕7号 四(三)3',
      shown: '一项目一管家，原则上由项目责任单位主要领导担任。',
    },
    shownMoneyUnit: {
      kind: 'shownMoneyUnit',
      parameters: { unit: 'wan' },
      source: '郑重办〔2022〕附件2表头',
      shown: '金额以万元显示。',
    },
  },
};
