/** 报送单: goes with a report package, signed by the reviewer and the issuer and sealed. */
import { shownDay } from '../calendar/day.ts';
import { wanText } from '../text/money.ts';
import type { DocumentModel } from './model.ts';

export interface TransmittalSheetInput {
  readonly fromOffice: string;
  readonly toOffice: string;
  /** 11月20日期. */
  readonly periodLabel: string;
  /** Running number of packages to this office. */
  readonly seq: number;
  readonly projects: number;
  readonly reports: number;
  /** Integer 元. */
  readonly sums: { readonly totalInvestment: number; readonly plannedThisYear: number; readonly doneThisYear: number };
  /** Fields two computers of the office changed differently: reported as they stand, still to be decided. */
  readonly undecided: readonly { readonly title: string; readonly label: string; readonly shown: string }[];
  readonly fileName: string;
  readonly bytes: number;
  /** Short digits both offices can compare by telephone. */
  readonly checkDigits: string;
  readonly reviewedBy: string;
  readonly issuedBy: string;
  readonly preparedBy: string | null;
  readonly contactPhone: string | null;
  /** YYYY-MM-DD, the day of the sheet. */
  readonly day: string;
}

export function transmittalSheet(input: TransmittalSheetInput): DocumentModel {
  const { sums } = input;
  return {
    kind: 'document',
    title: '重点项目进展情况报送单',
    blocks: [
      { kind: 'paragraph', text: `${input.toOffice}：` },
      {
        kind: 'paragraph',
        isIndented: true,
        text: `现将我单位${input.periodLabel}重点项目进展情况报送你单位，请查收。`,
      },
      {
        kind: 'keyValueTable',
        pairsPerLine: 2,
        items: [
          { label: '报送单位', text: input.fromOffice, isWide: true },
          { label: '报送期', text: input.periodLabel },
          { label: '报送序号', text: `第${input.seq}号` },
          { label: '项目数', text: `${input.projects}个` },
          { label: '进展记录', text: `${input.reports}条` },
          { label: '总投资', text: `${wanText(sums.totalInvestment)}万元`, isWide: true },
          { label: '年度计划投资', text: `${wanText(sums.plannedThisYear)}万元` },
          { label: '本年完成投资', text: `${wanText(sums.doneThisYear)}万元` },
          { label: '核对数', text: input.checkDigits },
          { label: '文件大小', text: fileSize(input.bytes) },
          { label: '文件名', text: `${input.fileName}（${input.bytes}字节）`, isWide: true },
          { label: '经办人', text: input.preparedBy ?? '' },
          { label: '联系电话', text: input.contactPhone ?? '' },
        ],
      },
      ...undecidedBlocks(input.undecided),
      {
        kind: 'signatures',
        places: [
          { label: '审核人', name: input.reviewedBy, note: '签字' },
          { label: '签发人', name: input.issuedBy, note: '签字' },
        ],
      },
      { kind: 'seal', office: input.fromOffice, day: shownDay(input.day) },
      {
        kind: 'paragraph',
        isSmall: true,
        text: '注：本单与报送文件一并交接。接收单位读入文件后，应核对核对数、项目数与本单一致；不一致的，请与报送单位联系，重新拷贝。',
      },
    ],
    page: { size: 'A4', orientation: 'portrait' },
    margins: 'sheet',
    hasPageNumbers: false,
    fileName: `报送单_${input.fromOffice}_${input.day}`,
  };
}

/** More of them would not leave the signatures, the seal and the note on the same page. */
const mostListed = 3;

function undecidedBlocks(undecided: TransmittalSheetInput['undecided']): DocumentModel['blocks'] {
  if (undecided.length === 0) return [];
  const rest = undecided.length - mostListed;
  const listed = undecided
    .slice(0, mostListed)
    .map(({ title, label, shown }, index) => `${index + 1}．${title}：${label}（${shortened(shown)}）`);
  if (rest > 0) listed.push(`其余${rest}处见系统“两处改动不一致”`);
  return [
    {
      kind: 'paragraph',
      isSmall: true,
      text: `尚未选定：本单位两台电脑有${undecided.length}处改得不一致，按现在的内容报出，选定后如有变化另行报送：${listed.join('；')}。`,
    },
  ];
}

function shortened(text: string): string {
  return text.length > 30 ? `${text.slice(0, 29)}…` : text;
}

function fileSize(bytes: number): string {
  if (bytes < 1024 * 1024) return `${Math.max(1, Math.round(bytes / 1024))} KB`;
  return `${Math.round((bytes / 1024 / 1024) * 10) / 10} MB`;
}
