import { installedAt, unacknowledgedRecords } from '#db/queries/installation.ts';
import { laggingPlans } from '#db/queries/lagging.ts';
import { type OfficeFigures, officeFigures, poolFigures } from '#db/queries/overviews.ts';
import { filledPeriods } from '#db/queries/progress.ts';
import { listProjects } from '#db/queries/projects.ts';
import { rulePackInForce } from '#db/queries/rule-packs.ts';
import { businessDay, shownDay } from '#shared/calendar/day.ts';
import { periodAt, periodLabel, previousPeriod } from '#shared/calendar/period.ts';
import type { OutputOf } from '#shared/contract/index.ts';
import { proposeLagging } from '#shared/rules/lagging.ts';
import { ruleOf } from '#shared/rules/packs/index.ts';
import { hasPools } from '#shared/rules/pools.ts';
import { countedText } from '#shared/text/counted.ts';
import type { QueryHandlers } from '../context.ts';
import { leaderTasks } from './assignments.ts';
import { requireOffice } from './authoring.ts';
import { calendarTasks } from './calendars.ts';
import { collectionTasks } from './collections.ts';
import { delegationTasks } from './delegations.ts';
import { factorTasks } from './factors.ts';
import { findingTasks } from './findings.ts';
import { instructionTasks } from './instructions.ts';
import { issueTasks } from './issues.ts';
import { meetingTasks } from './meetings.ts';
import { monthTasks } from './months.ts';
import { permitTasks } from './permits.ts';
import { poolTasks } from './pools.ts';
import { periodDeadline, periodRows, periodRule, stateCounts } from './progress.ts';
import { rulePackTasks } from './rule-packs.ts';
import { superviseTasks } from './tasks.ts';
import { visitTasks } from './visits.ts';

type Overview = OutputOf<'overviews.district'>;
type Task = Overview['tasks'][number];

export const overviewQueries = {
  'overviews.district'({ reading, now }) {
    const office = requireOffice(reading);
    const pack = rulePackInForce(reading);
    const today = businessDay(now);
    const period = periodAt(now, periodRule(reading));
    const counts = stateCounts(periodRows(reading, office.id, period.closesOn));
    // What has left is found in 四库; it is in no figure of the year.
    const rows = listProjects(reading, { offices: [office.id] }).rows.filter((row) => row.exitedOn === null);
    const lagging = ruleOf(pack, 'lagging');
    const keyProjects = rows.filter((row) => row.level !== null && lagging.parameters.levels.includes(row.level));
    const plansOf = laggingPlans(reading, Number(today.slice(0, 4)), lagging.parameters.basis);
    const behind = keyProjects.filter(
      (row) => proposeLagging({ ...row, ...plansOf(row.id) }, today, lagging.parameters).isProposed,
    );
    const sum = (field: 'totalInvestment' | 'plannedThisYear' | 'doneThisYear') =>
      rows.reduce((total, row) => total + (row[field] ?? 0), 0);
    const reporting = ruleOf(pack, 'reportingPeriod').source;

    const tasks: Task[] = [];
    const add = (code: string, tone: Task['tone'], sentence: string, why: string, label: string, page: string) =>
      tasks.push({ code, tone, sentence, why, action: { label, page } });
    if (counts.total === 0)
      add(
        'IMPORT_LEDGER',
        'plain',
        '项目库还是空的，先把现有的重点项目台账导入进来。',
        '年初建账',
        '导入台账',
        '/import',
      );
    if (counts.empty > 0)
      add(
        'FILL_PROGRESS',
        'look',
        `${period.label}还有${counts.empty}个项目没有填报。`,
        reporting,
        '去填周报',
        '/progress',
      );
    if (counts.filled > 0)
      add(
        'REVIEW',
        'plain',
        `${period.label}有${counts.filled}个项目已填待审。`,
        '先审核，后报送',
        '去审核',
        '/progress',
      );
    if (counts.total > 0 && counts.empty === 0 && counts.filled === 0 && counts.reviewed > 0)
      add('EXPORT', 'plain', `${period.label}已全部审核，可以生成报送包。`, reporting, '生成报送包', '/exchange');
    const late = filledPeriods(reading, office.id).find((each) => each.period === previousPeriod(period.closesOn));
    // An office set up since then has nothing to make up for.
    if (counts.total > 0 && late === undefined && installedAt(reading) < period.opensAt)
      add(
        'LAST_PERIOD_EMPTY',
        'late',
        `上一期（${periodLabel(previousPeriod(period.closesOn))}）没有任何填报记录。`,
        reporting,
        '补填上期',
        `/progress?period=${previousPeriod(period.closesOn)}`,
      );
    tasks.push(...collectionTasks(reading, now), ...monthTasks(reading, now));
    tasks.push(...issueTasks(reading, office.id, now), ...superviseTasks(reading, office.id, now));
    tasks.push(...instructionTasks(reading, office.id, now), ...visitTasks(reading, now));
    tasks.push(...meetingTasks(reading, now));
    tasks.push(...leaderTasks(reading, rows, today), ...delegationTasks(reading, today));
    const waiting = unacknowledgedRecords(reading);
    if (waiting > 0 && counts.total > 0)
      add(
        'UNACKNOWLEDGED',
        'plain',
        `有${countedText(waiting)}项内容（项目、周报等）改动后还没有收到对方的回执。`,
        '生成不等于对方已收',
        '报送接收',
        '/exchange',
      );
    if (Number(today.slice(0, 4)) !== office.ledgerYear)
      add(
        'LEDGER_YEAR',
        'look',
        `今天是${shownDay(today)}，账目年度还是${office.ledgerYear}年。`,
        '年终结账后再开新年度',
        '去年度结转',
        '/year-turn',
      );
    if (behind.length > 0)
      add(
        'LAGGING',
        'look',
        `按序时进度有${behind.length}个省市重点项目偏慢，可能列入附件2。`,
        lagging.source,
        '看滞后情况',
        '/reports',
      );

    tasks.push(...poolTasks(reading, office, today));
    tasks.push(...findingTasks(reading, now), ...permitTasks(reading, now), ...factorTasks(reading, now));

    tasks.push(...rulePackTasks(reading, today), ...calendarTasks(reading, today));
    const planned = sum('plannedThisYear');
    const done = sum('doneThisYear');
    const wan = (yuan: number) => Math.round(yuan / 10_000);
    return {
      today,
      period: { closesOn: period.closesOn, label: period.label, deadline: periodDeadline(reading, period), counts },
      tasks,
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
    };
  },
} satisfies Partial<QueryHandlers>;
