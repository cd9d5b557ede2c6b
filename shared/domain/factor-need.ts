import { day, defineEntity, parent, reference, requiredChoice, text, type ValuesOf } from './entity.ts';

/**
 * 要素保障: 资金、土地、手续、拆迁清表 (二七办文〔2024〕7号 四(三)2); 规划、环评、用地、资金、附属物拆迁、用水、用电、污水排放、进场道路
 * (郑重办〔2022〕 四督四促).
 */
export const factors = [
  'capital',
  'land',
  'permits',
  'demolition',
  'planning',
  'environment',
  'attachments',
  'water',
  'power',
  'sewage',
  'road',
] as const;
export type Factor = (typeof factors)[number];
export const factorStates = ['notNeeded', 'met', 'needed'] as const;
export type FactorState = (typeof factorStates)[number];

/** Id: deterministic from (project, factor). No record: not asked yet. */
export const factorNeed = defineEntity({
  name: 'factorNeed',
  table: 'factor_needs',
  label: '要素需求',
  fields: {
    projectId: parent('项目', 'project'),
    factor: requiredChoice('要素', factors),
    state: requiredChoice('状态', factorStates),
    description: text('需求内容', 500),
    unitId: reference('保障单位', 'unit'),
    neededBy: day('需解决时间'),
    metOn: day('解决时间'),
  },
});

export type FactorNeed = ValuesOf<typeof factorNeed>;
