/**
 * 会议纪要 in the layout of GB/T 9704-2012 (10.3 and 7). Every decision with task, day and who answers for it
 * (二七办文〔2024〕7号 五(三)). The number is the issuing organ's: its place stays blank until it is entered.
 */
import { shownDay } from '../calendar/day.ts';
import type { AgendaRow, AttendanceRow, MeetingRow } from '../contract/meetings.ts';
import type { TaskRow } from '../contract/tasks.ts';
import { chineseNumber } from './chinese-number.ts';
import type { Block, DocumentModel } from './model.ts';

/** The few kinds of blocks minutes are made of, so that Word can be given the same. */
export type MinutesBlock = Extract<Block, { kind: 'heading' | 'paragraph' | 'labelled' }>;
export type MinutesModel = Omit<DocumentModel, 'blocks' | 'redHead' | 'imprint'> & {
  readonly blocks: MinutesBlock[];
  readonly redHead: NonNullable<DocumentModel['redHead']>;
  readonly imprint: NonNullable<DocumentModel['imprint']>;
};

interface MinutesInput {
  /** 落款, else the full name. */
  readonly officeName: string;
  readonly hasRedHead: boolean;
  readonly row: MeetingRow;
  readonly agenda: readonly AgendaRow[];
  readonly attendance: readonly AttendanceRow[];
}

export function minutesPaper({ officeName, hasRedHead, row, agenda, attendance }: MinutesInput): MinutesModel {
  const topics = agenda.filter((item) => !item.isDropped);
  return {
    kind: 'document',
    title: minutesTitle(row.title),
    blocks: [
      ...paragraphs(row.opening ?? openingOf(row, topics.length)),
      ...topics.flatMap((item, index) => topicBlocks(item, index)),
      ...paragraphs(row.closing),
      ...attendanceBlocks(attendance),
    ],
    page: { size: 'A4', orientation: 'portrait' },
    margins: 'official',
    hasPageNumbers: true,
    redHead: {
      // A long name in one line would make the mark smaller than the title below it.
      mark: `${officeName}${officeName.length > 10 ? '\n' : ''}会议纪要`,
      number: row.documentNumber ?? `〔${row.onDay.slice(0, 4)}〕　　号`,
      isPrePrinted: !hasRedHead,
    },
    imprint: {
      copyTo: row.copyTo === null ? null : row.copyTo.replace(/[。.；;]+$/u, ''),
      organ: officeName,
      day: row.issuedOn === null ? '　　　　年　月　日' : shownDay(row.issuedOn),
    },
    fileName: `${minutesTitle(row.title)}_${row.onDay}`,
  };
}

/** The same as plain text. */
export function minutesText(model: MinutesModel): string {
  const lines = model.blocks.map((block) => {
    if (block.kind === 'heading') return `　　${block.text}`;
    return `　　${block.kind === 'labelled' ? block.label : ''}${block.text}`;
  });
  const { copyTo, organ, day } = model.imprint;
  const end = [...(copyTo === null ? [] : [`抄送：${copyTo}。`]), `${organ}　　${day}印发`];
  return [model.title, '', ...lines, '', ...end].join('\n');
}

/** 推进会 → 推进会议纪要. */
function minutesTitle(title: string): string {
  if (title.endsWith('纪要')) return title;
  if (title.endsWith('会议')) return `${title}纪要`;
  return title.endsWith('会') ? `${title}议纪要` : `${title}会议纪要`;
}

function openingOf(row: MeetingRow, topics: number): string {
  const chair = row.chairName === null ? '' : `${row.chairPost ?? ''}${row.chairName}`;
  const place = row.place === null ? '' : `在${row.place}`;
  const time = row.time === null ? '' : row.time;
  const held = chair === '' ? `${place}召开` : `${chair}${place}主持召开`;
  const about = topics === 0 ? '' : `，研究${topics}个议题`;
  return `${shownDay(row.onDay)}${time}，${held}${row.title}${about}。现将会议事项纪要如下：`;
}

function topicBlocks(item: AgendaRow, index: number): MinutesBlock[] {
  const lead: MinutesBlock[] =
    item.decisions.length === 0 ? [] : [{ kind: 'paragraph', isIndented: true, text: '会议议定：' }];
  return [
    { kind: 'heading', text: `　　${chineseNumber(index + 1)}、${item.title}` },
    ...paragraphs(item.heard),
    ...paragraphs(item.opinions),
    ...lead,
    ...item.decisions.map(
      (task, at): MinutesBlock => ({
        kind: 'labelled',
        font: 'kai',
        label: `（${chineseNumber(at + 1)}）${task.content.replace(/[。；;]+$/u, '')}。`,
        text: responsibility(task),
      }),
    ),
  ];
}

/** （责任单位：…；责任人：…；配合单位：…；完成时限：…） What is not settled yet says so. */
function responsibility(task: TaskRow): string {
  const who = [
    ...(task.unitName === null ? [] : [`责任单位：${task.unitName}`]),
    ...(task.personName === null ? [] : [`责任人：${task.personName}`]),
  ];
  const parts = [
    ...(who.length === 0 ? ['责任单位：待明确'] : who),
    ...(task.supportingUnits.length === 0 ? [] : [`配合单位：${task.supportingUnits.join('、')}`]),
    `完成时限：${task.dueOn === null ? '待明确' : shownDay(task.dueOn)}`,
  ];
  return `（${parts.join('；')}）`;
}

function attendanceBlocks(attendance: readonly AttendanceRow[]): MinutesBlock[] {
  const named = (name: string, post: string | null) => (post === null ? name : `${post}${name}`);
  const came = attendance.flatMap((each) => {
    if (each.kind === 'present') return [named(each.personName, each.printedPost)];
    return each.standInName === null ? [] : [`${each.standInName}（代${each.personName}）`];
  });
  const of = (kind: AttendanceRow['kind']) =>
    attendance.filter((each) => each.kind === kind).map((each) => named(each.personName, each.printedPost));
  return [['出席', came] as const, ['列席', of('observer')] as const, ['请假', of('excused')] as const].flatMap(
    ([label, names]): MinutesBlock[] =>
      names.length === 0 ? [] : [{ kind: 'labelled', font: 'hei', label: `${label}：`, text: names.join('、') }],
  );
}

function paragraphs(text: string | null): MinutesBlock[] {
  return (text ?? '')
    .split(/\r?\n/u)
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => ({ kind: 'paragraph', isIndented: true, text: line }));
}
