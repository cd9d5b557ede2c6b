import { z } from 'zod';
import {
  choice,
  defineEntity,
  integer,
  list,
  parent,
  reference,
  requiredChoice,
  text,
  type ValuesOf,
} from './entity.ts';

/** 主要领导指定 / 镇街推荐 (二七办文〔2024〕7号 四(四)1(2)). */
export const tourProposers = ['leader', 'unit'] as const;
/** 待筛选 / 入选 / 未入选. */
export const tourStates = ['proposed', 'chosen', 'notChosen'] as const;

export const tourScore = z.strictObject({
  judge: z.string().trim().min(1).max(60),
  hundredths: z.int().min(0).max(10_000),
});

/** A project proposed for an observation tour (观摩讲评), screened, put on the route, scored. Id: deterministic from (meeting, project). */
export const tourStop = defineEntity({
  name: 'tourStop',
  table: 'tour_stops',
  label: '观摩项目',
  fields: {
    meetingId: parent('观摩活动', 'meeting'),
    projectId: parent('项目', 'project'),
    proposedBy: choice('提出方式', tourProposers),
    unitId: reference('推荐单位', 'unit'),
    state: requiredChoice('筛选结果', tourStates),
    reason: text('理由', 500),
    routeOrder: integer('线路顺序'),
    /** When the bus is there, as printed on the route: 9:30. */
    arrivesAt: text('到达时间', 20),
    /** What is shown and said there. */
    talkingPoints: text('观摩内容', 1000),
    presenter: text('讲解人', 60),
    /** One mark a judge, hundredths of a point: the mean is computed. */
    scores: list('评分', tourScore, 100),
    remarks: text('点评', 2000),
  },
});

export type TourStop = ValuesOf<typeof tourStop>;
