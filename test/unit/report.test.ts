import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { enrolmentSheet } from '#shared/report/enrolment-sheet.ts';
import { rowSpans } from '#shared/report/merged-cells.ts';
import { printModel } from '#shared/report/model.ts';
import { paperMoney, paperPeriod } from '#shared/report/paper-text.ts';
import { recoverySheet } from '#shared/report/recovery-sheet.ts';
import { tableToJson } from '#shared/report/table-json.ts';
import { notice003Templates, type ProjectFacts, tableFromTemplate } from '#shared/report/table-template.ts';
import { transmittalSheet } from '#shared/report/transmittal-sheet.ts';
import {
  annex2,
  sampleEnrolment,
  sampleFacts,
  sampleRecovery,
  sampleTransmittal,
} from '#test/support/paper-samples.ts';

const fillDay = '2026-11-20';
const facts: ProjectFacts = {
  name: '某某路道路新建工程',
  summary: '全长2.3公里',
  startsOn: '2018-05',
  completesOn: '2020',
  totalInvestment: 86_543_200,
  plannedThisYear: 20_000_000,
  investmentToDate: null,
  progressText: ' 路基施工。\r\n\r\n管网施工。 ',
  problems: null,
  coordinationDistrict: '区里已协调。',
  coordinationLiaison: '联络组已约谈。',
  districtName: '青石区',
  records: { name: ['project-1'], totalInvestment: ['project-1', 'plan-1'] },
};

test.each([
  [125_000_000, '12500'],
  [86_543_200, '8654.32'],
  [86_500_000, '8650'],
  [125_000, '12.5'],
  [50, '0.01'],
  [49, '0'],
  [0, '0'],
  [-125_000, '-12.5'],
  [-49, '0'],
  [123_456_789_012_300, '12345678901.23'],
  [null, ''],
])('%s 元 is %s 万元 on paper', (yuan, text) => {
  expect(paperMoney(yuan)).toBe(text);
});

test.each([
  ['2018-05', '2020-12', '2018年5月-2020年12月'],
  ['2018', '2020', '2018年-2020年'],
  ['2018-05-31', '2020', '2018年5月-2020年'],
  ['2018', null, '2018年-'],
  [null, '2020-01', '-2020年1月'],
  [null, null, ''],
])('from %s to %s is %s: as precise as it is known, never more', (from, to, text) => {
  expect(paperPeriod(from, to)).toBe(text);
});

describe('附件2', () => {
  const model = annex2({ fillDay, projects: [facts] });

  test('has the prescribed heads in their order and only 填表日期 above them', () => {
    expect(model.columns.map((column) => column.head)).toEqual([
      '序号',
      '项目名称',
      '项目概况',
      '起止年限（年月-年月）',
      '总投资（万元）',
      '年度计划投资（万元）',
      '截至完成投资（万元）',
      '进展情况',
      '存在问题及涉及单位',
      '协调解决情况',
      '所在区（县）',
    ]);
    expect(model).toMatchObject({
      title: '进度滞后的省市重点项目进展情况统计表',
      above: ['填表日期：2026年11月20日'],
      unitLine: null,
      below: [],
      footRows: [],
      page: { size: 'A4', orientation: 'landscape' },
      repeatsHead: true,
      hasPageNumbers: true,
    });
  });

  test('shows the facts of a project, both coordinations joined, empty lines left out', () => {
    expect(model.rows.map((row) => row.cells.map((cell) => cell.text))).toEqual([
      [
        '1',
        '某某路道路新建工程',
        '全长2.3公里',
        '2018年5月-2020年',
        '8654.32',
        '2000',
        '',
        '路基施工。\n管网施工。',
        '',
        '区里已协调。\n联络组已约谈。',
        '青石区',
      ],
    ]);
  });

  test('as JSON has titles, heads, texts, stored values and the records behind them', () => {
    const json = tableToJson(model);
    expect(json.headings).toEqual(model.columns.map((column) => column.head));
    expect(json.rows[0]?.values).toMatchObject({ totalInvestment: 86_543_200, investmentToDate: null, index: 1 });
    expect(json.rows[0]?.texts[4]).toBe('8654.32');
    expect(json.rows[0]?.records).toEqual({ name: ['project-1'], totalInvestment: ['project-1', 'plan-1'] });
    expect(JSON.parse(JSON.stringify(json))).toEqual(json);
  });

  test('keeps the order given and numbers it', () => {
    const rows = annex2({ fillDay, projects: sampleFacts(7) }).rows;
    expect(rows.map((row) => row.cells[0]?.value)).toEqual([1, 2, 3, 4, 5, 6, 7]);
  });
});

test('附件3 and 4 are other templates over the same facts', () => {
  const wishes = { fillDay, pageSize: 'A3' } as const;
  const third = tableFromTemplate(notice003Templates.annex3, [{ ...facts, leader: '某某甲' }], wishes);
  const fourth = tableFromTemplate(notice003Templates.annex4, [facts], wishes);
  expect(third.title).toBe('2026年省领导联系重点项目进展情况统计表');
  expect(fourth.title).toBe('2026年市领导联系重点项目进展情况统计表');
  expect(third.columns.map((column) => column.head).slice(6, 9)).toEqual([
    '本年计划投资（万元）',
    '截至完成投资（万元）',
    '总投资额（万元）',
  ]);
  expect(third.rows[0]?.cells.map((cell) => cell.text).slice(6, 9)).toEqual(['2000', '', '8654.32']);
  expect(third.rows[0]?.cells[1]?.text).toBe('某某甲');
  expect(fourth.rows[0]?.cells.at(-1)?.text).toBe('青石区');
});

test('equal leaders below each other are one cell, empty ones are not', () => {
  const leaders = ['某某甲', '某某甲', '', '', '某某乙', '某某甲', '某某甲', '某某甲'];
  const projects = leaders.map((leader) => ({ ...facts, leader }));
  const table = tableFromTemplate(notice003Templates.annex3, projects, { fillDay, pageSize: 'A4' });
  expect(rowSpans(table).map((spans) => spans[1])).toEqual([2, 0, 1, 1, 1, 3, 0, 0]);
  expect(rowSpans(table).every((spans) => spans[2] === 1)).toBe(true);
});

test('the 报送单 lists what two computers still disagree on, and says how much more there is', () => {
  const undecided = Array.from({ length: 15 }, (_, index) => ({
    title: `项目${index}`,
    label: '备注',
    shown: '甲写的',
  }));
  const { blocks } = transmittalSheet({ ...sampleTransmittal, undecided });
  const texts = blocks.flatMap((block) => (block.kind === 'paragraph' ? [block.text] : []));
  expect(texts.at(-2)).toBe(
    '尚未选定：本单位两台电脑有15处改得不一致，按现在的内容报出，选定后如有变化另行报送：1．项目0：备注（甲写的）；2．项目1：备注（甲写的）；3．项目2：备注（甲写的）；其余12处见系统“两处改动不一致”。',
  );
});

test('every paper is a valid model and survives JSON', () => {
  for (const paper of [
    annex2({ fillDay, projects: sampleFacts(3) }),
    transmittalSheet(sampleTransmittal),
    transmittalSheet({ ...sampleTransmittal, undecided: [{ title: '青石大桥', label: '备注', shown: '甲写的' }] }),
    recoverySheet(sampleRecovery),
    enrolmentSheet(sampleEnrolment),
  ])
    expect(printModel.parse(JSON.parse(JSON.stringify(paper)))).toEqual(paper);
});

test('the enrolment sheet’s code names the office and its key and holds no data', () => {
  const code = enrolmentSheet(sampleEnrolment).blocks.find((block) => block.kind === 'qr');
  expect(code?.text).toBe(`FIVE-ONES ${sampleEnrolment.office.id} ${sampleEnrolment.fingerprint.join('-')}`);
});

// The tables as printed in the notice lie beside the project on the makers' machines only.
const seedTables = new URL('../../../shared/data/seed-tables.json', import.meta.url);
if (existsSync(seedTables)) {
  const { attachments } = z
    .object({
      attachments: z.array(z.object({ attachment: z.int(), title: z.string(), columns: z.array(z.string()) })),
    })
    .parse(JSON.parse(readFileSync(seedTables, 'utf8')));
  test.each([
    [2, notice003Templates.annex2],
    [3, notice003Templates.annex3],
    [4, notice003Templates.annex4],
  ])('the template of 附件%i says what the notice prints', (attachment, template) => {
    const printed = attachments.find((each) => each.attachment === attachment);
    expect(template.columns.map((column) => column.head)).toEqual(printed?.columns);
    expect(template.title.replace('{year}', '2022')).toBe(printed?.title);
  });
} else {
  process.stdout.write('the notice’s tables are absent: templates are not held against them\n');
}
