/** 六个明确: a list of what is missing; what a district cannot have is “not applicable”, never red (domain.md 1). */
import { shownDay } from '../calendar/day.ts';
import type { OutputOf } from '../contract/index.ts';
import type { ProjectRow } from '../contract/projects.ts';
import { wanText } from '../text/money.ts';
import type { RulePack } from './catalogue.ts';
import { ruleOf } from './packs/index.ts';

export interface DefiniteFacts {
  readonly row: ProjectRow;
  readonly stewards: readonly string[];
}

type Definite = OutputOf<'projects.get'>['sixDefinites'][number];

export function sixDefinitesOf(pack: RulePack, { row, stewards }: DefiniteFacts): Definite[] {
  const stewardTitle = ruleOf(pack, 'steward').parameters.title;
  return ruleOf(pack, 'sixDefinites').parameters.items.map((item) => {
    switch (item) {
      case 'responsibleLeader':
        return definite(item, '分包领导', row.responsibleLeaders.map((leader) => leader.name).join('、'));
      case 'projectSteward':
        return definite(item, stewardTitle, stewards.join('、'));
      case 'milestones':
        return definite(item, '建设节点', dayText('开工', row.startsOn));
      case 'period':
        return definite(
          item,
          '建设周期',
          row.startsOn !== null && row.completesOn !== null
            ? `${shownDay(row.startsOn)}—${shownDay(row.completesOn)}`
            : '',
        );
      case 'responsibleUnit':
        return definite(item, '责任单位', row.responsibleUnits.map((unit) => unit.name).join('、'));
      case 'investmentTarget':
        return definite(
          item,
          '投资目标',
          row.plannedThisYear === null ? '' : `本年${wanText(row.plannedThisYear)}万元`,
        );
    }
  });
}

function definite(key: string, label: string, shown: string): Definite {
  return { key, label, state: shown === '' ? 'missing' : 'definite', shown: shown === '' ? null : shown };
}

function dayText(what: string, day: string | null): string {
  return day === null ? '' : `${shownDay(day)}${what}`;
}
