/**
 * 汇报单: what the unit that reports at a meeting is asked about one project – the facts as the ledgers have them, room below
 * for what it wants to say (二七办文〔2024〕7号 四(三)6; 金政办〔2019〕3号 二(三): 主体责任单位汇报项目情况及存在问题). No form is prescribed.
 */
import { shownDay } from '../calendar/day.ts';
import type { IssueRow } from '../contract/issues.ts';
import type { TaskRow } from '../contract/tasks.ts';
import { taskStateLabels } from '../text/labels.ts';
import { wanText } from '../text/money.ts';
import { percentText } from './paper-text.ts';
import type { WordBlock, WordModel } from './word-model.ts';

export interface ReportingSheet {
  readonly unitName: string;
  readonly topics: readonly { readonly title: string; readonly facts: string | null }[];
  /** null: a topic about no single project. */
  readonly project: {
    readonly name: string;
    /** Integer 元. */
    readonly totalInvestment: number | null;
    readonly plannedThisYear: number | null;
    readonly doneThisYear: number | null;
    /** Against the plan by now, as the rule on lagging says it. */
    readonly standing: string;
    readonly lateNodes: readonly string[];
    readonly latePermits: readonly string[];
    readonly issues: readonly Pick<IssueRow, 'title' | 'unitName' | 'dueOn' | 'workingDaysLate'>[];
    readonly tasks: readonly Pick<TaskRow, 'content' | 'unitName' | 'dueOn' | 'state' | 'workingDaysLate'>[];
  } | null;
}

interface SheetsInput {
  readonly officeName: string;
  readonly meeting: { readonly title: string; readonly onDay: string };
  /** YYYY-MM-DD, of the facts. */
  readonly day: string;
  readonly sheets: readonly ReportingSheet[];
}

const title = '重点项目推进情况汇报单';

export function reportingSheets({ officeName, meeting, day, sheets }: SheetsInput): WordModel {
  return {
    kind: 'document',
    title,
    blocks: sheets.flatMap((sheet, index): WordBlock[] => [
      ...(index === 0 ? [] : [{ kind: 'nextPaper', title } as const]),
      { kind: 'paragraph', align: 'center', text: `${meeting.title}（${shownDay(meeting.onDay)}）` },
      facts(sheet),
      ...(sheet.project === null ? [] : ledgers(sheet.project)),
      { kind: 'writingBox', label: '需汇报事项：', millimetres: 24 },
      { kind: 'writingBox', label: '原因：', millimetres: 22 },
      { kind: 'writingBox', label: '下步措施（写明时限）：', millimetres: 24 },
      {
        kind: 'signatures',
        places: [
          { label: '汇报人', name: null, note: null },
          { label: '单位负责人', name: null, note: '签字' },
        ],
      },
      {
        kind: 'paragraph',
        isSmall: true,
        text: `${officeName}　数据日期：${shownDay(day)}　金额单位：万元。以上情况与实际不符的，请在汇报时说明。`,
      },
    ]),
    page: { size: 'A4', orientation: 'portrait' },
    margins: 'form',
    hasPageNumbers: false,
    fileName: `汇报单_${meeting.title.slice(0, 40)}_${meeting.onDay}`,
  };
}

function facts({ unitName, topics, project }: ReportingSheet): WordBlock {
  const { totalInvestment, plannedThisYear, doneThisYear } = project ?? {};
  return {
    kind: 'keyValueTable',
    pairsPerLine: 2,
    items: [
      { label: '汇报单位', text: unitName, isWide: true },
      ...(project === null ? [] : [{ label: '项目名称', text: project.name, isWide: true }]),
      { label: '议题', text: topics.map((each) => said(each.title, each.facts)).join('\n'), isWide: true },
      ...(project === null
        ? []
        : [
            { label: '总投资', text: wanText(totalInvestment ?? null) },
            { label: '本年计划投资', text: wanText(plannedThisYear ?? null) },
            { label: '本年完成投资', text: wanText(doneThisYear ?? null) },
            { label: '完成率', text: percentText(doneThisYear ?? null, plannedThisYear ?? null) },
            { label: '进度', text: project.standing, isWide: true },
            { label: '逾期节点', text: listed(project.lateNodes), isWide: true },
            { label: '逾期手续', text: listed(project.latePermits), isWide: true },
            ...(project.issues.length === 0 ? [{ label: '未销号问题', text: '无', isWide: true }] : []),
            ...(project.tasks.length === 0 ? [{ label: '议定和交办事项', text: '无', isWide: true }] : []),
          ]),
    ],
  };
}

function ledgers({ issues, tasks }: NonNullable<ReportingSheet['project']>): WordBlock[] {
  return [
    ...(issues.length === 0
      ? []
      : [
          {
            kind: 'table' as const,
            columns: [
              { head: '未销号问题', width: 74, align: 'left' as const },
              { head: '责任单位', width: 32, align: 'left' as const },
              { head: '时限', width: 34, align: 'center' as const },
              { head: '逾期（工作日）', width: 20, align: 'center' as const },
            ],
            rows: issues.map((issue) => [issue.title, issue.unitName ?? '', dayText(issue.dueOn), lateText(issue)]),
          },
        ]),
    ...(tasks.length === 0
      ? []
      : [
          {
            kind: 'table' as const,
            columns: [
              { head: '前次议定和交办事项', width: 74, align: 'left' as const },
              { head: '责任单位', width: 32, align: 'left' as const },
              { head: '时限', width: 34, align: 'center' as const },
              { head: '办理状态', width: 20, align: 'center' as const },
            ],
            rows: tasks.map((task) => [
              task.content,
              task.unitName ?? '',
              dayText(task.dueOn),
              `${taskStateLabels[task.state]}${lateText(task) === '' ? '' : `\n逾期${lateText(task)}`}`,
            ]),
          },
        ]),
  ];
}

function said(topic: string, more: string | null): string {
  return more === null || more === '' ? topic : `${topic}（${more.replace(/[。；]$/u, '')}）`;
}

function listed(sentences: readonly string[]): string {
  return sentences.length === 0 ? '无' : sentences.join('\n');
}

function lateText({ workingDaysLate }: { readonly workingDaysLate: number | null }): string {
  return (workingDaysLate ?? 0) > 0 ? String(workingDaysLate) : '';
}

function dayText(day: string | null): string {
  return day === null ? '' : shownDay(day);
}
