/** Meetings as the pack asks for them, what they decided, a leader's word now and then, visits: one week after the other. */
import { addDays } from '../calendar/day.ts';
import { deterministicId } from '../package/operation.ts';
import { made, put } from './change.ts';
import type { DemonstrationChange } from './district.ts';
import type { DraftRecord, Identities } from './ledger.ts';
import { cityName, districtName, operators } from './names.ts';
import type { FictionalProject } from './projects.ts';
import { randomOf } from './random.ts';

interface SupervisedProject {
  readonly id: string;
  readonly name: string;
  readonly pool: string;
  readonly project: Pick<FictionalProject, 'units' | 'isLagging'>;
}

interface OpenTask {
  readonly id: string;
  readonly dueOn: string;
  /** What will be reported. */
  readonly result: string;
  readonly staysLate: boolean;
}

/** What is asked for, and what is said when it is done. */
const demands = [
  ['倒排工期，增加作业面和施工人员，本季度完成年度计划的序时进度', '已增加两个作业班组，本月进度赶上计划。'],
  ['完成红线内剩余附属物清表，移交作业面', '清表已完成，作业面移交施工单位。'],
  ['办结施工许可手续，图审意见一次性回复', '施工许可证已核发。'],
  ['落实配套道路和临时用电，保障设备进场', '临时用电已送电，进场道路具备通行条件。'],
  ['核实已完成投资，补齐入统资料', '入统资料已报区统计局审核。'],
] as const;

const noted = '请重点办牵头，相关单位一周内拿出解决办法，报我。';

/** Keeps the tasks that are open from week to week. */
export function supervision({ seed, officeId, ids }: { seed: number; officeId: string; ids: Identities }) {
  let open: OpenTask[] = [];
  const numbers = new Map<string, number>();
  const nextNumber = (what: string, year: string) => {
    const number = (numbers.get(what + year) ?? 0) + 1;
    numbers.set(what + year, number);
    return number;
  };

  return {
    /** Tasks of every origin share one ledger and its numbers. */
    nextTaskNumber: (year: string) => nextNumber('task', year),
    /** What was held in the week before this Monday is written down, and what fell due is answered and closed. */
    *monday(monday: string, projects: readonly SupervisedProject[]): Generator<DemonstrationChange> {
      const random = randomOf(seed, 'supervision', monday);
      const heldOn = addDays(monday, -4);
      const done = closed(monday);
      if (done.length > 0) yield made(monday, 590, 'tasks.act', '办结督办事项', done);
      yield made(monday, 595, 'meetings.save', '登记上周会议', [
        ...promotionMeeting(heldOn, projects, random.between(1, 2)),
        ...short('steward', `项目管家例会（${shown(heldOn)}）`, heldOn, '各项目现场'),
        ...othersHeld(monday),
      ]);
      if (random.chance(0.12))
        yield made(monday, 600, 'instructions.record', '登记领导批示', instruction(heldOn, projects));
      if (random.chance(0.4)) yield made(monday, 605, 'visits.save', '登记领导调研', visit(heldOn, projects));
    },
  };

  function promotionMeeting(onDay: string, projects: readonly SupervisedProject[], topics: number): DraftRecord[] {
    const random = randomOf(seed, 'promotion', onDay);
    const id = deterministicId('demonstrationMeeting', officeId, 'promotion', onDay);
    const wanted = projects.filter((each) => each.pool === 'construction' || each.pool === 'start');
    const behind = wanted.filter((each) => each.project.isLagging);
    const chosen = random.some(behind.length > topics ? behind : wanted, Math.min(topics, wanted.length));
    return [
      put('meeting', id, {
        type: 'promotion',
        title: `${districtName}重点项目推进会`,
        onDay,
        time: '15:00',
        place: '区政府三楼会议室',
        chairId: ids.leaders[1] ?? null,
        chairPost: '区长',
        recorder: operators[1],
        state: random.chance(0.85) ? 'minuted' : 'held',
        opening: `会议听取了重点项目进展情况汇报，研究了${chosen.length}个项目存在的问题。`,
        closing: '各责任单位要对照议定事项抓好落实，区重点办逐项跟踪督办。',
        sequence: nextNumber('meeting', onDay.slice(0, 4)),
        rulePack: 'erqi-2024@1',
      }),
      ...chosen.flatMap((project, index) => topic(id, onDay, project, index)),
    ];
  }

  function topic(meetingId: string, onDay: string, project: SupervisedProject, index: number): DraftRecord[] {
    const random = randomOf(seed, 'topic', onDay, project.name);
    const [demand, result] = random.pick(demands);
    const unitId = ids.units[project.project.units[0] ?? 0] ?? null;
    const itemId = deterministicId('demonstrationTopic', meetingId, index);
    const taskId = deterministicId('demonstrationTask', meetingId, index);
    const dueOn = addDays(onDay, random.pick([11, 14, 18]));
    open.push({ id: taskId, dueOn, result, staysLate: random.chance(0.05) });
    return [
      put('agendaItem', itemId, {
        meetingId,
        title: `${project.name}推进情况`,
        reason: 'lagging',
        projectId: project.id,
        reportingUnitId: unitId,
        printOrder: index + 1,
        isDropped: false,
        heard: '会议听取了责任单位关于项目进展和存在问题的汇报。',
        opinions: '会议要求，责任单位压实责任，逐项销号。',
      }),
      put('task', taskId, {
        number: nextNumber('task', onDay.slice(0, 4)),
        origin: 'meeting',
        originId: meetingId,
        agendaItemId: itemId,
        projectId: project.id,
        content: `${project.name}：${demand}`,
        assignedOn: onDay,
        dueOn,
        unitId,
        personId: ids.stewards[index % ids.stewards.length] ?? null,
        state: 'assigned',
        isKeySupervised: false,
        rulePack: 'erqi-2024@1',
      }),
      entry(taskId, 'assign', onDay, `${shown(dueOn)}前办结。`),
    ];
  }

  /** Answered on its day and closed on the Monday after; one in twenty comes a month late. */
  function closed(monday: string): DraftRecord[] {
    const due = open.filter((task) => task.dueOn < (task.staysLate ? addDays(monday, -35) : monday));
    open = open.filter((task) => !due.includes(task));
    return due.flatMap((task) => [
      entry(task.id, 'reply', task.staysLate ? addDays(monday, -1) : task.dueOn, task.result),
      put('task', task.id, {
        state: 'closed',
        replyText: task.result,
        repliedOn: task.staysLate ? addDays(monday, -1) : task.dueOn,
        closedOn: monday,
        closedBy: operators[1],
        closingNote: '经核实，已办结。',
      }),
      entry(task.id, 'close', monday, '经核实，已办结。'),
    ]);
  }

  /** Meetings with a longer rhythm, when their span has ended in the week before. */
  function othersHeld(monday: string): DraftRecord[] {
    const last = addDays(monday, -7);
    const isNewMonth = last.slice(0, 7) !== monday.slice(0, 7);
    const passed = (day: number) => Number(monday.slice(8)) >= day && Number(monday.slice(8)) < day + 7;
    const before = addDays(`${monday.slice(0, 7)}-01`, -1);
    const month = `${Number(before.slice(5, 7))}月`;
    return [
      ...(passed(12) ? short('mayor', '区长重点项目推进会', addDays(monday, -3), '区政府常务会议室') : []),
      ...(isNewMonth
        ? [
            ...short('mayor', '区长重点项目推进会', addDays(before, -2), '区政府常务会议室'),
            ...short('secretary', `区委书记听取${month}重点项目推进情况汇报`, addDays(before, -1), '区委常委会议室'),
            ...short('analysis', `${month}重点项目分析会`, before, '区重点办会议室'),
            ...(['03', '06', '09', '12'].includes(before.slice(5, 7))
              ? short('tour', '重点项目现场观摩讲评', addDays(before, -3), '各观摩点')
              : []),
          ]
        : []),
    ];
  }

  function short(type: string, title: string, onDay: string, place: string): DraftRecord[] {
    return [
      put('meeting', deterministicId('demonstrationMeeting', officeId, type, onDay), {
        type,
        title,
        onDay,
        place,
        state: 'held',
        rulePack: 'erqi-2024@1',
      }),
    ];
  }

  function instruction(onDay: string, projects: readonly SupervisedProject[]): DraftRecord[] {
    const random = randomOf(seed, 'instruction', onDay);
    const project = random.pick(projects);
    const isAnswered = random.chance(0.7);
    return [
      put('instruction', deterministicId('demonstrationInstruction', officeId, onDay), {
        number: nextNumber('instruction', onDay.slice(0, 4)),
        paperTitle: `关于${project.name}推进情况的报告`,
        presentedOn: addDays(onDay, -3),
        leaderId: ids.leaders[0] ?? null,
        leaderPost: '区委书记',
        instructedOn: addDays(onDay, -2),
        words: noted,
        projectId: project.id,
        handlingUnitId: ids.units[project.project.units[0] ?? 0] ?? null,
        dueOn: addDays(onDay, 5),
        state: isAnswered ? 'answered' : 'received',
        feedback: isAnswered ? '已会同责任单位制定措施，问题正在按期解决。' : null,
        feedbackOn: isAnswered ? onDay : null,
      }),
    ];
  }

  function visit(onDay: string, projects: readonly SupervisedProject[]): DraftRecord[] {
    const random = randomOf(seed, 'visit', onDay);
    const chosen = random.some(projects, random.between(1, 3));
    return [
      put('visit', deterministicId('demonstrationVisit', officeId, onDay), {
        leaderId: random.pick(ids.leaders),
        onDay,
        place: `${cityName}${districtName}`,
        projectIds: chosen.map((each) => each.id),
        companions: '区重点办、责任单位主要负责同志',
        seen: '实地查看项目现场，听取进展情况和存在问题汇报。',
        instructions: '要紧盯节点，保障安全，及时协调解决问题。',
      }),
    ];
  }
}

function entry(taskId: string, kind: string, onDay: string, body: string): DraftRecord {
  return put('taskEntry', deterministicId('demonstrationEntry', taskId, kind), {
    taskId,
    kind,
    onDay,
    body,
    byWhom: operators[0],
  });
}

function shown(day: string): string {
  return `${Number(day.slice(5, 7))}月${Number(day.slice(8))}日`;
}
