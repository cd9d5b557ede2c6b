/**
 * 领导下项目卡: what a leader carries on a visit – the project, its figures, what is late, what is open, what was decided last
 * time, whom to telephone. 服务联系卡: what the owner is given (登项攻坚办〔2018〕1号 (五): 主动向项目单位提供分包领导联系方式).
 */
import { shownDay } from '../calendar/day.ts';
import { periodLabel } from '../calendar/period.ts';
import { wanText } from '../text/money.ts';
import type { Block, DocumentModel } from './model.ts';
import { paperPeriod } from './paper-text.ts';

export interface CardContact {
  readonly roleName: string;
  /** The owner's own person: not on the card the owner is given. */
  readonly isOwners: boolean;
  /** With the delegate of the day: 张某某（委托李某某，至12月5日）. */
  readonly shown: string;
  readonly unitName: string | null;
  readonly post: string | null;
  readonly phone: string | null;
}

export interface ProjectCard {
  readonly name: string;
  /** 市重点 · 在建库. */
  readonly standing: string;
  readonly place: string | null;
  readonly owner: string | null;
  readonly startsOn: string | null;
  readonly completesOn: string | null;
  readonly summary: string | null;
  readonly unitNames: readonly string[];
  /** Integer 元. */
  readonly totalInvestment: number | null;
  readonly plannedThisYear: number | null;
  readonly doneThisYear: number | null;
  readonly sinceStart: number | null;
  readonly report: {
    readonly period: string;
    readonly physicalProgress: string | null;
    readonly progressText: string | null;
    readonly problems: string | null;
  } | null;
  readonly milestones: readonly {
    readonly name: string;
    readonly plannedOn: string | null;
    readonly actualOn: string | null;
  }[];
  readonly issues: readonly {
    readonly title: string;
    readonly unitName: string | null;
    readonly dueOn: string | null;
  }[];
  readonly late: readonly string[];
  readonly decided: readonly {
    readonly assignedOn: string;
    readonly content: string;
    readonly unitName: string | null;
    readonly dueOn: string | null;
    readonly isDone: boolean;
  }[];
  readonly contacts: readonly CardContact[];
}

export interface CardWishes {
  readonly officeName: string;
  /** YYYY-MM-DD. */
  readonly day: string;
  readonly size: 'A4' | 'A5';
  /** One project a page, in this order. */
  readonly projects: readonly ProjectCard[];
}

export function leaderCards({ officeName, day, size, projects }: CardWishes): DocumentModel {
  return paper(`领导下项目卡_${nameOf(projects)}_${day}`, size, projects, (project) => [
    { kind: 'paragraph', align: 'center', text: project.standing },
    facts(project, day),
    ...titled('进展', progress(project)),
    ...titled('滞后情况', list(project.late)),
    ...titled('建设节点', size === 'A5' ? milestoneLine(project) : milestones(project)),
    ...titled('存在的问题', problems(project)),
    ...titled(decidedTitle(project), decided(project)),
    ...titled('责任人和电话', contacts(project.contacts)),
    foot(officeName, day, '金额单位：万元'),
  ]);
}

export function contactCards({ officeName, day, size, projects }: CardWishes): DocumentModel {
  return paper(`服务联系卡_${nameOf(projects)}_${day}`, size, projects, (project) => [
    { kind: 'paragraph', align: 'center', text: '重点项目服务联系卡' },
    {
      kind: 'paragraph',
      text: `${project.owner === null ? '项目单位' : project.owner}：项目推进中遇到困难，请按下表联系。`,
    },
    ...contacts(project.contacts.filter((contact) => !contact.isOwners)),
    foot(officeName, day, '人员或电话有变动，另行换发'),
  ]);
}

function paper(
  fileName: string,
  size: 'A4' | 'A5',
  projects: readonly ProjectCard[],
  blocksOf: (project: ProjectCard) => readonly Block[],
): DocumentModel {
  return {
    kind: 'document',
    title: projects[0]?.name ?? '',
    blocks: projects.flatMap((project, index): readonly Block[] => [
      ...(index === 0 ? [] : [{ kind: 'nextPaper' as const, title: project.name }]),
      ...blocksOf(project),
    ]),
    page: { size, orientation: 'portrait' },
    margins: 'card',
    hasPageNumbers: false,
    fileName: fileName.replace(/[\\/:*?"<>|\s]/g, ''),
  };
}

function facts(project: ProjectCard, day: string): Block {
  const { plannedThisYear: planned, doneThisYear: done } = project;
  const rate =
    planned === null || planned === 0 || done === null ? '' : `（${Math.round((done / planned) * 1000) / 10}%）`;
  return {
    kind: 'keyValueTable',
    pairsPerLine: 2,
    items: [
      { label: '总投资', text: wanText(project.totalInvestment) },
      { label: '起止年限', text: paperPeriod(project.startsOn, project.completesOn) },
      { label: `${day.slice(0, 4)}年计划`, text: wanText(planned) },
      { label: '本年完成', text: `${wanText(done)}${rate}` },
      { label: '累计完成', text: wanText(project.sinceStart) },
      { label: '建设地点', text: project.place ?? '' },
      ...(project.summary === null ? [] : [{ label: '项目概况', text: cut(project.summary, 160), isWide: true }]),
      { label: '责任单位', text: project.unitNames.join('、'), isWide: true },
      ...(project.owner === null ? [] : [{ label: '建设单位', text: project.owner, isWide: true }]),
    ],
  };
}

function progress({ report }: ProjectCard): Block[] {
  if (report === null) return [];
  const text = [report.physicalProgress, report.progressText].filter((part) => part !== null).join('；');
  return text === '' ? [] : [{ kind: 'paragraph', text: `${cut(text, 220)}（${periodLabel(report.period)}）` }];
}

function milestones({ milestones: nodes }: ProjectCard): Block[] {
  if (nodes.length === 0) return [];
  return [
    {
      kind: 'table',
      columns: [
        { head: '节点', width: 40, align: 'left' },
        { head: '计划', width: 35, align: 'center' },
        { head: '实际', width: 35, align: 'center' },
      ],
      rows: nodes.slice(0, 8).map((node) => [node.name, dayText(node.plannedOn), dayText(node.actualOn)]),
    },
  ];
}

/** The same in a line or two, so that a card of A5 stays one page. */
function milestoneLine({ milestones: nodes }: ProjectCard): Block[] {
  if (nodes.length === 0) return [];
  const words = nodes.slice(0, 8).map(({ name, plannedOn, actualOn }) => {
    if (actualOn !== null) return `${name}${shownDay(actualOn)}已完成`;
    return plannedOn === null ? `${name}未定` : `${name}计划${shownDay(plannedOn)}`;
  });
  return [{ kind: 'paragraph', text: `${words.join('；')}。` }];
}

/** Open issues of the ledger; where there are none, what the last report says. */
function problems({ issues, report }: ProjectCard): Block[] {
  if (issues.length > 0)
    return list(
      issues.map(({ title, unitName, dueOn }) => {
        const more = [unitName, dueOn === null ? null : `${shownDay(dueOn)}前`].filter((part) => part !== null);
        return more.length === 0 ? title : `${title}（${more.join('，')}）`;
      }),
    );
  return report?.problems ? [{ kind: 'paragraph', text: cut(report.problems, 220) }] : [];
}

function decidedTitle({ decided: items }: ProjectCard): string {
  return `上次议定（${dayText(items[0]?.assignedOn ?? null)}）`;
}

function decided({ decided: items }: ProjectCard): Block[] {
  return list(
    items.map(({ content, unitName, dueOn, isDone }) => {
      const more = [unitName, dueOn === null ? null : `${shownDay(dueOn)}前`, isDone ? '已办结' : '未办结'];
      return `${cut(content, 120)}（${more.filter((part) => part !== null).join('，')}）`;
    }),
  );
}

function contacts(people: readonly CardContact[]): Block[] {
  if (people.length === 0) return [];
  return [
    {
      kind: 'table',
      columns: [
        { head: '职责', width: 27, align: 'left' },
        { head: '姓名', width: 32, align: 'left' },
        { head: '单位职务', width: 40, align: 'left' },
        { head: '电话', width: 32, align: 'center' },
      ],
      rows: people.map(({ roleName, shown, unitName, post, phone }) => [
        roleName,
        shown,
        // A post is often printed with its unit: 区商务局局长.
        post !== null && unitName !== null && !post.startsWith(unitName)
          ? `${unitName}${post}`
          : (post ?? unitName ?? ''),
        phone ?? '',
      ]),
    },
  ];
}

/** A heading only where there is something below it. */
function titled(text: string, blocks: readonly Block[]): readonly Block[] {
  return blocks.length === 0 ? [] : [{ kind: 'heading', text }, ...blocks];
}

function list(items: readonly string[]): Block[] {
  return items.length === 0 ? [] : [{ kind: 'list', items: [...new Set(items)] }];
}

function foot(officeName: string, day: string, note: string): Block {
  return { kind: 'paragraph', isSmall: true, text: `${officeName}\u3000${shownDay(day)}\u3000${note}` };
}

function dayText(day: string | null): string {
  return day === null ? '' : shownDay(day);
}

function cut(text: string, length: number): string {
  const line = text.replace(/\s*\n\s*/g, ' ').trim();
  return line.length > length ? `${line.slice(0, length)}…` : line;
}

function nameOf(projects: readonly ProjectCard[]): string {
  const [first] = projects;
  return projects.length === 1 && first !== undefined ? first.name.slice(0, 30) : `${projects.length}个项目`;
}
