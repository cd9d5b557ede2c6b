/** Two rounds of on-site inspection: one a month ago, typed back and followed up; one last week, two of its sheets still out. */
import { addDays, dayNumber, dayOfNumber, instantOf, shownDay } from '../calendar/day.ts';
import { periodLabel } from '../calendar/period.ts';
import type { FrozenFigure, SheetAnswer, SheetContent } from '../domain/inspection-sheet.ts';
import type { InspectionItem } from '../domain/inspection-template.ts';
import { builtInTemplate } from '../inspection/built-in.ts';
import { currentSheetLayout } from '../inspection/sheet-layout.ts';
import { sheetNumber } from '../inspection/sheet-number.ts';
import { deterministicId } from '../package/operation.ts';
import { mismatchesOf } from '../rules/mismatches.ts';
import { wanText } from '../text/money.ts';
import { made, put } from './change.ts';
import type { DemonstrationChange } from './district.ts';
import type { DraftRecord, Identities } from './ledger.ts';
import { operators, units } from './names.ts';
import type { YearPlan } from './plans.ts';
import type { FictionalProject } from './projects.ts';
import { type Random, randomOf } from './random.ts';
import type { WeeklyFigures } from './reports.ts';

interface InspectedProject {
  readonly id: string;
  readonly name: string;
  readonly pool: string;
  readonly totalInvestment: number;
  readonly plan: YearPlan;
  readonly last: WeeklyFigures | null;
  readonly project: Pick<FictionalProject, 'units' | 'actualStartDay' | 'place' | 'index'>;
}

interface Wishes {
  readonly seed: number;
  readonly officeId: string;
  readonly ids: Identities;
  readonly weeks: number;
  /** Of the ledgers the findings go to. */
  readonly nextTaskNumber: (year: string) => number;
}

interface RoundPlan {
  /** Weeks before the open one. */
  readonly back: number;
  readonly name: string;
  readonly templateId: string;
  readonly sheets: number;
  /** Not typed back yet. */
  readonly out: number;
}

const plans: readonly RoundPlan[] = [
  { back: 5, name: '投资和形象进度核查', templateId: 'verification', sheets: 8, out: 0 },
  { back: 1, name: '四督四促促进度督导', templateId: 'progress-promotion', sheets: 6, out: 2 },
];

const inspectors = [operators[1], operators[2]].join('、');
const source = '登项攻坚办〔2018〕1号 四(十)';

export function inspections({ seed, officeId, ids, weeks, nextTaskNumber }: Wishes) {
  let running = 0;

  return {
    *week(period: string, week: number, projects: readonly InspectedProject[]): Generator<DemonstrationChange> {
      const index = plans.findIndex((plan) => weeks - plan.back === week);
      const plan = plans[index];
      if (plan !== undefined) yield* round(plan, index + 1, period, projects);
    },
  };

  function* round(
    plan: RoundPlan,
    number: number,
    period: string,
    projects: readonly InspectedProject[],
  ): Generator<DemonstrationChange> {
    const monday = addDays(period, -4);
    const random = randomOf(seed, 'inspections', plan.name);
    const roundId = deterministicId('demonstrationRound', officeId, number);
    const atWork = projects.filter((each) => each.pool === 'construction' && (each.last?.doneThisYear ?? 0) > 0);
    const chosen = random.some(atWork, Math.min(plan.sheets, atWork.length));
    if (chosen.length === 0) return;
    const sheets = chosen.map((project, index) => {
      running += 1;
      return {
        id: deterministicId('demonstrationSheet', officeId, running),
        number: sheetNumber(Number(monday.slice(0, 4)), running),
        project,
        routeOrder: index + 1,
        plannedOn: addDays(monday, index < plan.sheets / 2 ? 1 : 2),
        content: contentOf(project, plan, monday),
      };
    });
    type Sheet = (typeof sheets)[number];
    yield made(monday, 640, 'inspectionRounds.save', `安排现场督导：${plan.name}`, [
      put('inspectionRound', roundId, {
        name: `${Number(monday.slice(5, 7))}月${plan.name}`,
        number,
        templateId: plan.templateId,
        fromDay: addDays(monday, 1),
        untilDay: addDays(monday, 2),
        otherInspectors: inspectors,
        source: builtInTemplate(plan.templateId)?.source ?? source,
        selection: [
          {
            way: 'random',
            street: null,
            seed: '20261',
            count: chosen.length,
            notVisitedDays: null,
            outOf: atWork.length,
          },
        ],
        state: 'planned',
        rulePack: 'erqi-2024@1',
      }),
      ...sheets.map(({ id, number: sheet, project, routeOrder, plannedOn }) =>
        put('inspectionSheet', id, {
          roundId,
          projectId: project.id,
          number: sheet,
          routeOrder,
          plannedOn,
          state: 'planned',
        }),
      ),
    ]);
    yield made(monday, 650, 'inspectionRounds.print', `印检查表${sheets.length}张`, [
      put('inspectionRound', roundId, { state: 'printed' }),
      ...sheets.map(({ id, content }) => put('inspectionSheet', id, { state: 'printed', content: [jsonOf(content)] })),
    ]);
    const back = sheets.slice(0, sheets.length - plan.out);
    const enteredOn = addDays(monday, 3);
    const answered = back.map((sheet, index) => ({ sheet, answers: answersOf(random, sheet.content, index) }));
    for (const [index, { sheet, answers }] of answered.entries())
      yield made(enteredOn, 540 + index * 3, 'inspectionSheets.complete', `录入完成检查表：${sheet.project.name}`, [
        put('inspectionSheet', sheet.id, returned(sheet.plannedOn, enteredOn, answers)),
      ]);
    if (plan.out > 0) return;
    yield made(enteredOn, 600, 'inspectionRounds.close', `结束现场督导：${plan.name}`, [
      put('inspectionRound', roundId, { state: 'closed' }),
    ]);
    const mismatches = answered.flatMap(({ sheet, answers }) =>
      mismatchesOf(sheet.content, answers).map((mismatch) => ({ sheet, mismatch })),
    );
    yield* followed(mismatches, enteredOn);

    function* followed(
      all: readonly { readonly sheet: Sheet; readonly mismatch: ReturnType<typeof mismatchesOf>[number] }[],
      day: string,
    ): Generator<DemonstrationChange> {
      const [first, second] = all;
      if (first !== undefined)
        yield made(day, 610, 'inspectionFindings.makeTask', `核查情况交办：${first.sheet.project.name}`, [
          ...taskOf(first.sheet, first.mismatch.sentence ?? '', day),
          findingOf(first.sheet, first.mismatch.itemKey, day, { handling: 'task', taskId: taskId(first.sheet) }),
        ]);
      if (second !== undefined)
        yield made(day, 620, 'inspectionFindings.decide', '已说明：1条核查情况', [
          findingOf(second.sheet, second.mismatch.itemKey, day, {
            handling: 'explained',
            explanation: '差额为已到货未安装设备，建设单位已补交购货发票。',
          }),
        ]);
    }

    function taskOf(sheet: Sheet, sentence: string, day: string): DraftRecord[] {
      const dueOn = addDays(day, 14);
      return [
        put('task', taskId(sheet), {
          number: nextTaskNumber(day.slice(0, 4)),
          origin: 'inspection',
          originId: sheet.id,
          projectId: sheet.project.id,
          content: `${sheet.project.name}：${sentence}请核实并更正填报数据，书面说明原因。`,
          assignedOn: day,
          dueOn,
          unitId: ids.units[sheet.project.project.units[0] ?? 0] ?? null,
          state: 'replied',
          replyText: '已与建设单位逐笔核对凭证，下期按核实数填报。',
          repliedOn: addDays(day, 1),
          isKeySupervised: false,
          rulePack: 'erqi-2024@1',
        }),
        ...(['assign', 'reply'] as const).map((kind) =>
          put('taskEntry', deterministicId('demonstrationEntry', taskId(sheet), kind), {
            taskId: taskId(sheet),
            kind,
            onDay: kind === 'assign' ? day : addDays(day, 1),
            body: kind === 'assign' ? `${shownDay(dueOn)}前办结` : '已与建设单位逐笔核对凭证，下期按核实数填报。',
            byWhom: operators[0],
          }),
        ),
      ];
    }

    function taskId(sheet: Sheet): string {
      return deterministicId('demonstrationTask', officeId, 'inspection', sheet.number);
    }

    function findingOf(sheet: Sheet, subject: string, day: string, decision: { readonly [name: string]: string }) {
      const id = deterministicId('inspectionFinding', officeId, sheet.project.id, sheet.id, subject);
      const { id: projectId } = sheet.project;
      return put('inspectionFinding', id, {
        projectId,
        sheetId: sheet.id,
        subject,
        ...decision,
        decidedOn: day,
        decidedBy: operators[0],
      });
    }
  }
}

function returned(plannedOn: string, enteredOn: string, answers: readonly SheetAnswer[]) {
  return {
    state: 'returned',
    inspectedOn: plannedOn,
    weather: '多云',
    inspectors,
    companions: '项目管家、镇街分管负责同志',
    answers: answers.map((answer) => ({ ...answer })),
    seen: '现场正在施工，作业面基本展开，资料由建设单位现场提供。',
    isSignedByInspector: true,
    isSignedByContact: true,
    enteredOn,
    enteredBy: operators[1],
  };
}

/** What stood reported on the Monday it was printed. */
function contentOf(project: InspectedProject, plan: RoundPlan, monday: string): SheetContent {
  const template = builtInTemplate(plan.templateId);
  const asOf = `${addDays(monday, -3).slice(0, 4)}年${periodLabel(addDays(monday, -3))}`;
  const done = project.last?.doneThisYear ?? null;
  const startDay = project.project.actualStartDay;
  const isStarted = startDay <= dayNumber(monday);
  const money = (figure: FrozenFigure['figure'], yuan: number | null): FrozenFigure => ({
    figure,
    value: yuan,
    shown: yuan === null ? '未报' : `${wanText(yuan)}万元`,
    asOf: yuan === null ? null : asOf,
  });
  const fact = (figure: FrozenFigure['figure'], value: boolean, since: string | null): FrozenFigure => ({
    figure,
    value,
    shown: value ? '是' : '否',
    asOf: since,
  });
  const physical = project.last?.physicalProgress ?? null;
  return {
    layout: currentSheetLayout,
    printedAt: instantOf(monday, 650),
    templateName: template?.name ?? '',
    purpose: template?.purpose ?? null,
    source: template?.source ?? null,
    inspectors,
    facts: [
      { label: '建设地点', text: project.project.place },
      { label: '责任单位', text: project.project.units.map((index) => units[index]?.name ?? '').join('、') },
    ],
    figures: [
      money('doneThisYear', done),
      money('doneSinceStart', done === null ? null : project.plan.doneBefore + done),
      money('totalInvestment', project.totalInvestment),
      { figure: 'physicalProgress', value: physical, shown: physical ?? '未报', asOf: physical === null ? null : asOf },
      fact('isStarted', isStarted, isStarted ? `${shownDay(dayOfNumber(startDay))}开工` : null),
      fact('isResumed', true, null),
      fact('isCompleted', false, null),
    ],
    issues: [],
    decisions: [],
    items: [...(template?.items ?? [])],
  };
}

/** Most agree with what was reported; two of a round's sheets do not. */
function answersOf(random: Random, content: SheetContent, index: number): SheetAnswer[] {
  const isOff = index === 1 || index === 3;
  return content.items.flatMap((item): SheetAnswer[] => {
    const value = found(random, item, content, isOff);
    if (value === null) return [];
    const note = item.kind === 'amount' && isOff ? '部分凭证未提供' : null;
    return [{ key: item.key, value, note, from: 'typed' }];
  });
}

function found(random: Random, item: InspectionItem, { figures }: SheetContent, isOff: boolean): SheetAnswer['value'] {
  const reported = figures.find((figure) => figure.figure === item.against)?.value ?? null;
  switch (item.kind) {
    case 'amount':
      // 元, to the 万: what vouchers carry is a little less than what was reported, or much less.
      return typeof reported === 'number' ? Math.round((reported * (isOff ? 0.78 : 0.98)) / 10_000) * 10_000 : null;
    case 'yesNo':
      return typeof reported === 'boolean' ? reported : true;
    case 'number':
      return random.between(8, 60);
    case 'choice':
      return item.options[isOff ? 1 : 0] ?? null;
    case 'text':
      return item.key === 'works' ? '现场与形象进度基本一致，正在组织下一道工序。' : null;
    case 'photo':
      return null;
  }
}

function jsonOf(content: SheetContent) {
  return {
    ...content,
    facts: content.facts.map((fact) => ({ ...fact })),
    figures: content.figures.map((figure) => ({ ...figure })),
    items: content.items.map((item) => ({ ...item, options: [...item.options], tolerance: { ...item.tolerance } })),
  };
}
