/** 报送看板 and 催报 of a period on paper: own layouts, no notice prescribes one. */
import { shownDay } from '../calendar/day.ts';
import type { Board, BoardCell, BoardRow } from '../contract/reporting-items.ts';
import type { CellState, PackageState } from '../rules/group-reports.ts';
import { reportingItemKindLabels } from '../text/exchange-labels.ts';
import type { Block, DocumentModel, TableCell, TableColumn, TableModel } from './model.ts';
import { dueText, lackingIn, reminderText } from './reporting-reminder.ts';

export const cellStateLabels: Readonly<Record<CellState, string>> = {
  filed: '已报',
  late: '迟报',
  returned: '退回',
  missing: '未报',
  waiting: '待报',
};

export const packageStateLabels: Readonly<Record<PackageState, string>> = {
  received: '已收',
  late: '迟收',
  refused: '退回',
  missing: '未收',
  waiting: '待收',
  notEnrolled: '未登记',
};

export function boardTable(officeName: string, board: Board): TableModel {
  const lacking = board.rows.filter((row) => lackingIn(row, board).length > 0).length;
  const groups = board.rows.filter((row) => row.groupId !== null).length;
  return {
    kind: 'table',
    title: `${board.label}工作组报送情况`,
    source: board.source,
    above: [`${officeName}　　截至${shownDay(board.today)}`],
    unitLine: null,
    columns: [
      column('index', '序号', 10, 'center'),
      column('group', '工作组', 26, 'left'),
      column('leader', '组长', 18, 'center'),
      column('district', '联系区县', 24, 'left'),
      column('package', '区县报送包', 30, 'left'),
      ...board.kinds.map(({ kind, sections }) =>
        column(kind, `${reportingItemKindLabels[kind]}\n（${sections.join('、')}）`, 32, 'left'),
      ),
      column('month', '本月不足', 34, 'left'),
      column('questions', '未了结询问', 16, 'center'),
    ],
    rows: board.rows.map((row, index) => ({
      cells: [
        cell(String(index + 1)),
        cell(row.groupName),
        cell(row.leaderName ?? ''),
        cell(row.districtName),
        cell(packageText(row)),
        ...board.kinds.map((_, at) => cell(cellText(row.cells[at]))),
        cell(belowText(row)),
        cell(row.openQuestions === 0 ? '' : String(row.openQuestions)),
      ],
    })),
    footRows: [],
    below: [`共${groups}个工作组，没有报齐的${lacking}个。（依据${board.source}）`],
    emptyText: '还没有设工作组',
    page: { size: 'A4', orientation: 'landscape' },
    repeatsHead: true,
    hasPageNumbers: true,
    fileName: `工作组报送情况_${board.period}`,
  };
}

export function packageText({ districtPackage: { state, notTaken } }: BoardRow): string {
  return `${packageStateLabels[state]}${notTaken > 0 ? `，${notTaken}处未采纳` : ''}`;
}

export function cellText(found: BoardCell | undefined): string {
  if (found === undefined) return '';
  const { state, filed, late, returned } = found;
  const parts = [`${cellStateLabels[state]}${filed > 0 ? ` ${filed}条` : ''}`];
  if (state === 'filed' && late > 0) parts.push(`其中迟报${late}条`);
  if (state !== 'returned' && returned > 0) parts.push(`退回${returned}条`);
  return parts.join('，');
}

function belowText(row: BoardRow): string {
  const below = row.cells.filter((each) => each.isBelow);
  // Named one by one only where that tells something: sixteen groups are to stand on one page.
  if (below.length > 1 && below.length === row.cells.length) return '各类均不足';
  return below.map((each) => reportingItemKindLabels[each.kind]).join('、');
}

export interface ReminderSender {
  readonly officeName: string;
  readonly contact: string | null;
  readonly phone: string | null;
}

/** One paper a group that lacks something; null where none does. */
export function boardReminders({ officeName, contact, phone }: ReminderSender, board: Board): DocumentModel | null {
  const rows = board.rows.filter((row) => lackingIn(row, board).length > 0);
  if (rows.length === 0) return null;
  const title = '催报通知';
  const reached = [contact, phone].filter((each) => each !== null && each !== '').join('　');
  return {
    kind: 'document',
    title,
    blocks: rows.flatMap((row, index): Block[] => [
      ...(index === 0 ? [] : [{ kind: 'nextPaper', title } as const]),
      { kind: 'paragraph', text: `${row.groupName}${row.leaderName === null ? '' : `（组长：${row.leaderName}）`}：` },
      { kind: 'paragraph', isIndented: true, text: reminderText(row, board) },
      {
        kind: 'table',
        columns: [
          { head: '类别', width: 30, align: 'center' },
          { head: '内容', width: 60, align: 'left' },
          { head: '报送处室', width: 45, align: 'left' },
          { head: '时限', width: 30, align: 'center' },
        ],
        rows: lackingIn(row, board).map((each) => [
          `${reportingItemKindLabels[each.kind]}${each.isReturned ? '（退回）' : ''}`,
          board.kinds.find((kind) => kind.kind === each.kind)?.name ?? '',
          each.to,
          dueText(each.dueAt),
        ]),
      },
      { kind: 'paragraph', isSmall: true, text: `依据：${board.source}。` },
      {
        kind: 'signed',
        office: `${officeName}${reached === '' ? '' : `（联系：${reached}）`}`,
        day: shownDay(board.today),
      },
    ]),
    page: { size: 'A4', orientation: 'portrait' },
    margins: 'form',
    hasPageNumbers: false,
    fileName: `催报通知_${board.period}`,
  };
}

function column(key: string, head: string, width: number, align: 'left' | 'center'): TableColumn {
  return { key, head, width, align, kind: key === 'index' ? 'index' : 'text' };
}

function cell(text: string): TableCell {
  return { text, value: text === '' ? null : text };
}
