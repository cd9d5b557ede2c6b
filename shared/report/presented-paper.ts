/** 呈阅件: large type, a wide margin and a ruled box at the head for the leader's handwriting (domain.md 4, practice). */
import { shownDay } from '../calendar/day.ts';
import type { TaskRow } from '../contract/tasks.ts';
import { taskStateLabels } from '../text/labels.ts';
import { wanText } from '../text/money.ts';
import type { ProjectCard } from './project-cards.ts';
import type { WordBlock, WordModel } from './word-model.ts';

interface PaperInput {
  readonly title: string;
  /** Above the box: 呈：张某某（区长）. */
  readonly leader: { readonly name: string; readonly post: string | null } | null;
  /** What is asked of the leader; the last section. */
  readonly request: string | null;
  readonly officeName: string;
  /** YYYY-MM-DD. */
  readonly day: string;
  readonly body: readonly WordBlock[];
}

export function presentedPaper({ title, leader, request, officeName, day, body }: PaperInput): WordModel {
  const to = leader === null ? '' : `${leader.name}${leader.post === null ? '' : `（${leader.post}）`}`;
  return {
    kind: 'document',
    title: '呈　阅　件',
    blocks: [
      { kind: 'writingBox', label: '领导批示', millimetres: 52 },
      ...(to === '' ? [] : [paragraph(`呈：${to}`, false)]),
      { kind: 'subject', text: title },
      ...body,
      ...(request === null ? [] : [{ kind: 'heading', text: '请示事项' } as const, paragraph(request)]),
      { kind: 'signed', office: officeName, day: shownDay(day) },
    ],
    page: { size: 'A4', orientation: 'portrait' },
    margins: 'presented',
    hasPageNumbers: true,
    fileName: `呈阅件_${title.slice(0, 60)}_${day}`,
  };
}

/** One project: what it is, how far it is, what is in the way, what leaders decided last. */
export function projectBody(card: ProjectCard): WordBlock[] {
  const facts = [
    card.standing,
    card.place === null ? '' : `位于${card.place}`,
    card.owner === null ? '' : `由${card.owner}建设`,
    card.summary ?? '',
  ];
  const units = card.unitNames.length === 0 ? '' : `责任单位：${card.unitNames.join('、')}。`;
  return [
    ...section('项目概况', [facts.filter((each) => each !== '').join('。'), units]),
    ...section('投资与进展', [moneySentence(card), card.report?.progressText ?? '', ...card.late]),
    ...section('存在问题', card.issues.length === 0 ? [card.report?.problems ?? ''] : card.issues.map(issueSentence)),
    ...section(
      '前次议定事项',
      card.decided.map(
        (each) =>
          `${shownDay(each.assignedOn)}：${each.content}（${each.unitName ?? '未明确单位'}，${each.isDone ? '已办结' : '未办结'}）`,
      ),
    ),
  ];
}

export interface LateProject {
  readonly name: string;
  readonly unitNames: readonly string[];
  readonly plannedThisYear: number | null;
  readonly doneThisYear: number | null;
  readonly reasons: readonly string[];
}

/** 进度滞后项目: one numbered paragraph for each. */
export function laggingBody(projects: readonly LateProject[]): WordBlock[] {
  return [
    paragraph(`截至目前，共有${projects.length}个项目进度滞后，具体如下：`),
    ...projects.map((each, index) => paragraph(lateProjectSentence(each, index))),
  ];
}

/** 1．青石大桥。本年计划投资…，截至目前完成…。为什么。责任单位：…。 */
export function lateProjectSentence(project: LateProject, index: number): string {
  const units = project.unitNames.length === 0 ? '' : `责任单位：${project.unitNames.join('、')}。`;
  return `${index + 1}．${project.name}。${moneySentence(project)}${project.reasons.map(sentence).join('')}${units}`;
}

/** 督办事项: one numbered paragraph for each. */
export function taskBody(tasks: readonly TaskRow[]): WordBlock[] {
  return [
    paragraph(`现有${tasks.length}项督办事项，办理情况如下：`),
    ...tasks.map((each, index) => {
      const who = [each.unitName, each.personName].filter((part) => part !== null).join('');
      const due = each.dueOn === null ? '' : `，时限${shownDay(each.dueOn)}`;
      const late = (each.workingDaysLate ?? 0) > 0 ? `，逾期${each.workingDaysLate}个工作日` : '';
      const project = each.projectName === null ? '' : `${each.projectName}：`;
      const last = each.lastEntry === null ? '' : sentence(`最近办理情况：${each.lastEntry}`);
      return paragraph(
        `${index + 1}．${project}${sentence(each.content)}${who === '' ? '未明确责任单位' : who}${due}，${taskStateLabels[each.state]}${late}。${last}`,
      );
    }),
  ];
}

function section(heading: string, sentences: readonly string[]): WordBlock[] {
  const said = sentences.filter((each) => each.trim() !== '').map(sentence);
  return said.length === 0 ? [] : [{ kind: 'heading', text: heading }, ...said.map((each) => paragraph(each))];
}

function moneySentence(card: {
  readonly totalInvestment?: number | null;
  readonly plannedThisYear: number | null;
  readonly doneThisYear: number | null;
}): string {
  const { totalInvestment = null, plannedThisYear, doneThisYear } = card;
  const parts = [
    totalInvestment === null ? '' : `总投资${wanText(totalInvestment)}万元`,
    plannedThisYear === null ? '' : `本年计划投资${wanText(plannedThisYear)}万元`,
    doneThisYear === null ? '' : `截至目前完成${wanText(doneThisYear)}万元`,
  ].filter((each) => each !== '');
  return parts.length === 0 ? '' : `${parts.join('，')}。`;
}

function issueSentence(issue: ProjectCard['issues'][number]): string {
  const more = [issue.unitName ?? '', issue.dueOn === null ? '' : `${shownDay(issue.dueOn)}前办结`].filter(
    (each) => each !== '',
  );
  return more.length === 0 ? issue.title : `${issue.title.replace(/[。；]$/, '')}（${more.join('，')}）`;
}

function sentence(text: string): string {
  return /[。！？；：]$/.test(text.trim()) ? text.trim() : `${text.trim()}。`;
}

function paragraph(text: string, isIndented = true): WordBlock {
  return { kind: 'paragraph', text, isIndented };
}
