/** What a project reports in one week: the year's figure, physical progress, words, problems and how they are solved. */
import { dayNumber } from '../calendar/day.ts';
import { unitIndex, units } from './names.ts';
import { doneThisYear, plannedShare, type YearPlan } from './plans.ts';
import { problemKinds, siteParts } from './problems.ts';
import type { FictionalProject } from './projects.ts';
import { type Random, randomOf } from './random.ts';
import { fill } from './themes.ts';
import { preliminary, works } from './works.ts';

export interface WeeklyFigures {
  /** 元. */
  readonly doneThisYear: number | null;
  readonly physicalProgress: string | null;
  readonly progressText: string | null;
  readonly problems: string | null;
  readonly coordination: string | null;
}

/** A stretch of weeks in which something stands in the way. */
interface Episode {
  readonly fromWeek: number;
  readonly weeks: number;
  readonly problem: string;
  readonly steps: readonly string[];
  readonly solved: string;
}

export interface Storyteller {
  /** `last`: what was reported before in the same year. */
  report(
    project: FictionalProject,
    plan: YearPlan,
    period: string,
    week: number,
    last: WeeklyFigures | null,
  ): WeeklyFigures;
}

export function storyteller(seed: number, weeks: number): Storyteller {
  const episodes = new Map<number, readonly Episode[]>();
  return {
    report(project, plan, period, week, last) {
      const random = randomOf(seed, 'week', project.index, period);
      const day = dayNumber(period);
      const known =
        episodes.get(project.index) ?? episodesOf(randomOf(seed, 'episodes', project.index), project, weeks);
      episodes.set(project.index, known);
      const figure = figureOf(random, project, plan, day, last?.doneThisYear ?? 0);
      // Nothing new this week: the words of the week before stand again, as offices do.
      const isQuiet = last !== null && last.progressText !== null && random.chance(0.07);
      const words = isQuiet ? last : wordsOf(random, project, plan, day, figure ?? 0);
      return {
        doneThisYear: figure,
        physicalProgress: words.physicalProgress,
        progressText: words.progressText,
        ...troubleOf(known, week),
      };
    },
  };
}

/** A figure never falls by itself, stands still now and then, and is a little early or late against the curve. */
function figureOf(random: Random, project: FictionalProject, plan: YearPlan, day: number, last: number): number | null {
  if (plan.planned === null) return null;
  if (last > 0 && random.chance(0.12)) return last;
  return Math.max(last, doneThisYear(project, plan, day + random.between(-3, 3)));
}

function wordsOf(
  random: Random,
  project: FictionalProject,
  plan: YearPlan,
  day: number,
  done: number,
): Pick<WeeklyFigures, 'physicalProgress' | 'progressText'> {
  const hasStarted = day >= project.actualStartDay;
  const { stages, weekly } = hasStarted ? works[project.theme.family] : preliminary;
  const share = hasStarted
    ? Math.min(0.999, (plan.doneBefore + done) / Math.max(1, project.totalInvestment))
    : Math.min(0.999, Math.max(0, 1 - (project.actualStartDay - day) / 540));
  const stage = Math.min(stages.length - 1, Math.floor(share * stages.length));
  const percent = Math.max(3, Math.min(99, Math.round((share * stages.length - stage) * 100)));
  const values = {
    p: percent,
    n: random.between(2, 9),
    n2: random.between(10, 14),
    m: random.between(3, 96) * 10,
    t: random.between(12, 260),
    blocks: random.between(2, 8),
    storey: Math.max(1, Math.round((percent / 100) * (4 + (project.index % 22)))),
    agent: units[unitIndex(project.theme.department)]?.name ?? '责任单位',
  };
  const { physical, text } = stages[stage] ?? { physical: '', text: '' };
  const count = random.between(1, 2);
  const done1 = random
    .shuffled(stage < stages.length / 2 ? weekly[0] : weekly[1])
    .slice(0, count)
    .map((sentence) => fill(sentence, { ...values, n: random.between(2, 9), m: random.between(3, 96) * 10 }));
  const isBehind = hasStarted && plannedShare(project, day) - share > 0.12;
  const outlook = isBehind ? '正在倒排工期，增加作业面追赶进度。' : random.chance(0.25) ? '下周转入下一工序。' : '';
  return {
    physicalProgress: fill(physical, values),
    progressText: `${fill(text, values)}本周${done1.join('，')}。${outlook}`,
  };
}

function troubleOf(episodes: readonly Episode[], week: number): Pick<WeeklyFigures, 'problems' | 'coordination'> {
  const open = episodes.find((episode) => week >= episode.fromWeek && week < episode.fromWeek + episode.weeks);
  if (open === undefined) {
    const over = episodes.find((episode) => week === episode.fromWeek + episode.weeks);
    return { problems: null, coordination: over?.solved ?? null };
  }
  const age = week - open.fromWeek;
  // Every step stands for two or three weeks; nothing was tried yet in the first week.
  const step = age === 0 ? null : (open.steps[Math.min(open.steps.length - 1, Math.floor((age - 1) / 2))] ?? null);
  return { problems: open.problem, coordination: step };
}

function episodesOf(random: Random, project: FictionalProject, weeks: number): Episode[] {
  const episodes: Episode[] = [];
  let week = random.between(0, project.isLagging ? 8 : 40);
  while (week < weeks + 4) {
    const kind = random.pick(problemKinds);
    const length = random.between(3, project.isLagging ? 14 : 7);
    const values = {
      town: project.town,
      units: kind.units.map((unit) => fill(unit, { town: project.town })).join('、'),
      part: random.pick(siteParts),
      n: random.between(2, 26),
      m: random.between(6, 120),
      k: random.between(2, 6),
      k2: random.between(7, 18),
    };
    episodes.push({
      fromWeek: week,
      weeks: length,
      problem: fill(kind.problem, values),
      steps: kind.steps.map((step) => fill(step, values)),
      solved: fill(kind.solved, values),
    });
    week += length + random.between(project.isLagging ? 2 : 10, project.isLagging ? 10 : 60);
  }
  return episodes;
}
