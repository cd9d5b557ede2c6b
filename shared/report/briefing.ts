/**
 * 听取汇报材料: the paper from which the secretary hears about the key projects each month (二七办文〔2024〕7号 四(三)6). Only what
 * the ledgers say; how it begins and ends is typed on the meeting. Order as bulletins have it (formats.md 6): totals, plan,
 * starts and completions, what lags, problems, what became of the last decisions, what is to be decided.
 */
import { shownDay } from '../calendar/day.ts';
import type { TaskRow } from '../contract/tasks.ts';
import { taskStateLabels } from '../text/labels.ts';
import { wanText } from '../text/money.ts';
import { chineseNumber } from './chinese-number.ts';
import { percentText } from './paper-text.ts';
import { type LateProject, lateProjectSentence } from './presented-paper.ts';
import type { WordBlock, WordModel } from './word-model.ts';

export interface NodeCounts {
  /** Planned for this year. */
  readonly planned: number;
  /** Happened this year. */
  readonly actual: number;
  /** Names of those whose day has passed. */
  readonly missed: readonly string[];
}

export interface BriefingFacts {
  readonly projects: number;
  /** 省重点 3个, in the order they are printed. */
  readonly byLevel: readonly { readonly label: string; readonly count: number }[];
  /** Integer 元. */
  readonly totalInvestment: number;
  readonly planned: number;
  readonly done: number;
  /** What the plans expect by now, by the pack's rule on lagging; 元. */
  readonly expected: number;
  readonly laggingSource: string;
  readonly starts: NodeCounts;
  readonly completions: NodeCounts;
  /** Those furthest behind first. */
  readonly late: readonly LateProject[];
  readonly issues: {
    readonly open: number;
    readonly closedThisMonth: number;
    readonly byClass: readonly { readonly label: string; readonly count: number }[];
    readonly overdue: readonly {
      readonly projectName: string;
      readonly title: string;
      readonly unitName: string | null;
      readonly workingDaysLate: number | null;
    }[];
  };
  /** null: none was held before. */
  readonly last: {
    readonly title: string;
    readonly onDay: string;
    readonly decisions: readonly Pick<
      TaskRow,
      'content' | 'unitName' | 'dueOn' | 'state' | 'workingDaysLate' | 'closingNote' | 'replyText' | 'lastEntry'
    >[];
  } | null;
  readonly toDecide: readonly { readonly title: string; readonly facts: string | null }[];
}

interface BriefingInput {
  readonly officeName: string;
  readonly meeting: {
    readonly title: string;
    readonly onDay: string;
    readonly briefingOpening: string | null;
    readonly briefingClosing: string | null;
  };
  /** YYYY-MM-DD, of the facts. */
  readonly day: string;
  readonly facts: BriefingFacts;
}

export const briefingTitle = '重点项目推进情况汇报';

/** Everything below the title, for the paper as it is and for the one in large type. */
export function briefingBody({ day, meeting, facts }: Omit<BriefingInput, 'officeName'>): WordBlock[] {
  const sections: readonly (readonly [string, readonly string[]])[] = [
    ['总体情况', overall(facts, day)],
    ['开工和竣工情况', [nodes('开工', facts.starts, day), nodes('竣工', facts.completions, day)]],
    ['进度滞后项目', lagging(facts)],
    ['存在的问题', issues(facts)],
    ['上次会议议定事项办理情况', decisions(facts)],
    ['提请研究的事项', asked(facts)],
  ];
  return [
    ...lines(meeting.briefingOpening ?? `现将截至${shownDay(day)}的重点项目推进情况汇报如下：`),
    ...sections.flatMap(([heading, sentences], index) => [
      { kind: 'heading' as const, text: `　　${chineseNumber(index + 1)}、${heading}` },
      ...sentences.map(paragraph),
    ]),
    ...lines(meeting.briefingClosing ?? ''),
  ];
}

export function briefingPaper(input: BriefingInput): WordModel {
  return {
    kind: 'document',
    title: briefingTitle,
    blocks: [
      { kind: 'paragraph', align: 'center', text: `（${shownDay(input.meeting.onDay)}）` },
      ...briefingBody(input),
      { kind: 'signed', office: input.officeName, day: shownDay(input.day) },
    ],
    page: { size: 'A4', orientation: 'portrait' },
    margins: 'official',
    hasPageNumbers: true,
    fileName: `${briefingTitle}_${input.meeting.onDay}`,
  };
}

function overall(facts: BriefingFacts, day: string): string[] {
  const levels = facts.byLevel.filter(({ count }) => count > 0).map(({ label, count }) => `${label}${count}个`);
  const { planned, done, expected } = facts;
  const projects = `共有重点项目${facts.projects}个${levels.length === 0 ? '' : `，其中${levels.join('、')}`}，总投资${wanText(facts.totalInvestment)}万元，年度计划投资${wanText(planned)}万元。`;
  if (planned === 0) return [projects];
  const points = Math.round(((done - expected) / planned) * 1000) / 10;
  const relation =
    points === 0 ? '与应完成进度持平' : `${points > 0 ? '高于' : '低于'}应完成进度${Math.abs(points)}个百分点`;
  return [
    projects,
    `截至${shownDay(day)}，本年完成投资${wanText(done)}万元，占年度计划的${percentText(done, planned)}；按各项目的计划和工期，到这一天应完成${wanText(inWholeWan(expected))}万元（${percentText(expected, planned)}），${relation}。`,
  ];
}

function nodes(what: string, { planned, actual, missed }: NodeCounts, day: string): string {
  const late =
    missed.length === 0 ? `没有应${what}未${what}的项目` : `到期未${what}${missed.length}个：${missed.join('、')}`;
  return `${day.slice(0, 4)}年计划${what}${planned}个，已${what}${actual}个；${late}。`;
}

/** What a paper to be heard tells one by one; the rest stands in one sentence, and whole in the ledgers. */
const mostTold = 15;

/** An estimate is not said to the yuan. */
function inWholeWan(yuan: number): number {
  return Math.round(yuan / 10_000) * 10_000;
}

function lagging({ late, laggingSource }: BriefingFacts): string[] {
  if (late.length === 0) return [`没有进度滞后的项目（依据 ${laggingSource}）。`];
  return [
    `共有${late.length}个项目进度滞后（依据 ${laggingSource}），按差额从大到小：`,
    ...late.slice(0, mostTold).map((each, index) => lateProjectSentence(each, index)),
    ...others(
      '个项目',
      late.slice(mostTold).map((each) => each.name),
    ),
  ];
}

function issues({ issues: { open, closedThisMonth, byClass, overdue } }: BriefingFacts): string[] {
  if (open === 0) return [`问题台账没有未销号的问题，本月销号${closedThisMonth}个。`];
  const classes = byClass.map(({ label, count }) => `${label}${count}个`).join('、');
  return [
    `问题台账未销号${open}个（${classes}），本月销号${closedThisMonth}个，逾期${overdue.length}个${overdue.length === 0 ? '。' : '：'}`,
    ...overdue
      .slice(0, mostTold)
      .map(
        (each, index) =>
          `${index + 1}．${each.projectName}：${ended(each.title)}${each.unitName === null ? '未明确责任单位' : `责任单位：${each.unitName}`}，逾期${each.workingDaysLate}个工作日。`,
      ),
    ...others(
      '个问题',
      overdue.slice(mostTold).map((each) => `${each.projectName}：${each.title}`),
    ),
  ];
}

function decisions({ last }: BriefingFacts): string[] {
  if (last === null) return ['此前没有召开过这类会议。'];
  const held = `${shownDay(last.onDay)}召开的${last.title}`;
  if (last.decisions.length === 0) return [`${held}没有议定事项。`];
  const closed = last.decisions.filter((each) => each.state === 'closed').length;
  const late = last.decisions.filter((each) => each.state !== 'closed' && (each.workingDaysLate ?? 0) > 0).length;
  return [
    `${held}议定${last.decisions.length}项，办结${closed}项，未办结${last.decisions.length - closed}项${late === 0 ? '' : `（逾期${late}项）`}：`,
    ...last.decisions.map((each, index) => {
      const done = each.closingNote ?? each.replyText ?? each.lastEntry;
      const days =
        (each.workingDaysLate ?? 0) > 0 && each.state !== 'closed' ? `，逾期${each.workingDaysLate}个工作日` : '';
      const due = each.dueOn === null ? '' : `，时限${shownDay(each.dueOn)}`;
      return `${index + 1}．${ended(each.content)}${each.unitName ?? '未明确责任单位'}${due}，${taskStateLabels[each.state]}${days}。${done === null ? '' : ended(done)}`;
    }),
  ];
}

function asked({ toDecide }: BriefingFacts): string[] {
  if (toDecide.length === 0) return ['议程里还没有议题。'];
  return toDecide.map(
    ({ title, facts }, index) => `${index + 1}．${ended(title)}${facts === null || facts === '' ? '' : ended(facts)}`,
  );
}

function others(what: string, names: readonly string[]): string[] {
  return names.length === 0 ? [] : [`其余${names.length}${what}：${names.join('；')}。`];
}

function ended(text: string): string {
  const line = text.replace(/\s*\n\s*/gu, ' ').trim();
  return /[。！？]$/u.test(line) ? line : `${line.replace(/[；，、]$/u, '')}。`;
}

function lines(text: string): WordBlock[] {
  return text
    .split(/\r?\n/u)
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map(paragraph);
}

function paragraph(text: string): WordBlock {
  return { kind: 'paragraph', isIndented: true, text };
}
