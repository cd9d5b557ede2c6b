/** The projects of the fictional district: what they are, when they run, who answers for them, and how well they go. */
import { dayNumber, dayOfNumber } from '../calendar/day.ts';
import type { ProjectLevel } from '../domain/project.ts';
import {
  companyWords,
  contacts,
  leaders,
  places,
  roads,
  seniorLeaders,
  stewards,
  townNames,
  unitIndex,
  units,
} from './names.ts';
import { type Random, randomOf } from './random.ts';
import { companyTrades, fill, type Theme, themes } from './themes.ts';

export interface FictionalProject {
  readonly index: number;
  readonly theme: Theme;
  readonly name: string;
  readonly level: ProjectLevel;
  readonly summary: string;
  readonly place: string;
  readonly owner: string | null;
  readonly code: string | null;
  readonly fundingSource: string | null;
  readonly town: string;
  /** Indexes into the registers of names.ts; the first unit leads. */
  readonly units: readonly number[];
  readonly leaders: readonly number[];
  /** Leaders of the province or the city, indexes into names.ts. */
  readonly seniors: readonly number[];
  readonly steward: number | null;
  readonly contact: number | null;
  /** 元. */
  readonly totalInvestment: number;
  /** Day numbers of calendar/day.ts. */
  readonly startDay: number;
  readonly endDay: number;
  /** When work really begins; later than planned where 应开未开. */
  readonly actualStartDay: number;
  readonly startsOn: string | null;
  readonly completesOn: string | null;
  /** Share of the planned work a year really brings: about 1, clearly less where it lags. */
  readonly pace: number;
  readonly isLagging: boolean;
  readonly hasAnnualTask: boolean;
  readonly hasQuarters: boolean;
  /** Taken into the ledger only this many weeks after the ledger was opened. */
  readonly joinsAfterWeeks: number | null;
}

type Phase = 'completion' | 'construction' | 'start' | 'reserve';

export interface ProjectWishes {
  readonly seed: number;
  readonly projects: number;
  readonly weeks: number;
  /** The current year: phases are meant as of now. */
  readonly year: number;
}

/** About 10 in 120 provincial, 25 in 120 municipal, the rest the district's own; in the order of the ledger. */
export function fictionalProjects({ seed, projects, weeks, year }: ProjectWishes): FictionalProject[] {
  const names = new Set<string>();
  const provincial = Math.round(projects / 12);
  const municipal = Math.round((projects * 25) / 120);
  const phases = randomOf(seed, 'phases');
  const made = Array.from({ length: projects }, (_, index) => {
    const level = index < provincial ? 'provincial' : index < provincial + municipal ? 'municipal' : 'district';
    const random = randomOf(seed, 'project', index);
    return fictionalProject(random, { index, level, phase: phaseOf(phases.share()), year, weeks, names });
  });
  const headed = made.map(withUnitHead);
  return projects < 40 ? headed : withLikeness(headed);
}

/** In principle the head of the responsible unit is the steward (二七办文〔2024〕7号 四(三)3); now and then it is somebody else. */
function withUnitHead(project: FictionalProject): FictionalProject {
  const { steward, units: own } = project;
  return steward === null || steward < 4 ? project : { ...project, steward: (own[0] ?? 0) % stewards.length };
}

/** The last one was typed by another desk and is most likely the one in the middle: name, owner, plot and amount are close. */
function withLikeness(projects: readonly FictionalProject[]): FictionalProject[] {
  const like = projects[projects.length >> 1];
  return projects.map((project, index) =>
    index !== projects.length - 1 || like === undefined
      ? project
      : {
          ...project,
          name: like.name.endsWith('项目') ? `${like.name.slice(0, -2)}工程` : `${like.name}项目`,
          theme: like.theme,
          summary: like.summary,
          place: like.place,
          owner: like.owner,
          town: like.town,
          units: like.units,
          totalInvestment: like.totalInvestment + 500_000,
          startsOn: like.startsOn,
        },
  );
}

function phaseOf(share: number): Phase {
  if (share < 0.2) return 'completion';
  if (share < 0.64) return 'construction';
  return share < 0.85 ? 'start' : 'reserve';
}

interface Frame {
  readonly index: number;
  readonly level: ProjectLevel;
  readonly phase: Phase;
  readonly year: number;
  readonly weeks: number;
  /** Names taken so far; the new one is added. */
  readonly names: Set<string>;
}

function fictionalProject(random: Random, frame: Frame): FictionalProject {
  const { index, level, phase } = frame;
  const suited = level === 'district' ? themes : themes.filter((theme) => theme.scale[1] >= 8);
  const theme = random.pick(suited);
  const town = random.pick(townNames);
  const words = wordsOf(random, town);
  const totalInvestment = investment(random, theme, level);
  const isLagging = phase !== 'reserve' && random.chance(phase === 'start' ? 0.35 : 0.2);
  const times = timesOf(random, phase, frame, isLagging);
  const isCompany = theme.owner.includes('{word}');
  return {
    index,
    theme,
    name: freeName(random, theme, words, frame.names),
    level,
    summary: summaryOf(random, theme, words),
    place: `${town}${random.pick(roads)}${random.pick(['东侧', '西侧', '以南', '以北', '与规划路交会处'])}`,
    owner: random.chance(0.06) ? null : fill(theme.owner, words),
    code: phase === 'reserve' || random.chance(0.1) ? null : nationalCode(random, times.startDay),
    fundingSource: random.chance(0.05) ? null : random.pick(theme.fundingSources),
    town,
    units: responsibleUnits(random, theme, town, isCompany),
    leaders: random.chance(0.07) ? [] : random.some(keysOf(leaders), level === 'district' ? 1 : random.between(1, 2)),
    seniors: seniorsOf(index, level),
    steward: random.chance(0.1) ? null : random.below(stewards.length),
    contact: random.chance(0.15) ? null : random.below(contacts.length),
    totalInvestment,
    ...times,
    pace: isLagging ? 0.35 + random.share() * 0.45 : 0.97 + random.share() * 0.12,
    isLagging,
    hasAnnualTask: random.chance(0.8),
    hasQuarters: random.chance(0.3),
    joinsAfterWeeks:
      level === 'district' && random.chance(0.1) ? random.between(6, Math.max(7, frame.weeks - 4)) : null,
  };
}

/** 省领导 for six in ten 省重点, 市领导 for six in ten 市重点, now and then two; a draw of its own keeps all else as it was. */
function seniorsOf(index: number, level: ProjectLevel): number[] {
  const random = randomOf('seniors', index);
  const among = seniorLeaders.flatMap((leader, at) => (leader.tier === level ? [at] : []));
  if (among.length === 0 || random.chance(0.4)) return [];
  return random.some(among, random.chance(0.15) ? 2 : 1);
}

/** 亿元 in steps that offices print: 1.2, 18, 0.35. */
function investment(random: Random, theme: Theme, level: ProjectLevel): number {
  const [low, high] = theme.scale;
  const [from, to] =
    level === 'provincial'
      ? [Math.max(10, low), Math.max(60, high)]
      : level === 'municipal'
        ? [Math.max(3, low), Math.max(25, high)]
        : [low, Math.min(8, high)];
  // Small ones are many: the share is squared.
  const share = random.share();
  const billions = from + (to - from) * share * share;
  const step = billions >= 10 ? 1 : billions >= 1 ? 0.1 : 0.01;
  const rounded = Math.max(0.05, Math.round(billions / step) * step);
  const exact = Math.round(rounded * 10_000) * 10_000;
  return random.chance(0.12) ? exact + random.between(1, 99) * 10_000 + random.pick([0, 0, 2500, 5600]) : exact;
}

function timesOf(random: Random, phase: Phase, { year, weeks }: Frame, isLagging: boolean) {
  const january = (of: number) => dayNumber(`${of}-01-01`);
  const within = (of: number, from: number, to: number) => january(of) + random.between(from, to);
  const span = Math.max(3, Math.ceil(weeks / 52));
  let startDay = within(year - random.between(1, span), 20, 340);
  let endDay = within(year + random.between(1, 3), 20, 350);
  if (phase === 'completion') endDay = within(year, 150, 355);
  if (phase === 'start') startDay = within(year, 45, 352);
  if (phase === 'reserve') startDay = within(year + random.between(1, 2), 20, 340);
  if (phase === 'start' || phase === 'reserve') endDay = startDay + random.between(300, 1300);
  const delay = isLagging && phase === 'start' ? random.between(40, 300) : random.between(0, 12);
  const isVague = phase === 'reserve' && random.chance(0.3);
  return {
    startDay,
    endDay,
    actualStartDay: startDay + delay,
    startsOn: isVague ? null : precise(random, startDay),
    completesOn: isVague || random.chance(0.04) ? null : precise(random, endDay),
  };
}

/** As precisely as offices know it: a month mostly, sometimes a year or a day. */
function precise(random: Random, day: number): string {
  const length = random.pick([4, 7, 7, 7, 7, 10]);
  return dayOfNumber(day).slice(0, length);
}

/** 4-6-2-2-6 characters; 990199 is no area code. */
function nationalCode(random: Random, startDay: number): string {
  const month = dayOfNumber(startDay - random.between(60, 300))
    .slice(2, 7)
    .replace('-', '');
  return `${month}-990199-0${random.between(1, 9)}-0${random.between(1, 5)}-${random.between(100_000, 999_999)}`;
}

function responsibleUnits(random: Random, theme: Theme, town: string, isCompany: boolean): number[] {
  const chosen = [unitIndex(theme.department)];
  const second = random.share();
  if (second < 0.45) chosen.push(unitIndex(town));
  else if (second < 0.6 && isCompany) chosen.unshift(units.findIndex((unit) => unit.kind === 'park') + random.below(3));
  else if (second < 0.75 && !isCompany && units.some((unit) => unit.name === theme.owner && unit.kind === 'company'))
    chosen.push(unitIndex(theme.owner));
  return [...new Set(chosen)];
}

function freeName(random: Random, theme: Theme, words: Words, taken: Set<string>): string {
  for (let attempt = 0; attempt < 60; attempt += 1) {
    const name = fill(random.pick(theme.names), {
      ...words,
      product: random.pick(theme.products),
      place: random.pick(places),
      place2: random.pick(places),
      road: random.pick(roads),
      word: random.pick(companyWords),
    });
    const long = random.chance(0.06) ? fill(random.pick(longNames), { name, town: words['town'] ?? '' }) : name;
    if (!taken.has(long)) return remembered(long, taken);
  }
  const base = fill(theme.names[0] ?? '{place}', { ...words, product: random.pick(theme.products) });
  for (let phase = 2; ; phase += 1) {
    const name = `${base}（第${phase}期）`;
    if (!taken.has(name)) return remembered(name, taken);
  }
}

const longNames = [
  '青石区城乡统筹示范区（{name}）及周边基础设施配套提升改造工程总承包项目',
  '云岭市青石区{town}片区综合开发及配套工程——{name}（含红线外市政道路、给排水及电力通道）',
  '{name}暨{town}公共服务设施补短板、老旧管网更新和停车泊位扩容一体化建设项目',
] as const;

function remembered(name: string, taken: Set<string>): string {
  taken.add(name);
  return name;
}

function summaryOf(random: Random, theme: Theme, words: Words): string {
  const first = fill(theme.summary, words);
  if (!random.chance(0.18)) return first;
  const more = [
    `项目分两期实施：一期建设${random.between(2, 6)}个单体及室外配套，二期视招商情况启动。`,
    `项目纳入${words.town}控制性详细规划，已列入区级重点项目名单，用地性质符合国土空间规划。`,
    `同步建设海绵设施、充电桩${random.between(20, 300)}个、地下管线综合${random.between(2, 9)}类，并预留远期接口。`,
    `建成后预计年产值${random.between(1, 40)}亿元，可提供就业岗位${random.between(60, 1800)}个，带动上下游企业${random.between(3, 30)}家。`,
    '施工期间采取分区封闭、夜间错峰运输等措施，尽量减少对周边居民出行的影响，并按绿色工地标准管理。',
  ];
  return [first, ...random.some(more, random.between(3, 5))].join('');
}

type Words = Readonly<Record<string, string | number>>;

function wordsOf(random: Random, town: string): Words {
  return {
    town,
    place: random.pick(places),
    place2: random.pick(places),
    road: random.pick(roads),
    side: random.pick(['东', '西', '南', '北']),
    word: random.pick(companyWords),
    trade: random.pick(companyTrades),
    area: random.between(18, 480),
    floor: random.between(8, 260) / 10,
    sets: random.between(12, 460),
    output: random.between(2, 90),
    storey: random.between(3, 26),
    basement: random.between(1, 2),
    length: random.between(9, 140) / 10,
    length2: random.between(5, 60) / 10,
    width: random.pick([16, 20, 24, 30, 40, 50]),
    lane: random.pick([2, 4, 6]),
    count: random.between(2, 9),
    stations: random.between(1, 5),
    wells: random.between(80, 900),
    classes: random.pick([12, 18, 24, 36, 48]),
    beds: random.between(60, 600),
    cars: random.between(80, 900),
    blocks: random.between(3, 28),
    homes: random.between(160, 3200),
    earth: random.between(3, 90),
    power: random.between(10, 120),
  };
}

function keysOf(list: readonly unknown[]): number[] {
  return list.map((_, index) => index);
}
