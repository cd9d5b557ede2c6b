/**
 * 统计入库应入尽入 (登项攻坚办〔2018〕1号 (八)). Another account than the office's own figures (调度口径): here stands only whether
 * a project should be entered, whether it is, since when, and why not yet.
 */
import { shownDay } from '../calendar/day.ts';
import type { ProjectLevel } from '../domain/project.ts';
import type { Rule } from './catalogue.ts';

export interface StatisticsFacts {
  readonly level: ProjectLevel | null;
  /** The office's own word; null leaves it to the rule. */
  readonly isDue: boolean | null;
  readonly registeredOn: string | null;
  readonly note: string | null;
  readonly hasStarted: boolean;
}

export const statisticsStates = ['registered', 'missing', 'notDue'] as const;

export interface StatisticsFinding {
  readonly state: (typeof statisticsStates)[number];
  readonly sentence: string;
}

/** 应入未入 where the office says so or where a started project is of a level the rule names. */
export function statisticsFinding(facts: StatisticsFacts, rule: Rule<'statisticalRegistration'>): StatisticsFinding {
  if (facts.registeredOn !== null)
    return { state: 'registered', sentence: `${shownDay(facts.registeredOn)}已统计入库。` };
  if (facts.isDue === false) return { state: 'notDue', sentence: '不需要统计入库。' };
  const isOfLevel = facts.level === null || rule.parameters.levels.includes(facts.level);
  if (facts.isDue === null && !isOfLevel) return { state: 'notDue', sentence: '不在应统计入库的级别之内。' };
  if (facts.isDue === null && !facts.hasStarted) return { state: 'notDue', sentence: '没有开工，暂不具备入库条件。' };
  const ground = facts.isDue === true ? '已认定应统计入库' : '已开工，应统计入库';
  return {
    state: 'missing',
    sentence: `${ground}，没有入库${facts.note === null ? '，没有写明原因' : `：${facts.note}`}。`,
  };
}
