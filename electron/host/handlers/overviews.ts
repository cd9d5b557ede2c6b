import { centreRulesInForce } from '#db/queries/centre-rules.ts';
import { installedAt, unacknowledgedRecords } from '#db/queries/installation.ts';
import { laggingPlans } from '#db/queries/lagging.ts';
import { type ScheduledProject, scheduledProjects } from '#db/queries/milestones.ts';
import { type OfficeFigures, officeFigures, poolFigures } from '#db/queries/overviews.ts';
import { filledPeriods, progressStatesOf } from '#db/queries/progress.ts';
import { listProjects } from '#db/queries/projects.ts';
import { reminderMarks } from '#db/queries/reminder-marks.ts';
import { rulePackInForce } from '#db/queries/rule-packs.ts';
import type { Reading } from '#db/run.ts';
import { businessDay, shownDay } from '#shared/calendar/day.ts';
import { periodAt, periodLabel, previousPeriod } from '#shared/calendar/period.ts';
import type { Reminder } from '#shared/contract/reminders.ts';
import { proposeLagging } from '#shared/rules/lagging.ts';
import { ruleOf } from '#shared/rules/packs/index.ts';
import { hasPools } from '#shared/rules/pools.ts';
import { marksInForce, reminderKey } from '#shared/rules/reminders.ts';
import { countedText } from '#shared/text/counted.ts';
import type { QueryHandlers } from '../context.ts';
import { leaderTasks } from './assignments.ts';
import { requireOffice } from './authoring.ts';
import { calendarTasks } from './calendars.ts';
import { boardTasks } from './centre-board-tasks.ts';
import { centreDeadlineTasks, citedCentreRule } from './centre-rules.ts';
import { collectionTasks } from './collections.ts';
import { conflictTasks } from './conflicts.ts';
import { delegationTasks } from './delegations.ts';
import { deskTasks } from './desks.ts';
import { exchangeTasks } from './exchange-tasks.ts';
import { factorTasks } from './factors.ts';
import { findingTasks } from './findings.ts';
import { inspectionTasks } from './inspection-coverage.ts';
import { mismatchTasks } from './inspection-findings.ts';
import { instructionTasks } from './instructions.ts';
import { issueTasks } from './issues.ts';
import { keyTasks } from './keys.ts';
import { meetingTasks } from './meeting-tasks.ts';
import { monthTasks } from './months.ts';
import { permitTasks } from './permits.ts';
import { plannedNodeTasks } from './planned-nodes.ts';
import { poolTasks } from './pools.ts';
import { periodDeadline, periodRule, stateCounts } from './progress.ts';
import { questionTasks } from './questions.ts';
import { rulePackTasks } from './rule-packs.ts';
import { superviseTasks } from './tasks.ts';
import { visitTasks } from './visits.ts';

export const overviewQueries = {
  'overviews.district'({ reading, now }) {
    const facts = districtFacts(reading, now);
    const { office, pack, today, period, counts, rows, keyProjects } = facts;
    const reminders = collect(reading, now, facts);
    const sum = (field: 'totalInvestment' | 'plannedThisYear' | 'doneThisYear') =>
      rows.reduce((total, row) => total + (row[field] ?? 0), 0);
    const planned = sum('plannedThisYear');
    const done = sum('doneThisYear');
    const wan = (yuan: number) => Math.round(yuan / 10_000);
    return {
      today,
      period: { closesOn: period.closesOn, label: period.label, deadline: facts.deadline, counts },
      tasks: reminders.map(withoutFacts),
      marks: marksInForce(reminders, reminderMarks(reading), today),
      figures: [
        { key: 'projects', label: '重点项目', value: rows.length, unit: '个', detail: null, page: '/projects' },
        {
          key: 'keyProjects',
          label: '省市重点',
          value: keyProjects.length,
          unit: '个',
          detail: null,
          page: '/projects?level=provincial,municipal',
        },
        {
          key: 'totalInvestment',
          label: '总投资',
          value: wan(sum('totalInvestment')),
          unit: '万元',
          detail: null,
          page: '/projects',
        },
        {
          key: 'plannedThisYear',
          label: `${office.ledgerYear}年计划投资`,
          value: wan(planned),
          unit: '万元',
          detail: null,
          page: '/projects',
        },
        {
          key: 'doneThisYear',
          label: '本年累计完成',
          value: wan(done),
          unit: '万元',
          detail: planned > 0 ? `完成年度计划的${Math.round((done / planned) * 1000) / 10}%` : null,
          page: '/progress',
        },
      ],
      pools: hasPools(pack) ? poolFigures(rows) : [],
    };
  },
  'overviews.centre'({ reading, now }) {
    requireOffice(reading);
    const period = periodAt(now, periodRule(reading));
    const { rows } = listProjects(reading, {});
    const figures: readonly OfficeFigures[] = officeFigures(reading, rows);
    return {
      period: period.closesOn,
      label: period.label,
      offices: figures.map((each) => ({ ...each, hasReported: each.lastPeriod === period.closesOn })),
      reminders: [
        ...boardTasks(reading, now),
        ...keyTasks(reading),
        ...exchangeTasks(reading, now),
        ...conflictTasks(reading),
        ...deskTasks(reading, now),
        ...questionTasks(reading, now),
        ...meetingTasks(reading, now),
      ],
    };
  },
} satisfies Partial<QueryHandlers>;

/** What the desk of a district reminds of, all of it: what was seen or put off too. */
export function districtReminders(reading: Reading, now: string): Reminder[] {
  return collect(reading, now, districtFacts(reading, now));
}

/** One line of it, without working out what comes after. */
export function districtReminder(reading: Reading, now: string, key: string): Reminder | undefined {
  for (const part of partsOfDesk(reading, now, districtFacts(reading, now))) {
    const found = part.find((each) => reminderKey(each) === key);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** What a reminder counts is for its marks; a page of thousands of ids is not. */
function withoutFacts(reminder: Reminder): Reminder {
  const { facts: _, ...shown } = reminder;
  return shown;
}

type DistrictFacts = ReturnType<typeof districtFacts>;

function districtFacts(reading: Reading, now: string) {
  const office = requireOffice(reading);
  const pack = rulePackInForce(reading);
  const today = businessDay(now);
  const period = periodAt(now, periodRule(reading));
  // What has left is found in 四库; it is in no figure of the year.
  const rows = listProjects(reading, { offices: [office.id] }).rows.filter((row) => row.exitedOn === null);
  const lagging = ruleOf(pack, 'lagging');
  return {
    office,
    pack,
    today,
    period,
    deadline: periodDeadline(reading, period),
    counts: stateCounts(progressStatesOf(reading, office.id, period.closesOn)),
    rows,
    lagging,
    keyProjects: rows.filter(({ confirmedLevel, level }) => {
      const inForce = confirmedLevel ?? level;
      return inForce !== null && lagging.parameters.levels.includes(inForce);
    }),
  };
}

function collect(reading: Reading, now: string, facts: DistrictFacts): Reminder[] {
  return [...partsOfDesk(reading, now, facts)].flat();
}

/** Each part is worked out when it is asked for. */
function* partsOfDesk(reading: Reading, now: string, facts: DistrictFacts): Generator<readonly Reminder[]> {
  const { office, today, rows } = facts;
  yield weeklyReminders(reading, facts);
  yield keyTasks(reading);
  yield exchangeTasks(reading, now);
  yield conflictTasks(reading);
  yield deskTasks(reading, now);
  yield collectionTasks(reading, now);
  yield monthTasks(reading, now);
  yield issueTasks(reading, office.id, now);
  yield superviseTasks(reading, office.id, now);
  yield instructionTasks(reading, office.id, now);
  yield visitTasks(reading, now);
  yield meetingTasks(reading, now);
  yield inspectionTasks(reading, now);
  yield mismatchTasks(reading, office, now);
  yield questionTasks(reading, now);
  yield leaderTasks(reading, rows, today);
  yield delegationTasks(reading, today);
  yield bookReminders(reading, facts);
  const projects = scheduledProjects(reading, { officeId: office.id });
  yield laggingReminders(reading, facts, projects);
  yield poolTasks(reading, office, today);
  yield findingTasks(reading, now, projects);
  yield plannedNodeTasks(reading, now);
  yield centreDeadlineTasks(reading, now);
  yield permitTasks(reading, now, projects);
  yield factorTasks(reading, now, projects);
  yield rulePackTasks(reading, today);
  yield calendarTasks(reading, today);
}

/** The period's reports: to fill, to review, to send; and the last one where nothing was filled. */
function weeklyReminders(reading: Reading, { office, pack, period, deadline, counts }: DistrictFacts): Reminder[] {
  if (counts.total === 0)
    return [
      {
        code: 'IMPORT_LEDGER',
        tone: 'plain',
        sentence: '项目库还是空的，先把现有的重点项目台账导入进来。',
        why: '年初建账',
        action: { label: '导入台账', page: '/import' },
      },
    ];
  const [above] = centreRulesInForce(reading, 'weeklyDeadline');
  const why = above === undefined ? ruleOf(pack, 'reportingPeriod').source : citedCentreRule(above);
  const dueOn = businessDay(deadline);
  const reminders: Reminder[] = [];
  if (counts.empty > 0)
    reminders.push({
      code: 'FILL_PROGRESS',
      subject: period.closesOn,
      tone: 'look',
      sentence: `${period.label}还有${counts.empty}个项目没有填报。`,
      why,
      action: { label: '去填周报', page: '/progress' },
      dueOn,
      facts: [period.closesOn],
    });
  if (counts.filled > 0)
    reminders.push({
      code: 'REVIEW',
      subject: period.closesOn,
      tone: 'plain',
      sentence: `${period.label}有${counts.filled}个项目已填待审。`,
      why: '先审核，后报送',
      action: { label: '去审核', page: '/progress' },
      dueOn,
    });
  if (counts.empty === 0 && counts.filled === 0 && counts.reviewed > 0)
    reminders.push({
      code: 'EXPORT',
      subject: period.closesOn,
      tone: 'plain',
      sentence: `${period.label}已全部审核，可以生成报送包。`,
      why,
      action: { label: '生成报送包', page: '/exchange' },
      dueOn,
    });
  const before = previousPeriod(period.closesOn);
  const isEmpty = filledPeriods(reading, office.id).every((each) => each.period !== before);
  // An office set up since then has nothing to make up for.
  if (isEmpty && installedAt(reading) < period.opensAt)
    reminders.push({
      code: 'LAST_PERIOD_EMPTY',
      tone: 'late',
      sentence: `上一期（${periodLabel(before)}）没有任何填报记录。`,
      why,
      action: { label: '补填上期', page: `/progress?period=${before}` },
    });
  return reminders;
}

/** What has left and was not acknowledged, and a year that has turned. */
function bookReminders(reading: Reading, { office, today, period, counts }: DistrictFacts): Reminder[] {
  const waiting = counts.total === 0 ? 0 : unacknowledgedRecords(reading);
  const reminders: Reminder[] = [];
  if (waiting > 0)
    reminders.push({
      code: 'UNACKNOWLEDGED',
      tone: 'plain',
      sentence: `有${countedText(waiting)}项内容（项目、周报等）改动后还没有收到对方的回执。`,
      why: '生成不等于对方已收',
      action: { label: '看哪些', page: '/exchange/waiting' },
      // Grows with every cell that is saved: once seen it stays quiet for this period.
      facts: [period.closesOn],
    });
  if (Number(today.slice(0, 4)) !== office.ledgerYear)
    reminders.push({
      code: 'LEDGER_YEAR',
      tone: 'look',
      sentence: `今天是${shownDay(today)}，账目年度还是${office.ledgerYear}年。`,
      why: '年终结账后再开新年度',
      action: { label: '去年度结转', page: '/year-turn' },
      facts: [today.slice(0, 4)],
    });
  return reminders;
}

/** Projects the rule would put on 附件2. */
function laggingReminders(
  reading: Reading,
  { today, lagging, keyProjects }: DistrictFacts,
  projects: readonly ScheduledProject[],
): Reminder[] {
  const { parameters, source } = lagging;
  const plansOf = laggingPlans(reading, Number(today.slice(0, 4)), parameters.basis, projects);
  const behind = keyProjects.filter(
    (row) => proposeLagging({ ...row, ...plansOf(row.id) }, today, parameters).isProposed,
  );
  if (behind.length === 0) return [];
  return [
    {
      code: 'LAGGING',
      tone: 'look',
      sentence: `按序时进度有${behind.length}个省市重点项目偏慢，可能列入附件2。`,
      why: source,
      action: { label: '看滞后情况', page: '/reports' },
      facts: behind.map((row) => row.id),
    },
  ];
}
