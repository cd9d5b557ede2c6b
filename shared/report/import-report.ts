/** 接收报告: what one package brought, for the file: counts, sums, what was not adopted, every difference old → new. */
import { businessClock, shownDay } from '../calendar/day.ts';
import { wanText } from '../text/money.ts';
import type { Block, DocumentModel, TableColumn, TableModel } from './model.ts';

export type ReceivedStatus = 'new' | 'changed' | 'removed' | 'conflict' | 'refused' | 'waiting';

export interface ReceivedRecord {
  /** 项目, 周报 … */
  readonly kind: string;
  readonly title: string;
  readonly status: ReceivedStatus;
  /** Why it was not adopted, or what it waits for. */
  readonly reason: string | null;
  readonly fields: readonly { readonly label: string; readonly before: string | null; readonly after: string | null }[];
}

export interface ImportReportInput {
  readonly office: string;
  readonly fromOffice: string;
  /** 报送包, 下达文件 … */
  readonly kind: string;
  readonly seq: number;
  /** 11月20日期; null where it is about none. */
  readonly period: string | null;
  readonly createdAt: string | null;
  readonly reviewedBy: string | null;
  readonly issuedBy: string | null;
  readonly fileName: string;
  readonly bytes: number;
  readonly isEncrypted: boolean;
  readonly checkDigits: string;
  readonly takenAt: string;
  readonly takenBy: string;
  readonly takenBack: { readonly at: string; readonly by: string; readonly kept: number } | null;
  readonly receipt: { readonly seq: number; readonly fileName: string } | null;
  /** Bodies the sender kept to itself; contents that were here already. */
  readonly withheld: number;
  readonly known: number;
  /** One line a kind: how many records, by what became of them. */
  readonly counts: readonly (Readonly<Record<ReceivedStatus, number>> & { readonly kind: string })[];
  /** As the sender signed them, over all it reports: integer 元. */
  readonly sums: readonly { readonly kind: string; readonly field: string; readonly yuan: number }[];
  readonly files: {
    readonly carried: number;
    readonly carriedBytes: number;
    readonly kept: number;
    readonly heldBack: number;
    /** Named by the sender's records and not here, as of the day of the report. */
    readonly wanted: number;
  };
  readonly records: readonly ReceivedRecord[];
  /** Records beyond those listed. */
  readonly unlisted: number;
  /** The instant of the report. */
  readonly now: string;
}

const statusWords: Readonly<Record<ReceivedStatus, string>> = {
  new: '新增',
  changed: '变更',
  removed: '删除',
  conflict: '两边都改过',
  refused: '未采纳',
  waiting: '等待',
};
const statuses = Object.keys(statusWords) as ReceivedStatus[];

export function importReport(input: ImportReportInput): DocumentModel {
  const open = input.records.filter(({ reason, status }) => reason !== null || status === 'conflict');
  const changed = input.records.filter(({ status }) => status === 'changed' || status === 'removed');
  return {
    kind: 'document',
    title: `${input.kind}接收报告`,
    blocks: [
      { kind: 'keyValueTable', pairsPerLine: 2, items: [...factsOf(input)] },
      { kind: 'heading', text: '一、接收了什么' },
      countsTable(input),
      { kind: 'paragraph', isSmall: true, text: countsNote(input) },
      ...(input.sums.length === 0 ? [] : sumsBlocks(input)),
      { kind: 'heading', text: `${input.sums.length === 0 ? '二' : '三'}、没有采纳、等待和两边都改过的` },
      open.length === 0 ? { kind: 'paragraph', text: '没有。' } : openTable(open),
      {
        kind: 'signatures',
        places: [
          { label: '接收人', name: input.takenBy, note: '签字' },
          { label: '核对人', name: null, note: '签字' },
        ],
      },
      // As long as it must be: what is signed stands before it.
      { kind: 'heading', text: '附：改动前后' },
      changed.length === 0
        ? { kind: 'paragraph', text: '没有变更和删除，收到的都是新增内容。' }
        : changesTable(changed),
      ...(input.unlisted > 0
        ? [{ kind: 'paragraph' as const, isSmall: true, text: `另有${input.unlisted}条没有逐条列出，已计入上面的数。` }]
        : []),
    ],
    page: { size: 'A4', orientation: 'portrait' },
    margins: 'form',
    hasPageNumbers: true,
    fileName: fileNameOf(input),
  };
}

/** Every field of every record that came, new ones too: to be sorted and filtered. */
export function importReportTable(input: ImportReportInput): TableModel {
  const column = (key: string, head: string, width: number, kind: TableColumn['kind'] = 'text'): TableColumn => ({
    key,
    head,
    width,
    align: kind === 'index' ? 'center' : 'left',
    kind,
  });
  const lines = input.records.flatMap((record) =>
    (record.fields.length === 0 ? [{ label: '', before: null, after: null }] : record.fields).map((field) => [
      record.kind,
      record.title,
      statusWords[record.status],
      field.label,
      field.before ?? '',
      field.after ?? '',
      record.reason ?? '',
    ]),
  );
  return {
    kind: 'table',
    title: `${input.kind}接收报告`,
    source: '',
    above: [
      ...factsOf(input)
        .filter(({ text }) => text !== '')
        .map(({ label, text }) => `${label}：${text}`),
      countsNote(input),
    ],
    unitLine: null,
    columns: [
      column('index', '序号', 12, 'index'),
      column('kind', '类别', 22),
      column('title', '记录', 60),
      column('status', '结果', 20),
      column('field', '栏目', 28),
      column('before', '改动前', 50),
      column('after', '改动后', 50),
      column('reason', '说明', 40),
    ],
    rows: lines.map((texts, index) => ({
      cells: [
        { text: String(index + 1), value: index + 1 },
        ...texts.map((text) => ({ text, value: text === '' ? null : text })),
      ],
    })),
    footRows: [],
    below: [],
    emptyText: '没有新的内容。',
    page: { size: 'A4', orientation: 'landscape' },
    repeatsHead: true,
    hasPageNumbers: true,
    fileName: fileNameOf(input),
  };
}

function factsOf(input: ImportReportInput): { label: string; text: string; isWide?: boolean }[] {
  const { takenBack, receipt } = input;
  return [
    { label: '来自', text: input.fromOffice, isWide: true },
    { label: '接收单位', text: input.office, isWide: true },
    { label: '序号', text: `第${input.seq}号` },
    { label: '报送期', text: input.period ?? '' },
    { label: '生成时间', text: input.createdAt === null ? '' : clockText(input.createdAt) },
    { label: '审核、签发', text: [input.reviewedBy, input.issuedBy].filter(Boolean).join('、') },
    { label: '接收时间', text: clockText(input.takenAt) },
    { label: '接收人', text: input.takenBy },
    {
      label: '文件',
      text: `${input.fileName}（${sizeText(input.bytes)}，${input.isEncrypted ? '已加密' : '未加密'}）`,
      isWide: true,
    },
    { label: '核对数', text: input.checkDigits },
    { label: '回执', text: receipt === null ? '' : `第${receipt.seq}号` },
    ...(receipt === null ? [] : [{ label: '回执文件', text: receipt.fileName, isWide: true }]),
    { label: '附件', text: filesText(input), isWide: true },
    ...(takenBack === null
      ? []
      : [
          {
            label: '撤销接收',
            text: `${clockText(takenBack.at)}由${takenBack.by}撤销${takenBack.kept === 0 ? '，原回执作废' : `，原回执作废；已有后续登记的${takenBack.kept}条保留`}`,
            isWide: true,
          },
        ]),
  ];
}

function filesText({ files, now }: ImportReportInput): string {
  if (files.carried === 0 && files.heldBack === 0 && files.wanted === 0) return '没有随带文件';
  return [
    `随带${files.carried}个（${sizeText(files.carriedBytes)}），新放入${files.kept}个`,
    ...(files.heldBack > 0 ? [`对方留待以后带来${files.heldBack}个`] : []),
    `截至${shownDay(businessClock(now).day)}本单位还缺${files.wanted}个`,
  ].join('；');
}

function countsTable({ counts }: ImportReportInput): Block {
  const total = (status: ReceivedStatus) => counts.reduce((sum, count) => sum + count[status], 0);
  const line = (kind: string, of: (status: ReceivedStatus) => number) => {
    const numbers = statuses.map(of);
    return [kind, ...numbers.map(shownCount), shownCount(numbers.reduce((sum, number) => sum + number, 0))];
  };
  return {
    kind: 'table',
    columns: [
      { head: '类别', width: 40, align: 'left' },
      ...statuses.map((status) => ({
        head: statusWords[status],
        width: status === 'conflict' ? 28 : 20,
        align: 'right' as const,
      })),
      { head: '合计', width: 20, align: 'right' },
    ],
    rows: [...counts.map((count) => line(count.kind, (status) => count[status])), line('合计', total)],
  };
}

function countsNote({ withheld, known }: ImportReportInput): string {
  return [
    '本表按记录计数，一条记录改动几处算一条。',
    ...(withheld > 0 ? [`另有${withheld}处对方没有报内容，只报编号。`] : []),
    ...(known > 0 ? [`另有${known}处以前已经收到，没有变化。`] : []),
  ].join('');
}

function sumsBlocks({ sums }: ImportReportInput): Block[] {
  return [
    { kind: 'heading', text: '二、对方申报的金额合计' },
    {
      kind: 'table',
      columns: [
        { head: '类别', width: 60, align: 'left' },
        { head: '栏目', width: 60, align: 'left' },
        { head: '合计（万元）', width: 50, align: 'right' },
      ],
      rows: sums.map(({ kind, field, yuan }) => [kind, field, wanText(yuan)]),
    },
    { kind: 'paragraph', isSmall: true, text: '合计由报送单位在文件中签名申报，按其报送范围内的全部记录计算。' },
  ];
}

function openTable(records: readonly ReceivedRecord[]): Block {
  return {
    kind: 'table',
    columns: [
      { head: '类别', width: 22, align: 'left' },
      { head: '记录', width: 60, align: 'left' },
      { head: '结果', width: 24, align: 'left' },
      { head: '说明', width: 70, align: 'left' },
    ],
    rows: records.map(({ kind, title, status, reason }) => [
      kind,
      title,
      statusWords[status],
      reason ?? '两种内容都保留，由人决定',
    ]),
  };
}

function changesTable(records: readonly ReceivedRecord[]): Block {
  return {
    kind: 'table',
    columns: [
      { head: '记录', width: 56, align: 'left' },
      { head: '栏目', width: 28, align: 'left' },
      { head: '改动前', width: 46, align: 'left' },
      { head: '改动后', width: 46, align: 'left' },
    ],
    rows: records.flatMap(({ title, status, fields }) =>
      status === 'removed'
        ? [[title, '', '', '已删除']]
        : fields.map((field, index) => [index === 0 ? title : '', field.label, field.before ?? '', field.after ?? '']),
    ),
  };
}

function shownCount(count: number): string {
  return count === 0 ? '' : String(count);
}

function clockText(instant: string): string {
  const { day, minute } = businessClock(instant);
  const two = (number: number) => String(number).padStart(2, '0');
  return `${shownDay(day)} ${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}

function sizeText(bytes: number): string {
  if (bytes < 1024) return `${bytes}字节`;
  const kilobytes = bytes / 1024;
  return kilobytes < 1024 ? `${Math.round(kilobytes)}KB` : `${(kilobytes / 1024).toFixed(1)}MB`;
}

function fileNameOf({ fromOffice, kind, seq }: ImportReportInput): string {
  return `${fromOffice}_${kind}第${seq}号_接收报告`;
}
