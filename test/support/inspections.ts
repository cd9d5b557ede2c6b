/** Rounds and printed sheets put straight into a data folder, for tests of what comes back: nothing is printed here. */
import { join } from 'node:path';
import { appendChange } from '#db/ledger/append.ts';
import { openStore } from '#db/open.ts';
import { installedOffice } from '#db/queries/installation.ts';
import { newId } from '#electron/host/clock.ts';
import type { InspectionSheetState, SheetContent } from '#shared/domain/inspection-sheet.ts';
import type { InspectionItem } from '#shared/domain/inspection-template.ts';
import { sheetNumber } from '#shared/inspection/sheet-number.ts';

export const roundId = '0190a0b0-0000-7000-8000-00000000a001';

export function sheetId(running: number): string {
  return `0190a0b0-0000-7000-8000-00005ee7${String(running).padStart(4, '0')}`;
}

const plain: Omit<InspectionItem, 'key' | 'text' | 'kind'> = {
  group: '',
  options: [],
  unit: null,
  against: null,
  tolerance: { kind: 'exact' },
  severity: 'ordinary',
};

export const printedItems: readonly InspectionItem[] = [
  {
    ...plain,
    key: 'started',
    group: '开工',
    text: '是否已实质性开工',
    kind: 'yesNo',
    against: 'isStarted',
    severity: 'serious',
  },
  { ...plain, key: 'why', group: '开工', text: '未开工的主要原因', kind: 'choice', options: ['手续', '用地', '拆迁'] },
  { ...plain, key: 'workers', group: '现场', text: '现场施工人员', kind: 'number', unit: '人' },
  {
    ...plain,
    key: 'done',
    group: '投资',
    text: '凭证能支撑的本年累计完成投资',
    kind: 'amount',
    against: 'doneThisYear',
    tolerance: { kind: 'percent', value: 5 },
    severity: 'serious',
  },
  { ...plain, key: 'works', group: '进度', text: '现场实际形象进度', kind: 'text', against: 'physicalProgress' },
  {
    ...plain,
    key: 'statistics',
    group: '入库',
    text: '是否已统计入库',
    kind: 'yesNo',
    against: 'isStatisticallyRegistered',
  },
  { ...plain, key: 'photos', group: '照片', text: '现场照片', kind: 'photo' },
];

export function printedContent(changes: Partial<SheetContent> = {}): SheetContent {
  return {
    layout: 1,
    printedAt: '2026-11-16T01:00:00.000Z',
    templateName: '投资和形象进度核查',
    purpose: null,
    source: '登项攻坚办〔2018〕1号 四(十)',
    inspectors: '钱某某、孙某某',
    facts: [{ label: '责任单位', text: '区交通局' }],
    figures: [
      { figure: 'isStarted', value: true, shown: '是', asOf: null },
      { figure: 'doneThisYear', value: 50_000_000, shown: '5,000万元', asOf: '2026年11月13日期' },
      { figure: 'physicalProgress', value: '桥墩完成', shown: '桥墩完成', asOf: '2026年11月13日期' },
      { figure: 'isStatisticallyRegistered', value: null, shown: '未报', asOf: null },
    ],
    issues: [],
    decisions: [],
    items: [...printedItems],
    ...changes,
  };
}

export interface SheetWish {
  readonly running: number;
  /** null: a blank sheet. */
  readonly projectId: string | null;
  readonly state?: InspectionSheetState;
  readonly content?: SheetContent;
  readonly plannedOn?: string;
}

/** One round with these sheets. The office must not be open. */
export function putInspections(
  dataFolder: string,
  sheets: readonly SheetWish[],
  { round = roundId, templateId = 'verification' }: { readonly round?: string; readonly templateId?: string } = {},
): void {
  const store = openStore(join(dataFolder, 'store.sqlite'), 'writer');
  try {
    store.transaction((writing) => {
      const office = installedOffice(writing);
      if (office === null) throw new Error('no office in this folder');
      const author = { officeId: office.id, actor: '经办甲', at: '2026-11-16T01:00:00.000Z' };
      appendChange(writing, author, { id: newId(), procedure: 'inspectionRounds.save', summary: '安排现场督导' }, [
        {
          entity: 'inspectionRound',
          id: round,
          kind: 'put',
          values: {
            name: '十一月现场核查',
            number: 1,
            templateId,
            fromDay: '2026-11-16',
            untilDay: '2026-11-20',
            state: 'printed',
          },
        },
        ...sheets.map(({ running, projectId, state = 'printed', content, plannedOn = '2026-11-17' }) => ({
          entity: 'inspectionSheet' as const,
          id: sheetId(running),
          kind: 'put' as const,
          values: {
            roundId: round,
            ...(projectId === null ? {} : { projectId }),
            number: sheetNumber(2026, running),
            routeOrder: running,
            plannedOn,
            state,
            content:
              state === 'planned'
                ? []
                : [
                    content ??
                      printedContent(
                        projectId === null ? { facts: [{ label: '责任单位', text: '' }], figures: [] } : {},
                      ),
                  ],
          },
        })),
      ]);
    });
  } finally {
    store.close();
  }
}
