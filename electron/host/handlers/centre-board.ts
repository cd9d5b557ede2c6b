/** The centre's board: what the liaison groups have filed of a period, and apart from it what their districts have sent. */

import { calendarInForce } from '#db/queries/calendar.ts';
import {
  districtStandings,
  filesSetAside,
  type LiaisonGroup,
  liaisonGroups,
  openPackageQuestions,
  type SetAside,
  type StoredItem,
  storedItems,
} from '#db/queries/reporting-items.ts';
import { rulePackInForce } from '#db/queries/rule-packs.ts';
import type { Reading } from '#db/run.ts';
import { addDays, businessDay } from '#shared/calendar/day.ts';
import { periodAt, periodClosingOn, periodLabel, previousPeriod } from '#shared/calendar/period.ts';
import type { Board, BoardCell, BoardKind, BoardRow } from '#shared/contract/reporting-items.ts';
import { problem } from '#shared/error.ts';
import { boardReminders, boardTable } from '#shared/report/centre-board.ts';
import {
  cellState,
  type GroupReport,
  isBelowMinimum,
  isFiledLate,
  itemDueAt,
  itemPeriod,
  minimumTone,
  monthOf,
  packageState,
  type ReportingClock,
} from '#shared/rules/group-reports.ts';
import { ruleOf } from '#shared/rules/packs/index.ts';
import type { CommandHandlers, JobHandler, QueryHandlers } from '../context.ts';
import { changeMade, makeChange, requireOffice } from './authoring.ts';
import { handOutPdf, handOutTable } from './papers.ts';
import { openPeriod, periodDeadline, periodRule } from './progress.ts';

/** Periods that can be chosen: a quarter and a little more. */
const periodsOffered = 16;

export const centreBoardQueries = {
  'centreBoard.get': ({ reading, now }, { period }) => boardOf(reading, now, period ?? periodLookedAt(reading, now)),
} satisfies Partial<QueryHandlers>;

export const centreBoardCommands = {
  'centreBoard.ask'(context, { officeIds, period, act, body, dueOn }) {
    const { writing, now, operator } = context;
    const office = requireOffice(writing);
    const asked = openPeriod(writing, now, period);
    const standings = new Map(districtStandings(writing, office.id, period).map((each) => [each.officeId, each]));
    const open = new Set(openPackageQuestions(writing, office.id, period).map((each) => each.toOfficeId));
    const districts = [...new Set(officeIds)].map((id) => {
      const district = standings.get(id);
      if (district === undefined) throw problem('RECORD_NOT_FOUND', { noun: '区县' });
      return district;
    });
    const wanted = districts.filter((each) => !open.has(each.officeId));
    const already = districts.filter((each) => open.has(each.officeId)).map((each) => each.shortName);
    if (wanted.length === 0) throw problem('PACKAGE_ALREADY_ASKED', { districts: already.join('、') });
    const sentence =
      body === null || body === ''
        ? act === 'remind'
          ? `${asked.label}报送包还没有收到，请尽快生成并报送。`
          : `${asked.label}报送包请重新生成，再报送一次。`
        : body;
    const change = makeChange(
      context,
      'centreBoard.ask',
      `${act === 'remind' ? '催报' : '请重报'}：${asked.label} ${wanted.map((each) => each.shortName).join('、')}`.slice(
        0,
        200,
      ),
      wanted.map((each) => ({
        entity: 'question' as const,
        id: context.newId(),
        kind: 'put' as const,
        values: {
          kind: 'question',
          toOfficeId: each.officeId,
          projectId: null,
          subjectEntity: 'office',
          subjectId: each.officeId,
          field: null,
          shown: null,
          proposed: null,
          body: sentence,
          askedOn: businessDay(now),
          askedBy: operator,
          dueOn,
          period,
          state: 'open',
        },
      })),
    );
    return { ...changeMade(change), asked: wanted.length, already };
  },
} satisfies Partial<CommandHandlers>;

export const boardPaperJob: JobHandler<'centreBoard.paper'> = {
  run(context, { period, format }) {
    const model = context.read((reading) =>
      boardTable(requireOffice(reading).fullName, boardOf(reading, context.now, period)),
    );
    return handOutTable(context, model, format);
  },
};

export const boardReminderJob: JobHandler<'centreBoard.reminderPaper'> = {
  run(context, { period, groupIds }) {
    const model = context.read((reading) => {
      const office = requireOffice(reading);
      const board = boardOf(reading, context.now, period);
      const rows = board.rows.filter(
        (row) => row.groupId !== null && (groupIds === undefined || groupIds.includes(row.groupId)),
      );
      const { signatureLine, fullName, contactName, contactPhone } = office;
      const sender = { officeName: signatureLine ?? fullName, contact: contactName, phone: contactPhone };
      const paper = boardReminders(sender, { ...board, rows });
      if (paper === null) throw problem('REMINDER_LIST_EMPTY');
      return paper;
    });
    return handOutPdf(context, model);
  },
};

export function reportingClock(reading: Reading): ReportingClock {
  return {
    period: periodRule(reading),
    shift: ruleOf(rulePackInForce(reading), 'deadlineShift').parameters.shift,
    calendar: calendarInForce(reading),
  };
}

export function groupReports(reading: Reading): { readonly items: readonly GroupReport[]; readonly source: string } {
  const { parameters, source } = ruleOf(rulePackInForce(reading), 'groupReports');
  return { items: parameters.items, source };
}

export function boardOf(reading: Reading, now: string, asked: string | undefined): Board {
  const office = requireOffice(reading);
  const clock = reportingClock(reading);
  const { items: reports, source } = groupReports(reading);
  const period = openPeriod(reading, now, asked);
  const deadline = periodDeadline(reading, period);
  const month = monthOf(period.closesOn);
  const today = businessDay(now);
  const kinds = reports.map((report): BoardKind => {
    const of = itemPeriod(report, period.closesOn);
    const dueAt = itemDueAt(report, of, clock);
    const { kind, name, rhythm, sections, minimumPerMonth } = report;
    return { kind, name, rhythm, sections, minimumPerMonth, period: of, dueAt, isDue: now > dueAt };
  });
  const items = Map.groupBy(storedItems(reading, month, month), (item) => item.groupId ?? '');
  const groups = liaisonGroups(reading, office.id, today);
  const districts = districtFacts(reading, office.id, period.closesOn, deadline, now);
  const withGroup = new Set(groups.map((group) => group.officeId));
  const rowsOfGroups = groups.map(
    (group): BoardRow => ({
      groupId: group.id,
      groupName: group.name,
      ...peopleOf(group),
      ...districts(group.officeId, group.districtName),
      cells: kinds.map((kind, index) => {
        const report = reports[index];
        return cellOf(items.get(group.id) ?? [], kind, report, now);
      }),
    }),
  );
  const others = districtStandings(reading, office.id, period.closesOn).filter((each) => !withGroup.has(each.officeId));
  const rowsOfOthers = others.map(
    (each): BoardRow => ({
      groupId: null,
      groupName: '',
      leaderName: null,
      leaderPhone: null,
      overseerName: null,
      ...districts(each.officeId, each.shortName),
      cells: [],
    }),
  );
  const open = periodAt(now, clock.period).closesOn;
  return {
    period: period.closesOn,
    label: period.label,
    month,
    deadline,
    isDue: now > deadline,
    today,
    source,
    kinds,
    rows: [...rowsOfGroups, ...rowsOfOthers],
    minimumTone: minimumTone(month, today),
    periods: Array.from({ length: periodsOffered }, (_, index) => addDays(open, -7 * index)).map((each) => ({
      period: each,
      label: periodLabel(each),
    })),
  };
}

/** The open one; over the weekend after its close still the one that has just closed. */
function periodLookedAt(reading: Reading, now: string): string {
  const open = periodAt(now, periodRule(reading)).closesOn;
  const last = previousPeriod(open);
  return businessDay(now) <= addDays(last, 2) ? last : open;
}

function cellOf(
  items: readonly StoredItem[],
  kind: BoardKind,
  report: GroupReport | undefined,
  now: string,
): BoardCell {
  const ofKind = items.filter((item) => item.kind === kind.kind);
  const ofPeriod = ofKind.filter((item) => item.period === kind.period);
  const filedInMonth = ofKind.filter((item) => item.state === 'filed').length;
  const count = (state: StoredItem['state']) => ofPeriod.filter((item) => item.state === state).length;
  return {
    kind: kind.kind,
    state: cellState(ofPeriod, kind.dueAt, now),
    filed: count('filed'),
    late: ofPeriod.filter((item) => isFiledLate(item, kind.dueAt)).length,
    drafts: count('draft'),
    returned: count('returned'),
    filedInMonth,
    isBelow: report !== undefined && isBelowMinimum(filedInMonth, report),
  };
}

function peopleOf(group: LiaisonGroup): Pick<BoardRow, 'leaderName' | 'leaderPhone' | 'overseerName'> {
  const leader = leaderOf(group);
  return {
    leaderName: leader?.personName ?? null,
    leaderPhone: leader?.phone ?? null,
    overseerName: group.members.find((member) => member.role === 'overseer')?.personName ?? null,
  };
}

/** “第一名为组长” (附件1) where the list does not say. */
export function leaderOf({ members }: LiaisonGroup): LiaisonGroup['members'][number] | undefined {
  return members.find((member) => member.role === 'leader') ?? members.find((member) => member.role !== 'overseer');
}

type DistrictPart = Pick<BoardRow, 'officeId' | 'districtName' | 'districtPackage' | 'openQuestions' | 'asked'>;

function districtFacts(reading: Reading, centreId: string, period: string, deadline: string, now: string) {
  const standings = new Map(districtStandings(reading, centreId, period).map((each) => [each.officeId, each]));
  const questions = Map.groupBy(openPackageQuestions(reading, centreId, period), (each) => each.toOfficeId);
  const { opensAt } = periodClosingOn(period, periodRule(reading));
  const aside = filesSetAside(reading, opensAt, addDays(period, 7));
  return (officeId: string | null, name: string): DistrictPart => {
    const standing = officeId === null ? undefined : standings.get(officeId);
    if (standing === undefined) {
      const nothing = { state: 'notEnrolled', at: null, refusal: null, notTaken: 0 } as const;
      return { officeId: null, districtName: name, districtPackage: nothing, openQuestions: 0, asked: [] };
    }
    const { takenAt, shortName, fullName, openQuestions, notTaken } = standing;
    // By what the refusal names, or by the name the file carries: a hint is enough to say “look there”.
    const isTheirs = ({ office, fileName }: SetAside) =>
      office === shortName || office === fullName || fileName.startsWith(`${shortName}_`);
    const refused = takenAt === null ? aside.find(isTheirs) : undefined;
    const facts = { isEnrolled: true, takenAt, refusedAt: refused?.at ?? null };
    return {
      officeId,
      districtName: shortName,
      districtPackage: {
        state: packageState(facts, deadline, now),
        at: takenAt ?? refused?.at ?? null,
        refusal: refused?.sentence ?? null,
        notTaken,
      },
      openQuestions,
      asked: (questions.get(standing.officeId) ?? []).map(({ id, body, askedOn, answers }) => ({
        id,
        body,
        askedOn,
        standing: answers > 0 ? '已答复' : '待答复',
      })),
    };
  };
}
