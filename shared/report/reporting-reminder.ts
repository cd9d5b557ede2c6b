/** 催报 in plain words, to be sent on by telephone or message. */
import { businessClock, shownDay } from '../calendar/day.ts';
import type { Board, BoardRow } from '../contract/reporting-items.ts';
import type { Lacking } from '../rules/group-reports.ts';
import { reportingItemKindLabels } from '../text/exchange-labels.ts';

/** What a group has still to file of the board's period and month. */
export function lackingIn(row: BoardRow, { kinds }: Pick<Board, 'kinds'>): Lacking[] {
  return kinds.flatMap(({ kind, sections, dueAt }): Lacking[] => {
    const cell = row.cells.find((each) => each.kind === kind);
    if (cell === undefined || cell.state === 'filed' || cell.state === 'late') return [];
    return [{ kind, to: sections.join('、'), dueAt, isReturned: cell.state === 'returned' }];
  });
}

/** “11月20日期还没有报：领导分包（报工程协调处），请于11月20日12:00前报送。” Nothing where nothing is lacking. */
export function reminderText(row: BoardRow, board: Pick<Board, 'kinds' | 'label' | 'month' | 'today'>): string {
  const lacking = lackingIn(row, board);
  if (lacking.length === 0) return '';
  const weekly = new Set(board.kinds.filter((kind) => kind.rhythm === 'weekly').map((kind) => kind.kind));
  const parts = [
    { about: board.label, of: lacking.filter((each) => weekly.has(each.kind)) },
    { about: `${Number(board.month.slice(5))}月`, of: lacking.filter((each) => !weekly.has(each.kind)) },
  ]
    .filter(({ of }) => of.length > 0)
    .map(({ about, of }) => `${about}${partText(of, board.today)}`);
  return `${parts.join('；')}。`;
}

function partText(lacking: readonly Lacking[], today: string): string {
  const named = lacking
    .map(
      ({ kind, to, isReturned }) => `${reportingItemKindLabels[kind]}（${isReturned ? '已退回，改后再' : ''}报${to}）`,
    )
    .join('、');
  const [first] = lacking;
  if (first === undefined) return '';
  const isPast = businessClock(first.dueAt).day < today;
  return `还没有报：${named}，${isPast ? `时限${dueText(first.dueAt)}已过，请尽快报送` : `请于${dueText(first.dueAt)}前报送`}`;
}

/** 11月20日12:00; the whole of a day is the day alone. */
export function dueText(dueAt: string): string {
  const { day, minute } = businessClock(dueAt);
  const month = `${Number(day.slice(5, 7))}月${Number(day.slice(8, 10))}日`;
  if (minute === 23 * 60 + 59) return month;
  return `${month}${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}

/** The whole text a clerk copies: to whom, what, from whom. */
export function reminderMessage(row: BoardRow, board: Board, officeName: string): string {
  const head = `${row.groupName}${row.districtName === '' ? '' : `（联系${row.districtName}）`}`;
  return `${head}：${reminderText(row, board)}（依据${board.source}）\n${officeName}　${shownDay(board.today)}`;
}
