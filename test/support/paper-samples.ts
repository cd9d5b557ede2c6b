/** Plainly fictional facts for papers: long names, long texts, big and odd figures, days of every precision. */
import type { EnrolmentSheetInput } from '#shared/report/enrolment-sheet.ts';
import { fridayTable } from '#shared/report/friday-tables.ts';
import type { PageSize, TableModel } from '#shared/report/model.ts';
import type { RecoverySheetInput } from '#shared/report/recovery-sheet.ts';
import type { ProjectFacts } from '#shared/report/table-template.ts';
import type { TransmittalSheetInput } from '#shared/report/transmittal-sheet.ts';

const districts = ['青石区', '云岭市', '白鹭县', '长桥高新技术产业开发区'] as const;
const names = [
  '某某路道路新建工程',
  '青石区智能装备产业园标准化厂房及配套基础设施（一期）建设项目',
  '云岭市第三人民医院门急诊综合楼',
  '白鹭湖生态修复与水系连通工程PPP项目（含管网、泵站及湿地公园）',
] as const;
const longSummary =
  '项目位于青石大道以东、云岭路以南，总用地面积约126.5亩，总建筑面积18.6万平方米，主要建设标准化厂房8栋、研发中心1栋、综合服务楼1栋，配套建设道路、管网、绿化、供配电、污水处理等基础设施；建成后可入驻企业40余家，年产智能装备3.2万台（套），预计年产值25亿元，带动就业2600人。';
const totals = [1_250_000_000, 86_543_200, 12_345_678_900, 500_000, 123_456_789_012_300];
const months = ['2018-05', '2018', '2023-03-15', '2024-11'] as const;

/** Every text carries its own end mark, so that a test can see that nothing was cut. */
export function sampleFacts(count: number): ProjectFacts[] {
  return Array.from({ length: count }, (_, index) => {
    const number = index + 1;
    const isLong = index % 5 === 1;
    const total = totals[index % totals.length] ?? 0;
    return {
      name: `${names[index % names.length]}${number}号`,
      summary: `${isLong ? longSummary : '新建道路2.3公里，红线宽40米，含雨污水、照明、绿化工程。'}概况完${number}`,
      startsOn: months[index % months.length] ?? null,
      completesOn: index % 7 === 3 ? null : '2027-12',
      totalInvestment: total,
      plannedThisYear: Math.floor(total / 4),
      investmentToDate: index % 6 === 2 ? null : Math.floor(total / 7),
      progressText: `${isLong ? '主体结构完成至五层，二次结构砌筑完成60%，室外管网完成1.2公里；\n' : ''}正在进行路基施工。进展完${number}`,
      problems: `${isLong ? '1.红线内尚有12户未拆迁，涉及某某街道办事处；\n2.10千伏线路迁改方案未批复，涉及供电公司。' : '无'}问题完${number}`,
      coordinationDistrict: isLong ? '区政府已召开专题会，明确12月底前完成拆迁。' : '已协调。',
      coordinationLiaison: index % 3 === 0 ? `联络组已约谈施工单位。协调完${number}` : null,
      districtName: districts[index % districts.length] ?? '青石区',
      leader: `某某${Math.floor(index / 3) + 1}`,
      records: { name: [`project-${number}`], totalInvestment: [`project-${number}`] },
    };
  });
}

export const sampleTransmittal: TransmittalSheetInput = {
  fromOffice: '青石区重点项目建设推进中心',
  toOffice: '云岭市重点项目建设中心',
  periodLabel: '11月20日期',
  seq: 12,
  projects: 146,
  reports: 139,
  sums: { totalInvestment: 181_123_400_000, plannedThisYear: 39_876_540_000, doneThisYear: 27_001_250_000 },
  undecided: [],
  fileName: '青石区_0012_20261120.ldx',
  bytes: 386_412,
  checkDigits: '40718 22956',
  reviewedBy: '某某甲',
  issuedBy: '某某乙',
  preparedBy: '某某丙',
  contactPhone: '0000-1234567',
  day: '2026-11-20',
};

const office = {
  id: '019a9f3e-0000-7000-8000-000000000001',
  kind: 'district',
  fullName: '青石区重点项目建设推进中心',
  shortName: '青石区',
  signatureLine: '青石区重点项目建设推进中心',
  body: '青石区发展和改革委员会',
  contactName: '某某丙',
  contactPhone: '0000-1234567',
} as const;

export const sampleRecovery: RecoverySheetInput = {
  office,
  recoveryText: [
    '7K3QX-9ZD0M',
    'A1B2C-D3E4F',
    '00000-11111',
    'ZZZZZ-YYYYY',
    'H8J7K-6M5N4',
    'P3Q2R-1S0T9',
    'V8W7X-6Y5Z4',
  ],
  keyId: '9f3ac01d5577aa00112233445566778899',
  madeOn: '2026-11-20',
};

export const sampleEnrolment: EnrolmentSheetInput = {
  office,
  fingerprint: ['04718', '22956', '90013', '55120', '00007', '81864', '33490', '67251'],
  keyId: '9f3ac01d5577aa00112233445566778899',
  madeOn: '2026-11-20',
};

interface Annex2Wishes {
  readonly fillDay: string;
  readonly pageSize?: PageSize;
  readonly projects: readonly ProjectFacts[];
}

/** 附件2 as it leaves the house when nothing is asked for besides. */
export function annex2({ fillDay, pageSize = 'A4', projects }: Annex2Wishes): TableModel {
  return fridayTable('annex2', projects, { fillDay, pageSize, hasTotal: false, dataDay: null, signatures: null });
}
