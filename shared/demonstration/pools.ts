/** Entries into the pools, moves between them and exits, each with its clause (二七办文〔2024〕7号 四(二)). */
import type { ProjectPool } from '../domain/project.ts';
import { deterministicId, type JsonValue } from '../package/operation.ts';
import { builtInPack, defaultRulePack, ruleOf } from '../rules/packs/index.ts';
import type { DraftRecord, Identities } from './ledger.ts';
import { stewards, unitIndex } from './names.ts';

const pack = builtInPack('erqi-2024@1') ?? defaultRulePack;
const lateGround = ruleOf(pack, 'poolEntry').parameters.lateGrounds[0] ?? null;
const exits = ruleOf(pack, 'poolExits').parameters.exits;

export function entryDraft(projectId: string, pool: ProjectPool, day: string, isLate: boolean): DraftRecord {
  return transition(projectId, day, {
    kind: isLate ? 'lateEntry' : 'entry',
    fromPool: null,
    toPool: pool,
    ...(isLate
      ? {
          ground: lateGround?.code ?? null,
          groundText: lateGround?.label ?? '新取得地块的项目',
          signedBy: stewards[0]?.name ?? null,
          consentOn: day,
          consentDocument: minutes(day, 4),
        }
      : {}),
    source: '二七办文〔2024〕7号 四(二)1',
  });
}

const conditions: Readonly<Record<string, string>> = {
  start: '手续完备，达到开工标准',
  construction: '已实质性开工',
  completion: '计划本年内竣工，年度结转时转入',
};

export function transferDraft(projectId: string, from: ProjectPool, to: ProjectPool, day: string): DraftRecord {
  return transition(projectId, day, {
    kind: 'transfer',
    fromPool: from,
    toPool: to,
    groundText: conditions[to] ?? null,
    source: '二七办文〔2024〕7号 四(二)2',
  });
}

interface Leaving {
  readonly projectId: string;
  readonly from: ProjectPool;
  readonly day: string;
  readonly plot: string;
}

/** Minutes of the leading group. */
function minutes(day: string, number: number): string {
  return `青石重点办纪要〔${day.slice(0, 4)}〕${number}号`;
}

/** ④ 企业无能力开发造成土地长期闲置 or what the pack says like it: consent of the leading group, the plot is offered again. */
export function exitDrafts(ids: Identities, { projectId, from, day, plot }: Leaving): DraftRecord[] {
  const exit = exits.find((each) => each.label.includes('闲置')) ?? exits.find((each) => each.needsConsent) ?? null;
  return [
    { entity: 'project', id: projectId, kind: 'put', values: { pool: null, exitedOn: day, plot } },
    transition(projectId, day, {
      kind: 'exit',
      fromPool: from,
      toPool: null,
      ground: exit?.code ?? null,
      groundText: exit?.label ?? '企业无能力开发造成土地长期闲置',
      consentOn: day,
      consentDocument: minutes(day, 9),
      isLandReclaimed: true,
      source: exit?.source ?? '二七办文〔2024〕7号 四(二)3',
    }),
    {
      entity: 'plotAttraction',
      id: deterministicId('plotAttraction', projectId),
      kind: 'put',
      values: {
        projectId,
        plot,
        openedOn: day,
        unitId: ids.units[unitIndex('商务局')] ?? null,
        note: '已列入招商地块清单，正在与两家企业对接。',
      },
    },
  ];
}

function transition(projectId: string, day: string, values: Readonly<Record<string, JsonValue>>): DraftRecord {
  return {
    entity: 'poolTransition',
    id: deterministicId('poolTransition', projectId, day),
    kind: 'put',
    values: { projectId, onDay: day, rulePack: pack.id, ...values },
  };
}
