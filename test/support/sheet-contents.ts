/** What stands on a handful of sheets: short and long, with boxes beside and below their questions, on one page and on two. */
import type { SheetContent } from '#shared/domain/inspection-sheet.ts';
import type { InspectionItem } from '#shared/domain/inspection-template.ts';
import { currentSheetLayout } from '#shared/inspection/sheet-layout.ts';

const yesNoTexts = [
  '是否已实质性开工',
  '现场是否正在施工（未停工）',
  '是否已取得施工许可证',
  '用地手续是否已办好',
  '现场形象进度与所报是否相符',
  '按现有进度能否完成本年度目标',
  '投资统计是否已经入库，入库资料是否齐全并与现场一致',
];
const choices: readonly (readonly [string, readonly string[]])[] = [
  ['会议纪要议定事项落实情况', ['全部落实', '部分落实', '没有落实']],
  ['节点计划执行情况', ['按期', '提前', '滞后']],
  ['未开工（复工）的主要原因', ['手续', '用地', '拆迁', '资金', '企业自身', '其他']],
];

export function sheetContents(): readonly SheetContent[] {
  return [
    sheetContent([...yesNoItems(5), ...choiceItems(1), item('number', '现场施工人员', 'n1')], 0),
    sheetContent([...yesNoItems(7), ...choiceItems(2), item('text', '存在问题', 't1')], 2),
    sheetContent([...choiceItems(3), ...yesNoItems(6), item('amount', '企业台账本年累计完成投资', 'a1')], 4),
    sheetContent([...yesNoItems(7), ...choiceItems(3), item('photo', '现场照片', 'p1')], 3),
  ];
}

export function sheetContent(items: readonly InspectionItem[], facts: number): SheetContent {
  return {
    layout: currentSheetLayout,
    printedAt: '2026-11-18T02:00:00.000Z',
    templateName: '促进度',
    purpose: '督续建项目促建设进度',
    source: null,
    inspectors: '督导甲、督导乙',
    facts: [
      { label: '建设单位', text: '青石建设有限公司' },
      { label: '建设地点', text: '青石区云溪街道滨河路与青石大道交叉口东北角' },
      { label: '责任单位', text: '青石区住房和城乡建设局' },
      { label: '总投资', text: '125,000 万元' },
    ].slice(0, facts),
    figures: [],
    issues: facts > 2 ? ['土地手续尚未办结，涉及自然资源局', '施工用电未接入'] : [],
    decisions: [],
    items: [...items],
  };
}

export function yesNoItems(count: number): InspectionItem[] {
  return yesNoTexts.slice(0, count).map((text, index) => item('yesNo', text, `y${index + 1}`));
}

export function choiceItems(count: number): InspectionItem[] {
  return choices
    .slice(0, count)
    .map(([text, options], index) => ({ ...item('choice', text, `c${index + 1}`), options: [...options] }));
}

export function item(kind: InspectionItem['kind'], text: string, key: string): InspectionItem {
  return {
    key,
    group: '现场情况',
    text,
    kind,
    options: [],
    unit: kind === 'number' ? '人' : null,
    against: null,
    tolerance: { kind: 'exact' },
    severity: 'ordinary',
  };
}
