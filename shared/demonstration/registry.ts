/**
 * What the registry says of a project on a day: milestones, permits, land, statistics, stops, stage duties, factor needs.
 * The office writes down what has become different since it looked last.
 */
import { dayOfNumber } from '../calendar/day.ts';
import type { EntityName } from '../domain/entity.ts';
import type { MilestoneKind } from '../domain/milestone.ts';
import type { ProjectStage } from '../domain/project.ts';
import { deterministicId, type JsonValue } from '../package/operation.ts';
import type { DraftRecord, Identities } from './ledger.ts';
import { type FactorTimes, type Life, lifeOf, type PermitTimes } from './life.ts';
import { stewards, unitIndex } from './names.ts';
import type { FictionalProject } from './projects.ts';
import { randomOf } from './random.ts';

type Values = Readonly<Record<string, JsonValue>>;

export interface Registry {
  /** Drafts of everything that is different from the last time; all of it the first time. Days never go back. */
  draftsUntil(day: number): DraftRecord[];
  /** Fields of the project itself that follow from its life. */
  projectValues(day: number): Values;
}

export interface RegistryWishes {
  readonly seed: number;
  readonly ids: Identities;
  readonly project: FictionalProject;
  /** Day number at which the history ends. */
  readonly today: number;
}

interface RecordOnDay {
  readonly entity: EntityName;
  readonly id: string;
  readonly values: Values;
}

export function registryOf(wishes: RegistryWishes): Registry {
  const { seed, project, today } = wishes;
  const life = lifeOf(seed, project, today);
  const recordsOn = recordsOf(wishes, life);
  const turns = turningDays(life);
  const projectId = wishes.ids.projects[project.index] ?? '';
  let last: number | null = null;
  const known = new Map<string, Values>();
  let knownProject: Values = {};
  return {
    projectValues: (day) => (knownProject = projectValuesOn(life, day)),
    draftsUntil(day) {
      const from = last;
      last = day;
      if (from !== null && !turns.some((turn) => turn > from && turn <= day)) return [];
      const drafts: DraftRecord[] = [];
      if (from !== null) {
        const values = projectValuesOn(life, day);
        const changed = changedValues(knownProject, values);
        knownProject = values;
        if (changed !== null) drafts.push({ entity: 'project', id: projectId, kind: 'put', values: changed });
      }
      for (const { entity, id, values } of recordsOn(day)) {
        const before = known.get(id);
        const changed = before === undefined ? values : changedValues(before, values);
        known.set(id, values);
        if (changed !== null) drafts.push({ entity, id, kind: 'put', values: changed });
      }
      return drafts;
    },
  };
}

function changedValues(before: Values, values: Values): Values | null {
  const changed = Object.entries(values).filter(([field, value]) => before[field] !== value);
  return changed.length === 0 ? null : Object.fromEntries(changed);
}

/** Days on which something is to be written; a stop is written when it happens and again when it is over. */
function turningDays(life: Life): number[] {
  const { stop, auction, registeredStatistically: registered } = life;
  return [
    life.signing,
    life.start,
    life.start + 30,
    life.halfway,
    life.completion,
    life.fullBenefit,
    ...(auction === null ? [] : [auction]),
    ...(registered === null ? [] : [registered]),
    ...(stop === null ? [] : [stop.from, stop.due + 7, stop.resumed ?? stop.from]),
    ...life.permits.flatMap((permit) => [permit.accepted, permit.finished]),
    ...life.needs.map((need) => need.met),
  ];
}

function projectValuesOn(life: Life, day: number): Values {
  const isStarted = day >= life.start;
  return {
    stage: stageOn(life, day),
    landTenure: life.landTenure,
    landAuctionDay: life.auction !== null && day >= life.auction ? dayOfNumber(life.auction) : null,
    isStatisticalRegistrationDue: isStarted,
    statisticallyRegisteredOn: reached(life.registeredStatistically, day),
    capacityPercent: day >= life.fullBenefit ? 100 : day >= life.completion + 60 ? 65 : null,
    capacityNote: day >= life.completion + 60 && day < life.fullBenefit ? '订单仍在爬坡，第二条生产线调试中。' : null,
  };
}

function stageOn(life: Life, day: number): ProjectStage {
  if (day >= life.completion - 60) return 'acceptance';
  if (day >= life.start) return 'construction';
  if (day >= life.start - 300) return 'approval';
  return day >= life.signing - 90 ? 'attraction' : 'planning';
}

function recordsOf({ seed, ids, project, today }: RegistryWishes, life: Life): (day: number) => RecordOnDay[] {
  const projectId = ids.projects[project.index] ?? '';
  const random = randomOf(seed, 'registry', project.index);
  const unitId = ids.units[project.units[0] ?? 0] ?? '';
  const personId = project.steward === null ? null : (ids.stewards[project.steward] ?? null);
  const hasOwnMilestone = random.chance(0.5);
  const hasDuties = random.chance(0.3);
  const hasFactors = random.chance(0.8);
  const milestoneId = (kind: MilestoneKind) =>
    kind === 'own' ? deterministicId('milestone', projectId, 'own', 1) : deterministicId('milestone', projectId, kind);
  const milestone = (kind: MilestoneKind, name: string, planned: string | null, actual: number | null, more = {}) => {
    const id = milestoneId(kind);
    return (day: number): RecordOnDay => ({
      entity: 'milestone',
      id,
      values: {
        projectId,
        kind,
        name,
        plannedOn: planned,
        actualOn: kind !== 'landAuction' && actual !== null && actual <= day ? dayOfNumber(actual) : null,
        unitId,
        personId,
        ...more,
      },
    });
  };
  const after = (...kinds: MilestoneKind[]) => ({ afterIds: kinds.map(milestoneId) });
  const { completesOn, endDay, startDay } = project;
  const delay = project.actualStartDay - startDay;
  const month = (day: number) => dayOfNumber(day).slice(0, 7);
  // Planned start and completion and the auction's day are the project's own (domain/milestone.ts).
  const records = [
    milestone('signing', '签约', month(life.signing - delay), life.signing, { printOrder: 1 }),
    ...(life.auction === null
      ? []
      : [milestone('landAuction', '土地摘牌', month(life.auction - delay), life.auction, { printOrder: 2 })]),
    milestone('start', '开工', null, life.start, { ...after('signing'), printOrder: 3 }),
    ...(hasOwnMilestone
      ? [
          milestone('own', halfwayNames[project.theme.family], month((startDay + endDay) >> 1), life.halfway, {
            ...after('start'),
            workingDays: Math.max(20, Math.round((life.halfway - life.start) * 0.68)),
            printOrder: 4,
          }),
        ]
      : []),
    milestone('completion', '竣工', null, life.completion, {
      ...after(hasOwnMilestone ? 'own' : 'start'),
      workingDays: Math.max(30, Math.round((endDay - ((startDay + endDay) >> 1)) * 0.68)),
      printOrder: 5,
    }),
    milestone(
      'fullBenefit',
      '达效',
      completesOn === null ? null : month(endDay + 180),
      project.theme.family === 'plant' ? life.fullBenefit : null,
      { ...after('completion'), printOrder: 6 },
    ),
    ...(hasPermitLedger(project, today) ? life.permits.map((permit, at) => permitOf(permit, at)) : []),
    ...(hasDuties ? duties() : []),
    ...(hasFactors ? life.needs.map(needOf) : []),
  ];

  function permitOf({ step, isApplicable, ...times }: PermitTimes, at: number): (day: number) => RecordOnDay {
    const id = deterministicId('permit', projectId, step.code);
    const picked = randomOf(seed, 'permit record', project.index, step.code);
    const authority = authorities.find(([pattern]) => pattern.test(step.name))?.[1] ?? '发展改革局';
    const number = `${authority.slice(0, 1)}审〔${dayOfNumber(times.finished).slice(0, 4)}〕${picked.between(1, 190)}号`;
    return (day) => {
      const isDone = isApplicable && day >= times.finished;
      const isAccepted = isApplicable && day >= times.accepted;
      return {
        entity: 'permit',
        id,
        values: {
          projectId,
          step: step.code,
          stage: step.stage,
          name: step.name,
          state: !isApplicable ? 'notApplicable' : isDone ? 'done' : isAccepted ? 'inHand' : 'notStarted',
          authorityId: ids.units[unitIndex(authority)] ?? '',
          holderUnitId: unitId,
          holderId: personId,
          statutoryDays: times.statutoryDays,
          promisedDays: times.promisedDays,
          plannedOn: isApplicable ? dayOfNumber(times.planned) : null,
          acceptedOn: isAccepted ? dayOfNumber(times.accepted) : null,
          finishedOn: isDone ? dayOfNumber(times.finished) : null,
          documentNumber: isDone ? number : null,
          after: step.after,
          printOrder: at + 1,
        },
      };
    };
  }

  function needOf({ factor, isNeeded, neededBy, met }: FactorTimes): (day: number) => RecordOnDay {
    const id = deterministicId('factorNeed', projectId, factor);
    const { unit, description } = factorWords[factor];
    return (day) => ({
      entity: 'factorNeed',
      id,
      values: isNeeded
        ? {
            projectId,
            factor,
            state: day >= met ? 'met' : 'needed',
            description,
            unitId: ids.units[unitIndex(unit)] ?? null,
            neededBy: dayOfNumber(neededBy),
            metOn: reached(met, day),
          }
        : { projectId, factor, state: 'notNeeded' },
    });
  }

  function duties(): ((day: number) => RecordOnDay)[] {
    const parts: readonly (readonly [ProjectStage, number, number, string])[] = [
      ['planning', life.signing - 240, life.signing - 90, '发展改革局'],
      ['attraction', life.signing - 90, life.signing + 30, '商务局'],
      ['approval', life.start - 240, startDay, '自然资源局'],
      ['construction', startDay, endDay, project.theme.department],
      ['acceptance', endDay - 30, endDay + 60, '住房城乡建设局'],
    ];
    return parts.map(([stage, from, until, unit]) => {
      const finished = until + (stage === 'construction' || stage === 'acceptance' ? life.completion - endDay : delay);
      const id = deterministicId('stageDuty', projectId, stage);
      const person = ids.stewards[randomOf(seed, 'duty', project.index, stage).below(stewards.length)] ?? null;
      return (day: number): RecordOnDay => ({
        entity: 'stageDuty',
        id,
        values: {
          projectId,
          stage,
          unitId: ids.units[unitIndex(unit)] ?? '',
          personId: person,
          plannedFrom: dayOfNumber(from),
          plannedUntil: dayOfNumber(until),
          finishedOn: reached(finished, day),
        },
      });
    });
  }

  const { stop } = life;
  const stopId = stop === null ? '' : deterministicId('suspension', projectId, dayOfNumber(stop.from));
  const stopReason = random.pick(stopReasons);
  return (day) => [
    ...records.map((record) => record(day)),
    ...(stop === null || day < stop.from
      ? []
      : [
          {
            entity: 'suspension' as const,
            id: stopId,
            values: {
              projectId,
              suspendedOn: dayOfNumber(stop.from),
              reason: stopReason,
              resumptionDueOn: dayOfNumber(stop.due),
              resumedOn: reached(stop.resumed, day),
              notResumedReason:
                stop.resumed === null && stop.hasReason && day > stop.due ? '施工单位正在更换，监理合同待续签。' : null,
            },
          },
        ]),
  ];
}

/** Permits of works finished long ago are on paper only. */
function hasPermitLedger(project: FictionalProject, today: number): boolean {
  return project.actualStartDay > today - 700 && project.startsOn !== null;
}

function reached(turn: number | null, day: number): string | null {
  return turn !== null && turn <= day ? dayOfNumber(turn) : null;
}

const halfwayNames = {
  building: '主体结构封顶',
  line: '主线贯通',
  plant: '厂房主体完工',
  landscape: '土建工程完工',
} as const;

const authorities: readonly (readonly [RegExp, string])[] = [
  [/土地|用地|规划|选址/, '自然资源局'],
  [/环评|环境/, '生态环境局'],
  [/施工|图|消防|人防|竣工|质量|安全/, '住房城乡建设局'],
  [/水/, '水利局'],
  [/文物/, '文化旅游局'],
];

const factorWords = {
  capital: { unit: '发展改革局', description: '项目贷款和专项债券额度待落实。' },
  land: { unit: '自然资源局', description: '剩余地块用地指标和供地手续。' },
  permits: { unit: '住房城乡建设局', description: '图审、施工许可需并联办理。' },
  demolition: { unit: '城市管理局', description: '红线内地上附属物和杆线迁改。' },
} as const;

const stopReasons = [
  '资金未按节点到位，施工班组撤场。',
  '红线内仍有附属物未清表，作业面中断。',
  '大气污染管控，土方作业停工。',
  '设计变更待批，暂停主体施工。',
] as const;
