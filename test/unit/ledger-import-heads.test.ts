import { describe, expect, it } from 'vitest';
import type { LedgerField } from '#shared/ledger-import/fields.ts';
import { printedUnit, readHead } from '#shared/ledger-import/heads.ts';

const surely: Partial<Record<LedgerField, string>> = {
  sequenceNumber: '序号 编号 NO.',
  name: '项目名称 工程名称 项\n目\n名\n称 项目名称（工程名称） 项目基本情况/项目名称',
  code: '项目代码 统一代码',
  nature: '建设性质 建设\n性质 新建/续建 项目类型（新建/续建）',
  level: '项目级别 重点级别',
  category: '项目类型 所属行业 产业类别',
  pool: '所在库 项目库',
  summary: '建设内容 建\u3000设\u3000内\u3000容 建设规模及内容 主要建设内容 项目概况 项目建设内容及规模',
  place: '建设地点 项目所在地 所在区（县） 所属区域',
  owner: '建设单位 项目业主 投资主体 企业名称 建设/投资单位',
  totalInvestment: '总投资 总投资（亿元） 总投资额（万元） 计划总投资 投资情况/总投资 总投资/合计',
  plannedThisYear:
    '2018年\n计划投资 年度计划投资（万元） 本年计划投资 2024年度计划完成投资 年度投资计划 2024年投资目标 2024年计划/投资',
  doneBeforeYear: '截至2023年底累计完成投资 至上年底完成投资',
  doneThisYear: '本年累计完成投资 1-10月完成投资 2018年完成投资 今年以来累计完成投资',
  doneThisPeriod: '本月完成投资 本周完成投资',
  investmentToDate: '截至完成投资（万元） 截至目前完成投资 自开工累计完成投资',
  startsOn: '开工时间 计划开工时间 开竣工时间/开工 建设年限/开工',
  completesOn: '竣工时间 预计竣工时间 建设年限/竣工',
  period: '起止年限 起止年限（年月-年月） 建设工期 建设起止年限',
  fundingSource: '资金渠道 资金来源',
  responsibleUnits: '责任单位 牵头责任单位 牵头部门 责任单位/牵头单位',
  departmentInCharge: '主管部门 行业主管部门',
  permitAgentUnit: '服务单位 手续代办单位',
  responsibleLeaders: '包联领导 分包领导 联系领导 省（市）分管领导 包保县级领导 分管县领导',
  projectSteward: '项目管家 首席服务官',
  ownerContact: '项目单位联系人 联系人及电话',
  annualTask: '年度建设任务 年度目标 2024年主要建设内容 2024年计划/形象进度',
  quarter1Task: '一季度/工作内容 2024年季度计划/一季度/工作内容 第一季度/形象进度',
  quarter4Investment: '四季度/投资 2024年季度计划/四季度/计划投资（万元） 4季度计划投资',
  physicalProgress: '形象进度 目前形象进度',
  progressText: '进展情况 工程进度',
  problems: '存在问题 存在问题及涉及单位',
  coordination: '协调解决情况 需协调解决的问题',
  overallGoal: '总体目标',
  remark: '备注',
};

describe('heads', () => {
  it.each(
    Object.entries(surely).flatMap(([field, words]) =>
      words
        .split(' ')
        .filter((head) => head !== '')
        .map((head) => [head, field]),
    ),
  )('%j is %s', (head, field) => {
    const reading = readHead(head);
    expect(reading.field).toBe(field);
    expect(reading.confidence).toBeGreaterThanOrEqual(0.75);
  });

  it('heads that leave room are asked: 累计完成投资, 完成投资, 年度计划', () => {
    for (const head of ['累计完成投资', '完成投资', '年度计划']) expect(readHead(head).confidence).toBeLessThan(0.75);
  });

  it('责任人, 施工单位, months and rates are no field of a ledger', () => {
    for (const head of ['责任人', '责任单位/责任人', '施工单位', '3月', '完成率', '来源URL', ''])
      expect(readHead(head).field).toBeNull();
  });

  it('units and the plan year are read from heads, the year of what lies behind is not', () => {
    expect(readHead('总投资\n（亿元）').unit).toBe('yi');
    expect(readHead('2018年计划投资(万元)')).toMatchObject({ unit: 'wan', year: 2018 });
    expect(readHead('截至2017年底完成投资').year).toBeNull();
  });

  it.each([
    ['单位：万元', 'wan'],
    ['                 单位：亿元', 'yi'],
    ['金额单位:人民币元', 'yuan'],
    ['单位：亩、万元', 'wan'],
    ['填报单位：某某办   单位：万元', 'wan'],
    ['（万元）', 'wan'],
    ['责任单位：区住建局', null],
    ['总投资3亿元', null],
  ])('“%s” prints %s', (text, unit) => {
    expect(printedUnit(text)).toBe(unit);
  });
});
