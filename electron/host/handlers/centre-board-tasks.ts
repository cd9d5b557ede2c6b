/** What the overview of the centre reminds of: who has not filed, before and after the time; who is below the month's minimum. */
import { installedAt } from '#db/queries/installation.ts';
import type { Reading } from '#db/run.ts';
import { businessDay } from '#shared/calendar/day.ts';
import { periodClosingOn, previousPeriod } from '#shared/calendar/period.ts';
import type { Reminder } from '#shared/contract/reminders.ts';
import type { Board, BoardCell, BoardKind } from '#shared/contract/reporting-items.ts';
import { dueText } from '#shared/report/reporting-reminder.ts';
import { isSpokenOf } from '#shared/rules/group-reports.ts';
import { reportingItemKindLabels } from '#shared/text/exchange-labels.ts';
import { requireOffice } from './authoring.ts';
import { boardOf } from './centre-board.ts';
import { periodRule } from './progress.ts';

export function boardTasks(reading: Reading, now: string): Reminder[] {
  if (requireOffice(reading).kind !== 'centre') return [];
  const board = boardOf(reading, now, undefined);
  const rows = board.rows.filter((row) => row.groupId !== null);
  if (rows.length === 0 || board.kinds.length === 0) return [];
  const own = [...weeklyTasks(board), ...monthlyTasks(board), ...minimumTasks(board)];
  const last = previousPeriod(board.period);
  // A centre set up after it had closed has nothing to make up for.
  if (installedAt(reading) >= periodClosingOn(last, periodRule(reading)).closesAt) return own;
  const before = boardOf(reading, now, last);
  const isOtherMonth = before.month !== board.month;
  return lateFirst([
    ...own,
    ...weeklyTasks(before),
    // In the first week the month that has just ended is spoken of too.
    ...(isOtherMonth ? [...monthlyTasks(before), ...minimumTasks(before)] : []),
  ]);
}

function lateFirst(reminders: readonly Reminder[]): Reminder[] {
  return reminders.toSorted((left, right) => Number(right.tone === 'late') - Number(left.tone === 'late'));
}

function weeklyTasks(board: Board): Reminder[] {
  return board.kinds
    .filter((kind) => kind.rhythm === 'weekly')
    .slice(0, 1)
    .flatMap(({ dueAt, isDue }): Reminder[] => {
      if (!isSpokenOf({ rhythm: 'weekly' }, dueAt, board.today)) return [];
      const lacking = lackingGroups(board, 'weekly');
      if (lacking.length === 0) return [];
      return [
        {
          code: 'GROUPS_MISSING',
          subject: board.period,
          tone: isDue ? 'late' : 'look',
          sentence: `${board.label}还有${lacking.length}个工作组没有报齐${isDue ? '，已过时限' : `，${dueText(dueAt)}截止`}：${named(lacking)}。`,
          why: board.source,
          action: { label: '去催报', page: `/centre-board?period=${board.period}` },
          dueOn: businessDay(dueAt),
          facts: lacking,
        },
      ];
    });
}

function monthlyTasks(board: Board): Reminder[] {
  return board.kinds
    .filter((kind) => kind.rhythm === 'monthly')
    .flatMap(({ kind, dueAt, isDue }): Reminder[] => {
      if (!isSpokenOf({ rhythm: 'monthly' }, dueAt, board.today)) return [];
      const lacking = lackingGroups(board, 'monthly', kind);
      if (lacking.length === 0) return [];
      return [
        {
          code: 'GROUPS_MISSING_MONTHLY',
          subject: board.month,
          tone: isDue ? 'late' : 'look',
          sentence: `${monthText(board.month)}的${reportingItemKindLabels[kind]}还有${lacking.length}个工作组没有报${isDue ? '，已过时限' : `，${dueText(dueAt)}截止`}：${named(lacking)}。`,
          why: board.source,
          action: { label: '去催报', page: `/centre-board?period=${board.period}` },
          dueOn: businessDay(dueAt),
          facts: lacking,
        },
      ];
    });
}

function minimumTasks(board: Board): Reminder[] {
  if (board.minimumTone === null) return [];
  const below = board.rows.filter((row) => row.cells.some((cell) => cell.isBelow)).map((row) => row.groupName);
  if (below.length === 0) return [];
  return [
    {
      code: 'GROUPS_BELOW_MINIMUM',
      subject: board.month,
      tone: board.minimumTone === 'late' ? 'late' : 'look',
      sentence: `${monthText(board.month)}有${below.length}个工作组各类信息没有达到规定条数：${named(below)}。`,
      why: board.source,
      action: { label: '看报送看板', page: `/centre-board?period=${board.period}` },
      facts: below,
    },
  ];
}

function lackingGroups(board: Board, rhythm: 'weekly' | 'monthly', only?: BoardKind['kind']): string[] {
  const kinds = new Set(
    board.kinds.filter((each) => each.rhythm === rhythm && (only ?? each.kind) === each.kind).map((each) => each.kind),
  );
  const isLacking = ({ kind, state }: BoardCell) => kinds.has(kind) && state !== 'filed' && state !== 'late';
  return board.rows.filter((row) => row.cells.some(isLacking)).map((row) => row.groupName);
}

const namesShown = 6;

function named(groups: readonly string[]): string {
  return `${groups.slice(0, namesShown).join('、')}${groups.length > namesShown ? '等' : ''}`;
}

function monthText(month: string): string {
  return `${Number(month.slice(5))}月`;
}
