/** The days of a project's life as they really fall: signing, land, permits, start, completion, full benefit; and stops. */
import type { LandTenure } from '../domain/project.ts';
import type { ParametersOf } from '../rules/catalogue.ts';
import { builtInPack, defaultRulePack, ruleOf } from '../rules/packs/index.ts';
import type { FictionalProject } from './projects.ts';
import { randomOf } from './random.ts';

type PermitStep = ParametersOf<'permitTemplates'>['templates'][number]['steps'][number];

/** Day numbers of calendar/day.ts throughout. */
export interface Life {
  readonly landTenure: LandTenure;
  readonly signing: number;
  readonly auction: number | null;
  readonly start: number;
  /** Some time between start and completion: the building's shell is up, the pipes are in. */
  readonly halfway: number;
  readonly completion: number;
  readonly fullBenefit: number;
  readonly registeredStatistically: number | null;
  readonly permits: readonly PermitTimes[];
  readonly stop: Stop | null;
  readonly needs: readonly FactorTimes[];
}

/** What a project needs from others: by when, and when it came. */
export interface FactorTimes {
  readonly factor: 'capital' | 'land' | 'permits' | 'demolition';
  readonly isNeeded: boolean;
  readonly neededBy: number;
  readonly met: number;
}

export interface PermitTimes {
  readonly step: PermitStep;
  readonly isApplicable: boolean;
  readonly statutoryDays: number;
  readonly promisedDays: number;
  readonly planned: number;
  readonly accepted: number;
  readonly finished: number;
}

/** Work stopped on the site. */
interface Stop {
  readonly from: number;
  readonly due: number;
  /** null: not resumed by now. */
  readonly resumed: number | null;
  readonly hasReason: boolean;
}

/** `today`: the day the history ends at, so that some stops are still open then. */
export function lifeOf(seed: number, project: FictionalProject, today: number): Life {
  const random = randomOf(seed, 'life', project.index);
  const landTenure = tenureOf(random.share(), project);
  const start = project.actualStartDay;
  const completion = project.endDay + (project.isLagging ? random.between(50, 200) : random.between(-6, 14));
  return {
    landTenure,
    signing: start - random.between(220, 480),
    auction: landTenure === 'granted' ? start - random.between(60, 190) : null,
    start,
    halfway: start + Math.round((completion - start) * (0.45 + random.share() * 0.15)),
    completion,
    fullBenefit: completion + random.between(120, 330),
    registeredStatistically: random.chance(0.88) ? start + random.between(12, 70) : null,
    permits: permitTimes(seed, project, landTenure, completion),
    stop: stopOf(seed, project, today),
    needs: factorTimes(seed, project, landTenure),
  };
}

function tenureOf(share: number, { theme }: FictionalProject): LandTenure {
  if (theme.family === 'line') return share < 0.7 ? 'allocated' : 'none';
  if (theme.investmentClass === '社会投资') return share < 0.85 ? 'granted' : 'leased';
  return share < 0.8 ? 'allocated' : 'granted';
}

const template = ruleOf(builtInPack('erqi-2024@1') ?? defaultRulePack, 'permitTemplates').parameters.templates[0];

/** Steps one after another as the template says; before the start, except what only a site under way can have. */
function permitTimes(
  seed: number,
  project: FictionalProject,
  landTenure: LandTenure,
  completion: number,
): PermitTimes[] {
  const steps = template?.steps ?? [];
  const depths = depthsOf(steps);
  const early = steps.filter((step) => isBeforeStart(step));
  const deepest = Math.max(1, ...early.map((step) => depths.get(step.code) ?? 0));
  const lead = randomOf(seed, 'permit lead', project.index).between(150, 280);
  return steps.map((step) => {
    const random = randomOf(seed, 'permit', project.index, step.code);
    const statutoryDays = step.statutoryDays ?? random.pick([7, 10, 15, 20, 20, 30]);
    const promisedDays = step.promisedDays ?? Math.max(1, Math.ceil(statutoryDays / 2));
    const depth = depths.get(step.code) ?? 0;
    const due = isBeforeStart(step)
      ? project.startDay - Math.round((lead * (deepest - depth)) / (deepest + 1)) - 8
      : step.stage === 'construction'
        ? project.startDay + 40
        : project.endDay - 10;
    const real = isBeforeStart(step)
      ? due + (project.actualStartDay - project.startDay)
      : step.stage === 'construction'
        ? project.actualStartDay + random.between(20, 60)
        : completion - random.between(2, 25);
    // Working days as calendar days; one in six takes longer than promised.
    const used = Math.round((random.chance(0.16) ? promisedDays + random.between(2, 9) : promisedDays * 0.8) * 1.45);
    const finished = real - random.between(0, 9);
    return {
      step,
      isApplicable: landTenure !== 'none' || !/土地|用地/.test(step.name),
      statutoryDays,
      promisedDays,
      planned: due,
      accepted: finished - Math.max(1, used),
      finished,
    };
  });
}

function isBeforeStart(step: PermitStep): boolean {
  return step.stage === 'projectApproval' || step.stage === 'constructionApproval';
}

/** How many steps must come before each. */
function depthsOf(steps: readonly PermitStep[]): ReadonlyMap<string, number> {
  const depths = new Map<string, number>();
  for (let round = 0; round < steps.length; round += 1)
    for (const { code, after } of steps)
      depths.set(code, Math.max(0, ...after.map((before) => (depths.get(before) ?? 0) + 1)));
  return depths;
}

function factorTimes(seed: number, project: FictionalProject, landTenure: LandTenure): FactorTimes[] {
  return (['capital', 'land', 'permits', 'demolition'] as const).map((factor) => {
    const random = randomOf(seed, 'factor', project.index, factor);
    const from = factor === 'capital' ? project.actualStartDay + random.between(-60, 500) : project.actualStartDay - 60;
    const neededBy = from + random.between(-40, 120);
    return {
      factor,
      isNeeded: !(factor === 'land' && landTenure === 'none') && random.chance(0.72),
      neededBy,
      met: neededBy + (project.isLagging ? random.between(10, 220) : random.between(-50, 14)),
    };
  });
}

function stopOf(seed: number, project: FictionalProject, today: number): Stop | null {
  const random = randomOf(seed, 'stop', project.index);
  if (!random.chance(project.isLagging ? 0.3 : 0.06)) return null;
  const from = today - random.between(25, 160);
  if (from < project.actualStartDay + 20 || from > project.endDay - 30) return null;
  const due = from + random.between(14, 60);
  const resumed = random.chance(0.45) ? due + random.between(-5, 12) : null;
  return { from, due, resumed: resumed === null || resumed > today ? null : resumed, hasReason: random.chance(0.6) };
}
